//! The cache in an output folder: it changes how long a run takes, and nothing else.

use std::{
    fs,
    path::{Path, PathBuf},
};

use docwright::{Generator, write::CACHE};

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

    fn run(&self, out: &Path, cache: bool) {
        let generator = Generator::new().docs(&self.docs).out(out).name("made").cache(cache);
        generator.run().unwrap_or_else(|error| panic!("{error}"));
    }

    /// Both folders hold the same crate.
    fn compare(&self) {
        self.run(&self.cached, true);
        self.run(&self.plain, false);
        assert!(!self.plain.join(CACHE).exists());
        let ledger = |out: &Path| fs::read_to_string(out.join("docwright.lock")).expect("there is a ledger");
        assert_eq!(ledger(&self.cached), ledger(&self.plain));
        for line in ledger(&self.plain).lines().filter(|line| !line.starts_with('#')) {
            let (_, path) = line.split_once("  ").expect("each line names a file");
            let read = |out: &Path| fs::read_to_string(out.join(path)).expect("the file can be read");
            assert_eq!(read(&self.cached), read(&self.plain), "{path}");
        }
    }
}

#[test]
fn output_is_the_same_with_and_without() {
    let case = Case::new();
    case.compare();
    let page = case.docs.join("resources/message.md");
    let text = fs::read_to_string(&page).expect("the page can be read");
    let text = text.replacen("\n## Properties", "\nOne more sentence.\n\n## Properties", 1);
    fs::write(&page, text).expect("the page can be written");
    case.compare();
}

#[test]
fn a_cache_that_lies_is_found_out() {
    let case = Case::new();
    case.compare();
    let cache = case.cached.join(CACHE).join("formatted");
    let honest = fs::read_to_string(&cache).expect("the cache is there");
    for damaged in [
        "",
        "no cache",
        &honest[..honest.len() / 2],
        &honest.replace("mod.rs", "lib.rs"),
    ] {
        fs::write(&cache, damaged).expect("the cache can be written");
        case.compare();
        assert_eq!(fs::read_to_string(&cache).expect("the cache is there"), honest);
    }
    fs::remove_dir_all(case.cached.join(CACHE)).expect("the cache can be removed");
    case.compare();
}

#[test]
fn checking_writes_none() {
    let case = Case::new();
    case.run(&case.cached, false);
    let generator = Generator::new().docs(&case.docs).out(&case.cached).name("made");
    let report = generator.check().unwrap_or_else(|error| panic!("{error}"));
    assert!(report.changes.is_empty());
    assert!(!case.cached.join(CACHE).exists());
}
