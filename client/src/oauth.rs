//! Tokens from an authorization server (RFC 6749, RFC 8628), through the `oauth2` crate.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use oauth2::basic::{BasicClient, BasicErrorResponse, BasicTokenResponse};
use oauth2::{
    AuthType, ClientId, ClientSecret, DeviceAuthorizationUrl, DeviceCodeErrorResponse, ErrorResponse,
    ErrorResponseType, HttpRequest, HttpResponse, RefreshToken, RequestTokenError, Scope,
    StandardDeviceAuthorizationResponse, TokenResponse, TokenUrl,
};
use secrecy::{ExposeSecret, SecretString};

use crate::transport::BoxFuture;
use crate::{AccessToken, Body, Error, ErrorKind, Result, TokenSource, Transport};

/// How long to wait between questions whether somebody has signed in, at most (RFC 8628, section 3.5).
const LONGEST_WAIT: Duration = Duration::from_secs(60);

/// What both flows need: an authorization server, who the program is, and what it wants.
#[derive(Clone)]
struct Registration {
    token_url: String,
    client_id: String,
    scopes: Vec<String>,
    transport: Option<Arc<dyn Transport>>,
}

/// Tokens for a program that acts as itself: the client-credentials grant (RFC 6749, section 4.4).
///
/// ```no_run
/// use docwright_client::{Client, Credential, oauth::ClientCredentials};
///
/// # fn main() -> docwright_client::Result<()> {
/// let tokens = ClientCredentials::new("https://login.example/tenant/oauth2/v2.0/token", "program", "secret")
///     .scope("https://service.example/.default");
/// let client = Client::builder("https://service.example/v1.0").credential(Credential::source(tokens)).build()?;
/// # let _ = client;
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct ClientCredentials {
    registration: Registration,
    secret: SecretString,
}

impl ClientCredentials {
    /// Tokens from the server at `token_url`, for the program that is registered there under `client_id`.
    pub fn new(token_url: impl Into<String>, client_id: impl Into<String>, secret: impl Into<SecretString>) -> Self {
        Self {
            registration: Registration::new(token_url.into(), client_id.into()),
            secret: secret.into(),
        }
    }

    /// Asks for a scope. More calls ask for more.
    #[must_use]
    pub fn scope(mut self, scope: impl Into<String>) -> Self {
        self.registration.scopes.push(scope.into());
        self
    }

    /// Reaches the server by other means than the default transport.
    #[must_use]
    pub fn transport(mut self, transport: impl Transport + 'static) -> Self {
        self.registration.transport = Some(Arc::new(transport));
        self
    }

    async fn fetch(&self) -> Result<AccessToken> {
        let registration = &self.registration;
        let transport = registration.transport()?;
        let http = |request| exchange(&transport, request);
        let client = BasicClient::new(ClientId::new(registration.client_id.clone()))
            .set_auth_type(AuthType::RequestBody)
            .set_client_secret(ClientSecret::new(self.secret.expose_secret().to_owned()))
            .set_token_uri(registration.token_url()?);
        let request = client.exchange_client_credentials().add_scopes(registration.scopes());
        let token: Flow<'_, _, _> = Box::pin(request.request_async(&http));
        Ok(access(&token.await.map_err(refused)?))
    }
}

impl TokenSource for ClientCredentials {
    fn token(&self) -> BoxFuture<'_, Result<AccessToken>> {
        Box::pin(self.fetch())
    }
}

/// What somebody who signs in has to be told.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct DevicePrompt {
    /// Where to sign in.
    pub url: String,
    /// The code to enter there.
    pub code: String,
    /// How long the code is good.
    pub expires_in: Duration,
}

/// Tokens for a program that acts for somebody who signs in elsewhere: the device flow (RFC 8628).
///
/// Whoever uses the program is told where to sign in, once; from there on, tokens are refreshed if the server permits it (which
/// may take the scope `offline_access`).
///
/// ```no_run
/// use docwright_client::oauth::DeviceCode;
///
/// let tokens = DeviceCode::new("https://login.example/devicecode", "https://login.example/token", "program", |prompt| {
///     eprintln!("Sign in at {} with the code {}", prompt.url, prompt.code);
/// });
/// # let _ = tokens.scope("User.Read").scope("offline_access");
/// ```
pub struct DeviceCode {
    registration: Registration,
    device_url: String,
    prompt: Box<dyn Fn(&DevicePrompt) + Send + Sync>,
    refresh: Mutex<Option<SecretString>>,
}

impl DeviceCode {
    /// Tokens from the server at these URLs, for the program that is registered there under `client_id`; `prompt` tells whoever uses
    /// the program where to sign in.
    pub fn new(
        device_url: impl Into<String>,
        token_url: impl Into<String>,
        client_id: impl Into<String>,
        prompt: impl Fn(&DevicePrompt) + Send + Sync + 'static,
    ) -> Self {
        Self {
            registration: Registration::new(token_url.into(), client_id.into()),
            device_url: device_url.into(),
            prompt: Box::new(prompt),
            refresh: Mutex::new(None),
        }
    }

    /// Asks for a scope. More calls ask for more.
    #[must_use]
    pub fn scope(mut self, scope: impl Into<String>) -> Self {
        self.registration.scopes.push(scope.into());
        self
    }

    /// Reaches the server by other means than the default transport.
    #[must_use]
    pub fn transport(mut self, transport: impl Transport + 'static) -> Self {
        self.registration.transport = Some(Arc::new(transport));
        self
    }

    async fn fetch(&self) -> Result<AccessToken> {
        let transport = self.registration.transport()?;
        let refresh = self.refresh_token().clone();
        if let Some(refresh) = refresh {
            match self.refreshed(&transport, &refresh).await {
                Ok(token) => return Ok(self.keep(&token)),
                // The server was not reached, which signing in again would not mend.
                Err(error) if error.kind() != ErrorKind::Credential => return Err(error),
                Err(_) => *self.refresh_token() = None,
            }
        }
        let token = self.signed_in(&transport).await?;
        Ok(self.keep(&token))
    }

    async fn refreshed(&self, transport: &Arc<dyn Transport>, refresh: &SecretString) -> Result<BasicTokenResponse> {
        let http = |request| exchange(transport, request);
        let client = BasicClient::new(ClientId::new(self.registration.client_id.clone()))
            .set_auth_type(AuthType::RequestBody)
            .set_token_uri(self.registration.token_url()?);
        let refresh = RefreshToken::new(refresh.expose_secret().to_owned());
        let request = client.exchange_refresh_token(&refresh);
        let token: Flow<'_, _, _> = Box::pin(request.request_async(&http));
        token.await.map_err(refused)
    }

    async fn signed_in(&self, transport: &Arc<dyn Transport>) -> Result<BasicTokenResponse> {
        let http = |request| exchange(transport, request);
        let device_url = DeviceAuthorizationUrl::new(self.device_url.clone()).map_err(|_| not_a_url())?;
        let client = BasicClient::new(ClientId::new(self.registration.client_id.clone()))
            .set_auth_type(AuthType::RequestBody)
            .set_token_uri(self.registration.token_url()?)
            .set_device_authorization_url(device_url);
        let request = client.exchange_device_code().add_scopes(self.registration.scopes());
        let details: Flow<'_, StandardDeviceAuthorizationResponse, _> = Box::pin(request.request_async(&http));
        let details = details.await.map_err(refused)?;
        (self.prompt)(&DevicePrompt {
            url: details.verification_uri().as_str().to_owned(),
            code: details.user_code().secret().clone(),
            expires_in: details.expires_in(),
        });
        let request = client
            .exchange_device_access_token(&details)
            .set_max_backoff_interval(LONGEST_WAIT);
        let sleep = |time| transport.sleep(time);
        let token: Flow<'_, _, _> = Box::pin(request.request_async(&http, sleep, None));
        token.await.map_err(not_signed_in)
    }

    /// Keeps the token that gets the next one.
    fn keep(&self, token: &BasicTokenResponse) -> AccessToken {
        if let Some(refresh) = token.refresh_token() {
            *self.refresh_token() = Some(refresh.secret().clone().into());
        }
        access(token)
    }

    fn refresh_token(&self) -> std::sync::MutexGuard<'_, Option<SecretString>> {
        // A token that was stored is whole, whatever happened to the thread that stored it.
        self.refresh.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl TokenSource for DeviceCode {
    fn token(&self) -> BoxFuture<'_, Result<AccessToken>> {
        Box::pin(self.fetch())
    }
}

impl Registration {
    fn new(token_url: String, client_id: String) -> Self {
        Self {
            token_url,
            client_id,
            scopes: Vec::new(),
            transport: None,
        }
    }

    fn token_url(&self) -> Result<TokenUrl> {
        TokenUrl::new(self.token_url.clone()).map_err(|_| not_a_url())
    }

    fn scopes(&self) -> impl Iterator<Item = Scope> + '_ {
        self.scopes.iter().cloned().map(Scope::new)
    }

    fn transport(&self) -> Result<Arc<dyn Transport>> {
        match &self.transport {
            Some(transport) => Ok(Arc::clone(transport)),
            None => crate::builder::default_transport(),
        }
    }
}

/// A flow of the `oauth2` crate, in a box: otherwise the compiler cannot tell that it may move between threads.
type Flow<'a, T, E> = BoxFuture<'a, Result<T, RequestTokenError<Error, E>>>;

/// One exchange with the authorization server.
fn exchange(transport: &Arc<dyn Transport>, request: HttpRequest) -> BoxFuture<'static, Result<HttpResponse>> {
    let transport = Arc::clone(transport);
    Box::pin(async move {
        let response = transport.send(request.map(Body::from)).await?;
        let (parts, body) = response.into_parts();
        let bytes = body.collect().await?;
        Ok(http::Response::from_parts(parts, bytes.to_vec()))
    })
}

fn access(token: &BasicTokenResponse) -> AccessToken {
    let secret = AccessToken::new(token.access_token().secret().clone());
    match token.expires_in() {
        Some(time) => secret.expiring(SystemTime::now() + time),
        None => secret,
    }
}

fn not_a_url() -> Error {
    Error::new(
        ErrorKind::Request,
        "the address of the authorization server is not a URL",
    )
}

fn refused(error: RequestTokenError<Error, BasicErrorResponse>) -> Error {
    failed(error)
}

fn not_signed_in(error: RequestTokenError<Error, DeviceCodeErrorResponse>) -> Error {
    failed(error)
}

/// Why there is no token. What the server answered is left out unless it is an error: it may hold a token.
fn failed<T: ErrorResponseType + fmt::Display + 'static>(
    error: RequestTokenError<Error, oauth2::StandardErrorResponse<T>>,
) -> Error
where
    oauth2::StandardErrorResponse<T>: ErrorResponse,
{
    match error {
        RequestTokenError::ServerResponse(response) => {
            let reason = response.error_description().map_or("no reason given", String::as_str);
            // Servers append lines of trace ids and times.
            let reason = reason.lines().next().unwrap_or_default();
            let message = format!(
                "the authorization server gives no token: {}: {reason}",
                response.error()
            );
            Error::new(ErrorKind::Credential, message)
        }
        RequestTokenError::Request(error) => error,
        RequestTokenError::Parse(..) => Error::new(
            ErrorKind::Credential,
            "the authorization server answers with something that is no token",
        ),
        RequestTokenError::Other(message) => Error::new(ErrorKind::Credential, message),
    }
}

impl fmt::Debug for ClientCredentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientCredentials")
            .field("token_url", &self.registration.token_url)
            .field("client_id", &self.registration.client_id)
            .field("scopes", &self.registration.scopes)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for DeviceCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DeviceCode")
            .field("device_url", &self.device_url)
            .field("client_id", &self.registration.client_id)
            .field("scopes", &self.registration.scopes)
            .finish_non_exhaustive()
    }
}
