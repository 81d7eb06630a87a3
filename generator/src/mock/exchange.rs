//! One exchange on the wire: what came, what befell it, what went.

use std::{io, net::SocketAddr};

use bytes::Bytes;
use http::{HeaderValue, StatusCode, header};
use hyper::body::Incoming;

use super::{
    body::{Outgoing, Received, receive},
    control::{self, Control},
    fault::Fault,
    journal::Entry,
    link::{OWN, Own},
    reply::{Content, Refusal, Reply},
    request::Request,
    service::Service,
    upload::Piece,
};
use crate::api::{Body, Method};

/// The most bytes that are read of a body to be polite, though it is refused.
const PATIENCE: u64 = 256 << 20;

impl Service {
    /// Answers a request of a connection; an error breaks the connection.
    pub(super) async fn exchange(
        &self,
        request: http::Request<Incoming>,
        address: SocketAddr,
    ) -> io::Result<http::Response<Outgoing>> {
        let (parts, body) = request.into_parts();
        let target = parts
            .uri
            .path_and_query()
            .map_or("/", |target| target.as_str())
            .to_owned();
        let mut reply = self.reply(&parts, &target, body, address).await?;
        let number = self.journal.number();
        self.sign(&mut reply, number);
        slice(&mut reply, &parts.headers);
        let remarks = self.remarks(&reply);
        for warning in &reply.warnings {
            if let Ok(value) =
                HeaderValue::try_from(warning.replace(|c: char| !c.is_ascii() || c.is_ascii_control(), "?"))
            {
                reply.headers.append(control::WARNING, value);
            }
        }
        let bytes = reply.finish();
        let entry = Entry {
            method: parts.method.as_str().to_owned(),
            target,
            status: reply.status.as_u16(),
            operation: reply.operation,
            example: reply.example.take(),
            remarks,
        };
        self.observer.notify(&entry);
        self.journal.write(entry);
        if reply.cut && bytes.len() < 2 {
            return Err(io::Error::other("the mock was told to cut the connection"));
        }
        let is_empty = matches!(reply.status, StatusCode::NO_CONTENT | StatusCode::NOT_MODIFIED);
        let bytes = if is_empty { Bytes::new() } else { bytes };
        let mut response = http::Response::new(Outgoing::new(bytes, reply.cut));
        *response.status_mut() = reply.status;
        *response.headers_mut() = reply.headers;
        Ok(response)
    }

    async fn reply(
        &self,
        parts: &http::request::Parts,
        target: &str,
        body: Incoming,
        address: SocketAddr,
    ) -> io::Result<Reply> {
        let header = parts.headers.get(control::HEADER).map(HeaderValue::as_bytes);
        let header = header.map(String::from_utf8_lossy).unwrap_or_default();
        let control = match Control::new(&self.settings).read(&header) {
            Ok(control) => control,
            Err(message) => return Ok(Refusal::bad(message).reply(&self.dialect)),
        };
        if !control.delay.is_zero() {
            tokio::time::sleep(control.delay).await;
        }
        let name = format!("{} {target} {header}", parts.method);
        let fault = self.faults.next(&control, &self.settings, &name);
        if let Some(reply) = fault.and_then(|fault| fault.reply(&control, &self.dialect)) {
            receive(body, 0, PATIENCE).await.map_err(io::Error::other)?;
            return Ok(reply);
        }
        let origin = origin(&parts.headers, address);
        let mut reply = if parts.uri.path().starts_with(OWN) {
            self.own(parts, body).await?
        } else {
            self.documented_path(parts, target, &origin, body, &control).await?
        };
        reply.cut |= fault == Some(Fault::Cut);
        Ok(reply)
    }

    async fn documented_path(
        &self,
        parts: &http::request::Parts,
        target: &str,
        origin: &str,
        body: Incoming,
        control: &Control,
    ) -> io::Result<Reply> {
        let method = match parts.method.as_str() {
            "HEAD" => Some(Method::Get),
            name => Method::parse(name),
        };
        let Some(method) = method else {
            let message = format!("there is no method `{}`", parts.method);
            let refusal = Refusal::new(StatusCode::NOT_IMPLEMENTED, "NotImplemented", message);
            return Ok(refusal.reply(&self.dialect));
        };
        let request = Request::new(
            method,
            target,
            parts.headers.clone(),
            Bytes::new(),
            origin,
            &self.base_urls,
        );
        let Some(mut request) = request else {
            return Ok(Refusal::bad(format!("`{target}` leads to another host")).reply(&self.dialect));
        };
        let keep = self.settings.body_limit;
        let Received { start, length } = receive(body, keep, PATIENCE).await.map_err(io::Error::other)?;
        if length > keep as u64 && !self.takes_bytes(&request) {
            let message = format!("the body is longer than {keep} bytes");
            let refusal = Refusal::new(StatusCode::PAYLOAD_TOO_LARGE, "RequestEntityTooLarge", message);
            return Ok(refusal.reply(&self.dialect));
        }
        request.body = start;
        Ok(self.respond(&request, control))
    }

    /// Whether the body of a request is a file, which may be long.
    fn takes_bytes(&self, request: &Request) -> bool {
        let is_json = request.media_type().is_some_and(|media| media.contains("json"));
        self.find(request).is_ok_and(|id| {
            let operation = self.api.operation(id);
            let mut bodies = operation.body.iter().chain(&operation.other_bodies);
            !is_json && bodies.any(|body| !matches!(body, Body::Json(_)))
        })
    }

    /// What the mock serves besides the documented paths.
    async fn own(&self, parts: &http::request::Parts, body: Incoming) -> io::Result<Reply> {
        let received = receive(body, 0, PATIENCE).await.map_err(io::Error::other)?;
        let method = parts.method.as_str();
        Ok(match (Own::parse(parts.uri.path()), method) {
            (Some(Own::Upload(number)), "PUT") => {
                let range = parts
                    .headers
                    .get(header::CONTENT_RANGE)
                    .and_then(|range| range.to_str().ok());
                match range.and_then(|range| Piece::parse(range, received.length)) {
                    Some(piece) => self.uploads.take(number, piece, &self.dialect),
                    None => Refusal::bad("a piece of a file says which one it is: `Content-Range: bytes 0-25/128`")
                        .reply(&self.dialect),
                }
            }
            (Some(Own::Upload(number)), "GET") => self.uploads.state(number, &self.dialect),
            (Some(Own::Upload(number)), "DELETE") => self.uploads.cancel(number, &self.dialect),
            (Some(Own::Monitor(number)), "GET") => self.monitors.report(number, &self.dialect),
            (Some(Own::Content(number)), "GET" | "HEAD") => self.content(number),
            (Some(_), _) => {
                let message = format!("`{method}` is no method of this");
                Refusal::new(StatusCode::METHOD_NOT_ALLOWED, "MethodNotAllowed", message).reply(&self.dialect)
            }
            (None, _) => {
                Refusal::new(StatusCode::NOT_FOUND, "ResourceNotFound", "There is nothing here.").reply(&self.dialect)
            }
        })
    }

    /// Gives an answer the id under which the service knows the request, also inside of an error.
    fn sign(&self, reply: &mut Reply, number: u64) {
        let names = &self.dialect.service.error;
        let id = format!("00000000-0000-0000-0000-{number:012x}");
        reply.set(&names.request_id, &id);
        if let Content::Json(value) = &mut reply.content {
            let inner = value
                .get_mut(&names.error)
                .and_then(|error| error.get_mut(&names.inner));
            if let Some(own) = inner.and_then(|inner| inner.get_mut(&names.request_id)) {
                *own = id.into();
            }
        }
    }

    /// What there is to say about an answer: why it is a refusal, and what was put up with.
    fn remarks(&self, reply: &Reply) -> Vec<String> {
        let names = &self.dialect.service.error;
        let message = match &reply.content {
            Content::Json(value) if reply.status.as_u16() >= 400 => value[&names.error][&names.message].as_str(),
            _ => None,
        };
        message
            .map(str::to_owned)
            .into_iter()
            .chain(reply.warnings.iter().cloned())
            .collect()
    }
}

/// The scheme and the host that the client knows the mock by.
fn origin(headers: &http::HeaderMap, address: SocketAddr) -> String {
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok());
    let is_host = |host: &&str| host.parse::<http::uri::Authority>().is_ok();
    match host.filter(is_host) {
        Some(host) => format!("http://{host}"),
        None => format!("http://{address}"),
    }
}

/// Leaves of bytes those that were asked for (RFC 9110, section 14.2); a range that cannot be read is passed over.
fn slice(reply: &mut Reply, headers: &http::HeaderMap) {
    let range = headers.get(header::RANGE).and_then(|range| range.to_str().ok());
    let (Some(range), Content::Bytes(bytes), StatusCode::OK) = (range, &reply.content, reply.status) else {
        return;
    };
    let total = bytes.len();
    let Some((first, last)) = range.strip_prefix("bytes=").and_then(|range| range.split_once('-')) else {
        return;
    };
    let (first, end) = match (first.parse::<usize>(), last.parse::<usize>()) {
        (Ok(first), Ok(last)) if first <= last => (first, last.saturating_add(1).min(total)),
        (Ok(first), Err(_)) if last.is_empty() => (first, total),
        (Err(_), Ok(length)) if first.is_empty() => (total.saturating_sub(length), total),
        _ => return,
    };
    if first >= end {
        reply.status = StatusCode::RANGE_NOT_SATISFIABLE;
        reply.content = Content::Nothing;
        reply.set("content-range", &format!("bytes */{total}"));
        return;
    }
    reply.content = Content::Bytes(bytes.slice(first..end));
    reply.status = StatusCode::PARTIAL_CONTENT;
    reply.set("content-range", &format!("bytes {first}-{}/{total}", end - 1));
}
