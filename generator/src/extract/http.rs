//! HTTP messages of examples.

use super::{
    request_line::{split_method, strip_version},
    template::is_foreign,
};
use crate::{
    api::Method,
    diagnostic::{Code, Diagnostics},
    dialect::Dialect,
    json, markdown,
    page::{Body, Located, Message, Start},
    source::Span,
};

/// Whether a block of code begins as an HTTP message does.
pub(super) fn is_message(text: &str) -> bool {
    let line = text.trim_start().lines().next().unwrap_or_default();
    is_status(line) || split_method(line).is_some_and(|(_, rest, _)| !rest.is_empty())
}

/// Whether a block of code begins as a request to the service does.
pub(super) fn is_request(text: &str, dialect: &Dialect) -> bool {
    let line = text.trim_start().lines().next().unwrap_or_default();
    split_method(line).is_some_and(|(_, rest, _)| !rest.is_empty() && !is_foreign(rest, &dialect.base_urls))
}

/// Whether a line is a status line; some lack the version.
fn is_status(line: &str) -> bool {
    let mut words = line.split_whitespace();
    let protocol = words.next().unwrap_or_default();
    let is_http = protocol.eq_ignore_ascii_case("http")
        || protocol
            .get(..5)
            .is_some_and(|start| start.eq_ignore_ascii_case("http/"));
    is_http
        && words
            .next()
            .is_some_and(|code| code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Reads a block as HTTP messages: one, unless it lists several requests. None at all if its first line begins none.
pub(super) fn read(code: &markdown::Code<'_>, dialect: &Dialect, out: &mut Diagnostics) -> Vec<Message> {
    let mut messages = vec![];
    let mut lines = Lines {
        text: &code.text,
        at: code.text.len() - code.text.trim_start().len(),
    };
    while let Some((message, more)) = read_message(&mut lines, code, dialect, out) {
        messages.push(message);
        if !more {
            break;
        }
    }
    messages
}

/// Reads one message; the flag says that another one follows.
fn read_message(
    lines: &mut Lines<'_>,
    code: &markdown::Code<'_>,
    dialect: &Dialect,
    out: &mut Diagnostics,
) -> Option<(Message, bool)> {
    let start = read_start(lines, code)?;
    let mut headers = read_headers(lines, code);
    lines.skip_blank();
    let more = begins_request(lines.rest());
    if !more && takes_no_body(&start) && lines.rest().lines().all(is_header_line) {
        // A blank line too many: what follows are headers all the same.
        headers.append(&mut read_headers(lines, code));
    }
    let media = headers
        .iter()
        .find(|header| header.value.0.eq_ignore_ascii_case("content-type"))
        .map(|header| header.value.1.to_ascii_lowercase())
        .unwrap_or_default();
    let body = if more {
        None
    } else {
        read_body(code, lines.at, &media, out)
    };
    let message = Message {
        start,
        headers,
        body,
        ..empty(code, dialect)
    };
    Some((message, more))
}

fn read_start(lines: &mut Lines<'_>, code: &markdown::Code<'_>) -> Option<Start> {
    let (first, offset) = lines.next_line()?;
    if is_status(first) {
        let status = first.split_whitespace().nth(1).and_then(|code| code.parse().ok())?;
        return Some(Start::Response { status });
    }
    let (method, rest, _) = split_method(first)?;
    let mut url = strip_version(rest).to_owned();
    if let Some(more) = lines.rest_of_call(&url) {
        url.push_str(&more);
    }
    while let Some(more) = lines.continuation() {
        url.push_str(more);
    }
    let at = offset + first.trim_end().len() - rest.len();
    Some(Start::Request {
        method,
        url: Located {
            value: url,
            span: code.place(at..at + rest.len()),
        },
    })
}

/// Whether text begins with the line of a request.
fn begins_request(text: &str) -> bool {
    let line = text.lines().next().unwrap_or_default();
    split_method(line.trim())
        .is_some_and(|(_, rest, exact)| exact && (rest.starts_with('/') || rest.starts_with("http")))
}

fn takes_no_body(start: &Start) -> bool {
    matches!(
        start,
        Start::Request {
            method: Method::Get | Method::Delete | Method::Head,
            ..
        }
    )
}

fn is_header_line(line: &str) -> bool {
    line.trim().is_empty() || line.split_once(':').is_some_and(|(name, _)| is_token(name))
}

/// A message that is nothing but a JSON body.
pub(super) fn read_bare(code: &markdown::Code<'_>, start: Start, dialect: &Dialect, out: &mut Diagnostics) -> Message {
    Message {
        start,
        body: read_body(code, 0, "application/json", out),
        ..empty(code, dialect)
    }
}

/// Whether a message shows no body, and announces one in JSON or is a request that can have one.
pub(super) fn lacks_body(message: &Message) -> bool {
    let media = message.header("content-type").map(str::to_ascii_lowercase);
    let can_have = match message.start {
        Start::Request { method, .. } => !matches!(method, Method::Get | Method::Delete | Method::Head),
        Start::Response { .. } => media.is_some(),
    };
    can_have && message.body.is_none() && media.is_none_or(|media| media.contains("json"))
}

fn empty(code: &markdown::Code<'_>, dialect: &Dialect) -> Message {
    let annotation = code.annotation.as_ref();
    let ty = annotation.and_then(|annotation| {
        dialect.json.tags.iter().find_map(|key| {
            let value = annotation.value.get(key)?;
            Some(Located {
                value: value.as_str()?.trim().to_owned(),
                span: annotation.span.slice(value.range.clone()),
            })
        })
    });
    let flag = |key| annotation.is_some_and(|annotation| annotation.flag(key));
    Message {
        start: Start::Response { status: 200 },
        headers: vec![],
        body: None,
        ty,
        collection: flag("isCollection"),
        truncated: flag("truncated"),
        annotated: annotation.is_some(),
        aside: false,
        name: annotation
            .and_then(|annotation| annotation.text("name"))
            .map(ToOwned::to_owned),
        span: code.span,
    }
}

fn read_headers(lines: &mut Lines<'_>, code: &markdown::Code<'_>) -> Vec<Located<(String, String)>> {
    let mut headers: Vec<Located<(String, String)>> = vec![];
    loop {
        let before = lines.at;
        let Some((line, offset)) = lines.next_line() else {
            return headers;
        };
        if line.is_empty() {
            // A blank line between the first line and the headers is one too many.
            if headers.is_empty() && lines.clone().next_line().is_some_and(|(line, _)| describes_body(line)) {
                continue;
            }
            return headers;
        }
        let name = line.split_once(':').filter(|(name, _)| is_token(name));
        let Some((name, value)) = name else {
            // The blank line before the body is missing.
            lines.at = before;
            return headers;
        };
        headers.push(Located {
            value: (name.trim().to_owned(), value.trim().to_owned()),
            span: code.place(offset..offset + line.len()),
        });
    }
}

/// Whether a line is a header about the body, which no body begins with.
fn describes_body(line: &str) -> bool {
    line.get(..8)
        .is_some_and(|start| start.eq_ignore_ascii_case("content-"))
        && line.contains(':')
}

fn is_token(name: &str) -> bool {
    let name = name.trim();
    !name.is_empty()
        && name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.'))
}

fn read_body(code: &markdown::Code<'_>, from: usize, media: &str, out: &mut Diagnostics) -> Option<Body> {
    let text = code.text.get(from..)?;
    let lead = text.len() - text.trim_start().len();
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    let is_json = media.is_empty() || media.contains("json");
    if !text.starts_with(['{', '[', '"']) || !(is_json || text.starts_with('{')) || media.contains("multipart") {
        return Some(Body::Text(text.to_owned()));
    }
    Some(read_json(code, from + lead, text, out))
}

/// Reads a piece of a block as JSON.
pub(super) fn read_json(code: &markdown::Code<'_>, offset: usize, text: &str, out: &mut Diagnostics) -> Body {
    let parsed = json::parse(text);
    let place = |range: std::ops::Range<usize>| code.place(offset + range.start..offset + range.end);
    match parsed.result {
        Ok(value) => {
            if let Some(first) = parsed.repairs.first() {
                let more = match parsed.repairs.len() {
                    1 => String::new(),
                    count => format!(", and {} more", count - 1),
                };
                out.report(
                    Code::JsonRepaired,
                    place(first.range.clone()),
                    format!("JSON has {}{more}", first.kind.describe()),
                );
            }
            let elided = parsed
                .repairs
                .iter()
                .any(|repair| repair.kind == json::RepairKind::Ellipsis);
            Body::Json {
                value,
                origins: code.origins(offset..offset + text.len()),
                exact: parsed.repairs.is_empty(),
                elided,
            }
        }
        Err(fault) => {
            let end = (fault.offset + 1).min(text.len());
            out.report(
                Code::JsonSyntax,
                place(fault.offset..end),
                format!("JSON cannot be read: {}", fault.message),
            );
            Body::Text(text.to_owned())
        }
    }
}

impl Body {
    /// The place of a range of the JSON text.
    #[must_use]
    pub fn place(&self, whole: Span, range: std::ops::Range<usize>) -> Span {
        let Self::Json { origins, .. } = self else {
            return whole;
        };
        let origin = |offset: usize| {
            let offset = u32::try_from(offset).unwrap_or(u32::MAX);
            let index = origins.partition_point(|(text, _)| *text <= offset);
            index
                .checked_sub(1)
                .map_or(whole.start, |index| origins[index].1 + (offset - origins[index].0))
        };
        let start = origin(range.start);
        Span {
            source: whole.source,
            start,
            end: origin(range.end).max(start),
        }
    }
}

/// How many parentheses are open behind a text, of those before it and its own; `None` if it closes more.
fn open_parentheses(text: &str, before: u32) -> Option<u32> {
    let mut marks = text.bytes();
    marks.try_fold(before, |open, byte| match byte {
        b'(' => Some(open + 1),
        b')' => open.checked_sub(1),
        _ => Some(open),
    })
}

#[derive(Clone)]
struct Lines<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Lines<'t> {
    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn skip_blank(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start().len();
    }

    /// The next line, trimmed, with the offset of what is left of it.
    fn next_line(&mut self) -> Option<(&'t str, usize)> {
        let rest = self.text.get(self.at..).filter(|rest| !rest.is_empty())?;
        let length = rest.find('\n').map_or(rest.len(), |end| end + 1);
        let line = &rest[..length];
        let offset = self.at + (line.len() - line.trim_start().len());
        self.at += length;
        Some((line.trim(), offset))
    }

    /// What lines have of a call that begins in a URL and ends behind it: up to the line that closes its parentheses.
    fn rest_of_call(&mut self, url: &str) -> Option<String> {
        let mut open = open_parentheses(url, 0).filter(|open| *open > 0)?;
        let before = self.at;
        let mut call = String::new();
        while let Some((line, _)) = self.next_line().filter(|(line, _)| !is_header_line(line)) {
            let line = strip_version(line);
            call.push_str(line);
            match open_parentheses(line, open) {
                Some(0) => return Some(call),
                Some(now) => open = now,
                None => break,
            }
        }
        self.at = before;
        None
    }

    /// A line that goes on with the URL of the line above.
    fn continuation(&mut self) -> Option<&'t str> {
        let before = self.at;
        match self.next_line() {
            Some((line, _)) if line.starts_with(['?', '&', '/', '$']) => Some(line),
            _ => {
                self.at = before;
                None
            }
        }
    }
}
