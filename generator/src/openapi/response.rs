//! Responses by status code.

use serde_json::{Map, Value, json};

use super::{
    body::{self, BYTES, JSON},
    context::Context,
    example,
    fields::Fields,
    path::Use,
    schema, text,
    told::Told,
};
use crate::api::{Answer, ExampleBody, Method, Operation, OperationId, Response, TypeRef};

/// The name of the response that every failure has, among the components.
pub(super) const ERROR: &str = "error";

/// The name of the schema of what failures carry.
pub(super) const ERROR_SCHEMA: &str = "odata.error";

/// The responses of an operation at a path: the documented ones, and that of any failure.
pub(super) fn responses(here: &Use, context: &Context<'_>) -> Value {
    let told = Told::of(here, context);
    let operation = told.operation;
    let mut fields = Fields::new();
    let mut documented: Vec<&Response> = told.responses().iter().collect();
    documented.sort_by_key(|response| response.status);
    for documented in documented {
        fields.set(&documented.status.to_string(), response(here, documented, context));
    }
    // Clients follow redirects to bytes, as most HTTP libraries do unasked.
    let has = |statuses: std::ops::Range<u16>| told.responses().iter().any(|it| statuses.contains(&it.status));
    if *answer(here, operation) == Answer::Bytes && has(300..400) && !has(200..300) {
        fields.set("200", followed());
    }
    for status in context.version.failures() {
        fields.set(status, json!({ "$ref": format!("#/components/responses/{ERROR}") }));
    }
    fields.into()
}

/// The response to those who follow a redirect to bytes.
fn followed() -> Fields {
    let bytes = Fields::new().with(BYTES, body::content(body::bytes(), Map::new()));
    Fields::new()
        .with("description", "What the redirect leads to.")
        .with("content", bytes)
}

/// What `x-ms-pageable` says: which members hold the items of a collection, and the link to the rest.
pub(super) fn paging(here: &Use, context: &Context<'_>) -> Value {
    let operation = context.api.operation(here.operation);
    if operation.method != Method::Get || !matches!(answer(here, operation), Answer::Page(_)) {
        return Value::Null;
    }
    json!({ "nextLinkName": context.dialect.json.next_link, "itemName": context.dialect.json.collection })
}

/// The response of any failure.
pub(super) fn error() -> Value {
    let content = Fields::new().with(JSON, body::content(failure(), Map::new()));
    Fields::new()
        .with("description", "The request failed.")
        .with("content", content)
        .into()
}

/// A reference to the schema of what failures carry.
fn failure() -> Value {
    json!({ "$ref": format!("#/components/schemas/{ERROR_SCHEMA}") })
}

/// What failures carry (OData JSON 4.01, section 21.1).
pub(super) fn error_schema() -> Value {
    let detail = json!({
        "type": "object",
        "properties": {
            "code": { "type": "string" },
            "message": { "type": "string" },
            "target": { "type": "string" },
        },
    });
    json!({
        "type": "object",
        "properties": {
            "error": {
                "type": "object",
                "properties": {
                    "code": { "type": "string", "description": "What went wrong, for programs." },
                    "message": { "type": "string", "description": "What went wrong, for people." },
                    "target": { "type": "string", "description": "What the error is about." },
                    "details": { "type": "array", "items": detail },
                    "innerError": { "type": "object", "description": "More that the service says of the error." },
                },
                "required": ["code", "message"],
            },
        },
        "required": ["error"],
    })
}

/// What the operation answers at this path.
fn answer<'o>(here: &Use, operation: &'o Operation) -> &'o Answer {
    let walk = operation.walks.get(here.template);
    walk.map_or(&operation.answer, |walk| &walk.answer)
}

fn response(here: &Use, documented: &Response, context: &Context<'_>) -> Value {
    let operation = context.api.operation(here.operation);
    let carried = if documented.answer == operation.answer {
        answer(here, operation)
    } else {
        &documented.answer
    };
    let description = match text::description(&documented.docs, context) {
        text if text.is_empty() => phrase(documented.status).to_owned(),
        text => text,
    };
    Fields::new()
        .with("description", description)
        .with_any("headers", headers(documented, context))
        .with_any("content", contents(here, documented, carried, context))
        .into()
}

fn headers(documented: &Response, context: &Context<'_>) -> Map<String, Value> {
    let headers = documented.headers.iter().map(|(name, docs)| {
        let header = Fields::new()
            .with_any("description", text::description(docs, context))
            .with("schema", json!({ "type": "string" }));
        (name.clone(), header.into())
    });
    headers.collect()
}

/// What a response carries, by media type.
fn contents(here: &Use, documented: &Response, answer: &Answer, context: &Context<'_>) -> Value {
    let status = documented.status;
    if *answer == Answer::Empty || (*answer == Answer::Bytes && status >= 300) {
        return Value::Null;
    }
    // What a failure carries is the same everywhere.
    if status >= 400 && *answer == Answer::Json(TypeRef::Opaque) {
        return Fields::new().with(JSON, body::content(failure(), Map::new())).into();
    }
    let mut contents = Fields::new();
    for media in media_types(documented, answer) {
        let is_json = is_json(media);
        let schema = match answer {
            Answer::Json(ty) if is_json => schema::schema(ty, context),
            Answer::Wrapped(ty) if is_json => wrapped(ty, context),
            Answer::Page(ty) if is_json => page(here, ty, context),
            // A number or a text may come as it is.
            Answer::Json(ty @ TypeRef::Primitive(_)) => schema::schema(ty, context),
            _ => body::bytes(),
        };
        let examples = example::responses(here, status, is_json, context);
        contents.set(media, body::content(schema, examples));
    }
    contents.into()
}

/// The media types of a response, those alone that can hold the answer: what an operation answers at one path is documented
/// next to what it answers at another.
fn media_types<'r>(documented: &'r Response, answer: &Answer) -> Vec<&'r str> {
    let all = documented.media.iter().map(String::as_str);
    let (suitable, default): (Vec<&str>, _) = match answer {
        Answer::Bytes => (all.filter(|media| !is_json(media)).collect(), BYTES),
        Answer::Json(TypeRef::Primitive(_) | TypeRef::Opaque) | Answer::Empty => (all.collect(), JSON),
        Answer::Json(_) | Answer::Page(_) | Answer::Wrapped(_) => (all.filter(|media| is_json(media)).collect(), JSON),
    };
    if suitable.is_empty() { vec![default] } else { suitable }
}

fn is_json(media: &str) -> bool {
    media == JSON || media.ends_with("+json")
}

/// An object whose `value` is the result.
fn wrapped(ty: &TypeRef, context: &Context<'_>) -> Value {
    let value = &context.dialect.json.collection;
    let properties = Fields::new().with(value, schema::schema(ty, context));
    json!({ "type": "object", "properties": Value::from(properties), "required": [value] })
}

/// A part of a collection: its items, and links to the next part and to later changes, where there are such.
fn page(here: &Use, ty: &TypeRef, context: &Context<'_>) -> Value {
    let id = here.operation;
    let operation = context.api.operation(id);
    let names = &context.dialect.json;
    let link = |description: &str| json!({ "type": "string", "format": "uri", "description": description });
    let mut properties = Fields::new();
    let rules = &context.dialect.query;
    let options = Told::of(here, context).options();
    let takes = |name: &str| options.iter().any(|option| option.name == name);
    if takes(&rules.count) || shows(id, &names.count, context) {
        properties.set(
            &names.count,
            json!({ "type": "integer", "format": "int64", "description": "How many items there are on all pages." }),
        );
    }
    if operation.method == Method::Get || shows(id, &names.next_link, context) {
        properties.set(&names.next_link, link("The next page; absent on the last one."));
    }
    if takes(&rules.delta) || shows(id, &names.delta_link, context) {
        properties.set(
            &names.delta_link,
            link("The changes from here on; on the last page only."),
        );
    }
    let properties = properties.with(&names.collection, schema::array(schema::schema(ty, context)));
    json!({ "type": "object", "properties": Value::from(properties), "required": [names.collection] })
}

/// Whether the examples of an operation show a member.
fn shows(id: OperationId, member: &str, context: &Context<'_>) -> bool {
    let quoted = format!("\"{member}\"");
    let responses = context
        .examples(id)
        .iter()
        .flat_map(|index| &context.api.examples[*index].responses);
    let mut bodies = responses.filter_map(|response| response.body.as_ref());
    bodies.any(|body| matches!(body, ExampleBody::Json(text) if text.contains(&quoted)))
}

/// What a status code says (RFC 9110, section 15).
fn phrase(status: u16) -> &'static str {
    match status {
        200 => "OK",
        201 => "Created",
        202 => "Accepted",
        203 => "Non-Authoritative Information",
        204 => "No Content",
        205 => "Reset Content",
        206 => "Partial Content",
        207 => "Multi-Status",
        301 => "Moved Permanently",
        302 => "Found",
        303 => "See Other",
        304 => "Not Modified",
        307 => "Temporary Redirect",
        308 => "Permanent Redirect",
        400 => "Bad Request",
        401 => "Unauthorized",
        403 => "Forbidden",
        404 => "Not Found",
        409 => "Conflict",
        412 => "Precondition Failed",
        413 => "Content Too Large",
        423 => "Locked",
        429 => "Too Many Requests",
        500 => "Internal Server Error",
        503 => "Service Unavailable",
        507 => "Insufficient Storage",
        _ if status < 300 => "Success",
        _ if status < 400 => "Redirection",
        _ => "Failure",
    }
}
