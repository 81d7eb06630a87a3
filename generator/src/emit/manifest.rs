//! The crate's manifest.

use toml_edit::{Array, ArrayOfTables, DocumentMut, InlineTable, Item, Table, Value, value};

use super::{Runtime, facts::Facts, file, runtime};

/// The text of `Cargo.toml`.
pub(super) fn text(facts: &Facts<'_>) -> String {
    let mut manifest = DocumentMut::new();
    manifest.insert("package", Item::Table(package(facts)));
    manifest.insert("features", Item::Table(features(facts)));
    manifest.insert("dependencies", Item::Table(dependencies(facts)));
    if facts.options.tests && !facts.areas.names().is_empty() {
        manifest.insert("test", Item::ArrayOfTables(tests(facts)));
    }
    manifest.insert("dev-dependencies", Item::Table(dev_dependencies()));
    if facts.options.standalone {
        manifest.insert("workspace", Item::Table(Table::new()));
    }
    format!("# {}\n\n{manifest}", file::notice(facts))
}

fn package(facts: &Facts<'_>) -> Table {
    let options = facts.options;
    let description = super::description(facts);
    Table::from_iter([
        ("name", options.name.as_str()),
        ("version", options.version.as_str()),
        ("edition", "2024"),
        ("rust-version", env!("CARGO_PKG_RUST_VERSION")),
        ("description", description.as_str()),
        ("readme", "README.md"),
    ])
}

/// The tests go through all areas.
fn tests(facts: &Facts<'_>) -> ArrayOfTables {
    let mut test = Table::from_iter([("name", "examples"), ("path", "tests/examples/main.rs")]);
    test.insert("required-features", value(Array::from_iter(facts.areas.names())));
    ArrayOfTables::from_iter([test])
}

/// The features of the runtime, under their own names, and one for each area of the API.
fn features(facts: &Facts<'_>) -> Table {
    let (names, mut default) = runtime::features();
    default.extend(facts.areas.names().iter().cloned());
    let areas = facts.areas.names().iter().map(|name| (name.clone(), Array::new()));
    let passed_on = names.into_iter().map(|name| {
        let there = Array::from_iter([format!("docwright-client/{name}")]);
        (name, there)
    });
    let default = ("default".to_owned(), Array::from_iter(default));
    [default].into_iter().chain(passed_on).chain(areas).collect()
}

fn dependencies(facts: &Facts<'_>) -> Table {
    let mut dependency = match runtime::place(facts) {
        Runtime::Carried => entries([
            ("package", runtime::package(facts)),
            ("path", runtime::FOLDER.to_owned()),
        ]),
        Runtime::Path(path) => entries([("path", path)]),
        Runtime::Version(version) => entries([("version", version)]),
    };
    if !runtime::features().0.is_empty() {
        dependency.insert("default-features", Value::from(false));
    }
    Table::from_iter([("docwright-client", dependency)])
}

/// What programs in `examples/` need, which whoever keeps the crate adds.
fn dev_dependencies() -> Table {
    let mut tokio = entries([("version", "1".to_owned())]);
    tokio.insert(
        "features",
        Value::Array(Array::from_iter(["macros", "rt-multi-thread"])),
    );
    Table::from_iter([("tokio", tokio)])
}

fn entries<const N: usize>(entries: [(&str, String); N]) -> InlineTable {
    InlineTable::from_iter(entries)
}
