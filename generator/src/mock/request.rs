//! A request as the checks and the answers read it.

use bytes::Bytes;
use http::{HeaderMap, HeaderName, header};

use crate::{
    api::Method,
    resolve::{Target, decode},
};

/// A request to a documented operation, or to what might be one.
#[derive(Debug, Clone)]
pub(super) struct Request {
    pub(super) method: Method,
    /// The path behind the base, with a leading slash; still percent-encoded.
    pub(super) path: String,
    /// The query in order, decoded.
    pub(super) query: Vec<(String, String)>,
    pub(super) headers: HeaderMap,
    pub(super) body: Bytes,
    /// What stands before the path in links that lead back: scheme, host and base path.
    pub(super) base: String,
}

impl Request {
    /// Takes a target (path and query) apart. `origin` is the scheme and the host that the client knows the server by.
    pub(super) fn new(
        method: Method,
        target: &str,
        headers: HeaderMap,
        body: Bytes,
        origin: &str,
        base_urls: &[String],
    ) -> Option<Self> {
        let parsed = Target::parse(target, base_urls)?;
        let base = base_urls.iter().filter(|base| base.starts_with('/'));
        let base = base.into_iter().find(|base| {
            target
                .get(..base.len())
                .is_some_and(|start| start.eq_ignore_ascii_case(base) && !parsed.path.is_empty())
                && matches!(target.as_bytes().get(base.len()), None | Some(b'/' | b'?'))
        });
        Some(Self {
            method,
            query: parsed.query(),
            path: parsed.path,
            headers,
            body,
            base: format!("{origin}{}", base.map_or("", String::as_str)),
        })
    }

    /// The value of a query option, whose name knows no case; `OData` 4.01 (part 2, section 5.1) lets the dollar sign away.
    pub(super) fn option(&self, name: &str) -> Option<&str> {
        let bare = name.trim_start_matches('$');
        self.query
            .iter()
            .find(|(other, _)| other.trim_start_matches('$').eq_ignore_ascii_case(bare))
            .map(|(_, value)| value.as_str())
    }

    /// All values of a header, joined as one (RFC 9110, section 5.3).
    pub(super) fn header(&self, name: &str) -> Option<String> {
        let name = name.parse::<HeaderName>().ok()?;
        let values: Vec<_> = self
            .headers
            .get_all(name)
            .iter()
            .map(|value| String::from_utf8_lossy(value.as_bytes()))
            .collect();
        (!values.is_empty()).then(|| values.join(", "))
    }

    /// The value of a preference (RFC 7240).
    pub(super) fn preference(&self, name: &str) -> Option<String> {
        let header = self.header("prefer")?;
        header.split([',', ';']).find_map(|preference| {
            let (other, value) = preference.trim().split_once('=').unwrap_or((preference.trim(), ""));
            let is_meant = other.trim().eq_ignore_ascii_case(name);
            is_meant.then(|| value.trim().trim_matches('"').to_owned())
        })
    }

    /// The media type of the body, in lower case and without parameters.
    pub(super) fn media_type(&self) -> Option<String> {
        let value = self.header(header::CONTENT_TYPE.as_str())?;
        Some(value.split(';').next().unwrap_or_default().trim().to_ascii_lowercase())
    }

    /// The path, decoded and in lower case, for comparing.
    pub(super) fn plain_path(&self) -> String {
        decode(&self.path).to_ascii_lowercase()
    }
}
