//! Schemas of values, where they are used.
//!
//! The two versions differ in two ways: 3.1 has `null` among the types of a value and takes keywords beside a `$ref`; 3.0 has
//! `nullable`, and a `$ref` alone.

use serde_json::{Value, json};

use super::{Version, component, context::Context, fields::Fields};
use crate::api::{Primitive, TypeId, TypeRef};

/// The schema of a value.
pub(super) fn schema(ty: &TypeRef, context: &Context<'_>) -> Value {
    match ty {
        TypeRef::Primitive(primitive) => self::primitive(*primitive).into(),
        TypeRef::Named(id) | TypeRef::Polymorphic(id) => reference(*id, context),
        TypeRef::Flags(id) => flags(*id, context),
        TypeRef::List(item) => array(schema(item, context)),
        TypeRef::Opaque => json!({}),
    }
}

/// The schema of a value that may be `null`.
pub(super) fn nullable(ty: &TypeRef, context: &Context<'_>) -> Value {
    let schema = schema(ty, context);
    let Value::Object(mut fields) = schema else {
        return schema;
    };
    match (context.version, ty) {
        // Anything, so also null.
        (_, TypeRef::Opaque) => {}
        (Version::V3_0, TypeRef::Named(_) | TypeRef::Polymorphic(_)) => {
            return json!({ "nullable": true, "allOf": [fields] });
        }
        (Version::V3_0, _) => {
            fields.insert("nullable".to_owned(), true.into());
        }
        (Version::V3_1, TypeRef::Named(_) | TypeRef::Polymorphic(_)) => {
            return json!({ "anyOf": [fields, { "type": "null" }] });
        }
        (Version::V3_1, TypeRef::Flags(_)) => {
            if let Some(Value::Array(forms)) = fields.get_mut("anyOf") {
                forms.push(json!({ "type": "null" }));
            }
        }
        (Version::V3_1, TypeRef::Primitive(_) | TypeRef::List(_)) => {
            if let Some(ty) = fields.get_mut("type") {
                *ty = json!([ty.take(), "null"]);
            }
        }
    }
    Value::Object(fields)
}

/// A schema with what else there is to say of the value: a description, whether it is only read, extensions.
pub(super) fn annotate(schema: Value, annotations: Fields, context: &Context<'_>) -> Value {
    let (Value::Object(mut schema), Value::Object(annotations)) = (schema, Value::from(annotations)) else {
        return Value::Null;
    };
    if annotations.is_empty() {
        return Value::Object(schema);
    }
    // In 3.0, what stands beside a reference is ignored.
    if context.version == Version::V3_0 && schema.contains_key("$ref") {
        schema = [("allOf".to_owned(), Value::Array(vec![Value::Object(schema)]))]
            .into_iter()
            .collect();
    }
    schema.extend(annotations);
    Value::Object(schema)
}

/// A list of values with this schema.
pub(super) fn array(items: Value) -> Value {
    Fields::new().with("type", "array").with("items", items).into()
}

/// A reference to a schema, or the schema itself where the type has no name.
fn reference(id: TypeId, context: &Context<'_>) -> Value {
    match context.key(id) {
        Some(key) => json!({ "$ref": format!("#/components/schemas/{key}") }),
        None => component::schema(id, context),
    }
}

/// One member, or several with commas between them (OData JSON 4.01, section 7.1).
fn flags(id: TypeId, context: &Context<'_>) -> Value {
    let several = json!({ "type": "string", "pattern": r"^[^,\s]+(\s*,\s*[^,\s]+)+$" });
    json!({ "anyOf": [reference(id, context), several] })
}

/// The schema of a primitive, by section 3.4 of "OData to OpenAPI Mapping".
fn primitive(primitive: Primitive) -> Fields {
    let (ty, format) = match primitive {
        Primitive::String => ("string", ""),
        Primitive::Boolean => ("boolean", ""),
        Primitive::Byte => ("integer", "uint8"),
        Primitive::SByte => ("integer", "int8"),
        Primitive::Int16 => ("integer", "int16"),
        Primitive::Int32 => ("integer", "int32"),
        Primitive::Int64 => ("integer", "int64"),
        Primitive::Single => ("number", "float"),
        Primitive::Double => ("number", "double"),
        Primitive::Decimal => ("number", "decimal"),
        Primitive::DateTimeOffset => ("string", "date-time"),
        Primitive::Date => ("string", "date"),
        Primitive::TimeOfDay => ("string", "time"),
        Primitive::Duration => ("string", "duration"),
        Primitive::Guid => ("string", "uuid"),
        Primitive::Binary => ("string", "base64url"),
        Primitive::Stream => ("string", "binary"),
    };
    Fields::new().with("type", ty).with_any("format", format)
}
