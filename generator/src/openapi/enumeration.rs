//! Schemas of enumerations.

use serde_json::{Value, json};

use super::{context::Context, fields::Fields, text};
use crate::api::{Enumeration, Type};

/// The schema of an enumeration: a text of one of its members. Where members combine, the places where the type is used
/// say so.
pub(super) fn schema(ty: &Type, enumeration: &Enumeration, context: &Context<'_>) -> Fields {
    let names: Vec<&str> = enumeration.members.iter().map(|member| member.name.as_str()).collect();
    let short = ty.qualified.rsplit('.').next().unwrap_or(&ty.qualified);
    let members = Fields::new()
        .with("name", short)
        // The service may add members, so programs have to put up with ones that are not here.
        .with("modelAsString", true)
        .with("values", members(enumeration, context));
    Fields::new()
        .with("type", "string")
        .with_any("enum", names)
        .with_any(
            "x-ms-enum",
            if enumeration.members.is_empty() {
                Value::Null
            } else {
                members.into()
            },
        )
        .with_any(
            "x-ms-enum-flags",
            if enumeration.flags {
                json!({ "isFlags": true })
            } else {
                Value::Null
            },
        )
}

fn members(enumeration: &Enumeration, context: &Context<'_>) -> Vec<Value> {
    let members = enumeration.members.iter().map(|member| {
        Fields::new()
            .with("value", member.name.as_str())
            .with_any("description", text::description(&member.docs, context))
            .with_flag("deprecated", member.deprecated.is_some())
            .into()
    });
    members.collect()
}
