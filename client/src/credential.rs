//! What signs requests.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use http::HeaderValue;
use secrecy::{ExposeSecret, SecretString};

use crate::transport::BoxFuture;
use crate::{Error, ErrorKind, Result};

/// Where tokens come from: asked before a request is sent, unless the last token is still good.
///
/// ```
/// use docwright_client::{AccessToken, BoxFuture, Result, TokenSource};
///
/// struct Environment;
///
/// impl TokenSource for Environment {
///     fn token(&self) -> BoxFuture<'_, Result<AccessToken>> {
///         Box::pin(async { Ok(AccessToken::new(std::env::var("TOKEN").unwrap_or_default())) })
///     }
/// }
/// ```
pub trait TokenSource: Send + Sync {
    /// Gets a token.
    fn token(&self) -> BoxFuture<'_, Result<AccessToken>>;
}

/// A bearer token (RFC 6750), and until when it is good.
#[derive(Clone, Debug)]
pub struct AccessToken {
    secret: SecretString,
    expires: Option<SystemTime>,
}

impl AccessToken {
    /// A token that is asked for again before the next request.
    pub fn new(secret: impl Into<SecretString>) -> Self {
        Self {
            secret: secret.into(),
            expires: None,
        }
    }

    /// The same token, to be used until that moment. It is given up a little earlier, so that none expires on its way.
    #[must_use]
    pub fn expiring(mut self, moment: SystemTime) -> Self {
        self.expires = Some(moment);
        self
    }

    fn is_good(&self) -> bool {
        const MARGIN: Duration = Duration::from_secs(60);
        self.expires.is_some_and(|moment| moment > SystemTime::now() + MARGIN)
    }

    fn header(&self) -> Result<HeaderValue> {
        let value = format!("Bearer {}", self.secret.expose_secret());
        let mut header = HeaderValue::try_from(value).map_err(|_| {
            // The cause is left out: it is about the token.
            Error::new(ErrorKind::Credential, "the token holds characters that a header cannot")
        })?;
        header.set_sensitive(true);
        Ok(header)
    }
}

/// What signs a client's requests: a fixed token, a source of tokens, or nothing.
#[derive(Clone)]
pub struct Credential(Inner);

#[derive(Clone)]
enum Inner {
    None,
    Fixed(SecretString),
    Source(Arc<Cached>),
}

struct Cached {
    source: Arc<dyn TokenSource>,
    last: Mutex<Option<AccessToken>>,
}

impl Credential {
    /// Requests are not signed.
    #[must_use]
    pub const fn none() -> Self {
        Self(Inner::None)
    }

    /// Tokens come from `source`.
    pub fn source(source: impl TokenSource + 'static) -> Self {
        Arc::new(source).into()
    }

    /// The value of the `Authorization` header.
    pub(crate) async fn authorization(&self) -> Result<Option<HeaderValue>> {
        match &self.0 {
            Inner::None => Ok(None),
            Inner::Fixed(secret) => AccessToken::new(secret.clone()).header().map(Some),
            Inner::Source(cached) => cached.token().await?.header().map(Some),
        }
    }
}

impl Cached {
    async fn token(&self) -> Result<AccessToken> {
        // A token that was stored is whole, whatever happened to the thread that stored it.
        let last = || self.last.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(token) = last().as_ref().filter(|token| token.is_good()) {
            return Ok(token.clone());
        }
        // Requests that find no token at the same moment each ask for one: a source that minds can take turns itself.
        let token = self.source.token().await?;
        *last() = Some(token.clone());
        Ok(token)
    }
}

impl From<&str> for Credential {
    fn from(token: &str) -> Self {
        SecretString::from(token).into()
    }
}

impl From<String> for Credential {
    fn from(token: String) -> Self {
        SecretString::from(token).into()
    }
}

impl From<SecretString> for Credential {
    fn from(token: SecretString) -> Self {
        Self(Inner::Fixed(token))
    }
}

impl<S: TokenSource + 'static> From<Arc<S>> for Credential {
    fn from(source: Arc<S>) -> Self {
        Self(Inner::Source(Arc::new(Cached {
            source,
            last: Mutex::new(None),
        })))
    }
}

impl fmt::Debug for Credential {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.0 {
            Inner::None => "Credential(none)",
            Inner::Fixed(_) => "Credential(a fixed token)",
            Inner::Source(_) => "Credential(a source of tokens)",
        })
    }
}
