//! From the files of a crate to changes on disk: all of them or none, and only files that the generator owns.
//!
//! What it owns is listed in the output folder's [ledger](LEDGER), with a fingerprint of each file. That list tells a file
//! that is no longer emitted, which is removed, from one that somebody added, which is left alone; and a file as it
//! was written from one that was edited since, which is not overwritten unless forced.

mod cache;
mod changes;
mod commit;
mod compare;
mod file;
mod ledger;
mod lines;
mod place;
mod stamp;
#[cfg(test)]
mod tests;

pub(crate) use cache::PageCache;
pub use cache::{CACHE, Cache};
pub use changes::{Change, ChangeKind, Changes};
pub use file::replace;
pub use ledger::LEDGER;
pub use place::{is_standalone, runtime_path};

use std::{collections::BTreeMap, path::Path};

use compare::Comparison;
use stamp::Stamp;

use crate::{
    emit::{CrateFiles, Emitted},
    error::Error,
};

/// What to do with the files of a crate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Write nothing, and find what would change. Edited files count as changed; a folder that is not ours is an
    /// error.
    Check,
    /// Make the folder hold the crate, but overwrite nothing that docwright did not write.
    Write,
    /// Make the folder hold the crate, also where files were edited or stand in the way. Files that docwright neither
    /// made nor has to write are left alone even so.
    Force,
}

/// Makes the folder hold the crate, or finds what that would change. On any error, the folder is as it was before.
///
/// Files that have the right content are not touched.
pub fn write(out: &Path, files: &CrateFiles, mode: Mode) -> Result<Changes, Error> {
    let comparison = compare::compare(out, files, &BTreeMap::new())?;
    commit(out, &comparison, mode)?;
    Ok(comparison.changes)
}

/// The same for files of which some were not made, since the cache has it that they stand in the folder. Keeps for the next run what
/// the others were made of.
pub fn write_new(out: &Path, emitted: &Emitted, cache: Option<&Cache>, mode: Mode) -> Result<Changes, Error> {
    let Some(cache) = cache else {
        return write(out, &emitted.files, mode);
    };
    let kept = cache.fingerprints(emitted.kept.iter());
    let mut comparison = compare::compare(out, &emitted.files, &kept)?;
    let written = commit(out, &comparison, mode)?;
    if mode != Mode::Check {
        comparison.stamps.extend(written);
        cache.save(emitted, &comparison.ledger, &comparison.stamps);
    }
    Ok(comparison.changes)
}

/// Does what the mode says with the changes; the answer is the stamps of the files that were written.
fn commit(out: &Path, comparison: &Comparison<'_>, mode: Mode) -> Result<BTreeMap<String, Stamp>, Error> {
    match mode {
        Mode::Check => return comparison.refuse_strangers().map(|()| BTreeMap::new()),
        Mode::Write => comparison.refuse_losses()?,
        Mode::Force => {}
    }
    commit::commit(out, comparison)
}
