//! Schemas of objects.

use serde_json::{Map, Value, json};

use super::{context::Context, fields::Fields, schema, text};
use crate::api::{Object, Primitive, Property, Restated, Role, TypeId, TypeRef};

/// The schema of an object: its properties; where it has a base, that and its own properties.
pub(super) fn schema(id: TypeId, object: &Object, context: &Context<'_>) -> Fields {
    let own = own(id, object, context);
    let fields = match object.base {
        Some(base) => Fields::new().with(
            "allOf",
            vec![schema::schema(&TypeRef::Named(base), context), own.into()],
        ),
        None => own,
    };
    fields
        .with_any("discriminator", discriminator(id, object, context))
        .with_any("x-docwright-inherited", restated(object, context))
        .with_flag("x-docwright-abstract", object.is_abstract)
        .with_flag("x-docwright-entity", object.entity)
        .with_flag("x-docwright-media", object.media)
}

/// The object without what it inherits.
fn own(id: TypeId, object: &Object, context: &Context<'_>) -> Fields {
    let mut properties = Map::new();
    if object.base.is_none() && !object.derived.is_empty() {
        properties.insert(context.api.service.tag.clone(), tag(id, context));
    }
    for property in &object.properties {
        properties.insert(property.name.clone(), self::property(property, context));
    }
    // What a resource requires, it requires of who creates it: who reads or updates one has a part of its properties.
    let required = object
        .properties
        .iter()
        .filter(|property| property.required && object.role == Role::Parameters);
    let required: Vec<&str> = required.map(|property| property.name.as_str()).collect();
    let fields = Fields::new()
        .with("type", "object")
        .with("properties", properties)
        .with_any("required", required);
    if object.open {
        fields.with("additionalProperties", true)
    } else {
        fields
    }
}

/// What the page says of inherited properties beyond their declaration, by name.
fn restated(object: &Object, context: &Context<'_>) -> Map<String, Value> {
    let properties = object.restated.iter();
    properties
        .map(|property| (property.name.clone(), again(property, context)))
        .collect()
}

/// What is said of a property beyond its declaration.
pub(super) fn again(property: &Restated, context: &Context<'_>) -> Value {
    Fields::new()
        .with_any("description", text::description(&property.docs, context))
        .with_flag("readOnly", property.read_only)
        .with_flag("x-docwright-required", property.required)
        .with_any("x-docwright-default", property.default.as_deref())
        .with_any("x-docwright-deprecation", property.deprecated.as_deref())
        .into()
}

/// The member that names the type of a polymorphic object.
fn tag(id: TypeId, context: &Context<'_>) -> Value {
    let of = context.api.ty(id).qualified.as_str();
    let description = format!("The type of the object, where it is not {of} itself: `#` and its qualified name.");
    json!({ "type": "string", "description": description })
}

/// How the values of a type are told from those of the types that derive from it.
fn discriminator(id: TypeId, object: &Object, context: &Context<'_>) -> Value {
    if object.derived.is_empty() {
        return Value::Null;
    }
    let all = std::iter::once(id).chain(object.derived.iter().copied());
    let mapping: Map<String, Value> = all
        .filter_map(|id| {
            let name = format!("#{}", context.api.ty(id).qualified);
            let target = format!("#/components/schemas/{}", context.key(id)?);
            Some((name, target.into()))
        })
        .collect();
    Fields::new()
        .with("propertyName", context.api.service.tag.as_str())
        .with("mapping", mapping)
        .into()
}

fn property(property: &Property, context: &Context<'_>) -> Value {
    let ty = context.named(&property.ty);
    // A collection is empty, not null (OData CSDL 4.01, section 7.2.1).
    let is_nullable = property.nullable && !matches!(*ty, TypeRef::List(_));
    let schema = if is_nullable {
        schema::nullable(&ty, context)
    } else {
        schema::schema(&ty, context)
    };
    let annotations = Fields::new()
        .with_any("description", text::description(&property.docs, context))
        .with_flag("readOnly", property.read_only)
        .with_flag("deprecated", property.deprecated.is_some())
        .with_any(
            "x-docwright-deprecation",
            property.deprecated.as_deref().map_or(Value::Null, text::some),
        )
        .with_any("default", default(property))
        .with_any("x-docwright-default", property.default.as_deref())
        .with_any("maxLength", max_length(property))
        .with_flag("x-docwright-key", property.key)
        .with_flag("x-docwright-required", property.required)
        .with_flag("x-ms-navigationProperty", property.navigation);
    schema::annotate(schema, annotations, context)
}

/// The documented default as a value of the property's type; nothing where it is not one, such as a sentence.
fn default(property: &Property) -> Value {
    let Some(text) = property.default.as_deref() else {
        return Value::Null;
    };
    let parsed: Value = serde_json::from_str(text).unwrap_or(Value::Null);
    let fits = match &property.ty {
        TypeRef::Primitive(Primitive::Boolean) => parsed.is_boolean(),
        TypeRef::Primitive(Primitive::Byte | Primitive::Int16 | Primitive::Int32 | Primitive::Int64) => parsed.is_i64(),
        TypeRef::Primitive(Primitive::Single | Primitive::Double) => parsed.is_number(),
        _ => false,
    };
    if fits { parsed } else { Value::Null }
}

/// The most characters of a text.
fn max_length(property: &Property) -> Value {
    match property.ty {
        TypeRef::Primitive(Primitive::String) => property.max_length.map_or(Value::Null, Into::into),
        _ => Value::Null,
    }
}
