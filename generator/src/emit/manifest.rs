//! The crate's manifest.

use toml::{Table, Value};

use super::{Runtime, context::Context, file, runtime};

/// Keys and values in the order in which people expect them.
type Entries = Vec<(&'static str, Value)>;

/// The text of `Cargo.toml`.
pub(super) fn text(context: &Context<'_>) -> String {
    let tables = [
        ("package", package(context)),
        ("features", features()),
        ("dependencies", dependencies(context)),
        ("dev-dependencies", dev_dependencies(context)),
    ];
    let mut text = format!("# {}\n", file::notice(context));
    for (name, table) in tables {
        if !table.is_empty() {
            text.push_str(&format!("\n[{name}]\n{}", lines(&table)));
        }
    }
    if context.options.standalone {
        text.push_str("\n[workspace]\n");
    }
    text
}

fn package(context: &Context<'_>) -> Entries {
    vec![
        ("name", context.options.name.clone().into()),
        ("version", context.options.version.clone().into()),
        ("edition", "2024".into()),
        ("rust-version", env!("CARGO_PKG_RUST_VERSION").into()),
        ("description", super::description(context).into()),
        ("readme", "README.md".into()),
    ]
}

fn features() -> Entries {
    let list = |item: &str| Value::Array(vec![item.into()]);
    vec![("default", list("reqwest")), ("reqwest", list("docwright-client/reqwest"))]
}

fn dependencies(context: &Context<'_>) -> Entries {
    let mut dependency = runtime_dependency(context);
    dependency.insert("default-features".to_owned(), false.into());
    vec![("docwright-client", dependency.into())]
}

fn dev_dependencies(context: &Context<'_>) -> Entries {
    if !context.options.tests {
        return vec![];
    }
    let mut dependency = runtime_dependency(context);
    dependency.insert("default-features".to_owned(), false.into());
    dependency.insert("features".to_owned(), Value::Array(vec!["testing".into()]));
    vec![("docwright-client", dependency.into())]
}

fn runtime_dependency(context: &Context<'_>) -> Table {
    match &context.options.runtime {
        Runtime::Carried => table([("package", runtime::package(context).into()), ("path", runtime::FOLDER.into())]),
        Runtime::Path(path) => table([("path", path.clone().into())]),
        Runtime::Version(version) => table([("version", version.clone().into())]),
    }
}

fn table<const N: usize>(entries: [(&str, Value); N]) -> Table {
    entries.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
}

/// Entries, a line each: inline tables stay on the line, as people write them.
fn lines(entries: &Entries) -> String {
    entries.iter().map(|(key, value)| format!("{key} = {value}\n")).collect()
}
