//! A small model that has one of everything, under unkind names.

use crate::{
    api::{
        Answer, Api, Body, Call, DocPiece, DocTarget, Docs, Edge, Enumeration, Example, ExampleBody, ExampleRequest,
        ExampleResponse, ExampleStep, Location, Member, Method, Node, NodeId, Object, Operation, OperationId,
        Parameter, Part, PathArgument, Primitive, Property, Role, Service, Shape, Type, TypeId, TypeRef,
    },
    source::{Source, SourceId, Sources, Span},
};

/// Documentation that breaks whatever is not escaped.
pub(super) const NASTY: &str = "It's */ a \"test\" of <b>tags, <id>, `code <x>`, an open ` tick, [brackets], [a][b] and \
[^1].\r\nSee https://example.com/a?b=c, <https://example.com/x> or http://localhost.\n\n    let indented = 1;\n\n\
```\nlet fence = 1;\n```\n\n~~~rust\nlet unclosed = 1;\n```\n~~~\n- item one\n    - nested\n\n      let deep = 1;\n- two\nlazy\n\n\
> [!NOTE]\n> quoted\n>     let quoted = 1;\nlazy quote\n\n|a|b|\n|--|--|\n|`x \\| y`|z|\n\n# Heading\ntext\n---\n\
tab\there, \u{202e}reversed\u{202c}, nul \0, trailing \\";

/// Pages that the spans of the model point into.
pub(super) fn sources() -> Sources {
    let page = |path: &str| Source::new(path, "# Title\n\nText\n\n```http\nGET /me\n```\n");
    Sources::new(vec![page("api/things-list.md"), page("resources/thing.md")])
}

fn span(source: u32, start: usize) -> Span {
    Span::new(SourceId(source), start..start + 1)
}

pub(super) const STATE: TypeId = TypeId(0);
pub(super) const PARTS: TypeId = TypeId(1);
pub(super) const BASE: TypeId = TypeId(2);
pub(super) const DERIVED: TypeId = TypeId(3);
pub(super) const LEAF: TypeId = TypeId(4);
pub(super) const LOOP: TypeId = TypeId(5);
pub(super) const OPTION: TypeId = TypeId(6);
pub(super) const INNER: TypeId = TypeId(7);
pub(super) const PARAMETERS: TypeId = TypeId(8);

/// The model.
pub(super) fn api() -> Api {
    Api {
        service: Service {
            base_url: "https://api.example.com/v1.0".to_owned(),
            tag: "@odata.type".to_owned(),
            namespace: "example".to_owned(),
        },
        types: types(),
        operations: operations(),
        nodes: nodes(),
        examples: examples(),
    }
}

fn ty(qualified: &str, module: &[&str], rust: &str, shape: Shape) -> Type {
    Type {
        qualified: qualified.to_owned(),
        module: module.iter().map(|name| (*name).to_owned()).collect(),
        rust: rust.to_owned(),
        docs: Docs::text(NASTY),
        deprecated: None,
        shape,
        span: Some(span(1, 3)),
    }
}

fn member(name: &str, rust: &str) -> Member {
    Member {
        name: name.to_owned(),
        rust: rust.to_owned(),
        docs: Docs::text(NASTY),
        deprecated: (rust == "Busy").then(|| "Use `free` \"instead\".".to_owned()),
    }
}

pub(super) fn property(name: &str, rust: &str, ty: TypeRef) -> Property {
    Property {
        name: name.to_owned(),
        rust: rust.to_owned(),
        ty,
        boxed: false,
        docs: Docs::text(NASTY),
        read_only: name == "id",
        required: false,
        nullable: true,
        navigation: false,
        deprecated: None,
        span: Some(span(1, 9)),
    }
}

fn list(of: TypeRef) -> TypeRef {
    TypeRef::List(Box::new(of))
}

fn primitives() -> Vec<Property> {
    let all = [
        ("string", Primitive::String),
        ("boolean", Primitive::Boolean),
        ("byte", Primitive::Byte),
        ("sByte", Primitive::SByte),
        ("int16", Primitive::Int16),
        ("int32", Primitive::Int32),
        ("int64", Primitive::Int64),
        ("single", Primitive::Single),
        ("double", Primitive::Double),
        ("decimal", Primitive::Decimal),
        ("dateTimeOffset", Primitive::DateTimeOffset),
        ("date", Primitive::Date),
        ("timeOfDay", Primitive::TimeOfDay),
        ("duration", Primitive::Duration),
        ("guid", Primitive::Guid),
        ("binary", Primitive::Binary),
        ("stream", Primitive::Stream),
    ];
    let single = all
        .iter()
        .map(|(name, ty)| property(name, &format!("a_{}", name.to_lowercase()), TypeRef::Primitive(*ty)));
    let lists = all.iter().map(|(name, ty)| {
        let rust = format!("many_{}", name.to_lowercase());
        property(&format!("{name}s"), &rust, list(TypeRef::Primitive(*ty)))
    });
    single.chain(lists).collect()
}

fn object(base: Option<TypeId>, properties: Vec<Property>) -> Object {
    Object {
        base,
        properties,
        ..Object::default()
    }
}

fn types() -> Vec<Type> {
    let enumeration = |flags, members| Shape::Enumeration(Enumeration { flags, members });
    let mut kept = ty(
        "example.state",
        &[],
        "State",
        enumeration(
            false,
            vec![member("free", "Free"), member("busy", "Busy"), member("123", "N123")],
        ),
    );
    kept.deprecated = Some("gone\nsoon".to_owned());
    let text = || TypeRef::Primitive(Primitive::String);
    let looped = Property {
        boxed: true,
        ..property("next", "next", TypeRef::Named(LOOP))
    };
    let navigation = Property {
        navigation: true,
        deprecated: Some(String::new()),
        ..property("things", "things", list(TypeRef::Polymorphic(BASE)))
    };
    vec![
        kept,
        ty(
            "example.parts",
            &[],
            "Parts",
            enumeration(true, vec![member("a", "A"), member("b", "B")]),
        ),
        ty(
            "example.base",
            &[],
            "Base",
            Shape::Object(Object {
                derived: vec![DERIVED, LEAF],
                is_abstract: true,
                any: Some("AnyBase".to_owned()),
                ..object(None, vec![property("id", "id", text())])
            }),
        ),
        ty(
            "example.derived",
            &[],
            "Derived",
            Shape::Object(Object {
                derived: vec![LEAF],
                open: true,
                ..object(Some(BASE), primitives())
            }),
        ),
        ty(
            "example.leaf",
            &["deep", "er"],
            "Leaf",
            Shape::Object(object(
                Some(DERIVED),
                vec![
                    property("state", "state", TypeRef::Named(STATE)),
                    property("states", "states", list(TypeRef::Named(STATE))),
                    property("parts", "parts", TypeRef::Flags(PARTS)),
                    property("any", "any", TypeRef::Opaque),
                    property("anys", "anys", list(TypeRef::Opaque)),
                    property("matrix", "matrix", list(list(text()))),
                ],
            )),
        ),
        ty(
            "example.loop",
            &[],
            "Loop",
            Shape::Object(object(
                None,
                vec![
                    looped,
                    property("loops", "loops", list(TypeRef::Named(LOOP))),
                    navigation,
                    property("type", "r#type", text()),
                    property("self", "self_", text()),
                    property("3d", "n3d", text()),
                    property("@odata.mediaType", "odata_media_type", text()),
                    property("option", "option", TypeRef::Named(OPTION)),
                    property("inner", "inner", TypeRef::Named(INNER)),
                    property("base", "base", TypeRef::Polymorphic(BASE)),
                ],
            )),
        ),
        ty(
            "example.option",
            &[],
            "Option",
            Shape::Object(object(
                None,
                vec![
                    property("vec", "vec", list(text())),
                    property("loop", "r#loop", TypeRef::Named(LOOP)),
                ],
            )),
        ),
        ty(
            "example.deep.loop",
            &["deep"],
            "Loop",
            Shape::Object(object(None, vec![property("outer", "outer", TypeRef::Named(LOOP))])),
        ),
        ty(
            "example.sendParameters",
            &[],
            "SendParameters",
            Shape::Object(Object {
                role: Role::Parameters,
                ..object(
                    None,
                    vec![
                        property("message", "message", TypeRef::Named(LOOP)),
                        property("save", "save", TypeRef::Primitive(Primitive::Boolean)),
                    ],
                )
            }),
        ),
        ty("example.empty", &[], "Mod", Shape::Object(Object::default())),
    ]
}

fn operation(method: Method, template: &str, body: Option<Body>, answer: Answer) -> Operation {
    Operation {
        method,
        templates: vec![template.to_owned(), template.replace("/me", "/users/{id | name}")],
        title: "Do a <thing>".to_owned(),
        docs: docs(),
        permissions: vec![("Delegated (work | school)".to_owned(), "A.Read, B.*".to_owned())],
        parameters: vec![],
        body,
        answer,
        deprecated: None,
        sources: vec![span(0, 10)],
    }
}

fn docs() -> Docs {
    let link = |label: &str, target| DocPiece::Link {
        label: label.to_owned(),
        target,
    };
    Docs {
        pieces: vec![
            DocPiece::Text("Uses a **".to_owned()),
            link("base [x] `y`", DocTarget::Type(BASE)),
            DocPiece::Text("**, ".to_owned()),
            link("leaf", DocTarget::Type(LEAF)),
            DocPiece::Text(", ".to_owned()),
            link(
                "https://example.com/x",
                DocTarget::Url("https://example.com/a b(c)".to_owned()),
            ),
            DocPiece::Text(" and ".to_owned()),
            link("the list", DocTarget::Operation(OperationId(0))),
            DocPiece::Text(" `".to_owned()),
            link("nothing", DocTarget::Url("relative.md".to_owned())),
            DocPiece::Text(format!("`.\n\n{NASTY}")),
        ],
    }
}

fn parameter(name: &str, rust: &str, location: Location, ty: Primitive, required: bool) -> Parameter {
    Parameter {
        name: name.to_owned(),
        rust: rust.to_owned(),
        location,
        ty: TypeRef::Primitive(ty),
        required,
        docs: Docs::text(NASTY),
    }
}

fn operations() -> Vec<Operation> {
    let named = |id| TypeRef::Named(id);
    let any = || TypeRef::Polymorphic(BASE);
    let json = |ty| Some(Body::Json(ty));
    let text = || TypeRef::Primitive(Primitive::String);
    let mut listing = operation(Method::Get, "/me/things", None, Answer::Page(any()));
    listing.parameters = vec![
        parameter(
            "startDateTime",
            "start_date_time",
            Location::Query,
            Primitive::DateTimeOffset,
            true,
        ),
        parameter("$top", "top", Location::Query, Primitive::Int32, false),
        parameter("X-Count", "x_count", Location::Header, Primitive::Int32, true),
        parameter("Prefer", "prefer", Location::Header, Primitive::String, false),
    ];
    listing.deprecated = Some("Use `create`.".to_owned());
    vec![
        listing,
        operation(Method::Post, "/me/things", json(any()), Answer::Json(any())),
        operation(Method::Get, "/me/things/{id}", None, Answer::Json(named(DERIVED))),
        operation(
            Method::Patch,
            "/me/things/{id}",
            json(named(DERIVED)),
            Answer::Json(named(DERIVED)),
        ),
        operation(Method::Delete, "/me/things/{id}", None, Answer::Empty),
        operation(
            Method::Put,
            "/me/things/{id}/$value",
            Some(Body::Bytes(Some("image/jpeg".to_owned()))),
            Answer::Bytes,
        ),
        operation(
            Method::Put,
            "/me/things/{id}/content",
            Some(Body::Bytes(None)),
            Answer::Empty,
        ),
        operation(
            Method::Post,
            "/me/things/{id}/send",
            json(named(PARAMETERS)),
            Answer::Wrapped(TypeRef::Primitive(Primitive::Boolean)),
        ),
        operation(Method::Head, "/me/things/{id}/names", None, Answer::Page(text())),
        operation(
            Method::Options,
            "/me/things/{id}/range(from='{from}',to='{to}')",
            None,
            Answer::Wrapped(list(text())),
        ),
        operation(
            Method::Post,
            "/me/things/{id}/opaque",
            json(TypeRef::Opaque),
            Answer::Json(TypeRef::Opaque),
        ),
        operation(
            Method::Post,
            "/me/things/{id}/list",
            json(list(named(LOOP))),
            Answer::Json(list(named(LOOP))),
        ),
        operation(Method::Post, "/me/things/{id}/text", json(text()), Answer::Json(text())),
        operation(
            Method::Post,
            "/me/things/{id}/state",
            json(named(STATE)),
            Answer::Wrapped(named(STATE)),
        ),
        operation(
            Method::Post,
            "/me/things/{id}/flags",
            json(TypeRef::Flags(PARTS)),
            Answer::Wrapped(TypeRef::Flags(PARTS)),
        ),
        operation(Method::Get, "/me/drive/root:/{path}:/content", None, Answer::Bytes),
    ]
}

fn argument(rust: &str, name: &str) -> PathArgument {
    PathArgument {
        rust: rust.to_owned(),
        name: name.to_owned(),
        docs: Docs::text(NASTY),
    }
}

fn edge(rust: &str, target: u32, parts: Vec<Part>, arguments: Vec<PathArgument>) -> Edge {
    Edge {
        rust: rust.to_owned(),
        target: NodeId(target),
        parts,
        arguments,
    }
}

fn call(rust: &str, operation: u32, path: &str) -> Call {
    let parts = if path.is_empty() {
        vec![]
    } else {
        vec![Part::Text(path.to_owned())]
    };
    Call {
        rust: rust.to_owned(),
        operation: OperationId(operation),
        parts,
        arguments: vec![],
    }
}

fn node(rust: &str, area: &str, template: &str, edges: Vec<Edge>, calls: Vec<Call>) -> Node {
    Node {
        rust: rust.to_owned(),
        area: area.to_owned(),
        templates: vec![template.to_owned()],
        docs: docs(),
        edges,
        calls,
    }
}

fn nodes() -> Vec<Node> {
    let text = |text: &str| Part::Text(text.to_owned());
    let user = vec![text("/users/"), Part::Segment(0)];
    let item = vec![text("/"), Part::Segment(0)];
    let range = vec![
        text("/range(from='"),
        Part::Quoted(0),
        text("',to='"),
        Part::Quoted(1),
        text("')"),
    ];
    let range = Call {
        parts: range,
        arguments: vec![argument("from", "from"), argument("to", "to")],
        ..call("range", 9, "")
    };
    let content = vec![text("/drive/root:/"), Part::Path(0), text(":/content")];
    let content = Call {
        parts: content,
        arguments: vec![argument("path", "item-path")],
        ..call("content", 15, "")
    };
    vec![
        node(
            "Client",
            "",
            "",
            vec![
                edge("me", 1, vec![text("/me")], vec![]),
                edge("user", 1, user, vec![argument("id", "id | name")]),
            ],
            vec![],
        ),
        node(
            "User",
            "users",
            "/me",
            vec![edge("things", 2, vec![text("/things")], vec![])],
            vec![content],
        ),
        node(
            "Things",
            "users",
            "/me/things",
            vec![edge("id", 3, item, vec![argument("r#type", "type")])],
            vec![call("create", 1, ""), call("list", 0, "")],
        ),
        node(
            "Thing",
            "type",
            "/me/things/{id}",
            vec![],
            vec![
                call("delete", 4, ""),
                call("flags", 14, "/flags"),
                call("get", 2, ""),
                call("list", 11, "/list"),
                call("names", 8, "/names"),
                call("opaque", 10, "/opaque"),
                call("put_content", 6, "/content"),
                call("r#move", 5, "/$value"),
                range,
                call("send", 7, "/send"),
                call("state", 13, "/state"),
                call("text", 12, "/text"),
                call("update", 3, ""),
            ],
        ),
    ]
}

fn step(rust: &str, arguments: &[&str]) -> ExampleStep {
    ExampleStep {
        rust: rust.to_owned(),
        arguments: arguments.iter().map(|argument| (*argument).to_owned()).collect(),
    }
}

fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect()
}

fn request(steps: Vec<ExampleStep>, call: ExampleStep, operation: u32, url: &str) -> ExampleRequest {
    ExampleRequest {
        steps,
        call,
        operation: OperationId(operation),
        query: vec![],
        headers: vec![],
        body: None,
        url: format!("https://api.example.com/v1.0{url}"),
        span: span(0, 10),
        excuse: None,
    }
}

fn response(status: u16, answer: Answer, body: Option<ExampleBody>) -> ExampleResponse {
    ExampleResponse {
        status,
        answer,
        body,
        span: span(0, 10),
        excuse: None,
    }
}

fn examples() -> Vec<Example> {
    let json = |text: &str| Some(ExampleBody::Json(text.to_owned()));
    let things = || vec![step("me", &[]), step("things", &[])];
    let thing = || vec![step("user", &["a b"]), step("things", &[]), step("id", &["x/y"])];
    let listing = ExampleRequest {
        query: pairs(&[("startDateTime", "2024-01-01T00:00:00Z"), ("$top", "2")]),
        headers: pairs(&[("X-Count", "1"), ("Prefer", "a=\"b\"")]),
        ..request(
            things(),
            step("list", &[]),
            0,
            "/me/things?startDateTime=2024-01-01T00:00:00Z&$top=2",
        )
    };
    let leaf = "{\"@odata.type\": \"#example.leaf\", \"id\": \"#\\\"##\", \"state\": \"new\", \"parts\": \"b,a\",\r\n \"more\": [null]}";
    let create = ExampleRequest {
        body: json(leaf),
        ..request(things(), step("create", &[]), 1, "/me/things")
    };
    let update = ExampleRequest {
        body: json("{\"id\": null, \"int32\": 1}"),
        ..request(thing(), step("update", &[]), 3, "/users/a%20b/things/x%2Fy")
    };
    let upload = ExampleRequest {
        body: Some(ExampleBody::Text("bytes\r\"#".to_owned())),
        ..request(thing(), step("r#move", &[]), 5, "/users/a%20b/things/x%2Fy/$value")
    };
    let range = request(
        thing(),
        step("range", &["a'b", "c"]),
        9,
        "/users/a%20b/things/x%2Fy/range(from='a''b',to='c')",
    );
    let content = request(
        vec![step("me", &[])],
        step("content", &["a b/c"]),
        15,
        "/me/drive/root:/a%20b/c:/content",
    );
    let text = ExampleRequest {
        body: json("\"x\""),
        ..request(thing(), step("text", &[]), 12, "/users/a%20b/things/x%2Fy/text")
    };
    let any = || TypeRef::Polymorphic(BASE);
    let excused = ExampleResponse {
        excuse: Some("the page says \"so\"".to_owned()),
        ..response(200, Answer::Json(TypeRef::Named(DERIVED)), json("{\"int32\": \"x\"}"))
    };
    let all = vec![
        (
            Some(listing),
            vec![response(
                200,
                Answer::Page(any()),
                json(&format!(
                    "{{\"value\": [{leaf}, {{\"id\": \"1\"}}], \"@odata.nextLink\": \"https://api.example.com/v1.0/me/things?page=2\"}}"
                )),
            )],
        ),
        (
            Some(create),
            vec![
                response(201, Answer::Json(any()), json(leaf)),
                response(202, Answer::Empty, None),
            ],
        ),
        (Some(update), vec![excused]),
        (
            Some(upload),
            vec![response(200, Answer::Bytes, Some(ExampleBody::Text("x".to_owned())))],
        ),
        (
            Some(range),
            vec![response(
                200,
                Answer::Wrapped(list(TypeRef::Primitive(Primitive::String))),
                json("{\"value\": [\"a\"]}"),
            )],
        ),
        (Some(content), vec![]),
        (Some(text), vec![response(204, Answer::Empty, None)]),
        (
            None,
            vec![response(200, Answer::Json(TypeRef::Opaque), json("[1, 2.50, {}]"))],
        ),
    ];
    let examples = all
        .into_iter()
        .enumerate()
        .map(|(index, (request, responses))| Example {
            rust: format!("things_list_{index}"),
            area: "users".to_owned(),
            request,
            responses,
            span: span(0, 10),
        });
    examples.collect()
}
