//! How requests reach the service.

#[cfg(feature = "reqwest")]
mod reqwest;

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

#[cfg(feature = "reqwest")]
pub use self::reqwest::ReqwestTransport;
use crate::{Body, Result};

/// A future in a box.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// How requests reach the service: reqwest, unless the builder is given something else.
///
/// A test double, a recorder or a proxy is a few lines:
///
/// ```
/// use docwright_client::{Body, BoxFuture, Result, Transport};
///
/// struct Teapot;
///
/// impl Transport for Teapot {
///     fn send(&self, _: http::Request<Body>) -> BoxFuture<'_, Result<http::Response<Body>>> {
///         let response = http::Response::builder().status(418).body(Body::empty());
///         Box::pin(async { Ok(response.expect("a good response")) })
///     }
/// }
/// ```
pub trait Transport: Send + Sync {
    /// Sends one request and returns the answer, whatever its status, as soon as its headers are here.
    ///
    /// Redirects, tokens and retries are not the transport's business. How long to wait is in the request's extensions, as
    /// [`Timeout`].
    fn send(&self, request: http::Request<Body>) -> BoxFuture<'_, Result<http::Response<Body>>>;

    /// Waits before a request is sent again. By default not at all, which is what a test double wants.
    fn sleep(&self, time: Duration) -> BoxFuture<'_, ()> {
        let _ = time;
        Box::pin(std::future::ready(()))
    }
}

impl<T: Transport + ?Sized> Transport for Arc<T> {
    fn send(&self, request: http::Request<Body>) -> BoxFuture<'_, Result<http::Response<Body>>> {
        (**self).send(request)
    }

    fn sleep(&self, time: Duration) -> BoxFuture<'_, ()> {
        (**self).sleep(time)
    }
}

/// How long an exchange may take, the answer's body included: found in the extensions of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Timeout(pub Duration);
