//! Examples of the sample.

use super::types::list;
use super::{BASE, DERIVED, span};
use crate::api::{
    Answer, Example, ExampleBody, ExampleRequest, ExampleResponse, ExampleStep, OperationId, Primitive, TypeRef,
};

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
        may_be_empty: false,
        status,
        headers: vec![],
        answer,
        body,
        span: span(0, 10),
        excuse: None,
    }
}

/// Examples of all kinds.
pub(super) fn all() -> Vec<Example> {
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
            operation: None,
            request,
            responses,
            span: span(0, 10),
        });
    examples.collect()
}
