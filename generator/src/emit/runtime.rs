//! The sources of the runtime crate, carried along in the emitted one.

use std::collections::BTreeMap;

use toml::{Table, Value};

use super::{context::Context, file};

include!(concat!(env!("OUT_DIR"), "/runtime.rs"));

/// The folder that the sources are put into.
pub(super) const FOLDER: &str = "runtime";

/// Tables of the manifest that matter only where the runtime is developed.
const DEVELOPMENT: [&str; 5] = ["lints", "dev-dependencies", "test", "bench", "example"];

/// The package name of the runtime that an emitted crate carries: its own, so that two such crates can meet in one program.
pub(super) fn package(context: &Context<'_>) -> String {
    format!("{}-runtime", context.options.name)
}

/// The files of the runtime crate, by path relative to the emitted crate's folder.
pub(super) fn files(context: &Context<'_>) -> BTreeMap<String, String> {
    let notice = file::notice(context);
    let sources = SOURCES.iter().map(|(name, text)| {
        let text = text.replace("\r\n", "\n");
        (format!("{FOLDER}/{name}"), format!("// {notice}\n\n{text}"))
    });
    let manifest = (format!("{FOLDER}/Cargo.toml"), format!("# {notice}\n\n{}", manifest(context)));
    sources.chain([manifest]).collect()
}

fn manifest(context: &Context<'_>) -> String {
    let mut manifest: Table = MANIFEST.parse().expect("the runtime's manifest is TOML");
    for name in DEVELOPMENT {
        manifest.remove(name);
    }
    if let Some(Value::Table(package)) = manifest.get_mut("package") {
        inherit(package);
        package.insert("name".to_owned(), self::package(context).into());
        package.insert("publish".to_owned(), false.into());
    }
    manifest.insert("lib".to_owned(), Table::from_iter([("name".to_owned(), Value::from("docwright_client"))]).into());
    manifest.to_string()
}

/// Fills in what the package inherits from its workspace, which is the generator's too.
fn inherit(package: &mut Table) {
    let known = [
        ("version", env!("CARGO_PKG_VERSION")),
        ("edition", "2024"),
        ("rust-version", env!("CARGO_PKG_RUST_VERSION")),
        ("license", env!("CARGO_PKG_LICENSE")),
        ("repository", env!("CARGO_PKG_REPOSITORY")),
    ];
    for (key, value) in known {
        if package.contains_key(key) {
            package.insert(key.to_owned(), value.into());
        }
    }
    // Files that are not carried along.
    package.retain(|key, value| !value.is_table() && !matches!(key, "readme" | "license-file" | "include" | "exclude"));
}
