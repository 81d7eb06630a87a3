//! Making clients.

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;
use std::time::Duration;

use http::header::{self, HeaderMap, HeaderValue};

use crate::client::Settings;
use crate::header::set;
use crate::{Client, Credential, Dialect, Error, ErrorKind, Result, RetryPolicy, Transport, uri};

/// Makes a client: this crate's own, or the one of a generated crate, which wraps it.
pub struct Builder<C = Client> {
    plan: Plan,
    kind: PhantomData<fn() -> C>,
}

/// What a client is made of, whatever wraps it, so that programs need not compile how.
struct Plan {
    base_url: String,
    credential: Credential,
    transport: Option<Arc<dyn Transport>>,
    headers: HeaderMap,
    timeout: Option<Duration>,
    retry: RetryPolicy,
    dialect: &'static Dialect,
    link_hosts: Vec<String>,
    /// The first mistake, reported by `build` so that calls chain.
    problem: Option<Error>,
}

/// What a client says it is, unless it is told otherwise.
const USER_AGENT: &str = concat!("docwright-client/", env!("CARGO_PKG_VERSION"));

impl<C: From<Client>> Builder<C> {
    /// Starts a client of the service that answers at `base_url`.
    pub fn new(base_url: impl Into<String>) -> Self {
        Self {
            plan: Plan::new(base_url.into()),
            kind: PhantomData,
        }
    }

    /// Signs requests: with a token (a string), or with those of a [`TokenSource`](crate::TokenSource).
    #[must_use]
    pub fn credential(mut self, credential: impl Into<Credential>) -> Self {
        self.plan.credential = credential.into();
        self
    }

    /// Reaches the service elsewhere: another version, a national cloud, a test server.
    #[must_use]
    pub fn base_url(mut self, base_url: impl Into<String>) -> Self {
        self.plan.base_url = base_url.into();
        self
    }

    /// Sends requests by other means: a test double, a recorder, a proxy.
    #[must_use]
    pub fn transport(mut self, transport: impl Transport + 'static) -> Self {
        self.plan.transport = Some(Arc::new(transport));
        self
    }

    /// Says what the program is: sent as `User-Agent`.
    #[must_use]
    pub fn user_agent(self, name: &str) -> Self {
        self.header("user-agent", name)
    }

    /// Sends a header with every request to the service. It is not sent to other hosts that the service redirects to.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        set(&mut self.plan.headers, &mut self.plan.problem, name, value);
        self
    }

    /// How long an exchange may take in all, the answer's body included; for ever at first, as a download may. The default
    /// transport gives up on a service that is silent for long, whatever is set here.
    #[must_use]
    pub fn timeout(mut self, timeout: impl Into<Option<Duration>>) -> Self {
        self.plan.timeout = timeout.into();
        self
    }

    /// When requests are sent again; [`RetryPolicy::never`] switches it off.
    #[must_use]
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.plan.retry = policy;
        self
    }

    /// Lets links to next pages and the like lead to that host, too. It gets neither the token nor the client's own headers.
    #[must_use]
    pub fn allow_links_to(mut self, host: impl Into<String>) -> Self {
        self.plan.link_hosts.push(host.into());
        self
    }

    /// The names that the service uses.
    #[must_use]
    pub fn dialect(mut self, dialect: &'static Dialect) -> Self {
        self.plan.dialect = dialect;
        self
    }

    /// Makes the client.
    pub fn build(self) -> Result<C> {
        self.plan.build().map(C::from)
    }
}

impl Plan {
    fn new(base_url: String) -> Self {
        let mut headers = HeaderMap::new();
        headers.insert(header::USER_AGENT, HeaderValue::from_static(USER_AGENT));
        Self {
            base_url,
            credential: Credential::none(),
            transport: None,
            headers,
            timeout: None,
            retry: RetryPolicy::default(),
            dialect: Dialect::default_ref(),
            link_hosts: Vec::new(),
            problem: None,
        }
    }

    fn build(self) -> Result<Client> {
        if let Some(problem) = self.problem {
            return Err(problem);
        }
        let base_url = self.base_url.trim_end_matches('/').to_owned();
        let base = uri::parse(&base_url)?;
        if base.query().is_some() {
            return Err(Error::new(ErrorKind::Request, "a base URL cannot have a query"));
        }
        let transport = match self.transport {
            Some(transport) => transport,
            None => default_transport()?,
        };
        let settings = Settings {
            base_url,
            base,
            credential: self.credential,
            transport,
            headers: self.headers,
            timeout: self.timeout,
            retry: self.retry,
            dialect: self.dialect,
            link_hosts: self.link_hosts,
        };
        Ok(Client(Arc::new(settings)))
    }
}

#[cfg(feature = "reqwest")]
pub(crate) fn default_transport() -> Result<Arc<dyn Transport>> {
    Ok(Arc::new(crate::ReqwestTransport::new()?))
}

#[cfg(not(feature = "reqwest"))]
pub(crate) fn default_transport() -> Result<Arc<dyn Transport>> {
    Err(Error::new(
        ErrorKind::Request,
        "no transport: give the builder one, or switch on the feature `reqwest`",
    ))
}

impl<C> fmt::Debug for Builder<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Builder")
            .field("base_url", &self.plan.base_url)
            .field("credential", &self.plan.credential)
            .finish_non_exhaustive()
    }
}
