//! Answers that are errors.

use std::time::Duration;

use http::{HeaderMap, StatusCode, header};
use jiff::Timestamp;
use serde_json::Value as Json;

use crate::error::ErrorDetail;
use crate::response::request_id;
use crate::{Bytes, Dialect, Error, ErrorKind, codec};

/// Makes an error of an answer, whether or not its body is one that the service documents.
pub(crate) fn describe(status: StatusCode, headers: HeaderMap, body: Bytes, dialect: &'static Dialect) -> Error {
    let names = &dialect.error;
    let document = std::str::from_utf8(&body)
        .ok()
        .and_then(|text| codec::decode::<Json>(text, dialect).ok())
        .unwrap_or(Json::Null);
    let error = document.get(names.error).unwrap_or(&document);
    // OAuth's errors (RFC 6749, section 5.2) are a code alone: `{"error": "invalid_grant"}`.
    let code = text(error, names.code).or_else(|| error.as_str().map(str::to_owned));
    let message = text(error, names.message).filter(|message| !message.is_empty());

    let mut inner_codes = Vec::new();
    let mut id = request_id(&headers, dialect);
    let mut outer = error;
    while let Some(inner) = names.inner.iter().find_map(|name| outer.get(*name)) {
        inner_codes.extend(text(inner, names.code));
        id = id.or_else(|| text(inner, names.request_id));
        outer = inner;
    }
    let listed = error.get(names.details).and_then(Json::as_array);
    let listed = listed.into_iter().flatten().map(|each| ErrorDetail {
        code: text(each, names.code),
        message: text(each, names.message),
        target: text(each, names.target),
    });
    let listed = listed.collect();
    let message = message.unwrap_or_else(|| String::from("the service gives no reason"));
    let mut error = Error::new(ErrorKind::Status, message);
    let details = error.details_mut();
    details.status = Some(status);
    details.code = code;
    details.inner_codes = inner_codes;
    details.listed = listed;
    details.request_id = id;
    details.retry_after = retry_after(&headers);
    details.headers = headers;
    details.body = body;
    error
}

fn text(object: &Json, name: &str) -> Option<String> {
    object.get(name)?.as_str().map(str::to_owned)
}

/// How long to wait: a number of seconds, or a date (RFC 9110, section 10.2.3).
pub(crate) fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let value = headers.get(header::RETRY_AFTER)?.to_str().ok()?.trim();
    if let Ok(seconds) = value.parse() {
        return Some(Duration::from_secs(seconds));
    }
    let date = jiff::fmt::rfc2822::parse(value).ok()?.timestamp();
    // A date that has passed means now.
    Some(Duration::try_from(date.duration_since(Timestamp::now())).unwrap_or_default())
}
