//! Evidence: which place says a fact, and which places said something else.

use serde::Serialize;

use super::context::{Context, Place};
use crate::evidence::{Entry, Fact as Question, Kind, Trail, Verdict};

/// The place that a fact is taken from.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct Fact<'a> {
    kind: EvidenceKind,
    #[serde(flatten)]
    place: Place<'a>,
    /// Places that say something else.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    lost: Vec<Loss<'a>>,
}

/// A place that is not believed.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Loss<'a> {
    kind: EvidenceKind,
    #[serde(flatten)]
    place: Place<'a>,
    /// What stands there, shortened.
    said: &'a str,
    why: Reason,
}

/// What kind of place says something.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
enum EvidenceKind {
    /// The configuration, in place of the pages.
    Override,
    /// An annotation of a block of code, or of the page.
    Annotation,
    /// A row of a table.
    Table,
    /// A JSON representation of a resource.
    Representation,
    /// A message of an example.
    Example,
    /// A sentence, also one in the description of a row.
    Prose,
    /// The target of a link.
    Link,
    /// A heading, the title included.
    Heading,
    /// A request line.
    RequestLine,
    /// What the model says of the place that the path leads to.
    Path,
    /// What the base of the type says.
    Inheritance,
    /// The rules of HTTP and OData for a method, or for a segment such as `$value`.
    Convention,
}

/// Why a place is not believed.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
enum Reason {
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

/// Why there is such a type, and what it is.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct TypeEvidence<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    exists: Option<Fact<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    base: Option<Fact<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    open: Option<Fact<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    r#abstract: Option<Fact<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    flags: Option<Fact<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    deprecated: Option<Fact<'a>>,
}

/// Why there is such a property, parameter or member, and what it is.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub(super) struct ValueEvidence<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    exists: Option<Fact<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    r#type: Option<Fact<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    required: Option<Fact<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    read_only: Option<Fact<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    nullable: Option<Fact<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    key: Option<Fact<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    deprecated: Option<Fact<'a>>,
}

/// Why there is such an operation, what it takes, and what it answers.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct OperationEvidence<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    exists: Option<Fact<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    body: Option<Fact<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    answer: Option<Fact<'a>>,
    /// Whether the answer is a collection.
    #[serde(skip_serializing_if = "Option::is_none")]
    collection: Option<Fact<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    deprecated: Option<Fact<'a>>,
}

impl<'a> TypeEvidence<'a> {
    pub(super) fn of(trail: &Trail, context: Context<'a>) -> Self {
        let fact = |question| Fact::of(question, trail, context);
        Self {
            exists: fact(Question::Exists),
            base: fact(Question::Base),
            open: fact(Question::Open),
            r#abstract: fact(Question::Abstract),
            flags: fact(Question::Flags),
            deprecated: fact(Question::Deprecated),
        }
    }
}

impl<'a> ValueEvidence<'a> {
    pub(super) fn of(trail: &Trail, context: Context<'a>) -> Self {
        let fact = |question| Fact::of(question, trail, context);
        Self {
            exists: fact(Question::Exists),
            r#type: fact(Question::Type),
            required: fact(Question::Required),
            read_only: fact(Question::ReadOnly),
            nullable: fact(Question::Nullable),
            key: fact(Question::Key),
            deprecated: fact(Question::Deprecated),
        }
    }
}

impl<'a> OperationEvidence<'a> {
    pub(super) fn of(trail: &Trail, context: Context<'a>) -> Self {
        let fact = |question| Fact::of(question, trail, context);
        Self {
            exists: fact(Question::Exists),
            body: fact(Question::Body),
            answer: fact(Question::Answer),
            collection: fact(Question::Collection),
            deprecated: fact(Question::Deprecated),
        }
    }
}

impl<'a> Fact<'a> {
    fn of(question: Question, trail: &Trail, context: Context<'a>) -> Option<Self> {
        let by = trail.by(question)?;
        Some(Self {
            kind: EvidenceKind::of(by.kind),
            place: context.place(by.span),
            lost: trail
                .against(question)
                .filter_map(|entry| Loss::of(entry, context))
                .collect(),
        })
    }
}

impl<'a> Loss<'a> {
    fn of(entry: &Entry, context: Context<'a>) -> Option<Self> {
        let span = entry.evidence.span;
        Some(Self {
            kind: EvidenceKind::of(entry.evidence.kind),
            place: context.place(span),
            said: shortened(context.text(span)),
            why: Reason::of(entry.verdict)?,
        })
    }
}

/// The first line, and of that what fits on one.
fn shortened(text: &str) -> &str {
    const LIMIT: usize = 120;
    let line = text.trim().lines().next().unwrap_or_default();
    match line.char_indices().nth(LIMIT) {
        Some((end, _)) => &line[..end],
        None => line,
    }
}

impl EvidenceKind {
    const fn of(kind: Kind) -> Self {
        match kind {
            Kind::Override => Self::Override,
            Kind::Annotation => Self::Annotation,
            Kind::Table => Self::Table,
            Kind::Representation => Self::Representation,
            Kind::Example => Self::Example,
            Kind::Prose => Self::Prose,
            Kind::Link => Self::Link,
            Kind::Heading => Self::Heading,
            Kind::RequestLine => Self::RequestLine,
            Kind::Path => Self::Path,
            Kind::Inheritance => Self::Inheritance,
            Kind::Convention => Self::Convention,
        }
    }
}

impl Reason {
    const fn of(verdict: Verdict) -> Option<Self> {
        Some(match verdict {
            Verdict::Believed => return None,
            Verdict::LessTrusted => Self::LessTrusted,
            Verdict::Later => Self::Later,
            Verdict::LessPrecise => Self::LessPrecise,
            Verdict::Unusable => Self::Unusable,
            Verdict::Elsewhere => Self::Elsewhere,
            Verdict::Overridden => Self::Overridden,
        })
    }
}
