//! A web server on the loopback interface, whose answers are a function.
#![allow(dead_code, unreachable_pub, reason = "each test uses some of it")]

use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};

use http_body_util::{BodyExt, Full};
use hyper::body::{Bytes, Incoming};
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;

pub type Request = http::Request<Bytes>;
pub type Response = http::Response<Full<Bytes>>;

/// The server: it answers until the test ends, and keeps the requests that it saw.
pub struct Server {
    pub address: SocketAddr,
    seen: Arc<Mutex<Vec<Request>>>,
}

impl Server {
    pub async fn start(answer: impl Fn(&Request) -> Response + Send + Sync + 'static) -> Self {
        Self::serve(answer, true).await
    }

    /// A server that keeps no requests.
    pub async fn forgetful(answer: impl Fn(&Request) -> Response + Send + Sync + 'static) -> Self {
        Self::serve(answer, false).await
    }

    async fn serve(answer: impl Fn(&Request) -> Response + Send + Sync + 'static, keeps: bool) -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let seen = Arc::<Mutex<Vec<Request>>>::default();
        let (answer, kept) = (Arc::new(answer), Arc::clone(&seen));
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (answer, kept) = (Arc::clone(&answer), Arc::clone(&kept));
                let service = service_fn(move |request: http::Request<Incoming>| {
                    let (answer, kept) = (Arc::clone(&answer), Arc::clone(&kept));
                    async move {
                        let (parts, body) = request.into_parts();
                        let body = body.collect().await?.to_bytes();
                        let request = http::Request::from_parts(parts, body);
                        let response = answer(&request);
                        if keeps {
                            kept.lock().unwrap().push(request);
                        }
                        Ok::<_, hyper::Error>(response)
                    }
                });
                let connection =
                    hyper::server::conn::http1::Builder::new().serve_connection(TokioIo::new(stream), service);
                tokio::spawn(connection);
            }
        });
        Self { address, seen }
    }

    pub fn url(&self) -> String {
        format!("http://{}/v1.0", self.address)
    }

    /// The requests so far, oldest first.
    pub fn seen(&self) -> Vec<Request> {
        self.seen.lock().unwrap().clone()
    }
}

pub fn json(status: u16, body: &str) -> Response {
    http::Response::builder()
        .status(status)
        .header("content-type", "application/json")
        .header("request-id", "r-1")
        .body(Full::from(body.to_owned()))
        .unwrap()
}

pub fn status(status: u16) -> http::response::Builder {
    http::Response::builder().status(status)
}

pub fn empty() -> Full<Bytes> {
    Full::default()
}

/// A stream of three chunks.
pub struct Chunks(pub u8);

impl futures_core::Stream for Chunks {
    type Item = Result<Bytes, std::io::Error>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0 += 1;
        Poll::Ready((self.0 <= 3).then(|| Ok(Bytes::from(vec![self.0; 4]))))
    }
}
