//! From the resolved model to the files of a crate.
//!
//! A module here is a noun: what it emits. Each takes the model and gives a piece of Rust or text; none changes what
//! another gave. How values are encoded is in `codec`, and nowhere else.

mod allowed;
mod areas;
mod body;
mod call;
mod chain;
mod codec;
mod construct;
mod context;
mod demo;
mod docs;
mod enumeration;
mod examples;
mod file;
mod inline;
mod kept;
mod layout;
mod library;
mod links;
mod manifest;
mod margin;
mod models;
mod name;
mod node;
mod object;
mod parameters;
mod path;
mod polymorphic;
mod prose;
mod reach;
mod readme;
mod requests;
mod runtime;
mod scope;
mod signature;
#[cfg(test)]
mod tests;
mod usage;
mod value;

use std::collections::BTreeMap;

use crate::{api::Api, source::Sources};

use context::Context;
use file::Rendered;
pub use kept::{Kept, Key, Nothing};

/// The files of a crate, by path relative to its folder, with forward slashes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CrateFiles {
    pub files: BTreeMap<String, String>,
}

/// How the crate is to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// The package name: `graph-client`.
    pub name: String,
    /// The package version.
    pub version: String,
    /// The version of the generator, for the `@generated` header.
    pub generator: String,
    /// How the crate finds `docwright-client`.
    pub runtime: Runtime,
    /// Whether the documented examples are emitted as tests.
    pub tests: bool,
    /// Whether each area of the API is a feature of the crate. A crate that is included as a module of another has none.
    pub features: bool,
    /// Whether the manifest declares a workspace of its own, which a crate needs below a workspace that does not list it.
    pub standalone: bool,
}

/// How an emitted crate finds its runtime.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Runtime {
    /// Its sources are carried along in `runtime/` (as package `NAME-runtime`, so that two generated crates can meet in one program).
    Carried,
    /// A path, relative to the crate's folder.
    Path(String),
    /// A published version.
    Version(String),
}

/// Emits the crate. `sources` are the pages that the model's spans point into.
#[must_use]
pub fn emit(api: &Api, sources: &Sources, options: &Options) -> CrateFiles {
    emit_with(api, sources, options, &Nothing).0
}

/// The same, formatting only what nobody kept; besides the files, the keys to keep them by.
#[must_use]
pub fn emit_with(
    api: &Api,
    sources: &Sources,
    options: &Options,
    kept: &dyn Kept,
) -> (CrateFiles, BTreeMap<String, Key>) {
    let context = Context::new(api, sources, options);
    let mut files = BTreeMap::from([
        ("Cargo.toml".to_owned(), manifest::text(&context)),
        ("README.md".to_owned(), readme::text(&context)),
    ]);
    if runtime::place(&context) == Runtime::Carried {
        files.extend(runtime::files(&context));
    }
    let mut drafts = library::drafts(&context);
    drafts.extend(models::drafts(&context));
    drafts.extend(requests::drafts(&context));
    if options.tests {
        drafts.extend(examples::drafts(&context));
    }
    let mut keys = BTreeMap::new();
    for Rendered { path, text, key } in file::render(&drafts, &context, kept) {
        keys.insert(path.clone(), key);
        files.insert(path, text);
    }
    (CrateFiles { files }, keys)
}

/// The sentence that says what the crate is.
fn description(context: &Context<'_>) -> String {
    format!(
        "Typed client for {}, made from its reference pages",
        context.api.service.base_url
    )
}
