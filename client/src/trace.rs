//! Spans that say what requests do, by the semantic conventions of OpenTelemetry for HTTP clients.
//!
//! No token, header, body or query is in them. Of a URL elsewhere, only the host is: the path of an upload session is as good
//! as a token.

use std::future::Future;

use http::request::Parts;
use tracing::{Instrument as _, Span, field};

use crate::{Answer, Error, ErrorKind, Result};

/// Carries out an exchange within its span.
pub(crate) async fn traced(span: Span, exchange: impl Future<Output = Result<Answer>>) -> Result<Answer> {
    let result = exchange.instrument(span.clone()).await;
    match &result {
        Ok(answer) => {
            span.record("http.response.status_code", answer.status().as_u16());
        }
        Err(error) => record(&span, error),
    }
    result
}

/// Notes how often a request, which knows its span, was sent again.
pub(crate) fn resent(parts: &Parts, count: u32) {
    if let Some(span) = parts.extensions.get::<Span>() {
        span.record("http.request.resend_count", count);
    }
}

/// The span of an exchange. The template has `{}` for each value, and is empty where the URL is a link.
pub(crate) fn span(parts: &Parts, template: &str, is_home: bool) -> Span {
    let uri = &parts.uri;
    let method = parts.method.as_str();
    let name = if template.is_empty() {
        method.to_owned()
    } else {
        format!("{method} {template}")
    };
    let span = tracing::info_span!(
        "HTTP request",
        otel.name = name,
        otel.kind = "client",
        otel.status_code = field::Empty,
        http.request.method = method,
        http.request.resend_count = field::Empty,
        http.response.status_code = field::Empty,
        server.address = uri.host().unwrap_or_default(),
        server.port = port(uri),
        url.full = field::Empty,
        url.template = field::Empty,
        error.r#type = field::Empty,
    );
    if is_home {
        let (scheme, host) = (uri.scheme_str().unwrap_or_default(), uri.authority());
        let host = host.map_or("", |authority| authority.as_str());
        span.record("url.full", format!("{scheme}://{host}{}", uri.path()));
    }
    if !template.is_empty() {
        span.record("url.template", template);
    }
    span
}

fn port(uri: &http::Uri) -> u16 {
    let is_secure = uri.scheme_str() == Some("https");
    uri.port_u16().unwrap_or(if is_secure { 443 } else { 80 })
}

fn record(span: &Span, error: &Error) {
    span.record("otel.status_code", "ERROR");
    if let Some(status) = error.status() {
        span.record("http.response.status_code", status.as_u16());
    }
    let kind = match (error.kind(), error.status()) {
        (ErrorKind::Status, Some(status)) => status.as_str().to_owned(),
        (kind, _) => format!("{kind:?}").to_lowercase(),
    };
    span.record("error.type", kind);
}
