//! Request lines that only the examples of a page show.
//!
//! Some pages leave requests out of their list of request lines and show them in examples: the count of a collection, its
//! members of one type, a function with its arguments, or the reading of something that other pages lead through. Only what
//! cannot be a slip is taken: a request that differs from the documented ones in any other way stays an example that
//! matches nothing. Where a page has no request line at all, its requests are taken that go a step beyond what others lead to.

use rayon::prelude::*;

use super::{
    likeness::{follow, function, is_same, own_segment, step},
    paths::Tree,
};
use crate::{
    api::Method,
    diagnostic::{Code, Diagnostics},
    dialect::{Dialect, Kind},
    extract::{is_foreign, parse_template},
    page::{Page, Piece, RequestLine, Segment, Start, Template},
};

/// A request line that only an example shows.
pub(super) struct Shown {
    line: RequestLine,
    /// The page's own lines that name the same function without its arguments, which it cannot be called without.
    in_place_of: Vec<usize>,
}

/// The request lines that the examples of each page show beyond its own.
pub(super) fn find(pages: &[Page], tree: &Tree, dialect: &Dialect) -> Vec<Vec<Shown>> {
    pages
        .par_iter()
        .map(|page| match page.kind {
            Kind::Operation => lines(page, tree, dialect),
            _ => vec![],
        })
        .collect()
}

/// Adds to each page such lines.
pub(super) fn add(shown: Vec<Vec<Shown>>, pages: &mut [Page], out: &mut Diagnostics) {
    for (page, lines) in pages.iter_mut().zip(shown) {
        for Shown { line, in_place_of } in lines {
            let message = format!("only an example shows `{} {}`", line.method.as_str(), line.path);
            out.report(Code::RequestShown, line.span, message);
            for bare in &in_place_of {
                give_arguments(&mut page.requests[*bare].path, &line.path);
            }
            if in_place_of.is_empty() {
                page.requests.push(line);
            }
        }
        if page.kind == Kind::Operation && page.requests.is_empty() {
            let message = format!("`{}` has no request line", page.title.value);
            out.report(Code::RequestMissing, page.title.span, message);
        }
    }
}

/// Puts the call that a template ends with in the place of a bare name.
fn give_arguments(bare: &mut Template, call: &Template) {
    if let (Some(name), Some(call)) = (bare.segments.last_mut(), call.segments.last()) {
        name.clone_from(call);
    }
}

fn lines(page: &Page, tree: &Tree, dialect: &Dialect) -> Vec<Shown> {
    let mut lines: Vec<RequestLine> = vec![];
    let mut replaced: Vec<Vec<usize>> = vec![];
    let requests = || {
        page.messages.iter().filter_map(|message| match &message.start {
            Start::Request { method, url } => {
                let parsed = parse_template(&url.value, &dialect.base_urls).ok()?;
                Some((*method, url, parsed.template.segments))
            }
            Start::Response { .. } => None,
        })
    };
    for (method, url, shown) in requests() {
        let documented = || page.requests.iter().chain(&lines).filter(|line| line.method == method);
        if is_foreign(&url.value, &dialect.base_urls) || documented().any(|line| is_same(&shown, &line.path.segments)) {
            continue;
        }
        let call = documented().find_map(|line| called(&shown, &line.path.segments));
        let bare = match &call {
            Some(call) if replaced.iter().all(Vec::is_empty) => {
                let is_shown_bare = requests().any(|(other, _, path)| other == method && ends_bare(&path, call));
                if is_shown_bare {
                    vec![]
                } else {
                    bare_lines(page, method, call)
                }
            }
            _ => vec![],
        };
        let path = call
            .or_else(|| documented().find_map(|line| extended(&shown, &line.path.segments, method, dialect)))
            .or_else(|| passed(&shown, method, tree))
            .or_else(|| beyond(&shown, tree).filter(|_| page.requests.is_empty()));
        if let Some(path) = path {
            replaced.push(bare);
            lines.push(RequestLine {
                method,
                path,
                query: vec![],
                span: url.span,
            });
        }
    }
    let both = lines.into_iter().zip(replaced);
    both.map(|(line, in_place_of)| Shown { line, in_place_of }).collect()
}

/// The lines that name a function without its arguments, if the page documents one of them that has to be there.
fn bare_lines(page: &Page, method: Method, call: &Template) -> Vec<usize> {
    let pieces = call.segments.last().map_or(&[][..], |segment| &segment.pieces);
    let is_needed = |piece: &Piece| match piece {
        Piece::Placeholder { name, .. } => page
            .placeholder_row(name, method)
            .is_some_and(|row| row.notes.required != Some(false)),
        Piece::Text(_) => false,
    };
    if !pieces.iter().any(is_needed) {
        return vec![];
    }
    let lines = page.requests.iter().enumerate();
    lines
        .filter(|(_, line)| line.method == method && ends_bare(&line.path.segments, call))
        .map(|(number, _)| number)
        .collect()
}

/// Whether a path ends with the bare name of the function that a template calls.
fn ends_bare(path: &[Segment], call: &Template) -> bool {
    let (Some([Piece::Text(name)]), Some(call)) =
        (path.last().map(|last| last.pieces.as_slice()), call.segments.last())
    else {
        return false;
    };
    function(call).is_some_and(|function| function.eq_ignore_ascii_case(name.trim_end_matches("()")))
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
    let [Piece::Text(name)] = function.pieces.as_slice() else {
        return None;
    };
    let is_call = self::function(call).is_some_and(|called| called.eq_ignore_ascii_case(name));
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        frontend::read_pages,
        source::{Source, Sources},
    };

    /// The request lines that examples add to a page with these lines; another page leads through `/teams/{id}/tags/{id}`.
    fn added(lines: &str, examples: &[&str]) -> Vec<String> {
        let (before, all) = requests(lines, "", examples);
        all[before..].to_vec()
    }

    /// How many request lines a page with this table of parameters has by itself, and all that it has in the end.
    fn requests(lines: &str, parameters: &str, examples: &[&str]) -> (usize, Vec<String>) {
        let dialect = Dialect::microsoft_graph();
        let shown = examples.iter().map(|line| format!("```http\n{line}\n```\n"));
        let shown: Vec<String> = shown.collect();
        let page = |lines: &str, shown: &str| {
            format!(
                "---\ndoc_type: apiPageType\n---\n# Get\n\n## HTTP request\n\n```http\n{lines}\n```\n\n\
                 ## Function parameters\n\n{parameters}\n\n## Examples\n\n{shown}"
            )
        };
        let other = page("DELETE /teams/{id}/tags/{id}/parts", "");
        let sources = Sources::new(vec![
            Source::new("a.md", page(lines, &shown.join("\n"))),
            Source::new("b.md", other),
        ]);
        let mut out = Diagnostics::default();
        let mut pages = read_pages(&sources, &dialect, &mut out);
        let before = pages[0].requests.len();
        let shown = find(&pages, &Tree::new(&pages), &dialect);
        add(shown, &mut pages, &mut out);
        let lines = pages[0].requests.iter();
        let lines = lines.map(|line| format!("{} {}", line.method.as_str(), line.path));
        (before, lines.collect())
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
    fn a_call_takes_the_place_of_its_bare_name() {
        let lines = "GET /users/find\nGET /me/find";
        let call = "GET /users/find(name='x',top=1)";
        let table = |required: &str| {
            format!("|Parameter|Type|Required|Description|\n|:--|:--|:--|:--|\n|name|String|{required}|Name.|\n")
        };
        let both = [
            "GET /users/find(name='{name}',top={top})",
            "GET /me/find(name='{name}',top={top})",
        ];
        assert_eq!(requests(lines, &table("Yes"), &[call]).1, both);
        let several_lines = "GET https://graph.microsoft.com/v1.0/users/find(\n  name='x',\n  top=1\n)";
        assert_eq!(requests(lines, &table("Yes"), &[several_lines]).1, both);
        // What can be left out, or is left out by an example, stays as it is.
        let beside = ["GET /users/find", "GET /me/find", both[0]];
        assert_eq!(requests(lines, &table("No"), &[call]).1, beside);
        assert_eq!(requests(lines, &table("Yes"), &[call, "GET /me/find"]).1, beside);
        assert_eq!(requests(lines, "", &[call]).1, beside);
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
