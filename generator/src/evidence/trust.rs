//! Whom to believe: for each fact, the kinds of places that can tell, the most trusted first.
//!
//! `ARCHITECTURE.md` has the same table, and a test compares the two.

use std::cmp::Ordering;

use super::{Evidence, Fact, Kind, Trail, Verdict};
use crate::source::Span;

impl Fact {
    /// All of them.
    pub const ALL: [Self; 14] = [
        Self::Exists,
        Self::Base,
        Self::Open,
        Self::Abstract,
        Self::Key,
        Self::Flags,
        Self::Type,
        Self::Required,
        Self::ReadOnly,
        Self::Nullable,
        Self::Deprecated,
        Self::Body,
        Self::Answer,
        Self::Collection,
    ];

    /// The kinds of places that can tell, the most trusted first.
    #[must_use]
    pub const fn order(self) -> &'static [Kind] {
        match self {
            // Whatever shows a thing says that it exists. What is written for the purpose comes first, since its spelling counts.
            Self::Exists => &[
                Kind::RequestLine,
                Kind::Table,
                Kind::Representation,
                Kind::Annotation,
                Kind::Heading,
                Kind::Prose,
                Kind::Example,
            ],
            // Annotations are checked against the service by whoever publishes the pages; prose is not.
            Self::Base => &[
                Kind::Override,
                Kind::Annotation,
                Kind::Prose,
                Kind::Table,
                Kind::Convention,
            ],
            Self::Open => &[Kind::Override, Kind::Annotation],
            Self::Abstract => &[Kind::Override, Kind::Annotation, Kind::Prose],
            Self::Key => &[Kind::Annotation, Kind::Prose],
            Self::Flags | Self::Deprecated => &[Kind::Override, Kind::Prose],
            // Representations are cut short and copied; the table is what people read and correct.
            Self::Type => &[
                Kind::Override,
                Kind::Table,
                Kind::Representation,
                Kind::Prose,
                Kind::Path,
                Kind::Example,
                Kind::Convention,
            ],
            // A column of its own says more than a word of the description.
            Self::Required => &[Kind::Override, Kind::Table, Kind::Prose, Kind::RequestLine],
            Self::ReadOnly => &[Kind::Override, Kind::Prose, Kind::Table],
            Self::Nullable => &[Kind::Override, Kind::Prose, Kind::Annotation],
            // What a table of parameters lists is what the action takes, whatever the example shows of it.
            Self::Body => &[
                Kind::Override,
                Kind::Prose,
                Kind::Table,
                Kind::Path,
                Kind::Example,
                Kind::Convention,
            ],
            // What reading a path gives is the declared type of what stands there; a page is about one of its paths, and an
            // example about one of the derived types. Else: a link in the prose was set on purpose, an annotation is copied
            // along with its block.
            Self::Answer => &[
                Kind::Override,
                Kind::Convention,
                Kind::Path,
                Kind::Prose,
                Kind::Annotation,
                Kind::Example,
            ],
            // A path that ends with a key leads to one thing, whatever the example shows; a body is seldom wrong about its shape.
            Self::Collection => &[Kind::Override, Kind::Path, Kind::Example, Kind::Annotation, Kind::Prose],
        }
    }

    /// The question that the fact answers, for people.
    #[must_use]
    pub const fn question(self) -> &'static str {
        match self {
            Self::Exists => "whether it exists, and how it is spelled",
            Self::Base => "what a type derives from",
            Self::Open => "whether a type is open",
            Self::Abstract => "whether a type is abstract",
            Self::Key => "whether a property is the key",
            Self::Flags => "whether members of an enumeration combine",
            Self::Type => "the type of a property or a parameter",
            Self::Required => "whether it is required",
            Self::ReadOnly => "whether it is read-only",
            Self::Nullable => "whether it can be null",
            Self::Deprecated => "whether it is deprecated",
            Self::Body => "what a request carries",
            Self::Answer => "what an operation answers",
            Self::Collection => "whether that is a collection",
        }
    }

    /// How much a kind of place is trusted about the fact: the lower, the more. Kinds that are not in the order come last.
    fn rank(self, kind: Kind) -> usize {
        let order = self.order();
        order.iter().position(|other| *other == kind).unwrap_or(order.len())
    }
}

/// The claims in order of trust; among equals, as they stood.
#[must_use]
pub fn ranked<T>(fact: Fact, claims: &[Claim<T>]) -> Vec<&Claim<T>> {
    let mut claims: Vec<&Claim<T>> = claims.iter().collect();
    claims.sort_by_key(|claim| fact.rank(claim.evidence.kind));
    claims
}

/// What one place says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim<T> {
    pub value: T,
    pub evidence: Evidence,
}

/// What came of weighing claims.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision<T> {
    /// What is believed.
    pub value: T,
    /// The place that says it.
    pub by: Evidence,
    /// Claims of something else, the most trusted first.
    pub against: Vec<Claim<T>>,
}

/// Believes the claim of the most trusted kind, and of several such the first. `None` where nobody claims anything.
pub fn weigh<T: PartialEq>(fact: Fact, claims: impl IntoIterator<Item = Claim<T>>) -> Option<Decision<T>> {
    weigh_by(fact, claims, PartialEq::eq)
}

/// The same, where claims can agree without being equal: the function gets the claim believed and another one.
pub fn weigh_by<T>(
    fact: Fact,
    claims: impl IntoIterator<Item = Claim<T>>,
    agree: impl Fn(&T, &T) -> bool,
) -> Option<Decision<T>> {
    let mut claims: Vec<Claim<T>> = claims.into_iter().collect();
    claims.sort_by_key(|claim| fact.rank(claim.evidence.kind));
    let mut claims = claims.into_iter();
    let Claim { value, evidence: by } = claims.next()?;
    let against = claims.filter(|claim| !agree(&value, &claim.value)).collect();
    Some(Decision { value, by, against })
}

/// Notes who says what was decided, and who says something else, where it was decided by rules of several steps. Where nobody says
/// it, it is the convention, at the place given.
pub fn attribute<T>(
    fact: Fact,
    decided: &T,
    claims: Vec<Claim<T>>,
    agree: impl Fn(&T, &T) -> bool,
    fallback: Span,
    trail: &mut Trail,
) {
    let (mut same, other): (Vec<_>, Vec<_>) = claims.into_iter().partition(|claim| agree(decided, &claim.value));
    same.sort_by_key(|claim| fact.rank(claim.evidence.kind));
    let by = same
        .first()
        .map_or(Evidence::new(Kind::Convention, fallback), |claim| claim.evidence);
    trail.note(fact, by, Verdict::Believed);
    for Claim { evidence, .. } in other {
        // A place that is trusted more in general and lost all the same was about another path of the page.
        let verdict = match fact.rank(evidence.kind).cmp(&fact.rank(by.kind)) {
            Ordering::Less => Verdict::Elsewhere,
            Ordering::Equal => Verdict::Later,
            Ordering::Greater => Verdict::LessTrusted,
        };
        trail.note(fact, evidence, verdict);
    }
}

impl<T> Decision<T> {
    /// Notes who is believed, and who lost why.
    pub fn record(&self, fact: Fact, trail: &mut Trail) {
        trail.note(fact, self.by, Verdict::Believed);
        for claim in &self.against {
            let same = fact.rank(claim.evidence.kind) == fact.rank(self.by.kind);
            let verdict = if same { Verdict::Later } else { Verdict::LessTrusted };
            trail.note(fact, claim.evidence, verdict);
        }
    }
}

impl<T> Claim<T> {
    #[must_use]
    pub const fn new(value: T, kind: Kind, span: Span) -> Self {
        Self {
            value,
            evidence: Evidence::new(kind, span),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::SourceId;

    fn claim(value: &'static str, kind: Kind, at: usize) -> Claim<&'static str> {
        Claim::new(value, kind, Span::new(SourceId(0), at..at + 1))
    }

    #[test]
    fn the_most_trusted_kind_wins_whatever_the_order_of_claims() {
        let claims = [
            claim("example", Kind::Example, 1),
            claim("second row", Kind::Table, 2),
            claim("third row", Kind::Table, 3),
            claim("second row", Kind::Representation, 4),
        ];
        let decision = weigh(Fact::Type, claims).expect("something is claimed");
        assert_eq!((decision.value, decision.by.span.start), ("second row", 2));
        let mut trail = Trail::default();
        decision.record(Fact::Type, &mut trail);
        let lost: Vec<_> = trail
            .against(Fact::Type)
            .map(|entry| (entry.evidence.span.start, entry.verdict))
            .collect();
        assert_eq!(lost, [(3, Verdict::Later), (1, Verdict::LessTrusted)]);
        assert_eq!(trail.by(Fact::Type), Some(decision.by));
    }

    #[test]
    fn every_order_names_a_kind_once() {
        for fact in Fact::ALL {
            let order = fact.order();
            let mut kinds = order.to_vec();
            kinds.sort_unstable();
            kinds.dedup();
            assert_eq!(kinds.len(), order.len(), "{fact:?}");
        }
    }
}
