//! Whether a description says that something is required.

use std::ops::Range;

use crate::{
    dialect::{Dialect, Remark, Told},
    markdown::{Run, Style, Text},
};

/// Whether one of the dialect's words for it is a remark of its own: a sentence, one of a list, in brackets, or set apart at
/// the end. "Required when …" is said of some cases only, and "until a password is required." of something else.
pub(super) fn is_said(text: &Text<'_>, lower: &str, said: &Told<Remark>, dialect: &Dialect) -> bool {
    if !said.has(Remark::Required) {
        return false;
    }
    let description = Description { text, lower, dialect };
    let listed = said
        .get(Remark::Values)
        .map(|phrase| description.sentence_from(phrase.end));
    let words = dialect.prose.remarks.phrases(Remark::Required).iter();
    let mut places = words.flat_map(|word| lower.match_indices(word.as_str()));
    places.any(|(at, word)| {
        let place = at..at + word.len();
        // One of the values that something has may be called so.
        let is_value = listed.as_ref().is_some_and(|list| list.contains(&at));
        !is_value && description.is_remark(&place)
    })
}

struct Description<'t, 's> {
    text: &'t Text<'s>,
    /// What is visible of it, in lower case.
    lower: &'t str,
    dialect: &'t Dialect,
}

impl Description<'_, '_> {
    fn is_remark(&self, place: &Range<usize>) -> bool {
        let (before, behind) = (self.lower[..place.start].trim_end(), &self.lower[place.end..]);
        let is_apart = self.is_set_apart(place, |style| style.strong || style.emphasis);
        let begins = before.is_empty() || before.ends_with(['.', ';', ')', '!', '?']);
        // Values are set as code, too, in sentences and lists.
        let is_code = self.is_set_apart(place, |style| style.code);
        let begins = begins || !is_code && before.ends_with([',', ':', '(', '[']);
        let begins = begins || self.is_behind_dash(place.start) || self.is_at_break(place.start, before.len());
        let rest = behind.trim_start();
        let ends = rest.is_empty() || rest.starts_with(['.', ')', ']', ';', '!']) || behind.starts_with([',', ':']);
        let ends = ends || rest.starts_with(['-', '\u{2013}']) && behind.starts_with(' ');
        let is_broken = self.is_at_break(place.end + (behind.len() - rest.len()), place.end);
        let ends = ends || is_broken;
        // Set apart, it needs no punctuation at the end, nor, at the start, behind it.
        let stands = (begins || is_apart) && ends || (is_apart || is_code) && before.is_empty();
        stands && (is_broken || !self.is_conditional(rest))
    }

    /// Whether a case follows in which it is so.
    fn is_conditional(&self, rest: &str) -> bool {
        let mut words = rest
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty());
        let follows = !rest.starts_with(['.', ')', ']', ';', '!']);
        let conditions = &self.dialect.prose.required_if;
        follows
            && words
                .next()
                .is_some_and(|word| conditions.iter().any(|condition| condition == word))
    }

    fn is_behind_dash(&self, at: usize) -> bool {
        let before = self.lower[..at].trim_end_matches(' ');
        before.len() < at && before.ends_with(['-', '\u{2013}'])
    }

    /// Whether markup of its own holds the place and nothing else.
    fn is_set_apart(&self, place: &Range<usize>, is_marked: fn(Style) -> bool) -> bool {
        let mut runs = self.runs();
        runs.any(|(at, run)| {
            let inner = run
                .text
                .trim_matches(|c: char| matches!(c, '.' | ' ' | '(' | ')' | '[' | ']'));
            is_marked(run.style) && at <= place.start && place.end <= at + run.text.len() && inner.len() == place.len()
        })
    }

    /// Whether the break of a line, or other HTML, stands in the space between two offsets.
    fn is_at_break(&self, to: usize, from: usize) -> bool {
        let mut runs = self.runs();
        runs.any(|(at, run)| (run.style.html || run.is_line_break()) && (from..=to).contains(&at))
    }

    /// Runs with their offsets in what is visible.
    fn runs(&self) -> impl Iterator<Item = (usize, &Run<'_>)> {
        let runs = self.text.runs.iter();
        runs.scan(0, |at, run| {
            let start = *at;
            *at += if run.style.html { 0 } else { run.text.len() };
            Some((start, run))
        })
    }

    /// From an offset to the end of its sentence.
    fn sentence_from(&self, at: usize) -> Range<usize> {
        let end = self.lower[at..].find(". ").map_or(self.lower.len(), |end| at + end);
        at..end
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        diagnostic::Diagnostics,
        markdown::{self, Block},
        source::{Source, Sources},
    };

    fn required(description: &str) -> bool {
        let sources = Sources::new(vec![Source::new("a.md", format!("# A\n\n{description}\n"))]);
        let (id, source) = sources.iter().next().expect("there is a page");
        let document = markdown::parse(id, source, &mut Diagnostics::default());
        let Some(Block::Paragraph(text)) = document.sections.iter().flat_map(|section| &section.blocks).next() else {
            panic!("`{description}` is a paragraph");
        };
        let dialect = Dialect::microsoft_graph();
        let lower = text.visible().to_ascii_lowercase();
        is_said(text, &lower, &dialect.prose.remarks.find(&lower), &dialect)
    }

    #[test]
    fn remarks_of_their_own_count() {
        for text in [
            "Required. The port.",
            "Required",
            "The port. Required",
            "The port. Required. Read-only.",
            "The port. **Required**",
            "The port **Required**",
            "The port. `required`",
            "`Required` The port.",
            "The port *Required*",
            "**Required** The port.",
            "The port. **Required.**",
            "The port [required]",
            "(Required) The port.",
            "Required: the port.",
            "Required - the port.",
            "The port. Mandatory.",
            "Read-only, required, unique",
            "The port. <br/> Required <br/> In capitals.",
        ] {
            assert!(required(text), "{text}");
        }
    }

    #[test]
    fn conditions_and_other_words_do_not() {
        for text in [
            "The port. Required when the ship is at sea.",
            "Required if there is no quay.",
            "**Required** for tugs.",
            "Required, if there is no quay.",
            "Required on create.",
            "Required papers of the captain.",
            "Whether papers are required.",
            "The port (required for tugs).",
            "The port is not required",
            "The port. Non-required.",
            "Possible values are: `optional`, `required`.",
            "Possible values are: optional, required.",
            "The port is **required** at sea.",
            "What it is: `required`, `optional`.",
            "It is `optional`, or `required`.",
        ] {
            assert!(!required(text), "{text}");
        }
    }
}
