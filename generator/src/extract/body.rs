//! What prose says about the body of a request.

use super::{prose, response};
use crate::{
    dialect::{Dialect, has_phrase},
    markdown::Text,
    page::Page,
};

/// Reads a paragraph of the request body section.
pub(super) fn read(text: &Text<'_>, dialect: &Dialect, page: &mut Page) {
    page.body.prose.push(prose::read(text));
    let lower = text.plain().to_ascii_lowercase();
    page.body.none |= has_phrase(&lower, &dialect.prose.no_request_body);
    page.body.stream |= has_phrase(&lower, &dialect.prose.stream_body);
    if page.body.types.is_empty() && has_phrase(&lower, &dialect.prose.body_type) {
        page.body.types = response::types(text, &lower, dialect);
    }
}
