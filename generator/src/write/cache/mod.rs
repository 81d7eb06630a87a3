//! What the files of an output folder were made of, so that the next run makes only what is new.
//!
//! The cache holds no emitted text: that stands in the folder itself. It is in a hidden folder that version control
//! ignores, safe to delete at any time, beside the facts of the pages. Nothing in them is believed as such: their own
//! checksums have to fit, the program has to be the one that wrote them, and a file or a page counts only where it is still what the
//! cache says. A cache that is damaged, of another program, or of another folder is no cache.

mod format;
mod pages;
#[cfg(test)]
mod tests;

use std::{
    collections::BTreeMap,
    env, fs, io,
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
};

use rayon::prelude::*;
use xxhash_rust::xxh3::xxh3_128;

pub(crate) use pages::PageCache;

use super::{
    file::staged,
    ledger::{Fingerprint, Ledger},
    stamp::Stamp,
};
use crate::emit::{Emitted, Kept, Memory};

/// The cache's folder in the output folder.
pub const CACHE: &str = ".docwright-cache";

/// The file there that says what was made.
const MADE: &str = "made";

/// What is known of the files of an output folder.
#[derive(Debug, Default)]
pub struct Cache {
    out: PathBuf,
    /// Who makes files now.
    maker: Option<u128>,
    memory: Memory,
    entries: BTreeMap<String, Entry>,
    /// New stamps of files that had to be read to know that they are the same.
    read: Mutex<BTreeMap<String, Stamp>>,
    /// As it was read.
    bytes: Vec<u8>,
}

/// A file as it was when its content was known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Entry {
    /// A hash of the content.
    hash: u128,
    fingerprint: Fingerprint,
    /// Nothing where a write could have gone unseen.
    stamp: Option<Stamp>,
}

impl Cache {
    /// The cache of an output folder; one that knows nothing where there is none.
    #[must_use]
    pub fn load(out: &Path) -> Self {
        let maker = maker();
        let bytes = fs::read(out.join(CACHE).join(MADE)).unwrap_or_default();
        let decoded = maker.and_then(|maker| format::decode(&bytes, maker));
        let (memory, entries) = decoded.unwrap_or_default();
        Self {
            out: out.to_owned(),
            maker,
            memory,
            entries,
            read: Mutex::default(),
            bytes,
        }
    }

    /// The fingerprints of files that are as they were.
    pub(super) fn fingerprints<'a>(&self, kept: impl Iterator<Item = &'a String>) -> BTreeMap<&'a str, Fingerprint> {
        let known = kept.filter_map(|path| Some((path.as_str(), self.entries.get(path)?.fingerprint)));
        known.collect()
    }

    /// Keeps what files were made of, for the next run; `stamps` are those that files had when they were known to hold what they
    /// are to hold. What goes wrong costs the next run time and is no error.
    pub(super) fn save(&self, emitted: &Emitted, ledger: &Ledger, stamps: &BTreeMap<String, Stamp>) {
        let Some(maker) = self.maker else { return };
        replace(&self.out, MADE, |now| {
            // Stamps are taken from here on, so that those from before this moment are certain.
            let entries = self.entries(emitted, ledger, stamps, Stamp::of(now));
            let bytes = format::encode(maker, &emitted.memory, &entries);
            (bytes != self.bytes).then_some(bytes)
        });
    }

    /// What is known of each file.
    fn entries(
        &self,
        emitted: &Emitted,
        ledger: &Ledger,
        stamps: &BTreeMap<String, Stamp>,
        now: Option<Stamp>,
    ) -> BTreeMap<String, Entry> {
        let read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        let entry = |path: &String| {
            let fresh = |earlier: Option<&Stamp>| self.stamp(path, earlier?, &now?);
            let known = self.entries.get(path);
            let entry = match (emitted.files.files.get(path), read.get(path)) {
                (Some(text), _) => Entry {
                    hash: xxh3_128(text.as_bytes()),
                    fingerprint: ledger.get(path)?,
                    stamp: fresh(stamps.get(path)),
                },
                (None, Some(stamp)) => Entry {
                    stamp: fresh(Some(stamp)),
                    ..*known?
                },
                (None, None) => *known?,
            };
            Some((path.clone(), entry))
        };
        emitted
            .memory
            .files
            .par_iter()
            .filter_map(|(path, _)| entry(path))
            .collect()
    }

    /// The stamp of a file that had another one when its content was known, if it is certain that any further write gives it yet
    /// another.
    fn stamp(&self, path: &str, earlier: &Stamp, now: &Stamp) -> Option<Stamp> {
        let stamp = Stamp::of(&fs::metadata(self.out.join(path)).ok()?)?;
        (stamp.is_moved(earlier) && stamp.is_before(now)).then_some(stamp)
    }

    /// Whether a file that has another stamp has the same content even so.
    fn reads_the_same(&self, path: &str, entry: &Entry, stamp: Option<Stamp>) -> bool {
        let content = fs::read(self.out.join(path));
        let is_same = content.is_ok_and(|content| xxh3_128(&content) == entry.hash);
        if let Some(stamp) = stamp.filter(|_| is_same) {
            let mut read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
            read.insert(path.to_owned(), stamp);
        }
        is_same
    }
}

impl Kept for Cache {
    fn memory(&self) -> &Memory {
        &self.memory
    }

    fn stands(&self, path: &str) -> bool {
        let entry = self.entries.get(path);
        let file = fs::metadata(self.out.join(path));
        let (Some(entry), Ok(file)) = (entry, file) else {
            return false;
        };
        let stamp = Stamp::of(&file);
        (stamp.is_some() && stamp == entry.stamp) || self.reads_the_same(path, entry, stamp)
    }

    fn had(&self, path: &str, text: &str) -> bool {
        let entry = self.entries.get(path);
        entry.is_some_and(|entry| entry.hash == xxh3_128(text.as_bytes()))
    }
}

/// Replaces a file of the cache by one with the content that the function gives, if it gives any. It is told when it was called, as the
/// file system has it. What goes wrong costs the next run time and is no error.
fn replace(out: &Path, name: &str, content: impl FnOnce(&fs::Metadata) -> Option<Vec<u8>>) {
    let folder = out.join(CACHE);
    // Another run may do the same just now: each writes a file of its own, and the last one to be moved counts.
    let file = folder.join(name);
    let fresh = staged(&file);
    let write = || -> io::Result<()> {
        fs::create_dir_all(&folder)?;
        let now = fs::File::create(&fresh)?.metadata()?;
        let Some(bytes) = content(&now) else {
            return fs::remove_file(&fresh);
        };
        fs::write(folder.join(".gitignore"), "*\n")?;
        fs::write(&fresh, bytes)?;
        fs::rename(&fresh, &file)
    };
    if write().is_err() {
        let _ = fs::remove_file(fresh);
    }
}

/// The program that makes files: another build of it may make others of the same model.
fn maker() -> Option<u128> {
    let program = env::current_exe().ok()?;
    let file = fs::metadata(&program).ok()?;
    let (size, modified) = (file.len(), file.modified().ok()?);
    let inode = Stamp::of(&file).map(|stamp| stamp.inode);
    let version = env!("CARGO_PKG_VERSION");
    let maker = format!("{version} {} {size} {modified:?} {inode:?}", program.display());
    Some(xxh3_128(maker.as_bytes()))
}
