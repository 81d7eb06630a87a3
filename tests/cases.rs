//! Cases: pages with an oddity each, and what docwright makes of them.
//!
//! A case is `tests/cases/NAME.md`, with further pages `NAME.OTHER.md`, or a folder `tests/cases/NAME/` of pages. A
//! configuration may stand beside it as `NAME.toml`. What is expected stands beside it too: `NAME.diagnostics`,
//! `NAME.model`, `NAME.rs` (the emitted code) and `NAME.tests.rs` (the emitted tests), as many of them as matter for
//! the case, at least one.
//!
//! `DOCWRIGHT_BLESS=1` writes what is there instead of comparing it; a case without any expectation gets its
//! diagnostics and its model.

#[path = "support/difference.rs"]
mod difference;
#[path = "support/findings.rs"]
mod findings;
#[path = "support/model.rs"]
mod model;

use std::{
    collections::{BTreeMap, BTreeSet},
    env, fs,
    path::{Path, PathBuf},
};

use docwright::{
    Generator, Report,
    emit::{self, CrateFiles, Options, Runtime},
};

const FOLDER: &str = "tests/cases";

/// What can be expected of a case, by the ending of the file that holds it.
const EXPECTATIONS: [(&str, Print); 4] = [
    ("diagnostics", findings::print),
    ("model", |report| model::print(&report.api)),
    ("rs", |report| code(report, "src/")),
    ("tests.rs", |report| code(report, "tests/")),
];

/// How an expectation is printed.
type Print = fn(&Report) -> String;

/// A set of pages, and where to find what is expected of it.
#[derive(Default)]
struct Case {
    pages: Vec<PathBuf>,
    config: Option<PathBuf>,
    /// Endings of the files that are there.
    expected: BTreeSet<&'static str>,
}

#[test]
fn cases_are_as_expected() {
    let bless = env::var_os("DOCWRIGHT_BLESS").is_some();
    let cases = cases();
    assert!(!cases.is_empty(), "there are cases in {FOLDER}");
    let mut failures = String::new();
    for (name, case) in &cases {
        failures.push_str(&run(name, case, bless));
    }
    assert!(
        failures.is_empty(),
        "{failures}\nIf this is as it should be: DOCWRIGHT_BLESS=1 cargo test --test cases"
    );
}

/// Compares a case with what is expected of it, or writes that; the answer is what differs.
fn run(name: &str, case: &Case, bless: bool) -> String {
    let mut generator = case.pages.iter().fold(Generator::new(), Generator::docs);
    if let Some(config) = &case.config {
        generator = generator.config(config);
    }
    let report = match generator.lint() {
        Ok(report) => report,
        Err(error) => return format!("{name}: {error}\n"),
    };
    if case.expected.is_empty() && !bless {
        return format!("{name}: nothing is expected of it\n");
    }
    let is_new = case.expected.is_empty();
    let wanted = |ending: &str| case.expected.contains(ending) || (is_new && matches!(ending, "diagnostics" | "model"));
    let mut failures = String::new();
    for (ending, print) in EXPECTATIONS.iter().filter(|(ending, _)| wanted(ending)) {
        let path = Path::new(FOLDER).join(format!("{name}.{ending}"));
        let expected = fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
        let actual = print(&report);
        if bless && actual != expected {
            fs::write(&path, actual).expect("the cases can be written to");
        } else if actual != expected {
            let head = format!("{}:\n", path.display());
            failures.extend([head, difference::print(&expected, &actual)]);
        }
    }
    failures
}

/// The cases by name. A file that belongs to none is a mistake.
fn cases() -> BTreeMap<String, Case> {
    let mut cases: BTreeMap<String, Case> = BTreeMap::new();
    let mut others = vec![];
    for entry in fs::read_dir(FOLDER).into_iter().flatten() {
        let entry = entry.expect("the cases can be listed");
        let (path, file) = (entry.path(), entry.file_name().to_string_lossy().into_owned());
        let (name, ending) = file.split_once('.').unwrap_or((&file, ""));
        if path.is_dir() || ending.rsplit('.').next() == Some("md") {
            cases.entry(name.to_owned()).or_default().pages.push(path);
        } else {
            others.push((name.to_owned(), ending.to_owned(), path));
        }
    }
    for (name, ending, path) in others {
        let Some(case) = cases.get_mut(&name) else {
            panic!("{} belongs to no case", path.display());
        };
        match EXPECTATIONS.iter().find(|(known, _)| *known == ending) {
            Some((known, _)) => _ = case.expected.insert(known),
            None if ending == "toml" => case.config = Some(path),
            None => panic!("{} is neither a page nor an expectation", path.display()),
        }
    }
    for case in cases.values_mut() {
        case.pages.sort();
    }
    cases
}

/// The emitted files below a folder, one after the other.
fn code(report: &Report, folder: &str) -> String {
    let options = Options {
        name: "case".to_owned(),
        version: "0.0.0".to_owned(),
        generator: "0.0.0".to_owned(),
        runtime: Runtime::Version("0".to_owned()),
        tests: true,
        features: false,
        standalone: false,
    };
    let CrateFiles { files } = emit::emit(&report.api, &report.sources, &options);
    let files = files.iter().filter(|(path, _)| path.starts_with(folder));
    files
        .map(|(path, text)| format!("// {path}\n{text}\n"))
        .collect::<Vec<_>>()
        .concat()
}
