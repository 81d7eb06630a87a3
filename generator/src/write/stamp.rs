//! What tells without reading that a file is as it was.

use std::fs::Metadata;

/// What the system says of a file. Any write gives another one, even where somebody sets the time of modification back, since
/// nobody can set the time of the last change of the file's state.
///
/// There is one such moment in which a write can go unseen: times are as coarse as the system's clock or the file system,
/// so that two writes can have the same. So a stamp counts only if it was taken [after](Self::is_before) its own times.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stamp {
    pub(super) inode: u64,
    pub(super) size: u64,
    /// When the content was changed last: seconds and nanoseconds.
    pub(super) modified: [i64; 2],
    /// When the content, the name or anything else of the file was changed last.
    pub(super) changed: [i64; 2],
}

impl Stamp {
    /// The stamp of a file; nothing on systems that do not tell when a file's state was changed.
    #[cfg(unix)]
    #[expect(clippy::unnecessary_wraps, reason = "other systems have none")]
    pub(super) fn of(file: &Metadata) -> Option<Self> {
        use std::os::unix::fs::MetadataExt as _;
        Some(Self {
            inode: file.ino(),
            size: file.size(),
            modified: [file.mtime(), file.mtime_nsec()],
            changed: [file.ctime(), file.ctime_nsec()],
        })
    }

    #[cfg(not(unix))]
    pub(super) fn of(_: &Metadata) -> Option<Self> {
        None
    }

    /// Whether the last change of this file was before that of another one: in an earlier tick of the file system's clock.
    pub(super) fn is_before(&self, other: &Self) -> bool {
        self.modified < other.changed && self.changed < other.changed
    }

    /// Whether this file is one that had another stamp, and nothing but its name has changed since.
    pub(super) fn is_moved(&self, earlier: &Self) -> bool {
        (self.inode, self.size, self.modified) == (earlier.inode, earlier.size, earlier.modified)
    }
}
