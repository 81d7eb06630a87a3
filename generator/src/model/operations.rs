//! Operations: what they take and what they answer.

use serde::Serialize;

use super::{
    context::{Context, Place, Text, ValueType},
    evidence::{OperationEvidence, ValueEvidence},
};
use crate::api;

/// A method of the paths that mean the same place.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub(super) struct Operation<'a> {
    /// The HTTP method, in capitals.
    method: &'static str,
    /// The paths, the one that stands for all first.
    paths: Vec<Path<'a>>,
    /// The page's title.
    title: &'a str,
    /// Markdown.
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<Text<'a>>,
    /// What the page says of that.
    #[serde(skip_serializing_if = "Option::is_none")]
    deprecated: Option<&'a str>,
    permissions: Vec<Permission<'a>>,
    /// Placeholders of the paths, each name once.
    path_parameters: Vec<PathParameter<'a>>,
    /// Parameters of the query, and headers.
    parameters: Vec<Parameter<'a>>,
    /// What the request carries.
    #[serde(skip_serializing_if = "Option::is_none")]
    body: Option<Body<'a>>,
    /// What it may carry instead.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    other_bodies: Vec<Body<'a>>,
    /// What a successful response carries.
    answer: Answer<'a>,
    /// Documented responses, each status once.
    responses: Vec<Response<'a>>,
    /// The request lines of the pages that document the operation.
    request_lines: Vec<Place<'a>>,
    evidence: OperationEvidence<'a>,
}

/// A path of an operation.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Path<'a> {
    /// With a slash at its beginning, placeholders in braces, and without a query.
    template: &'a str,
    answer: Answer<'a>,
    /// The first segment that the model does not know: no property, item, cast, action or function of what stands before it.
    #[serde(skip_serializing_if = "Option::is_none")]
    lost: Option<&'a str>,
}

/// A row of the permissions table.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Permission<'a> {
    kind: &'a str,
    /// As on the page, from the least to the most privileged.
    names: &'a str,
}

/// A placeholder of a path.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct PathParameter<'a> {
    /// Without braces.
    name: &'a str,
    r#type: ValueType<'a>,
    /// Markdown.
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<Text<'a>>,
    /// The value is a path of its own, with slashes.
    path: bool,
    /// It stands in quotes, inside a function call.
    quoted: bool,
}

/// A parameter of the query, or a header.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Parameter<'a> {
    name: &'a str,
    r#in: Location,
    r#type: ValueType<'a>,
    required: bool,
    /// Markdown.
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<Text<'a>>,
    evidence: ValueEvidence<'a>,
}

/// Where a parameter goes.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
enum Location {
    Query,
    Header,
}

/// What a request carries.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "lowercase", rename_all_fields = "camelCase")]
enum Body<'a> {
    Json {
        r#type: ValueType<'a>,
    },
    Bytes {
        #[serde(skip_serializing_if = "Option::is_none")]
        media_type: Option<&'a str>,
    },
}

/// What a response carries.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "lowercase")]
enum Answer<'a> {
    /// Nothing.
    Empty,
    Json {
        r#type: ValueType<'a>,
    },
    /// An object whose `value` is a list of these, with a link to the next page of the collection.
    Page {
        items: ValueType<'a>,
    },
    /// An object whose `value` is this.
    Wrapped {
        r#type: ValueType<'a>,
    },
    /// Bytes, also those behind a redirect.
    Bytes,
}

/// A documented response.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
struct Response<'a> {
    status: u16,
    /// Markdown.
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<Text<'a>>,
    answer: Answer<'a>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    media_types: &'a [String],
}

impl<'a> Operation<'a> {
    pub(super) fn of(operation: &'a api::Operation, context: Context<'a>) -> Self {
        let paths = operation.templates.iter().zip(&operation.walks);
        Self {
            method: operation.method.as_str(),
            paths: paths
                .map(|(template, walk)| Path {
                    template,
                    answer: Answer::of(&walk.answer, context),
                    lost: walk.lost.as_deref(),
                })
                .collect(),
            title: &operation.title,
            description: Text::of(&operation.docs),
            deprecated: operation.deprecated.as_deref(),
            permissions: operation
                .permissions
                .iter()
                .map(|(kind, names)| Permission { kind, names })
                .collect(),
            path_parameters: operation
                .path_parameters
                .iter()
                .map(|parameter| PathParameter::of(parameter, context))
                .collect(),
            parameters: operation
                .parameters
                .iter()
                .map(|parameter| Parameter::of(parameter, context))
                .collect(),
            body: operation.body.as_ref().map(|body| Body::of(body, context)),
            other_bodies: operation
                .other_bodies
                .iter()
                .map(|body| Body::of(body, context))
                .collect(),
            answer: Answer::of(&operation.answer, context),
            responses: operation
                .responses
                .iter()
                .map(|response| Response::of(response, context))
                .collect(),
            request_lines: operation.sources.iter().map(|span| context.place(*span)).collect(),
            evidence: OperationEvidence::of(&operation.evidence, context),
        }
    }
}

impl<'a> PathParameter<'a> {
    fn of(parameter: &'a api::PathParameter, context: Context<'a>) -> Self {
        Self {
            name: &parameter.name,
            r#type: ValueType::of(&parameter.ty, context),
            description: Text::of(&parameter.docs),
            path: parameter.is_path,
            quoted: parameter.quoted,
        }
    }
}

impl<'a> Parameter<'a> {
    fn of(parameter: &'a api::Parameter, context: Context<'a>) -> Self {
        Self {
            name: &parameter.name,
            r#in: match parameter.location {
                api::Location::Query => Location::Query,
                api::Location::Header => Location::Header,
            },
            r#type: ValueType::of(&parameter.ty, context),
            required: parameter.required,
            description: Text::of(&parameter.docs),
            evidence: ValueEvidence::of(&parameter.evidence, context),
        }
    }
}

impl<'a> Body<'a> {
    fn of(body: &'a api::Body, context: Context<'a>) -> Self {
        match body {
            api::Body::Json(ty) => Self::Json {
                r#type: ValueType::of(ty, context),
            },
            api::Body::Bytes(media) => Self::Bytes {
                media_type: media.as_deref(),
            },
        }
    }
}

impl<'a> Answer<'a> {
    fn of(answer: &api::Answer, context: Context<'a>) -> Self {
        let value = |ty| ValueType::of(ty, context);
        match answer {
            api::Answer::Empty => Self::Empty,
            api::Answer::Json(ty) => Self::Json { r#type: value(ty) },
            api::Answer::Page(ty) => Self::Page { items: value(ty) },
            api::Answer::Wrapped(ty) => Self::Wrapped { r#type: value(ty) },
            api::Answer::Bytes => Self::Bytes,
        }
    }
}

impl<'a> Response<'a> {
    fn of(response: &'a api::Response, context: Context<'a>) -> Self {
        Self {
            status: response.status,
            description: Text::of(&response.docs),
            answer: Answer::of(&response.answer, context),
            media_types: &response.media,
        }
    }
}
