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
    let manifest = (
        format!("{FOLDER}/Cargo.toml"),
        format!("# {notice}\n\n{}", manifest(context)),
    );
    sources.chain([manifest]).collect()
}

fn manifest(context: &Context<'_>) -> String {
    let mut manifest = original();
    for name in DEVELOPMENT {
        manifest.remove(name);
    }
    if let Some(Value::Table(package)) = manifest.get_mut("package") {
        package.insert("name".to_owned(), self::package(context).into());
        package.insert("publish".to_owned(), false.into());
        package.remove("readme");
    }
    manifest.insert(
        "lib".to_owned(),
        Table::from_iter([("name".to_owned(), Value::from("docwright_client"))]).into(),
    );
    manifest.to_string()
}

fn original() -> Table {
    MANIFEST.parse().expect("the runtime's manifest is TOML")
}

/// The features of the runtime, and those among them that are on by default.
pub(super) fn features() -> (Vec<String>, Vec<Value>) {
    let Some(Value::Table(mut features)) = original().remove("features") else {
        return (vec![], vec![]);
    };
    let default = match features.remove("default") {
        Some(Value::Array(default)) => default,
        _ => vec![],
    };
    (features.keys().cloned().collect(), default)
}
