//! The facts of one page, as they stand there: nothing is looked up on other pages yet.

mod coverage;

pub use coverage::{Covered, Fate, Item, Reason};

use serde::{Deserialize, Serialize};

use crate::{
    api::Method,
    dialect::Kind,
    json,
    markdown::Census,
    source::{SourceId, Span},
};

/// A value with its place.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Located<T> {
    pub value: T,
    pub span: Span,
}

/// The facts of one page.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Page {
    pub source: SourceId,
    pub kind: Kind,
    /// The first heading, else the front matter's title.
    pub title: Located<String>,
    /// The namespace that the page states for its types.
    pub namespace: Option<String>,
    /// The paragraphs between title and first section.
    pub summary: Vec<Prose>,
    /// Sentence that says the thing is deprecated.
    pub deprecated: Option<String>,
    /// The page calls its type abstract.
    pub is_abstract: bool,
    /// Base types that prose names ("Inherits from"), in order.
    pub inherits: Vec<TypeName>,
    /// Types that prose says to derive from the page's ("Derived types"), in order.
    pub derived: Vec<TypeName>,
    /// A table lists operations on the page's type.
    pub methods: bool,
    pub requests: Vec<RequestLine>,
    pub permissions: Vec<Permission>,
    pub headers: Vec<Row>,
    pub query: Vec<Row>,
    /// What the prose says of the query.
    pub query_prose: Vec<Prose>,
    /// Path and function parameters.
    pub path: Vec<Row>,
    pub body: BodyFacts,
    pub response: ResponseFacts,
    /// Properties and relationships tables, in order.
    pub properties: Vec<Row>,
    pub members: Vec<MemberTable>,
    pub representations: Vec<Representation>,
    pub messages: Vec<Message>,
    pub coverage: Vec<Covered>,
    /// What the page has, counted before anything was read; files that it includes are counted in.
    pub census: Census,
}

/// A paragraph, a list item or a cell: Markdown without HTML, cut at its links.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Prose {
    pub pieces: Vec<ProsePiece>,
    /// `None` for nothing.
    pub span: Option<Span>,
}

/// A piece of prose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum ProsePiece {
    Text(String),
    /// A link with its label as Markdown, and its target as on the page.
    Link {
        label: String,
        target: String,
        span: Span,
    },
}

/// A request line.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RequestLine {
    pub method: Method,
    pub path: Template,
    /// Query of the line, undecoded: names with their values.
    pub query: Vec<(String, String)>,
    pub span: Span,
}

/// A path template: normalised, with a leading slash.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize)]
pub struct Template {
    pub segments: Vec<Segment>,
}

/// A segment of a template: literal text and placeholders in turn.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize)]
pub struct Segment {
    pub pieces: Vec<Piece>,
}

/// A piece of a segment.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Piece {
    Text(String),
    /// A placeholder's name without its braces. `path` says that its value may contain slashes.
    Placeholder {
        name: String,
        path: bool,
        quoted: bool,
    },
}

/// A row of the permissions table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Permission {
    pub kind: String,
    pub names: String,
}

/// A row of a table of properties, parameters or headers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Row {
    pub name: Located<String>,
    /// `None` where the table has no type column or the cell is empty.
    pub ty: Option<TypeExpr>,
    pub description: Prose,
    /// From a table of relationships.
    pub navigation: bool,
    /// From a section of its own inside the one about properties: perhaps about something else.
    pub aside: bool,
    pub notes: Notes,
    pub span: Span,
}

/// What a description says in passing.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Notes {
    pub required: Option<bool>,
    pub read_only: bool,
    pub nullable: Option<bool>,
    pub deprecated: Option<String>,
    /// The type that the property is inherited from.
    pub inherited: Option<TypeName>,
    /// The cell of the type says that it is an enumeration, whatever else it says.
    pub enumerated: bool,
    /// Values listed as the possible ones.
    pub values: Vec<Located<String>>,
    pub default: Option<String>,
    /// The property tells one object of the type from another.
    pub key: bool,
    /// The most characters that a text may have.
    pub max_length: Option<u32>,
}

/// A type as a page writes it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TypeExpr {
    /// Alternatives in order: one, unless the page says "x or y".
    pub names: Vec<TypeName>,
    pub collection: bool,
    pub span: Span,
}

/// A name of a type, with the link that it carries.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TypeName {
    /// Without markup and namespace noise: `user`, `microsoft.graph.user`, `String`.
    pub name: String,
    /// The link's target, as on the page.
    pub link: Option<String>,
    pub span: Span,
}

/// What a page says about the body of its request.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct BodyFacts {
    /// The page says that there is none.
    pub none: bool,
    /// The body is bytes.
    pub stream: bool,
    /// Rows of the tables of the section.
    pub rows: Vec<Row>,
    /// Types that the prose links to or sets in bold, in order.
    pub types: Vec<TypeExpr>,
    pub prose: Vec<Prose>,
    /// The place of the section's heading.
    pub span: Option<Span>,
}

/// What the prose of a page says about the response.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own on the page")]
pub struct ResponseFacts {
    /// Status codes in order.
    pub statuses: Vec<Located<u16>>,
    /// Types that the prose names, in order.
    pub types: Vec<TypeExpr>,
    /// Types that sentences about something else mention.
    pub mentioned: Vec<TypeExpr>,
    /// The answer is true or false.
    pub boolean: bool,
    /// The page says that the answer has no body.
    pub none: bool,
    /// The answer is bytes.
    pub stream: bool,
    /// The prose speaks of a body.
    pub mentions_body: bool,
    pub prose: Vec<Prose>,
    pub span: Option<Span>,
}

/// A table of members of an enumeration.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MemberTable {
    /// The enumeration's name: from the heading of the table, else from the page's title.
    pub name: Located<String>,
    /// The heading names it (`x values`), as against a page's own "Members".
    pub by_heading: bool,
    pub members: Vec<MemberRow>,
}

/// A row of a table of members.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MemberRow {
    pub name: Located<String>,
    pub description: Prose,
    pub deprecated: Option<String>,
}

/// A JSON representation of a resource.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Representation {
    /// The annotated type's name.
    pub name: Located<String>,
    pub base: Option<String>,
    pub open: bool,
    pub is_abstract: bool,
    pub key: Option<String>,
    /// The type has a stream of bytes of its own.
    pub media: bool,
    pub optional: Vec<String>,
    pub json: Option<Body>,
    pub span: Span,
}

/// An HTTP message of an example.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub struct Message {
    pub start: Start,
    pub headers: Vec<Located<(String, String)>>,
    pub body: Option<Body>,
    /// Type that the annotation names.
    pub ty: Option<Located<String>>,
    pub collection: bool,
    pub truncated: bool,
    /// From an annotated request or response, as against a plain block of HTTP.
    pub annotated: bool,
    /// A request that only other pages document; known when all pages are.
    pub aside: bool,
    pub name: Option<String>,
    pub span: Span,
}

impl Message {
    /// The method of a request that is one of the page's own, as far as is known; no other request and no response has one.
    pub(crate) fn own_method(&self) -> Option<Method> {
        match self.start {
            Start::Request { method, .. } if !self.aside => Some(method),
            _ => None,
        }
    }
}

/// The first line of an HTTP message.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Start {
    Request { method: Method, url: Located<String> },
    Response { status: u16 },
}

/// The body of an example.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Body {
    /// JSON; the text's place is the span, offsets in the value are relative to `text`.
    Json {
        value: json::Value,
        /// Where each piece of the text begins, in the text and in the source, for placing offsets.
        origins: Vec<(u32, u32)>,
        /// Whether the page's text was valid as it stood.
        exact: bool,
        /// Parts were left out by an ellipsis.
        elided: bool,
    },
    /// Anything else.
    Text(String),
}

impl Page {
    /// The row about a placeholder: of its name, else of one of the names that it stands for ("id | name"). Functions, which are read, have
    /// their parameters in tables of any kind; where something is sent, the table of the body is about that.
    pub(crate) fn placeholder_row(&self, name: &str, method: Method) -> Option<&Row> {
        let body = if method == Method::Get {
            &self.body.rows[..]
        } else {
            &[]
        };
        let rows = || self.path.iter().chain(&self.query).chain(body);
        let named = |name: &str| rows().find(|row| letters(&row.name.value).eq(letters(name)));
        named(name).or_else(|| name.split('|').filter(|_| name.contains('|')).find_map(named))
    }
}

/// What a name is made of, without case.
fn letters(name: &str) -> impl Iterator<Item = char> {
    let letters = name.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase)
}
