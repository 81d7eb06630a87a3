//! Path templates.

use super::segment;
use crate::{
    mark,
    page::{Piece, Segment, Template},
};

/// Why a path is no template.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TemplateFault {
    /// There is nothing in it.
    Empty,
    /// A brace or an angle bracket is never closed.
    Unclosed,
    /// White space where it cannot stand.
    Space,
}

/// What was put right in a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Departure {
    /// An ellipsis for repeated nesting, left out.
    Ellipsis,
    /// A literal value where a placeholder belongs.
    Literal,
    /// A bracket that is missing where only one place can be meant.
    Bracket,
}

/// A template and the query behind it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ParsedTemplate {
    pub template: Template,
    /// Names and values, undecoded.
    pub query: Vec<(String, String)>,
    pub departures: Vec<Departure>,
}

/// Reads a path template, with or without one of the base URLs before it and a query behind it.
///
/// Placeholders are `{name}` or `<name>`; arguments of function calls are placeholders named by their parameter, even
/// where the page has an example value.
pub fn parse_template(text: &str, base_urls: &[String]) -> Result<ParsedTemplate, TemplateFault> {
    let path = strip_base(text.trim(), base_urls);
    let closed = close_brackets(path);
    let (path, query) = split_query(closed.as_deref().unwrap_or(path));
    let mut parsed = ParsedTemplate {
        query: parse_query(query),
        departures: closed.iter().map(|_| Departure::Bracket).collect(),
        ..ParsedTemplate::default()
    };
    for segment in split_segments(path)? {
        if segment.is_empty() {
            continue;
        }
        if matches!(segment, "..." | ".." | "\u{2026}") {
            parsed.departures.push(Departure::Ellipsis);
            continue;
        }
        let behind_colon = parsed.template.segments.last().is_some_and(segment::ends_with_colon);
        let segment = segment::parse(segment, behind_colon, &mut parsed.departures)?;
        parsed.template.segments.push(segment);
    }
    if parsed.template.segments.is_empty() && !text.trim().starts_with('/') && !text.contains("://") {
        return Err(TemplateFault::Empty);
    }
    Ok(parsed)
}

/// Whether a URL leads to a host that is none of the base URLs'.
pub(crate) fn is_foreign(url: &str, base_urls: &[String]) -> bool {
    let mut own = base_urls.iter().filter_map(|base| host(base));
    host(url).is_some_and(|host| !own.any(|own| own.eq_ignore_ascii_case(host)))
}

fn host(url: &str) -> Option<&str> {
    let rest = behind_scheme(url)?;
    Some(rest.split(['/', '?', '#']).next().unwrap_or(rest))
}

/// What stands behind the scheme of an absolute URL.
fn behind_scheme(url: &str) -> Option<&str> {
    let scheme = url.bytes().take_while(u8::is_ascii_alphabetic).count();
    url[scheme..].strip_prefix("://")
}

/// The path behind the base URL, or behind the host of any other absolute URL.
pub(crate) fn strip_base<'t>(text: &'t str, base_urls: &[String]) -> &'t str {
    if let Some(base) = base_of(text, base_urls) {
        return &text[base.len()..];
    }
    match behind_scheme(text) {
        Some(rest) => {
            let path = rest.find('/').map_or("", |at| &rest[at..]);
            base_urls
                .iter()
                .filter(|base| base.starts_with('/'))
                .find_map(|base| path.strip_prefix(base.as_str()).filter(|rest| rest.starts_with('/')))
                .unwrap_or(path)
        }
        None => text,
    }
}

/// The base URL that a URL begins with: the longest, since one may be the beginning of another.
pub(crate) fn base_of<'b>(url: &str, base_urls: &'b [String]) -> Option<&'b str> {
    let bases = base_urls.iter().map(String::as_str);
    let begins = |base: &&str| {
        let start = url.get(..base.len()).filter(|start| start.eq_ignore_ascii_case(base));
        start.is_some_and(|start| matches!(url[start.len()..].bytes().next(), None | Some(b'/' | b'?' | b'#')))
    };
    bases.filter(begins).max_by_key(|base| base.len())
}

/// Puts brackets where they are missing and only one place can be meant: a call that ends with a quoted value before the next
/// segment, and an alternative that stands behind its placeholder instead of in it.
fn close_brackets(path: &str) -> Option<String> {
    let mut closed = path.to_owned();
    if let Some(at) = mark::find(&closed, 0, "'/")
        .filter(|at| closed[..*at].matches('(').count() > closed[..*at].matches(')').count())
    {
        closed.insert(at + 1, ')');
    }
    while let Some(at) = mark::find(&closed, 0, "} | ") {
        let end = closed[at + 4..]
            .find(['/', '{', '?'])
            .map_or(closed.len(), |end| at + 4 + end);
        closed.insert(end, '}');
        closed.remove(at);
    }
    (closed != path).then_some(closed)
}

/// The path and the query; a question mark inside a placeholder or a call is neither.
pub(crate) fn split_query(path: &str) -> (&str, &str) {
    let mut depth = 0_u32;
    for (at, c) in path.char_indices() {
        match c {
            '{' | '(' => depth += 1,
            '}' | ')' => depth = depth.saturating_sub(1),
            '?' if depth == 0 => return (&path[..at], &path[at + 1..]),
            _ => {}
        }
    }
    (path, "")
}

/// The calls in a path as it is written: the name of the function, and its arguments.
pub(crate) fn calls(path: &str) -> impl Iterator<Item = (&str, Vec<(Option<&str>, &str)>)> {
    let (path, _) = split_query(path);
    let segments = split_segments(path).unwrap_or_default().into_iter();
    segments.filter_map(|segment| {
        let (name, inner) = segment.strip_suffix(')')?.split_once('(')?;
        Some((name, segment::arguments(inner).collect()))
    })
}

fn parse_query(query: &str) -> Vec<(String, String)> {
    query
        .split('&')
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .map(|part| {
            let (name, value) = part.split_once('=').unwrap_or((part, ""));
            (name.trim().to_owned(), value.trim().to_owned())
        })
        .collect()
}

/// Splits at slashes that are not inside a placeholder or a call.
fn split_segments(path: &str) -> Result<Vec<&str>, TemplateFault> {
    let mut segments = vec![];
    let mut from = 0;
    let mut open: Vec<char> = vec![];
    for (at, c) in path.char_indices() {
        match c {
            '{' => open.push('}'),
            '<' => open.push('>'),
            '(' => open.push(')'),
            '}' | '>' | ')' if open.last() == Some(&c) => {
                open.pop();
            }
            '/' if open.is_empty() => {
                segments.push(path[from..at].trim());
                from = at + 1;
            }
            _ => {}
        }
    }
    if !open.is_empty() {
        return Err(TemplateFault::Unclosed);
    }
    segments.push(path[from..].trim());
    Ok(segments)
}

impl Template {
    /// Whether a placeholder stands anywhere in a segment.
    #[must_use]
    pub fn is_placeholder(segment: &Segment) -> bool {
        segment
            .pieces
            .iter()
            .any(|piece| matches!(piece, Piece::Placeholder { .. }))
    }
}

impl std::fmt::Display for Template {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.segments.is_empty() {
            return f.write_str("/");
        }
        self.segments.iter().try_for_each(|segment| {
            f.write_str("/")?;
            segment.fmt(f)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn normal(text: &str) -> String {
        let base = ["https://graph.microsoft.com/v1.0".to_owned(), "/v1.0".to_owned()];
        parse_template(text, &base).map_or_else(|fault| format!("{fault:?}"), |parsed| parsed.template.to_string())
    }

    #[test]
    fn templates_are_normalised() {
        for (text, expected) in [
            (
                "/users/{id | userPrincipalName}/messages",
                "/users/{id | userPrincipalName}/messages",
            ),
            ("policies/tokenLifetimePolicies", "/policies/tokenLifetimePolicies"),
            ("https://graph.microsoft.com/v1.0/me?$select=id", "/me"),
            ("https://other.example/v1.0/me", "/me"),
            ("/me/mailFolders/?includeHiddenFolders=true", "/me/mailFolders"),
            (
                "/drive/root:/{path and filename}:/content?format={format}",
                "/drive/root:/{path and filename}:/content",
            ),
            (
                "/x/range(address='<address>')/lastColumn",
                "/x/range(address='{address}')/lastColumn",
            ),
            (
                "/x/resizedRange(deltaRows={n}, deltaColumns={n})",
                "/x/resizedRange(deltaRows={deltaRows},deltaColumns={deltaColumns})",
            ),
            ("/x/f(a='1, 2', b=3)", "/x/f(a='{a}',b={b})"),
            (
                "/me/reminderView(start=start-value,end=end-value)",
                "/me/reminderView(start={start},end={end})",
            ),
            ("/x/f(a=shop.kind'<one>')", "/x/f(a=shop.kind'{a}')"),
            ("/x/f(ids=[\"a\",\"b\"],top=1)", "/x/f(ids={ids},top={top})"),
            ("/x/<id>/y", "/x/{id}/y"),
            ("/me/folders/{id}/.../messages", "/me/folders/{id}/messages"),
            ("/users/adele@contoso.com", "/users/{id}"),
            ("/me/lists/c2hlbGY=/tasks", "/me/lists/{id}/tasks"),
            (
                "/x/range(address='<address>'/entireRow",
                "/x/range(address='{address}')/entireRow",
            ),
            (
                "/users/{id} | name/chats/{chat-id}",
                "/users/{id | name}/chats/{chat-id}",
            ),
            ("/users/{id", "Unclosed"),
            ("/users and groups", "Space"),
        ] {
            assert_eq!(normal(text), expected, "{text}");
        }
    }

    #[test]
    fn the_longest_base_counts() {
        let bases = ["https://a.example", "https://a.example/v1", "/v1"].map(str::to_owned);
        for (url, base, path) in [
            ("https://A.example/v1/x", Some("https://a.example/v1"), "/x"),
            ("https://a.example/v10", Some("https://a.example"), "/v10"),
            ("/v1/x", Some("/v1"), "/x"),
            ("/x", None, "/x"),
            ("https://b.example/v1/x", None, "/x"),
        ] {
            assert_eq!(base_of(url, &bases), base, "{url}");
            assert_eq!(strip_base(url, &bases), path, "{url}");
        }
    }
}
