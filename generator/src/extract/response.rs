//! What prose says about a response.

use super::{prose, type_expr};
use crate::{
    dialect::{Dialect, Statement, has_phrase},
    mark,
    markdown::Text,
    page::{Located, Page, TypeExpr, TypeName},
};

/// Reads a paragraph of the response section.
pub(super) fn read(text: &Text<'_>, dialect: &Dialect, page: &mut Page) {
    page.response.prose.push(prose::read(text));
    let lower = text.plain().to_ascii_lowercase();
    for run in &text.runs {
        let digits = run.text.trim().get(..3).and_then(|digits| digits.parse::<u16>().ok());
        let Some(status) = digits.filter(|status| (100..600).contains(status)) else {
            continue;
        };
        if run.style.code || run.text.trim()[3..].starts_with(' ') {
            page.response.statuses.push(Located {
                value: status,
                span: run.span,
            });
        }
    }
    let told = dialect.prose.statements.find(&lower);
    page.response.none |= told.has(Statement::NoBody);
    page.response.mentions_body |= told.has(Statement::BodyAnswer);
    page.response.stream |= told.has(Statement::StreamAnswer);
    // Sentences about failures name types that are no answers.
    if told.has(Statement::FailureStart) {
        return;
    }
    // A link names a type for certain, a word may only sound like one.
    let is_certain = |types: &[TypeExpr]| types.iter().flat_map(|ty| &ty.names).any(|name| name.link.is_some());
    let found = types(text, &lower, dialect);
    page.response.boolean |= told.has(Statement::BooleanAnswer);
    if !told.has(Statement::Answer) {
        page.response.mentioned.extend(found);
        return;
    }
    if page.response.types.is_empty() || (is_certain(&found) && !is_certain(&page.response.types)) {
        page.response.types = found;
    }
}

/// Types that a sentence links to, sets in bold, or names among primitives, each with whether it is a collection.
pub(super) fn types(text: &Text<'_>, lower: &str, dialect: &Dialect) -> Vec<TypeExpr> {
    let mut found = vec![];
    let linked = type_expr::linked_names(text);
    for name in linked
        .into_iter()
        .filter(|name| name.link.as_deref().is_some_and(is_page))
    {
        let collection = is_collection(text, &name, lower, dialect);
        found.push(TypeExpr {
            span: name.span,
            names: vec![name],
            collection,
        });
    }
    if !found.is_empty() {
        return found;
    }
    for (index, run) in text.runs.iter().enumerate().filter(|(_, run)| run.style.strong) {
        let name = run.text.trim().trim_end_matches('.');
        // Bold names are properties and parameters as often as types; "a **user** object" is a type.
        let behind = text
            .runs
            .get(index + 1)
            .map_or("", |run| run.text.trim_start())
            .to_ascii_lowercase();
        let is_type = dialect
            .prose
            .type_noun
            .iter()
            .any(|noun| behind.starts_with(noun.as_str()));
        if name.contains(char::is_whitespace) || name.ends_with(':') || name.is_empty() || !is_type {
            continue;
        }
        let name = TypeName {
            name: name.to_owned(),
            link: None,
            span: run.span,
        };
        let collection = is_collection(text, &name, lower, dialect);
        found.push(TypeExpr {
            span: run.span,
            names: vec![name],
            collection,
        });
    }
    if found.is_empty() {
        found.extend(primitive(text, lower, dialect));
    }
    found
}

/// "… and a String collection object in the response body".
fn primitive(text: &Text<'_>, lower: &str, dialect: &Dialect) -> Option<TypeExpr> {
    let span = text.span?;
    let body = mark::find(lower, 0, "response body").unwrap_or(lower.len());
    let sentence = lower[..body].rfind(" and ").map_or("", |at| &lower[at + 5..body]);
    let word = sentence
        .split_whitespace()
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
        .find(|word| dialect.primitives.contains_key(*word))?;
    Some(TypeExpr {
        names: vec![TypeName {
            name: word.to_owned(),
            link: None,
            span,
        }],
        collection: sentence.contains("collection") || sentence.contains("list of"),
        span,
    })
}

/// Whether a link leads to another page of the set.
pub(super) fn is_page(target: &str) -> bool {
    let path = target.split(['#', '?']).next().unwrap_or(target);
    path.rsplit_once('.')
        .is_some_and(|(_, extension)| extension.eq_ignore_ascii_case("md"))
        && !target.contains("://")
}

/// Whether the words around a name make it a collection: "a collection of x objects", "x collection".
fn is_collection(text: &Text<'_>, name: &TypeName, lower: &str, dialect: &Dialect) -> bool {
    let mut at = 0;
    for run in text.runs.iter().filter(|run| !run.style.html) {
        if run.span.start >= name.span.start {
            let end = at + run.text.len();
            // The plain text is trimmed at its start, which only moves the window.
            let before = tail(lower, at, 48);
            let behind = head(lower, end, 24);
            let before = before.rsplit(['.', ';']).next().unwrap_or(before);
            return has_phrase(before, &dialect.prose.collection_before)
                || has_phrase(behind, &dialect.prose.collection_behind);
        }
        at += run.text.len();
    }
    false
}

fn tail(text: &str, end: usize, length: usize) -> &str {
    let end = floor(text, end.min(text.len()));
    &text[floor(text, end.saturating_sub(length))..end]
}

fn head(text: &str, start: usize, length: usize) -> &str {
    let start = floor(text, start.min(text.len()));
    &text[start..floor(text, (start + length).min(text.len()))]
}

fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
