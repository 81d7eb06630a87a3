//! The client: where the service is, and how to reach it.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::{HeaderMap, Uri};

use crate::{Body, Builder, Credential, Dialect, Path, Request, Result, RetryPolicy, Transport, uri};

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
}

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
    /// The URL must be of the service's own origin, since the token goes with the request; otherwise sending it is an error.
    pub fn follow<T>(&self, link: impl Into<String>) -> Request<T> {
        Request::new(self.clone(), http::Method::GET, link.into(), Body::empty(), None)
    }

    /// Where a path or link leads: an absolute URL stays, a path is one below the base URL.
    pub(crate) fn locate(&self, target: &str) -> Result<Uri> {
        let uri = if target.is_empty() || target.starts_with('/') {
            uri::parse(&[&self.0.base_url, target].concat())?
        } else {
            uri::parse(target)?
        };
        uri::check_origin(&uri, &self.0.base)?;
        Ok(uri)
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
