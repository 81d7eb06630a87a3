//! Example responses.

use super::{Resolver, carried, is_broken_json};
use crate::{
    api::{Answer, ExampleResponse, OperationId, TypeId, TypeRef},
    diagnostic::Code,
    json,
    lower::{key, qualify},
    page::{Body, Message, Start},
};

/// What becomes of the body of a response.
enum Verdict {
    Fits,
    /// It does not, and a diagnostic has to say so.
    Fault(String),
    /// It does not, and a diagnostic says so.
    Known(String),
}

impl Resolver<'_, '_> {
    /// Resolves a response to an operation, or to none that is known; `None` if there is nothing that could be tested.
    pub(super) fn response(&mut self, message: &Message, operation: Option<OperationId>) -> Option<ExampleResponse> {
        let Start::Response { status } = message.start else {
            return None;
        };
        // An error has a shape of its own, which pages about operations do not document.
        if !(200..400).contains(&status) {
            return None;
        }
        let answer = match operation {
            Some(operation) => self.api.operation(operation).answer.clone(),
            None => self.annotated(message)?,
        };
        let (answer, body) = match (answer, &message.body) {
            (answer @ (Answer::Empty | Answer::Bytes), body) => (answer, body.as_ref()),
            // What a redirect carries is no answer: that is where it leads.
            (_, _) if status >= 300 => (Answer::Bytes, None),
            (answer, body) => (answer, body.as_ref()),
        };
        // The page says that parts were left out: here it is all of the body.
        if body.is_none() && message.truncated && !matches!(answer, Answer::Empty | Answer::Bytes) && matches!(status, 200 | 201) {
            return None;
        }
        let excuse = match self.verdict(status, &answer, body, message) {
            Verdict::Fits => None,
            Verdict::Known(fault) => Some(fault),
            Verdict::Fault(fault) => {
                self.out.report(Code::ExampleMismatch, message.span, fault.clone());
                Some(fault)
            }
        };
        Some(ExampleResponse {
            status,
            answer,
            body: body.map(carried),
            span: message.span,
            excuse,
        })
    }

    fn verdict(&mut self, status: u16, answer: &Answer, body: Option<&Body>, message: &Message) -> Verdict {
        match (answer, body) {
            // RFC 9110, sections 15.3.5 and 15.3.6.
            (_, Some(_)) if matches!(status, 204 | 205) => Verdict::Fault(format!("a response with status {status} has no body, and this one shows one")),
            (Answer::Empty, None) | (Answer::Bytes, _) => Verdict::Fits,
            (Answer::Empty, Some(_)) => Verdict::Fault("the response has a body, and the page documents none".to_owned()),
            (_, None) => Verdict::Fault("the response shows no body, and the page documents one".to_owned()),
            (answer, Some(Body::Text(text))) if let Some(value) = bare_value(text) => {
                self.conformance.check_answer(&value, answer, |_| message.span, self.out).map_or(Verdict::Fits, Verdict::Known)
            }
            (_, Some(Body::Text(text))) => {
                let fault = "the body of the response cannot be read as JSON".to_owned();
                if is_broken_json(text) { Verdict::Known(fault) } else { Verdict::Fault(fault) }
            }
            (answer, Some(body @ Body::Json { value, .. })) => {
                let place = |range| body.place(message.span, range);
                self.conformance.check_answer(value, answer, place, self.out).map_or(Verdict::Fits, Verdict::Known)
            }
        }
    }

    /// The answer that the annotation alone tells.
    fn annotated(&self, message: &Message) -> Option<Answer> {
        let Body::Json { value, .. } = message.body.as_ref()? else {
            return None;
        };
        let name = message.ty.as_ref()?.value.trim_start_matches('#');
        let item = name.strip_prefix("Collection(").and_then(|rest| rest.strip_suffix(')'));
        let ty = self.type_named(item.unwrap_or(name))?;
        let is_page = item.is_some() || message.collection;
        let wraps = value.get(&self.dialect.json.collection).is_some();
        Some(if is_page && wraps { Answer::Page(ty) } else { Answer::Json(ty) })
    }

    fn type_named(&self, name: &str) -> Option<TypeRef> {
        let wanted = key(&qualify(name, &self.dialect.namespace));
        let (id, _) = (0..).zip(&self.api.types).find(|(_, ty)| key(&ty.qualified) == wanted)?;
        let id = TypeId(id);
        Some(match self.api.object(id) {
            Some(object) if !object.derived.is_empty() => TypeRef::Polymorphic(id),
            _ => TypeRef::Named(id),
        })
    }
}

/// A number or a truth value that is the whole of a body: JSON, whatever its media type.
fn bare_value(text: &str) -> Option<json::Value> {
    let parsed = json::parse(text);
    parsed.result.ok().filter(|value| parsed.repairs.is_empty() && matches!(value.kind, json::Kind::Number(_) | json::Kind::Bool(_)))
}
