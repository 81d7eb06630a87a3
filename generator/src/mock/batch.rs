//! Several calls in one, each answered as if it came by itself.

use std::collections::HashMap;

use base64::{Engine as _, engine::general_purpose::STANDARD};
use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use serde_json::{Map, Value, json};

use super::{
    control::{self, Control},
    reply::{Content, Refusal, Reply},
    request::Request,
    respond::origin,
    service::Service,
};
use crate::api::Method;

/// A call inside a batch.
#[derive(Debug, Clone, Copy)]
struct Step<'v> {
    id: &'v str,
    value: &'v Value,
}

impl Service {
    /// Whether a request is a batch, documented or not.
    pub(super) fn is_batch(&self, request: &Request) -> bool {
        request.method == Method::Post && request.plain_path() == self.dialect.service.batch.path.to_ascii_lowercase()
    }

    /// Answers each call of a batch, those first that others depend on.
    pub(super) fn batch(&self, request: &Request, control: &Control) -> Reply {
        let operation = self.find(request).ok();
        let result = self.run_batch(request, control);
        let mut reply = result.unwrap_or_else(|refusal| refusal.reply(&self.dialect));
        reply.operation = operation;
        reply
    }

    fn run_batch(&self, request: &Request, control: &Control) -> Result<Reply, Refusal> {
        let names = &self.dialect.service.batch;
        let body: Value = serde_json::from_slice(&request.body)
            .map_err(|error| Refusal::bad(format!("the body is not JSON: {error}")))?;
        let steps = self.steps(&body)?;
        let mut done: HashMap<&str, StatusCode> = HashMap::new();
        let mut responses = vec![];
        let mut waiting = steps;
        while !waiting.is_empty() {
            let is_ready = |step: &Step<'_>| self.dependencies(step.value).all(|id| done.contains_key(id));
            let (ready, rest): (Vec<Step<'_>>, Vec<Step<'_>>) = waiting.iter().partition(|step| is_ready(step));
            if ready.is_empty() {
                let ids: Vec<&str> = rest.iter().map(|step| step.id).collect();
                return Err(Refusal::bad(format!(
                    "requests depend on each other in a circle: {}",
                    ids.join(", ")
                )));
            }
            for step in ready {
                let failed = self
                    .dependencies(step.value)
                    .any(|id| done.get(id).is_none_or(|status| !status.is_success()));
                let reply = if failed {
                    let message = format!("a request that `{}` depends on failed", step.id);
                    Refusal::new(StatusCode::FAILED_DEPENDENCY, "FailedDependency", message).reply(&self.dialect)
                } else {
                    self.step(step, request, control)
                };
                done.insert(step.id, reply.status);
                responses.push(self.response(step.id, reply));
            }
            waiting = rest;
        }
        Ok(Reply::new(
            StatusCode::OK,
            Content::Json(json!({ &names.responses: responses })),
        ))
    }

    /// The calls of a batch, if it is one.
    fn steps<'v>(&self, body: &'v Value) -> Result<Vec<Step<'v>>, Refusal> {
        let names = &self.dialect.service.batch;
        let list = body.get(&names.requests).and_then(Value::as_array);
        let list = list.ok_or_else(|| Refusal::bad(format!("the body has no list `{}`", names.requests)))?;
        if list.len() > names.limit {
            let (count, limit) = (list.len(), names.limit);
            return Err(Refusal::bad(format!(
                "a batch has at most {limit} requests, and this one {count}"
            )));
        }
        let mut steps: Vec<Step<'v>> = vec![];
        for value in list {
            let id = value.get(&names.id).and_then(Value::as_str);
            let id = id.ok_or_else(|| Refusal::bad(format!("a request has no `{}`", names.id)))?;
            if steps.iter().any(|step| step.id == id) {
                return Err(Refusal::bad(format!("two requests have the `{}` {id}", names.id)));
            }
            steps.push(Step { id, value });
        }
        for step in &steps {
            let mut unknown = self
                .dependencies(step.value)
                .filter(|id| steps.iter().all(|other| other.id != *id));
            if let Some(unknown) = unknown.next() {
                return Err(Refusal::bad(format!(
                    "`{}` depends on `{unknown}`, which is no request",
                    step.id
                )));
            }
        }
        Ok(steps)
    }

    fn dependencies<'v>(&self, step: &'v Value) -> impl Iterator<Item = &'v str> {
        let list = step
            .get(&self.dialect.service.batch.depends_on)
            .and_then(Value::as_array);
        list.into_iter().flatten().filter_map(Value::as_str)
    }

    fn step(&self, step: Step<'_>, batch: &Request, control: &Control) -> Reply {
        let result = self.inner(step, batch).and_then(|inner| {
            let control = match inner.header(control::HEADER) {
                Some(header) => control.clone().read(&header).map_err(Refusal::bad)?,
                None => control.clone(),
            };
            Ok(self.respond(&inner, &control))
        });
        result.unwrap_or_else(|refusal| refusal.reply(&self.dialect))
    }

    /// The request that a step stands for.
    fn inner(&self, step: Step<'_>, batch: &Request) -> Result<Request, Refusal> {
        let names = &self.dialect.service.batch;
        let text = |name: &str| {
            let text = step.value.get(name).and_then(Value::as_str);
            text.ok_or_else(|| Refusal::bad(format!("the request `{}` has no `{name}`", step.id)))
        };
        let (method, url) = (text(&names.method)?, text(&names.url)?);
        let method = Method::parse(method).ok_or_else(|| Refusal::bad(format!("`{method}` is no method")))?;
        let url = if url.starts_with('/') {
            url.to_owned()
        } else {
            format!("/{url}")
        };
        let mut headers = HeaderMap::new();
        let given = step.value.get(&names.headers).and_then(Value::as_object);
        for (name, value) in given.into_iter().flatten() {
            let value = value.as_str().map(HeaderValue::try_from);
            if let (Ok(name), Some(Ok(value))) = (name.parse::<HeaderName>(), value) {
                headers.insert(name, value);
            }
        }
        let body = match step.value.get(&names.body) {
            None | Some(Value::Null) => Bytes::new(),
            Some(Value::String(text)) => STANDARD.decode(text).map_or_else(|_| text.clone().into(), Bytes::from),
            Some(json) => json.to_string().into(),
        };
        let inner = Request::new(method, &url, headers, body, origin(batch), &self.base_urls);
        let mut inner = inner.ok_or_else(|| Refusal::bad(format!("`{url}` leads to another host")))?;
        inner.base.clone_from(&batch.base);
        if self.is_batch(&inner) {
            return Err(Refusal::bad("a batch has no batches in it"));
        }
        Ok(inner)
    }

    fn response(&self, id: &str, mut reply: Reply) -> Value {
        let names = &self.dialect.service.batch;
        let json = match &reply.content {
            Content::Json(value) => Some(value.clone()),
            _ => None,
        };
        let bytes = reply.finish();
        let mut response = Map::new();
        response.insert(names.id.clone(), json!(id));
        response.insert(names.status.clone(), json!(reply.status.as_u16()));
        let headers = reply.headers.iter().filter_map(|(name, value)| {
            let name = if name == header::CONTENT_TYPE {
                "Content-Type"
            } else {
                name.as_str()
            };
            Some((name.to_owned(), json!(value.to_str().ok()?)))
        });
        let headers: Map<String, Value> = headers.collect();
        if !headers.is_empty() {
            response.insert(names.headers.clone(), Value::Object(headers));
        }
        let body = json.or_else(|| (!bytes.is_empty()).then(|| json!(STANDARD.encode(&bytes))));
        if let Some(body) = body {
            response.insert(names.body.clone(), body);
        }
        Value::Object(response)
    }
}
