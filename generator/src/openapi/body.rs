//! Request bodies, and contents of messages.

use serde_json::{Map, Value, json};

use super::{context::Context, example, fields::Fields, schema, text};
use crate::api::{Body, OperationId};

/// The media type of JSON.
pub(super) const JSON: &str = "application/json";

/// The media type of bytes that nothing more is known of (RFC 2046, section 4.5.1).
pub(super) const BYTES: &str = "application/octet-stream";

/// The body of an operation's request; `null` where it has none.
pub(super) fn body(id: OperationId, context: &Context<'_>) -> Value {
    let operation = context.api.operation(id);
    let mut contents = Fields::new();
    for body in operation.body.iter().chain(&operation.other_bodies) {
        let (media, schema) = match body {
            Body::Json(ty) => (JSON, schema::schema(ty, context)),
            Body::Bytes(media) => (media.as_deref().unwrap_or(BYTES), bytes()),
        };
        let examples = example::requests(id, media == JSON, context);
        contents.set(media, content(schema, examples));
    }
    if operation.body.is_none() {
        return Value::Null;
    }
    Fields::new()
        .with_any("description", text::description(&operation.body_docs, context))
        .with("content", contents)
        .with("required", true)
        .into()
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
