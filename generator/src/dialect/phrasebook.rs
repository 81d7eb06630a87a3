//! Phrases of many kinds, looked for all at once.

use std::{collections::BTreeMap, ops::Range};

use aho_corasick::AhoCorasick;
use serde::{Deserialize, Deserializer, de};

use super::phrase::is_apart;

/// What a phrase of a description tells of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Remark {
    /// Something is required, where that is all that is said.
    Required,
    ReadOnly,
    Nullable,
    NotNullable,
    /// The type that a property is inherited from follows.
    Inherited,
    /// Values follow, which are the possible ones.
    Values,
    Default,
    /// A default follows only where it is set as code, or is a number.
    DefaultNear,
    /// The value before it is the default.
    DefaultBehind,
    /// A sentence that begins so says that the property is the key.
    Key,
    /// The end of another sentence says the same.
    KeyWithin,
    /// A number of characters stands before it.
    LengthUnit,
}

/// What a phrase of a paragraph tells of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Statement {
    /// The base of the page's type follows.
    Inherits,
    /// It follows where that is a link, or where the phrase begins a sentence.
    InheritsLinked,
    /// Types that derive from the page's follow.
    Derived,
    /// Nothing is of this type itself.
    AbstractType,
    Deprecated,
    /// The answer, as against a part of it.
    Answer,
    /// The body of the answer.
    BodyAnswer,
    /// The answer is true or false.
    BooleanAnswer,
    /// The answer is bytes.
    StreamAnswer,
    /// The answer has no body.
    NoBody,
    /// What is said is about failures.
    FailureStart,
    /// What a request carries.
    BodyType,
    /// A request carries bytes.
    StreamBody,
    /// A request carries nothing.
    NoRequestBody,
}

/// Phrases in lower case, by what they tell of, prepared for looking for all of them at once: there is more prose than anything else.
#[derive(Debug, Clone)]
pub struct Phrasebook<K> {
    lists: BTreeMap<K, Vec<String>>,
    automaton: AhoCorasick,
    /// What each phrase of the automaton tells of.
    kinds: Vec<K>,
}

/// Where phrases stand in a text: of those of each kind, the first; of several that begin there, the longest. They are few.
#[derive(Debug)]
pub struct Told<K>(Vec<(K, Range<usize>)>);

impl<K: Copy + Ord> Phrasebook<K> {
    /// What a text in lower case tells. Phrases stand at word boundaries.
    #[must_use]
    pub fn find(&self, text: &str) -> Told<K> {
        let mut told = Told(vec![]);
        for hit in self.automaton.find_overlapping_iter(text) {
            if is_apart(text, &hit.range()) {
                told.take(self.kinds[hit.pattern()], hit.range());
            }
        }
        told
    }

    /// The phrases of a kind.
    #[must_use]
    pub fn phrases(&self, kind: K) -> &[String] {
        self.lists.get(&kind).map_or(&[], Vec::as_slice)
    }
}

impl<K: Copy + Ord> Told<K> {
    /// The place of the phrase.
    #[must_use]
    pub fn get(&self, kind: K) -> Option<Range<usize>> {
        let mut all = self.0.iter();
        all.find_map(|(known, range)| (*known == kind).then(|| range.clone()))
    }

    /// Whether it is told.
    #[must_use]
    pub fn has(&self, kind: K) -> bool {
        self.0.iter().any(|(known, _)| *known == kind)
    }

    fn take(&mut self, kind: K, range: Range<usize>) {
        match self.0.iter_mut().find(|(known, _)| *known == kind) {
            None => self.0.push((kind, range)),
            Some((_, known)) if (range.start, known.end) < (known.start, range.end) => *known = range,
            Some(_) => {}
        }
    }
}

impl<'de, K: Copy + Ord + Deserialize<'de>> Deserialize<'de> for Phrasebook<K> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let lists = BTreeMap::<K, Vec<String>>::deserialize(deserializer)?;
        let automaton = AhoCorasick::new(lists.values().flatten()).map_err(de::Error::custom)?;
        let kinds = lists
            .iter()
            .flat_map(|(kind, phrases)| phrases.iter().map(|_| *kind))
            .collect();
        Ok(Self {
            lists,
            automaton,
            kinds,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(text: &str) -> Told<Remark> {
        let lists =
            "nullable = ['nullable']\nnot_nullable = ['not nullable']\ndefault = ['default is', 'the default is']";
        let remarks: Phrasebook<Remark> = toml::from_str(lists).expect("the lists are TOML");
        remarks.find(text)
    }

    #[test]
    fn all_phrases_are_found_at_once() {
        let found = find("not nullable, the default is 4, default is 5");
        assert_eq!(found.get(Remark::Nullable), Some(4..12));
        assert_eq!(found.get(Remark::NotNullable), Some(0..12));
        assert!(!found.has(Remark::Key));
    }

    #[test]
    fn the_first_and_longest_counts() {
        assert_eq!(
            find("a default is 4, the default is 5").get(Remark::Default),
            Some(2..12)
        );
        assert_eq!(find("a the default is 4").get(Remark::Default), Some(2..16));
        assert_eq!(find("nondefault is").get(Remark::Default), None);
    }
}
