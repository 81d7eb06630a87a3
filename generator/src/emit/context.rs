//! What the emitter of one file sees, and what it looked at.

use std::cell::RefCell;

use proc_macro2::TokenStream;

use super::{facts::Facts, parameters::Set};
use crate::{
    api::{ExampleRequest, Node, NodeId, Object, Operation, OperationId, Property, Service, Shape, Type, TypeId},
    source::Span,
};

/// The only way from the emitter of a file to the model: it notes what was looked at, so that the next run can tell whether
/// the file would be the same.
///
/// That is why it holds the model back, and why a draft is a function that gets nothing else but its subject.
pub(super) struct Context<'a> {
    facts: &'a Facts<'a>,
    seen: RefCell<Vec<Aspect>>,
}

/// What can be looked at. Types and builders have two sides, since most who name one don't care what is in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Aspect {
    /// What others see of a type: its [`Face`], and how it is reached.
    Face(TypeId),
    /// All that the pages say of a type, without its bases.
    Type(TypeId),
    /// What others see of a builder: where it is and what it is called.
    Place(NodeId),
    /// All of a builder.
    Node(NodeId),
    /// The builder and method that call an operation.
    Caller(OperationId),
    /// All that the pages say of an operation, without examples.
    Operation(OperationId),
    /// The parameters that an operation has of its own, as methods of its request.
    Parameters(OperationId),
    /// The documented requests of an operation.
    Requests(OperationId),
}

/// What others see of a type.
#[derive(Debug, Clone, Copy)]
pub(super) struct Face<'a> {
    pub qualified: &'a str,
    pub module: &'a [String],
    pub rust: &'a str,
    /// The enumeration over it and those that derive from it.
    pub any: Option<&'a str>,
    pub is_object: bool,
    /// Types that derive from it, over all levels.
    pub derived: &'a [TypeId],
}

impl<'a> Face<'a> {
    pub(super) fn of(ty: &'a Type) -> Self {
        let object = match &ty.shape {
            Shape::Object(object) => Some(object),
            Shape::Enumeration(_) => None,
        };
        Self {
            qualified: &ty.qualified,
            module: &ty.module,
            rust: &ty.rust,
            any: object.and_then(|object| object.any.as_deref()),
            is_object: object.is_some(),
            derived: object.map_or(&[], |object| &object.derived),
        }
    }
}

impl<'a> Context<'a> {
    /// The view of one file, which has looked at nothing yet.
    pub(super) fn new(facts: &'a Facts<'a>) -> Self {
        Self {
            facts,
            seen: RefCell::default(),
        }
    }

    /// What was looked at: each aspect once, in order.
    pub(super) fn into_seen(self) -> Vec<Aspect> {
        let mut seen = self.seen.into_inner();
        seen.sort_unstable();
        seen.dedup();
        seen
    }

    fn look_at(&self, aspect: Aspect) {
        self.seen.borrow_mut().push(aspect);
    }

    /// Facts about the service as a whole.
    pub(super) fn service(&self) -> &'a Service {
        &self.facts.api.service
    }

    /// The name of the emitted crate in Rust code.
    pub(super) fn crate_name(&self) -> String {
        self.facts.crate_name()
    }

    /// The names of the features for areas of the API.
    pub(super) fn features(&self) -> &'a [String] {
        self.facts.areas.names()
    }

    /// Path and line of a span's start, as `path:line`.
    pub(super) fn place(&self, span: Span) -> String {
        let source = self.facts.sources.get(span.source);
        format!("{}:{}", source.path, source.position(span.start).line)
    }

    /// What others see of a type.
    pub(super) fn face(&self, id: TypeId) -> Face<'a> {
        self.look_at(Aspect::Face(id));
        Face::of(self.facts.api.ty(id))
    }

    /// A type with all that is said of it.
    pub(super) fn ty(&self, id: TypeId) -> &'a Type {
        self.look_at(Aspect::Type(id));
        self.facts.api.ty(id)
    }

    /// All properties of an object, those of its bases first.
    pub(super) fn properties(&self, id: TypeId) -> Vec<&'a Property> {
        let mut next = Some(id);
        while let Some(id) = next {
            next = self.object(id).and_then(|object| object.base);
        }
        self.facts.api.properties(id)
    }

    fn object(&self, id: TypeId) -> Option<&'a Object> {
        self.look_at(Aspect::Type(id));
        self.facts.api.object(id)
    }

    /// Whether all types with a key derive from a type.
    pub(super) fn is_root(&self, id: TypeId) -> bool {
        self.service().root.as_deref() == Some(self.face(id).qualified)
    }

    /// Whether some request carries a type.
    pub(super) fn is_in_requests(&self, id: TypeId) -> bool {
        self.look_at(Aspect::Face(id));
        self.facts.reach.carries(id)
    }

    /// Whether there is a setter of a property.
    pub(super) fn is_settable(&self, id: TypeId, property: &Property) -> bool {
        self.look_at(Aspect::Face(id));
        self.facts.reach.carries(id) && self.facts.reach.sets(id, property)
    }

    /// Whether the compiler comes to an end soon where a vector holds a type.
    pub(super) fn is_ending(&self, id: TypeId) -> bool {
        self.look_at(Aspect::Face(id));
        self.facts.ending.get(id.0 as usize).copied().unwrap_or_default()
    }

    /// Whether a setter takes a polymorphic value of a type.
    pub(super) fn is_set(&self, id: TypeId) -> bool {
        self.look_at(Aspect::Face(id));
        self.facts.set.contains(&id)
    }

    /// The condition under which a type is there.
    pub(super) fn condition_of_type(&self, id: TypeId) -> TokenStream {
        self.look_at(Aspect::Face(id));
        self.facts.areas.of_type(id)
    }

    /// The module that a type is visible in, from the crate's root.
    pub(super) fn type_module(&self, id: TypeId) -> Vec<String> {
        let module = self.face(id).module.iter().map(String::as_str);
        ["crate", "models"]
            .into_iter()
            .chain(module)
            .map(str::to_owned)
            .collect()
    }

    /// An operation with all that is said of it, but for examples.
    pub(super) fn operation(&self, id: OperationId) -> &'a Operation {
        self.look_at(Aspect::Operation(id));
        self.facts.api.operation(id)
    }

    /// The parameters that an operation has of its own.
    pub(super) fn parameters(&self, operation: OperationId) -> Option<&'a Set> {
        self.look_at(Aspect::Parameters(operation));
        self.facts.parameters.set(operation)
    }

    /// The builder that calls an operation, and the name of the method: the first, where several do.
    pub(super) fn caller(&self, operation: OperationId) -> Option<(NodeId, &'a str)> {
        self.look_at(Aspect::Caller(operation));
        self.facts.caller(operation)
    }

    /// The documented requests of an operation that a client can make, in the order of the pages.
    pub(super) fn requests(&self, operation: OperationId) -> impl Iterator<Item = &'a ExampleRequest> {
        self.look_at(Aspect::Requests(operation));
        self.facts.requests(operation)
    }

    /// A builder with all that is said of it.
    pub(super) fn node(&self, id: NodeId) -> &'a Node {
        self.look_at(Aspect::Node(id));
        self.facts.api.node(id)
    }

    /// The root of all builders, which is the client; a model without anything has none.
    pub(super) fn root(&self) -> Option<&'a Node> {
        (!self.facts.api.nodes.is_empty()).then(|| self.node(NodeId(0)))
    }

    /// The Rust name of a builder.
    pub(super) fn node_name(&self, id: NodeId) -> &'a str {
        self.look_at(Aspect::Place(id));
        &self.facts.api.node(id).rust
    }

    /// The module that a builder is visible in, from the crate's root.
    pub(super) fn node_module(&self, id: NodeId) -> Vec<String> {
        self.look_at(Aspect::Place(id));
        if id.0 == 0 {
            return vec!["crate".to_owned()];
        }
        let module = self.facts.area_module(id);
        vec!["crate".to_owned(), "requests".to_owned(), module.to_owned()]
    }

    /// The condition under which the builders of an area are there, of which this is one.
    pub(super) fn condition_of_node(&self, id: NodeId) -> TokenStream {
        self.look_at(Aspect::Place(id));
        self.facts.areas.of_node(id)
    }

    /// Whether a builder may be absent where another is there.
    pub(super) fn are_apart(&self, node: NodeId, other: NodeId) -> bool {
        self.look_at(Aspect::Place(node));
        self.look_at(Aspect::Place(other));
        self.facts.areas.are_apart(node, other)
    }
}
