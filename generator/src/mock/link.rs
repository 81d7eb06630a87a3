//! URLs in answers, so that a client can follow them: they lead to the mock.

use serde_json::Value;

/// What begins the path of what the mock serves besides the documented paths.
pub(super) const OWN: &str = "/.docwright/";

/// Something that the mock serves at a path of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Own {
    Upload(u64),
    Monitor(u64),
    /// The bytes behind a redirect of the operation with this index.
    Content(u64),
}

impl Own {
    pub(super) fn url(self, origin: &str) -> String {
        let (kind, number) = match self {
            Self::Upload(number) => ("upload", number),
            Self::Monitor(number) => ("monitor", number),
            Self::Content(number) => ("content", number),
        };
        format!("{origin}{OWN}{kind}/{number}")
    }

    /// What a path means, if it is one of these.
    pub(super) fn parse(path: &str) -> Option<Self> {
        let (kind, number) = path.strip_prefix(OWN)?.split_once('/')?;
        let number = number.parse().ok()?;
        match kind {
            "upload" => Some(Self::Upload(number)),
            "monitor" => Some(Self::Monitor(number)),
            "content" => Some(Self::Content(number)),
            _ => None,
        }
    }
}

/// Rewrites the URLs of the service.
#[derive(Debug, Clone, Copy)]
pub(super) struct Links<'a> {
    /// URLs that stand for the service, the longest first.
    pub(super) base_urls: &'a [String],
    /// What stands in their place.
    pub(super) base: &'a str,
}

impl Links<'_> {
    /// Rewrites all texts in a value that are URLs of the service.
    pub(super) fn rewrite(self, value: &mut Value) {
        match value {
            Value::String(text) => {
                if let Some(own) = self.own(text) {
                    *text = own;
                }
            }
            Value::Array(items) => items.iter_mut().for_each(|item| self.rewrite(item)),
            Value::Object(members) => members.values_mut().for_each(|member| self.rewrite(member)),
            _ => {}
        }
    }

    /// The URL that leads to the mock; `None` for another host's.
    pub(super) fn own(self, url: &str) -> Option<String> {
        let rest = self
            .base_urls
            .iter()
            .filter(|base| base.contains("://"))
            .find_map(|base| {
                let start = url.get(..base.len())?;
                let rest = &url[base.len()..];
                let is_whole = rest.is_empty() || rest.starts_with(['/', '?', '#']);
                (is_whole && start.eq_ignore_ascii_case(base)).then_some(rest)
            })?;
        Some(format!("{}{rest}", self.base))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn urls_of_the_service_lead_here() {
        let base_urls = [
            "https://api.example/v1".to_owned(),
            "https://api.example".to_owned(),
            "/v1".to_owned(),
        ];
        let links = Links {
            base_urls: &base_urls,
            base: "http://127.0.0.1:9/v1",
        };
        let mut value = json!({"next": "https://API.example/v1/me?a=b", "list": [{"x": "https://api.example.org/"}], "n": 1, "t": "/v1"});
        links.rewrite(&mut value);
        let expected = json!({"next": "http://127.0.0.1:9/v1/me?a=b", "list": [{"x": "https://api.example.org/"}], "n": 1, "t": "/v1"});
        assert_eq!(value, expected);
    }

    #[test]
    fn own_paths_are_read_back() {
        for own in [Own::Upload(3), Own::Monitor(0), Own::Content(7)] {
            assert_eq!(Own::parse(&own.url("")), Some(own));
        }
        assert_eq!(Own::parse("/.docwright/upload/x"), None);
        assert_eq!(Own::parse("/me"), None);
    }
}
