//! A small API:
//!
//! ```text
//! /me, /users/{id}   one node     GET
//! …/messages         one node     GET, POST
//! …/messages/{id}    one node     GET, DELETE
//! …/sendMail         a call       POST
//! /groups            one node     GET
//! /groups/{id}/messages/{id}      leads to the node of messages
//! ```

use crate::{
    api::{
        Answer, Api, Body, Call, DocPiece, DocTarget, Docs, Edge, Enumeration, Example, ExampleRequest,
        ExampleResponse, ExampleStep, Method, Node, NodeId, Object, Operation, OperationId, Part, PathArgument, Shape,
        Type, TypeId, TypeRef, bare,
    },
    source::{SourceId, Span},
};

// In the order of their names, as the model wants it.
pub(super) const ATTACHMENT: u32 = 0;
pub(super) const FILE_ATTACHMENT: u32 = 1;
pub(super) const GROUP: u32 = 2;
pub(super) const ITEM: u32 = 3;
pub(super) const MESSAGE: u32 = 4;
pub(super) const USER: u32 = 5;
pub(super) const UNUSED: u32 = 6;

pub(super) const ROOT: u32 = 0;
pub(super) const GROUPS: u32 = 1;
pub(super) const PERSON: u32 = 2;
pub(super) const MESSAGES: u32 = 3;
pub(super) const ONE_MESSAGE: u32 = 4;
pub(super) const GROUP_NODE: u32 = 5;

pub(super) fn api() -> Api {
    Api {
        types: types(),
        operations: operations(),
        nodes: nodes(),
        examples: examples(),
        ..Api::default()
    }
}

fn ty(name: &str, base: Option<u32>, derived: &[u32], properties: Vec<(&str, TypeRef)>) -> Type {
    Type {
        qualified: name.to_owned(),
        module: vec![],
        rust: name.to_owned(),
        docs: Docs::default(),
        deprecated: None,
        shape: Shape::Object(Object {
            base: base.map(TypeId),
            derived: derived.iter().copied().map(TypeId).collect(),
            properties: properties
                .into_iter()
                .map(|(name, ty)| bare::property(name, ty))
                .collect(),
            any: (!derived.is_empty()).then(|| format!("Any{name}")),
            ..Object::default()
        }),
        span: None,
        evidence: crate::evidence::Trail::default(),
    }
}

fn types() -> Vec<Type> {
    let named = |id| TypeRef::Named(TypeId(id));
    let mut user = ty("user", Some(ITEM), &[], vec![]);
    user.docs.pieces = vec![
        DocPiece::Text("Member of a ".to_owned()),
        DocPiece::Link {
            label: "group".to_owned(),
            target: DocTarget::Type(TypeId(GROUP)),
        },
    ];
    let mut unused = ty("zone", None, &[], vec![]);
    unused.shape = Shape::Enumeration(Enumeration::default());
    vec![
        ty("attachment", None, &[FILE_ATTACHMENT], vec![]),
        ty("fileAttachment", Some(ATTACHMENT), &[], vec![("item", named(ITEM))]),
        ty("group", Some(ITEM), &[], vec![("owner", named(USER))]),
        ty("item", None, &[GROUP, MESSAGE, USER], vec![]),
        ty(
            "message",
            Some(ITEM),
            &[],
            vec![(
                "attachments",
                TypeRef::List(Box::new(TypeRef::Polymorphic(TypeId(ATTACHMENT)))),
            )],
        ),
        user,
        unused,
    ]
}

fn operation(method: Method, templates: &[&str], answer: Answer) -> Operation {
    let templates = templates.iter().map(ToString::to_string).collect();
    bare::operation(method, templates, answer)
}

fn operations() -> Vec<Operation> {
    let page = |id| Answer::Page(TypeRef::Named(TypeId(id)));
    let one = |id| Answer::Json(TypeRef::Named(TypeId(id)));
    let mut create = operation(Method::Post, &["/me/messages", "/users/{id}/messages"], one(MESSAGE));
    create.body = Some(Body::Json(TypeRef::Named(TypeId(MESSAGE))));
    vec![
        operation(Method::Get, &["/groups"], page(GROUP)),
        operation(Method::Get, &["/me", "/users/{id | userPrincipalName}"], one(USER)),
        operation(Method::Get, &["/me/messages", "/users/{id}/messages"], page(MESSAGE)),
        create,
        operation(
            Method::Get,
            &[
                "/me/messages/{id}",
                "/users/{id}/messages/{id}",
                "/groups/{id}/messages/{id}",
            ],
            one(MESSAGE),
        ),
        operation(
            Method::Delete,
            &["/me/messages/{id}", "/users/{id}/messages/{id}"],
            Answer::Empty,
        ),
        operation(Method::Post, &["/me/sendMail", "/users/{id}/sendMail"], Answer::Empty),
    ]
}

fn edge(rust: &str, target: u32, text: &str, placeholder: bool) -> Edge {
    let mut parts = vec![Part::Text(text.to_owned())];
    parts.extend(placeholder.then_some(Part::Segment(0)));
    let argument = PathArgument {
        rust: "id".to_owned(),
        name: "id".to_owned(),
        docs: Docs::default(),
    };
    Edge {
        rust: rust.to_owned(),
        target: NodeId(target),
        parts,
        arguments: placeholder.then_some(argument).into_iter().collect(),
    }
}

fn call(rust: &str, operation: u32, text: &str) -> Call {
    Call {
        rust: rust.to_owned(),
        operation: OperationId(operation),
        parts: if text.is_empty() {
            vec![]
        } else {
            vec![Part::Text(text.to_owned())]
        },
        arguments: vec![],
    }
}

fn node(rust: &str, templates: &[&str], edges: Vec<Edge>, calls: Vec<Call>) -> Node {
    Node {
        rust: rust.to_owned(),
        area: String::new(),
        templates: templates.iter().map(ToString::to_string).collect(),
        docs: Docs::default(),
        edges,
        calls,
    }
}

fn nodes() -> Vec<Node> {
    let to_person = vec![
        edge("group", GROUP_NODE, "/groups/", true),
        edge("groups", GROUPS, "/groups", false),
        edge("me", PERSON, "/me", false),
        edge("user", PERSON, "/users/", true),
    ];
    vec![
        node("Client", &[""], to_person, vec![]),
        node("Groups", &["/groups"], vec![], vec![call("list", 0, "")]),
        node(
            "Person",
            &["/me", "/users/{id}"],
            vec![edge("messages", MESSAGES, "/messages", false)],
            vec![call("get", 1, ""), call("send_mail", 6, "/sendMail")],
        ),
        node(
            "Messages",
            &["/me/messages", "/users/{id}/messages"],
            vec![edge("id", ONE_MESSAGE, "/", true)],
            vec![call("create", 3, ""), call("list", 2, "")],
        ),
        node(
            "Message",
            &[
                "/me/messages/{id}",
                "/users/{id}/messages/{id}",
                "/groups/{id}/messages/{id}",
            ],
            vec![],
            vec![call("delete", 5, ""), call("get", 4, "")],
        ),
        node(
            "Group",
            &["/groups/{id}"],
            vec![edge("message", ONE_MESSAGE, "/messages/", true)],
            vec![],
        ),
    ]
}

fn example(rust: &str, steps: &[&str], call: &str, operation: u32, answer: Answer) -> Example {
    let span = Span::new(SourceId(0), 0..0);
    let step = |rust: &str| ExampleStep {
        rust: rust.to_owned(),
        arguments: vec![],
    };
    Example {
        rust: rust.to_owned(),
        area: String::new(),
        operation: Some(OperationId(operation)),
        request: Some(ExampleRequest {
            steps: steps.iter().map(|name| step(name)).collect(),
            call: step(call),
            operation: OperationId(operation),
            query: vec![],
            headers: vec![],
            body: None,
            url: String::new(),
            excuse: None,
            span,
        }),
        responses: vec![ExampleResponse {
            may_be_empty: false,
            status: 200,
            headers: vec![],
            answer,
            body: None,
            span,
            excuse: None,
        }],
        span,
    }
}

fn examples() -> Vec<Example> {
    let message = Answer::Json(TypeRef::Named(TypeId(MESSAGE)));
    let group = Answer::Page(TypeRef::Named(TypeId(GROUP)));
    let lonely = |name: &str, answer| Example {
        request: None,
        ..example(name, &[], "", 0, answer)
    };
    vec![
        example("groups", &["groups"], "list", 0, group.clone()),
        example("message", &["me", "messages", "id"], "get", 4, message.clone()),
        example("user_message", &["user", "messages", "id"], "get", 4, message),
        lonely("group", group.clone()),
        lonely("nothing", Answer::Empty),
    ]
}
