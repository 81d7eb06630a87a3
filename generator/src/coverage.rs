//! What became of each part of the pages: totals that add up.
//!
//! Parts are counted twice: once in the structure of the pages, before anything is read from them, and once as they are read, each with
//! its [`Fate`]. What the first count has and the second lacks fell through, and is shown as such.

use std::collections::BTreeMap;

use crate::page::{Covered, Fate, Item, Page, Reason};

/// What became of each part of a set of pages.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Coverage {
    /// Every part that was read, in the order of the pages.
    pub parts: Vec<Covered>,
    /// How many there are, in the order of [`Item::ALL`].
    elements: [usize; Item::ALL.len()],
}

/// The totals of one kind of part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Totals {
    pub item: Item,
    /// How many the pages have.
    pub elements: usize,
    pub extracted: usize,
    /// By reason, in the order of [`Reason`]s.
    pub ignored: BTreeMap<Reason, usize>,
    pub diagnosed: usize,
}

impl Coverage {
    /// Gathers what became of the parts of pages.
    #[must_use]
    pub fn of(pages: &[Page]) -> Self {
        let mut coverage = Self::default();
        for page in pages {
            coverage.parts.extend_from_slice(&page.coverage);
            let census = page.census;
            for (item, elements) in Item::ALL.into_iter().zip(&mut coverage.elements) {
                *elements += match item {
                    Item::Section => census.sections,
                    Item::Table => census.tables,
                    Item::Code => census.codes,
                    Item::Annotation => census.annotations,
                };
            }
        }
        coverage
    }

    /// The totals of each kind of part.
    #[must_use]
    pub fn totals(&self) -> Vec<Totals> {
        let mut totals: Vec<Totals> = Item::ALL
            .into_iter()
            .zip(self.elements)
            .map(|(item, elements)| Totals::new(item, elements))
            .collect();
        for part in &self.parts {
            if let Some(totals) = totals.iter_mut().find(|totals| totals.item == part.item) {
                totals.add(part.fate);
            }
        }
        totals
    }
}

impl Totals {
    fn new(item: Item, elements: usize) -> Self {
        Self {
            item,
            elements,
            extracted: 0,
            ignored: BTreeMap::new(),
            diagnosed: 0,
        }
    }

    fn add(&mut self, fate: Fate) {
        match fate {
            Fate::Extracted => self.extracted += 1,
            Fate::Ignored(reason) => *self.ignored.entry(reason).or_default() += 1,
            Fate::Diagnosed => self.diagnosed += 1,
        }
    }

    /// Parts of which nothing is known: none, if all is well.
    #[must_use]
    pub fn lost(&self) -> usize {
        let known = self.extracted + self.diagnosed + self.ignored.values().sum::<usize>();
        self.elements.abs_diff(known)
    }
}
