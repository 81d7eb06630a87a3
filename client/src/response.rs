//! Answers, and what they become.

use std::fmt;

use http::{HeaderMap, Method, StatusCode, Uri, header};

use crate::codec::{self, Document, Fault, Slot};
use crate::{Body, ByteStream, Bytes, Dialect, Error, Result, failure};

/// An answer as HTTP has it.
pub type HttpResponse = http::Response<Body>;

/// What an answer can become: any [`Document`] of the codec, [`Response`], `Option` of a value (`None` if the body is empty), `()`,
/// [`Bytes`], [`ByteStream`].
pub trait FromResponse: Sized + 'static {
    /// The media type to ask for, if any.
    const ACCEPT: Option<&'static str> = None;

    /// Whether the body is wanted as it comes. Otherwise all of it is here when the answer is converted.
    const STREAMED: bool = false;

    /// Converts the answer.
    fn from_response(answer: Answer) -> Result<Self>;

    /// The result as JSON again, where it came from JSON; how tests compare what was decoded with what was sent.
    #[doc(hidden)]
    fn to_json(&self, _dialect: &'static Dialect) -> Option<String> {
        None
    }
}

/// A service's answer, before it is converted. Its status is one of success.
pub struct Answer(
    // So that programs need not compile how what it is made of is dropped.
    Box<dyn Opaque>,
);

/// What an answer is made of.
#[derive(Debug)]
pub(crate) struct Received {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Body,
    pub(crate) dialect: &'static Dialect,
    pub(crate) method: Method,
    pub(crate) uri: Uri,
    /// Whether the request went to the service itself.
    pub(crate) is_home: bool,
}

/// [`Received`], and nothing else.
trait Opaque: Send {
    fn get(&self) -> &Received;

    fn into_inner(self: Box<Self>) -> Received;
}

impl Opaque for Received {
    fn get(&self) -> &Received {
        self
    }

    fn into_inner(self: Box<Self>) -> Received {
        *self
    }
}

impl fmt::Debug for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Answer").field(self.0.get()).finish()
    }
}

impl Answer {
    pub(crate) fn new(received: Received) -> Self {
        Self(Box::new(received))
    }

    /// The status.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.0.get().status
    }

    /// The headers.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.0.get().headers
    }

    /// The body.
    #[must_use]
    pub fn body(&self) -> &Body {
        &self.0.get().body
    }

    /// The headers and the body.
    #[must_use]
    pub fn into_parts(self) -> (HeaderMap, Body) {
        let received = self.0.into_inner();
        (received.headers, received.body)
    }

    /// The names that the service uses.
    #[must_use]
    pub fn dialect(&self) -> &'static Dialect {
        self.0.get().dialect
    }

    /// Decodes the body as one value.
    pub fn decode<T: Document>(&self) -> Result<T> {
        let mut value = T::fresh();
        self.fill(value.slot())?;
        Ok(value)
    }

    /// Reads the body into one place.
    fn fill(&self, slot: Slot<'_>) -> Result<()> {
        let read = self.text().and_then(|text| match slot {
            Slot::Text(place) if !self.is_json() => {
                text.clone_into(place);
                Ok(())
            }
            slot => codec::fill(slot, text, self.dialect()),
        });
        read.map_err(|fault| self.failed(&fault))
    }

    /// The body as a text.
    fn text(&self) -> Result<&str, Fault> {
        let bytes = self.body().as_bytes().map_or(&[][..], |bytes| bytes);
        std::str::from_utf8(bytes).map_err(|error| Fault::new("not UTF-8", error.valid_up_to()))
    }

    /// Whether the body is JSON, as it is if nothing is said of it.
    fn is_json(&self) -> bool {
        let content_type = self.headers().get(header::CONTENT_TYPE);
        let content_type = content_type.and_then(|value| value.to_str().ok());
        content_type.is_none_or(|kind| kind.contains("json"))
    }

    /// The answer as an error: of a service that says with a status of success that something failed.
    pub(crate) fn into_error(self, message: Option<String>) -> Error {
        let bytes = self.bytes();
        let Received {
            status,
            headers,
            dialect,
            method,
            uri,
            is_home,
            ..
        } = self.0.into_inner();
        let mut error = failure::describe(status, headers, bytes, dialect);
        if let (Some(message), None) = (message, error.code()) {
            error.details_mut().message = message;
        }
        error.about(&method, &uri, is_home)
    }

    /// The error of a body that cannot be decoded.
    fn failed(&self, fault: &Fault) -> Error {
        let received = self.0.get();
        let error = Error::decode(fault, self.bytes());
        let mut error = error.about(&received.method, &received.uri, received.is_home);
        let details = error.details_mut();
        details.status = Some(self.status());
        details.headers.clone_from(self.headers());
        details.request_id = request_id(self.headers(), self.dialect());
        error
    }

    fn bytes(&self) -> Bytes {
        self.body().as_bytes().cloned().unwrap_or_default()
    }
}

/// The id under which the service knows a request, from the answer's headers.
pub(crate) fn request_id(headers: &HeaderMap, dialect: &Dialect) -> Option<String> {
    let mut ids = dialect.request_id_headers.iter().filter_map(|name| headers.get(*name));
    ids.find_map(|id| id.to_str().ok()).map(str::to_owned)
}

/// A value with the status and headers of the answer that it came in.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Response<T> {
    /// The status, one of success.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// The value.
    pub value: T,
}

impl<T> Response<T> {
    /// A header's value, if it is there and is text.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }
}

impl<T: FromResponse> FromResponse for Response<T> {
    const ACCEPT: Option<&'static str> = T::ACCEPT;
    const STREAMED: bool = T::STREAMED;

    fn from_response(answer: Answer) -> Result<Self> {
        Ok(Self {
            status: answer.status(),
            headers: answer.headers().clone(),
            value: T::from_response(answer)?,
        })
    }

    fn to_json(&self, dialect: &'static Dialect) -> Option<String> {
        self.value.to_json(dialect)
    }
}

const JSON: Option<&str> = Some("application/json");

impl<T: Document> FromResponse for T {
    const ACCEPT: Option<&'static str> = JSON;

    fn from_response(answer: Answer) -> Result<Self> {
        answer.decode()
    }

    fn to_json(&self, dialect: &'static Dialect) -> Option<String> {
        Some(codec::encode(self, dialect))
    }
}

impl<T: Document> FromResponse for Option<T> {
    const ACCEPT: Option<&'static str> = JSON;

    fn from_response(answer: Answer) -> Result<Self> {
        if answer.body().is_empty() {
            return Ok(None);
        }
        answer.decode().map(Some)
    }

    fn to_json(&self, dialect: &'static Dialect) -> Option<String> {
        self.as_ref().map(|value| codec::encode(value, dialect))
    }
}

/// The answer as it is, for those who look at more than the body.
impl FromResponse for Answer {
    fn from_response(answer: Answer) -> Result<Self> {
        Ok(answer)
    }
}

impl FromResponse for () {
    fn from_response(_answer: Answer) -> Result<Self> {
        Ok(())
    }
}

impl FromResponse for Bytes {
    fn from_response(answer: Answer) -> Result<Self> {
        Ok(answer.bytes())
    }
}

impl FromResponse for ByteStream {
    const STREAMED: bool = true;

    fn from_response(answer: Answer) -> Result<Self> {
        let (headers, body) = answer.into_parts();
        Ok(Self::new(headers, body))
    }
}
