use crate::{
    api::{self, Answer, Api, Example, ExampleBody, Location, Parameter, Primitive, TypeRef},
    diagnostic::Diagnostics,
    dialect::{Dialect, Kind},
    extract::{self, Includes},
    markdown,
    resolve::examples::{
        resolve_examples,
        sample::{ITEM, api, route},
    },
    source::{Source, SourceId, Sources},
};

/// Resolves the examples of one page.
fn resolve(api: &Api, text: &str) -> (Vec<Example>, Vec<String>) {
    let dialect = Dialect::microsoft_graph();
    let sources = Sources::new(vec![Source::new("api/2-list.md", text)]);
    let id = SourceId(0);
    let mut ignored = Diagnostics::default();
    let document = markdown::parse(id, sources.get(id), &mut ignored);
    let page = extract::extract(
        id,
        sources.get(id),
        &document,
        &Includes::new(&sources),
        &dialect,
        &mut ignored,
    );
    assert_eq!(page.kind, Kind::Operation);
    let mut out = Diagnostics::default();
    let examples = resolve_examples(api, &[page], &sources, &dialect, &mut out);
    let lines = out
        .iter()
        .map(|finding| format!("{} {}: {}", finding.code, sources.locate(finding.span), finding.message));
    (examples, lines.collect())
}

fn page(blocks: &[&str]) -> String {
    let blocks: Vec<String> = blocks.iter().map(|block| format!("```http\n{block}\n```\n")).collect();
    format!(
        "---\ndoc_type: apiPageType\n---\n# List\n\n## Example\n\n{}",
        blocks.join("\n")
    )
}

fn items() -> Api {
    let mut api = api();
    let item = TypeRef::Polymorphic(ITEM);
    route(&mut api, 0, "GET /items", None, Answer::Page(item.clone()));
    route(
        &mut api,
        0,
        "POST /items",
        Some(api::Body::Json(item.clone())),
        Answer::Json(item),
    );
    route(
        &mut api,
        0,
        "PUT /items /{0} !/content",
        Some(api::Body::Bytes(None)),
        Answer::Empty,
    );
    route(&mut api, 0, "POST /items !/clear", None, Answer::Empty);
    api
}

#[test]
fn examples_keep_what_matters() {
    let text = page(&[
        "GET https://graph.microsoft.com/v1.0/items?$filter=size gt 1&$top=2\nAuthorization: Bearer x\nPrefer: a=\"b\"\nHost: h\nContent-Type: application/json",
        "HTTP/1.1 200 OK\nContent-Type: application/json\n\n{\"value\": [{\"size\": 1}]}",
        "HTTP/1.1 404 Not Found\n\n{\"error\": {}}",
        "HTTP/1.1 200 OK\n\n{\"value\": []}",
    ]);
    let (examples, findings) = resolve(&items(), &text);
    assert_eq!(findings, [""; 0]);
    let [example] = examples.as_slice() else {
        panic!("there is one example: {examples:?}");
    };
    assert_eq!(
        (example.rust.as_str(), example.area.as_str()),
        ("page_2_list_1", "sample")
    );
    let request = example.request.as_ref().expect("the request is documented");
    assert_eq!(request.url, "/items?$filter=size%20gt%201&$top=2");
    assert_eq!(
        request.query,
        [
            ("$filter".to_owned(), "size gt 1".to_owned()),
            ("$top".to_owned(), "2".to_owned())
        ]
    );
    assert_eq!(request.headers, [("Prefer".to_owned(), "a=\"b\"".to_owned())]);
    assert_eq!((request.call.rust.as_str(), request.steps.len()), ("get_", 1));
    let statuses: Vec<u16> = example.responses.iter().map(|response| response.status).collect();
    assert_eq!(statuses, [200, 200]);
    assert!(example.responses.iter().all(|response| response.excuse.is_none()));
}

#[test]
fn bodies_are_checked_against_the_operation() {
    for (request, fault) in [
        ("POST /items\n\n{\"size\": 1}", None),
        (
            "POST /items\n\n{\"size\": \"big\"}",
            Some("`$.size` is the text `big`, and documented as Int32"),
        ),
        (
            "POST /items\n\n{\"size\": 1}} {",
            Some("the body of the request cannot be read as JSON"),
        ),
        (
            "POST /items\nContent-Type: text/plain\n\nhello",
            Some("the request carries text/plain, and the page documents JSON"),
        ),
        (
            "POST /items",
            Some("the request shows no body, and the page documents one"),
        ),
        ("PUT /items/1/content\nContent-Type: text/plain\n\nhello", None),
        ("POST /items/clear", None),
        (
            "POST /items/clear\n\n{}",
            Some("the request has a body, and the page documents none"),
        ),
    ] {
        let (examples, _) = resolve(&items(), &page(&[request]));
        let found = examples[0].request.as_ref().expect("the request is documented");
        assert_eq!(found.excuse.as_deref(), fault, "{request}");
    }
}

#[test]
fn responses_are_checked_against_the_operation() {
    for (request, response, fault) in [
        (
            "GET /items",
            "HTTP/1.1 200 OK\n\n{\"value\": [{\"size\": true}]}",
            Some("`$.value[0].size` is a truth value, and documented as Int32"),
        ),
        (
            "GET /items",
            "HTTP/1.1 200 OK",
            Some("the response shows no body, and the page documents one"),
        ),
        ("GET /items", "HTTP/1.1 302 Found\nLocation: x", None),
        (
            "POST /items\n\n{}",
            "HTTP/1.1 201 Created\n\n{\"value\": []}",
            Some("the response shows a collection, and the operation is documented with one object"),
        ),
        ("POST /items/clear", "HTTP/1.1 204 No Content", None),
        (
            "POST /items/clear",
            "HTTP/1.1 200 OK\n\n{}",
            Some("the response has a body, and the page documents none"),
        ),
        (
            "POST /items/clear",
            "HTTP/1.1 204 No Content\n\n{}",
            Some("a response with status 204 has no body, and this one shows one"),
        ),
    ] {
        let (examples, _) = resolve(&items(), &page(&[request, response]));
        assert_eq!(
            examples[0].responses[0].excuse.as_deref(),
            fault,
            "{request} {response}"
        );
    }
}

#[test]
fn objects_inside_an_envelope_are_taken_out_of_it() {
    let text = page(&[
        "POST /items\n\n{}",
        "HTTP/1.1 201 Created\n\n{\"@odata.context\": \"x\", \"value\": {\"size\": 1}}",
    ]);
    let (examples, findings) = resolve(&items(), &text);
    let response = &examples[0].responses[0];
    assert_eq!(response.body, Some(ExampleBody::Json("{\n  \"size\": 1\n}".to_owned())));
    assert_eq!(response.excuse, None);
    assert!(
        findings[0].ends_with("the example shows the object inside `value`; it was read without"),
        "{findings:?}"
    );
}

#[test]
fn mismatches_stand_at_the_value_on_the_page() {
    let text = page(&[
        "GET /items",
        "HTTP/1.1 200 OK\n\n{\n  \"value\": [\n    {\"size\": 1},\n    {\"created\": \"soon\"}\n  ]\n}",
    ]);
    let (_, findings) = resolve(&items(), &text);
    let line = text
        .lines()
        .position(|line| line.contains("soon"))
        .expect("the page has the value")
        + 1;
    let message = "`$.value[1].created` is the text `soon`, and documented as DateTimeOffset";
    assert_eq!(
        findings,
        [format!("example-mismatch api/2-list.md:{line}:17: {message}")]
    );
}

#[test]
fn unmatched_requests_name_the_nearest_documented_one() {
    let (examples, findings) = resolve(&items(), &page(&["GET /itmes", "HTTP/1.1 200 OK\n\n{\"value\": []}"]));
    assert_eq!(findings.len(), 1);
    assert!(findings[0].starts_with("example-unmatched"), "{findings:?}");
    assert!(
        findings[0].ends_with("`GET /itmes` matches no documented request; the nearest is `GET /items`"),
        "{findings:?}"
    );
    // The response is that of the page's own operation with this method.
    assert_eq!(examples[0].request, None);
    assert_eq!(
        examples[0].responses[0].answer,
        Answer::Page(TypeRef::Polymorphic(ITEM))
    );
    let (_, findings) = resolve(&items(), &page(&["DELETE /items"]));
    assert!(
        findings[0].ends_with("`DELETE /items` is not documented: the path has GET and POST"),
        "{findings:?}"
    );
}

#[test]
fn responses_without_a_request_belong_to_the_page() {
    let (examples, findings) = resolve(&items(), &page(&["HTTP/1.1 200 OK\n\n{\"value\": []}"]));
    assert_eq!(findings, [""; 0]);
    assert_eq!(examples[0].request, None);
    assert_eq!(
        examples[0].responses[0].answer,
        Answer::Page(TypeRef::Polymorphic(ITEM))
    );
}

#[test]
fn requests_to_other_hosts_are_left_alone() {
    let (examples, findings) = resolve(
        &items(),
        &page(&["PUT https://upload.example/1\n\nbytes", "HTTP/1.1 202 Accepted"]),
    );
    assert_eq!((examples, findings), (vec![], vec![]));
}

#[test]
fn required_query_parameters_have_to_be_there() {
    let mut api = items();
    api.operations[0].parameters.push(Parameter {
        name: "count".to_owned(),
        rust: "count".to_owned(),
        location: Location::Query,
        ty: TypeRef::Primitive(Primitive::Int32),
        required: true,
        docs: crate::api::Docs::default(),
        evidence: crate::evidence::Trail::default(),
    });
    for (url, fault) in [
        ("/items?count=1", None),
        ("/items?COUNT={n}", None),
        (
            "/items",
            Some("the request lacks the query parameter `count`, which is required"),
        ),
    ] {
        let (examples, _) = resolve(&api, &page(&[&format!("GET {url}")]));
        assert_eq!(
            examples[0]
                .request
                .as_ref()
                .and_then(|request| request.excuse.as_deref()),
            fault,
            "{url}"
        );
    }
}
