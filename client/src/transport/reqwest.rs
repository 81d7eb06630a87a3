//! The default transport: reqwest over rustls.

use std::error::Error as StdError;
use std::pin::Pin;
use std::sync::{Mutex, PoisonError};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use http_body::{Body as HttpBody, Frame, SizeHint};

use super::{BoxFuture, Timeout, Transport};
use crate::{Body, Bytes, Error, ErrorKind, Result};

/// Sends requests through a [`reqwest::Client`], which keeps connections open between them.
#[derive(Clone, Debug)]
pub struct ReqwestTransport {
    client: reqwest::Client,
}

/// How long to wait for a connection.
const CONNECT: Duration = Duration::from_secs(30);

/// How long a service may be silent, before its answer and in the midst of it.
const SILENCE: Duration = Duration::from_secs(100);

impl ReqwestTransport {
    /// A transport with settings of its own: HTTP over TLS, with the system's certificates and the proxies that the
    /// environment names. It waits 30 seconds for a connection, and gives up on a service that is silent for 100.
    pub fn new() -> Result<Self> {
        use_ring();
        let client = reqwest::Client::builder()
            // Redirects are followed by the client itself, which knows what must not go along.
            .redirect(reqwest::redirect::Policy::none())
            .connect_timeout(CONNECT)
            .read_timeout(SILENCE)
            .build()
            .map_err(|error| Error::new(ErrorKind::Transport, "no HTTP client").with_source(error))?;
        Ok(Self { client })
    }

    /// A transport over a client that was made elsewhere. It should not follow redirects itself: tokens would go along.
    #[must_use]
    pub fn from_client(client: reqwest::Client) -> Self {
        Self { client }
    }
}

/// Makes ring the process's cryptography for TLS, unless the program chose one: reqwest is built without any, see Cargo.toml.
fn use_ring() {
    if rustls::crypto::CryptoProvider::get_default().is_none() {
        // Two threads may come here at once; the one that is late finds the other's choice, which is the same.
        let _ = rustls::crypto::ring::default_provider().install_default();
    }
}

impl Transport for ReqwestTransport {
    fn send(&self, request: http::Request<Body>) -> BoxFuture<'_, Result<http::Response<Body>>> {
        Box::pin(async move {
            let timeout = request.extensions().get::<Timeout>().copied();
            let request = request.map(|body| match body.as_bytes() {
                Some(bytes) => reqwest::Body::from(bytes.clone()),
                None => reqwest::Body::wrap(Upload::new(body)),
            });
            let mut request = reqwest::Request::try_from(request).map_err(failed)?;
            if let Some(Timeout(timeout)) = timeout {
                *request.timeout_mut() = Some(timeout);
            }
            let response = self.client.execute(request).await.map_err(failed)?;
            let response: http::Response<reqwest::Body> = response.into();
            Ok(response.map(|body| {
                let length = body.size_hint().exact();
                Body::stream(Download(body), length)
            }))
        })
    }

    fn sleep(&self, time: Duration) -> BoxFuture<'_, ()> {
        Box::pin(tokio::time::sleep(time))
    }
}

/// An error of reqwest's, without its URL, whose query may hold a secret.
fn failed(error: reqwest::Error) -> Error {
    let error = error.without_url();
    let is_unsent = error.is_connect();
    let (kind, what) = if error.is_timeout() {
        (ErrorKind::Timeout, "no answer in time")
    } else if error.is_connect() {
        (ErrorKind::Transport, "no connection")
    } else if error.is_builder() || error.is_request() && error.source().is_none() {
        (ErrorKind::Request, "not a request that can be sent")
    } else {
        (ErrorKind::Transport, "the connection broke")
    };
    // The causes say what went wrong; reqwest's own message is that something did.
    let mut message = what.to_owned();
    let mut cause = error.source();
    while let Some(error) = cause {
        message = format!("{message}: {error}");
        cause = error.source();
    }
    let failed = Error::new(kind, message).with_source(error);
    if is_unsent { failed.unsent() } else { failed }
}

/// Our body as reqwest's, which wants bodies that can be shared between threads. Ours cannot, and no two threads ever look
/// at one, so that the lock is never taken.
struct Upload {
    body: Mutex<Body>,
    length: Option<u64>,
}

impl Upload {
    fn new(body: Body) -> Self {
        Self {
            length: body.len(),
            body: Mutex::new(body),
        }
    }
}

impl HttpBody for Upload {
    type Data = Bytes;
    type Error = Error;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>>>> {
        let body = self.body.get_mut().unwrap_or_else(PoisonError::into_inner);
        body.poll_chunk(context)
            .map(|chunk| chunk.map(|chunk| chunk.map(Frame::data)))
    }

    fn size_hint(&self) -> SizeHint {
        self.length.map_or_else(SizeHint::default, SizeHint::with_exact)
    }
}

/// reqwest's body as ours: trailers are dropped.
struct Download(reqwest::Body);

impl futures_core::Stream for Download {
    type Item = Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            let Some(frame) = ready!(Pin::new(&mut self.0).poll_frame(context)) else {
                return Poll::Ready(None);
            };
            match frame.map(Frame::into_data) {
                Ok(Ok(bytes)) => return Poll::Ready(Some(Ok(bytes))),
                Ok(Err(_trailers)) => {}
                Err(error) => return Poll::Ready(Some(Err(failed(error)))),
            }
        }
    }
}
