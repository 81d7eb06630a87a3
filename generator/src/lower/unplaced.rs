//! Parameters that tables document and that no request of the page has a place for.

use std::collections::HashSet;

use rayon::prelude::*;

use crate::{
    api::Method,
    diagnostic::{Code, Diagnostics},
    page::{Page, Piece, RequestLine, Row},
    source::Span,
};

/// Reports the rows of such parameters: nothing could be made of them.
pub(super) fn report(pages: &[Page], out: &mut Diagnostics) {
    out.gather(pages.par_iter(), report_page);
}

fn report_page(page: &Page, out: &mut Diagnostics) {
    // Where all requests only read, what the table of the body has are arguments of a function.
    let reads = page.requests.iter().all(|line| line.method == Method::Get);
    let body = if reads { &page.body.rows[..] } else { &[] };
    if page.requests.is_empty() || (page.path.is_empty() && body.is_empty()) {
        return;
    }
    let placed = placed(page);
    for row in page.path.iter().chain(body).filter(|row| !is_placed(row, &placed)) {
        let message = format!("no request of the page has a place for `{}`", row.name.value);
        out.report(Code::ParameterUnplaced, row.name.span, message);
    }
}

/// The rows that placeholders stand for, and the names of query parameters in lower case.
struct Placed {
    rows: HashSet<Span>,
    queries: HashSet<String>,
}

fn placed(page: &Page) -> Placed {
    let queries = page.requests.iter().flat_map(|line| &line.query);
    let rows = page
        .requests
        .iter()
        .flat_map(|line| placeholders(line).filter_map(|name| page.placeholder_row(name, line.method)));
    Placed {
        queries: queries.map(|(name, _)| name.to_ascii_lowercase()).collect(),
        rows: rows.map(|row| row.span).collect(),
    }
}

fn placeholders(line: &RequestLine) -> impl Iterator<Item = &str> {
    let pieces = line.path.segments.iter().flat_map(|segment| &segment.pieces);
    pieces.filter_map(|piece| match piece {
        Piece::Placeholder { name, .. } => Some(name.as_str()),
        Piece::Text(_) => None,
    })
}

fn is_placed(row: &Row, placed: &Placed) -> bool {
    placed.rows.contains(&row.span) || placed.queries.contains(&row.name.value.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        dialect::Dialect,
        frontend::read_pages,
        source::{Source, Sources},
    };

    /// The parameters of a table below a heading that nothing has a place for.
    fn unplaced(line: &str, heading: &str) -> Vec<String> {
        let text = format!(
            "---\ndoc_type: apiPageType\n---\n# Find crates\n\n## HTTP request\n\n```http\n{line}\n```\n\n## {heading}\n\n\
             |Parameter|Type|Description|\n|:--|:--|:--|\n|port|String|Where it goes.|\n|top|Int32|How many.|\n"
        );
        let sources = Sources::new(vec![Source::new("find.md", text)]);
        let pages = read_pages(&sources, &Dialect::microsoft_graph(), &mut Diagnostics::default());
        let mut out = Diagnostics::default();
        report(&pages, &mut out);
        out.iter().map(|finding| finding.message.clone()).collect()
    }

    #[test]
    fn parameters_without_a_place_are_found() {
        let both = ["port", "top"].map(|name| format!("no request of the page has a place for `{name}`"));
        assert_eq!(unplaced("GET /crates/find", "Function parameters"), both);
        assert_eq!(unplaced("GET /crates/find", "Request body"), both);
        assert_eq!(
            unplaced("GET /crates/find(port='{port}')", "Function parameters"),
            both[1..]
        );
        assert_eq!(unplaced("GET /crates/{port}?top={n}", "Path parameters"), [""; 0]);
        // Where something is sent, it is a body.
        assert_eq!(unplaced("POST /crates/find", "Request body"), [""; 0]);
    }
}
