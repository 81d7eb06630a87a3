//! Example requests.

use super::{
    Resolver,
    body::Carried,
    chain::{self, Chain, Found},
    header,
    nearest::nearest,
    url::Target,
};
use crate::{
    api::{self, Answer, ExampleRequest, Location, Method, OperationId},
    diagnostic::Code,
    dialect::Kind,
    page::{Located, Message, Page, Start},
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
        let Some(mut target) = Target::parse(&url.value, &self.dialect.base_urls) else {
            return Outcome::Foreign;
        };
        let chain = match self.find(page, *method, &mut target, url) {
            Found::Chain(chain) => chain,
            Found::OtherMethods(methods) => {
                self.report_method(*method, &target, &methods, url);
                return Outcome::Unmatched(*method);
            }
            Found::Nothing => {
                if message.annotated || page.kind == Kind::Operation {
                    self.report_unmatched(page, *method, &target, url);
                }
                return Outcome::Unmatched(*method);
            }
        };
        let operation = self.api.operation(chain.operation);
        target.spell(
            operation
                .parameters
                .iter()
                .filter(|parameter| parameter.location == Location::Query)
                .map(|parameter| parameter.name.as_str()),
        );
        let query = target.query();
        let excuse = self.check_query(chain.operation, &query, url);
        let Carried { body, excuse: fault } = self.carry(message, &shape(operation.body.as_ref()), "request");
        let Chain {
            steps,
            call,
            operation,
            path,
        } = chain;
        Outcome::Built(Box::new(ExampleRequest {
            steps,
            call,
            operation,
            query,
            headers: header::relevant(message),
            body,
            url: format!("{path}{}", target.query_text()),
            span: message.span,
            excuse: fault.or(excuse),
        }))
    }

    fn find(&mut self, page: &Page, method: Method, target: &mut Target, url: &Located<String>) -> Found {
        let found = chain::find(self.api, method, &target.path, page.source);
        let Some(other) = target.with_keys_as_segments().filter(|_| found == Found::Nothing) else {
            return found;
        };
        let found = chain::find(self.api, method, &other.path, page.source);
        if let Found::Chain(_) = found {
            let message = format!(
                "`{}` has a key in parentheses; it was read as `{}`",
                target.path, other.path
            );
            self.out
                .report(Code::RequestLineRepaired, url.span, message)
                .help("write the path as the request lines have it");
            *target = other;
        }
        found
    }

    fn report_method(&mut self, method: Method, target: &Target, others: &[Method], url: &Located<String>) {
        let others: Vec<&str> = others.iter().map(|method| method.as_str()).collect();
        let message = format!(
            "`{} {}` is not documented: the path has {}",
            method.as_str(),
            target.path,
            others.join(" and ")
        );
        self.out.report(Code::ExampleUnmatched, url.span, message);
    }

    fn report_unmatched(&mut self, page: &Page, method: Method, target: &Target, url: &Located<String>) {
        let request = format!("`{} {}` matches no documented request", method.as_str(), target.path);
        let Some(nearest) = nearest(self.api, method, &target.path, page.source) else {
            self.out.report(Code::ExampleUnmatched, url.span, request);
            return;
        };
        let message = format!(
            "{request}; the nearest is `{} {}`",
            nearest.method.as_str(),
            nearest.template
        );
        let finding = self.out.report(Code::ExampleUnmatched, url.span, message);
        if let Some(span) = nearest.span {
            finding.related(span, "the nearest documented request");
        }
    }

    /// Whether the query has what the operation requires.
    fn check_query(
        &mut self,
        operation: OperationId,
        query: &[(String, String)],
        url: &Located<String>,
    ) -> Option<String> {
        let parameters = &self.api.operation(operation).parameters;
        let mut required = parameters
            .iter()
            .filter(|parameter| parameter.required && parameter.location == Location::Query);
        let missing = required.find(|parameter| query.iter().all(|(name, _)| *name != parameter.name))?;
        let fault = format!(
            "the request lacks the query parameter `{}`, which is required",
            missing.name
        );
        self.out.report(Code::ExampleUnmatched, url.span, fault.clone());
        Some(fault)
    }
}

/// A request's body as the answer of the same shape.
fn shape(body: Option<&api::Body>) -> Answer {
    match body {
        None => Answer::Empty,
        Some(api::Body::Json(ty)) => Answer::Json(ty.clone()),
        Some(api::Body::Bytes(_)) => Answer::Bytes,
    }
}
