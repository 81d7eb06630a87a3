//! The resolved model: what the pages say, with every name, reference and collision decided.
//!
//! Emitters read an [`Api`] and nothing else. Whatever needs a decision (which Rust name, which type wins,
//! which path is an alias of which) was decided by [`resolve`](crate::resolve), so that an emitter is a plain
//! translation. Ids are indices into the vectors of [`Api`]; every vector is in a fixed, documented order, which is what makes the
//! output reproducible.

#[cfg(test)]
pub(crate) mod bare;
mod docs;
mod examples;
mod nodes;
mod operations;
pub(crate) mod shown;
mod types;

pub use docs::{DocPiece, DocTarget, Docs};
pub use examples::{Example, ExampleBody, ExampleRequest, ExampleResponse, ExampleStep};
pub use nodes::{Call, Edge, Node, Part, PathArgument};
pub use operations::{
    Account, Answer, Body, Location, Method, Operation, Parameter, PathParameter, QueryOption, Response, Walk,
};
pub use types::{Enumeration, Member, Object, Primitive, Property, Restated, Role, Shape, Type, TypeRef};

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
    /// Qualified name of the type that all with a key derive from, if there is one.
    pub root: Option<String>,
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

    /// The property of this name in any case, of an object or of those that it derives from.
    #[must_use]
    pub fn property(&self, id: TypeId, name: &str) -> Option<&Property> {
        let lineage = std::iter::successors(self.object(id), |object| self.object(object.base?));
        let mut properties = lineage.flat_map(|object| &object.properties);
        properties.find(|property| property.name.eq_ignore_ascii_case(name))
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
        let mut properties = vec![];
        while let Some(object) = lineage.pop() {
            // Where a type says anew what its base says, its own word counts, and its place.
            let is_said_anew = |property: &&Property| {
                let mut later = lineage.iter().flat_map(|object| &object.properties);
                later.any(|other| other.name == property.name)
            };
            properties.extend(object.properties.iter().filter(|property| !is_said_anew(property)));
        }
        properties
    }
}
