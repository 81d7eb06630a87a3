//! Headers of examples.

use crate::page::{Body, Message};

/// Headers that the client, the transport or the caller's credentials decide.
const UNIMPORTANT: [&str; 8] = [
    "authorization",
    "connection",
    "content-length",
    "cookie",
    "date",
    "host",
    "transfer-encoding",
    "user-agent",
];

/// The headers that the example is about, in order.
///
/// The media type of JSON is the client's business, and without a body there is nothing that it could describe. A header
/// whose value is a placeholder is one that the caller sets, so it stays.
pub(super) fn relevant(message: &Message) -> Vec<(String, String)> {
    let describes_body = matches!(message.body, Some(Body::Text(_)));
    let is_relevant = |name: &str, value: &str| {
        !UNIMPORTANT.iter().any(|other| name.eq_ignore_ascii_case(other))
            && (describes_body || !name.eq_ignore_ascii_case("content-type"))
            && is_valid(value)
    };
    let headers = message.headers.iter().map(|header| &header.value);
    headers
        .filter(|(name, value)| is_relevant(name, value))
        .cloned()
        .collect()
}

/// Whether this can be sent: visible ASCII with spaces between (RFC 9110, section 5.5), and something at all.
fn is_valid(value: &str) -> bool {
    !value.is_empty() && value.chars().all(|c| c == ' ' || c == '\t' || c.is_ascii_graphic())
}
