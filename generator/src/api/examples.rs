//! Documented examples, as calls of the emitted client.

use super::{Answer, OperationId};
use crate::source::Span;

/// A documented request with the responses that follow it.
#[derive(Debug, Clone, PartialEq)]
pub struct Example {
    /// A Rust identifier, unique over all examples: from the page and a number.
    pub rust: String,
    /// The area (see [`Node::area`](super::Node::area)) that the operation belongs to.
    pub area: String,
    /// What the messages are about: the operation requested, or else the page's own; `None` for messages with another host.
    pub operation: Option<OperationId>,
    pub request: Option<ExampleRequest>,
    pub responses: Vec<ExampleResponse>,
    pub span: Span,
}

/// A documented request, as calls of the emitted client.
#[derive(Debug, Clone, PartialEq)]
pub struct ExampleRequest {
    /// Steps from the root; the node that they reach has the call.
    pub steps: Vec<ExampleStep>,
    /// The last call.
    pub call: ExampleStep,
    pub operation: OperationId,
    /// The query in order, decoded. Names that the [`Operation::parameters`](super::Operation::parameters) require are arguments of the call.
    pub query: Vec<(String, String)>,
    /// Headers that matter, in order: without those of the connection and the credentials, and the media type of JSON.
    pub headers: Vec<(String, String)>,
    pub body: Option<ExampleBody>,
    /// Path and query, percent-encoded where it has to be: arguments as in the example, literal text as in the template.
    pub url: String,
    pub span: Span,
    /// Why the client cannot build the request as documented: the page's fault, as the diagnostic says it.
    pub excuse: Option<String>,
}

/// One method of a chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExampleStep {
    /// The Rust method name of the [`Edge`](super::Edge) or [`Call`](super::Call).
    pub rust: String,
    /// Path arguments, decoded.
    pub arguments: Vec<String>,
}

/// A body of an example.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ExampleBody {
    /// Valid JSON (repaired where the page's was not, and without values that are only placeholders).
    Json(String),
    /// Anything else.
    Text(String),
}

/// A documented response.
#[derive(Debug, Clone, PartialEq)]
pub struct ExampleResponse {
    pub status: u16,
    /// Headers that matter, in order: without those of the connection, and the media type of JSON.
    pub headers: Vec<(String, String)>,
    /// What the body is to decode as.
    pub answer: Answer,
    /// The operation's [`Operation::may_be_empty`](super::Operation::may_be_empty).
    pub may_be_empty: bool,
    pub body: Option<ExampleBody>,
    pub span: Span,
    /// Why the example cannot pass: the page's fault, as the diagnostic says it.
    pub excuse: Option<String>,
}
