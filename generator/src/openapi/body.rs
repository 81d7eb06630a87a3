//! Request bodies, and contents of messages.

use serde_json::{Map, Value, json};

use super::{Version, context::Context, example, fields::Fields, object, path::Use, schema, text, told::Told};
use crate::api::{Body, Operation, Property, Role, TypeRef};

/// The media type of JSON.
pub(super) const JSON: &str = "application/json";

/// The media type of bytes that nothing more is known of (RFC 2046, section 4.5.1).
pub(super) const BYTES: &str = "application/octet-stream";

/// The body of an operation's request; `null` where it has none.
pub(super) fn body(here: &Use, context: &Context<'_>) -> Value {
    let told = Told::of(here, context);
    let operation = told.operation;
    if operation.body.is_none() {
        return Value::Null;
    }
    let mut bodies: Vec<&Body> = operation.body.iter().chain(&operation.other_bodies).collect();
    let documented: Vec<&str> = bodies.iter().map(|body| media(body)).collect();
    let fields = Fields::new().with_any("description", text::description(told.body_docs(), context));
    // Generators of clients, which mostly read 3.0, know JSON and bytes, and one of them for an operation.
    let is_plain = context.version == Version::V3_0;
    let fields = if is_plain && documented != [JSON] {
        bodies.truncate(1);
        fields.with("x-docwright-media", documented)
    } else {
        fields
    };
    let mut contents = Fields::new();
    for body in bodies {
        let (schema, is_json) = match body {
            Body::Json(ty) => (schema::schema(ty, context), true),
            Body::Bytes(_) => (bytes(), false),
        };
        let media = if is_plain && !is_json { BYTES } else { media(body) };
        contents.set(media, content(schema, example::requests(here, is_json, context)));
    }
    fields
        .with("content", contents)
        .with("required", !operation.body_optional)
        .with_any("x-docwright-members", members(operation, context))
        .into()
}

/// What the page says of the members of a resource in the body beyond what is said of the resource's properties. A type made from the
/// page's table says so itself.
fn members(operation: &Operation, context: &Context<'_>) -> Map<String, Value> {
    let Some(Body::Json(TypeRef::Named(id) | TypeRef::Polymorphic(id))) = operation.body else {
        return Map::new();
    };
    if context
        .api
        .object(id)
        .is_none_or(|object| object.role != Role::Resource)
    {
        return Map::new();
    }
    let declared = context.api.properties(id);
    let beyond = operation.body_members.iter().filter_map(|member| {
        let same = |property: &&&Property| property.name.eq_ignore_ascii_case(&member.name);
        member.clone().beyond(declared.iter().find(same)?)
    });
    beyond
        .map(|member| (member.name.clone(), object::again(&member, context)))
        .collect()
}

fn media(body: &Body) -> &str {
    match body {
        Body::Json(_) => JSON,
        Body::Bytes(media) => media.as_deref().unwrap_or(BYTES),
    }
}

/// What a message of one media type holds.
pub(super) fn content(schema: Value, examples: Map<String, Value>) -> Value {
    Fields::new()
        .with("schema", schema)
        .with_any("examples", examples)
        .into()
}

/// The schema of bytes.
pub(super) fn bytes() -> Value {
    json!({ "type": "string", "format": "binary" })
}
