//! Operations: what they take and what they answer.

use serde::{Deserialize, Serialize};

use super::{Docs, Restated, TypeRef};
use crate::{
    evidence::Trail,
    source::{SourceId, Span},
};

/// One method on one node.
#[derive(Debug, Clone, PartialEq)]
pub struct Operation {
    pub method: Method,
    /// Path templates, canonical first, the others aliases: normalised, with a leading slash and without a query.
    pub templates: Vec<String>,
    /// The page's title.
    pub title: String,
    pub docs: Docs,
    /// Rows of the permissions tables of all pages, each once: kind of permission, and the names from least to most privileged.
    pub permissions: Vec<(String, String)>,
    /// Query and header parameters that the page documents, in its order. Those of the path are [`Operation::path_parameters`].
    pub parameters: Vec<Parameter>,
    /// Query options of the protocol that the pages name, in the order of the dialect. Every request of the client has them.
    pub options: Vec<QueryOption>,
    /// Placeholders of the templates, each name once, in the order in which the templates have them.
    pub path_parameters: Vec<PathParameter>,
    pub body: Option<Body>,
    /// The page says that the request may do without [`Operation::body`].
    pub body_optional: bool,
    /// What the page's table of the body says of its members, in its order.
    pub body_members: Vec<Restated>,
    /// What the request may carry in place of [`Operation::body`], such as MIME text beside JSON.
    pub other_bodies: Vec<Body>,
    /// What the pages say of the body in prose.
    pub body_docs: Docs,
    /// What the client decodes.
    pub answer: Answer,
    /// A documented response of success has no body though [`Operation::answer`] is a value: the client gives an option.
    pub may_be_empty: bool,
    /// Documented responses, each status once: those of the prose in its order, then those that only examples show.
    pub responses: Vec<Response>,
    /// How each of the [`Operation::templates`] leads through the model, in the same order.
    pub walks: Vec<Walk>,
    pub deprecated: Option<String>,
    /// What is said at some of the [`Operation::templates`] alone, where not all pages document all of them. Each template has one account at most;
    /// where it has none, what the operation says holds.
    pub accounts: Vec<Account>,
    /// Pages (by their request line) that document the operation, in page order.
    pub sources: Vec<Span>,
    /// What each page calls the operation and says of it, in page order, where there are several.
    pub pages: Vec<(SourceId, String, Docs)>,
    pub evidence: Trail,
}

/// HTTP methods that pages document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
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
    pub evidence: Trail,
}

/// What pages say of an operation at the paths that they list, where other pages list other paths of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Account {
    /// The paths, as [`Operation::templates`] has them.
    pub templates: Vec<String>,
    /// The first request line of each page that lists all of these paths, the page that says most about them first.
    pub sources: Vec<Span>,
    /// The title of the first page.
    pub title: String,
    pub docs: Docs,
    pub permissions: Vec<(String, String)>,
    /// Which of the [`Operation::parameters`] these pages document, and how.
    pub parameters: Vec<(Location, String, Docs)>,
    pub options: Vec<QueryOption>,
    pub body_docs: Docs,
    pub responses: Vec<Response>,
    pub deprecated: Option<String>,
}

/// A query option of the protocol (OData URL conventions 4.01, section 5.1): `$filter`.
#[derive(Debug, Clone, PartialEq)]
pub struct QueryOption {
    /// As the dialect spells it.
    pub name: String,
    /// What the pages say of it in a table.
    pub docs: Docs,
    /// The greatest number that it takes, where the pages say so.
    pub most: Option<u64>,
}

/// A placeholder of a path template.
#[derive(Debug, Clone, PartialEq)]
pub struct PathParameter {
    /// The placeholder as documented, without braces. A template may have it several times.
    pub name: String,
    pub ty: TypeRef,
    pub docs: Docs,
    /// Its value is a path of its own, with slashes.
    pub is_path: bool,
    /// It stands in quotes, inside a function call.
    pub quoted: bool,
}

/// A documented response.
#[derive(Debug, Clone, PartialEq)]
pub struct Response {
    pub status: u16,
    /// The paragraph that tells of the status; empty where only an example does.
    pub docs: Docs,
    /// What it carries. A failure carries JSON that pages about operations do not describe.
    pub answer: Answer,
    /// Media types of the body, in order; none without a body.
    pub media: Vec<String>,
    /// Headers that are part of the answer, such as `Location`, with what the page says of them.
    pub headers: Vec<(String, Docs)>,
}

/// How a path template leads through the model.
#[derive(Debug, Clone, PartialEq)]
pub struct Walk {
    /// What the operation answers at this template: that of its siblings, unless the model has something else there.
    pub answer: Answer,
    /// Every segment is known to the model: an entity set, a property, an item, a cast, a function or an action.
    pub reached: bool,
    /// The first segment that is not, as documented.
    pub lost: Option<String>,
    /// How many request lines have this template.
    pub lines: usize,
    /// The first request line that has the template.
    pub span: Span,
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
