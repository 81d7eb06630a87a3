//! What was weighed for one part of the model.

use super::{Evidence, Fact, Kind};
use crate::source::{SourceId, Span};

/// What was weighed for one part of the model: for each fact at most one place that is believed, and those that lost.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Trail {
    entries: Vec<Entry>,
}

/// A place, what it speaks of, and whether it is believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    pub fact: Fact,
    pub evidence: Evidence,
    pub verdict: Verdict,
}

/// Whether a place is believed, and why not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    Believed,
    /// A kind of place that is trusted more says something else.
    LessTrusted,
    /// An earlier place of the same kind says something else.
    Later,
    /// Another place says the same more precisely.
    LessPrecise,
    /// It names a type that no page describes, or one that cannot stand there.
    Unusable,
    /// It speaks of something else than the path at hand.
    Elsewhere,
    /// The configuration says something else.
    Overridden,
}

impl Trail {
    /// A trail with one place that is believed.
    #[must_use]
    pub fn of(fact: Fact, kind: Kind, span: Span) -> Self {
        let mut trail = Self::default();
        trail.believe(fact, kind, span);
        trail
    }

    /// Notes the place that is believed. The first one stays, until something [overrules](Self::overrule) it.
    pub fn believe(&mut self, fact: Fact, kind: Kind, span: Span) {
        if self.by(fact).is_none() {
            self.note(fact, Evidence::new(kind, span), Verdict::Believed);
        }
    }

    /// Notes a place that is not believed, and why.
    pub fn lose(&mut self, fact: Fact, kind: Kind, span: Span, verdict: Verdict) {
        self.note(fact, Evidence::new(kind, span), verdict);
    }

    /// Lets a place win over the one that was believed, which lost for this reason.
    pub fn overrule(&mut self, fact: Fact, kind: Kind, span: Span, verdict: Verdict) {
        let believed = |entry: &&mut Entry| entry.fact == fact && entry.verdict == Verdict::Believed;
        if let Some(entry) = self.entries.iter_mut().find(believed) {
            entry.verdict = verdict;
        }
        self.note(fact, Evidence::new(kind, span), Verdict::Believed);
    }

    /// Drops what a source says of the fact.
    pub fn forget(&mut self, fact: Fact, source: SourceId) {
        self.entries
            .retain(|entry| entry.fact != fact || entry.evidence.span.source != source);
    }

    /// Takes over all of another trail.
    pub fn extend(&mut self, other: &Self) {
        self.entries.extend_from_slice(&other.entries);
    }

    /// Takes over what another trail says of this fact, in place of what was here.
    pub fn adopt(&mut self, fact: Fact, other: &Self) {
        self.entries.retain(|entry| entry.fact != fact);
        self.entries
            .extend(other.entries.iter().filter(|entry| entry.fact == fact));
    }

    /// The place that is believed.
    #[must_use]
    pub fn by(&self, fact: Fact) -> Option<Evidence> {
        let believed = |entry: &&Entry| entry.fact == fact && entry.verdict == Verdict::Believed;
        self.entries.iter().find(believed).map(|entry| entry.evidence)
    }

    /// The places that lost, in the order in which they were weighed.
    pub fn against(&self, fact: Fact) -> impl Iterator<Item = &Entry> {
        let lost = move |entry: &&Entry| entry.fact == fact && entry.verdict != Verdict::Believed;
        self.entries.iter().filter(lost)
    }

    /// Everything, in the order in which it was noted.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    pub(super) fn note(&mut self, fact: Fact, evidence: Evidence, verdict: Verdict) {
        let entry = Entry {
            fact,
            evidence,
            verdict,
        };
        if !self.entries.contains(&entry) {
            self.entries.push(entry);
        }
    }
}
