//! Segments of path templates: text, placeholders and calls of functions.

use super::template::{Departure, TemplateFault};
use crate::page::{Piece, Segment};

/// Whether a path within the path may follow.
pub(super) fn ends_with_colon(segment: &Segment) -> bool {
    matches!(segment.pieces.last(), Some(Piece::Text(text)) if text.ends_with(':'))
}

/// Reads a segment; one behind a colon is a path within the path.
pub(super) fn parse(text: &str, behind_colon: bool, departures: &mut Vec<Departure>) -> Result<Segment, TemplateFault> {
    match text.find('(').filter(|_| text.ends_with(')')) {
        // Parentheses where braces are meant.
        Some(0) if !text.contains('=') => {
            departures.push(Departure::Bracket);
            let placeholder = Piece::Placeholder {
                name: placeholder_name(text.trim_matches(['(', ')'])),
                path: behind_colon,
                quoted: false,
            };
            return Ok(Segment {
                pieces: vec![placeholder],
            });
        }
        Some(open) => return parse_call(text, open),
        None => {}
    }
    let mut pieces = vec![];
    let mut rest = text;
    while let Some(open) = rest.find(['{', '<']) {
        push_text(&mut pieces, &rest[..open])?;
        let close = if rest[open..].starts_with('{') { '}' } else { '>' };
        let end = rest[open..].find(close).ok_or(TemplateFault::Unclosed)? + open;
        pieces.push(Piece::Placeholder {
            name: placeholder_name(&rest[open..=end]),
            path: behind_colon,
            quoted: false,
        });
        rest = &rest[end + 1..];
    }
    if pieces.is_empty() && is_literal_value(rest) {
        departures.push(Departure::Literal);
        pieces.push(Piece::Placeholder {
            name: "id".to_owned(),
            path: behind_colon,
            quoted: false,
        });
    } else {
        push_text(&mut pieces, rest)?;
    }
    Ok(Segment { pieces })
}

fn push_text(pieces: &mut Vec<Piece>, text: &str) -> Result<(), TemplateFault> {
    if text.contains(char::is_whitespace) {
        return Err(TemplateFault::Space);
    }
    if !text.is_empty() {
        pieces.push(Piece::Text(text.to_owned()));
    }
    Ok(())
}

/// A function call: `name(parameter='{value}', other={value})`.
fn parse_call(text: &str, open: usize) -> Result<Segment, TemplateFault> {
    let mut pieces = vec![Piece::Text(text[..=open].to_owned())];
    for (index, (name, value)) in arguments(&text[open + 1..text.len() - 1]).enumerate() {
        let comma = if index == 0 { "" } else { "," };
        let (kind, value, quoted) = unquote(value);
        let quote = if quoted { "'" } else { "" };
        let label = name.map(|name| format!("{name}=")).unwrap_or_default();
        append(&mut pieces, &format!("{comma}{label}{kind}{quote}"));
        pieces.push(Piece::Placeholder {
            name: name.map_or_else(|| placeholder_name(value), ToOwned::to_owned),
            path: false,
            quoted,
        });
        append(&mut pieces, quote);
    }
    append(&mut pieces, ")");
    let texts = pieces.iter().filter_map(|piece| match piece {
        Piece::Text(text) => Some(text),
        Piece::Placeholder { .. } => None,
    });
    if texts.clone().any(|text| text.contains(char::is_whitespace)) {
        return Err(TemplateFault::Space);
    }
    Ok(Segment { pieces })
}

/// The arguments between the parentheses of a call, each with its name if it has one.
pub(super) fn arguments(inner: &str) -> impl Iterator<Item = (Option<&str>, &str)> {
    let all = split_arguments(inner).into_iter();
    all.filter(|argument| !argument.trim().is_empty())
        .map(|argument| match argument.split_once('=') {
            Some((name, value)) => (Some(name.trim()), value.trim()),
            None => (None, argument.trim()),
        })
}

/// What stands in quotes, and whether anything does; before them stands the type of an enumeration's member, as in
/// `namespace.type'member'`.
fn unquote(value: &str) -> (&str, &str, bool) {
    let inner = value.strip_suffix('\'').and_then(|start| start.split_once('\''));
    let is_type = |kind: &str| kind.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '_'));
    match inner {
        Some((kind, inner)) if is_type(kind) => (kind, inner, true),
        _ => ("", value.trim_matches('\''), false),
    }
}

/// Splits at commas that are not inside quotes or a list; a quote that is never closed is none.
fn split_arguments(inner: &str) -> Vec<&str> {
    let quotes = inner.matches('\'').count();
    let (mut seen, mut depth) = (0, 0_u32);
    inner
        .split(|c: char| {
            let outside = seen % 2 == 0 || quotes % 2 == 1;
            match c {
                '\'' => seen += 1,
                '[' if outside => depth += 1,
                ']' if outside => depth = depth.saturating_sub(1),
                _ => {}
            }
            c == ',' && outside && depth == 0
        })
        .collect()
}

fn append(pieces: &mut Vec<Piece>, text: &str) {
    match pieces.last_mut() {
        Some(Piece::Text(last)) => last.push_str(text),
        _ if text.is_empty() => {}
        _ => pieces.push(Piece::Text(text.to_owned())),
    }
}

fn placeholder_name(text: &str) -> String {
    text.trim_matches(|c: char| matches!(c, '{' | '}' | '<' | '>' | '\'' | '"' | '`') || c.is_whitespace())
        .to_owned()
}

/// Whether a segment is an example value: a GUID, a mail address, a host, a number, or Base64 text with padding.
fn is_literal_value(text: &str) -> bool {
    let is_guid =
        text.len() == 36 && text.chars().all(|c| c.is_ascii_hexdigit() || c == '-') && text.matches('-').count() == 4;
    let is_number = !text.is_empty() && text.chars().all(|c| c.is_ascii_digit());
    let is_host = [".com", ".net", ".org", ".example"]
        .iter()
        .any(|end| text.ends_with(end));
    is_guid || is_number || is_host || text.contains('@') || text.ends_with('=')
}

impl std::fmt::Display for Segment {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.pieces.iter().try_for_each(|piece| match piece {
            Piece::Text(text) => f.write_str(text),
            Piece::Placeholder { name, .. } => ["{", name, "}"].into_iter().try_for_each(|text| f.write_str(text)),
        })
    }
}
