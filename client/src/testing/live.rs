//! Documented requests: compared with what the client builds, and sent where there is a server that knows them.

use crate::{Answer, Builder, Client, FromResponse, Request, Result};

use super::{NoTransport, check_request};
use crate::draft::Draft;

/// The environment variable that names the base URL of a server to which documented requests are sent, such as one that
/// `docwright mock` started.
pub const SERVER: &str = "DOCWRIGHT_SERVER";

/// The client of a generated crate's tests: it sends to the server that [`SERVER`] names, or nothing.
///
/// # Panics
///
/// If the builder cannot make a client.
#[must_use]
#[track_caller]
pub fn client<C: From<Client>>(builder: Builder<C>) -> C {
    let builder = match server() {
        Some(url) => builder.base_url(url),
        None => builder.transport(NoTransport),
    };
    match builder.build() {
        Ok(client) => client,
        Err(error) => panic!("{error}"),
    }
}

/// Checks that a request is the documented one, as [`check_request`] does. Where [`SERVER`] names a server, it is sent there,
/// and its answer has to be understood.
///
/// # Panics
///
/// If the request cannot be built, something differs, or the exchange fails, saying what and where.
#[track_caller]
pub fn exchange<T: FromResponse>(
    request: impl Into<Request<T>>,
    method: &str,
    url: &str,
    headers: &[(&str, &str)],
    body: Option<&str>,
) {
    let mut draft = request.into().draft;
    draft.accept = T::ACCEPT;
    let client = draft.client.clone();
    let request = match draft.build() {
        Ok(request) => request,
        Err(error) => panic!("the documented call makes no request: {error}, in {method} {url}"),
    };
    check_request(&request, method, url, headers, body);
    if server().is_some() {
        let draft = Draft::again(client, request);
        if let Err(error) = send(draft, T::STREAMED, |answer| T::from_response(answer).map(drop)) {
            panic!("{error}, in {method} {url}");
        }
    }
}

fn server() -> Option<String> {
    let url = std::env::var(SERVER).ok().filter(|url| !url.is_empty());
    url.filter(|_| cfg!(feature = "reqwest"))
}

/// Sends a request and waits for its answer. Not generic but in what reads the answer, so that a thousand tests cost little.
#[cfg(feature = "reqwest")]
fn send(draft: Draft, streamed: bool, read: fn(Answer) -> Result<()>) -> Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(|error| crate::Error::new(crate::ErrorKind::Transport, error.to_string()))?;
    runtime.block_on(async { read(crate::exchange::exchange(draft, streamed).await?) })
}

#[cfg(not(feature = "reqwest"))]
fn send(_: Draft, _: bool, _: fn(Answer) -> Result<()>) -> Result<()> {
    Ok(())
}
