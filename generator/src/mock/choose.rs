//! Which documented response a request is answered with.

use std::collections::HashMap;

use serde_json::Value;

use super::request::Request;
use crate::{
    api::{Api, Example, ExampleBody, ExampleRequest, ExampleResponse, OperationId},
    resolve::decode,
};

/// The documented responses of each operation.
#[derive(Debug, Default)]
pub(super) struct Choices {
    by_operation: HashMap<OperationId, Vec<Choice>>,
}

/// A documented response, by its place in the model.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Choice {
    example: usize,
    response: usize,
}

impl Choices {
    pub(super) fn new(api: &Api) -> Self {
        let mut choices = Self::default();
        for (index, example) in api.examples.iter().enumerate() {
            let Some(operation) = example.operation else {
                continue;
            };
            let all = 0..example.responses.len();
            let list = choices.by_operation.entry(operation).or_default();
            list.extend(all.map(|response| Choice {
                example: index,
                response,
            }));
        }
        choices
    }

    /// The examples of an operation, in the order of the pages.
    pub(super) fn examples<'a>(&self, api: &'a Api, operation: OperationId) -> impl Iterator<Item = &'a Example> {
        let choices = self.by_operation.get(&operation).into_iter().flatten();
        let mut last = None;
        choices
            .filter(move |choice| last.replace(choice.example) != Some(choice.example))
            .map(|choice| &api.examples[choice.example])
            .collect::<Vec<_>>()
            .into_iter()
    }

    /// The names by which the responses of an operation are asked for.
    pub(super) fn names(&self, api: &Api, operation: OperationId) -> Vec<String> {
        let choices = self.by_operation.get(&operation).into_iter().flatten();
        choices.map(|choice| choice.name(api)).collect()
    }

    /// The response with this name.
    pub(super) fn named(&self, api: &Api, operation: OperationId, name: &str) -> Option<Choice> {
        let mut choices = self.by_operation.get(&operation)?.iter();
        choices.find(|choice| choice.name(api) == name).copied()
    }

    /// The response whose request is the most like this one. What the page itself contradicts is no answer, and neither is what
    /// follows on a first response: the client reads one.
    pub(super) fn best(&self, api: &Api, operation: OperationId, request: &Request) -> Option<Choice> {
        let mut best: Option<(i32, Choice)> = None;
        for choice in self.by_operation.get(&operation)? {
            let example = &api.examples[choice.example];
            if choice.response(api).excuse.is_some() || example.responses[..choice.response].iter().any(is_usable) {
                continue;
            }
            let score = example
                .request
                .as_ref()
                .map_or(-1, |documented| likeness(request, documented));
            if best.is_none_or(|(most, _)| score > most) {
                best = Some((score, *choice));
            }
        }
        best.map(|(_, choice)| choice)
    }
}

impl Choice {
    pub(super) fn example(self, api: &Api) -> &Example {
        &api.examples[self.example]
    }

    pub(super) fn response(self, api: &Api) -> &ExampleResponse {
        &api.examples[self.example].responses[self.response]
    }

    /// The documented responses that follow on this one.
    pub(super) fn following(self, api: &Api) -> &[ExampleResponse] {
        &api.examples[self.example].responses[self.response + 1..]
    }

    /// The name of the example, with a number for all but its first response.
    pub(super) fn name(self, api: &Api) -> String {
        let name = &api.examples[self.example].rust;
        match self.response {
            0 => name.clone(),
            later => format!("{name}.{}", later + 1),
        }
    }
}

fn is_usable(response: &ExampleResponse) -> bool {
    response.excuse.is_none()
}

/// How much a request is like a documented one: what both have counts for it, what only one has against it.
fn likeness(request: &Request, documented: &ExampleRequest) -> i32 {
    let (path, _) = documented.url.split_once('?').unwrap_or((&documented.url, ""));
    let same_path = request.plain_path() == decode(path).to_ascii_lowercase();
    8 * i32::from(same_path) + query(request, documented) + headers(request, documented) + body(request, documented)
}

fn query(request: &Request, documented: &ExampleRequest) -> i32 {
    let expected = documented.query.iter().map(|(name, value)| match request.option(name) {
        Some(actual) if actual == value => 4,
        Some(_) => 1,
        None => -3,
    });
    let is_extra = |name: &str| {
        let bare = name.trim_start_matches('$');
        let mut names = documented.query.iter().map(|(name, _)| name.trim_start_matches('$'));
        names.all(|other| !other.eq_ignore_ascii_case(bare))
    };
    let extra = request.query.iter().filter(|(name, _)| is_extra(name)).count();
    expected.sum::<i32>() - 2 * i32::try_from(extra).unwrap_or(i32::MAX / 4)
}

fn headers(request: &Request, documented: &ExampleRequest) -> i32 {
    let expected = documented
        .headers
        .iter()
        .map(|(name, value)| match request.header(name) {
            Some(actual) if actual == *value || actual.split(", ").any(|part| part == value) => 2,
            Some(_) => 0,
            None => -2,
        });
    expected.sum()
}

fn body(request: &Request, documented: &ExampleRequest) -> i32 {
    let documented = match &documented.body {
        Some(ExampleBody::Json(text)) => serde_json::from_str::<Value>(text).ok(),
        _ => None,
    };
    let actual = serde_json::from_slice::<Value>(&request.body).ok();
    match (actual, documented) {
        (Some(actual), Some(documented)) if actual == documented => 12,
        (Some(Value::Object(actual)), Some(Value::Object(documented))) => {
            let same = |name: &String| {
                actual
                    .get(name)
                    .is_some_and(|value| documented.get(name) == Some(value))
            };
            let shared = documented.keys().filter(|name| actual.contains_key(*name)).count();
            let equal = documented.keys().filter(|name| same(name)).count();
            let all = documented.len() + actual.len() - shared;
            i32::try_from(6 * (shared + equal) / (2 * all).max(1)).unwrap_or_default()
        }
        _ => 0,
    }
}
