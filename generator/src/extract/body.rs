//! What prose says about the body of a request.

use super::{prose, response};
use crate::{
    dialect::{Dialect, Statement},
    markdown::Text,
    page::Page,
};

/// Reads a paragraph of the request body section.
pub(super) fn read(text: &Text<'_>, dialect: &Dialect, page: &mut Page) {
    page.body.prose.push(prose::read(text));
    let lower = text.plain().to_ascii_lowercase();
    let told = dialect.prose.statements.find(&lower);
    page.body.none |= told.has(Statement::NoRequestBody);
    page.body.stream |= told.has(Statement::StreamBody);
    if page.body.types.is_empty() && told.has(Statement::BodyType) {
        page.body.types = response::types(text, &lower, dialect);
    }
}
