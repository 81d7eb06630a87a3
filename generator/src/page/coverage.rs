//! What became of each part of a page.

use serde::{Deserialize, Serialize};

use crate::source::Span;

/// A part of a page, and what became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Covered {
    pub item: Item,
    pub fate: Fate,
    pub span: Span,
}

/// What coverage counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Item {
    /// A heading with something below it.
    Section,
    Table,
    Code,
    Annotation,
}

/// What became of a part of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Fate {
    /// Its facts are in the model.
    Extracted,
    /// Left aside for a reason that has a name.
    Ignored(Reason),
    /// A diagnostic says what is wrong with it.
    Diagnosed,
}

/// Why a part of a page holds no facts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Reason {
    /// The annotation says so.
    AnnotatedAsIgnored,
    /// An annotation of the page as a whole, which was read for what it says of the page.
    PageAnnotation,
    /// A code sample in another language than HTTP and JSON.
    OtherLanguage,
    /// A list of methods: the methods' own pages have the facts.
    Methods,
    /// About failures.
    Errors,
    /// Permissions of resources that the page tells apart, and annotations of permissions, whose tables say all.
    Permissions,
    /// About headers of responses; the examples show them.
    ResponseHeaders,
    /// Before the first heading: it introduces the page.
    Introduction,
    /// About an example: the example is read.
    Example,
    /// About a response: what the sentences around it say is read.
    Response,
    /// Below a heading for people: remarks, links to other pages and the like.
    Remarks,
    /// Below a heading that the dialect does not know.
    UnknownHeading,
    /// In a section of facts, but without the columns that facts have there.
    OtherColumns,
    /// A fragment of code that illustrates a section which is not about examples.
    Illustration,
}

impl Item {
    /// All of them, in the order in which totals are shown.
    pub const ALL: [Self; 4] = [Self::Section, Self::Table, Self::Code, Self::Annotation];

    /// The name for tools.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Section => "section",
            Self::Table => "table",
            Self::Code => "code",
            Self::Annotation => "annotation",
        }
    }

    /// The name of several, for people.
    #[must_use]
    pub const fn plural(self) -> &'static str {
        match self {
            Self::Section => "sections",
            Self::Table => "tables",
            Self::Code => "blocks of code",
            Self::Annotation => "annotations",
        }
    }
}

impl Reason {
    /// All of them.
    pub const ALL: [Self; 14] = [
        Self::AnnotatedAsIgnored,
        Self::PageAnnotation,
        Self::OtherLanguage,
        Self::Methods,
        Self::Errors,
        Self::Permissions,
        Self::ResponseHeaders,
        Self::Introduction,
        Self::Example,
        Self::Response,
        Self::Remarks,
        Self::UnknownHeading,
        Self::OtherColumns,
        Self::Illustration,
    ];

    /// The name, for people and tools.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::AnnotatedAsIgnored => "annotated-as-ignored",
            Self::PageAnnotation => "page-annotation",
            Self::OtherLanguage => "other-language",
            Self::Methods => "methods",
            Self::Errors => "errors",
            Self::Permissions => "permissions-apart",
            Self::ResponseHeaders => "response-headers",
            Self::Introduction => "introduction",
            Self::Example => "about-example",
            Self::Response => "about-response",
            Self::Remarks => "remarks",
            Self::UnknownHeading => "unknown-heading",
            Self::OtherColumns => "other-columns",
            Self::Illustration => "illustration",
        }
    }
}
