//! Parts of a small API:
//!
//! ```text
//! /me, /users/{id}   one node     GET
//! …/messages         one node     GET, POST
//! …/messages/{id}    one node     GET, DELETE
//! …/sendMail         a call       POST
//! /groups            one node     GET
//! /groups/{id}/messages/{id}      leads to the node of messages
//! ```

mod relationships;

use super::*;
use crate::{
    api::{
        Answer, Body, Call, DocPiece, DocTarget, Docs, Edge, Enumeration, Example, ExampleRequest, ExampleResponse,
        ExampleStep, Method, Node, NodeId, Object, Part, PathArgument, Property, Shape, Type, TypeRef,
    },
    source::{SourceId, Span},
};

// In the order of their names, as the model wants it.
const ATTACHMENT: u32 = 0;
const FILE_ATTACHMENT: u32 = 1;
const GROUP: u32 = 2;
const ITEM: u32 = 3;
const MESSAGE: u32 = 4;
const USER: u32 = 5;
const UNUSED: u32 = 6;

const ROOT: u32 = 0;
const GROUPS: u32 = 1;
const PERSON: u32 = 2;
const MESSAGES: u32 = 3;
const ONE_MESSAGE: u32 = 4;
const GROUP_NODE: u32 = 5;

fn api() -> Api {
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
            properties: properties.into_iter().map(property).collect(),
            any: (!derived.is_empty()).then(|| format!("Any{name}")),
            ..Object::default()
        }),
        span: None,
        evidence: crate::evidence::Trail::default(),
    }
}

fn property((name, ty): (&str, TypeRef)) -> Property {
    Property {
        name: name.to_owned(),
        rust: name.to_owned(),
        ty,
        docs: Docs::default(),
        read_only: false,
        required: false,
        nullable: false,
        navigation: false,
        key: false,
        default: None,
        max_length: None,
        deprecated: None,
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
    Operation {
        method,
        templates: templates.iter().map(ToString::to_string).collect(),
        title: String::new(),
        docs: Docs::default(),
        permissions: vec![],
        parameters: vec![],
        path_parameters: vec![],
        body: None,
        body_optional: false,
        body_members: vec![],
        other_bodies: vec![],
        accounts: vec![],
        pages: vec![],
        body_docs: Docs::default(),
        options: vec![],
        answer,
        may_be_empty: false,
        responses: vec![],
        walks: vec![],
        deprecated: None,
        sources: vec![],
        evidence: crate::evidence::Trail::default(),
    }
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

fn selected(include: &[&str], exclude: &[&str]) -> Api {
    let patterns = |texts: &[&str]| -> Vec<Pattern> {
        let patterns = texts.iter().map(|text| text.parse());
        patterns.collect::<Result<_, _>>().expect("the patterns can be read")
    };
    let api = select(api(), &patterns(include), &patterns(exclude)).expect("the patterns choose something");
    assert_consistent(&api);
    api
}

/// Whatever is selected, each id leads to something, and operations can be reached.
fn assert_consistent(api: &Api) {
    let mut checked = api.clone();
    let mut check = |reference: renumber::Reference<'_>| match reference {
        renumber::Reference::Type(TypeRef::Named(id) | TypeRef::Polymorphic(id) | TypeRef::Flags(id))
        | renumber::Reference::Base(id) => {
            assert!((id.0 as usize) < api.types.len());
        }
        renumber::Reference::Type(_) | renumber::Reference::Docs(_) => {}
    };
    checked
        .types
        .iter_mut()
        .for_each(|ty| renumber::visit_type(ty, &mut check));
    checked
        .operations
        .iter_mut()
        .for_each(|operation| renumber::visit_operation(operation, &mut check));
    let called = |id: usize| {
        let mut calls = api.nodes.iter().flat_map(|node| &node.calls);
        calls.any(|call| call.operation.0 as usize == id)
    };
    assert!((0..api.operations.len()).all(called));
    let reached = |id: usize| {
        id == 0
            || api
                .nodes
                .iter()
                .flat_map(|node| &node.edges)
                .any(|edge| edge.target.0 as usize == id)
    };
    assert!((0..api.nodes.len()).all(reached));
}

fn type_names(api: &Api) -> Vec<&str> {
    api.types.iter().map(|ty| ty.rust.as_str()).collect()
}

fn node_names(api: &Api) -> Vec<&str> {
    api.nodes.iter().map(|node| node.rust.as_str()).collect()
}

fn example_names(api: &Api) -> Vec<&str> {
    api.examples.iter().map(|example| example.rust.as_str()).collect()
}

#[test]
fn no_pattern_keeps_everything() {
    let whole = api();
    assert_eq!(selected(&[], &[]), whole);
    assert_eq!(type_names(&whole)[UNUSED as usize], "zone");
}

#[test]
fn everything_keeps_all_but_what_is_unused() {
    let api = selected(&["/**"], &[]);
    assert_eq!(
        type_names(&api),
        ["attachment", "fileAttachment", "group", "item", "message", "user"]
    );
    assert_eq!(api.operations, self::api().operations);
    assert_eq!(example_names(&api), ["groups", "message", "user_message", "group"]);
    let edges = |api: &Api| api.nodes.iter().map(|node| node.edges.len()).collect::<Vec<_>>();
    assert_eq!(edges(&api), edges(&self::api()));
}

#[test]
fn a_part_has_what_it_needs_and_nothing_else() {
    let api = selected(&["/me/messages/**#GET"], &[]);
    let templates: Vec<_> = api
        .operations
        .iter()
        .map(|operation| operation.templates.join(" "))
        .collect();
    assert_eq!(templates, ["/me/messages", "/me/messages/{id}"]);
    // Derived attachments may come; the users and groups that derive from `item` may not.
    assert_eq!(type_names(&api), ["attachment", "fileAttachment", "item", "message"]);
    assert_eq!(node_names(&api), ["Client", "Person", "Messages", "Message"]);
    let root = &api.nodes[ROOT as usize];
    assert_eq!(
        root.edges.iter().map(|edge| edge.rust.as_str()).collect::<Vec<_>>(),
        ["me"]
    );
    assert_eq!(api.nodes[1].templates, ["/me"]);
    assert_eq!(api.nodes[1].calls, []);
    assert_eq!(
        api.operation(api.nodes[3].calls[0].operation).templates,
        ["/me/messages/{id}"]
    );
}

#[test]
fn examples_of_what_goes_lose_their_request_or_go() {
    let api = selected(&["/me/messages/**#GET"], &[]);
    assert_eq!(example_names(&api), ["message", "user_message"]);
    let requests: Vec<_> = api.examples.iter().map(|example| example.request.is_some()).collect();
    assert_eq!(requests, [true, false]);
}

#[test]
fn shared_places_keep_the_ways_that_are_wanted() {
    let api = selected(&["/groups/{group-id}/messages/*"], &[]);
    assert_eq!(node_names(&api), ["Client", "Message", "Group"]);
    assert_eq!(api.nodes[1].templates, ["/groups/{id}/messages/{id}"]);
    assert_eq!(api.nodes[1].calls.len(), 1);
}

#[test]
fn exclusions_beat_inclusions() {
    let api = selected(&["/me/**"], &["/me/messages/**", "/**#POST"]);
    let templates: Vec<_> = api
        .operations
        .iter()
        .map(|operation| operation.templates.join(" "))
        .collect();
    assert_eq!(templates, ["/me"]);
    assert_eq!(type_names(&api), ["item", "user"]);
}

#[test]
fn links_to_what_goes_become_text() {
    let api = selected(&["/me"], &[]);
    let user = api.types.iter().find(|ty| ty.rust == "user").expect("the user stays");
    assert_eq!(user.docs.pieces[1], DocPiece::Text("group".to_owned()));
}

#[test]
fn unused_enumerations_over_types_go() {
    let any = |api: &Api, name: &str| match &api.types.iter().find(|ty| ty.rust == name)?.shape {
        Shape::Object(object) => object.any.clone(),
        Shape::Enumeration(_) => None,
    };
    let api = selected(&["/me/**"], &[]);
    assert_eq!(any(&api, "attachment").as_deref(), Some("Anyattachment"));
    assert_eq!(any(&api, "item"), None);
}

#[test]
fn operations_that_no_walk_spells_keep_all_ways() {
    let mut odd = api();
    odd.operations[6].templates = vec!["/me/microsoft.graph.sendMail".to_owned()];
    let api = select(odd, &["/me/microsoft*".parse().expect("the pattern can be read")], &[]).expect("it chooses one");
    assert_consistent(&api);
    assert_eq!(node_names(&api), ["Client", "Person"]);
    assert_eq!(api.nodes[0].edges.len(), 2);
    assert_eq!(api.nodes[1].calls.len(), 1);
}

#[test]
fn patterns_that_choose_nothing_are_errors() {
    let pattern = "/me/mesages".parse().expect("the pattern can be read");
    let error = select(api(), &[pattern], &[]).expect_err("nothing is chosen");
    assert!(matches!(error, Error::NothingSelected { operations: 7, .. }), "{error}");
}
