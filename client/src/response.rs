//! Answers, and what they become.

use http::{HeaderMap, Method, StatusCode, Uri, header};

use crate::codec::{self, Document, Fault};
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
#[derive(Debug)]
pub struct Answer {
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// The body.
    pub body: Body,
    pub(crate) dialect: &'static Dialect,
    pub(crate) method: Method,
    pub(crate) uri: Uri,
    /// Whether the request went to the service itself.
    pub(crate) is_home: bool,
}

impl Answer {
    /// The names that the service uses.
    #[must_use]
    pub fn dialect(&self) -> &'static Dialect {
        self.dialect
    }

    /// Decodes the body as one value.
    pub fn decode<T: Document>(&self) -> Result<T> {
        let text = match self.text() {
            Ok(text) => text,
            Err(fault) => return Err(self.failed(fault)),
        };
        T::from_body(text, self.content_type(), self.dialect).map_err(|fault| self.failed(fault))
    }

    /// The body as a text.
    fn text(&self) -> Result<&str, Fault> {
        let bytes = self.body.as_bytes().map_or(&[][..], |bytes| bytes);
        std::str::from_utf8(bytes).map_err(|error| Fault::new("not UTF-8", error.valid_up_to()))
    }

    /// The answer as an error: of a service that says with a status of success that something failed.
    pub(crate) fn into_error(self, message: Option<String>) -> Error {
        let bytes = self.bytes();
        let mut error = failure::describe(self.status, self.headers, bytes, self.dialect);
        if let (Some(message), None) = (message, error.code()) {
            error.details_mut().message = message;
        }
        error.about(&self.method, &self.uri, self.is_home)
    }

    /// The error of a body that cannot be decoded. It takes the fault, so that it ends here and not in each program.
    #[expect(clippy::needless_pass_by_value, reason = "see above")]
    fn failed(&self, fault: Fault) -> Error {
        let mut error = Error::decode(&fault, self.bytes()).about(&self.method, &self.uri, self.is_home);
        let details = error.details_mut();
        details.status = Some(self.status);
        details.headers.clone_from(&self.headers);
        details.request_id = request_id(&self.headers, self.dialect);
        error
    }

    fn bytes(&self) -> Bytes {
        self.body.as_bytes().cloned().unwrap_or_default()
    }

    fn content_type(&self) -> Option<&str> {
        self.headers.get(header::CONTENT_TYPE)?.to_str().ok()
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
            status: answer.status,
            headers: answer.headers.clone(),
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
        if answer.body.is_empty() {
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
        Ok(Self::new(answer.headers, answer.body))
    }
}
