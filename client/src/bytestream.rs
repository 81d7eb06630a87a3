//! Downloads.

use std::pin::Pin;
use std::task::{Context, Poll};

use futures_core::Stream;
use http::{HeaderMap, header};

use crate::{Body, Bytes, Result};

/// A download: bytes as they come.
#[derive(Debug)]
pub struct ByteStream {
    headers: HeaderMap,
    body: Body,
}

impl ByteStream {
    pub(crate) fn new(headers: HeaderMap, body: Body) -> Self {
        Self { headers, body }
    }

    /// The answer's headers.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// How many bytes there are in all, if the service says so.
    #[must_use]
    pub fn content_length(&self) -> Option<u64> {
        let header = self.headers.get(header::CONTENT_LENGTH)?;
        header.to_str().ok()?.parse().ok()
    }

    /// The media type, if the service says so.
    #[must_use]
    pub fn content_type(&self) -> Option<&str> {
        self.headers.get(header::CONTENT_TYPE)?.to_str().ok()
    }

    /// The next bytes; `None` at the end.
    pub async fn try_next(&mut self) -> Result<Option<Bytes>> {
        std::future::poll_fn(|context| self.body.poll_chunk(context))
            .await
            .transpose()
    }

    /// All the bytes, once they are here.
    pub async fn collect(self) -> Result<Bytes> {
        self.body.collect().await
    }
}

impl Stream for ByteStream {
    type Item = Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.body.poll_chunk(context)
    }
}

/// A download can be the body of an upload.
impl From<ByteStream> for Body {
    fn from(stream: ByteStream) -> Self {
        let content_type = stream.headers.get(header::CONTENT_TYPE).cloned();
        match content_type {
            Some(content_type) => stream.body.with_content_type(content_type),
            None => stream.body,
        }
    }
}
