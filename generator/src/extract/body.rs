//! What prose says about the body of a request.

use super::{prose, response};
use crate::{
    dialect::{Dialect, Statement},
    markdown::Text,
    page::{Page, TypeExpr, TypeName},
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
        if page.body.types.is_empty() {
            page.body.types.extend(plain_type(text, dialect));
        }
    }
}

/// A type that a sentence names without a link: "a JSON representation for the rowingBoat object". Only a word that no language has is
/// taken for one.
fn plain_type(text: &Text<'_>, dialect: &Dialect) -> Option<TypeExpr> {
    let span = text.span?;
    let plain = text.plain();
    // Few texts have a capital within a word.
    let mut pairs = plain.as_bytes().windows(2);
    if !pairs.any(|pair| pair[0].is_ascii_lowercase() && pair[1].is_ascii_uppercase()) {
        return None;
    }
    let mut rest = &*plain;
    while let Some((word, behind)) = rest.split_once(' ') {
        if is_name(word) && response::begins_with_noun(behind, dialect) {
            let name = TypeName {
                name: word.to_owned(),
                link: None,
                span,
            };
            return Some(TypeExpr {
                names: vec![name],
                collection: false,
                span,
            });
        }
        rest = behind;
    }
    None
}

/// Whether a word is a name in camel case.
fn is_name(word: &str) -> bool {
    let is_capital = |c: char| c.is_ascii_uppercase();
    word.starts_with(|c: char| c.is_ascii_lowercase())
        && word.contains(is_capital)
        && word.bytes().all(|byte| byte.is_ascii_alphanumeric())
}
