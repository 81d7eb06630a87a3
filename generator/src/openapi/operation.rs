//! Operations, at each of their paths.

use std::collections::HashSet;

use serde_json::Value;

use super::{
    body,
    context::Context,
    fields::Fields,
    parameter,
    path::{Item, Use},
    response, security, text,
    told::Told,
};
use crate::{api::Operation, source::Span};

/// An operation at a path.
pub(super) fn operation(item: &Item, here: &Use, context: &Context<'_>) -> Value {
    let told = Told::of(here, context);
    let permissions = security::permissions(told.permissions(), context);
    Fields::new()
        .with_any("tags", tag(item).into_iter().collect::<Vec<_>>())
        .with_any("summary", told.title().trim())
        .with_any("description", text::description(told.docs(), context))
        .with("operationId", here.id.as_str())
        .with_flag("deprecated", told.deprecated().is_some())
        .with_any("parameters", parameter::parameters(item, here, context))
        .with_any("requestBody", body::body(here, context))
        .with("responses", response::responses(here, context))
        .with_any("security", security::requirements(&permissions))
        .with_any("x-ms-pageable", response::paging(here, context))
        .with_any(
            "x-docwright-deprecation",
            told.deprecated().map_or(Value::Null, text::some),
        )
        .with_any("x-docwright-permissions", security::extension(&permissions))
        .with_any("x-docwright-spellings", spellings(item, here))
        .with_any("x-docwright-source", source(here, told.operation, context))
        .with_any("x-docwright-sources", sources(told, context))
        .into()
}

/// The area of the API that a path belongs to: the name of its first segment.
pub(super) fn tag(item: &Item) -> Option<&str> {
    let mut names = item
        .template
        .path
        .split(|c: char| !c.is_ascii_alphanumeric() && c != '$');
    names.find(|name| !name.is_empty())
}

/// How the pages spell the path, where the item has it differently.
fn spellings(item: &Item, here: &Use) -> Vec<String> {
    let others = here.spellings.iter().filter(|spelling| **spelling != item.documented);
    others.cloned().collect()
}

/// The request line that documents the operation at its path.
fn source(here: &Use, operation: &Operation, context: &Context<'_>) -> Value {
    let walk = operation.walks.get(here.template);
    let span = walk.map(|walk| walk.span).or(operation.sources.first().copied());
    span.map_or(Value::Null, |span| context.source(span))
}

/// The first line of each page that documents the operation here, where several do, with what the page calls it and says of it.
fn sources(told: Told<'_>, context: &Context<'_>) -> Vec<Value> {
    let mut pages = HashSet::new();
    let first: Vec<Span> = told
        .sources()
        .iter()
        .copied()
        .filter(|span| pages.insert(span.source))
        .collect();
    if first.len() < 2 {
        return vec![];
    }
    let about = |span: &Span| {
        let mut pages = told.operation.pages.iter();
        pages.find(|(source, ..)| *source == span.source)
    };
    let place = |span: Span| {
        let (title, docs) = about(&span).map_or(("", None), |(_, title, docs)| (title.trim(), Some(docs)));
        context
            .place(span)
            .with_any("title", title)
            .with_any("description", docs.map(|docs| text::description(docs, context)))
            .into()
    };
    first.into_iter().map(place).collect()
}
