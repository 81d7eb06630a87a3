//! Examples, which the components have by name and contents refer to.

use serde_json::{Map, Value, json};

use super::{context::Context, fields::Fields, path::Use, told::Told};
use crate::api::{Example, ExampleBody};

/// References to the bodies of example requests of an operation: those in JSON, or the others.
pub(super) fn requests(here: &Use, json: bool, context: &Context<'_>) -> Map<String, Value> {
    let mut references = Map::new();
    for example in at(here, context) {
        let body = example.request.as_ref().and_then(|request| request.body.as_ref());
        if body.is_some_and(|body| is_json(body) == json) {
            refer(&mut references, request_name(example));
        }
    }
    references
}

/// References to the bodies of example responses of an operation with a status: those in JSON, or the others.
pub(super) fn responses(here: &Use, status: u16, json: bool, context: &Context<'_>) -> Map<String, Value> {
    let mut references = Map::new();
    for example in at(here, context) {
        for (position, response) in example.responses.iter().enumerate() {
            if response.status == status && response.body.as_ref().is_some_and(|body| is_json(body) == json) {
                refer(&mut references, response_name(example, position));
            }
        }
    }
    references
}

/// The examples of an operation on the pages that list the path.
fn at<'a>(here: &Use, context: &'a Context<'_>) -> impl Iterator<Item = &'a Example> {
    let told = Told::of(here, context);
    let examples = context.examples(here.operation).iter();
    let examples = examples.map(|index| &context.api.examples[*index]);
    examples.filter(move |example| told.shows(example.span))
}

/// All examples that have a body, by name.
pub(super) fn all<'a>(context: &'a Context<'_>) -> impl Iterator<Item = (String, Value)> + 'a {
    context.api.examples.iter().flat_map(|example| {
        let request = example.request.as_ref().and_then(|request| {
            let fields = fields(request.body.as_ref()?, request.excuse.as_deref());
            let title = format!(
                "{} {}",
                context.api.operation(request.operation).method.as_str(),
                request.url
            );
            Some((
                request_name(example),
                about(fields, &title, context.source(request.span)),
            ))
        });
        let responses = example.responses.iter().enumerate().filter_map(|(position, response)| {
            let fields = fields(response.body.as_ref()?, response.excuse.as_deref());
            let title = match &example.request {
                Some(request) => format!(
                    "{} to {} {}",
                    response.status,
                    context.api.operation(request.operation).method.as_str(),
                    request.url
                ),
                None => response.status.to_string(),
            };
            let name = response_name(example, position);
            Some((name, about(fields, &title, context.source(response.span))))
        });
        request.into_iter().chain(responses).collect::<Vec<_>>()
    })
}

fn is_json(body: &ExampleBody) -> bool {
    matches!(body, ExampleBody::Json(_))
}

fn refer(references: &mut Map<String, Value>, name: String) {
    let reference = json!({ "$ref": format!("#/components/examples/{name}") });
    references.insert(name, reference);
}

fn request_name(example: &Example) -> String {
    format!("{}.request", example.rust)
}

fn response_name(example: &Example, position: usize) -> String {
    match position {
        0 => format!("{}.response", example.rust),
        _ => format!("{}.response.{}", example.rust, position + 1),
    }
}

fn fields(body: &ExampleBody, excuse: Option<&str>) -> Fields {
    let value: Value = match body {
        ExampleBody::Json(text) => serde_json::from_str(text).unwrap_or_else(|_| text.as_str().into()),
        ExampleBody::Text(text) => text.as_str().into(),
    };
    Fields::new()
        .with("value", value)
        // What the page itself contradicts.
        .with_any("x-docwright-fault", excuse)
}

fn about(fields: Fields, title: &str, source: Value) -> Value {
    Fields::new()
        .with("summary", title)
        .extend(fields)
        .with("x-docwright-source", source)
        .into()
}
