//! From a request to its answer.

use bytes::Bytes;
use http::{StatusCode, header};
use serde_json::{Value, json};

use super::{
    check::Check,
    choose::Choice,
    control::{self, Control},
    instance::Instances,
    link::{Links, Own},
    page::Collection,
    reply::{Content, Refusal, Reply},
    request::Request,
    route::Found,
    service::Service,
};
use crate::{
    api::{Answer, ExampleBody, ExampleResponse, Method, OperationId},
    resolve::closest,
};

impl Service {
    /// Answers a request.
    pub(super) fn respond(&self, request: &Request, control: &Control) -> Reply {
        if self.is_batch(request) {
            return self.batch(request, control);
        }
        match self.find(request) {
            Ok(operation) => self.perform(operation, request, control),
            Err((refusal, allow)) => {
                let mut reply = refusal.reply(&self.dialect);
                if let Some(allow) = allow {
                    reply.set(header::ALLOW.as_str(), &allow);
                }
                reply
            }
        }
    }

    /// The operation that a request is for; a path may have its keys in parentheses (`OData` 4.01 part 2, section 4.3.1). If there
    /// is none, why not, and the methods that the path has.
    pub(super) fn find(&self, request: &Request) -> Result<OperationId, (Refusal, Option<String>)> {
        let segments = crate::resolve::with_keys_as_segments(&request.path);
        let paths = [Some(request.path.as_str()), segments.as_deref()];
        let mut allowed = vec![];
        for path in paths.into_iter().flatten() {
            match self.routes.find(request.method, path) {
                Found::Operation(operation) => return Ok(operation),
                Found::OtherMethods(methods) => allowed.extend(methods),
                Found::Nothing => {}
            }
        }
        let (method, path) = (request.method.as_str(), &request.path);
        if !allowed.is_empty() {
            let allow = allowed
                .iter()
                .map(|method| method.as_str())
                .collect::<Vec<_>>()
                .join(", ");
            let message = format!("`{method} {path}` is not documented: the path has {allow}");
            let refusal = Refusal::new(StatusCode::METHOD_NOT_ALLOWED, "MethodNotAllowed", message);
            return Err((refusal, Some(allow)));
        }
        let mut message = format!("`{method} {path}` is no documented path");
        if let Some((_, operation, template)) = closest(self.api.operations.iter(), request.method, path) {
            message = format!("{message}; the nearest is `{} {template}`", operation.method.as_str());
        }
        Err((Refusal::new(StatusCode::NOT_FOUND, "ResourceNotFound", message), None))
    }

    /// Checks a request and answers it.
    fn perform(&self, operation: OperationId, request: &Request, control: &Control) -> Reply {
        let check = Check {
            api: &self.api,
            dialect: &self.dialect,
            choices: &self.choices,
            operation,
            request,
        };
        let verdict = check.run();
        let mut warnings = verdict.warnings;
        let mut reply = if let Some(refusal) = verdict.refusals.first().filter(|_| !self.settings.lenient) {
            let messages: Vec<&str> = verdict
                .refusals
                .iter()
                .map(|refusal| refusal.message.as_str())
                .collect();
            let message = messages.join("; ");
            Refusal {
                message,
                ..refusal.clone()
            }
            .reply(&self.dialect)
        } else {
            warnings.splice(0..0, verdict.refusals.into_iter().map(|refusal| refusal.message));
            self.answer(operation, request, control)
                .unwrap_or_else(|refusal| refusal.reply(&self.dialect))
        };
        reply.operation = Some(operation);
        reply.warnings = warnings;
        reply
    }

    fn answer(&self, operation: OperationId, request: &Request, control: &Control) -> Result<Reply, Refusal> {
        let choice = self.choose(operation, request, control)?;
        let mut reply = match choice {
            Some(choice) => self.documented(choice),
            None => self.made(operation),
        };
        if let Content::Json(value) = &mut reply.content {
            if let Answer::Page(_) = self.api.operation(operation).answer {
                self.collection(operation, choice, request, control).turn(value)?;
            }
            let uploads = &self.dialect.service.upload.url;
            if value.get(uploads).is_some_and(Value::is_string) {
                let number = self.uploads.open(control.upload_failures, self.uploaded(operation));
                value[uploads] = json!(Own::Upload(number).url(origin(request)));
            }
            self.links(request).rewrite(value);
        }
        self.rewrite_headers(&mut reply, operation, choice, request);
        Ok(reply)
    }

    /// The example that the request asks for by name, or else the one that is the most like it.
    fn choose(&self, operation: OperationId, request: &Request, control: &Control) -> Result<Option<Choice>, Refusal> {
        let Some(name) = control.example.clone().or_else(|| request.preference(control::EXAMPLE)) else {
            return Ok(self.choices.best(&self.api, operation, request));
        };
        let choice = self.choices.named(&self.api, operation, &name);
        choice.map(Some).ok_or_else(|| {
            let names = self.choices.names(&self.api, operation).join(", ");
            Refusal::bad(format!(
                "there is no example `{name}` of this operation; there are: {names}"
            ))
        })
    }

    fn documented(&self, choice: Choice) -> Reply {
        let response = choice.response(&self.api);
        let mut reply = shown(response);
        reply.example = Some(choice.name(&self.api));
        reply
    }

    /// An answer that no page shows: the least that is of the documented type.
    fn made(&self, operation: OperationId) -> Reply {
        let operation = self.api.operation(operation);
        let instances = Instances {
            api: &self.api,
            dialect: &self.dialect,
        };
        let documented = operation.responses.iter().map(|response| response.status);
        let fits =
            |status: &u16| (200..300).contains(status) && (*status == 204) == (operation.answer == Answer::Empty);
        let status = documented.into_iter().find(fits).unwrap_or(match operation.answer {
            Answer::Empty => 204,
            _ => 200,
        });
        let content = match &operation.answer {
            Answer::Bytes => Content::Bytes(Bytes::from_static(b"bytes that no page shows\n")),
            answer => instances.answer(answer).map_or(Content::Nothing, Content::Json),
        };
        Reply::new(StatusCode::from_u16(status).unwrap_or(StatusCode::OK), content)
    }

    fn collection<'a>(
        &'a self,
        operation: OperationId,
        choice: Option<Choice>,
        request: &'a Request,
        control: &Control,
    ) -> Collection<'a> {
        let documented = choice.and_then(|choice| choice.example(&self.api).request.as_ref());
        let template = self.api.operation(operation).templates.first();
        let last = template
            .and_then(|template| template.rsplit('/').next())
            .unwrap_or_default();
        let function = last.split('(').next().unwrap_or_default();
        Collection {
            dialect: &self.dialect,
            request,
            documented: documented.map_or(&[], |documented| &documented.query),
            delta: self.dialect.service.delta.iter().any(|name| name == function),
            page_size: control.page_size,
            items: control.items,
            base_urls: &self.base_urls,
        }
    }

    /// What the last piece of an upload is answered with: what the page shows of its exchange with another host.
    fn uploaded(&self, operation: OperationId) -> Reply {
        let pages = self.api.operation(operation).sources.iter().map(|span| span.source);
        let pages: Vec<_> = pages.collect();
        let foreign = self.api.examples.iter().filter(|example| example.operation.is_none());
        let own = foreign.filter(|example| pages.contains(&example.span.source));
        let names = &self.dialect.service.upload;
        let is_last = |response: &&ExampleResponse| {
            let json = match &response.body {
                Some(ExampleBody::Json(text)) => serde_json::from_str::<Value>(text).ok(),
                _ => None,
            };
            matches!(response.status, 200 | 201) && json.is_some_and(|json| json.get(&names.ranges).is_none())
        };
        let mut responses = own.flat_map(|example| &example.responses);
        let last = responses.find(is_last).map(shown);
        last.unwrap_or_else(|| Reply::new(StatusCode::CREATED, Content::Nothing))
    }

    /// URLs in headers lead to the mock: what goes on in the background is watched there, and what stands elsewhere fetched.
    fn rewrite_headers(&self, reply: &mut Reply, operation: OperationId, choice: Option<Choice>, request: &Request) {
        let names = &self.dialect.service.url_headers;
        for name in names {
            let Some(value) = reply.headers.get(name).and_then(|value| value.to_str().ok()) else {
                continue;
            };
            let own = self
                .links(request)
                .own(value)
                .filter(|own| self.leads_somewhere(own, request));
            let url = own.or_else(|| {
                let own = if reply.status == StatusCode::ACCEPTED {
                    let following = choice.map_or(&[][..], |choice| choice.following(&self.api));
                    Own::Monitor(self.monitors.start(following, &self.dialect))
                } else if reply.status.is_redirection() {
                    Own::Content(u64::from(operation.0))
                } else {
                    return None;
                };
                Some(own.url(origin(request)))
            });
            if let Some(url) = url {
                reply.set(name, &url);
            }
        }
    }

    /// Whether a rewritten URL is one of a documented path.
    fn leads_somewhere(&self, url: &str, request: &Request) -> bool {
        let target = url.strip_prefix(origin(request)).unwrap_or(url);
        let get = Request::new(
            Method::Get,
            target,
            http::HeaderMap::new(),
            Bytes::new(),
            origin(request),
            &self.base_urls,
        );
        get.is_some_and(|get| self.find(&get).is_ok())
    }

    fn links<'a>(&'a self, request: &'a Request) -> Links<'a> {
        Links {
            base_urls: &self.base_urls,
            base: &request.base,
        }
    }

    /// The bytes behind a redirect.
    pub(super) fn content(&self, operation: u64) -> Reply {
        let id = u32::try_from(operation).ok().map(OperationId);
        let Some(id) = id.filter(|id| (id.0 as usize) < self.api.operations.len()) else {
            return Refusal::new(StatusCode::NOT_FOUND, "ItemNotFound", "There is nothing here.").reply(&self.dialect);
        };
        let operation = self.api.operation(id);
        let template = operation.templates.first().map_or("", String::as_str);
        let text = format!("What {} {template} leads to.\n", operation.method.as_str());
        Reply::new(StatusCode::OK, Content::Bytes(Bytes::from(text)))
    }
}

/// The scheme and the host that the client knows the mock by.
pub(super) fn origin(request: &Request) -> &str {
    let start = request.base.find("://").map_or(0, |at| at + 3);
    let end = request.base[start..]
        .find('/')
        .map_or(request.base.len(), |at| start + at);
    &request.base[..end]
}

/// A documented response as it stands.
fn shown(response: &ExampleResponse) -> Reply {
    let content = match &response.body {
        None => Content::Nothing,
        Some(ExampleBody::Json(text)) => match serde_json::from_str(text) {
            Ok(value) => Content::Json(value),
            Err(_) => Content::Bytes(Bytes::from(text.clone())),
        },
        Some(ExampleBody::Text(text)) => Content::Bytes(Bytes::from(text.clone())),
    };
    let mut reply = Reply::new(StatusCode::from_u16(response.status).unwrap_or(StatusCode::OK), content);
    for (name, value) in &response.headers {
        reply.set(name, value);
    }
    reply
}
