//! URLs of example requests, as pages write them.

use crate::extract::{is_foreign, split_query, strip_base};

/// The part of an example's URL that depends on the caller.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Target {
    /// The path behind the base URL, with a leading slash and none at its end; still percent-encoded.
    pub(crate) path: String,
    /// The parts of the query, in order, still percent-encoded.
    query: Vec<String>,
}

impl Target {
    /// Takes a URL apart; `None` if it leads to a host that is not the service's.
    pub(crate) fn parse(text: &str, base_urls: &[String]) -> Option<Self> {
        let text = text.trim();
        if is_foreign(text, base_urls) {
            return None;
        }
        let (path, query) = split_query(strip_base(text, base_urls));
        Some(Self {
            path: tidy(path),
            query: query.split('&').map(trim).filter(|part| !part.is_empty()).collect(),
        })
    }

    /// The path with keys in parentheses written as segments, if it has any: `/messages('1')` is `/messages/1` (`OData` 4.01
    /// part 2, sections 4.3.1 and 4.3.6).
    pub(super) fn with_keys_as_segments(&self) -> Option<Self> {
        with_keys_as_segments(&self.path).map(|path| Self {
            path,
            query: self.query.clone(),
        })
    }

    /// Spells parameters as they are documented: services know no case there.
    pub(super) fn spell<'n>(&mut self, names: impl Iterator<Item = &'n str>) {
        for name in names {
            let is_meant = |part: &str| {
                part.get(..name.len())
                    .is_some_and(|start| start.eq_ignore_ascii_case(name))
            };
            let is_whole = |part: &str| matches!(part.as_bytes().get(name.len()), None | Some(b'='));
            for part in self.query.iter_mut().filter(|part| is_meant(part) && is_whole(part)) {
                part.replace_range(..name.len(), name);
            }
        }
    }

    /// The query in order, decoded.
    pub(crate) fn query(&self) -> Vec<(String, String)> {
        // A plus is how forms write a space, and so do pages.
        let pair = |part: &String| {
            let part = part.replace('+', " ");
            let (name, value) = part.split_once('=').unwrap_or((&part, ""));
            (decode(name), decode(value))
        };
        self.query.iter().map(pair).collect()
    }

    /// The query as it stands behind a path: with its question mark, valid by RFC 3986, empty if there is none.
    pub(super) fn query_text(&self) -> String {
        let parts: Vec<String> = self.query.iter().map(|part| encode(part, "/?")).collect();
        if parts.is_empty() {
            String::new()
        } else {
            format!("?{}", parts.join("&"))
        }
    }
}

/// A path with keys in parentheses written as segments, if it has any.
pub(crate) fn with_keys_as_segments(path: &str) -> Option<String> {
    let mut written = String::with_capacity(path.len());
    for segment in path.split('/').skip(1) {
        written.push('/');
        match key(segment) {
            Some((name, key)) => written.extend([name, "/", &key.replace("''", "'")]),
            None => written.push_str(segment),
        }
    }
    (written != path).then_some(written)
}

/// A part of a query without space around its name and its value.
fn trim(part: &str) -> String {
    match part.split_once('=') {
        Some((name, value)) => format!("{}={}", name.trim(), value.trim()),
        None => part.trim().to_owned(),
    }
}

/// The name and the key of a segment like `messages('1')` or `messages({id})`.
fn key(segment: &str) -> Option<(&str, &str)> {
    let (name, key) = segment.strip_suffix(')')?.split_once('(')?;
    let quoted = key.strip_prefix('\'').and_then(|key| key.strip_suffix('\''));
    let braced = Some(key).filter(|key| key.starts_with('{') && key.ends_with('}'));
    quoted.filter(|key| !key.is_empty()).or(braced).map(|key| (name, key))
}

/// The path with one leading slash, none at its end, and no white space around the arguments of function calls.
fn tidy(path: &str) -> String {
    let mut tidied = String::with_capacity(path.len() + 1);
    if !path.starts_with('/') {
        tidied.push('/');
    }
    let mut depth = 0_u32;
    let mut quoted = false;
    let mut rest = path.trim();
    while let Some(c) = rest.chars().next() {
        match c {
            '(' if !quoted => depth += 1,
            ')' if !quoted => depth = depth.saturating_sub(1),
            '\'' if depth > 0 => quoted = !quoted,
            _ => {}
        }
        let space = if c == ' ' {
            1
        } else {
            3 * usize::from(rest.starts_with("%20"))
        };
        if space > 0 && depth > 0 && !quoted && (tidied.ends_with(['(', ',', '=']) || starts_item(&rest[space..])) {
            rest = &rest[space..];
            continue;
        }
        if !(c == '/' && tidied.ends_with('/')) {
            tidied.push(c);
        }
        rest = &rest[c.len_utf8()..];
    }
    // The colon behind a path within the path says nothing where nothing follows.
    tidied.truncate(tidied.trim_end_matches(['/', ':']).len());
    tidied
}

fn starts_item(text: &str) -> bool {
    text.trim_start().starts_with([')', ',', '='])
}

/// Percent-decodes; text that does not decode to UTF-8 is left as it is.
pub(crate) fn decode(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        if let Some(byte) = escape_at(bytes, at) {
            decoded.push(byte);
            at += 3;
        } else {
            decoded.push(bytes[at]);
            at += 1;
        }
    }
    String::from_utf8(decoded).unwrap_or_else(|_| text.to_owned())
}

/// Percent-encodes what cannot stand in a URL; escapes that are there stay. `extra` may stand beside the `pchar` of
/// RFC 3986, section 3.3.
pub(super) fn encode(text: &str, extra: &str) -> String {
    let bytes = text.as_bytes();
    let mut encoded = String::with_capacity(bytes.len());
    for (at, byte) in bytes.iter().enumerate() {
        let c = char::from(*byte);
        let is_pchar = c.is_ascii_alphanumeric() || "-._~!$&'()*+,;=:@".contains(c);
        if is_pchar || extra.contains(c) || escape_at(bytes, at).is_some() {
            encoded.push(c);
        } else {
            const HEX: [char; 16] = [
                '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F',
            ];
            encoded.extend(['%', HEX[usize::from(byte >> 4)], HEX[usize::from(byte & 15)]]);
        }
    }
    encoded
}

fn escape_at(bytes: &[u8], at: usize) -> Option<u8> {
    let digits = bytes.get(at + 1..at + 3).filter(|_| bytes[at] == b'%')?;
    let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    Some(digit(digits[0])? << 4 | digit(digits[1])?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn target(text: &str) -> Option<Target> {
        let bases = ["https://graph.example/v1.0".to_owned(), "/v1.0".to_owned()];
        Target::parse(text, &bases)
    }

    #[test]
    fn paths_are_tidied() {
        for (text, path) in [
            ("https://graph.example/v1.0/me/messages/?$top=1", "/me/messages"),
            ("/v1.0/me//messages", "/me/messages"),
            ("me", "/me"),
            ("/x/f(a=1, b='2 , 3' , c=4)", "/x/f(a=1,b='2 , 3',c=4)"),
            ("/x/f(a=1,%20b=2)", "/x/f(a=1,b=2)"),
            ("/f(q='Contoso Project')", "/f(q='Contoso Project')"),
            ("/drive/root:/a b:", "/drive/root:/a b"),
        ] {
            assert_eq!(target(text).map(|target| target.path).as_deref(), Some(path), "{text}");
        }
    }

    #[test]
    fn keys_become_segments() {
        let path = |text| target(text)?.with_keys_as_segments().map(|target| target.path);
        assert_eq!(
            path("/me/messages('a''b')/x({id})?q").as_deref(),
            Some("/me/messages/a'b/x/{id}")
        );
        assert_eq!(path("/me/f(a='b')"), None);
        assert_eq!(path("/me/f()"), None);
    }

    #[test]
    fn other_hosts_are_foreign() {
        assert_eq!(target("https://upload.example/up/1"), None);
        assert!(target("https://GRAPH.example/beta/me").is_some());
    }

    #[test]
    fn queries_are_decoded_and_made_valid() {
        let target = target("/me?$filter= a+eq 'b%26c'&&$count&x={id}").expect("the host is ours");
        let query = target.query();
        let query: Vec<(&str, &str)> = query
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        assert_eq!(query, [("$filter", "a eq 'b&c'"), ("$count", ""), ("x", "{id}")]);
        assert_eq!(target.query_text(), "?$filter=a+eq%20'b%26c'&$count&x=%7Bid%7D");
    }

    #[test]
    fn escapes_survive() {
        assert_eq!(encode("100%/caf\u{e9}%20", "/"), "100%25/caf%C3%A9%20");
        assert_eq!(decode("caf%C3%A9%zz%ff"), "caf%C3%A9%zz%ff");
        assert_eq!(decode("a%2fb%"), "a/b%");
    }
}
