//! Schemas of documented types.

use serde_json::Value;

use super::{context::Context, enumeration, fields::Fields, object, text};
use crate::api::{Shape, Type, TypeId};

/// The schema of a type.
pub(super) fn schema(id: TypeId, context: &Context<'_>) -> Value {
    let ty = context.api.ty(id);
    let fields = match &ty.shape {
        Shape::Object(_) if context.is_untyped(id) => Fields::new(),
        Shape::Object(object) => object::schema(id, object, context),
        Shape::Enumeration(enumeration) => enumeration::schema(ty, enumeration, context),
    };
    let fields = about(fields, ty, context);
    // What stands where it is used is of the page that uses it, and may be shared by several.
    let source = ty.span.filter(|_| context.key(id).is_some());
    fields
        .with_any("x-docwright-source", source.map(|span| context.source(span)))
        .into()
}

/// What there is to say of a type whatever it looks like.
fn about(fields: Fields, ty: &Type, context: &Context<'_>) -> Fields {
    fields
        .with_any("description", text::description(&ty.docs, context))
        .with_flag("deprecated", ty.deprecated.is_some())
        .with_any(
            "x-docwright-deprecation",
            ty.deprecated.as_deref().map_or(Value::Null, text::some),
        )
}
