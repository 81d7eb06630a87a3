//! Sending requests: one function for all of them, compiled once.

use std::fmt;
use std::future::Future;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll};

use http::header;
use http::request::Parts;

use crate::client::Abroad;
use crate::draft::Draft;
use crate::redirect::{self, MAX_REDIRECTS};
use crate::response::Received;
use crate::retry::Attempts;
use crate::transport::BoxFuture;
use crate::{Answer, Body, Client, Error, ErrorKind, FromResponse, Result, failure};

/// A request on its way. Dropping it cancels the request.
#[must_use = "a future does nothing until it is polled"]
pub struct Sending<T> {
    answer: BoxFuture<'static, Result<Answer>>,
    kind: PhantomData<fn() -> T>,
}

impl<T: FromResponse> Sending<T> {
    pub(crate) fn new(draft: Box<Draft>) -> Self {
        Self {
            answer: start(draft, T::STREAMED),
            kind: PhantomData,
        }
    }
}

impl<T: FromResponse> Future for Sending<T> {
    type Output = Result<T>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        self.answer
            .as_mut()
            .poll(context)
            .map(|answer| answer.and_then(T::from_response))
    }
}

impl<T> fmt::Debug for Sending<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sending").finish_non_exhaustive()
    }
}

/// The exchange behind a pointer: a future is compiled where it is made, and so it is here and not in each program.
#[inline(never)]
fn start(draft: Box<Draft>, streamed: bool) -> BoxFuture<'static, Result<Answer>> {
    Box::pin(exchange(*draft, streamed))
}

/// Sends a request, signed, as often as need be, and follows where it is redirected.
pub(crate) async fn exchange(draft: Draft, streamed: bool) -> Result<Answer> {
    let client = draft.client.clone();
    #[cfg(feature = "tracing")]
    let template = draft.template.clone();
    #[cfg_attr(not(feature = "tracing"), allow(unused_mut))]
    let (mut parts, body) = draft.build()?.into_parts();
    let (method, uri) = (parts.method.clone(), parts.uri.clone());
    let is_home = parts.extensions.get::<Abroad>().is_none();
    #[cfg(feature = "tracing")]
    let span = crate::trace::span(&parts, &template, is_home);
    #[cfg(feature = "tracing")]
    parts.extensions.insert(span.clone());

    let answer = async {
        let about = |error: Error| error.about(&method, &uri, is_home);
        let response = deliver(&client, parts, body, is_home).await.map_err(about)?;
        let (parts, mut body) = response.into_parts();
        let is_error = !parts.status.is_success();
        if is_error || !streamed {
            let bytes = body.collect().await.map_err(about)?;
            if is_error {
                let error = failure::describe(parts.status, parts.headers, bytes, client.dialect());
                return Err(about(error));
            }
            body = bytes.into();
        }
        Ok(Answer::new(Received {
            status: parts.status,
            headers: parts.headers,
            body,
            dialect: client.dialect(),
            method: method.clone(),
            uri: uri.clone(),
            is_home,
        }))
    };
    #[cfg(feature = "tracing")]
    let answer = crate::trace::traced(span, answer);
    answer.await
}

/// One request until its final answer, which may be an error.
///
/// Once it has left the service, a request does not get its token back, wherever it is redirected to.
async fn deliver(client: &Client, mut parts: Parts, mut body: Body, mut is_home: bool) -> Result<http::Response<Body>> {
    let mut attempts = Attempts::new(&client.0.retry);
    let mut redirects = 0;
    loop {
        let spare = body.try_clone();
        let request = signed(client, &parts, body, is_home).await?;
        let result = client.0.transport.send(request).await;

        if let Ok(response) = &result
            && let Some(next) = redirect::follow(&parts, response, spare.is_some())?
        {
            redirects += 1;
            if redirects > MAX_REDIRECTS {
                return Err(Error::new(ErrorKind::Link, "redirected too often"));
            }
            is_home = is_home && next.stays;
            body = next.body(spare);
            parts = next.parts;
            continue;
        }

        let (Some(wait), Some(spare)) = (attempts.wait(&parts.method, &result), spare) else {
            return result;
        };
        client.0.transport.sleep(wait).await;
        #[cfg(feature = "tracing")]
        crate::trace::resent(&parts, attempts.count());
        body = spare;
    }
}

async fn signed(client: &Client, parts: &Parts, body: Body, is_home: bool) -> Result<http::Request<Body>> {
    let mut request = http::Request::from_parts(parts.clone(), body);
    // A header given by hand goes before the token.
    if is_home
        && !parts.headers.contains_key(header::AUTHORIZATION)
        && let Some(value) = client.0.credential.authorization().await?
    {
        request.headers_mut().insert(header::AUTHORIZATION, value);
    }
    Ok(request)
}
