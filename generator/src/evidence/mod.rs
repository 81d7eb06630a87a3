//! Why a fact is believed: the place that speaks for it, and the places that said something else.
//!
//! Every part of the resolved model has a [`Trail`]. It holds spans and small enumerations and no text, so that it costs next to
//! nothing to write one, and whoever shows it finds the text in the pages. Which kind of place is believed about which
//! [`Fact`] stands in [`trust`], and nowhere else.

mod trail;
pub mod trust;

pub use trail::{Entry, Trail, Verdict};
pub use trust::{Claim, Decision, weigh, weigh_by};

use crate::source::Span;

/// A place that says something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Evidence {
    pub kind: Kind,
    pub span: Span,
}

/// What kind of place it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// The configuration says so, in place of the pages.
    Override,
    /// An annotation: of a block of code, or of the page.
    Annotation,
    /// A row of a table.
    Table,
    /// A JSON representation of a resource.
    Representation,
    /// A message of an example: its body, its media type, its status.
    Example,
    /// A sentence, also one in the description of a row.
    Prose,
    /// The target of a link.
    Link,
    /// A heading, the title included.
    Heading,
    /// A request line.
    RequestLine,
    /// The path walk: what the model says of the place that the path leads to.
    Path,
    /// What the type's base says.
    Inheritance,
    /// The rules of HTTP and `OData` for a method, or for a segment such as `$value`.
    Convention,
}

/// What a place can say something about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fact {
    /// That the type, property, member, operation or parameter exists.
    Exists,
    /// The type that a type derives from.
    Base,
    /// That a type takes members that no page documents.
    Open,
    /// That no value is of the type itself.
    Abstract,
    /// That a property identifies its object.
    Key,
    /// That values of an enumeration combine.
    Flags,
    /// The type of a property or a parameter.
    Type,
    Required,
    ReadOnly,
    Nullable,
    Deprecated,
    /// What a request carries.
    Body,
    /// What a successful response carries.
    Answer,
    /// Whether a successful response carries a collection.
    Collection,
}

impl Evidence {
    #[must_use]
    pub const fn new(kind: Kind, span: Span) -> Self {
        Self { kind, span }
    }
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 12] = [
        Self::Override,
        Self::Annotation,
        Self::Table,
        Self::Representation,
        Self::Example,
        Self::Prose,
        Self::Link,
        Self::Heading,
        Self::RequestLine,
        Self::Path,
        Self::Inheritance,
        Self::Convention,
    ];

    /// The kind as people read it in a sentence.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Override => "override",
            Self::Annotation => "annotation",
            Self::Table => "table",
            Self::Representation => "JSON representation",
            Self::Example => "example",
            Self::Prose => "prose",
            Self::Link => "link",
            Self::Heading => "heading",
            Self::RequestLine => "request line",
            Self::Path => "path walk",
            Self::Inheritance => "base",
            Self::Convention => "convention",
        }
    }
}
