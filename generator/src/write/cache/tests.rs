//! A cache says of a file that it stands only if it does.

use std::{fs, time::Duration};

use super::*;
use crate::{
    emit::{Emitted, Trace},
    write::{Mode, write_new},
};

const TEXT: &str = "pub struct User;\n";
const PATH: &str = "src/user.rs";

/// An output folder with one file and the cache of it.
struct Case {
    folder: tempfile::TempDir,
}

impl Case {
    fn new() -> Self {
        let case = Self {
            folder: tempfile::tempdir().expect("a temporary folder can be made"),
        };
        case.write();
        case
    }

    fn out(&self) -> &Path {
        self.folder.path()
    }

    fn path(&self) -> PathBuf {
        self.out().join(PATH)
    }

    /// A run that makes the file.
    fn write(&self) {
        let mut emitted = Emitted {
            memory: memory(),
            ..Emitted::default()
        };
        emitted.files.files.insert(PATH.to_owned(), TEXT.to_owned());
        self.run(&emitted);
    }

    /// The same after an edit.
    fn write_again(&self) {
        self.edit(TEXT);
        self.write();
    }

    /// A run that keeps it.
    fn keep(&self) {
        let mut emitted = Emitted {
            memory: memory(),
            ..Emitted::default()
        };
        emitted.kept.insert(PATH.to_owned());
        self.run(&emitted);
    }

    fn run(&self, emitted: &Emitted) {
        let cache = Cache::load(self.out());
        if !emitted.kept.is_empty() {
            assert!(cache.stands(PATH));
        }
        write_new(self.out(), emitted, Some(&cache), Mode::Write).unwrap_or_else(|error| panic!("{error}"));
    }

    /// Waits until the clock of the file system goes on, so that the file's stamp is certain.
    fn settle(&self) {
        while self.stamp().is_none() {
            std::thread::sleep(Duration::from_millis(20));
            self.keep();
        }
    }

    fn load(&self) -> Cache {
        Cache::load(self.out())
    }

    fn stamp(&self) -> Option<Stamp> {
        self.load().entries[PATH].stamp
    }

    fn stands(&self) -> bool {
        self.load().stands(PATH)
    }

    fn edit(&self, text: &str) {
        fs::write(self.path(), text).expect("the file can be written");
    }
}

fn memory() -> Memory {
    let trace = Trace {
        subject: 1,
        aspects: vec![1, 0],
    };
    Memory {
        ground: 2,
        aspects: vec![(3, 4), (5, u128::MAX)],
        files: BTreeMap::from([(PATH.to_owned(), trace)]),
    }
}

#[test]
fn what_was_written_is_known() {
    let case = Case::new();
    let cache = case.load();
    assert_eq!(*cache.memory(), memory());
    assert!(cache.stands(PATH) && cache.had(PATH, TEXT));
    assert!(!cache.stands("src/other.rs") && !cache.had(PATH, "pub struct Other;\n"));
}

#[test]
fn version_control_ignores_it() {
    let case = Case::new();
    let ignored = fs::read_to_string(case.out().join(CACHE).join(".gitignore"));
    assert_eq!(ignored.expect("the file is there"), "*\n");
}

#[test]
fn nothing_new_writes_nothing() {
    let case = Case::new();
    if cfg!(unix) {
        case.settle();
    }
    let time = || fs::metadata(case.out().join(CACHE).join(MADE)).and_then(|file| file.modified());
    let before = time().expect("the system keeps times");
    case.keep();
    assert_eq!(time().expect("the system keeps times"), before);
    let files = fs::read_dir(case.out().join(CACHE)).expect("it can be listed");
    assert_eq!(files.count(), 2, "nothing is left beside it");
}

#[test]
fn what_was_edited_or_removed_does_not_stand() {
    let case = Case::new();
    case.edit("pub struct Mine;\n");
    assert!(!case.stands());
    fs::remove_file(case.path()).expect("the file can be removed");
    assert!(!case.stands());
}

#[test]
fn an_edit_is_seen_at_any_moment() {
    let case = Case::new();
    for _ in 0..50 {
        assert!(case.stands());
        // Of the same length, and as soon as can be.
        case.edit("pub struct Mine;\n");
        assert!(!case.stands());
        case.write_again();
    }
}

#[test]
fn an_edit_is_seen_though_its_time_was_set_back() {
    let case = Case::new();
    if cfg!(unix) {
        case.settle();
    }
    let modified = fs::metadata(case.path()).and_then(|file| file.modified());
    case.edit("pub struct Mine;\n");
    let file = fs::File::options()
        .write(true)
        .open(case.path())
        .expect("the file is there");
    file.set_modified(modified.expect("the system keeps times"))
        .expect("times can be set");
    assert!(!case.stands());
}

#[test]
fn a_file_that_was_only_touched_stands() {
    let case = Case::new();
    case.edit("pub struct Mine;\n");
    case.edit(TEXT);
    assert!(case.stands());
    case.keep();
    assert!(case.stands());
}

#[test]
fn stamps_from_the_tick_of_a_write_are_not_kept() {
    let stamp = |modified, changed| Stamp {
        inode: 1,
        size: 1,
        modified: [7, modified],
        changed: [7, changed],
    };
    let now = stamp(500, 500);
    assert!(stamp(499, 499).is_before(&now));
    assert!(!stamp(500, 499).is_before(&now));
    assert!(!stamp(499, 500).is_before(&now));
    assert!(!stamp(900, 499).is_before(&now));
}

#[test]
fn damaged_and_foreign_caches_are_none() {
    let case = Case::new();
    let path = case.out().join(CACHE).join(MADE);
    let bytes = fs::read(&path).expect("the cache is there");
    let header = bytes.iter().position(|byte| *byte == b'\n').expect("there is a header") + 1;
    let sealed = |rest: &[u8]| [&bytes[..header], &xxh3_128(rest).to_le_bytes(), rest].concat();
    let rest = &bytes[header + 16..];
    let mut flipped = bytes.clone();
    flipped[bytes.len() / 2] ^= 1;
    let mut versioned = bytes.clone();
    versioned[header - 2] += 1;
    let mut made_by_another = rest.to_owned();
    made_by_another[0] ^= 1;
    for damaged in [
        vec![],
        b"nothing like it".to_vec(),
        bytes[..bytes.len() / 2].to_owned(),
        flipped,
        versioned,
        sealed(&made_by_another),
        sealed(&rest[..rest.len() - 1]),
        sealed(&[rest, b"more"].concat()),
        sealed(&rest[..16]),
    ] {
        fs::write(&path, &damaged).expect("the cache can be written");
        let cache = case.load();
        assert_eq!(*cache.memory(), Memory::default(), "{damaged:?}");
        assert!(!cache.stands(PATH));
    }
    fs::write(&path, sealed(rest)).expect("the cache can be written");
    assert!(case.stands());
    fs::remove_dir_all(case.out().join(CACHE)).expect("the cache can be removed");
    assert!(!case.stands());
}
