//! Places in URL space, and the ways between them.

use super::{Docs, NodeId, OperationId};

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
