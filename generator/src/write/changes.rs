//! What a run changes, or would change, in the output folder.

/// What a run changes, or would change, in the output folder.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Changes {
    /// Files that change, ordered by path.
    pub list: Vec<Change>,
    /// How many files stay as they are.
    pub unchanged: usize,
}

/// A change of one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Relative to the output folder, with forward slashes.
    pub path: String,
    pub kind: ChangeKind,
    /// Lines of the new content that the old has not.
    pub lines_added: usize,
    /// Lines of the old content that the new has not.
    pub lines_removed: usize,
    /// Rust items that the changed lines belong to, in the order of the file.
    pub items: Vec<String>,
    /// The file on disk is not as docwright wrote it.
    pub edited: bool,
}

/// What happens to a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ChangeKind {
    Added,
    Changed,
    Removed,
}

impl Changes {
    /// Whether everything stays as it is.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// How many files change in this way.
    #[must_use]
    pub fn count(&self, kind: ChangeKind) -> usize {
        self.list.iter().filter(|change| change.kind == kind).count()
    }
}

impl ChangeKind {
    /// The word that people see.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Changed => "changed",
            Self::Removed => "removed",
        }
    }
}
