//! What happens to folders: each test starts from one that docwright wrote, or not.

use std::{fs, path::PathBuf, time::SystemTime};

use super::*;

/// A folder for the output, and the files of a crate.
struct Case {
    _temporary: tempfile::TempDir,
    out: PathBuf,
    files: CrateFiles,
}

impl Case {
    fn new() -> Self {
        let temporary = tempfile::tempdir().expect("a temporary folder can be made");
        let out = temporary.path().join("some/crate");
        let mut case = Self {
            _temporary: temporary,
            out,
            files: CrateFiles::default(),
        };
        case.emit("Cargo.toml", "[package]\nname = \"x\"\n");
        case.emit("src/lib.rs", "pub mod users;\n");
        case.emit("src/model/user.rs", "pub struct User;\n");
        case
    }

    /// A case whose folder holds the crate.
    fn written() -> Self {
        let case = Self::new();
        case.run(Mode::Write).expect("an empty folder can be written");
        case
    }

    fn emit(&mut self, path: &str, text: &str) {
        self.files.files.insert(path.to_owned(), text.to_owned());
    }

    fn drop(&mut self, path: &str) {
        self.files.files.remove(path);
    }

    fn edit(&self, path: &str, text: &str) {
        let path = self.out.join(path);
        fs::create_dir_all(path.parent().expect("the file is in a folder")).expect("the folder can be made");
        fs::write(path, text).expect("the file can be written");
    }

    fn read(&self, path: &str) -> Option<String> {
        fs::read_to_string(self.out.join(path)).ok()
    }

    fn run(&self, mode: Mode) -> Result<Changes, Error> {
        write(&self.out, &self.files, mode)
    }

    fn write(&self) -> Result<Changes, Error> {
        self.run(Mode::Write)
    }

    fn paths(changes: &Changes) -> Vec<(&str, ChangeKind)> {
        let changes = changes.list.iter().map(|change| (change.path.as_str(), change.kind));
        changes.filter(|(path, _)| *path != LEDGER).collect()
    }

    /// All files with their contents and times.
    fn snapshot(&self) -> Vec<(PathBuf, String, SystemTime)> {
        let entries = walkdir::WalkDir::new(&self.out).sort_by_file_name().into_iter();
        let files = entries
            .filter_map(Result::ok)
            .filter(|entry| entry.file_type().is_file());
        files
            .map(|entry| {
                let text = fs::read_to_string(entry.path()).expect("the file is text");
                let time = entry.metadata().ok().and_then(|metadata| metadata.modified().ok());
                (entry.into_path(), text, time.expect("the system keeps times"))
            })
            .collect()
    }
}

#[test]
fn a_new_folder_is_filled() {
    let case = Case::new();
    let changes = case.write().expect("a new folder can be written");
    assert_eq!(changes.count(ChangeKind::Added), 4);
    assert_eq!(case.read("src/lib.rs").as_deref(), Some("pub mod users;\n"));
    assert!(!case.out.join(commit::STAGING).exists());
}

#[test]
fn nothing_to_do_touches_nothing() {
    let case = Case::written();
    let before = case.snapshot();
    let changes = case.write().expect("the folder is ours");
    assert_eq!((changes.is_empty(), changes.unchanged), (true, 4));
    assert_eq!(case.snapshot(), before);
}

#[test]
fn only_what_differs_is_touched() {
    let mut case = Case::written();
    case.emit("src/lib.rs", "pub mod people;\n");
    case.emit("src/people.rs", "pub fn list() {}\n");
    case.drop("src/model/user.rs");
    let before = case.snapshot();
    let changes = case.write().expect("the folder is ours");
    let expected = [
        ("src/lib.rs", ChangeKind::Changed),
        ("src/model/user.rs", ChangeKind::Removed),
        ("src/people.rs", ChangeKind::Added),
    ];
    assert_eq!(Case::paths(&changes), expected);
    assert_eq!(changes.list[3].items, ["list"]);
    assert!(!case.out.join("src/model").exists(), "a folder left empty is removed");
    let manifest = |snapshot: Vec<(PathBuf, String, SystemTime)>| {
        snapshot.into_iter().find(|(path, ..)| path.ends_with("Cargo.toml"))
    };
    assert_eq!(manifest(case.snapshot()), manifest(before));
}

#[test]
fn checking_writes_nothing_and_finds_the_same() {
    let mut case = Case::written();
    case.emit("src/lib.rs", "pub mod people;\n");
    let before = case.snapshot();
    let found = case.run(Mode::Check).expect("the folder is ours");
    assert_eq!(case.snapshot(), before);
    assert_eq!(found, case.write().expect("the folder is ours"));
    assert!(case.run(Mode::Check).expect("the folder is ours").is_empty());
}

#[test]
fn files_of_others_are_left_alone() {
    let mut case = Case::written();
    case.edit("examples/mine.rs", "fn main() {}\n");
    case.drop("src/model/user.rs");
    case.write().expect("the folder is ours");
    assert_eq!(case.read("examples/mine.rs").as_deref(), Some("fn main() {}\n"));
}

#[test]
fn folders_of_others_are_refused() {
    let case = Case::new();
    case.edit("thesis.txt", "years of work");
    assert!(matches!(case.write(), Err(Error::NotOurs { .. })));
    assert!(matches!(case.run(Mode::Check), Err(Error::NotOurs { .. })));
    assert_eq!(case.snapshot().len(), 1);
    case.run(Mode::Force)
        .expect("force writes among the files that are there");
    assert_eq!(case.read("thesis.txt").as_deref(), Some("years of work"));
}

#[test]
fn version_control_does_not_make_a_folder_foreign() {
    let case = Case::new();
    case.edit(".git/HEAD", "ref: refs/heads/main\n");
    case.write().expect("hidden files do not count");
}

#[test]
fn edited_files_are_refused() {
    for (text, emitted) in [
        ("pub mod mine;\n", Some("pub mod people;\n")),
        ("pub mod mine;\n", None),
    ] {
        let mut case = Case::written();
        case.edit("src/lib.rs", text);
        match emitted {
            Some(emitted) => case.emit("src/lib.rs", emitted),
            None => case.drop("src/lib.rs"),
        }
        let before = case.snapshot();
        assert!(matches!(case.write(), Err(Error::Edited { files, .. }) if files == ["src/lib.rs"]));
        assert_eq!(case.snapshot(), before);
        let found = case
            .run(Mode::Check)
            .expect("an edited file is a finding, not an error");
        assert!(found.list.iter().any(|change| change.edited));
        case.run(Mode::Force).expect("force overwrites");
        assert_eq!(case.read("src/lib.rs").as_deref(), emitted);
    }
}

#[test]
fn line_ends_of_a_checkout_are_no_edit() {
    let case = Case::written();
    case.edit("src/lib.rs", "pub mod users;\r\n");
    assert!(case.write().expect("nobody edited anything").is_empty());
}

#[test]
fn files_in_the_way_are_refused() {
    let mut case = Case::written();
    case.edit("src/people.rs", "// mine\n");
    case.emit("src/people.rs", "// theirs\n");
    assert!(matches!(case.write(), Err(Error::InTheWay { files, .. }) if files == ["src/people.rs"]));
    case.run(Mode::Force).expect("force overwrites");
    assert_eq!(case.read("src/people.rs").as_deref(), Some("// theirs\n"));
}

#[test]
fn a_failure_half_way_changes_nothing() {
    let mut case = Case::written();
    case.emit("Cargo.toml", "[package]\nname = \"y\"\n");
    case.drop("src/model/user.rs");
    // A file where a folder has to be: moving into it fails after other files were moved.
    case.edit("tests", "not a folder");
    case.emit("new/file.rs", "");
    case.emit("tests/examples.rs", "");
    let before = case.snapshot();
    assert!(matches!(case.write(), Err(Error::Unwritable { .. })));
    assert_eq!(case.snapshot(), before);
    assert!(!case.out.join("new").exists());
}

#[test]
fn a_new_folder_is_removed_when_writing_fails() {
    let mut case = Case::new();
    case.emit("a", "");
    case.emit("a/b", "");
    assert!(matches!(case.write(), Err(Error::Unwritable { .. })));
    assert!(!case.out.exists() && !case.out.parent().expect("the folder is in another").exists());
}

#[test]
fn a_killed_run_is_no_edit() {
    let mut case = Case::written();
    case.emit("src/lib.rs", "pub mod people;\n");
    case.emit("src/people.rs", "");
    // As if killed after one file was moved into place.
    let ledger = ledger::Ledger::of(&case.files, &BTreeMap::new()).to_string();
    case.edit(&format!("{}/{LEDGER}", commit::STAGING), &ledger);
    case.edit("src/people.rs", "");
    case.emit("src/people.rs", "pub fn list() {}\n");
    case.write().expect("what docwright wrote is not an edit");
    assert_eq!(case.read("src/people.rs").as_deref(), Some("pub fn list() {}\n"));
    assert!(!case.out.join(commit::STAGING).exists());
}

#[test]
fn two_runs_do_not_write_at_once() {
    let mut case = Case::written();
    case.emit("src/people.rs", "");
    case.edit(&format!("{}/running", commit::STAGING), "");
    let lock = fs::File::open(case.out.join(commit::STAGING).join("running")).expect("the file is there");
    lock.lock().expect("the file can be locked");
    assert!(matches!(case.write(), Err(Error::Busy { .. })));
    drop(lock);
    case.write().expect("the other run is done");
}

#[test]
fn damaged_ledgers_are_named() {
    let case = Case::written();
    case.edit(LEDGER, "<<<<<<< ours\n");
    assert!(matches!(case.write(), Err(Error::Ledger { line: 1, .. })));
}
