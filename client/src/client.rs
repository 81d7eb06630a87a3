//! The client: where the service is, and how to reach it.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::{HeaderMap, Method, Uri};

use crate::{Body, Builder, Credential, Dialect, Error, ErrorKind, Path, Request, Result, RetryPolicy, Transport, uri};

/// A service's client: a handle that is cheap to clone and may be shared between threads.
///
/// A generated crate wraps it and adds the service's root segments.
#[derive(Clone)]
pub struct Client(pub(crate) Arc<Settings>);

pub(crate) struct Settings {
    /// Without a slash at its end.
    pub(crate) base_url: String,
    pub(crate) base: Uri,
    pub(crate) credential: Credential,
    pub(crate) transport: Arc<dyn Transport>,
    pub(crate) headers: HeaderMap,
    pub(crate) timeout: Option<Duration>,
    pub(crate) retry: RetryPolicy,
    pub(crate) dialect: &'static Dialect,
    /// Hosts that links may lead to, besides the service's own.
    pub(crate) link_hosts: Vec<String>,
}

/// Marks a request that goes elsewhere than to the service: it is not signed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Abroad;

impl Client {
    /// Starts a client of the service that answers at `base_url`, without a generated crate around it.
    pub fn builder(base_url: impl Into<String>) -> Builder {
        Builder::new(base_url)
    }

    /// Where the service answers, without a slash at its end.
    #[must_use]
    pub fn base_url(&self) -> &str {
        &self.0.base_url
    }

    /// The names that the service uses.
    #[must_use]
    pub fn dialect(&self) -> &'static Dialect {
        self.0.dialect
    }

    /// The root of the URL space.
    #[must_use]
    pub fn root(&self) -> Path {
        Path::new(self.clone())
    }

    /// A request to a URL that the service handed out, such as the link to a next page or to changes, saved from an earlier run.
    ///
    /// The token goes with the request, so the URL must be of the service's own origin; otherwise sending it is an error, unless
    /// [`Builder::allow_links_to`](crate::Builder::allow_links_to) names the host, which then gets no token.
    pub fn follow<T>(&self, link: impl Into<String>) -> Request<T> {
        Request::new(self.clone(), Method::GET, link.into(), Body::empty(), None)
    }

    /// A request to a URL that needs no token, since whoever knows it may use it: an upload session, a download link, a monitor
    /// of something that takes long. It may be on any host, and gets neither the token nor the client's own headers.
    pub fn preauthenticated<T>(&self, method: Method, url: impl Into<String>, body: Body) -> Request<T> {
        let mut request = Request::new(self.clone(), method, url.into(), body, None);
        request.draft.is_preauthenticated = true;
        request
    }

    /// Where a path or link leads, and whether that is the service: an absolute URL stays, a path is one below the base URL.
    pub(crate) fn locate(&self, target: &str) -> Result<(Uri, bool)> {
        let settings = &self.0;
        if target.is_empty() || target.starts_with('/') {
            return Ok((uri::parse(&[&settings.base_url, target].concat())?, true));
        }
        let uri = uri::parse(target)?;
        if uri::same_origin(&uri, &settings.base) {
            return Ok((uri, true));
        }
        let host = uri.host().unwrap_or_default();
        let is_allowed = settings
            .link_hosts
            .iter()
            .any(|allowed| allowed.eq_ignore_ascii_case(host));
        // A host that is allowed is not allowed to be somebody on the way to it.
        let is_weaker = settings.base.scheme_str() == Some("https") && uri.scheme_str() != Some("https");
        if is_allowed && !is_weaker {
            return Ok((uri, false));
        }
        Err(Error::new(
            ErrorKind::Link,
            format!("the link leads to another host, {host}, which must not see the token"),
        ))
    }
}

impl AsRef<Client> for Client {
    fn as_ref(&self) -> &Client {
        self
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("base_url", &self.0.base_url)
            .field("credential", &self.0.credential)
            .finish_non_exhaustive()
    }
}
