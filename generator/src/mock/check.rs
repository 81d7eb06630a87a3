//! Whether a request is one that the docs allow.
//!
//! What a documented example does is allowed, whatever the tables say.

use std::ops::Range;

use http::StatusCode;

use super::{choose::Choices, reply::Refusal, request::Request};
use crate::{
    api::{
        Answer, Api, Body, Example, ExampleBody, ExampleRequest, Location, Method, Operation, OperationId, Parameter,
        Role, TypeRef,
    },
    diagnostic::{Code, Diagnostics},
    dialect::Dialect,
    json,
    resolve::Conformance,
    source::{SourceId, Span},
};

/// What is to be checked against what.
#[derive(Debug)]
pub(super) struct Check<'a> {
    pub(super) api: &'a Api,
    pub(super) dialect: &'a Dialect,
    pub(super) choices: &'a Choices,
    pub(super) operation: OperationId,
    pub(super) request: &'a Request,
}

/// What is wrong with a request.
#[derive(Debug, Default)]
pub(super) struct Verdict {
    pub(super) refusals: Vec<Refusal>,
    /// What the service would pass over: members that no page documents.
    pub(super) warnings: Vec<String>,
}

impl Check<'_> {
    /// Checks query, headers and body.
    pub(super) fn run(&self) -> Verdict {
        let mut verdict = Verdict::default();
        if !self.is_followed_link() {
            self.query(&mut verdict);
        }
        self.headers(&mut verdict);
        self.body(&mut verdict);
        verdict
    }

    fn operation(&self) -> &Operation {
        self.api.operation(self.operation)
    }

    /// The request, for messages.
    fn name(&self) -> String {
        format!("{} {}", self.request.method.as_str(), self.request.path)
    }

    fn examples(&self) -> impl Iterator<Item = &ExampleRequest> {
        let examples = self.choices.examples(self.api, self.operation);
        examples.filter_map(|example: &Example| example.request.as_ref())
    }

    /// A link that an answer held is followed as it is, with a query that only the service understands.
    fn is_followed_link(&self) -> bool {
        let names = &self.dialect.service.query;
        [&names.skip_token, &names.delta_token]
            .into_iter()
            .any(|name| self.request.option(name).is_some())
    }

    fn query(&self, verdict: &mut Verdict) {
        let documented: Vec<&Parameter> = self.parameters(Location::Query).collect();
        for (name, value) in &self.request.query {
            let same = |other: &str| is_same_option(name, other);
            if let Some(parameter) = documented.iter().find(|parameter| same(&parameter.name)) {
                verdict.refusals.extend(self.typed(parameter, value));
                continue;
            }
            let is_system = self.dialect.service.query.system.iter().any(|other| same(other));
            let is_shown = || {
                self.examples()
                    .any(|example| example.query.iter().any(|(other, _)| same(other)))
            };
            if !is_system && !is_shown() {
                let all = documented.iter().map(|parameter| parameter.name.as_str());
                let all = all.chain(self.dialect.service.query.system.iter().map(String::as_str));
                let message = format!(
                    "`{name}` is no query option of {}; there are {}",
                    self.name(),
                    list(all)
                );
                verdict.refusals.push(Refusal::bad(message));
            }
        }
        for parameter in documented.iter().filter(|parameter| parameter.required) {
            let lacks = |example: &ExampleRequest| {
                example
                    .query
                    .iter()
                    .all(|(name, _)| !is_same_option(name, &parameter.name))
            };
            if self.request.option(&parameter.name).is_none() && !self.examples().any(lacks) {
                let message = format!("{} requires the query option `{}`", self.name(), parameter.name);
                verdict.refusals.push(Refusal::bad(message));
            }
        }
    }

    /// A value that is none of the parameter's type. Texts are of any form, and so are lists.
    fn typed(&self, parameter: &Parameter, value: &str) -> Option<Refusal> {
        let TypeRef::Primitive(primitive) = parameter.ty else {
            return None;
        };
        let is_shown = |example: &ExampleRequest| {
            let mut query = example.query.iter();
            query.any(|(name, shown)| is_same_option(name, &parameter.name) && shown == value)
        };
        let quoted = serde_json::Value::from(value).to_string();
        let fits = [value, &quoted].iter().any(|text| {
            let parsed = json::parse(text);
            parsed.repairs.is_empty()
                && parsed.result.is_ok_and(|value| {
                    self.conform(&value, &Answer::Json(TypeRef::Primitive(primitive)))
                        .0
                        .is_none()
                })
        });
        (!fits && !self.examples().any(is_shown)).then(|| {
            let message = format!(
                "the query option `{}` of {} is of type {primitive:?}, not `{value}`",
                parameter.name,
                self.name()
            );
            Refusal::bad(message)
        })
    }

    fn headers(&self, verdict: &mut Verdict) {
        for parameter in self.parameters(Location::Header).filter(|parameter| parameter.required) {
            let same = |name: &str| name.eq_ignore_ascii_case(&parameter.name);
            let lacks = |example: &ExampleRequest| example.headers.iter().all(|(name, _)| !same(name));
            if self.request.header(&parameter.name).is_none() && !self.examples().any(lacks) {
                let message = format!("{} requires the header `{}`", self.name(), parameter.name);
                verdict.refusals.push(Refusal::bad(message));
            }
        }
    }

    fn parameters(&self, location: Location) -> impl Iterator<Item = &Parameter> {
        let parameters = self.operation().parameters.iter();
        parameters.filter(move |parameter| parameter.location == location)
    }

    fn body(&self, verdict: &mut Verdict) {
        let operation = self.operation();
        let bodies: Vec<&Body> = operation.body.iter().chain(&operation.other_bodies).collect();
        let is_empty = self.request.body.iter().all(u8::is_ascii_whitespace);
        let shown = || self.examples().map(|example| example.body.as_ref());
        match (&bodies[..], is_empty) {
            ([], true) => {}
            ([], false) => {
                let is_braces = self.request.body.trim_ascii() == b"{}";
                if !is_braces && !shown().any(|body| body.is_some()) {
                    verdict
                        .refusals
                        .push(Refusal::bad(format!("{} takes no body", self.name())));
                }
            }
            (_, true) => {
                let needs_one = bodies.iter().all(|body| self.needs_content(body));
                if needs_one && !shown().any(|body| body.is_none()) {
                    verdict
                        .refusals
                        .push(Refusal::bad(format!("{} requires a body", self.name())));
                }
            }
            (bodies, false) => self.content(bodies, verdict),
        }
    }

    /// Whether no body at all is less than the least: not so where all parameters of an action may be left out, and a file may be
    /// empty.
    fn needs_content(&self, body: &Body) -> bool {
        match body {
            Body::Json(TypeRef::Named(id) | TypeRef::Polymorphic(id)) => self.api.object(*id).is_none_or(|object| {
                object.role != Role::Parameters || object.properties.iter().any(|property| property.required)
            }),
            Body::Json(_) => true,
            Body::Bytes(_) => false,
        }
    }

    /// A body that is there: one of those documented, by its media type.
    fn content(&self, bodies: &[&Body], verdict: &mut Verdict) {
        let media = self.request.media_type();
        let is_json = media.as_deref().is_none_or(|media| media.contains("json"));
        let json = bodies.iter().find_map(|body| match body {
            Body::Json(ty) => Some(ty),
            Body::Bytes(_) => None,
        });
        let others = bodies.len() > usize::from(json.is_some());
        let text_is_shown = || {
            self.examples()
                .any(|example| matches!(example.body, Some(ExampleBody::Text(_))))
        };
        match json {
            Some(ty) if is_json => self.json(ty, verdict),
            Some(_) if !others && !text_is_shown() => {
                let message = format!(
                    "{} takes application/json, not {}",
                    self.name(),
                    media.unwrap_or_default()
                );
                let refusal = Refusal::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "UnsupportedMediaType", message);
                verdict.refusals.push(refusal);
            }
            _ => {}
        }
    }

    fn json(&self, ty: &TypeRef, verdict: &mut Verdict) {
        let text = match std::str::from_utf8(&self.request.body) {
            Ok(text) => text,
            Err(error) => {
                verdict
                    .refusals
                    .push(Refusal::bad(format!("the body is not UTF-8: {error}")));
                return;
            }
        };
        if let Err(error) = serde_json::from_str::<serde_json::Value>(text) {
            verdict
                .refusals
                .push(Refusal::bad(format!("the body is not JSON: {error}")));
            return;
        }
        let Ok(value) = json::parse(text).result else {
            return;
        };
        let (fault, undocumented) = self.conform(&value, &Answer::Json(ty.clone()));
        verdict
            .refusals
            .extend(fault.map(|fault| Refusal::bad(format!("in the body of {}, {fault}", self.name()))));
        verdict.warnings.extend(undocumented);
        self.required(ty, &value, verdict);
    }

    /// What a new object or a call of an action has to say. An update says what changes.
    fn required(&self, ty: &TypeRef, value: &json::Value, verdict: &mut Verdict) {
        let (TypeRef::Named(id) | TypeRef::Polymorphic(id)) = ty else {
            return;
        };
        let is_update = matches!(self.operation().method, Method::Patch);
        if is_update || self.api.object(*id).is_none() {
            return;
        }
        for property in self.api.properties(*id) {
            let has = |value: &json::Value| {
                let name = property.name.as_str();
                let mut members = value.members().iter();
                members.any(|member| {
                    member.name == name || member.name.strip_prefix(name).is_some_and(|rest| rest.starts_with('@'))
                })
            };
            let lacks = |example: &ExampleRequest| match &example.body {
                Some(ExampleBody::Json(text)) => json::parse(text).result.is_ok_and(|value| !has(&value)),
                _ => true,
            };
            if property.required && !property.read_only && !has(value) && !self.examples().any(lacks) {
                let message = format!("the body of {} requires `{}`", self.name(), property.name);
                verdict.refusals.push(Refusal::bad(message));
            }
        }
    }

    /// Why a value is not what is documented, and the members of it that no page documents.
    fn conform(&self, value: &json::Value, documented: &Answer) -> (Option<String>, Vec<String>) {
        let mut out = Diagnostics::default();
        let place = |range: Range<usize>| Span::new(SourceId(0), range);
        let findings = Conformance::new(self.api, self.dialect).check(value, documented, place, &mut out);
        let undocumented = out.iter().filter(|finding| finding.code == Code::PropertyUndocumented);
        let undocumented = undocumented.map(|finding| finding.message.clone()).collect();
        // A placeholder is text where another value belongs: pages may, a client may not.
        let placeholder = out.iter().find(|finding| finding.code == Code::PlaceholderText);
        let fault = findings
            .fault
            .or_else(|| placeholder.map(|finding| finding.message.clone()));
        (fault, undocumented)
    }
}

/// Whether two names are one option: without case, and with or without the dollar sign (`OData` 4.01 part 2, section 5.1).
fn is_same_option(name: &str, other: &str) -> bool {
    name.trim_start_matches('$')
        .eq_ignore_ascii_case(other.trim_start_matches('$'))
}

fn list<'t>(names: impl Iterator<Item = &'t str>) -> String {
    let names: Vec<String> = names.map(|name| format!("`{name}`")).collect();
    match names.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        _ => names.join(""),
    }
}
