//! Comparing a request with a documented one.

use http::{HeaderMap, Uri, header};
use percent_encoding::percent_decode_str;

use super::compare;
use crate::{Body, Dialect, Json, codec};

/// Headers that pages show and that say nothing about the operation: the connection has them, or the client's settings.
const INCIDENTAL: [&str; 5] = ["authorization", "host", "content-length", "connection", "user-agent"];

/// Checks that a request is the documented one.
///
/// - `url` is absolute, or a path: then only the end of the request's path is compared. Escapes are decoded, and the order
///   of query parameters does not matter.
/// - Of the headers, those in `headers` must be there; a media type is compared without its parameters.
/// - `body` is JSON if it can be read as such, and is then compared by meaning, see [`check_response`](super::check_response).
///   `None` means that there is none.
///
/// # Panics
///
/// If something differs, saying what and where.
#[track_caller]
pub fn check_request(
    request: &http::Request<Body>,
    method: &str,
    url: &str,
    headers: &[(&str, &str)],
    body: Option<&str>,
) {
    let checks = [
        compare_method(request.method().as_str(), method),
        compare_url(request.uri(), url),
        compare_headers(request.headers(), headers),
        compare_body(request.body(), body),
    ];
    for check in checks {
        if let Err(problem) = check {
            panic!("{problem}, in {method} {url}");
        }
    }
}

fn compare_method(actual: &str, expected: &str) -> Result<(), String> {
    if actual.eq_ignore_ascii_case(expected) {
        return Ok(());
    }
    Err(format!("the method is {actual}, should be {expected}"))
}

fn compare_url(actual: &Uri, expected: &str) -> Result<(), String> {
    let (place, query) = expected.split_once('?').unwrap_or((expected, ""));
    let (host, path) = match place.split_once("://") {
        Some((_, rest)) => rest.split_at(rest.find('/').unwrap_or(rest.len())),
        None => ("", place),
    };
    if !host.is_empty() && !actual.authority().is_some_and(|actual| actual == host) {
        return Err(format!("the URL is {actual}, should be {expected}"));
    }
    let (actual_path, path) = (decode(actual.path()), decode(path));
    let is_same = if host.is_empty() {
        actual_path.ends_with(&path)
    } else {
        actual_path == path
    };
    if !is_same {
        return Err(format!("the path is {actual_path}, should be {path}"));
    }
    let (actual, expected) = (pairs(actual.query().unwrap_or_default()), pairs(query));
    if actual != expected {
        return Err(format!("the query is {actual:?}, should be {expected:?}"));
    }
    Ok(())
}

fn pairs(query: &str) -> Vec<(String, String)> {
    let mut pairs: Vec<_> = query
        .split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            let pair = pair.replace('+', " ");
            let (name, value) = pair.split_once('=').unwrap_or((&pair, ""));
            (decode(name), decode(value))
        })
        .collect();
    pairs.sort();
    pairs
}

fn decode(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

fn compare_headers(actual: &HeaderMap, expected: &[(&str, &str)]) -> Result<(), String> {
    for (name, expected) in expected {
        if INCIDENTAL.iter().any(|known| known.eq_ignore_ascii_case(name)) {
            continue;
        }
        let is_media_type = name.eq_ignore_ascii_case(header::CONTENT_TYPE.as_str());
        let essence = |value: &str| {
            let end = value.find(';').filter(|_| is_media_type);
            value[..end.unwrap_or(value.len())].trim().to_owned()
        };
        let mut values = actual
            .get_all(*name)
            .iter()
            .map(|value| essence(&String::from_utf8_lossy(value.as_bytes())));
        let wanted = essence(expected);
        if !values.any(|value| value == wanted || is_media_type && value.eq_ignore_ascii_case(&wanted)) {
            let found: Vec<_> = actual.get_all(*name).iter().collect();
            return Err(format!("header {name} is {found:?}, should be {expected}"));
        }
    }
    Ok(())
}

fn compare_body(actual: &Body, expected: Option<&str>) -> Result<(), String> {
    let Some(bytes) = actual.as_bytes() else {
        return Err(String::from("the body is a stream, which tests cannot read"));
    };
    let actual = String::from_utf8_lossy(bytes);
    let expected = expected.unwrap_or_default();
    let read = |text: &str| codec::decode::<Json>(text, Dialect::default_ref());
    match (read(&actual), read(expected)) {
        (Ok(actual), Ok(expected)) => {
            compare::compare(&actual, &expected).map_err(|difference| format!("in the body, {difference}"))
        }
        _ if actual.trim() == expected.trim() => Ok(()),
        _ => Err(format!("the body is `{actual}`, should be `{expected}`")),
    }
}
