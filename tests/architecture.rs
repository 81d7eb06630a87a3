//! What `ARCHITECTURE.md` says of the generator's modules, as far as a test can tell.

use std::{
    fs,
    path::{Path, PathBuf},
};

use docwright::evidence::Fact;

const SOURCES: &str = "generator/src";

/// In the order in which they run; none imports one that comes after it.
const PHASES: [&str; 9] = [
    "read", "markdown", "extract", "lower", "resolve", "select", "openapi", "emit", "write",
];

#[test]
fn phases_import_no_later_phase() {
    for (index, phase) in PHASES.iter().enumerate() {
        for path in module(phase) {
            let imported = imports(&read(&path));
            for later in &PHASES[index + 1..] {
                assert!(
                    !imported.iter().any(|import| import == later),
                    "{} imports `{later}`",
                    path.display()
                );
            }
        }
    }
}

/// What `docwright explain` lists can be found.
#[test]
fn every_kind_of_finding_is_reported_somewhere() {
    let sources: Vec<String> = files(Path::new(SOURCES)).iter().map(|path| read(path)).collect();
    // A test of a finding reports none.
    let sources: String = sources
        .iter()
        .filter_map(|text| text.split("#[cfg(test)]").next())
        .collect();
    for code in docwright::diagnostic::Code::ALL {
        let reported = format!("Code::{code:?}");
        let mut places = sources.match_indices(&reported);
        let is_whole = |(at, _): (usize, &str)| !sources[at + reported.len()..].starts_with(char::is_alphanumeric);
        assert!(places.any(is_whole), "nothing reports {code}");
    }
}

/// The mock is another use of the resolved model, beside emission.
#[test]
fn the_mock_stands_beside_emission() {
    for path in module("mock") {
        let imported = imports(&read(&path));
        let foreign = [
            "read", "markdown", "lower", "select", "emit", "write", "pipeline", "cli",
        ];
        let wrong = imported.iter().find(|import| foreign.contains(&import.as_str()));
        assert!(
            wrong.is_none(),
            "{} imports `{}`",
            path.display(),
            wrong.map_or("", String::as_str)
        );
    }
    for path in PHASES.iter().flat_map(|phase| module(phase)) {
        let imported = imports(&read(&path));
        assert!(
            !imported.iter().any(|import| import == "mock"),
            "{} imports `mock`",
            path.display()
        );
    }
}

#[test]
fn outputs_know_nothing_of_each_other() {
    for (from, to) in [("emit", "openapi"), ("openapi", "emit")] {
        for path in module(from) {
            let imported = imports(&read(&path));
            assert!(
                !imported.iter().any(|import| import == to),
                "{} imports `{to}`",
                path.display()
            );
        }
    }
}

/// What a file was made of is digested without trails of evidence.
#[test]
fn emitters_follow_no_evidence() {
    for path in module("emit") {
        let text = read(&path);
        let fields = text.split(".evidence").skip(1);
        let wrong = fields.filter(|rest| !rest.starts_with('('));
        assert_eq!(wrong.count(), 0, "{} looks at evidence", path.display());
    }
}

#[test]
fn tools_stay_where_they_belong() {
    let rules: [(&[&str], &[&str]); 4] = [
        (&["pulldown_cmark"], &["markdown"]),
        (&["quote::", "quote!(", "syn::", "prettyplease"], &["emit"]),
        (&["fs::", "File::"], &["read", "write"]),
        (&["hyper::", "hyper_util::", "TcpListener"], &["mock"]),
    ];
    let mut wrong = vec![];
    for (words, modules) in rules {
        let allowed: Vec<PathBuf> = modules.iter().flat_map(|name| module(name)).collect();
        for path in files(Path::new(SOURCES)) {
            let text = read(&path);
            let word = words.iter().find(|word| text.contains(**word));
            if let (Some(word), false) = (word, allowed.contains(&path)) {
                wrong.push(format!("{} says `{word}`, which only {modules:?} may", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_order_of_trust_is_that_of_the_code() {
    let text = fs::read_to_string("ARCHITECTURE.md").expect("the file can be read");
    for fact in Fact::ALL {
        let kinds: Vec<&str> = fact.order().iter().map(|kind| kind.name()).collect();
        let row = format!("| {} | {} |", fact.question(), kinds.join(", "));
        assert!(text.contains(&row), "ARCHITECTURE.md has no row `{row}`");
    }
}

#[test]
fn files_stay_small() {
    // About 400 is the aim; what is a little longer and does one thing may stay.
    const LIMIT: usize = 500;
    let folders = ["generator/src", "client/src"];
    let files = folders.iter().flat_map(|folder| files(Path::new(folder)));
    let long: Vec<String> = files
        .map(|path| (read(&path).lines().count(), path))
        .filter(|(lines, _)| *lines > LIMIT)
        .map(|(lines, path)| format!("{} has {lines} lines", path.display()))
        .collect();
    assert!(long.is_empty(), "{long:#?}");
}

/// The files of a module.
fn module(name: &str) -> Vec<PathBuf> {
    let root = Path::new(SOURCES);
    let mut list = files(&root.join(name));
    let single = root.join(format!("{name}.rs"));
    if single.is_file() {
        list.push(single);
    }
    assert!(!list.is_empty(), "there is a module `{name}`");
    list
}

/// All Rust files below a folder, but for those that hold tests only.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut list = vec![];
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.expect("the folder can be listed").path();
        if path.file_stem().is_some_and(|name| name == "tests") {
            continue;
        }
        if path.is_dir() {
            list.extend(files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            list.push(path);
        }
    }
    list.sort();
    list
}

/// The code of a file: without comments and tests, which may name what they like.
fn read(path: &Path) -> String {
    let text = fs::read_to_string(path).expect("the file can be read");
    let text = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
    let lines = text.lines().filter(|line| !line.trim_start().starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}

/// The modules of the crate that a file names, in paths and in lists of imports.
fn imports(text: &str) -> Vec<String> {
    let mut names = vec![];
    for rest in text.split("crate::").skip(1) {
        match rest.strip_prefix('{') {
            None => names.push(first_name(rest)),
            Some(list) => names.extend(list_items(list).iter().map(|item| first_name(item))),
        }
    }
    names
}

/// The items of a list of imports, up to the brace that closes it.
fn list_items(list: &str) -> Vec<&str> {
    let mut items = vec![];
    let (mut depth, mut start) = (0, 0);
    for (at, c) in list.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => {
                items.push(&list[start..at]);
                break;
            }
            '}' => depth -= 1,
            ',' if depth == 0 => {
                items.push(&list[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    items
}

fn first_name(path: &str) -> String {
    path.trim_start()
        .chars()
        .take_while(|c| c.is_alphanumeric() || *c == '_')
        .collect()
}
