//! Annotations: what they say of the block of code behind them.

use serde::Deserialize;

/// Block types of annotations, in lower case.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Annotations {
    pub request: Vec<String>,
    pub response: Vec<String>,
    pub resource: Vec<String>,
    pub example: Vec<String>,
    pub permissions: Vec<String>,
    pub ignored: Vec<String>,
}

impl Annotations {
    /// All of them.
    pub fn all(&self) -> impl Iterator<Item = &str> {
        let Self {
            request,
            response,
            resource,
            example,
            permissions,
            ignored,
        } = self;
        let lists = [request, response, resource, example, permissions, ignored];
        lists.into_iter().flatten().map(String::as_str)
    }
}
