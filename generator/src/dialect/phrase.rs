//! Phrases in prose.

use std::ops::{Deref, Range};

use aho_corasick::AhoCorasick;
use serde::{Deserialize, Deserializer, de};

/// Phrases in lower case that mean the same, prepared for looking for all of them at once.
#[derive(Debug, Clone)]
pub struct Phrases {
    list: Vec<String>,
    automaton: AhoCorasick,
}

/// The offsets of the first of the phrases that stands in the text, both in lower case, at word boundaries; of several that
/// begin there, the longest.
#[must_use]
pub fn find_phrase(text: &str, phrases: &Phrases) -> Option<Range<usize>> {
    matches(text, phrases).min_by_key(|range| (range.start, std::cmp::Reverse(range.end)))
}

/// Whether one of the phrases stands in the text.
#[must_use]
pub fn has_phrase(text: &str, phrases: &Phrases) -> bool {
    matches(text, phrases).next().is_some()
}

fn matches(text: &str, phrases: &Phrases) -> impl Iterator<Item = Range<usize>> {
    let found = phrases.automaton.find_overlapping_iter(text);
    found.map(|found| found.range()).filter(|range| is_apart(text, range))
}

/// Whether a match is more than a part of a word.
pub(super) fn is_apart(text: &str, range: &Range<usize>) -> bool {
    let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let before = text[..range.start].chars().next_back();
    let (last, behind) = (
        text[range.clone()].chars().next_back(),
        text[range.end..].chars().next(),
    );
    !(is_word(before) || (is_word(last) && is_word(behind)))
}

impl Deref for Phrases {
    type Target = [String];

    fn deref(&self) -> &[String] {
        &self.list
    }
}

impl<'de> Deserialize<'de> for Phrases {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let list = Vec::<String>::deserialize(deserializer)?;
        let automaton = AhoCorasick::new(&list).map_err(de::Error::custom)?;
        Ok(Self { list, automaton })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn phrases() -> Phrases {
        let list = "list = ['default is', 'the default is', 'required.', 'read']";
        let mut table: std::collections::HashMap<String, Phrases> = toml::from_str(list).expect("the list is TOML");
        table.remove("list").expect("the list is there")
    }

    #[test]
    fn the_first_and_longest_is_found() {
        assert_eq!(find_phrase("well, the default is 4", &phrases()), Some(6..20));
        assert_eq!(
            find_phrase("its default is 4, the default is 5", &phrases()),
            Some(4..14)
        );
        assert_eq!(find_phrase("nothing", &phrases()), None);
    }

    #[test]
    fn phrases_stand_at_word_boundaries() {
        assert!(has_phrase("this is required.never mind", &phrases()));
        assert!(has_phrase("(read)", &phrases()));
        assert!(!has_phrase("unread", &phrases()));
        assert!(!has_phrase("ready", &phrases()));
        assert!(has_phrase("ready to read", &phrases()));
    }
}
