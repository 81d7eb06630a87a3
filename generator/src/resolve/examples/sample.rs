//! A small API for tests: routes written as text, and a few types.

use crate::{
    api::{
        Answer, Api, Body, Call, Docs, Edge, Enumeration, Method, Node, NodeId, Object, Operation, OperationId, Part,
        PathArgument, Primitive, Property, Service, Shape, Type, TypeId, TypeRef, bare,
    },
    source::{SourceId, Span},
};

pub(in crate::resolve) const ITEM: TypeId = TypeId(0);
pub(in crate::resolve) const FILE: TypeId = TypeId(1);
pub(in crate::resolve) const KIND: TypeId = TypeId(2);

/// An API with types and without routes.
pub(in crate::resolve) fn api() -> Api {
    let primitive = |name: &str, primitive| property(name, TypeRef::Primitive(primitive));
    let item = Object {
        derived: vec![FILE],
        properties: vec![
            primitive("id", Primitive::String),
            primitive("size", Primitive::Int32),
            primitive("created", Primitive::DateTimeOffset),
            property("kind", TypeRef::Named(KIND)),
            property("tags", TypeRef::List(Box::new(TypeRef::Primitive(Primitive::String)))),
            property("children", TypeRef::List(Box::new(TypeRef::Polymorphic(ITEM)))),
            property("settings", TypeRef::Opaque),
        ],
        any: Some("AnyItem".to_owned()),
        ..Object::default()
    };
    let file = Object {
        base: Some(ITEM),
        properties: vec![primitive("hash", Primitive::Binary)],
        ..Object::default()
    };
    let root = Node {
        rust: "Client".to_owned(),
        area: "client".to_owned(),
        templates: vec![String::new()],
        docs: Docs::default(),
        edges: vec![],
        calls: vec![],
    };
    Api {
        service: Service {
            base_url: "https://graph.microsoft.com/v1.0".to_owned(),
            tag: "@odata.type".to_owned(),
            namespace: "microsoft.graph".to_owned(),
            root: None,
        },
        types: vec![
            named("item", Shape::Object(item)),
            named("itemFile", Shape::Object(file)),
            named("itemKind", Shape::Enumeration(Enumeration::default())),
        ],
        nodes: vec![root],
        ..Api::default()
    }
}

/// Adds an operation of a page: `GET /drive /root:/{*0} :/children !/search(q='{'0}')`.
///
/// Steps are apart by spaces; arguments are `{0}`, inside quotes `{'0}`, paths `{*0}`; a step behind `!` belongs to the call.
pub(super) fn route(api: &mut Api, page: u32, text: &str, body: Option<Body>, answer: Answer) {
    let mut words = text.split(' ');
    let method = words
        .next()
        .and_then(Method::parse)
        .expect("a route begins with its method");
    let mut node = NodeId(0);
    let mut call = "";
    let mut template = String::new();
    for step in words {
        template.push_str(step.trim_start_matches('!'));
        match step.strip_prefix('!') {
            Some(step) => call = step,
            None => node = edge(api, node, step),
        }
    }
    let operation = OperationId(u32::try_from(api.operations.len()).expect("samples are small"));
    let line = api.operations.len() * 10;
    api.operations.push(Operation {
        body,
        sources: vec![Span::new(SourceId(page), line..line + 5)],
        ..bare::operation(method, vec![template], answer)
    });
    let (parts, arguments) = parts(call);
    let rust = format!("{}_{}", method.as_str().to_lowercase(), word(call));
    api.nodes[node.0 as usize].calls.push(Call {
        rust,
        operation,
        parts,
        arguments,
    });
}

fn edge(api: &mut Api, from: NodeId, step: &str) -> NodeId {
    let (parts, arguments) = parts(step);
    if let Some(edge) = api.node(from).edges.iter().find(|edge| edge.parts == parts) {
        return edge.target;
    }
    let target = NodeId(u32::try_from(api.nodes.len()).expect("samples are small"));
    let rust = word(step);
    api.nodes.push(Node {
        rust: rust.clone(),
        area: "sample".to_owned(),
        ..api.nodes[0].clone()
    });
    let new = api.nodes.last_mut().expect("one was just added");
    new.edges.clear();
    new.calls.clear();
    let edge = Edge {
        rust,
        target,
        parts,
        arguments,
    };
    api.nodes[from.0 as usize].edges.push(edge);
    target
}

fn word(step: &str) -> String {
    step.split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join("_")
}

fn parts(step: &str) -> (Vec<Part>, Vec<PathArgument>) {
    let mut parts = vec![];
    let mut arguments = vec![];
    let mut rest = step;
    while let Some((text, behind)) = rest.split_once('{') {
        if !text.is_empty() {
            parts.push(Part::Text(text.to_owned()));
        }
        let (name, behind) = behind.split_once('}').expect("a brace is closed");
        let index = arguments.len();
        parts.push(match name.chars().next() {
            Some('\'') => Part::Quoted(index),
            Some('*') => Part::Path(index),
            _ => Part::Segment(index),
        });
        arguments.push(PathArgument {
            rust: format!("a{index}"),
            name: name.to_owned(),
            docs: Docs::default(),
        });
        rest = behind;
    }
    if !rest.is_empty() {
        parts.push(Part::Text(rest.to_owned()));
    }
    (parts, arguments)
}

fn named(name: &str, shape: Shape) -> Type {
    Type {
        qualified: format!("microsoft.graph.{name}"),
        module: vec![],
        rust: name.to_owned(),
        docs: Docs::default(),
        deprecated: None,
        shape,
        span: Some(Span::new(SourceId(1), 0..4)),
        evidence: crate::evidence::Trail::default(),
    }
}

fn property(name: &str, ty: TypeRef) -> Property {
    Property {
        nullable: true,
        span: Some(Span::new(SourceId(1), 10..14)),
        ..bare::property(name, ty)
    }
}
