//! URLs: reading them, and telling whose they are.

use http::Uri;
use http::uri::{InvalidUri, Scheme};

use crate::{Error, ErrorKind, Result};

/// Reads an absolute URL of a web server.
pub(crate) fn parse(text: &str) -> Result<Uri> {
    let wrong = |what: &str| Error::new(ErrorKind::Request, what);
    let uri: Uri = text
        .parse()
        .map_err(|error: InvalidUri| wrong("not a URL").with_source(error))?;
    let is_web = matches!(uri.scheme_str(), Some("http" | "https"));
    let authority = uri.authority().filter(|_| is_web);
    let authority = authority.ok_or_else(|| wrong("not an absolute http or https URL"))?;
    // `https://service@elsewhere/` looks like the service and is not; nobody writes credentials there with good intent.
    if authority.as_str().contains('@') {
        return Err(wrong("a URL with credentials in it"));
    }
    Ok(uri)
}

/// Whether both URLs are of one origin: scheme, host and port (RFC 6454, section 5).
pub(crate) fn same_origin(left: &Uri, right: &Uri) -> bool {
    let host = |uri: &Uri| uri.host().map(str::to_ascii_lowercase);
    left.scheme() == right.scheme() && host(left) == host(right) && port(left) == port(right)
}

fn port(uri: &Uri) -> u16 {
    let is_secure = uri.scheme() == Some(&Scheme::HTTPS);
    uri.port_u16().unwrap_or(if is_secure { 443 } else { 80 })
}

/// Where a `Location` leads, seen from the URL that answered with it (RFC 3986, section 5.2, without the removal of dot
/// segments, which servers do themselves).
pub(crate) fn resolve(base: &Uri, location: &str) -> Result<Uri> {
    let location = location.split('#').next().unwrap_or_default();
    if location.contains("://") && !location.starts_with(['/', '?']) {
        return parse(location);
    }
    let scheme = base.scheme_str().unwrap_or("https");
    let authority = base.authority().map_or("", |authority| authority.as_str());
    let path = base.path();
    let absolute = if let Some(rest) = location.strip_prefix("//") {
        format!("{scheme}://{rest}")
    } else if location.starts_with('/') {
        format!("{scheme}://{authority}{location}")
    } else if location.starts_with('?') {
        format!("{scheme}://{authority}{path}{location}")
    } else {
        let folder = &path[..path.rfind('/').map_or(0, |slash| slash + 1)];
        format!("{scheme}://{authority}{folder}{location}")
    };
    parse(&absolute)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn origins_are_compared_by_meaning() {
        let same = |left: &str, right: &str| same_origin(&parse(left).unwrap(), &parse(right).unwrap());
        assert!(same("https://a.example/x", "HTTPS://A.example:443/y?z"));
        assert!(!same("https://a.example", "http://a.example"));
        assert!(!same("https://a.example", "https://a.example:8443"));
        assert!(!same("https://a.example", "https://a.example.evil"));
    }

    #[test]
    fn bad_urls_are_refused() {
        for url in [
            "",
            "/x",
            "ftp://a/x",
            "https://",
            "https://user@a/x",
            "https://service@evil/",
            "https://a b/",
        ] {
            assert!(parse(url).is_err(), "{url}");
        }
    }

    #[test]
    fn locations_are_resolved() {
        let base = parse("https://a.example/v1/me/photo?x=1").unwrap();
        for (location, expected) in [
            ("https://b.example/f?s=a#top", "https://b.example/f?s=a"),
            ("//b.example/f", "https://b.example/f"),
            ("/f?u=http://c", "https://a.example/f?u=http://c"),
            ("?y=2", "https://a.example/v1/me/photo?y=2"),
            ("other", "https://a.example/v1/me/other"),
        ] {
            assert_eq!(resolve(&base, location).unwrap(), expected, "{location}");
        }
    }
}
