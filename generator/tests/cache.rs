//! The cache in an output folder: it changes how long a run takes, and nothing else.

use std::{
    fs,
    path::{Path, PathBuf},
};

use docwright::{
    Generator, Report,
    write::{CACHE, ChangeKind},
};

const DOCS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs");

/// Pages that can be changed, and two folders for the crate.
struct Case {
    _temporary: tempfile::TempDir,
    docs: PathBuf,
    cached: PathBuf,
    plain: PathBuf,
}

impl Case {
    fn new() -> Self {
        let temporary = tempfile::tempdir().expect("a temporary folder can be made");
        let folder = |name: &str| temporary.path().join(name);
        let case = Self {
            docs: folder("docs"),
            cached: folder("cached"),
            plain: folder("plain"),
            _temporary: temporary,
        };
        for page in ["resources/user.md", "resources/message.md", "api/message-get.md"] {
            let target = case.docs.join(page);
            fs::create_dir_all(target.parent().expect("it is in a folder")).expect("the folder can be made");
            fs::copy(Path::new(DOCS).join(page), target).expect("the page can be copied");
        }
        case
    }

    fn generator(&self, out: &Path) -> Generator {
        Generator::new().docs(&self.docs).out(out).name("made")
    }

    fn run(generator: &Generator) -> Report {
        generator.run().unwrap_or_else(|error| panic!("{error}"))
    }

    /// Both folders hold the same crate. The answer is how many files the run with the cache made.
    fn compare(&self) -> usize {
        let made = Self::run(&self.generator(&self.cached)).counts.made;
        Self::run(&self.generator(&self.plain).cache(false));
        assert!(!self.plain.join(CACHE).exists());
        let ledger = |out: &Path| fs::read_to_string(out.join("docwright.lock")).expect("there is a ledger");
        assert_eq!(ledger(&self.cached), ledger(&self.plain));
        for line in ledger(&self.plain).lines().filter(|line| !line.starts_with('#')) {
            let (_, path) = line.split_once("  ").expect("each line names a file");
            let read = |out: &Path| fs::read_to_string(out.join(path)).expect("the file can be read");
            assert_eq!(read(&self.cached), read(&self.plain), "{path}");
        }
        made
    }

    fn change(&self, page: &str, from: &str, to: &str) {
        let page = self.docs.join(page);
        let text = fs::read_to_string(&page).expect("the page can be read");
        assert!(text.contains(from));
        fs::write(&page, text.replacen(from, to, 1)).expect("the page can be written");
    }
}

#[test]
fn output_is_the_same_with_and_without() {
    let case = Case::new();
    let all = case.compare();
    let always = case.compare();
    assert!(always < all);
    case.change(
        "resources/message.md",
        "\n## Properties",
        "\nOne more sentence.\n\n## Properties",
    );
    let changed = case.compare();
    assert!(always < changed && changed < all);
}

#[test]
fn a_cache_that_lies_is_found_out() {
    let case = Case::new();
    case.compare();
    // What was made, and the drawers of the three pages.
    let files = ["made", "pages-00", "pages-01", "pages-02"].map(|name| case.cached.join(CACHE).join(name));
    for (file, other) in files.iter().zip(files.iter().cycle().skip(1)) {
        let honest = fs::read(file).expect("the file is there");
        let other = fs::read(other).expect("the file is there");
        for damaged in [
            &b""[..],
            b"no cache",
            &honest[..honest.len() / 2],
            &[&honest[..], b"!"].concat(),
            &other,
        ] {
            fs::write(file, damaged).expect("the cache can be written");
            case.compare();
        }
    }
    fs::remove_dir_all(case.cached.join(CACHE)).expect("the cache can be removed");
    case.compare();
}

#[test]
fn another_way_to_make_the_crate_makes_all_of_it() {
    let case = Case::new();
    let all = case.compare();
    let renamed = case.generator(&case.cached).name("renamed");
    assert_eq!(Case::run(&renamed).counts.made, all);
    assert!(Case::run(&renamed).counts.made < all);
    let fewer = renamed.clone().tests(false);
    assert!(Case::run(&fewer).changes.count(ChangeKind::Removed) > 0);
    case.compare();
}

#[test]
fn edits_of_the_output_are_found() {
    let case = Case::new();
    case.compare();
    let file = case.cached.join("src/models/user.rs");
    let text = fs::read_to_string(&file).expect("the type is emitted");
    let modified = fs::metadata(&file)
        .and_then(|file| file.modified())
        .expect("the system keeps times");
    // Of the same length, and as old as before.
    fs::write(&file, text.replacen("pub struct User", "pub struct Uses", 1)).expect("the file can be written");
    let opened = fs::File::options().write(true).open(&file).expect("the file is there");
    opened.set_modified(modified).expect("times can be set");
    let generator = case.generator(&case.cached);
    let report = generator.check().unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(report.changes.list.len(), 1);
    assert!(report.changes.list[0].edited);
    assert!(generator.run().is_err());
    Case::run(&generator.force(true));
    case.compare();
}

#[test]
fn checking_writes_none() {
    let case = Case::new();
    let generator = case.generator(&case.cached);
    Case::run(&generator.clone().cache(false));
    let report = generator.check().unwrap_or_else(|error| panic!("{error}"));
    assert!(report.changes.is_empty());
    assert!(!case.cached.join(CACHE).exists());
}
