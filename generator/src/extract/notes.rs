//! What descriptions say in passing: required, read-only, possible values.

use super::{defaults, required, values};
use crate::{
    dialect::{Dialect, Remark, Told, has_phrase},
    markdown::Text,
    page::{Notes, TypeName},
};

/// Reads a description.
pub(super) fn read(text: &Text<'_>, dialect: &Dialect) -> Notes {
    let plain = text.visible();
    if plain.trim().is_empty() {
        return Notes::default();
    }
    let lower = plain.to_ascii_lowercase();
    let prose = &dialect.prose;
    let start = lower.trim_start().trim_start_matches(['(', '*', '[']);
    let starts = |phrases: &[String]| phrases.iter().any(|phrase| start.starts_with(phrase.as_str()));
    let said = prose.remarks.find(&lower);
    let phrases = |remark: Remark| prose.remarks.phrases(remark);
    Notes {
        required: if starts(&prose.optional_start) {
            Some(false)
        } else if required::is_said(text, &lower, &said, dialect) {
            Some(true)
        } else {
            None
        },
        read_only: said.has(Remark::ReadOnly),
        nullable: if said.has(Remark::NotNullable) {
            Some(false)
        } else {
            said.has(Remark::Nullable).then_some(true)
        },
        deprecated: starts(&prose.deprecated_start).then(|| plain.trim().to_owned()),
        enumerated: false,
        inherited: inherited(text, &plain, &said),
        values: said
            .get(Remark::Values)
            .map_or_else(Vec::new, |phrase| values::read(text, &plain, phrase)),
        default: defaults::read(text, &plain, &said, prose),
        key: said.has(Remark::KeyWithin)
            || (said.has(Remark::Key) && sentences(&lower).any(|sentence| is_said(sentence, phrases(Remark::Key)))),
        max_length: if said.has(Remark::LengthUnit) {
            sentences(&lower).find_map(|sentence| length(sentence, prose))
        } else {
            None
        },
    }
}

fn inherited(text: &Text<'_>, plain: &str, said: &Told<Remark>) -> Option<TypeName> {
    let phrase = said.get(Remark::Inherited)?;
    let span = text.span?;
    if let Some(name) = link_behind(text, phrase.end) {
        return Some(name);
    }
    let word = first_word(&plain[phrase.end..])?;
    Some(TypeName {
        name: word.to_owned(),
        link: None,
        span,
    })
}

/// The first link that begins behind an offset of the plain text.
pub(super) fn link_behind(text: &Text<'_>, offset: usize) -> Option<TypeName> {
    let mut at = 0;
    for run in text.runs.iter().filter(|run| !run.style.html) {
        let start = at;
        at += run.text.len();
        let Some(link) = run.link.filter(|_| start >= offset) else {
            // Anything longer than an article between phrase and link makes it another sentence's.
            if at > offset
                && run.text[offset.saturating_sub(start).min(run.text.len())..]
                    .trim()
                    .len()
                    > 24
            {
                return None;
            }
            continue;
        };
        return Some(TypeName {
            name: run.text.trim().to_owned(),
            link: Some(text.links[link].target.clone().into_owned()),
            span: text.links[link].span,
        });
    }
    None
}

pub(super) fn first_word(text: &str) -> Option<&str> {
    text.split_whitespace()
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric() && c != '_'))
        .find(|word| word.len() > 1 && !matches!(*word, "the" | "an"))
}

fn sentences(text: &str) -> impl Iterator<Item = &str> {
    text.split(". ").flat_map(|part| part.split(';')).map(str::trim)
}

/// Whether a sentence is one of the phrases, or lists it first: "Key, Not nullable".
fn is_said(sentence: &str, phrases: &[String]) -> bool {
    let first = sentence.split([',', '.', '(']).next().unwrap_or_default().trim();
    phrases.iter().any(|phrase| phrase == first)
}

/// The number before "characters", in a sentence that speaks of a limit.
fn length(sentence: &str, prose: &crate::dialect::Prose) -> Option<u32> {
    if !has_phrase(sentence, &prose.length_limit) {
        return None;
    }
    let unit = prose.remarks.find(sentence).get(Remark::LengthUnit)?;
    let before = sentence[..unit.start].trim_end_matches([' ', '-']);
    let digits = before.len() - before.trim_end_matches(|c: char| c.is_ascii_digit() || c == ',').len();
    before[before.len() - digits..].replace(',', "").parse().ok()
}
