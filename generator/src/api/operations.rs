//! Operations: what they take and what they answer.

use super::{Docs, TypeRef};
use crate::source::Span;

/// One method on one node.
#[derive(Debug, Clone, PartialEq)]
pub struct Operation {
    pub method: Method,
    /// Path templates, canonical first, the others aliases: normalised, with a leading slash and without a query.
    pub templates: Vec<String>,
    /// The page's title.
    pub title: String,
    pub docs: Docs,
    /// Rows of the permissions table: kind of permission, and the names from least to most privileged.
    pub permissions: Vec<(String, String)>,
    /// Query and header parameters that the page documents, in its order. Path parameters are in [`Part`].
    pub parameters: Vec<Parameter>,
    pub body: Option<Body>,
    pub answer: Answer,
    pub deprecated: Option<String>,
    /// Pages (by their request line) that document the operation, in page order.
    pub sources: Vec<Span>,
}

/// HTTP methods that pages document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Method {
    Get,
    Post,
    Put,
    Patch,
    Delete,
    Head,
    Options,
}

/// A query or header parameter.
#[derive(Debug, Clone, PartialEq)]
pub struct Parameter {
    /// The name on the wire.
    pub name: String,
    /// The Rust argument or setter name, unique within the operation, also against path arguments and `body`.
    pub rust: String,
    pub location: Location,
    pub ty: TypeRef,
    /// A required query parameter is an argument of the method; the rest are set on the request.
    pub required: bool,
    pub docs: Docs,
}

/// Where a parameter goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Location {
    Query,
    Header,
}

/// What a request carries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Body {
    Json(TypeRef),
    /// Bytes of the media type named, where one is documented.
    Bytes(Option<String>),
}

/// What a successful response carries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// Nothing: 204, or 202 without a body.
    Empty,
    Json(TypeRef),
    /// An object whose `value` is a list: one page of a collection of this type.
    Page(TypeRef),
    /// An object whose `value` is this.
    Wrapped(TypeRef),
    /// Bytes, also those behind a redirect.
    Bytes,
}

impl Method {
    /// The method's name on the wire.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
            Self::Head => "HEAD",
            Self::Options => "OPTIONS",
        }
    }

    /// The method with this name, in any case.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        const ALL: [Method; 7] = [
            Method::Get,
            Method::Post,
            Method::Put,
            Method::Patch,
            Method::Delete,
            Method::Head,
            Method::Options,
        ];
        ALL.into_iter()
            .find(|method| method.as_str().eq_ignore_ascii_case(name))
    }
}
