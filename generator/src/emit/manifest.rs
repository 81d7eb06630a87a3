//! The crate's manifest.

use toml::{Table, Value};

use super::{Runtime, context::Context, file, runtime};

/// Keys and values in the order in which people expect them.
type Entries = Vec<(String, Value)>;

/// The text of `Cargo.toml`.
pub(super) fn text(context: &Context<'_>) -> String {
    let tables = [
        ("package", package(context)),
        ("features", features()),
        ("dependencies", dependencies(context)),
    ];
    let notice = format!("# {}\n", file::notice(context));
    let tables = tables.iter().filter(|(_, entries)| !entries.is_empty());
    let tables = tables.map(|(name, entries)| format!("[{name}]\n{}", lines(entries)));
    let workspace = context.options.standalone.then(|| "[workspace]\n".to_owned());
    let parts: Vec<String> = [notice].into_iter().chain(tables).chain(workspace).collect();
    parts.join("\n")
}

fn package(context: &Context<'_>) -> Entries {
    entries([
        ("name", context.options.name.clone().into()),
        ("version", context.options.version.clone().into()),
        ("edition", "2024".into()),
        ("rust-version", env!("CARGO_PKG_RUST_VERSION").into()),
        ("description", super::description(context).into()),
        ("readme", "README.md".into()),
    ])
}

/// The features of the runtime, under their own names.
fn features() -> Entries {
    let (names, default) = runtime::features();
    let on = |name: &str| Value::Array(vec![format!("docwright-client/{name}").into()]);
    let features = names.into_iter().map(|name| {
        let list = on(&name);
        (name, list)
    });
    [("default".to_owned(), Value::Array(default))]
        .into_iter()
        .chain(features)
        .collect()
}

fn dependencies(context: &Context<'_>) -> Entries {
    let mut dependency = runtime_dependency(context);
    dependency.insert("default-features".to_owned(), false.into());
    entries([("docwright-client", dependency.into())])
}

fn runtime_dependency(context: &Context<'_>) -> Table {
    match &context.options.runtime {
        Runtime::Carried => table([
            ("package", runtime::package(context).into()),
            ("path", runtime::FOLDER.into()),
        ]),
        Runtime::Path(path) => table([("path", path.clone().into())]),
        Runtime::Version(version) => table([("version", version.clone().into())]),
    }
}

fn entries<const N: usize>(entries: [(&str, Value); N]) -> Entries {
    entries
        .into_iter()
        .map(|(key, value)| (key.to_owned(), value))
        .collect()
}

fn table<const N: usize>(entries: [(&str, Value); N]) -> Table {
    entries
        .into_iter()
        .map(|(key, value)| (key.to_owned(), value))
        .collect()
}

/// Entries, a line each: inline tables stay on the line, as people write them.
fn lines(entries: &Entries) -> String {
    entries
        .iter()
        .flat_map(|(key, value)| [key, " = ", &value.to_string(), "\n"].map(str::to_owned))
        .collect()
}
