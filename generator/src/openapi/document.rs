//! The document as a whole.

use std::collections::BTreeSet;

use serde::{Serialize, Serializer, ser::SerializeMap};
use serde_json::{Value, json};

use super::{
    component,
    context::Context,
    example,
    fields::Fields,
    operation,
    path::{self, Item},
    response, security,
};
use crate::api::TypeId;

/// The document as text.
pub(super) fn text(context: &Context<'_>, items: &[Item]) -> String {
    let mut text = serde_json::to_string_pretty(&Document { context, items }).unwrap_or_default();
    text.push('\n');
    text
}

/// The document. Its parts are made when they are written, so that only one is in memory besides the text.
struct Document<'a> {
    context: &'a Context<'a>,
    items: &'a [Item],
}

impl Serialize for Document<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { context, items } = self;
        let mut document = serializer.serialize_map(None)?;
        document.serialize_entry("openapi", context.version.number())?;
        document.serialize_entry("info", &info(context))?;
        document.serialize_entry("servers", &json!([{ "url": context.api.service.base_url }]))?;
        document.serialize_entry("security", &security::any(context))?;
        document.serialize_entry("tags", &tags(items))?;
        document.serialize_entry(
            "paths",
            &Lazy(|| {
                items
                    .iter()
                    .map(|item| (item.template.path.clone(), path::item(item, context)))
            }),
        )?;
        document.serialize_entry("components", &Components { context })?;
        document.end()
    }
}

struct Components<'a> {
    context: &'a Context<'a>,
}

impl Serialize for Components<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let context = self.context;
        let mut components = serializer.serialize_map(None)?;
        components.serialize_entry("schemas", &Lazy(|| schemas(context)))?;
        let error = Fields::new().with(response::ERROR, response::error());
        components.serialize_entry("responses", &Value::from(error))?;
        components.serialize_entry("examples", &Lazy(|| example::all(context)))?;
        components.serialize_entry("securitySchemes", &security::schemes(context))?;
        components.end()
    }
}

/// An object whose members are made one at a time.
struct Lazy<F>(F);

impl<F, I> Serialize for Lazy<F>
where
    F: Fn() -> I,
    I: Iterator<Item = (String, Value)>,
{
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for (name, value) in (self.0)() {
            map.serialize_entry(&name, &value)?;
        }
        map.end()
    }
}

fn schemas<'a>(context: &'a Context<'_>) -> impl Iterator<Item = (String, Value)> + 'a {
    let ids = (0..).map(TypeId).take(context.api.types.len());
    let documented = ids.filter_map(|id| Some((context.key(id)?.to_owned(), component::schema(id, context))));
    let error = (response::ERROR_SCHEMA.to_owned(), response::error_schema());
    documented.chain([error])
}

/// What the document is about.
fn info(context: &Context<'_>) -> Value {
    let settings = context.settings;
    let base = &context.api.service.base_url;
    let address = base.split_once("://").map_or(base.as_str(), |(_, address)| address);
    let (host, last) = address.rsplit_once('/').unwrap_or((address, ""));
    let version = Some(last).filter(|last| !last.is_empty());
    Fields::new()
        .with("title", settings.title.as_deref().unwrap_or(host))
        .with_any("description", settings.description.as_deref())
        .with("version", settings.version.as_deref().or(version).unwrap_or("1.0"))
        .into()
}

/// The areas that paths belong to.
fn tags(items: &[Item]) -> Vec<Value> {
    let names: BTreeSet<&str> = items.iter().filter_map(operation::tag).collect();
    names.into_iter().map(|name| json!({ "name": name })).collect()
}
