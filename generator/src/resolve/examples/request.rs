//! Example requests.

use super::{
    Resolver, carried,
    chain::{self, Chain, Found},
    header, is_broken_json,
    nearest::nearest,
    url::Target,
};
use crate::{
    api::{self, ExampleRequest, Location, Method, OperationId, TypeRef},
    diagnostic::Code,
    page::{Body, Located, Message, Page, Start},
    resolve::conform::reads,
};

/// What became of an example request.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Outcome {
    Built(Box<ExampleRequest>),
    /// It goes to another host, which the documented operations say nothing about.
    Foreign,
    /// It has this method, and matches no documented operation; a diagnostic says so.
    Unmatched(Method),
}

impl Resolver<'_, '_> {
    pub(super) fn request(&mut self, page: &Page, message: &Message) -> Outcome {
        let Start::Request { method, url } = &message.start else {
            return Outcome::Foreign;
        };
        let Some(target) = Target::parse(&url.value, &self.dialect.base_urls) else {
            return Outcome::Foreign;
        };
        let chain = match chain::find(self.api, *method, &target.path, page.source) {
            Found::Chain(chain) => chain,
            Found::OtherMethods(methods) => {
                self.report_method(*method, &target, &methods, url);
                return Outcome::Unmatched(*method);
            }
            Found::Nothing => {
                self.report_unmatched(page, *method, &target, url);
                return Outcome::Unmatched(*method);
            }
        };
        let query = target.query();
        let excuse = self.check_query(chain.operation, &query, url);
        let excuse = self.check_body(chain.operation, message).or(excuse);
        let Chain { steps, call, operation, path } = chain;
        Outcome::Built(Box::new(ExampleRequest {
            steps,
            call,
            operation,
            query,
            headers: header::relevant(message),
            body: message.body.as_ref().map(carried),
            url: format!("{path}{}", target.query_text()),
            span: message.span,
            excuse,
        }))
    }

    fn report_method(&mut self, method: Method, target: &Target, others: &[Method], url: &Located<String>) {
        let others: Vec<&str> = others.iter().map(|method| method.as_str()).collect();
        let message = format!("`{} {}` is not documented: the path has {}", method.as_str(), target.path, others.join(" and "));
        self.out.report(Code::ExampleUnmatched, url.span, message);
    }

    fn report_unmatched(&mut self, page: &Page, method: Method, target: &Target, url: &Located<String>) {
        let request = format!("`{} {}` matches no documented request", method.as_str(), target.path);
        let Some(nearest) = nearest(self.api, method, &target.path, page.source) else {
            self.out.report(Code::ExampleUnmatched, url.span, request);
            return;
        };
        let message = format!("{request}; the nearest is `{} {}`", nearest.method.as_str(), nearest.template);
        let finding = self.out.report(Code::ExampleUnmatched, url.span, message);
        if let Some(span) = nearest.span {
            finding.related(span, "the nearest documented request");
        }
    }

    /// Whether the query has what the operation requires.
    fn check_query(&mut self, operation: OperationId, query: &[(String, String)], url: &Located<String>) -> Option<String> {
        let parameters = &self.api.operation(operation).parameters;
        let required = parameters.iter().filter(|parameter| parameter.required && parameter.location == Location::Query);
        let fault = required.into_iter().find_map(|parameter| {
            let value = query.iter().find(|(name, _)| name.eq_ignore_ascii_case(&parameter.name)).map(|(_, value)| value);
            match (value, &parameter.ty) {
                (None, _) => Some(format!("the request lacks the query parameter `{}`, which is required", parameter.name)),
                (Some(value), TypeRef::Primitive(primitive)) if !reads(*primitive, value) => {
                    Some(format!("`{value}` is no value of the query parameter `{}`, which is documented as {primitive:?}", parameter.name))
                }
                _ => None,
            }
        })?;
        self.out.report(Code::ExampleUnmatched, url.span, fault.clone());
        Some(fault)
    }

    /// Whether the body is one that the operation takes.
    fn check_body(&mut self, operation: OperationId, message: &Message) -> Option<String> {
        let documented = self.api.operation(operation).body.as_ref();
        let fault = match (documented, &message.body) {
            (None, None) | (Some(api::Body::Bytes(_)), Some(_)) => return None,
            (Some(api::Body::Json(ty)), Some(body @ Body::Json { value, .. })) => {
                return self.conformance.check(value, ty, |range| body.place(message.span, range), self.out);
            }
            (Some(api::Body::Json(_)), Some(Body::Text(text))) => {
                let fault = "the body of the request cannot be read as JSON".to_owned();
                if is_broken_json(text) {
                    return Some(fault);
                }
                fault
            }
            (None, Some(_)) => "the request has a body, and the page documents none".to_owned(),
            (Some(_), None) => "the request has no body, and the page documents one".to_owned(),
        };
        self.out.report(Code::ExampleMismatch, message.span, fault.clone());
        Some(fault)
    }
}
