//! Types that no page is about: enumerations from the values that descriptions list, objects from what examples show.

use rayon::prelude::*;

use super::{
    index::Index,
    members::{self, Described},
    reference::primitive,
    spelling, values,
};
use crate::{
    diagnostic::{Code, Diagnostics},
    evidence::Kind,
    json,
    lower::{Shown, TypeDefinition, qualify},
    page::{Body, Located, Message, Page, Row, Start, TypeExpr, TypeName},
    source::{SourceId, Span},
};

/// Adds definitions for names that only have evidence in passing, and fixes the order of all.
pub(super) fn complete(index: &mut Index<'_>, pages: &[Page], out: &mut Diagnostics) {
    values::settle(index, pages, out);
    let rows = index.definitions.values().flat_map(|definition| &definition.rows);
    let tables: Vec<Row> = rows.filter(|row| members::lists_values(row)).cloned().collect();
    let parameters = pages
        .iter()
        .flat_map(|page| page.body.rows.iter().chain(&page.path).chain(&page.query));
    let mut described = Described::default();
    for row in tables.iter().chain(parameters) {
        members::enumerate(row, index, &mut described, out);
    }
    spelling::settle(described.respelled, index, pages, out);
    // Of one name, the first example makes a type, and those that follow add to it.
    let exemplified: Vec<Vec<Example<'_>>> = pages.par_iter().map(|page| exemplified(page, index)).collect();
    for (page, examples) in pages.iter().zip(exemplified) {
        for example in examples {
            define(&example, page.source, index, out);
        }
    }
    index.sort();
}

/// What an example shows of a type.
struct Example<'p> {
    name: TypeName,
    value: &'p json::Value,
    body: &'p Body,
    message: &'p Message,
}

/// The examples of a page, for names that the page uses and no page describes.
fn exemplified<'p>(page: &'p Page, index: &Index<'_>) -> Vec<Example<'p>> {
    let first = |types: &'p [TypeExpr]| types.iter().find_map(|ty| ty.names.first());
    let (answer, carried) = (first(&page.response.types), first(&page.body.types));
    let is_undescribed = |name: &TypeName| {
        is_name(&name.name) && primitive(&name.name, index).is_none() && index.find(name, page.source).is_none()
    };
    let mut examples = vec![];
    for message in &page.messages {
        let Some((value, body)) = message.body.as_ref().and_then(shown_object) else {
            continue;
        };
        let expected = match message.start {
            Start::Request { .. } => carried,
            Start::Response { status } if status < 300 => answer,
            Start::Response { .. } => None,
        };
        let annotated = message.ty.as_ref().filter(|ty| is_name(&ty.value)).map(|ty| TypeName {
            name: ty.value.clone(),
            link: None,
            span: ty.span,
        });
        let names = expected.cloned().into_iter().chain(annotated).filter(is_undescribed);
        examples.extend(names.map(|name| Example {
            name,
            value,
            body,
            message,
        }));
    }
    examples
}

/// Adds what an example shows to the type of that name, which the first example of it makes.
fn define(example: &Example<'_>, from: SourceId, index: &mut Index<'_>, out: &mut Diagnostics) {
    let name = &example.name;
    if let Some(key) = index.find(name, from).map(ToOwned::to_owned) {
        if index.definitions[&key].exemplified {
            let shown = shown_members(example, index);
            let definition = &mut index.definitions[&key];
            let is_new = |new: &Shown| !definition.shown.iter().any(|other| other.name == new.name);
            let new: Vec<Shown> = shown.into_iter().filter(is_new).collect();
            definition.shown.extend(new);
        }
        return;
    }
    let located = located(name, index);
    if !index.dialect.is_own(&located.value) {
        return;
    }
    let mut definition = TypeDefinition::new(located, Kind::Example);
    definition.exemplified = true;
    definition.shown = shown_members(example, index);
    let message = format!(
        "no page describes `{}`; the type was made from this page's examples",
        definition.name.value
    );
    out.report(Code::TypeUnknown, name.span, message);
    index.add(definition);
}

fn shown_members(example: &Example<'_>, index: &Index<'_>) -> Vec<Shown> {
    let members = example
        .value
        .members()
        .iter()
        .filter(|member| !index.dialect.is_annotation(&member.name));
    members
        .map(|member| Shown {
            name: member.name.clone(),
            value: member.value.clone(),
            span: example.body.place(example.message.span, member.range.clone()),
        })
        .collect()
}

/// The object of a body, or the first of its collection.
fn shown_object(body: &Body) -> Option<(&json::Value, &Body)> {
    let Body::Json { value, .. } = body else {
        return None;
    };
    let items = value
        .get("value")
        .and_then(json::Value::elements)
        .or_else(|| value.elements());
    let value = match items {
        Some(items) => items.first()?,
        None => value,
    };
    matches!(value.kind, json::Kind::Object(_)).then_some((value, body))
}

pub(super) fn located(name: &TypeName, index: &Index<'_>) -> Located<String> {
    Located {
        value: qualify(&name.name, &index.dialect.namespace),
        span: Span { ..name.span },
    }
}

pub(super) fn is_name(name: &str) -> bool {
    name.chars().next().is_some_and(|c| c.is_alphabetic() || c == '#')
        && name
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '_' | '.' | '#'))
}
