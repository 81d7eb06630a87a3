//! From the files of a crate to changes on disk: all of them or none, and only files that the generator owns.
//!
//! What it owns is listed in the output folder's [ledger], with a fingerprint of each file. That list tells a file
//! that is no longer emitted, which is removed, from one that somebody added, which is left alone; and a file as it was
//! written from one that was edited since, which is not overwritten unless forced.

mod changes;
mod commit;
mod compare;
mod ledger;
mod lines;
mod place;

pub use changes::{Change, ChangeKind, Changes};
pub use ledger::LEDGER;
pub use place::{is_standalone, relative_path};

use std::path::Path;

use crate::{emit::CrateFiles, error::Error};

/// Makes the folder hold the crate. On any error, the folder is as it was before.
///
/// Files that have the right content are not touched. With `force`, files that were edited or that stand in the way are
/// overwritten; files that docwright neither made nor has to write are left alone in any case.
pub fn write(out: &Path, files: &CrateFiles, force: bool) -> Result<Changes, Error> {
    let comparison = compare::compare(out, files)?;
    if !force {
        comparison.refuse_losses()?;
    }
    commit::commit(out, &comparison)?;
    Ok(comparison.changes)
}

/// What [`write`] would change, with nothing written. Edited files count as changed; a folder that is not ours is an error.
pub fn check(out: &Path, files: &CrateFiles) -> Result<Changes, Error> {
    let comparison = compare::compare(out, files)?;
    comparison.refuse_strangers()?;
    Ok(comparison.changes)
}
