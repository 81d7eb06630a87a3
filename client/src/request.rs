//! Requests: values until they are sent.

use std::fmt::{self, Display};
use std::future::IntoFuture;
use std::marker::PhantomData;
use std::time::Duration;

use http::{HeaderName, HeaderValue, Method, header};

use crate::draft::Draft;
use crate::{Body, ByteStream, Bytes, Client, Expand, FromResponse, Response, Result, Sending};

/// A request as HTTP has it.
pub type HttpRequest = http::Request<Body>;

/// A request whose answer is a `T`: a value until it is sent, by [`Request::send`] or by `.await`.
///
/// A generated crate's operations return one; what the documentation does not name can be added to any of them.
#[must_use = "a request does nothing until it is sent"]
pub struct Request<T> {
    pub(crate) draft: Box<Draft>,
    answer: PhantomData<fn() -> T>,
}

impl<T> Request<T> {
    pub(crate) fn new(
        client: Client,
        method: Method,
        target: String,
        body: Body,
        problem: Option<&'static str>,
    ) -> Self {
        Self::from_draft(Draft::new(client, method, target, body, problem))
    }

    pub(crate) fn from_draft(draft: Box<Draft>) -> Self {
        Self {
            draft,
            answer: PhantomData,
        }
    }

    /// Adds a header, which replaces one of the same name.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.draft.set_header(name, value);
        self
    }

    /// Adds a query parameter by its name in the URL.
    pub fn query(mut self, name: &str, value: &dyn Display) -> Self {
        self.draft.query.push((name.to_owned(), value.to_string()));
        self
    }

    /// Says of what type the body is, unless the body says so itself.
    #[doc(hidden)]
    pub fn media_type(mut self, media_type: &'static str) -> Self {
        self.draft.body.set_documented_type(media_type);
        self
    }

    /// How long each exchange may take in all, the answer's body included. `None` means for ever. An exchange that the service
    /// refuses may be followed by another, see [`RetryPolicy`](crate::RetryPolicy).
    pub fn timeout(mut self, timeout: impl Into<Option<Duration>>) -> Self {
        self.draft.timeout = timeout.into();
        self
    }
}

impl<T: FromResponse> Request<T> {
    /// Sends the request. Dropping the future cancels it.
    pub fn send(mut self) -> Sending<T> {
        self.draft.accept = T::ACCEPT;
        Sending::new(self.draft)
    }

    /// The request as HTTP has it, without a token, for tests and batches.
    pub fn build(mut self) -> Result<HttpRequest> {
        self.draft.accept = T::ACCEPT;
        self.draft.build()
    }

    /// The same request, answered with status and headers next to the value.
    pub fn response(self) -> Request<Response<T>> {
        Request::from_draft(self.draft)
    }
}

/// Query options and headers that every collection has (`OData` 4.01, part 2, section 5.1).
impl<T> Request<T> {
    /// Which properties to return. More calls add more.
    pub fn select<N: AsRef<str>>(self, names: impl IntoIterator<Item = N>) -> Self {
        let option = self.draft.names().select;
        self.list_option(option, names)
    }

    /// Which related resources to include: by their names, or as an [`Expand`] with options of its own. More calls add more.
    pub fn expand<E: Into<Expand>>(self, related: impl IntoIterator<Item = E>) -> Self {
        let names = self.draft.names();
        let related: Vec<_> = related.into_iter().map(|each| each.into().render(names)).collect();
        self.list_option(names.expand, related)
    }

    /// By what to sort: `"start desc"`. More calls add more.
    pub fn order_by(self, order: &str) -> Self {
        let option = self.draft.names().order_by;
        self.list_option(option, [order])
    }

    /// Which items to return: `"isRead eq false"`.
    pub fn filter(mut self, condition: &str) -> Self {
        let option = self.draft.names().filter;
        self.draft.set_option(option, condition.to_owned());
        self
    }

    /// How many items to return at most: in one page, if there are pages.
    pub fn top(mut self, items: u32) -> Self {
        let option = self.draft.names().top;
        self.draft.set_option(option, items.to_string());
        self
    }

    /// How many items to pass over.
    pub fn skip(mut self, items: u32) -> Self {
        let option = self.draft.names().skip;
        self.draft.set_option(option, items.to_string());
        self
    }

    /// Asks for the number of all items, see [`Page::count`](crate::Page).
    pub fn count(mut self) -> Self {
        let option = self.draft.names().count;
        self.draft.set_option(option, String::from("true"));
        self
    }

    /// What to search for, in the service's syntax: `"\"displayName:lunch\""`. The header that some services need is sent too.
    pub fn search(mut self, terms: &str) -> Self {
        let option = self.draft.names().search;
        self.draft.set_option(option, terms.to_owned());
        match self.draft.client.dialect().search_consistency {
            Some(level) => self.consistency_level(level),
            None => self,
        }
    }

    /// In which media type to answer.
    pub fn format(mut self, format: &str) -> Self {
        let option = self.draft.names().format;
        self.draft.set_option(option, format.to_owned());
        self
    }

    /// What the client would rather have (RFC 7240), such as `outlook.timezone="UTC"`. More calls add more.
    pub fn prefer(mut self, preference: &str) -> Self {
        let name = HeaderName::from_static("prefer");
        match HeaderValue::try_from(preference) {
            Ok(value) => {
                self.draft.headers.append(name, value);
            }
            Err(_) => self.draft.set_header("prefer", preference),
        }
        self
    }

    /// How fresh the answer must be. Some services count, search and filter only where it may be a little behind: `eventual`.
    pub fn consistency_level(self, level: &str) -> Self {
        let name = self.draft.client.dialect().consistency_header;
        self.header(name, level)
    }

    /// Acts only on the version with that entity tag (RFC 9110, section 13.1.1).
    pub fn if_match(self, etag: &str) -> Self {
        self.header(header::IF_MATCH.as_str(), etag)
    }

    /// Answers only if the version is another than that with the entity tag (RFC 9110, section 13.1.2).
    pub fn if_none_match(self, etag: &str) -> Self {
        self.header(header::IF_NONE_MATCH.as_str(), etag)
    }

    fn list_option<N: AsRef<str>>(mut self, option: &'static str, names: impl IntoIterator<Item = N>) -> Self {
        for name in names {
            self.draft.add_to_option(option, name.as_ref());
        }
        self
    }
}

impl Request<ByteStream> {
    /// The same request, answered with all the bytes at once.
    pub fn bytes(self) -> Request<Bytes> {
        Request::from_draft(self.draft)
    }

    /// Asks for some bytes only, from `first` to `last`, both included, or to the end (RFC 9110, section 14.2).
    pub fn range(self, first: u64, last: impl Into<Option<u64>>) -> Self {
        let last = last.into().map(|last| last.to_string());
        let range = format!("bytes={first}-{}", last.unwrap_or_default());
        self.header(header::RANGE.as_str(), &range)
    }
}

impl<T: FromResponse> IntoFuture for Request<T> {
    type Output = Result<T>;
    type IntoFuture = Sending<T>;

    fn into_future(self) -> Sending<T> {
        self.send()
    }
}

impl<T> fmt::Debug for Request<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Request")
            .field("method", &self.draft.method)
            .field("target", &self.draft.target)
            .field("query", &self.draft.query)
            .finish_non_exhaustive()
    }
}
