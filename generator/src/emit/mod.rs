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
mod digest;
mod docs;
mod enumeration;
mod examples;
mod facts;
mod file;
mod inline;
mod kept;
mod layout;
mod library;
mod links;
mod manifest;
mod margin;
mod models;
mod module;
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

use std::collections::{BTreeMap, BTreeSet};

use crate::{api::Api, source::Sources};

use facts::Facts;
use file::{Draft, Rendered};
pub use kept::{Kept, Memory, Trace};

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

/// A crate, but for what stands in its folder already.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Emitted {
    /// The files that were made.
    pub files: CrateFiles,
    /// The paths of files that were not, since the ones that are there are what would be made.
    pub kept: BTreeSet<String>,
    /// What the files are made of, for the next run.
    pub memory: Memory,
}

impl From<CrateFiles> for Emitted {
    /// A crate of which all was made, and nothing is remembered.
    fn from(files: CrateFiles) -> Self {
        Self {
            files,
            ..Self::default()
        }
    }
}

/// Emits the crate. `sources` are the pages that the model's spans point into.
#[must_use]
pub fn emit(api: &Api, sources: &Sources, options: &Options) -> CrateFiles {
    let facts = Facts::new(api, sources, options);
    let rendered = file::render(&drafts(&facts), &facts);
    emitted(&facts, rendered).files
}

/// The same, making only what is not as it was kept.
#[must_use]
pub fn emit_new(api: &Api, sources: &Sources, options: &Options, kept: &dyn Kept) -> Emitted {
    let facts = Facts::new(api, sources, options);
    let rendered = file::render_new(&drafts(&facts), &facts, kept);
    emitted(&facts, rendered)
}

/// The files of Rust source.
fn drafts<'a>(facts: &'a Facts<'_>) -> Vec<Draft<'a>> {
    let sources = || {
        let mut drafts = library::drafts(facts);
        drafts.extend(models::drafts(facts));
        drafts.extend(requests::drafts(facts));
        drafts
    };
    let tests = || {
        if facts.options.tests {
            examples::drafts(facts)
        } else {
            vec![]
        }
    };
    let (mut drafts, tests) = rayon::join(sources, tests);
    drafts.extend(tests);
    drafts
}

/// The crate with these files of Rust source, and the others.
fn emitted(facts: &Facts<'_>, rendered: Rendered) -> Emitted {
    let mut emitted = Emitted {
        memory: rendered.memory,
        ..Emitted::default()
    };
    let files = &mut emitted.files.files;
    files.insert("Cargo.toml".to_owned(), manifest::text(facts));
    files.insert("README.md".to_owned(), readme::text(facts));
    if runtime::place(facts) == Runtime::Carried {
        files.extend(runtime::files(facts));
    }
    for (path, text) in rendered.files {
        match text {
            Some(text) => _ = files.insert(path, text),
            None => _ = emitted.kept.insert(path),
        }
    }
    emitted
}

/// The sentence that says what the crate is.
fn description(facts: &Facts<'_>) -> String {
    format!(
        "Typed client for {}, made from its reference pages",
        facts.api.service.base_url
    )
}
