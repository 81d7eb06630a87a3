//! The resolved model: what the pages say, with every name, reference and collision decided.
//!
//! Emitters read an [`Api`] and nothing else. Whatever needs a decision (which Rust name, which type wins, boxed or
//! not, which path is an alias of which) was decided by [`resolve`](crate::resolve), so that an emitter is a plain
//! translation. Ids are indices into the vectors of [`Api`]; every vector is in a fixed, documented order, which is what makes the
//! output reproducible.

use crate::source::Span;

/// Everything that an emitter needs.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Api {
    /// Facts about the service as a whole.
    pub service: Service,
    /// Documented types ordered by qualified name, then types of parameters in the order of operations.
    /// [`TypeId`] is an index into this.
    pub types: Vec<Type>,
    /// Operations, ordered by their canonical template and method. [`OperationId`] is an index into this.
    pub operations: Vec<Operation>,
    /// Places in URL space, parents before children in the order in which templates were sorted; the first is the root.
    /// [`NodeId`] is an index into this.
    pub nodes: Vec<Node>,
    /// Documented examples, ordered by page and position.
    pub examples: Vec<Example>,
}

/// Facts about the service as a whole.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Service {
    /// The URL that documented templates are relative to, without a trailing slash.
    pub base_url: String,
    /// JSON member that names the type of a polymorphic object (`@odata.type`).
    pub tag: String,
    /// Namespace whose types need no qualification (`microsoft.graph`).
    pub namespace: String,
}

/// Index of a [`Type`] in [`Api::types`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TypeId(pub u32);

/// Index of an [`Operation`] in [`Api::operations`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OperationId(pub u32);

/// Index of a [`Node`] in [`Api::nodes`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(pub u32);

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
}

/// What a type looks like.
#[derive(Debug, Clone, PartialEq)]
pub enum Shape {
    Object(Object),
    Enumeration(Enumeration),
}

/// A JSON object with named members.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Object {
    pub role: Role,
    pub base: Option<TypeId>,
    /// Types that derive from this one, over all levels, ordered by id.
    pub derived: Vec<TypeId>,
    /// Own properties in the order of the page. [`Api::properties`] walks the inherited ones too.
    pub properties: Vec<Property>,
    /// The service may send members that no page documents.
    pub open: bool,
    pub is_abstract: bool,
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
    /// The field has to be boxed, since the type would otherwise contain itself.
    pub boxed: bool,
    pub docs: Docs,
    pub read_only: bool,
    pub required: bool,
    pub nullable: bool,
    /// A navigation property (from a relationships table): present only when expanded.
    pub navigation: bool,
    pub deprecated: Option<String>,
    pub span: Option<Span>,
}

/// The type of a value.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum TypeRef {
    Primitive(Primitive),
    /// Exactly this type.
    Named(TypeId),
    /// This type or one that derives from it, told apart by [`Service::tag`].
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
}

/// A place in URL space that the emitted client has a builder type for.
///
/// Places that pages list as alternatives (`/me`, `/users/{id}`) are one node.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// The Rust name of the builder type, unique among nodes; the root's is `Client`.
    pub rust: String,
    /// The area of the API that the node belongs to: the snake case name of the file that it is emitted into.
    pub area: String,
    /// Path templates that lead here, canonical first.
    pub templates: Vec<String>,
    pub docs: Docs,
    /// Ways on, ordered by method name. The root has none named `builder`, which is how a client is made.
    pub edges: Vec<Edge>,
    /// Operations callable here, ordered by method name. Names are unique among edges and calls of the node.
    pub calls: Vec<Call>,
}

/// A step from one node to another: a method of the builder.
#[derive(Debug, Clone, PartialEq)]
pub struct Edge {
    /// The Rust method name.
    pub rust: String,
    pub target: NodeId,
    /// What the step appends to the path.
    pub parts: Vec<Part>,
    /// Arguments of the method, in order; [`Part`] refers to them by index.
    pub arguments: Vec<PathArgument>,
}

/// An argument that becomes part of a path.
#[derive(Debug, Clone, PartialEq)]
pub struct PathArgument {
    /// The Rust argument name, not a keyword, unique within its method and not `body`.
    pub rust: String,
    /// The placeholder as documented, without braces.
    pub name: String,
    pub docs: Docs,
}

/// A piece of a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// Text as it is, with its leading slash where it begins a segment: `/messages`, `/range(address='`, `')`.
    Text(String),
    /// An argument as one segment or a part of one, percent-encoded.
    Segment(usize),
    /// An argument inside quotes of a function call: quotes doubled, then percent-encoded. The quotes stand in the texts around it.
    Quoted(usize),
    /// An argument that is itself a path: encoded, its slashes kept.
    Path(usize),
}

/// An operation as a method of a builder.
#[derive(Debug, Clone, PartialEq)]
pub struct Call {
    /// The Rust method name: `list`, `get`, `create`, `send_mail`…
    pub rust: String,
    pub operation: OperationId,
    /// What the call appends to the node's path, empty for `list`, `get` and the like; `/sendMail` for an action.
    pub parts: Vec<Part>,
    /// Arguments that fill [`Call::parts`].
    pub arguments: Vec<PathArgument>,
}

/// One method on one node.
#[derive(Debug, Clone, PartialEq)]
pub struct Operation {
    pub method: Method,
    /// Path templates, canonical first, the others aliases: normalised, with a leading slash and without a query.
    pub templates: Vec<String>,
    /// The page's title.
    pub title: String,
    pub docs: Docs,
    /// Rows of the permissions table: kind of permission, and the names from least to most privileged.
    pub permissions: Vec<(String, String)>,
    /// Query and header parameters that the page documents, in its order. Path parameters are in [`Part`].
    pub parameters: Vec<Parameter>,
    pub body: Option<Body>,
    pub answer: Answer,
    pub deprecated: Option<String>,
    /// Pages (by their request line) that document the operation, in page order.
    pub sources: Vec<Span>,
}

/// HTTP methods that pages document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Method {
    Get,
    Post,
    Put,
    Patch,
    Delete,
    Head,
    Options,
}

/// A query or header parameter.
#[derive(Debug, Clone, PartialEq)]
pub struct Parameter {
    /// The name on the wire.
    pub name: String,
    /// The Rust argument or setter name, unique within the operation, also against path arguments and `body`.
    pub rust: String,
    pub location: Location,
    pub ty: TypeRef,
    /// A required query parameter is an argument of the method; the rest are set on the request.
    pub required: bool,
    pub docs: Docs,
}

/// Where a parameter goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Location {
    Query,
    Header,
}

/// What a request carries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Body {
    Json(TypeRef),
    /// Bytes of the media type named, where one is documented.
    Bytes(Option<String>),
}

/// What a successful response carries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// Nothing: 204, or 202 without a body.
    Empty,
    Json(TypeRef),
    /// An object whose `value` is a list: one page of a collection of this type.
    Page(TypeRef),
    /// An object whose `value` is this.
    Wrapped(TypeRef),
    /// Bytes, also those behind a redirect.
    Bytes,
}

/// A documented request with the responses that follow it.
#[derive(Debug, Clone, PartialEq)]
pub struct Example {
    /// A Rust identifier, unique over all examples: from the page and a number.
    pub rust: String,
    /// The area (see [`Node::area`]) that the operation belongs to.
    pub area: String,
    pub request: Option<ExampleRequest>,
    pub responses: Vec<ExampleResponse>,
    pub span: Span,
}

/// A documented request, as calls of the emitted client.
#[derive(Debug, Clone, PartialEq)]
pub struct ExampleRequest {
    /// Steps from the root; the node that they reach has the call.
    pub steps: Vec<ExampleStep>,
    /// The last call.
    pub call: ExampleStep,
    pub operation: OperationId,
    /// The query in order, decoded. Names that the [`Operation::parameters`] require are arguments of the call.
    pub query: Vec<(String, String)>,
    /// Headers that matter, in order: without those of the connection and the credentials, and the media type of JSON.
    pub headers: Vec<(String, String)>,
    pub body: Option<ExampleBody>,
    /// Path and query, percent-encoded where it has to be: arguments as in the example, literal text as in the template.
    pub url: String,
    pub span: Span,
    /// Why the client cannot build the request as documented: the page's fault, as the diagnostic says it.
    pub excuse: Option<String>,
}

/// One method of a chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExampleStep {
    /// The Rust method name of the [`Edge`] or [`Call`].
    pub rust: String,
    /// Path arguments, decoded.
    pub arguments: Vec<String>,
}

/// A body of an example.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ExampleBody {
    /// Valid JSON (repaired where the page's was not, and without values that are only placeholders).
    Json(String),
    /// Anything else.
    Text(String),
}

/// A documented response.
#[derive(Debug, Clone, PartialEq)]
pub struct ExampleResponse {
    pub status: u16,
    /// What the body is to decode as.
    pub answer: Answer,
    pub body: Option<ExampleBody>,
    pub span: Span,
    /// Why the example cannot pass: the page's fault, as the diagnostic says it.
    pub excuse: Option<String>,
}

/// Documentation: Markdown, with links that resolve.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Docs {
    pub pieces: Vec<DocPiece>,
}

/// A run of documentation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DocPiece {
    /// Markdown, not yet escaped for rustdoc.
    Text(String),
    /// A link with its Markdown label.
    Link { label: String, target: DocTarget },
}

/// Where a link of the documentation leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DocTarget {
    Type(TypeId),
    Operation(OperationId),
    /// An absolute URL.
    Url(String),
}

impl Api {
    /// The type with this id.
    #[must_use]
    pub fn ty(&self, id: TypeId) -> &Type {
        &self.types[id.0 as usize]
    }

    /// The operation with this id.
    #[must_use]
    pub fn operation(&self, id: OperationId) -> &Operation {
        &self.operations[id.0 as usize]
    }

    /// The node with this id.
    #[must_use]
    pub fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id.0 as usize]
    }

    /// The object shape of a type, if it is one.
    #[must_use]
    pub fn object(&self, id: TypeId) -> Option<&Object> {
        match &self.ty(id).shape {
            Shape::Object(object) => Some(object),
            Shape::Enumeration(_) => None,
        }
    }

    /// All properties of an object, those of its bases first. A property that a derived type documents again stands
    /// once, where its own type has it.
    #[must_use]
    pub fn properties(&self, id: TypeId) -> Vec<&Property> {
        let mut lineage = vec![];
        let mut next = Some(id);
        while let Some(object) = next.and_then(|id| self.object(id)) {
            lineage.push(object);
            next = object.base;
        }
        let mut properties: Vec<&Property> = vec![];
        for object in lineage.into_iter().rev() {
            for property in &object.properties {
                properties.retain(|p| p.name != property.name);
                properties.push(property);
            }
        }
        properties
    }
}

impl Method {
    /// The method's name on the wire.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
            Self::Head => "HEAD",
            Self::Options => "OPTIONS",
        }
    }

    /// The method with this name, in any case.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        const ALL: [Method; 7] = [
            Method::Get,
            Method::Post,
            Method::Put,
            Method::Patch,
            Method::Delete,
            Method::Head,
            Method::Options,
        ];
        ALL.into_iter()
            .find(|method| method.as_str().eq_ignore_ascii_case(name))
    }
}

impl Docs {
    /// Documentation that is only text.
    #[must_use]
    pub fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        Self {
            pieces: if text.is_empty() {
                vec![]
            } else {
                vec![DocPiece::Text(text)]
            },
        }
    }

    /// Whether there is nothing to say.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.pieces.is_empty()
    }
}
