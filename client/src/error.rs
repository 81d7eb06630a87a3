//! The one error of this crate.

use std::error::Error as StdError;
use std::fmt;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use crate::Boxed;
use crate::codec::Fault;

/// An error of any source, for causes.
pub type BoxError = Box<dyn StdError + Send + Sync>;

/// A result with this crate's error.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why a request did not give what was asked for: one box, whatever happened.
///
/// `Display` is one line to act on: what happened, the service's code and message if it answered, and the request that it
/// was about. Neither `Display` nor `Debug` shows a token, a header's value, a URL's query, or what is in a body.
pub struct Error(
    // A link has one way to be dropped, which is here: what a `Box` of details takes would be compiled in each program.
    Boxed<Details>,
);

/// What kind of thing went wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The request cannot be built: a parameter, header or address that HTTP has no room for.
    Request,
    /// There is no token: its source failed.
    Credential,
    /// The service was not reached, or the connection broke.
    Transport,
    /// The service took too long.
    Timeout,
    /// The service answered with an error.
    Status,
    /// The service's answer is not what was documented.
    Decode,
    /// A link or redirect leads where this client does not follow.
    Link,
}

/// One of several things that are wrong with a request (`OData` JSON format 4.01, section 21.1).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct ErrorDetail {
    /// The service's code.
    pub code: Option<String>,
    /// What is wrong, in words.
    pub message: Option<String>,
    /// What it is wrong with, such as a property.
    pub target: Option<String>,
}

/// What is known of an error. All but the kind and the message may be missing.
pub(crate) struct Details {
    kind: ErrorKind,
    pub(crate) message: String,
    pub(crate) status: Option<StatusCode>,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
    pub(crate) code: Option<String>,
    /// The codes of inner errors, from the outside in.
    pub(crate) inner_codes: Vec<String>,
    pub(crate) listed: Vec<ErrorDetail>,
    pub(crate) request_id: Option<String>,
    pub(crate) retry_after: Option<Duration>,
    path: Option<String>,
    excerpt: Option<String>,
    /// Whether the request did not reach the service.
    is_unsent: bool,
    /// The request's method and path, without the query.
    request: Option<String>,
    source: Option<BoxError>,
}

impl Error {
    /// An error of that kind, for transports and token sources.
    pub fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self(Boxed::new(Details {
            kind,
            message: message.into(),
            status: None,
            headers: HeaderMap::new(),
            body: Bytes::new(),
            code: None,
            inner_codes: Vec::new(),
            listed: Vec::new(),
            request_id: None,
            retry_after: None,
            path: None,
            excerpt: None,
            is_unsent: false,
            request: None,
            source: None,
        }))
    }

    /// The same error with what caused it.
    #[must_use]
    pub fn with_source(mut self, source: impl Into<BoxError>) -> Self {
        self.0.source = Some(source.into());
        self
    }

    /// An answer that cannot be decoded, with the text around the fault.
    pub(crate) fn decode(fault: &Fault, body: Bytes) -> Self {
        let mut error = Self::new(ErrorKind::Decode, fault.to_string());
        error.0.path = Some(fault.path());
        error.0.excerpt = Some(around(&body, fault.offset()));
        error.0.body = body;
        error
    }

    /// The same error of a request that did not reach the service, so that sending it again does no harm: for transports.
    #[must_use]
    pub fn unsent(mut self) -> Self {
        self.0.is_unsent = true;
        self
    }

    pub(crate) fn is_unsent(&self) -> bool {
        self.0.is_unsent
    }

    /// The same error with what it is about, unless that is known already.
    ///
    /// Of a URL elsewhere, the host is all that is shown: the path of an upload session is as good as a token.
    pub(crate) fn about(mut self, method: &http::Method, uri: &http::Uri, is_home: bool) -> Self {
        let host = || uri.host().unwrap_or_default();
        self.0.request.get_or_insert_with(|| {
            if is_home {
                format!("{method} {}", uri.path())
            } else {
                format!("{method} to {}", host())
            }
        });
        self
    }

    pub(crate) fn details_mut(&mut self) -> &mut Details {
        &mut self.0
    }

    /// What kind of thing went wrong.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// The answer's status, if the service answered.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        self.0.status
    }

    /// The service's code for the error, such as `itemNotFound`.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        self.0.code.as_deref()
    }

    /// The codes of the service's inner errors, each more exact than the one before.
    #[must_use]
    pub fn inner_codes(&self) -> &[String] {
        &self.0.inner_codes
    }

    /// What else the service says is wrong, where it found more than one thing.
    #[must_use]
    pub fn details(&self) -> &[ErrorDetail] {
        &self.0.listed
    }

    /// Whether the service gave this code, or one of its inner errors did. Case does not matter.
    #[must_use]
    pub fn has_code(&self, code: &str) -> bool {
        let mut codes = self.0.code.iter().chain(&self.0.inner_codes);
        codes.any(|known| known.eq_ignore_ascii_case(code))
    }

    /// What happened, in words: the service's own if it answered.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// The id under which the service knows the request: what its support asks for.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.0.request_id.as_deref()
    }

    /// The answer's headers; empty if there was no answer.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.0.headers
    }

    /// The answer's body as it came; empty if there was none.
    #[must_use]
    pub fn body(&self) -> &Bytes {
        &self.0.body
    }

    /// The JSON path of what could not be decoded, as in `$.value[3].start`.
    #[must_use]
    pub fn json_path(&self) -> Option<&str> {
        self.0.path.as_deref()
    }

    /// The text around what could not be decoded, on one line. `Display` does not show it: it may be a secret.
    #[must_use]
    pub fn excerpt(&self) -> Option<&str> {
        self.0.excerpt.as_deref()
    }

    /// How long the service asks to wait before the request is sent again.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        self.0.retry_after
    }

    /// Whether what was asked for does not exist: 404, or 410.
    #[must_use]
    pub fn is_not_found(&self) -> bool {
        self.has_status(&[StatusCode::NOT_FOUND, StatusCode::GONE])
    }

    /// Whether the token is missing or no longer good: 401, or a token source that failed.
    #[must_use]
    pub fn is_unauthorized(&self) -> bool {
        self.kind() == ErrorKind::Credential || self.has_status(&[StatusCode::UNAUTHORIZED])
    }

    /// Whether the token does not permit the request: 403.
    #[must_use]
    pub fn is_forbidden(&self) -> bool {
        self.has_status(&[StatusCode::FORBIDDEN])
    }

    /// Whether somebody else changed the same thing: 409, or a condition such as `If-Match` that failed, 412.
    #[must_use]
    pub fn is_conflict(&self) -> bool {
        self.has_status(&[StatusCode::CONFLICT, StatusCode::PRECONDITION_FAILED])
    }

    /// Whether there were too many requests: 429.
    #[must_use]
    pub fn is_throttled(&self) -> bool {
        self.has_status(&[StatusCode::TOO_MANY_REQUESTS])
    }

    /// Whether the service, or the way to it, took too long.
    #[must_use]
    pub fn is_timeout(&self) -> bool {
        self.kind() == ErrorKind::Timeout
            || self.has_status(&[StatusCode::REQUEST_TIMEOUT, StatusCode::GATEWAY_TIMEOUT])
    }

    /// Whether a condition such as `If-Match` failed, since somebody else changed the same thing: 412.
    #[must_use]
    pub fn is_precondition_failed(&self) -> bool {
        self.has_status(&[StatusCode::PRECONDITION_FAILED])
    }

    /// Whether the service itself has trouble: 500 and above.
    #[must_use]
    pub fn is_server_error(&self) -> bool {
        self.status().is_some_and(|status| status.is_server_error())
    }

    /// Whether the same request may succeed later: the service was not reached, took too long, was too busy or had trouble.
    #[must_use]
    pub fn is_transient(&self) -> bool {
        self.kind() == ErrorKind::Transport || self.is_timeout() || self.is_throttled() || self.is_server_error()
    }

    fn has_status(&self, wanted: &[StatusCode]) -> bool {
        self.0.status.is_some_and(|status| wanted.contains(&status))
    }
}

/// Some text around an offset, on one line.
fn around(body: &[u8], offset: usize) -> String {
    const REACH: usize = 30;
    let start = offset.saturating_sub(REACH).min(body.len());
    let end = (offset + REACH).min(body.len());
    let text = String::from_utf8_lossy(&body[start..end]);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let details = &*self.0;
        if let Some(status) = details.status {
            write!(f, "{status}: ")?;
        }
        if let Some(code) = &details.code {
            write!(f, "{code}: ")?;
        }
        f.write_str(&details.message)?;
        match (&details.request, &details.request_id) {
            (Some(request), Some(id)) => write!(f, " ({request}, request id {id})"),
            (Some(request), None) => write!(f, " ({request})"),
            (None, Some(id)) => write!(f, " (request id {id})"),
            (None, None) => Ok(()),
        }
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let details = &*self.0;
        let mut out = f.debug_struct("Error");
        out.field("kind", &self.kind()).field("message", &details.message);
        if let Some(status) = details.status {
            out.field("status", &status);
        }
        let texts = [
            ("code", &details.code),
            ("request", &details.request),
            ("request_id", &details.request_id),
            ("json_path", &details.path),
        ];
        for (name, text) in texts {
            if let Some(text) = text {
                out.field(name, text);
            }
        }
        if !details.listed.is_empty() {
            out.field("details", &details.listed);
        }
        // What is in the body may be a secret.
        if !details.body.is_empty() {
            out.field("body", &format_args!("{} bytes", details.body.len()));
        }
        if let Some(source) = &details.source {
            out.field("source", source);
        }
        out.finish()
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.0
            .source
            .as_deref()
            .map(|source| source as &(dyn StdError + 'static))
    }
}
