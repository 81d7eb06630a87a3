//! What a request or response carries.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::{Bytes, BytesMut};
use futures_core::Stream;
use http::HeaderValue;

use crate::codec::{self, Document};
use crate::{BoxError, Dialect, Error, ErrorKind, Result};

/// What a request or response carries: nothing, bytes, or a stream of bytes.
pub struct Body {
    content: Content,
    content_type: Option<HeaderValue>,
    /// Whether the media type is no more than what a text or bytes usually are.
    is_guess: bool,
}

enum Content {
    Bytes(Bytes),
    Stream(Chunks, Option<u64>),
}

type Chunks = Pin<Box<dyn Stream<Item = Result<Bytes, BoxError>> + Send>>;

impl Body {
    /// Nothing.
    #[must_use]
    pub const fn empty() -> Self {
        Self {
            content: Content::Bytes(Bytes::new()),
            content_type: None,
            is_guess: true,
        }
    }

    /// A value as JSON, with the names of [`Dialect::ODATA`].
    #[must_use]
    pub fn json<T: Document>(value: &T) -> Self {
        Self::json_in(value, Dialect::default_ref())
    }

    /// A value as JSON, with the names of `dialect`.
    #[must_use]
    pub fn json_in<T: Document>(value: &T, dialect: &'static Dialect) -> Self {
        Self::json_text(codec::encode(value, dialect))
    }

    /// A text that is JSON.
    pub(crate) fn json_text(text: String) -> Self {
        Self::from(Bytes::from(text)).with_content_type(HeaderValue::from_static("application/json"))
    }

    /// A stream, with its length in bytes if that is known. A request that carries one cannot be sent again.
    pub fn stream<S, B, E>(chunks: S, length: Option<u64>) -> Self
    where
        S: Stream<Item = Result<B, E>> + Send + 'static,
        B: Into<Bytes> + 'static,
        E: Into<BoxError> + 'static,
    {
        Self {
            content: Content::Stream(Box::pin(Converted(Box::pin(chunks))), length),
            content_type: None,
            is_guess: true,
        }
    }

    /// The same body under another media type.
    #[must_use]
    pub fn with_content_type(mut self, content_type: HeaderValue) -> Self {
        self.content_type = Some(content_type);
        self.is_guess = false;
        self
    }

    /// Puts what is documented in place of a guess.
    pub(crate) fn set_documented_type(&mut self, media_type: &'static str) {
        if self.is_guess {
            self.content_type = HeaderValue::try_from(media_type).ok();
        }
    }

    /// The media type, if the body knows it.
    #[must_use]
    pub fn content_type(&self) -> Option<&HeaderValue> {
        self.content_type.as_ref()
    }

    /// The length in bytes, if it is known.
    #[must_use]
    pub fn len(&self) -> Option<u64> {
        match &self.content {
            Content::Bytes(bytes) => Some(bytes.len() as u64),
            Content::Stream(_, length) => *length,
        }
    }

    /// Whether there is nothing for certain.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == Some(0)
    }

    /// The bytes, unless they come as a stream.
    #[must_use]
    pub fn as_bytes(&self) -> Option<&Bytes> {
        match &self.content {
            Content::Bytes(bytes) => Some(bytes),
            Content::Stream(..) => None,
        }
    }

    /// A copy, unless the bytes come as a stream.
    #[must_use]
    pub fn try_clone(&self) -> Option<Self> {
        Some(Self {
            content: Content::Bytes(self.as_bytes()?.clone()),
            content_type: self.content_type.clone(),
            is_guess: self.is_guess,
        })
    }

    /// All the bytes, once they are here.
    pub async fn collect(mut self) -> Result<Bytes> {
        let first = self.chunk().await?.unwrap_or_default();
        let Some(second) = self.chunk().await? else {
            return Ok(first);
        };
        let mut bytes = BytesMut::from(first);
        bytes.extend_from_slice(&second);
        while let Some(chunk) = self.chunk().await? {
            bytes.extend_from_slice(&chunk);
        }
        Ok(bytes.freeze())
    }

    async fn chunk(&mut self) -> Result<Option<Bytes>> {
        std::future::poll_fn(|context| self.poll_chunk(context))
            .await
            .transpose()
    }

    /// The next bytes; `None` at the end. For transports that pull.
    pub fn poll_chunk(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Bytes>>> {
        match &mut self.content {
            Content::Bytes(bytes) if bytes.is_empty() => Poll::Ready(None),
            Content::Bytes(bytes) => Poll::Ready(Some(Ok(std::mem::take(bytes)))),
            Content::Stream(chunks, _) => chunks
                .as_mut()
                .poll_next(context)
                .map(|chunk| chunk.map(|chunk| chunk.map_err(interrupted))),
        }
    }
}

/// An error of a stream, which may be one of ours that travelled as a plain one.
fn interrupted(error: BoxError) -> Error {
    match error.downcast::<Error>() {
        Ok(error) => *error,
        Err(error) => Error::new(ErrorKind::Transport, format!("the body broke off: {error}")).with_source(error),
    }
}

/// A stream with its items and errors made ours.
struct Converted<S>(Pin<Box<S>>);

impl<S, B, E> Stream for Converted<S>
where
    S: Stream<Item = Result<B, E>>,
    B: Into<Bytes>,
    E: Into<BoxError>,
{
    type Item = Result<Bytes, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0
            .as_mut()
            .poll_next(context)
            .map(|item| item.map(|item| item.map(Into::into).map_err(Into::into)))
    }
}

impl Default for Body {
    fn default() -> Self {
        Self::empty()
    }
}

impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let content = match &self.content {
            Content::Bytes(_) => "bytes",
            Content::Stream(..) => "stream",
        };
        f.debug_struct("Body")
            .field("content", &content)
            .field("length", &self.len())
            .field("content_type", &self.content_type)
            .finish_non_exhaustive()
    }
}

impl From<Bytes> for Body {
    fn from(bytes: Bytes) -> Self {
        Self {
            content: Content::Bytes(bytes),
            content_type: None,
            is_guess: true,
        }
    }
}

impl From<Vec<u8>> for Body {
    fn from(bytes: Vec<u8>) -> Self {
        Bytes::from(bytes).into()
    }
}

impl From<&'static [u8]> for Body {
    fn from(bytes: &'static [u8]) -> Self {
        Bytes::from_static(bytes).into()
    }
}

impl From<String> for Body {
    fn from(text: String) -> Self {
        Self {
            content_type: Some(HeaderValue::from_static("text/plain; charset=utf-8")),
            ..Self::from(Bytes::from(text))
        }
    }
}

impl From<&str> for Body {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}
