//! Writing, all or nothing.
//!
//! New content is first written beside the output, in a staging folder of the output folder (so that both are on one
//! file system), where a full disk or a missing permission does no harm. Only then are files moved into place, whole
//! folders where there are none yet, and moved back if that fails. Should the process be killed in between, the staging folder still holds the ledger of
//! what was being written, by which the next run knows those files as ours.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    io::{self, Write as _},
    path::{Path, PathBuf},
};

use rayon::prelude::*;

use super::{compare::Comparison, ledger::LEDGER, stamp::Stamp};
use crate::error::Error;

/// The staging folder's name in the output folder.
pub(super) const STAGING: &str = ".docwright-staging";

/// Does the changes; the answer is the stamps of the new files as they were right after they were written.
pub(super) fn commit(out: &Path, comparison: &Comparison<'_>) -> Result<BTreeMap<String, Stamp>, Error> {
    if comparison.changes.is_empty() {
        return Ok(BTreeMap::new());
    }
    let mut folders = Folders::default();
    let result = folders
        .make(&out.join(STAGING))
        .and_then(|()| change(out, comparison, &mut folders));
    if result.is_err() {
        folders.undo();
    }
    result
}

fn change(out: &Path, comparison: &Comparison<'_>, folders: &mut Folders) -> Result<BTreeMap<String, Stamp>, Error> {
    let mut staging = Staging::open(out)?;
    let filled = staging.fill(comparison);
    match filled.and_then(|stamps| staging.replace(comparison, folders).map(|()| stamps)) {
        Ok(stamps) => {
            staging.close();
            Ok(stamps)
        }
        Err(error) => Err(staging.undo(error)),
    }
}

/// A folder beside the output, and the moves done so far.
struct Staging<'a> {
    out: &'a Path,
    folder: PathBuf,
    /// Held while the folder is in use, so that two runs do not write at once.
    lock: fs::File,
    moves: Vec<Move>,
}

/// A move, in the order in which they were done.
enum Move {
    /// A file of the output was moved here.
    Away { from: PathBuf, to: PathBuf },
    /// A new file was put here.
    Place(PathBuf),
    /// A new folder was put here, with all that is in it.
    PlaceFolder(PathBuf),
}

impl<'a> Staging<'a> {
    fn open(out: &'a Path) -> Result<Self, Error> {
        let folder = out.join(STAGING);
        let path = folder.join("running");
        let lock = fs::File::create(&path).map_err(Error::unwritable(&path))?;
        // A file system without locks is no reason not to write.
        if matches!(lock.try_lock(), Err(fs::TryLockError::WouldBlock)) {
            return Err(Error::Busy { out: out.to_owned() });
        }
        Ok(Self {
            out,
            folder,
            lock,
            moves: vec![],
        })
    }

    /// Writes the new contents into the staging folder, the ledger first.
    fn fill(&self, comparison: &Comparison<'_>) -> Result<BTreeMap<String, Stamp>, Error> {
        let ledger = self.folder.join(LEDGER);
        fs::write(&ledger, &comparison.ledger_text).map_err(Error::unwritable(ledger))?;
        // What a killed run left there is not ours to put into place.
        let left = self.staged("");
        match fs::remove_dir_all(&left) {
            Err(error) if !is_absent(&error) => return Err(Error::unwritable(left)(error)),
            _ => {}
        }
        let changes = comparison.changes.list.iter();
        let files: Vec<(&str, PathBuf, &str)> = changes
            .filter_map(|change| {
                let content = comparison.content(&change.path)?;
                Some((change.path.as_str(), self.staged(&change.path), content))
            })
            .collect();
        let folders: BTreeSet<&Path> = files.iter().filter_map(|(_, file, _)| file.parent()).collect();
        for folder in folders {
            fs::create_dir_all(folder).map_err(Error::unwritable(folder))?;
        }
        let write = |(path, file, content): &(&str, PathBuf, &str)| {
            let stamp = write(file, content).map_err(Error::unwritable(file))?;
            Ok(stamp.map(|stamp| ((*path).to_owned(), stamp)))
        };
        files.par_iter().map(write).filter_map(Result::transpose).collect()
    }

    /// Moves old files away and new ones into place.
    fn replace(&mut self, comparison: &Comparison<'_>, folders: &mut Folders) -> Result<(), Error> {
        for (index, change) in comparison.changes.list.iter().enumerate() {
            let has_content = comparison.content(&change.path).is_some();
            if self.is_placed(&change.path) || (has_content && self.place_folder(&change.path)?) {
                continue;
            }
            let target = self.out.join(&change.path);
            self.move_away(&target, index)?;
            if has_content {
                folders.make(target.parent().unwrap_or(self.out))?;
                fs::rename(self.staged(&change.path), &target).map_err(Error::unwritable(&target))?;
                self.moves.push(Move::Place(target));
            }
        }
        self.remove_empty_folders();
        Ok(())
    }

    /// Whether a file came with a folder. Changes are ordered by path, so that can only be the last one.
    fn is_placed(&self, path: &str) -> bool {
        matches!(self.moves.last(), Some(Move::PlaceFolder(folder)) if self.out.join(path).starts_with(folder))
    }

    /// Puts the outermost folder of a file that is not there yet into place, with all that was staged for it.
    fn place_folder(&mut self, path: &str) -> Result<bool, Error> {
        let ends = path.match_indices('/').map(|(end, _)| &path[..end]);
        let Some(missing) = ends.into_iter().find(|folder| is_missing(&self.out.join(folder))) else {
            return Ok(false);
        };
        let target = self.out.join(missing);
        fs::rename(self.staged(missing), &target).map_err(Error::unwritable(&target))?;
        self.moves.push(Move::PlaceFolder(target));
        Ok(true)
    }

    fn move_away(&mut self, target: &Path, index: usize) -> Result<(), Error> {
        let old = self.folder.join(format!("{index}.old"));
        match fs::rename(target, &old) {
            Ok(()) => self.moves.push(Move::Away {
                from: target.to_owned(),
                to: old,
            }),
            Err(error) if is_absent(&error) => {}
            Err(source) => return Err(Error::unwritable(target)(source)),
        }
        Ok(())
    }

    /// Undoes the moves, the last one first. If even that fails, the staging folder stays, since it holds the old
    /// files.
    fn undo(mut self, error: Error) -> Error {
        let mut undone = Ok(());
        for step in self.moves.drain(..).rev() {
            undone = undone.and(match step {
                Move::Away { from, to } => fs::rename(to, from),
                Move::Place(path) => fs::remove_file(path),
                Move::PlaceFolder(folder) => fs::remove_dir_all(folder),
            });
        }
        match undone {
            Ok(()) => {
                self.close();
                error
            }
            Err(source) => Error::Torn {
                out: self.out.to_owned(),
                saved: self.folder,
                source,
            },
        }
    }

    /// Removes folders that the moves left empty.
    fn remove_empty_folders(&self) {
        for step in &self.moves {
            let Move::Away { from, .. } = step else { continue };
            let parents = from.ancestors().skip(1).take_while(|folder| *folder != self.out);
            // A folder that is not empty cannot be removed this way, which is where we stop.
            parents.map(fs::remove_dir).take_while(Result::is_ok).for_each(drop);
        }
    }

    /// Removes the staging folder. The lock goes first: some systems remove no open file.
    fn close(self) {
        drop(self.lock);
        let _ = fs::remove_dir_all(&self.folder);
    }

    /// Where the new content of a path waits, in folders of the same names.
    fn staged(&self, path: &str) -> PathBuf {
        self.folder.join("new").join(path)
    }
}

/// Writes a new file, and looks at it before anybody else knows of it.
fn write(file: &Path, content: &str) -> io::Result<Option<Stamp>> {
    let mut file = fs::File::create(file)?;
    file.write_all(content.as_bytes())?;
    Ok(Stamp::of(&file.metadata()?))
}

/// Whether nothing is there at all, not even a link that leads nowhere.
fn is_missing(path: &Path) -> bool {
    matches!(path.symlink_metadata(), Err(error) if error.kind() == io::ErrorKind::NotFound)
}

fn is_absent(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

/// Folders that were made on the way, to be removed should the run fail.
#[derive(Default)]
struct Folders {
    made: Vec<PathBuf>,
}

impl Folders {
    /// Makes a folder and those above it, where they are missing.
    fn make(&mut self, folder: &Path) -> Result<(), Error> {
        let missing = folder
            .ancestors()
            .take_while(|folder| !folder.as_os_str().is_empty() && !folder.exists());
        let missing: Vec<&Path> = missing.collect();
        for folder in missing.into_iter().rev() {
            match fs::create_dir(folder) {
                Ok(()) => self.made.push(folder.to_owned()),
                // Somebody else made it meanwhile.
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists && folder.is_dir() => {}
                Err(source) => return Err(Error::unwritable(folder)(source)),
            }
        }
        Ok(())
    }

    fn undo(self) {
        for folder in self.made.iter().rev() {
            let _ = fs::remove_dir(folder);
        }
    }
}
