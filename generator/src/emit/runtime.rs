//! The sources of the runtime crate, carried along in the emitted one.

use std::collections::BTreeMap;

use toml_edit::{DocumentMut, Item, Table, value};

use super::{Runtime, facts::Facts, file};

include!(concat!(env!("OUT_DIR"), "/runtime.rs"));

/// The folder that the sources are put into.
pub(super) const FOLDER: &str = "runtime";

/// Tables of the manifest that matter only where the runtime is developed.
const DEVELOPMENT: [&str; 4] = ["dev-dependencies", "test", "bench", "example"];

/// Where an emitted crate is to find the runtime. A generator from a registry has no sources at hand that it could carry
/// along; but then the runtime is in the registry, too.
pub(super) fn place(facts: &Facts<'_>) -> Runtime {
    match &facts.options.runtime {
        Runtime::Carried if SOURCES.is_empty() => Runtime::Version(env!("CARGO_PKG_VERSION").to_owned()),
        place => place.clone(),
    }
}

/// The package name of the runtime that an emitted crate carries: its own, so that two such crates can meet in one program.
pub(super) fn package(facts: &Facts<'_>) -> String {
    format!("{}-runtime", facts.options.name)
}

/// The files of the runtime crate, by path relative to the emitted crate's folder.
pub(super) fn files(facts: &Facts<'_>) -> BTreeMap<String, String> {
    let notice = file::notice(facts);
    let sources = SOURCES.iter().map(|(name, text)| {
        let text = text.replace("\r\n", "\n");
        (format!("{FOLDER}/{name}"), format!("// {notice}\n\n{text}"))
    });
    let manifest = (
        format!("{FOLDER}/Cargo.toml"),
        format!("# {notice}\n\n{}", manifest(facts)),
    );
    sources.chain([manifest]).collect()
}

fn manifest(facts: &Facts<'_>) -> String {
    let mut manifest = original();
    for name in DEVELOPMENT {
        manifest.remove(name);
    }
    manifest["package"]["name"] = value(package(facts));
    manifest["package"]["publish"] = value(false);
    // The runtime is tested where it is developed.
    manifest.insert(
        "lib",
        Item::Table(Table::from_iter([("test", false), ("doctest", false)])),
    );
    manifest.to_string()
}

fn original() -> DocumentMut {
    MANIFEST.parse().expect("the runtime's manifest is TOML")
}

/// The features of the runtime, and those among them that are on by default.
pub(super) fn features() -> (Vec<String>, Vec<String>) {
    let manifest = original();
    let features = manifest.get("features").and_then(Item::as_table_like);
    let names = features
        .into_iter()
        .flat_map(|features| features.iter().map(|(name, _)| name.to_owned()));
    let default = features
        .and_then(|features| features.get("default"))
        .and_then(Item::as_array);
    let default = default
        .into_iter()
        .flatten()
        .filter_map(|name| name.as_str().map(str::to_owned));
    (names.filter(|name| name != "default").collect(), default.collect())
}
