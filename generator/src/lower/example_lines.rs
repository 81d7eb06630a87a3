//! Request lines that only the examples of a page show.
//!
//! Some pages leave requests out of their list of request lines and show them in examples: the count of a collection, its
//! members of one type, a function with its arguments, or the reading of something that other pages lead through. Only what
//! cannot be a slip is taken: a request that differs from the documented ones in any other way stays an example that
//! matches nothing.

use rayon::prelude::*;

use super::paths::{PlaceId, Tree};
use crate::{
    api::Method,
    diagnostic::{Code, Diagnostics},
    dialect::{Dialect, Kind},
    extract::{is_foreign, parse_template},
    page::{Page, Piece, RequestLine, Segment, Start, Template},
};

/// The request lines that the examples of each page show beyond its own.
pub(super) fn find(pages: &[Page], dialect: &Dialect) -> Vec<Vec<RequestLine>> {
    let tree = Tree::new(pages);
    pages
        .par_iter()
        .map(|page| match page.kind {
            Kind::Operation => lines(page, &tree, dialect),
            _ => vec![],
        })
        .collect()
}

/// Adds to each page such lines.
pub(super) fn add(shown: Vec<Vec<RequestLine>>, pages: &mut [Page], out: &mut Diagnostics) {
    for (page, lines) in pages.iter_mut().zip(shown) {
        for line in lines {
            let message = format!("only an example shows `{} {}`", line.method.as_str(), line.path);
            out.report(Code::RequestShown, line.span, message);
            page.requests.push(line);
        }
        if page.kind == Kind::Operation && page.requests.is_empty() {
            let message = format!("`{}` has no request line", page.title.value);
            out.report(Code::RequestMissing, page.title.span, message);
        }
    }
}

fn lines(page: &Page, tree: &Tree, dialect: &Dialect) -> Vec<RequestLine> {
    let mut lines: Vec<RequestLine> = vec![];
    for message in &page.messages {
        let Start::Request { method, url } = &message.start else {
            continue;
        };
        let Ok(shown) = parse_template(&url.value, &dialect.base_urls) else {
            continue;
        };
        let shown = shown.template.segments;
        let documented = || page.requests.iter().chain(&lines).filter(|line| line.method == *method);
        if is_foreign(&url.value, &dialect.base_urls) || documented().any(|line| is_same(&shown, &line.path.segments)) {
            continue;
        }
        let path = documented()
            .find_map(|line| {
                extended(&shown, &line.path.segments, *method, dialect).or_else(|| called(&shown, &line.path.segments))
            })
            .or_else(|| passed(&shown, *method, tree))
            .or_else(|| beyond(&shown, tree).filter(|_| page.requests.is_empty()));
        lines.extend(path.map(|path| RequestLine {
            method: *method,
            path,
            query: vec![],
            span: url.span,
        }));
    }
    lines
}

/// A documented resource with what every resource of its kind has behind it (`OData` 4.01 part 2): the count of a collection
/// (section 4.8), its members of one type (section 4.11), the raw value (section 4.7).
fn extended(shown: &[Segment], documented: &[Segment], method: Method, dialect: &Dialect) -> Option<Template> {
    let (start, rest) = shown.split_at_checked(documented.len())?;
    let is_cast = |segment: &Segment| {
        segment
            .to_string()
            .strip_prefix(dialect.namespace.as_str())
            .is_some_and(|rest| rest.starts_with('.'))
    };
    let is_count = |segment: &Segment| segment.to_string() == "$count";
    let is_known = match rest {
        [only] => is_count(only) || is_cast(only) || only.to_string() == "$value",
        [cast, count] => is_cast(cast) && is_count(count),
        _ => false,
    };
    (method == Method::Get && is_known && is_same(start, documented)).then(|| Template {
        segments: documented.iter().chain(rest).cloned().collect(),
    })
}

/// A documented function, with the arguments that its request line lacks.
fn called(shown: &[Segment], documented: &[Segment]) -> Option<Template> {
    let (call, start) = shown.split_last()?;
    let (function, path) = documented.split_last()?;
    let (Some(Piece::Text(call_text)), [Piece::Text(name)]) = (call.pieces.first(), function.pieces.as_slice()) else {
        return None;
    };
    let is_call = call.pieces.len() > 1
        && call_text
            .split_once('(')
            .is_some_and(|(called, _)| called.eq_ignore_ascii_case(name));
    (is_call && is_same(start, path)).then(|| Template {
        segments: path.iter().chain([call]).cloned().collect(),
    })
}

/// Something that request lines of other pages lead through and none reads.
fn passed(shown: &[Segment], method: Method, tree: &Tree) -> Option<Template> {
    let (place, segments) = follow(shown, tree)?;
    let is_read = tree.places[place]
        .uses
        .iter()
        .any(|(page, line)| tree.lines[*page][*line].0 == Method::Get);
    (method == Method::Get && place > 0 && !is_read).then_some(Template { segments })
}

/// For a page without request lines: something that they lead to, or one step beyond.
fn beyond(shown: &[Segment], tree: &Tree) -> Option<Template> {
    let (last, before) = shown.split_last()?;
    let (mut place, mut segments) = follow(before, tree)?;
    place = match step(place, last, tree) {
        Some(place) => place,
        None if place > 0 && is_word(last) => {
            segments.push(last.clone());
            return Some(Template { segments });
        }
        None => return None,
    };
    segments.push(own_segment(tree.places[place].pieces())?);
    Some(Template { segments })
}

/// Whether a segment can be no value, as its letters go.
fn is_word(segment: &Segment) -> bool {
    matches!(segment.pieces.as_slice(), [Piece::Text(text)] if text.bytes().all(|byte| byte.is_ascii_alphabetic()))
}

/// The place that request lines lead to, with the segments that they write.
fn follow(shown: &[Segment], tree: &Tree) -> Option<(PlaceId, Vec<Segment>)> {
    let mut place: PlaceId = 0;
    let mut segments = vec![];
    for segment in shown {
        place = step(place, segment, tree)?;
        segments.push(own_segment(tree.places[place].pieces())?);
    }
    Some((place, segments))
}

/// The place that a segment leads to: by its name, or as an item.
fn step(place: PlaceId, segment: &Segment, tree: &Tree) -> Option<PlaceId> {
    let children = &tree.places[place].children;
    let item = || children.get("/{}").filter(|_| is_value(segment));
    let name = format!("/{}", segment.to_string().to_ascii_lowercase());
    children.get(&name).or_else(item).copied()
}

/// The segment that a step is, if it is one.
fn own_segment(mut pieces: Vec<Piece>) -> Option<Segment> {
    if let Some(Piece::Text(text)) = pieces.first_mut() {
        *text = text.strip_prefix('/')?.to_owned();
        if text.is_empty() {
            pieces.remove(0);
        }
    }
    Some(Segment { pieces })
}

/// Whether a path is one of a template.
fn is_same(shown: &[Segment], documented: &[Segment]) -> bool {
    shown.len() == documented.len()
        && shown
            .iter()
            .zip(documented)
            .all(|(shown, documented)| is_same_segment(shown, documented))
}

/// Whether a placeholder can stand for a segment: not for a call, and not for what begins with a dollar.
fn is_value(segment: &Segment) -> bool {
    let mut texts = segment.pieces.iter().map(|piece| match piece {
        Piece::Text(text) | Piece::Placeholder { name: text, .. } => text,
    });
    let is_system = matches!(segment.pieces.first(), Some(Piece::Text(text)) if text.starts_with('$'));
    !is_system && !texts.any(|text| text.contains('('))
}

fn is_same_segment(shown: &Segment, documented: &Segment) -> bool {
    if matches!(documented.pieces.as_slice(), [Piece::Placeholder { .. }]) {
        return is_value(shown);
    }
    let mut wanted = texts(documented);
    let is_next = |text: &str| wanted.next().is_some_and(|other| other.eq_ignore_ascii_case(text));
    texts(shown).all(is_next) && wanted.next().is_none()
}

fn texts(segment: &Segment) -> impl Iterator<Item = &str> {
    segment.pieces.iter().filter_map(|piece| match piece {
        Piece::Text(text) => Some(text.as_str()),
        Piece::Placeholder { .. } => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        extract::{Includes, extract},
        markdown,
        source::{Source, Sources},
    };

    /// The request lines that examples add to a page with these lines; another page leads through `/teams/{id}/tags/{id}`.
    fn added(lines: &str, examples: &[&str]) -> Vec<String> {
        let dialect = Dialect::microsoft_graph();
        let shown = examples.iter().map(|line| format!("```http\n{line}\n```\n"));
        let shown: Vec<String> = shown.collect();
        let page = |lines: &str, shown: &str| {
            format!(
                "---\ndoc_type: apiPageType\n---\n# Get\n\n## HTTP request\n\n```http\n{lines}\n```\n\n## Examples\n\n{shown}"
            )
        };
        let other = page("DELETE /teams/{id}/tags/{id}/parts", "");
        let sources = Sources::new(vec![
            Source::new("a.md", page(lines, &shown.join("\n"))),
            Source::new("b.md", other),
        ]);
        let mut out = Diagnostics::default();
        let mut pages: Vec<Page> = vec![];
        for (id, source) in sources.iter() {
            let document = markdown::parse(id, source, &mut out);
            pages.push(extract(
                id,
                source,
                &document,
                &Includes::new(&sources),
                &dialect,
                &mut out,
            ));
        }
        let before = pages[0].requests.len();
        let shown = find(&pages, &dialect);
        add(shown, &mut pages, &mut out);
        let added = pages[0].requests[before..].iter();
        added
            .map(|line| format!("{} {}", line.method.as_str(), line.path))
            .collect()
    }

    #[test]
    fn what_can_only_be_meant_is_added() {
        for (example, line) in [
            ("GET https://graph.microsoft.com/v1.0/users/$count", "GET /users/$count"),
            ("GET /users/1/photo/$value", "GET /users/{user-id}/photo/$value"),
            ("GET /Users/microsoft.graph.guest", "GET /users/microsoft.graph.guest"),
            (
                "GET /users/microsoft.graph.guest/$count",
                "GET /users/microsoft.graph.guest/$count",
            ),
            (
                "GET /users/find(name='x', top=1)",
                "GET /users/find(name='{name}',top={top})",
            ),
            // Other pages lead through it.
            ("GET /teams/1/tags/2", "GET /teams/{id}/tags/{id}"),
        ] {
            let lines = "GET /users\nGET /users/{user-id}/photo\nGET /users/find";
            assert_eq!(added(lines, &[example, example]), [line], "{example}");
        }
    }

    #[test]
    fn what_may_be_a_slip_is_not() {
        for example in [
            "GET /users",
            "GET /user/$count",
            "GET /users/1/photo/size",
            "POST /users/$count",
            "GET /users/other(name='x')",
            "DELETE /teams/1/tags/2",
            "GET /teams/1/labels",
            "GET https://elsewhere.example/users/$count",
        ] {
            let lines = "GET /users\nGET /users/{user-id}/photo\nGET /users/find\nPOST /users";
            assert_eq!(added(lines, &[example]), [""; 0], "{example}");
        }
    }
}
