//! Remarks that descriptions make in passing.

use std::{collections::BTreeMap, ops::Range};

use aho_corasick::AhoCorasick;
use serde::{Deserialize, Deserializer, de};

use super::phrase::is_apart;

/// What a phrase of a description tells of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Remark {
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

/// The phrases of all remarks, in lower case, prepared for looking for all of them at once: there are more descriptions than anything
/// else.
#[derive(Debug, Clone)]
pub struct Remarks {
    lists: BTreeMap<Remark, Vec<String>>,
    automaton: AhoCorasick,
    /// The remark of each phrase of the automaton.
    remarks: Vec<Remark>,
}

/// Where remarks stand in a text: of the phrases of each, the first; of several that begin there, the longest.
#[derive(Debug, Default)]
pub struct Remarked(BTreeMap<Remark, Range<usize>>);

impl Remarks {
    /// The remarks of a text in lower case; their phrases stand at word boundaries.
    #[must_use]
    pub fn find(&self, text: &str) -> Remarked {
        let mut found = Remarked::default();
        for hit in self.automaton.find_overlapping_iter(text) {
            if is_apart(text, &hit.range()) {
                found.take(self.remarks[hit.pattern()], hit.range());
            }
        }
        found
    }

    /// The phrases of a remark.
    #[must_use]
    pub fn phrases(&self, remark: Remark) -> &[String] {
        self.lists.get(&remark).map_or(&[], Vec::as_slice)
    }
}

impl Remarked {
    /// The place of the remark's phrase.
    #[must_use]
    pub fn get(&self, remark: Remark) -> Option<Range<usize>> {
        self.0.get(&remark).cloned()
    }

    /// Whether the remark is made.
    #[must_use]
    pub fn has(&self, remark: Remark) -> bool {
        self.0.contains_key(&remark)
    }

    fn take(&mut self, remark: Remark, range: Range<usize>) {
        let known = self.0.entry(remark).or_insert_with(|| range.clone());
        if (range.start, known.end) < (known.start, range.end) {
            *known = range;
        }
    }
}

impl<'de> Deserialize<'de> for Remarks {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let lists = BTreeMap::<Remark, Vec<String>>::deserialize(deserializer)?;
        let automaton = AhoCorasick::new(lists.values().flatten()).map_err(de::Error::custom)?;
        let remarks = lists
            .iter()
            .flat_map(|(remark, phrases)| phrases.iter().map(|_| *remark))
            .collect();
        Ok(Self {
            lists,
            automaton,
            remarks,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(text: &str) -> Remarked {
        let lists =
            "nullable = ['nullable']\nnot_nullable = ['not nullable']\ndefault = ['default is', 'the default is']";
        let remarks: Remarks = toml::from_str(lists).expect("the lists are TOML");
        remarks.find(text)
    }

    #[test]
    fn all_remarks_are_found_at_once() {
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
