//! The files to be against the files that are.

use std::{
    collections::BTreeMap,
    fs,
    io::{self, Read as _},
    path::Path,
};

use rayon::prelude::*;

use super::{
    changes::{Change, ChangeKind, Changes},
    commit::STAGING,
    ledger::{Fingerprint, LEDGER, Ledger, line_feeds},
    lines,
    stamp::Stamp,
};
use crate::{emit::CrateFiles, error::Error};

/// What has to change for an output folder to hold a crate, and what stands against it.
#[derive(Debug)]
pub(super) struct Comparison<'a> {
    out: &'a Path,
    pub(super) changes: Changes,
    /// Content of the files to be, the ledger included, by path.
    contents: BTreeMap<&'a str, &'a str>,
    pub(super) ledger: Ledger,
    /// As it is written.
    pub(super) ledger_text: String,
    /// Stamps of files that hold what they are to hold, from before they were read.
    pub(super) stamps: BTreeMap<String, Stamp>,
    /// The folder holds something, and nothing says that docwright made it.
    foreign: bool,
    /// Files that are not ours, where one of ours has to go.
    in_the_way: Vec<String>,
}

/// Compares an output folder with the crate that it is to hold: these files, and others of which it is known that they are there.
pub(super) fn compare<'a>(
    out: &'a Path,
    files: &'a CrateFiles,
    kept: &BTreeMap<&str, Fingerprint>,
) -> Result<Comparison<'a>, Error> {
    let owned = Owned::load(out)?;
    let ledger = Ledger::of(files, kept);
    let mut comparison = Comparison {
        out,
        changes: Changes {
            unchanged: kept.len(),
            ..Changes::default()
        },
        contents: files
            .files
            .iter()
            .map(|(path, text)| (path.as_str(), text.as_str()))
            .collect(),
        ledger_text: ledger.to_string(),
        ledger,
        stamps: BTreeMap::new(),
        foreign: owned.is_none() && has_content(out)?,
        in_the_way: vec![],
    };
    let owned = owned.unwrap_or_default();
    let is_gone = |path: &&str| comparison.ledger.get(path).is_none();
    let gone: Vec<&str> = owned.paths().filter(is_gone).collect();
    // Each file is read and compared for itself; what is found is kept in the order of the paths.
    let present = files
        .files
        .par_iter()
        .map(|(path, text)| compare_file(out, &owned, path, text));
    let removed = gone.par_iter().map(|path| compare_removed(out, &owned, path));
    for found in present.chain(removed).collect::<Result<Vec<_>, _>>()? {
        comparison.take(found);
    }
    comparison.compare_ledger()?;
    comparison.changes.list.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(comparison)
}

/// What became of one file.
enum Found {
    /// With the path and the stamp, if it is the same to the byte.
    Unchanged(Option<(String, Stamp)>),
    /// Nothing was there, and nothing is to be there.
    Absent,
    Changed(Change),
    /// It changes, and is not ours.
    InTheWay(Change),
}

fn compare_file(out: &Path, owned: &Owned, path: &str, text: &str) -> Result<Found, Error> {
    let Some(Present {
        content: present,
        stamp,
    }) = read(&out.join(path))?
    else {
        return Ok(Found::Changed(change(path, ChangeKind::Added, b"", text)));
    };
    if is_same(&present, text) {
        let stamp = stamp.filter(|_| present == text.as_bytes());
        return Ok(Found::Unchanged(stamp.map(|stamp| (path.to_owned(), stamp))));
    }
    let mut change = change(path, ChangeKind::Changed, &present, text);
    Ok(match owned.state(path, &present) {
        State::AsWritten => Found::Changed(change),
        State::Edited => {
            change.edited = true;
            Found::Changed(change)
        }
        State::NotOurs => Found::InTheWay(change),
    })
}

fn compare_removed(out: &Path, owned: &Owned, path: &str) -> Result<Found, Error> {
    let Some(Present { content: present, .. }) = read(&out.join(path))? else {
        return Ok(Found::Absent);
    };
    let mut change = change(path, ChangeKind::Removed, &present, "");
    change.edited = owned.state(path, &present) == State::Edited;
    Ok(Found::Changed(change))
}

impl Comparison<'_> {
    /// Refuses what would overwrite or remove somebody's work.
    pub(super) fn refuse_losses(&self) -> Result<(), Error> {
        self.refuse_strangers()?;
        let edited = self.changes.list.iter().filter(|change| change.edited);
        let edited: Vec<String> = edited.map(|change| change.path.clone()).collect();
        let out = self.out.to_owned();
        if !edited.is_empty() {
            return Err(Error::Edited { out, files: edited });
        }
        if !self.in_the_way.is_empty() {
            return Err(Error::InTheWay {
                out,
                files: self.in_the_way.clone(),
            });
        }
        Ok(())
    }

    /// Refuses a folder that docwright did not make.
    pub(super) fn refuse_strangers(&self) -> Result<(), Error> {
        if self.foreign {
            return Err(Error::NotOurs {
                out: self.out.to_owned(),
            });
        }
        Ok(())
    }

    /// The content that a path is to have; `None` for a file to remove.
    pub(super) fn content(&self, path: &str) -> Option<&str> {
        if path == LEDGER {
            return Some(&self.ledger_text);
        }
        self.contents.get(path).copied()
    }

    fn take(&mut self, found: Found) {
        match found {
            Found::Unchanged(stamp) => {
                self.changes.unchanged += 1;
                self.stamps.extend(stamp);
            }
            Found::Absent => {}
            Found::Changed(change) => self.changes.list.push(change),
            Found::InTheWay(change) => {
                self.in_the_way.push(change.path.clone());
                self.changes.list.push(change);
            }
        }
    }

    fn compare_ledger(&mut self) -> Result<(), Error> {
        let present = read(&self.out.join(LEDGER))?.map(|present| present.content);
        let kind = match &present {
            Some(present) if is_same(present, &self.ledger_text) => {
                self.changes.unchanged += 1;
                return Ok(());
            }
            Some(_) => ChangeKind::Changed,
            None => ChangeKind::Added,
        };
        let change = change(LEDGER, kind, &present.unwrap_or_default(), &self.ledger_text);
        self.changes.list.push(change);
        Ok(())
    }
}

/// What docwright owns in a folder.
#[derive(Debug, Default)]
struct Owned {
    ledger: Ledger,
    /// What a run was writing when it was killed; its files are as good as those of the ledger.
    interrupted: Ledger,
}

#[derive(Debug, PartialEq, Eq)]
enum State {
    AsWritten,
    Edited,
    NotOurs,
}

impl Owned {
    /// `None` if nothing says that docwright has been here.
    fn load(out: &Path) -> Result<Option<Self>, Error> {
        let ledger = Ledger::load(&out.join(LEDGER))?;
        let interrupted = Ledger::load(&out.join(STAGING).join(LEDGER))?;
        Ok((ledger.is_some() || interrupted.is_some()).then(|| Self {
            ledger: ledger.unwrap_or_default(),
            interrupted: interrupted.unwrap_or_default(),
        }))
    }

    fn state(&self, path: &str, present: &[u8]) -> State {
        let known = [self.ledger.get(path), self.interrupted.get(path)];
        if known == [None, None] {
            State::NotOurs
        } else if known.contains(&Some(Fingerprint::of(present))) {
            State::AsWritten
        } else {
            State::Edited
        }
    }

    fn paths(&self) -> impl Iterator<Item = &str> {
        let interrupted = self.interrupted.paths();
        let only_interrupted = interrupted.filter(|path| self.ledger.get(path).is_none());
        self.ledger.paths().chain(only_interrupted)
    }
}

fn change(path: &str, kind: ChangeKind, old: &[u8], new: &str) -> Change {
    let difference = lines::difference(&String::from_utf8_lossy(old), new);
    Change {
        path: path.to_owned(),
        kind,
        lines_added: difference.added,
        lines_removed: difference.removed,
        items: if Path::new(path).extension().is_some_and(|extension| extension == "rs") {
            difference.items
        } else {
            vec![]
        },
        edited: false,
    }
}

fn is_same(present: &[u8], text: &str) -> bool {
    present == text.as_bytes() || line_feeds(present).eq(text.bytes())
}

/// A file that is there.
struct Present {
    content: Vec<u8>,
    /// From before it was read.
    stamp: Option<Stamp>,
}

/// The file at a path, if there is one.
fn read(path: &Path) -> Result<Option<Present>, Error> {
    let read = |mut file: fs::File| {
        let metadata = file.metadata()?;
        let mut content = Vec::with_capacity(usize::try_from(metadata.len()).unwrap_or_default());
        file.read_to_end(&mut content)?;
        let stamp = Stamp::of(&metadata);
        Ok(Present { content, stamp })
    };
    match fs::File::open(path).and_then(read) {
        Ok(present) => Ok(Some(present)),
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => Ok(None),
        Err(source) => Err(Error::unreadable(path)(source)),
    }
}

/// Whether a folder holds more than hidden files, such as those of version control.
fn has_content(out: &Path) -> Result<bool, Error> {
    let entries = match fs::read_dir(out) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(false),
        Err(source) => return Err(Error::unwritable(out)(source)),
    };
    for entry in entries {
        let entry = entry.map_err(Error::unreadable(out))?;
        if !entry.file_name().to_string_lossy().starts_with('.') {
            return Ok(true);
        }
    }
    Ok(false)
}
