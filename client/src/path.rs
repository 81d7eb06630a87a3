//! Places in a service's URL space.

use std::fmt::{self, Display, Write};

use http::Method;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::codec::{self, Document, View};
use crate::draft::Draft;
use crate::{Body, Client, Request};

/// What is escaped in a path segment: all but RFC 3986's unreserved characters and those that identifiers are full of and that
/// mean nothing in a segment.
const SEGMENT: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'!')
    .remove(b'$')
    .remove(b'*')
    .remove(b',')
    .remove(b':')
    .remove(b'=')
    .remove(b'@');

/// What is escaped in a path of several segments.
const SEGMENTS: &AsciiSet = &SEGMENT.remove(b'/');

/// A place in a service's URL space: what the nodes of a generated crate wrap.
///
/// It is a client's handle and the path so far, escaped. A value that would make the path lead elsewhere (an empty one,
/// `.`, `..`) is remembered and reported when a request is sent, so that chains need no `?`.
#[derive(Clone)]
pub struct Path {
    client: Client,
    text: String,
    /// The path with `{}` for each value, so that traces can group requests by it.
    #[cfg(feature = "tracing")]
    template: String,
    problem: Option<&'static str>,
}

/// A piece of a path segment.
#[derive(Clone, Copy)]
pub enum Part<'a> {
    /// Text that stands as it is, already escaped.
    Text(&'a str),
    /// A value that must not end the segment: a number, a date, a GUID, a key.
    Value(&'a dyn Display),
    /// A value between single quotation marks, which are not part of it (`OData` URL conventions 4.01, section 4.3.1).
    Quoted(&'a dyn Display),
    /// A path of its own, whose slashes stay.
    Raw(&'a dyn Display),
}

impl Path {
    pub(crate) fn new(client: Client) -> Self {
        Self {
            client,
            text: String::new(),
            #[cfg(feature = "tracing")]
            template: String::new(),
            problem: None,
        }
    }

    /// The path so far, relative to the base URL, escaped.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The client that requests go through.
    #[must_use]
    pub fn client(&self) -> &Client {
        &self.client
    }

    /// The place below, by a segment that stands as it is.
    #[must_use]
    pub fn literal(&self, segment: &str) -> Self {
        self.join(&[Part::Text(segment)])
    }

    /// The place below, by the value of a placeholder.
    #[must_use]
    pub fn parameter(&self, value: &dyn Display) -> Self {
        self.join(&[Part::Value(value)])
    }

    /// The place below, by a segment in pieces.
    #[must_use]
    pub fn join(&self, parts: &[Part<'_>]) -> Self {
        self.extend("/", parts)
    }

    /// The place that is this one with pieces appended to its last segment.
    #[must_use]
    pub fn append(&self, parts: &[Part<'_>]) -> Self {
        self.extend("", parts)
    }

    /// A body for a request here: a value as JSON, with the names of the client's dialect.
    #[must_use]
    pub fn json<T: Document>(&self, value: &T) -> Body {
        Body::json_in(value, self.client.dialect())
    }

    /// A request of any method.
    pub fn request<T>(&self, method: Method, body: Body) -> Request<T> {
        Request::from_draft(self.draft(method, body))
    }

    /// A request with a value as JSON.
    fn request_json<T, B: Document>(&self, method: &Method, body: &B) -> Request<T> {
        Request::from_draft(self.draft_json(method, body.view()))
    }

    // None of these is generic, so that programs need not compile them for each type of answer and body.

    /// What is known of a request here.
    fn draft(&self, method: Method, body: Body) -> Box<Draft> {
        let draft = Draft::new(self.client.clone(), method, self.text.clone(), body, self.problem);
        #[cfg(feature = "tracing")]
        let draft = draft.with_template(self.template.clone());
        draft
    }

    fn draft_json(&self, method: &Method, body: View<'_>) -> Box<Draft> {
        self.draft(
            method.clone(),
            Body::json_text(codec::text(body, self.client.dialect())),
        )
    }

    fn draft_empty(&self, method: &Method) -> Box<Draft> {
        self.draft(method.clone(), Body::empty())
    }

    /// A `GET` request.
    pub fn get<T>(&self) -> Request<T> {
        Request::from_draft(self.draft_empty(&Method::GET))
    }

    /// A `POST` request.
    pub fn post<T>(&self, body: Body) -> Request<T> {
        self.request(Method::POST, body)
    }

    /// A `PUT` request.
    pub fn put<T>(&self, body: Body) -> Request<T> {
        self.request(Method::PUT, body)
    }

    /// A `PATCH` request.
    pub fn patch<T>(&self, body: Body) -> Request<T> {
        self.request(Method::PATCH, body)
    }

    /// A `DELETE` request.
    pub fn delete<T>(&self) -> Request<T> {
        Request::from_draft(self.draft_empty(&Method::DELETE))
    }

    /// A `POST` request that carries a value as JSON.
    #[inline]
    pub fn post_json<T, B: Document>(&self, body: &B) -> Request<T> {
        self.request_json(&Method::POST, body)
    }

    /// A `PUT` request that carries a value as JSON.
    #[inline]
    pub fn put_json<T, B: Document>(&self, body: &B) -> Request<T> {
        self.request_json(&Method::PUT, body)
    }

    /// A `PATCH` request that carries a value as JSON.
    #[inline]
    pub fn patch_json<T, B: Document>(&self, body: &B) -> Request<T> {
        self.request_json(&Method::PATCH, body)
    }

    fn extend(&self, separator: &str, parts: &[Part<'_>]) -> Self {
        let mut next = self.clone();
        next.text.push_str(separator);
        #[cfg(feature = "tracing")]
        next.template.push_str(separator);
        let segment = next.text.rfind('/').map_or(0, |slash| slash + 1);
        for part in parts {
            next.push(*part);
        }
        if is_dots(&next.text[segment..]) {
            next.problem = Some("a path parameter is `.` or `..`");
        }
        next
    }

    fn push(&mut self, part: Part<'_>) {
        #[cfg(feature = "tracing")]
        self.template.push_str(match part {
            Part::Text(text) => text,
            Part::Value(_) | Part::Quoted(_) | Part::Raw(_) => "{}",
        });
        let start = self.text.len();
        match part {
            Part::Text(text) => return self.text.push_str(text),
            Part::Value(value) => self.escape(&value.to_string(), SEGMENT),
            Part::Quoted(value) => {
                // An empty string is a value too, between its quotation marks.
                return self.escape(&value.to_string().replace('\'', "''"), SEGMENT);
            }
            Part::Raw(value) => {
                let path = value.to_string();
                if path.split('/').any(is_dots) {
                    self.problem = Some("a path parameter holds `.` or `..` as a segment");
                }
                self.escape(&path, SEGMENTS);
            }
        }
        if self.text.len() == start {
            self.problem = Some("a path parameter is empty");
        }
    }

    fn escape(&mut self, value: &str, set: &'static AsciiSet) {
        write!(self.text, "{}", utf8_percent_encode(value, set)).expect("writing to a string");
    }
}

/// Whether servers and proxies would take the segment for "here" or "the place above" (RFC 3986, section 5.2.4).
fn is_dots(segment: &str) -> bool {
    matches!(segment, "." | "..")
}

impl fmt::Debug for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Path").field(&self.text).finish()
    }
}

impl fmt::Debug for Part<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (kind, value): (_, &dyn Display) = match self {
            Self::Text(text) => ("Text", text),
            Self::Value(value) => ("Value", value),
            Self::Quoted(value) => ("Quoted", value),
            Self::Raw(value) => ("Raw", value),
        };
        write!(f, "{kind}({value})")
    }
}
