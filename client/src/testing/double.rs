//! Transports that reach nothing.

use std::fmt;

use crate::transport::BoxFuture;
use crate::{Body, Error, ErrorKind, Result, Transport};

/// A transport whose answers a function makes.
pub struct MockTransport<F>(F);

impl<F> MockTransport<F>
where
    F: Fn(http::Request<Body>) -> http::Response<Body> + Send + Sync,
{
    /// A transport that answers each request with what `answer` returns.
    pub fn new(answer: F) -> Self {
        Self(answer)
    }
}

impl<F> Transport for MockTransport<F>
where
    F: Fn(http::Request<Body>) -> http::Response<Body> + Send + Sync,
{
    fn send(&self, request: http::Request<Body>) -> BoxFuture<'_, Result<http::Response<Body>>> {
        let response = (self.0)(request);
        Box::pin(std::future::ready(Ok(response)))
    }
}

impl<F> fmt::Debug for MockTransport<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MockTransport").finish_non_exhaustive()
    }
}

/// A transport for clients whose requests are built and not sent: sending one is an error.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoTransport;

impl Transport for NoTransport {
    fn send(&self, _request: http::Request<Body>) -> BoxFuture<'_, Result<http::Response<Body>>> {
        let error = Error::new(ErrorKind::Transport, "this client sends nothing");
        Box::pin(std::future::ready(Err(error)))
    }
}
