//! How request lines write the arguments of functions.
//!
//! A text stands in quotes, and so does a member of an enumeration; numbers, dates and the like do not (`OData` 4.01 part 2,
//! section 5.1.1.14.1). Many request lines have a bare placeholder for either. Which it is, the page's own example tells, then
//! its table, then the request lines of other pages.

use super::{
    definitions::{TypeDefinition, key, qualify},
    likeness::function,
};
use crate::{
    api::Method,
    diagnostic::{Code, Diagnostics},
    dialect::Dialect,
    extract,
    map::{Map, OrderedMap},
    page::{Page, Piece, Row, Segment, Start},
};

/// Types by their keys.
type Types = OrderedMap<String, TypeDefinition>;

/// Whether request lines have quotes around an argument, by the names of function and argument.
type Known = Map<(String, String), bool>;

/// What a bare argument should be.
struct Repair {
    line: usize,
    segment: usize,
    /// The index of its placeholder.
    piece: usize,
    /// The name that it lacks.
    label: Option<String>,
    quoted: bool,
}

/// Gives arguments the quotes and the names that request lines leave out.
pub(super) fn complete(pages: &mut [Page], types: &Types, dialect: &Dialect, out: &mut Diagnostics) {
    let known = known(pages);
    for page in pages {
        let repairs = repairs(page, types, &known, dialect);
        // From the last one on, since what is put in shifts what follows.
        for repair in repairs.iter().rev() {
            let line = &mut page.requests[repair.line];
            if let Some(label) = &repair.label {
                let message = format!("an argument of a function has no name; other pages call it `{label}`");
                out.report(Code::RequestLineRepaired, line.span, message);
            }
            rewrite(&mut line.path.segments[repair.segment], repair);
        }
    }
}

fn known(pages: &[Page]) -> Known {
    let mut known = Known::default();
    let lines = pages.iter().flat_map(|page| &page.requests);
    for segment in lines.flat_map(|line| &line.path.segments) {
        let Some(function) = function(segment) else {
            continue;
        };
        for (piece, is_named) in arguments(segment) {
            if let (Piece::Placeholder { name, quoted, .. }, true) = (&segment.pieces[piece], is_named) {
                *known.entry(names(function, name)).or_default() |= quoted;
            }
        }
    }
    known
}

fn names(function: &str, argument: &str) -> (String, String) {
    (function.to_ascii_lowercase(), argument.to_ascii_lowercase())
}

fn repairs(page: &Page, types: &Types, known: &Known, dialect: &Dialect) -> Vec<Repair> {
    let mut repairs = vec![];
    for (line, request) in page.requests.iter().enumerate() {
        for (segment, written) in request.path.segments.iter().enumerate() {
            let Some(function) = function(written) else {
                continue;
            };
            for (piece, is_named) in arguments(written) {
                let Piece::Placeholder {
                    name, quoted: false, ..
                } = &written.pieces[piece]
                else {
                    continue;
                };
                let elsewhere = known.get(&names(function, name)).copied();
                let quoted = shown(page, function, name, dialect)
                    .or_else(|| documented(page, request.method, name, types, dialect))
                    .or(elsewhere)
                    .unwrap_or(false);
                let label = (!is_named && elsewhere.is_some()).then(|| name.clone());
                if quoted || label.is_some() {
                    repairs.push(Repair {
                        line,
                        segment,
                        piece,
                        label,
                        quoted,
                    });
                }
            }
        }
    }
    repairs
}

/// The placeholders of a call, each with whether a name stands before it.
fn arguments(segment: &Segment) -> impl Iterator<Item = (usize, bool)> {
    let pieces = segment.pieces.iter().zip(segment.pieces.iter().skip(1)).enumerate();
    pieces.filter_map(|(before, pair)| match pair {
        (Piece::Text(text), Piece::Placeholder { .. }) => Some((before + 1, !text.ends_with(['(', ',']))),
        _ => None,
    })
}

/// Whether an example of the page has quotes around an argument; `None` if no example has a value there.
fn shown(page: &Page, function: &str, argument: &str, dialect: &Dialect) -> Option<bool> {
    let urls = page.messages.iter().filter_map(|message| match &message.start {
        Start::Request { url, .. } => Some(extract::strip_base(&url.value, &dialect.base_urls)),
        Start::Response { .. } => None,
    });
    let calls = urls.flat_map(extract::calls);
    let arguments = calls
        .filter(|(called, _)| called.eq_ignore_ascii_case(function))
        .flat_map(|(_, arguments)| arguments);
    let mut values = arguments
        .filter(|(name, _)| name.is_none_or(|name| name.eq_ignore_ascii_case(argument)))
        .map(|(_, value)| value);
    // Another placeholder, or the alias of a value, shows nothing.
    let value = values.find(|value| !value.starts_with(['{', '<', '@']))?;
    Some(value.starts_with('\''))
}

/// Whether the page's table says that an argument is one that has quotes; `None` if it has no type for it.
fn documented(page: &Page, method: Method, argument: &str, types: &Types, dialect: &Dialect) -> Option<bool> {
    let row = page.placeholder_row(argument, method)?;
    row.ty.as_ref().map(|_| is_text(row, types, dialect))
}

/// Whether a row is about a text or a member of an enumeration.
fn is_text(row: &Row, types: &Types, dialect: &Dialect) -> bool {
    let Some([name]) = row
        .ty
        .as_ref()
        .filter(|ty| !ty.collection)
        .map(|ty| ty.names.as_slice())
    else {
        return false;
    };
    if let Some(primitive) = dialect.primitive(&name.name) {
        return primitive == "String";
    }
    let ty = types.get(&key(&qualify(&name.name, &dialect.namespace)));
    row.notes.enumerated || ty.is_some_and(|ty| ty.rows.is_empty() && (ty.enumeration || !ty.members.is_empty()))
}

fn rewrite(segment: &mut Segment, repair: &Repair) {
    let quote = if repair.quoted { "'" } else { "" };
    if let Some(Piece::Text(text)) = segment.pieces.get_mut(repair.piece - 1) {
        text.extend(repair.label.iter().flat_map(|label| [label.as_str(), "="]));
        text.push_str(quote);
    }
    if let Some(Piece::Placeholder { quoted, .. }) = segment.pieces.get_mut(repair.piece) {
        *quoted = repair.quoted;
    }
    if let Some(Piece::Text(text)) = segment.pieces.get_mut(repair.piece + 1) {
        text.insert_str(0, quote);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        frontend::read_pages,
        lower::lower,
        source::{Source, Sources},
    };

    /// The first request line of the first of these pages when all of them are known.
    fn line(pages: &[&str]) -> String {
        let dialect = Dialect::microsoft_graph();
        let sources = (0..)
            .zip(pages)
            .map(|(number, text)| Source::new(format!("{number}.md"), *text));
        let sources = Sources::new(sources.collect());
        let mut out = Diagnostics::default();
        let read = read_pages(&sources, &dialect, &mut out);
        let lowered = lower(read, &dialect, &mut out);
        lowered.pages[0].requests[0].path.to_string()
    }

    fn page(line: &str, parameter: &str, example: &str) -> String {
        format!(
            "---\ndoc_type: apiPageType\n---\n# Find crates\n\n## HTTP request\n\n```http\nGET {line}\n```\n\n\
             ## Function parameters\n\n|Parameter|Type|Description|\n|:--|:--|:--|\n{parameter}\n\n## Examples\n\n```http\nGET {example}\n```\n"
        )
    }

    #[test]
    fn arguments_get_the_quotes_that_they_need() {
        let colors = "# color enum\n\n## Members\n\n|Member|Description|\n|:--|:--|\n|red|Red.|\n|blue|Blue.|\n";
        for (request, parameter, example, expected) in [
            // The example decides, whatever the table says.
            (
                "/crates/find(of={of})",
                "|of|Guid|Owner.|",
                "/crates/find(of='1-2')",
                "/crates/find(of='{of}')",
            ),
            (
                "/crates/find(of=`value`)",
                "|x|Guid||",
                "/crates/find(of='1-2')",
                "/crates/find(of='{of}')",
            ),
            (
                "/crates/find(of={of})",
                "|of|String|Owner.|",
                "/crates/find(of=12)",
                "/crates/find(of={of})",
            ),
            // Where it shows nothing, the table does.
            (
                "/crates/find(of={of})",
                "|of|String|Owner.|",
                "/crates",
                "/crates/find(of='{of}')",
            ),
            (
                "/crates/find(of={of})",
                "|of|String|Owner.|",
                "/crates/find(of={x})",
                "/crates/find(of='{of}')",
            ),
            (
                "/crates/find(of={of})",
                "|of|color|Paint.|",
                "/crates",
                "/crates/find(of='{of}')",
            ),
            (
                "/crates/find(of={of})",
                "|of|Int32|Weight.|",
                "/crates",
                "/crates/find(of={of})",
            ),
            (
                "/crates/find(of={of})",
                "|of|String collection|Owners.|",
                "/crates",
                "/crates/find(of={of})",
            ),
            (
                "/crates/find(of={of},by={by})",
                "|by|String|Port.|",
                "/crates",
                "/crates/find(of={of},by='{by}')",
            ),
        ] {
            assert_eq!(
                line(&[&page(request, parameter, example), colors]),
                expected,
                "{request} {parameter} {example}"
            );
        }
    }

    #[test]
    fn other_pages_tell_names_and_quotes() {
        let other = page("/sheds/area(of='{of}')", "|x|String||", "/sheds");
        for (request, expected) in [
            ("/crates/area({of})/top", "/crates/area(of='{of}')/top"),
            ("/crates/area(of={of})/top", "/crates/area(of='{of}')/top"),
            ("/crates/area({by})/top", "/crates/area({by})/top"),
            ("/crates/field({of})/top", "/crates/field({of})/top"),
        ] {
            assert_eq!(
                line(&[&page(request, "|x|String||", "/crates"), &other]),
                expected,
                "{request}"
            );
        }
    }
}
