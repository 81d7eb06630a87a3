//! Headers that say nothing of the API.

use serde::Deserialize;

/// Headers that are no parameters, in lower case.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Headers {
    /// Headers of requests that the client sets by itself.
    pub client: Vec<String>,
    /// Headers of responses that are about the connection, not part of the answer. `*` at the end stands for anything.
    pub connection: Vec<String>,
}

impl Headers {
    /// Whether the client sets the header by itself.
    #[must_use]
    pub fn is_of_client(&self, name: &str) -> bool {
        self.client.iter().any(|own| own.eq_ignore_ascii_case(name))
    }

    /// Whether a response's header is about the connection.
    #[must_use]
    pub fn is_of_connection(&self, name: &str) -> bool {
        let name = name.trim().to_ascii_lowercase();
        self.connection.iter().any(|own| match own.strip_suffix('*') {
            Some(start) => name.starts_with(start),
            None => *own == name,
        })
    }
}
