//! The block of fields at the top of a page.

use std::borrow::Cow;

use super::document::Field;
use crate::{
    diagnostic::{Code, Diagnostics},
    source::{SourceId, Span},
};

/// Splits the front matter off: its fields, and the offset at which the page proper begins.
///
/// Pages use flat `key: value` lines, of which every fact that matters here is one line; deeper YAML stays text.
pub(super) fn read<'s>(text: &'s str, source: SourceId, out: &mut Diagnostics) -> (Vec<Field<'s>>, usize) {
    let start = text.len() - text.trim_start_matches(['\u{feff}', '\n', '\r', ' ']).len();
    let Some(body) = text[start..].strip_prefix("---") else {
        return (vec![], start);
    };
    let first = text.len() - body.len();
    let Some(end) = closing_line(text, first) else {
        out.report(
            Code::FrontMatterSyntax,
            Span::new(source, start..first),
            "front matter is never closed",
        );
        return (vec![], first);
    };
    let mut fields: Vec<Field<'s>> = vec![];
    let mut at = first;
    for line in text[first..end.start].split_inclusive('\n') {
        let offset = at;
        at += line.len();
        if matches!(line.trim_start().bytes().next(), None | Some(b'#')) {
            continue;
        }
        if line.starts_with([' ', '\t', '-']) && !fields.is_empty() {
            continue_field(&mut fields, line, Span::new(source, offset..offset + line.len()));
        } else if let Some(colon) = memchr::memchr(b':', line.as_bytes()) {
            let (key, value) = (&line[..colon], &line[colon + 1..]);
            fields.push(read_field(key.trim(), value, offset + colon + 1, source));
        } else {
            out.report(
                Code::FrontMatterSyntax,
                Span::new(source, offset..offset + line.trim_end().len()),
                "front matter line is not `key: value`",
            );
        }
    }
    (fields, end.end)
}

fn closing_line(text: &str, from: usize) -> Option<std::ops::Range<usize>> {
    let bytes = text.as_bytes();
    let breaks = memchr::memchr_iter(b'\n', &bytes[from..]).map(|at| from + at + 1);
    let mut lines = breaks.map(|start| {
        let end = memchr::memchr(b'\n', &bytes[start..]).map_or(text.len(), |end| start + end + 1);
        start..end
    });
    lines.find(|line| matches!(text[line.clone()].trim_end(), "---" | "..."))
}

fn read_field<'s>(key: &'s str, value: &'s str, at: usize, source: SourceId) -> Field<'s> {
    let lead = value.len() - value.trim_start().len();
    let value = value.trim();
    let span = Span::new(source, at + lead..at + lead + value.len());
    Field {
        key,
        value: unquote(value),
        span,
    }
}

fn unquote(value: &str) -> Cow<'_, str> {
    let double = value.strip_prefix('"').and_then(|value| value.strip_suffix('"'));
    if let Some(inner) = double {
        return if inner.contains('\\') {
            Cow::Owned(inner.replace("\\\"", "\"").replace("\\\\", "\\"))
        } else {
            Cow::Borrowed(inner)
        };
    }
    let single = value.strip_prefix('\'').and_then(|value| value.strip_suffix('\''));
    match single {
        Some(inner) if inner.contains("''") => Cow::Owned(inner.replace("''", "'")),
        Some(inner) => Cow::Borrowed(inner),
        None => Cow::Borrowed(value),
    }
}

fn continue_field(fields: &mut [Field<'_>], line: &str, span: Span) {
    if let Some(field) = fields.last_mut() {
        let value = field.value.to_mut();
        if !value.is_empty() {
            value.push(' ');
        }
        value.push_str(line.trim());
        field.span.end = span.end;
    }
}
