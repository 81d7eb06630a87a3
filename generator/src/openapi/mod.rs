//! From the resolved model to an OpenAPI document.
//!
//! A module here is a noun: a part of the document. Types become schemas as the OASIS committee note "OData to OpenAPI Mapping"
//! says; what OpenAPI has no word for stands in extensions, those of others where there are some (`x-ms-enum`,
//! `x-ms-pageable`), else in ours (`x-docwright-…`).

mod body;
mod component;
mod context;
mod document;
mod enumeration;
mod example;
mod fields;
mod object;
mod operation;
mod operation_id;
mod parameter;
mod path;
mod response;
mod schema;
mod security;
mod template;
mod text;
mod told;

use std::{fmt, str::FromStr};

use crate::{api::Api, config, diagnostic::Diagnostics, dialect::Dialect, error::Error, source::Sources};

use context::Context;

/// A version of OpenAPI.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Version {
    /// 3.0.3, for tools that know no later one.
    V3_0,
    /// 3.1.1, whose schemas are JSON Schema 2020-12.
    #[default]
    V3_1,
}

/// What the document is made of besides the model.
#[derive(Debug, Clone, Copy)]
pub struct Origin<'a> {
    /// The pages that the model's spans point into.
    pub sources: &'a Sources,
    pub dialect: &'a Dialect,
    /// What the configuration says of the document.
    pub settings: &'a config::Document,
}

/// Writes the document, as JSON with a line end behind it. What the document cannot say of the pages is reported.
#[must_use]
pub fn emit(api: &Api, origin: Origin<'_>, version: Version, out: &mut Diagnostics) -> String {
    let items = path::items(api, out);
    let context = Context::new(api, origin, version, &items);
    document::text(&context, &items)
}

impl Version {
    /// Under what failures stand among responses: generators of clients, which mostly read 3.0, take a default for a success
    /// too.
    const fn failures(self) -> &'static [&'static str] {
        match self {
            Self::V3_0 => &["4XX", "5XX"],
            Self::V3_1 => &["default"],
        }
    }

    /// The number, as documents state it.
    #[must_use]
    pub const fn number(self) -> &'static str {
        match self {
            Self::V3_0 => "3.0.3",
            Self::V3_1 => "3.1.1",
        }
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::V3_0 => "3.0",
            Self::V3_1 => "3.1",
        })
    }
}

impl FromStr for Version {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        match text {
            "3.0" => Ok(Self::V3_0),
            "3.1" => Ok(Self::V3_1),
            other => Err(Error::Version { name: other.to_owned() }),
        }
    }
}
