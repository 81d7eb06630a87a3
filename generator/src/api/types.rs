//! Types, their properties and members.

use super::{Docs, TypeId};
use crate::{evidence::Trail, source::Span};

/// A documented type.
#[derive(Debug, Clone, PartialEq)]
pub struct Type {
    /// The name that the pages use, with its namespace: `microsoft.graph.user`.
    pub qualified: String,
    /// Module path below the crate's model module, empty for the default namespace: `["call_records"]`.
    pub module: Vec<String>,
    /// The Rust name, unique within `module` (among types and their [`Object::any`] names), no keyword: `User`.
    pub rust: String,
    pub docs: Docs,
    pub deprecated: Option<String>,
    pub shape: Shape,
    /// Where the type is documented; `None` for a type known from references alone.
    pub span: Option<Span>,
    /// Why there is such a type, and its base, and so on.
    pub evidence: Trail,
}

/// What a type looks like.
#[derive(Debug, Clone, PartialEq)]
pub enum Shape {
    Object(Object),
    Enumeration(Enumeration),
}

/// A JSON object with named members.
#[derive(Debug, Clone, Default, PartialEq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own on the page")]
pub struct Object {
    pub role: Role,
    pub base: Option<TypeId>,
    /// Types that derive from this one, over all levels, ordered by id.
    pub derived: Vec<TypeId>,
    /// Own properties in the order of the page. [`Api::properties`](super::Api::properties) walks the inherited ones too.
    pub properties: Vec<Property>,
    /// What the page says of inherited properties that the page of the type which declares them does not, in its order.
    pub restated: Vec<Restated>,
    /// The service may send members that no page documents.
    pub open: bool,
    pub is_abstract: bool,
    /// An entity: it has a key, and so a place of its own, as against a complex type.
    pub entity: bool,
    /// Its value is a stream of bytes, with the properties beside it.
    pub media: bool,
    /// The Rust name of the enumeration over this type and its derived ones (`AnyAttachment`), where some
    /// [`TypeRef::Polymorphic`] names it.
    pub any: Option<String>,
}

/// What an object is for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Role {
    /// A documented resource or complex type.
    #[default]
    Resource,
    /// The body of an action's request.
    Parameters,
    /// An answer that is documented only by its shape.
    Answer,
}

/// A member of an object.
#[derive(Debug, Clone, PartialEq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own on the page")]
pub struct Property {
    /// The JSON member name.
    pub name: String,
    /// The Rust field name: snake case, not a keyword, unique among all (also inherited) properties of the object, and
    /// neither `new` nor `extra`, which every object has of its own.
    pub rust: String,
    pub ty: TypeRef,
    pub docs: Docs,
    pub read_only: bool,
    pub required: bool,
    pub nullable: bool,
    /// A navigation property (from a relationships table): present only when expanded.
    pub navigation: bool,
    /// It tells one object of the type from another.
    pub key: bool,
    /// The value that it has where none is given, as the page writes it.
    pub default: Option<String>,
    /// The most characters that a text may have.
    pub max_length: Option<u32>,
    pub deprecated: Option<String>,
    pub span: Option<Span>,
    pub evidence: Trail,
}

/// What the page of a derived type says of an inherited property, or that of a request of a member, beyond what is said where the property
/// is declared.
#[derive(Debug, Clone, PartialEq)]
pub struct Restated {
    /// The name of the property, as declared.
    pub name: String,
    /// Empty where the description is that of the declaration.
    pub docs: Docs,
    /// Only this page says that it is read-only.
    pub read_only: bool,
    /// Only this page says that it is required.
    pub required: bool,
    /// The value that only this page gives where there is none.
    pub default: Option<String>,
    /// What only this page says of its deprecation.
    pub deprecated: Option<String>,
}

impl Restated {
    /// What is left of this where the declaration of the property is known; `None` for nothing.
    #[must_use]
    pub fn beyond(mut self, declared: &Property) -> Option<Self> {
        // A remark behind the same description, and no longer than that, tells where the property comes from, and the like.
        let known = declared.docs.plain();
        let known = known.trim().trim_end_matches('.');
        let said = self.docs.plain();
        let rest = said.trim().strip_prefix(known).filter(|_| !known.is_empty());
        if rest.is_some_and(|rest| rest.len() <= known.len().max(SHORTEST)) {
            self.docs = Docs::default();
        }
        self.read_only &= !declared.read_only;
        self.required &= !declared.required;
        self.default = self.default.filter(|_| declared.default.is_none());
        self.deprecated = self.deprecated.filter(|_| declared.deprecated.is_none());
        let says_something = !self.docs.is_empty()
            || self.read_only
            || self.required
            || self.default.is_some()
            || self.deprecated.is_some();
        says_something.then_some(self)
    }
}

/// Less than that behind a description is never one of its own: "Inherited from entity."
const SHORTEST: usize = 32;

/// The type of a value.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum TypeRef {
    Primitive(Primitive),
    /// Exactly this type.
    Named(TypeId),
    /// This type or one that derives from it, told apart by [`Service::tag`](super::Service::tag).
    Polymorphic(TypeId),
    /// An enumeration whose values combine, separated by commas.
    Flags(TypeId),
    List(Box<TypeRef>),
    /// Any JSON: the pages do not say, and a diagnostic does.
    Opaque,
}

/// The primitive types of `OData` 4.01 (part 3, section 3.3) that pages use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Primitive {
    String,
    Boolean,
    /// `Edm.Byte`, unsigned.
    Byte,
    SByte,
    Int16,
    Int32,
    Int64,
    Single,
    Double,
    Decimal,
    /// An instant: RFC 3339 text.
    DateTimeOffset,
    Date,
    TimeOfDay,
    /// ISO 8601 text.
    Duration,
    Guid,
    /// Base64 text.
    Binary,
    /// Bytes that live at a URL of their own, never in JSON.
    Stream,
}

/// A closed list of names, which the service may nevertheless extend.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Enumeration {
    pub flags: bool,
    /// In the order of the page.
    pub members: Vec<Member>,
}

/// One name of an enumeration.
#[derive(Debug, Clone, PartialEq)]
pub struct Member {
    /// The text in JSON.
    pub name: String,
    /// The Rust variant: upper camel case, unique, never `Other`.
    pub rust: String,
    pub docs: Docs,
    pub deprecated: Option<String>,
    pub evidence: Trail,
}
