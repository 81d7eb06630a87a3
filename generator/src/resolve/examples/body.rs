//! Bodies of examples: what a test carries of them.

use super::Resolver;
use crate::{
    api::{Answer, ExampleBody},
    diagnostic::{Code, Level},
    json::{self, Kind, Member, Value},
    page::{Body, Message, Start},
    resolve::conform::Findings,
};

/// A body as a test carries it, and why the test cannot pass.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Carried {
    pub(super) body: Option<ExampleBody>,
    pub(super) excuse: Option<String>,
}

impl Resolver<'_, '_> {
    /// Checks the body of a message against what the page documents, a request's body being like the answer of that shape.
    ///
    /// `noun` says whose body it is. What contradicts the page is reported, unless extraction did so.
    pub(super) fn carry(&mut self, message: &Message, documented: &Answer, noun: &str) -> Carried {
        let body = message.body.as_ref();
        let bare = body.and_then(bare_value);
        let excuse = match (documented, body) {
            (Answer::Empty | Answer::Bytes, None) => return Carried::default(),
            (Answer::Bytes, Some(body)) => return Carried::plain(body),
            (Answer::Empty, Some(_)) => format!("the {noun} has a body, and the page documents none"),
            (_, None) => match message.start {
                Start::Response { status } if status != 200 && status != 201 => {
                    format!("a response with status {status} has no body, and the operation is documented with one")
                }
                _ => format!("the {noun} shows no body, and the page documents one"),
            },
            (documented, Some(body)) => match bare.as_ref().or(body.value()) {
                Some(value) if noun == "response" && self.is_collection(value, documented) => {
                    "the response shows a collection, and the operation is documented with one object".to_owned()
                }
                Some(value) => {
                    let value = self.unwrapped(value, documented, body, message);
                    let place = |range| body.place(message.span, range);
                    let findings = self.conformance.check(value, documented, place, self.out);
                    return Carried::checked(value, findings);
                }
                None => match message.header("content-type").filter(|media| !is_json(media)) {
                    Some(media) => format!("the {noun} carries {media}, and the page documents JSON"),
                    None => format!("the body of the {noun} cannot be read as JSON"),
                },
            },
        };
        if !body.is_some_and(is_broken_json) {
            self.out.report(Code::ExampleMismatch, message.span, excuse.clone());
        }
        Carried {
            body: body.map(plain),
            excuse: Some(excuse),
        }
    }

    /// Whether a value is a list in its envelope where one object is documented.
    fn is_collection(&mut self, value: &Value, documented: &Answer) -> bool {
        let name = self.dialect.json.collection.as_str();
        let holds_list = value.get(name).is_some_and(|inner| inner.elements().is_some());
        matches!(documented, Answer::Json(ty) if holds_list && !self.conformance.documents(ty, name))
    }
}

impl Resolver<'_, '_> {
    /// The object that an example shows inside `value`, as if it were a collection: that is where services put lists and
    /// primitives, and what they answer with otherwise is the object itself.
    fn unwrapped<'v>(&mut self, value: &'v Value, documented: &Answer, body: &Body, message: &Message) -> &'v Value {
        let name = self.dialect.json.collection.as_str();
        let is_envelope = |member: &Member| member.name == name || self.dialect.is_annotation(&member.name);
        let inner = value.get(name).filter(|inner| matches!(inner.kind, Kind::Object(_)));
        match (documented, inner) {
            (Answer::Json(ty), Some(inner))
                if value.members().iter().all(is_envelope) && !self.conformance.documents(ty, name) =>
            {
                let text = format!("the example shows the object inside `{name}`; it was read without");
                let place = body.place(message.span, value.range.start..value.range.start + 1);
                let finding = self.out.report(Code::ExampleMismatch, place, text);
                finding.level = Level::Note;
                finding.help(format!(
                    "show the object itself; only collections and primitives stand in `{name}`"
                ));
                inner
            }
            _ => value,
        }
    }
}

impl Carried {
    pub(super) fn plain(body: &Body) -> Self {
        Self {
            body: Some(plain(body)),
            excuse: None,
        }
    }

    fn checked(value: &Value, findings: Findings) -> Self {
        let json = value.to_json_without(&findings.placeholders);
        Self {
            body: Some(ExampleBody::Json(json)),
            excuse: findings.fault,
        }
    }
}

impl Body {
    fn value(&self) -> Option<&Value> {
        match self {
            Self::Json { value, .. } => Some(value),
            Self::Text(_) => None,
        }
    }
}

fn plain(body: &Body) -> ExampleBody {
    match body {
        Body::Json { value, .. } => ExampleBody::Json(value.to_json()),
        Body::Text(text) => ExampleBody::Text(text.clone()),
    }
}

fn is_json(media: &str) -> bool {
    media.to_ascii_lowercase().contains("json")
}

/// Whether text was meant as JSON and could not be read, which extraction has reported.
fn is_broken_json(body: &Body) -> bool {
    matches!(body, Body::Text(text) if text.starts_with(['{', '[']))
}

/// A number or a truth value that is the whole of a body: JSON, whatever its media type.
fn bare_value(body: &Body) -> Option<Value> {
    let Body::Text(text) = body else {
        return None;
    };
    let parsed = json::parse(text);
    parsed
        .result
        .ok()
        .filter(|value| parsed.repairs.is_empty() && matches!(value.kind, Kind::Number(_) | Kind::Bool(_)))
}
