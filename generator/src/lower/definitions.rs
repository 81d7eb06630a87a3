//! The facts of all pages, merged by name, with their references still unresolved.

use crate::{
    evidence::{Claim, Evidence, Fact, Kind, Trail},
    json,
    map::OrderedMap,
    page::{Located, MemberRow, Page, Prose, Row, TypeName},
    source::{SourceId, Span},
};

/// The facts of all pages, merged by name.
#[derive(Debug, Default)]
pub struct Definitions {
    /// The pages, ordered by source. Operations and examples are read from here.
    pub pages: Vec<Page>,
    /// Types by [`key`], in the order in which pages define them.
    pub types: OrderedMap<String, TypeDefinition>,
    /// What each page documents, by its source: keys of [`Definitions::types`], the page's own type first.
    pub subjects: OrderedMap<SourceId, Vec<String>>,
}

/// A type as its pages describe it.
#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own on the page")]
pub struct TypeDefinition {
    /// The qualified name in the spelling of its most trusted place.
    pub name: Located<String>,
    /// The page that is about this type, as against pages that mention it.
    pub page: Option<SourceId>,
    pub summary: Vec<Prose>,
    pub deprecated: Option<String>,
    /// Base types in order of trust: annotation, then prose.
    pub bases: Vec<Claim<TypeName>>,
    /// Base types that rows are said to be inherited from; also bases of bases.
    pub inherited: Vec<TypeName>,
    /// Types that the page says to derive from this one.
    pub derived: Vec<TypeName>,
    /// Something says that there is no base.
    pub baseless: bool,
    /// A page lists operations on the type.
    pub methods: bool,
    /// The type has a stream of bytes of its own.
    pub media: bool,
    pub open: bool,
    pub is_abstract: bool,
    pub key: Option<String>,
    /// Rows of tables in order; a name stands once.
    pub rows: Vec<Row>,
    /// Members that only the JSON representation shows.
    pub shown: Vec<Shown>,
    /// Members that the JSON representation shows and a table has too.
    pub represented: Vec<Shown>,
    /// Rows of members; an enumeration where there are any and no properties.
    pub members: Vec<MemberRow>,
    /// Only examples tell of it.
    pub exemplified: bool,
    /// The pages call it an enumeration, whether or not they list members.
    pub enumeration: bool,
    /// Its members stand in a section of a page about something else.
    pub sectioned: bool,
    /// That page is about an operation.
    pub in_operation: bool,
    /// Whether its values combine, where that is not to be told from the summary.
    pub flags: Option<bool>,
    /// Properties whose type the table does not say best, with the place that does and the table's.
    pub retyped: Vec<(String, Evidence, Span)>,
    pub evidence: Trail,
}

/// A member that a JSON representation shows.
#[derive(Debug, Clone, PartialEq)]
pub struct Shown {
    pub name: String,
    pub value: json::Value,
    /// The place of the member.
    pub span: Span,
}

/// The key of a qualified name: names are told apart without case, as the service does.
#[must_use]
pub fn key(qualified: &str) -> String {
    qualified.to_ascii_lowercase()
}

/// The name without its namespace.
#[must_use]
pub fn short(qualified: &str) -> &str {
    memchr::memrchr(b'.', qualified.as_bytes()).map_or(qualified, |dot| &qualified[dot + 1..])
}

/// The name with a namespace: its own, else the one given.
#[must_use]
pub fn qualify(name: &str, namespace: &str) -> String {
    let name = name.trim().trim_start_matches('#');
    if name.contains('.') {
        name.to_owned()
    } else {
        [namespace, ".", name].concat()
    }
}

impl TypeDefinition {
    /// A definition with nothing in it; its name stands in a place of this kind.
    #[must_use]
    pub fn new(name: Located<String>, kind: Kind) -> Self {
        Self {
            evidence: Trail::of(Fact::Exists, kind, name.span),
            name,
            page: None,
            summary: vec![],
            deprecated: None,
            bases: vec![],
            inherited: vec![],
            derived: vec![],
            retyped: vec![],
            baseless: false,
            methods: false,
            media: false,
            open: false,
            is_abstract: false,
            key: None,
            rows: vec![],
            shown: vec![],
            represented: vec![],
            members: vec![],
            exemplified: false,
            enumeration: false,
            sectioned: false,
            in_operation: false,
            flags: None,
        }
    }

    /// Whether this is an enumeration rather than an object.
    #[must_use]
    pub fn is_enumeration(&self) -> bool {
        self.rows.is_empty() && self.shown.is_empty() && (self.enumeration || !self.members.is_empty())
    }
}
