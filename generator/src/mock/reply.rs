//! An answer before it is sent.

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use serde_json::{Value, json};

use crate::{api::OperationId, dialect::Dialect};

/// An answer before it is sent.
#[derive(Debug, Clone)]
pub(super) struct Reply {
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
    pub(super) content: Content,
    pub(super) operation: Option<OperationId>,
    /// The name of the example that it is; `None` for what the mock made.
    pub(super) example: Option<String>,
    /// What was wrong with the request and is put up with.
    pub(super) warnings: Vec<String>,
    /// The connection breaks in the middle.
    pub(super) cut: bool,
}

/// A body.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Content {
    Nothing,
    Json(Value),
    Bytes(Bytes),
}

/// Why a request is refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Refusal {
    pub(super) status: StatusCode,
    /// In the service's words.
    pub(super) code: &'static str,
    /// What is wrong, and what is documented.
    pub(super) message: String,
}

impl Reply {
    pub(super) fn new(status: StatusCode, content: Content) -> Self {
        Self {
            status,
            headers: HeaderMap::new(),
            content,
            operation: None,
            example: None,
            warnings: vec![],
            cut: false,
        }
    }

    /// Sets a header, unless its value cannot be sent.
    pub(super) fn set(&mut self, name: &str, value: &str) {
        if let (Ok(name), Ok(value)) = (name.parse::<HeaderName>(), HeaderValue::try_from(value)) {
            self.headers.insert(name, value);
        }
    }

    /// The body as bytes, with its media type set where none is.
    pub(super) fn finish(&mut self) -> Bytes {
        let (media, bytes) = match std::mem::replace(&mut self.content, Content::Nothing) {
            Content::Nothing => return Bytes::new(),
            Content::Json(value) => ("application/json", Bytes::from(value.to_string())),
            Content::Bytes(bytes) => ("application/octet-stream", bytes),
        };
        self.headers
            .entry(header::CONTENT_TYPE)
            .or_insert(HeaderValue::from_static(media));
        bytes
    }
}

impl Refusal {
    pub(super) fn new(status: StatusCode, code: &'static str, message: impl Into<String>) -> Self {
        Self {
            status,
            code,
            message: message.into(),
        }
    }

    /// What the docs don't allow.
    pub(super) fn bad(message: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "BadRequest", message)
    }

    /// The refusal in the service's shape.
    pub(super) fn reply(&self, dialect: &Dialect) -> Reply {
        let names = &dialect.service.error;
        let inner = json!({
            &names.date: jiff::Timestamp::now().strftime("%Y-%m-%dT%H:%M:%S").to_string(),
            &names.request_id: uuid::Uuid::nil().to_string(),
        });
        let error = json!({
            &names.code: self.code,
            &names.message: self.message,
            &names.inner: inner,
        });
        Reply::new(self.status, Content::Json(json!({ &names.error: error })))
    }
}
