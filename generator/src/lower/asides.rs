//! Examples of other pages' requests.
//!
//! A page may show what comes before or after its own request: how the thing is made that it closes. What such a request carries and
//! is answered with is no fact about the page's own.

use rayon::prelude::*;

use super::{
    likeness::{is_same, is_same_segment, step},
    paths::Tree,
};
use crate::{
    api::Method,
    dialect::{Dialect, Kind},
    extract::{is_foreign, parse_template},
    page::{Page, Segment, Start},
};

/// The messages of each page that are requests to what only other pages document.
pub(super) fn find(pages: &[Page], tree: &Tree, dialect: &Dialect) -> Vec<Vec<usize>> {
    let asides = |page: &Page| match page.kind {
        Kind::Operation => of_page(page, tree, dialect),
        _ => vec![],
    };
    pages.par_iter().map(asides).collect()
}

/// Marks them.
pub(super) fn mark(asides: Vec<Vec<usize>>, pages: &mut [Page]) {
    for (page, asides) in pages.iter_mut().zip(asides) {
        for message in asides {
            page.messages[message].aside = true;
        }
    }
}

/// Only a page that shows its own request, too, shows another one on purpose.
fn of_page(page: &Page, tree: &Tree, dialect: &Dialect) -> Vec<usize> {
    let requests = page.messages.iter().enumerate();
    let requests: Vec<_> = requests
        .filter_map(|(number, message)| match &message.start {
            Start::Request { method, url } => Some((number, *method, url.value.as_str())),
            Start::Response { .. } => None,
        })
        .collect();
    if requests.len() < 2 {
        return vec![];
    }
    let (mut own, mut others): (Vec<Method>, Vec<(usize, Method)>) = (vec![], vec![]);
    for (number, method, url) in requests {
        let Ok(shown) = parse_template(url, &dialect.base_urls) else {
            continue;
        };
        let shown = shown.template.segments;
        let mut lines = page.requests.iter().filter(|line| line.method == method);
        if lines.clone().any(|line| is_same(&shown, &line.path.segments)) {
            own.push(method);
        } else if !is_foreign(url, &dialect.base_urls)
            && !lines.any(|line| ends_alike(&shown, &line.path.segments))
            && is_documented(&shown, method, tree)
        {
            others.push((number, method));
        }
    }
    others.retain(|(_, method)| own.contains(method));
    others.into_iter().map(|(number, _)| number).collect()
}

/// Whether two paths end with the same segment: then one may be the other from another place.
fn ends_alike(shown: &[Segment], documented: &[Segment]) -> bool {
    let ends = shown.last().zip(documented.last());
    ends.is_none_or(|(shown, documented)| is_same_segment(shown, documented))
}

/// Whether some page documents a request.
fn is_documented(shown: &[Segment], method: Method, tree: &Tree) -> bool {
    let place = shown.iter().try_fold(0, |place, segment| step(place, segment, tree));
    let uses = place.into_iter().flat_map(|place| &tree.places[place].uses);
    uses.into_iter()
        .any(|(page, line)| tree.lines[*page][*line].0 == method)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        diagnostic::Diagnostics,
        frontend::read_pages,
        lower::lower,
        source::{Source, Sources},
    };

    /// Whether each request that a page with these lines shows is another page's.
    fn asides(lines: &str, examples: &[&str]) -> Vec<bool> {
        let page = |lines: &str, examples: &[&str]| {
            let shown = examples
                .iter()
                .map(|line| format!("```http\n{line}\n```\n\n```http\nHTTP/1.1 201 Created\n```\n"));
            let shown: Vec<String> = shown.collect();
            let shown = shown.join("\n");
            format!(
                "---\ndoc_type: apiPageType\n---\n# Close\n\n## HTTP request\n\n```http\n{lines}\n```\n\n## Examples\n\n{shown}"
            )
        };
        let sources = Sources::new(vec![
            Source::new("a.md", page(lines, examples)),
            Source::new("b.md", page("POST /gates\nPOST /locks/{id}/close", &[])),
        ]);
        let dialect = Dialect::microsoft_graph();
        let mut out = Diagnostics::default();
        let pages = read_pages(&sources, &dialect, &mut out);
        let lowered = lower(pages, &dialect, &mut out);
        let messages = lowered.pages[0].messages.iter();
        let requests = messages.filter(|message| matches!(message.start, Start::Request { .. }));
        requests.map(|message| message.aside).collect()
    }

    #[test]
    fn requests_of_other_pages_are_asides() {
        let line = "POST /gates/{id}/close";
        assert_eq!(asides(line, &["POST /gates", "POST /gates/1/close"]), [true, false]);
        // The page's own request at another place, and one that nobody documents.
        assert_eq!(
            asides(line, &["POST /locks/1/close", "POST /gates/1/close"]),
            [false, false]
        );
        assert_eq!(asides(line, &["POST /doors", "POST /gates/1/close"]), [false, false]);
        // By itself, it may be meant for the page's own.
        assert_eq!(asides(line, &["POST /gates"]), [false]);
        assert_eq!(asides(line, &["POST /gates", "POST /gates"]), [false, false]);
    }
}
