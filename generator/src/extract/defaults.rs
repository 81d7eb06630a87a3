//! Defaults that descriptions tell of.

use crate::{
    dialect::{Prose, Remark, Told},
    markdown::{Run, Text},
};

/// A longer text explains a default rather than being one.
const LONGEST: usize = 60;

/// The default that a description states, by its plain text and the remarks in it: behind a phrase that ends with "is", behind another
/// where a value follows that is one for certain, or before a remark that this is the default.
pub(super) fn read(text: &Text<'_>, plain: &str, said: &Told<Remark>, prose: &Prose) -> Option<String> {
    let stated = said
        .get(Remark::Default)
        .and_then(|phrase| set_behind(text, phrase.end).or_else(|| words(&plain[phrase.end..], prose)));
    stated
        .or_else(|| {
            let phrase = said.get(Remark::DefaultNear)?;
            set_behind(text, phrase.end)
                .or_else(|| words(&plain[phrase.end..], prose).filter(|value| is_literal(value)))
        })
        .or_else(|| {
            let phrase = said.get(Remark::DefaultBehind)?;
            set_before(text, phrase.start).or_else(|| word_before(&plain[..phrase.start]))
        })
}

/// Runs with their offsets in the plain text.
fn placed<'t>(text: &'t Text<'t>) -> impl Iterator<Item = (usize, &'t Run<'t>)> {
    text.runs.iter().filter(|run| !run.style.html).scan(0, |at, run| {
        let start = *at;
        *at += run.text.len();
        Some((start, run))
    })
}

/// What is set apart from the text: as code, in bold or in italics.
fn is_set(run: &Run<'_>) -> bool {
    run.style.code || run.style.strong || run.style.emphasis
}

/// The text that is set apart right behind an offset.
fn set_behind(text: &Text<'_>, offset: usize) -> Option<String> {
    for (start, run) in placed(text) {
        if start + run.text.len() <= offset {
            continue;
        }
        if start >= offset && is_set(run) {
            return value(&run.text);
        }
        let between = &run.text[offset.saturating_sub(start)..];
        if !between.trim_matches([' ', ':', '=', '"', '\'', '(']).is_empty() {
            return None;
        }
    }
    None
}

/// The text that is set apart right before an offset.
fn set_before(text: &Text<'_>, offset: usize) -> Option<String> {
    let mut last = None;
    for (start, run) in placed(text).take_while(|(start, _)| *start < offset) {
        let visible = &run.text[..run.text.len().min(offset - start)];
        if is_set(run) {
            last = value(visible);
        } else if !visible.trim_matches([' ', '"', '(']).is_empty() {
            last = None;
        }
    }
    last
}

/// The words behind a phrase, up to the end of what they say.
fn words(rest: &str, prose: &Prose) -> Option<String> {
    let end = prose
        .default_end
        .iter()
        .filter_map(|end| rest.find(end.as_str()))
        .min()
        .unwrap_or(rest.len());
    value(&rest[..end])
}

/// The last word before a remark, where it stands in a list, or is written as names are.
fn word_before(text: &str) -> Option<String> {
    let text = text.trim_end();
    let word = text.rsplit([' ', '"']).next().filter(|word| !word.is_empty())?;
    let before = text[..text.len() - word.len()].trim_end();
    let is_listed = before.ends_with([':', ',']);
    let is_name = word.chars().all(char::is_alphanumeric) && word.chars().skip(1).any(char::is_uppercase);
    value(word).filter(|_| is_listed || is_name)
}

fn value(text: &str) -> Option<String> {
    let text = text
        .trim_matches([' ', ':', '='])
        .trim_end_matches(['.', ','])
        .trim_matches(['`', '"', '\'', ' ']);
    (!text.is_empty() && text.len() < LONGEST).then(|| text.to_owned())
}

fn is_literal(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit() || c == '-') || matches!(text, "true" | "false")
}
