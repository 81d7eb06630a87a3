//! Parameters of operations.

use serde_json::{Value, json};

use super::{
    context::Context,
    fields::Fields,
    path::{Item, Use},
    schema, template, text,
    told::Told,
};
use crate::{
    api::{Docs, Location, Operation, Parameter, TypeRef},
    dialect::{OptionRule, OptionValue},
};

/// The parameters of an operation at a path: those of the path in its order, then the others in that of the pages.
pub(super) fn parameters(item: &Item, here: &Use, context: &Context<'_>) -> Vec<Value> {
    let operation = context.api.operation(here.operation);
    let documented = template::placeholders(&here.spellings[0]);
    let placeholders = item.template.names.iter().zip(documented);
    let path = placeholders.map(|(name, documented)| placeholder(name, documented, operation, context));
    let told = Told::of(here, context);
    let others = told.parameters().into_iter();
    let others = others.map(|(documented, docs)| parameter(documented, docs, context));
    let options = context
        .dialect
        .query
        .option
        .iter()
        .filter_map(|rule| option(rule, told, context));
    path.chain(others).chain(options).collect()
}

fn placeholder(name: &str, documented: &str, operation: &Operation, context: &Context<'_>) -> Value {
    let known = operation.path_parameters.iter().find(|known| known.name == documented);
    let schema = known.map_or_else(
        || json!({ "type": "string" }),
        |known| schema::schema(&known.ty, context),
    );
    Fields::new()
        .with("name", name)
        .with("in", "path")
        .with_any(
            "description",
            known.map(|known| text::description(&known.docs, context)),
        )
        .with("required", true)
        .with("schema", schema)
        // OpenAPI has no parameter that goes over several segments.
        .with_flag("x-ms-skip-url-encoding", known.is_some_and(|known| known.is_path))
        .with_flag("x-docwright-quoted", known.is_some_and(|known| known.quoted))
        .with_any("x-docwright-name", (documented != name).then_some(documented))
        .into()
}

/// A query option of the protocol, if the pages name it.
fn option(rule: &OptionRule, told: Told<'_>, context: &Context<'_>) -> Option<Value> {
    let documented = told.options().iter().find(|option| option.name == rule.name)?;
    let description = match text::description(&documented.docs, context) {
        text if text.is_empty() => rule.docs.clone(),
        text => text,
    };
    let fields = Fields::new()
        .with("name", rule.name.as_str())
        .with("in", "query")
        .with("description", description);
    let fields = match rule.holds {
        OptionValue::Text => fields.with("schema", json!({ "type": "string" })),
        OptionValue::Flag => fields.with("schema", json!({ "type": "boolean" })),
        OptionValue::Number => {
            let number = Fields::new().with("type", "integer").with("minimum", 0);
            fields.with("schema", Value::from(number.with_any("maximum", documented.most)))
        }
        OptionValue::List => fields
            .with("style", "form")
            .with("explode", false)
            .with("schema", schema::array(json!({ "type": "string" }))),
    };
    Some(fields.into())
}

fn parameter(parameter: &Parameter, docs: &Docs, context: &Context<'_>) -> Value {
    let is_list = matches!(parameter.ty, TypeRef::List(_));
    let location = match parameter.location {
        Location::Query => "query",
        Location::Header => "header",
    };
    let fields = Fields::new()
        .with("name", parameter.name.as_str())
        .with("in", location)
        .with_any("description", text::description(docs, context))
        .with_flag("required", parameter.required);
    let fields = if is_list && parameter.location == Location::Query {
        fields.with("style", "form").with("explode", false)
    } else {
        fields
    };
    fields.with("schema", schema::schema(&parameter.ty, context)).into()
}
