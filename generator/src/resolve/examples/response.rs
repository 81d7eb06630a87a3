//! Example responses.

use super::{Resolver, body::Carried, header};
use crate::{
    api::{Answer, ExampleResponse, OperationId, TypeId, TypeRef},
    diagnostic::Code,
    lower::{key, qualify},
    page::{Body, Message, Start},
};

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
        let documented = match operation {
            Some(operation) => self.api.operation(operation).answer.clone(),
            None => self.annotated(message)?,
        };
        let is_shown = message.body.is_some();
        let answer = match documented {
            // What a redirect carries is no answer: that is where it leads.
            Answer::Json(_) | Answer::Page(_) | Answer::Wrapped(_) if status >= 300 => Answer::Bytes,
            // The page says that parts were left out: here it is all of the body.
            Answer::Json(_) | Answer::Page(_) | Answer::Wrapped(_)
                if !is_shown && message.truncated && matches!(status, 200 | 201) =>
            {
                return None;
            }
            documented => documented,
        };
        let may_be_empty = operation.is_some_and(|operation| self.api.operation(operation).may_be_empty);
        // RFC 9110, sections 15.3.5 and 15.3.6.
        let Carried { body, excuse } = match &message.body {
            None if may_be_empty && matches!(status, 202 | 204 | 205) => Carried::default(),
            Some(body) if matches!(status, 204 | 205) => self.surplus(body, status, message),
            _ => self.carry(message, &answer, "response"),
        };
        Some(ExampleResponse {
            status,
            may_be_empty,
            headers: header::relevant(message),
            answer,
            body,
            span: message.span,
            excuse,
        })
    }

    fn surplus(&mut self, body: &Body, status: u16, message: &Message) -> Carried {
        let fault = format!("a response with status {status} has no body, and this one shows one");
        self.out.report(Code::ExampleMismatch, message.span, fault.clone());
        Carried {
            excuse: Some(fault),
            ..Carried::plain(body)
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
        Some(if is_page && wraps {
            Answer::Page(ty)
        } else {
            Answer::Json(ty)
        })
    }

    fn type_named(&self, name: &str) -> Option<TypeRef> {
        let wanted = key(&qualify(name, &self.dialect.namespace));
        let (id, _) = (0..)
            .zip(&self.api.types)
            .find(|(_, ty)| key(&ty.qualified) == wanted)?;
        let id = TypeId(id);
        Some(match self.api.object(id) {
            Some(object) if object.any.is_some() => TypeRef::Polymorphic(id),
            _ => TypeRef::Named(id),
        })
    }
}
