//! How callers show who they are.

use serde::Deserialize;

/// A way to get an access token (OAuth 2.0).
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct SecurityScheme {
    /// Its name in an OpenAPI document.
    pub name: String,
    pub description: String,
    pub flow: Flow,
    pub authorization_url: Option<String>,
    pub token_url: String,
    /// What the kind of a permission that the scheme grants starts with, in lower case.
    pub kinds: Vec<String>,
}

/// A flow of OAuth 2.0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Flow {
    /// On behalf of a signed-in person (RFC 6749, section 4.1).
    AuthorizationCode,
    /// As a program of its own (RFC 6749, section 4.4).
    ClientCredentials,
}

impl Flow {
    /// Its name in an OpenAPI document.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::AuthorizationCode => "authorizationCode",
            Self::ClientCredentials => "clientCredentials",
        }
    }
}
