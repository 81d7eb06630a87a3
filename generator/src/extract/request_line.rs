//! Lines of "HTTP request" sections.

use super::template::{Departure, TemplateFault, is_foreign, parse_template};
use crate::{
    api::Method,
    diagnostic::{Code, Diagnostics},
    dialect::Dialect,
    markdown,
    page::RequestLine,
    source::Span,
};

/// Reads the lines of a code block.
pub(super) fn read(code: &markdown::Code<'_>, dialect: &Dialect, out: &mut Diagnostics) -> Vec<RequestLine> {
    let mut lines: Vec<RequestLine> = vec![];
    let mut at = 0;
    for raw in code.text.split_inclusive('\n') {
        let start = at + (raw.len() - raw.trim_start().len());
        at += raw.len();
        let line = raw.trim();
        if line.is_empty() || is_aside(line, dialect) {
            continue;
        }
        if line.starts_with(['{', '[']) {
            // What follows is a body, which the examples show better.
            break;
        }
        let span = code.place(start..start + line.len());
        read_line(line, span, dialect, &mut lines, out);
    }
    lines
}

/// Lines that stand between request lines: "or", comments, marks of tools.
fn is_aside(line: &str, dialect: &Dialect) -> bool {
    let lower = line.to_ascii_lowercase();
    dialect.request_lines.separators.contains(&lower) || lower.starts_with("//") || lower.starts_with('#')
}

fn read_line(line: &str, span: Span, dialect: &Dialect, lines: &mut Vec<RequestLine>, out: &mut Diagnostics) {
    let lower = line.to_ascii_lowercase();
    if dialect
        .request_lines
        .noise
        .iter()
        .any(|noise| lower.starts_with(noise.as_str()))
    {
        out.report(
            Code::RequestLineSyntax,
            span,
            format!("a tool left `{line}` where a request line belongs"),
        );
        return;
    }
    match split_method(line) {
        Some((method, rest, exact)) => {
            if !exact {
                out.report(
                    Code::RequestLineRepaired,
                    span,
                    "no space between method and path, or a method in lower case",
                );
            }
            push(method, rest, span, dialect, lines, out);
        }
        None => read_without_method(line, span, dialect, lines, out),
    }
}

fn read_without_method(line: &str, span: Span, dialect: &Dialect, lines: &mut Vec<RequestLine>, out: &mut Diagnostics) {
    if line.starts_with(['?', '&'])
        && let Some(last) = lines.last_mut()
    {
        let query = parse_template(&format!("/x?{}", line.trim_start_matches(['?', '&'])), &[]);
        last.query.extend(query.unwrap_or_default().query);
        return;
    }
    if (line.starts_with('/') || line.starts_with("http"))
        && let Some(method) = lines.last().map(|last| last.method)
    {
        out.report(
            Code::RequestLineRepaired,
            span,
            format!("line has no method; {} of the line above was taken", method.as_str()),
        );
        return push(method, line, span, dialect, lines, out);
    }
    if is_header(line) && !lines.is_empty() {
        return;
    }
    out.report(Code::RequestLineSyntax, span, format!("`{line}` is not a request line"));
}

fn push(
    method: Method,
    rest: &str,
    span: Span,
    dialect: &Dialect,
    lines: &mut Vec<RequestLine>,
    out: &mut Diagnostics,
) {
    let rest = strip_version(rest);
    if is_foreign(rest, &dialect.base_urls) {
        let base = dialect.base_urls.first().map_or("", String::as_str);
        let message = format!("`{rest}` is not below the base URL that clients use, `{base}`");
        out.report(Code::HostUnknown, span, message);
    }
    match parse_template(rest, &dialect.base_urls) {
        Ok(parsed) => {
            for departure in &parsed.departures {
                if *departure == Departure::Bracket {
                    out.report(Code::RequestLineRepaired, span, "a bracket of the path is missing");
                    continue;
                }
                let message = match departure {
                    Departure::Ellipsis => "the path has an ellipsis for repeated nesting, which was left out",
                    Departure::Literal | Departure::Bracket => {
                        "the path has an example value where a placeholder belongs"
                    }
                };
                out.report(Code::RequestPlaceholder, span, message);
            }
            lines.push(RequestLine {
                method,
                path: parsed.template,
                query: parsed.query,
                span,
            });
        }
        Err(fault) => {
            let why = match fault {
                TemplateFault::Empty => "it has no path",
                TemplateFault::Unclosed => "a bracket of its path is never closed",
                TemplateFault::Space => "its path has white space outside placeholders",
            };
            out.report(
                Code::RequestLineSyntax,
                span,
                format!("`{} {rest}` cannot be read: {why}", method.as_str()),
            );
        }
    }
}

/// The method of a line and what follows; the flag says whether it was written exactly.
pub(super) fn split_method(line: &str) -> Option<(Method, &str, bool)> {
    let length = line.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(line.len());
    let (word, rest) = line.split_at(length);
    let method = Method::parse(word)?;
    let exact = word == method.as_str() && rest.starts_with(char::is_whitespace);
    (rest.starts_with(char::is_whitespace) || rest.starts_with('/')).then(|| (method, rest.trim(), exact))
}

/// Without the `HTTP/1.1` that some lines end in.
pub(super) fn strip_version(text: &str) -> &str {
    match text.rfind(" HTTP/") {
        Some(at) => text[..at].trim_end(),
        None => text.trim(),
    }
}

fn is_header(line: &str) -> bool {
    line.split_once(':')
        .is_some_and(|(name, _)| !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-'))
}
