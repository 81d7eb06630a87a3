//! What prose says about a response.

use super::{prose, type_expr};
use crate::{
    dialect::{Dialect, Statement, has_phrase},
    mark,
    markdown::{Run, Text},
    page::{Located, Page, TypeExpr, TypeName},
};

/// Reads a paragraph of the response section.
pub(super) fn read(text: &Text<'_>, dialect: &Dialect, page: &mut Page) {
    page.response.prose.push(prose::read(text));
    let lower = text.plain().to_ascii_lowercase();
    for run in text.runs.iter().filter(|run| !run.style.html) {
        let span = run.span;
        let found = statuses(run, dialect).map(|value| Located { value, span });
        page.response.statuses.extend(found);
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

/// The statuses that a run of text names: set as code, with or without the protocol before it, or by a number with a phrase behind it
/// that goes with statuses.
fn statuses<'t>(run: &'t Run<'_>, dialect: &'t Dialect) -> impl Iterator<Item = u16> + 't {
    let text = run.text.trim();
    let code = if run.style.code { behind_protocol(text) } else { text };
    let first = status(code).filter(|(_, behind)| run.style.code || behind.starts_with(' '));
    let phrases = &dialect.prose.status_behind;
    let numbers = text.match_indices(' ').filter_map(|(at, _)| status(&text[at + 1..]));
    let named = numbers.filter(|(_, behind)| {
        let behind = behind.strip_prefix(' ').unwrap_or_default();
        phrases.iter().any(|phrase| starts_with_word(behind, phrase))
    });
    let is_prose = !run.style.code;
    first
        .into_iter()
        .chain(named.filter(move |_| is_prose))
        .map(|(status, _)| status)
}

/// The status that a text begins with, and what stands behind it.
fn status(text: &str) -> Option<(u16, &str)> {
    let (digits, behind) = text.split_at_checked(3)?;
    let status = digits.parse().ok().filter(|status| (100..600).contains(status))?;
    Some((status, behind))
}

/// What stands behind the name of the protocol and its version: `HTTP/1.1 204`.
fn behind_protocol(text: &str) -> &str {
    let protocol = text.split_once(' ').filter(|(word, _)| {
        let name = word.get(..4).unwrap_or_default();
        name.eq_ignore_ascii_case("http")
            && word[4..]
                .trim_start_matches(|c: char| c == '/' || c == '.' || c.is_ascii_digit())
                .is_empty()
    });
    protocol.map_or(text, |(_, rest)| rest.trim_start())
}

/// Whether a text begins with a phrase in lower case, in whatever case, that ends with a word.
fn starts_with_word(text: &str, phrase: &str) -> bool {
    let start = text
        .get(..phrase.len())
        .is_some_and(|start| start.eq_ignore_ascii_case(phrase));
    start && !text[phrase.len()..].starts_with(char::is_alphanumeric)
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
        let behind = text.runs.get(index + 1).map_or("", |run| run.text.trim_start());
        let is_type = begins_with_noun(behind, dialect);
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

/// Whether a text begins with what follows the name of a type.
pub(super) fn begins_with_noun(text: &str, dialect: &Dialect) -> bool {
    let begins = |noun: &String| {
        text.get(..noun.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(noun))
    };
    dialect.prose.type_noun.iter().any(begins)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        diagnostic::Diagnostics,
        frontend::read_pages,
        source::{Source, Sources},
    };

    /// What a response section with this sentence states.
    fn stated(sentence: &str) -> (Vec<u16>, bool) {
        let text = format!("---\ndoc_type: apiPageType\n---\n# Close\n\n## Response\n\n{sentence}\n");
        let sources = Sources::new(vec![Source::new("close.md", text)]);
        let pages = read_pages(&sources, &Dialect::microsoft_graph(), &mut Diagnostics::default());
        let [page] = pages.as_slice() else {
            panic!("there is one page");
        };
        let statuses = page.response.statuses.iter().map(|status| status.value);
        (statuses.collect(), page.response.none)
    }

    #[test]
    fn statuses_are_found_in_prose_and_in_code() {
        for (sentence, statuses, none) in [
            ("Returns `204 No Content`.", &[204][..], false),
            ("Returns `HTTP/1.1 204 OK`, or `HTTP 202`.", &[204, 202], false),
            ("The gate answers 204 OK without content.", &[204], true),
            (
                "If there was a gate - 204 without content. If not - 404 Not Found.",
                &[204, 404],
                true,
            ),
            ("Returns 200 OK with the gate.", &[200], false),
            ("Closes up to 200 gates, of 365 Days, by `gate 204`.", &[], false),
            ("Returns 200 okapis.", &[], false),
        ] {
            assert_eq!(stated(sentence), (statuses.to_vec(), none), "{sentence}");
        }
    }
}
