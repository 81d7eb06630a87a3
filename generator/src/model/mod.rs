//! The resolved model as JSON: a published format of its own, with a schema and a version.
//!
//! [`Api`] is what emitters need, and moves as they do. What is published is said here once more, in structs that are only
//! written: so that a change to the model is no change to the format unless somebody means it, and the schema, which is derived
//! from these structs, tells when it is one.

mod context;
mod evidence;
mod lines;
mod operations;
mod types;

#[cfg(test)]
mod tests;

use std::io;

use rayon::prelude::*;
use serde::{
    Serialize, Serializer,
    ser::{Error as _, SerializeSeq as _},
};
use serde_json::value::{RawValue, to_raw_value};

use self::{context::Context, lines::Lines};
use crate::{api::Api, source::Sources};

/// The version of the format. What is added leaves it as it is; what goes, or means something else, makes it the next.
pub const VERSION: u32 = 1;

/// The JSON Schema (2020-12) of the format.
pub const SCHEMA: &str = include_str!("../../schema/model.schema.json");

/// Writes the model as JSON, a type or an operation a line. The same model gives the same bytes.
pub fn write(api: &Api, sources: &Sources, mut out: impl io::Write) -> io::Result<()> {
    let context = Context::new(api, sources);
    let model = Model {
        version: VERSION,
        service: Service {
            base_url: &api.service.base_url,
            namespace: &api.service.namespace,
            type_tag: &api.service.tag,
        },
        types: Each {
            items: &api.types,
            publish: |ty| types::Type::of(ty, context),
        },
        operations: Each {
            items: &api.operations,
            publish: |operation| operations::Operation::of(operation, context),
        },
    };
    let mut serializer = serde_json::Serializer::with_formatter(&mut out, Lines::default());
    model.serialize(&mut serializer)?;
    writeln!(out)
}

/// What the pages of a service say: its types and its operations, each fact with the place that says it.
///
/// Places are lines and columns of pages, both counted from one, columns in characters.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(extend("$id" = "https://github.com/docwright/docwright/blob/main/generator/schema/model.schema.json")))]
#[serde(rename_all = "camelCase")]
struct Model<'a, Types, Operations> {
    /// The version of this format: 1.
    #[cfg_attr(test, schemars(extend("const" = 1)))]
    version: u32,
    service: Service<'a>,
    /// Documented types ordered by name, then types made of what requests carry.
    types: Types,
    /// Operations, ordered by their first path and method.
    operations: Operations,
}

/// The service as a whole.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
struct Service<'a> {
    /// The URL that paths are relative to, without a slash at the end.
    base_url: &'a str,
    /// The namespace of types whose pages state none.
    namespace: &'a str,
    /// The member of JSON objects that names the type of a polymorphic value.
    type_tag: &'a str,
}

/// How many items become JSON before they are written: enough for all threads, and little beside the model.
const BATCH: usize = 256;

/// Items, each to be published in its way. To make JSON of them is most of the work, which is done side by side.
struct Each<'i, T, F> {
    items: &'i [T],
    publish: F,
}

impl<'i, T: Sync, P: Serialize, F: Fn(&'i T) -> P + Sync> Serialize for Each<'i, T, F> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(Some(self.items.len()))?;
        for batch in self.items.chunks(BATCH) {
            let published = batch.par_iter().map(|item| to_raw_value(&(self.publish)(item)));
            let published: Result<Vec<Box<RawValue>>, _> = published.collect();
            for item in published.map_err(S::Error::custom)? {
                list.serialize_element(&item)?;
            }
        }
        list.end()
    }
}
