//! From the resolved model to the files of a crate.

use std::collections::BTreeMap;

use crate::api::Api;

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

/// Emits the crate.
#[must_use]
pub fn emit(_api: &Api, _options: &Options) -> CrateFiles {
    CrateFiles::default()
}
