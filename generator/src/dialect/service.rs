//! What a service does that pages show in examples at most: names in its errors, pages, uploads and batches.

use serde::Deserialize;

/// The conventions of the service behind the pages, as far as a stand-in for it has to keep them.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ServiceRules {
    pub error: ErrorNames,
    pub query: QueryNames,
    pub upload: UploadRules,
    pub monitor: MonitorRules,
    pub batch: BatchRules,
    /// Headers of answers that hold URLs.
    pub url_headers: Vec<String>,
    /// Last segments of templates whose collections end with a link to later changes.
    pub delta: Vec<String>,
}

/// Members of an error's body: `{"error": {"code": …, "message": …, "innerError": {…}}}`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ErrorNames {
    pub error: String,
    pub code: String,
    pub message: String,
    pub inner: String,
    /// Member of the inner error, and header of every answer.
    pub request_id: String,
    /// Member of the inner error.
    pub date: String,
}

/// Names of query options and preferences.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QueryNames {
    pub top: String,
    pub skip: String,
    pub count: String,
    pub skip_token: String,
    pub delta_token: String,
    /// The preference (RFC 7240) that says how many items a page may have.
    pub page_size: String,
    /// Options that every operation takes.
    pub system: Vec<String>,
}

/// How large files are sent piece by piece.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UploadRules {
    /// Member of an answer that holds the address of the pieces.
    pub url: String,
    /// Member that lists what is missing: `["26-"]`.
    pub ranges: String,
    /// Member that says until when the session lasts.
    pub expiration: String,
    /// Member of what was made that says how many bytes it has.
    pub size: String,
    /// The length of every piece but the last is a multiple of this many bytes.
    pub unit: u64,
    /// The most bytes that one piece may have.
    pub most: u64,
}

/// How an operation that goes on behind its answer says how far it is.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MonitorRules {
    pub status: String,
    pub percentage: String,
    pub running: String,
    pub done: String,
    /// Member of the last answer that names what was made.
    pub resource: String,
}

/// Several calls in one.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BatchRules {
    pub path: String,
    pub requests: String,
    pub responses: String,
    pub id: String,
    pub method: String,
    pub url: String,
    pub headers: String,
    pub body: String,
    pub status: String,
    pub depends_on: String,
    /// The most calls that one batch may have.
    pub limit: usize,
}
