//! A run after another one makes what a first run would make, whatever changed in between.

#[path = "support/edits.rs"]
mod edits;

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use docwright::{
    Generator,
    emit::{self, Options, Runtime},
    write::ChangeKind,
};
use edits::{EDITS, Edit};

const CORPUS: &str = "../shared/corpus/microsoft-graph/api-reference";

const NAME: &str = "made-again";

/// How many files a change may make that concerns one page alone: the manifest and the front page, which are made each time; the
/// type or the builder, and what is derived from it; the examples.
const FEW: usize = 12;

#[test]
fn changes_of_the_docs_make_what_a_first_run_makes() {
    let mut series = Series::start("again-docs", Path::new("docs"), ".");
    try_all(&mut series, 1);
    // What was changed last is changed back.
    series.run("all is as it was");
    for what in [
        "a sentence",
        "a property more",
        "another value in an example",
        "a header more",
    ] {
        let edit = EDITS.iter().find(|edit| edit.0 == what).expect("it is one of them");
        let (page, text) = series.edited(edit).swap_remove(0);
        let made = series.try_out(what, &page, Some(&text));
        assert!(made <= FEW, "{what} in {} made {made} files", page.display());
        series.run("the same back");
    }
}

#[test]
#[ignore = "takes minutes: generates from all real pages again and again"]
fn changes_of_real_pages_make_what_a_first_run_makes() {
    if !Path::new(CORPUS).exists() {
        return println!("skipped: there is no {CORPUS}");
    }
    let mut series = Series::start("again-corpus", Path::new(CORPUS), "v1.0");
    try_all(&mut series, 6);
}

/// Tries each change on some pages; then deletes pages, and adds some.
fn try_all(series: &mut Series, each: usize) {
    for (index, edit) in EDITS.iter().enumerate() {
        let pages = series.edited(edit);
        assert!(!pages.is_empty(), "{} can be done to some page", edit.0);
        for at in spread(index, pages.len(), each) {
            let (page, text) = &pages[at];
            series.try_out(edit.0, page, Some(text));
        }
    }
    let pages: Vec<(PathBuf, String)> = series.pages.clone().into_iter().collect();
    for at in spread(EDITS.len(), pages.len(), 2 * each) {
        let (page, text) = &pages[at];
        series.try_out("deletion", page, None);
        let text = text
            .replace(" /me/", " /me/later/")
            .replace(" resource type", "Later resource type");
        series.try_out("addition", &page.with_extension("later.md"), Some(&text));
    }
}

/// Some of so many indices, far from each other.
fn spread(from: usize, count: usize, some: usize) -> impl Iterator<Item = usize> {
    (0..some).map(move |number| (from * 7919 + number * count / some + number) % count)
}

/// Pages that change, and a folder that the crate is made in again and again.
struct Series {
    docs: PathBuf,
    out: PathBuf,
    /// As they are between changes.
    pages: BTreeMap<PathBuf, String>,
}

impl Series {
    /// Begins with the pages of a folder below another one, of which all is copied, since pages include what stands beside them.
    fn start(name: &str, source: &Path, docs: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        let _ = fs::remove_dir_all(&folder);
        copy(source, &folder.join("pages"));
        let docs = folder.join("pages").join(docs);
        let series = Self {
            out: folder.join("made-again"),
            pages: pages(&docs),
            docs,
        };
        series.run("nothing");
        series
    }

    /// Changes one page, runs, and changes it back for the next one. The answer is how many files the run made.
    fn try_out(&mut self, what: &str, page: &Path, text: Option<&str>) -> usize {
        put(page, text);
        let made = self.run(&format!("{what} in {}", page.display()));
        put(page, self.pages.get(page).map(String::as_str));
        made
    }

    /// Runs, and compares all files with those of a run that knows nothing of the ones before. The answer is how many were made.
    fn run(&self, what: &str) -> usize {
        let generator = Generator::new().docs(&self.docs).out(&self.out).name(NAME);
        let report = generator.runtime(Runtime::Version("1".to_owned())).run();
        let report = report.unwrap_or_else(|error| panic!("after {what}: {error}"));
        // No file of a cache is near: all pages are read.
        let first = Generator::new().docs(&self.docs).model();
        let first = first.unwrap_or_else(|error| panic!("after {what}: {error}"));
        assert!(
            report.diagnostics == first.diagnostics,
            "after {what}: there are other findings"
        );
        assert!(
            report.coverage == first.coverage,
            "after {what}: other parts are covered"
        );
        let fresh = emit::emit(&first.api, &first.sources, &options());
        for (path, text) in &fresh.files {
            let there = fs::read_to_string(self.out.join(path)).unwrap_or_default();
            assert!(there == *text, "after {what}: {path} is not as a first run makes it");
        }
        let count = report.changes.unchanged
            + report
                .changes
                .list
                .iter()
                .filter(|change| change.kind != ChangeKind::Removed)
                .count();
        assert_eq!(
            count,
            fresh.files.len() + 1,
            "after {what}: the ledger and these files are all that is there"
        );
        report.counts.made
    }

    /// The pages that an edit can be done to, with their new texts.
    fn edited(&self, edit: &Edit) -> Vec<(PathBuf, String)> {
        let pages = self.pages.iter();
        pages
            .filter_map(|(path, text)| {
                let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
                (edit.1)(&mut lines).then(|| (path.clone(), lines.join("\n") + "\n"))
            })
            .collect()
    }
}

fn options() -> Options {
    Options {
        name: NAME.to_owned(),
        version: "0.1.0".to_owned(),
        generator: env!("CARGO_PKG_VERSION").to_owned(),
        runtime: Runtime::Version("1".to_owned()),
        tests: true,
        features: true,
        standalone: false,
    }
}

/// Writes a page, or removes it.
fn put(page: &Path, text: Option<&str>) {
    let done = match text {
        Some(text) => fs::write(page, text),
        None => fs::remove_file(page),
    };
    done.unwrap_or_else(|error| panic!("{}: {error}", page.display()));
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("the folder can be made");
    for entry in fs::read_dir(from).expect("the folder can be listed") {
        let entry = entry.expect("the folder can be listed");
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("the page can be copied");
        }
    }
}

/// All pages below a folder.
fn pages(folder: &Path) -> BTreeMap<PathBuf, String> {
    let mut pages = BTreeMap::new();
    for entry in fs::read_dir(folder).expect("the folder can be listed") {
        let path = entry.expect("the folder can be listed").path();
        if path.is_dir() {
            pages.extend(self::pages(&path));
        } else if path.extension().is_some_and(|extension| extension == "md") {
            let text = fs::read_to_string(&path).expect("the page can be read");
            pages.insert(path, text);
        }
    }
    pages
}
