//! Redirects (RFC 9110, section 15.4).

use http::header::{self, HeaderMap, HeaderName};
use http::request::Parts;
use http::{Method, Response, StatusCode};

use crate::{Body, Error, ErrorKind, Result, uri};

/// How many redirects are followed for one request.
pub(crate) const MAX_REDIRECTS: u32 = 10;

/// The headers that go with a request to another host: none that could hold a secret, whatever it is called.
const HARMLESS: [HeaderName; 7] = [
    header::ACCEPT,
    header::CONTENT_TYPE,
    header::USER_AGENT,
    header::RANGE,
    header::IF_RANGE,
    header::IF_MATCH,
    header::IF_NONE_MATCH,
];

/// The request that a redirect asks for.
pub(crate) struct Next {
    pub(crate) parts: Parts,
    /// Whether it goes to the same origin as the one before.
    pub(crate) stays: bool,
    keeps_body: bool,
}

impl Next {
    /// What the request carries, given a copy of what the one before did.
    pub(crate) fn body(&self, spare: Option<Body>) -> Body {
        spare.filter(|_| self.keeps_body).unwrap_or_default()
    }
}

/// The request that an answer redirects to, if it is a redirect that can be followed: to the same method with the same body,
/// or to a `GET`. Others are answers like any other.
pub(crate) fn follow(parts: &Parts, response: &Response<Body>, has_spare: bool) -> Result<Option<Next>> {
    let is_safe = matches!(parts.method, Method::GET | Method::HEAD);
    let (method, keeps_body) = match response.status() {
        StatusCode::MOVED_PERMANENTLY | StatusCode::FOUND | StatusCode::SEE_OTHER if is_safe => {
            (parts.method.clone(), false)
        }
        StatusCode::SEE_OTHER => (Method::GET, false),
        StatusCode::TEMPORARY_REDIRECT | StatusCode::PERMANENT_REDIRECT if is_safe || has_spare => {
            (parts.method.clone(), true)
        }
        _ => return Ok(None),
    };
    let Some(location) = response.headers().get(header::LOCATION) else {
        return Ok(None);
    };
    let broken = || Error::new(ErrorKind::Link, "redirected to something that is not a URL");
    let location = location.to_str().map_err(|_| broken())?;
    let target = uri::resolve(&parts.uri, location).map_err(|error| broken().with_source(error))?;
    if parts.uri.scheme_str() == Some("https") && target.scheme_str() != Some("https") {
        return Err(Error::new(ErrorKind::Link, "redirected from https to plain http"));
    }
    let stays = uri::same_origin(&parts.uri, &target);
    let mut next = parts.clone();
    if !stays {
        next.headers = harmless(&parts.headers);
    }
    if !keeps_body {
        next.headers.remove(header::CONTENT_TYPE);
    }
    next.method = method;
    next.uri = target;
    Ok(Some(Next {
        parts: next,
        stays,
        keeps_body,
    }))
}

/// The headers that may go to any host.
pub(crate) fn harmless(headers: &HeaderMap) -> HeaderMap {
    let kept = headers.iter().filter(|(name, _)| HARMLESS.contains(name));
    kept.map(|(name, value)| (name.clone(), value.clone())).collect()
}
