//! Files of an earlier run that need no formatting again.
//!
//! Formatting is most of what emission takes, and most files are the same as last time. Whoever keeps files gives them back
//! by a [`Key`] of what they were formatted from.

use std::fmt::{self, Write};

use proc_macro2::TokenStream;
use xxhash_rust::xxh3::Xxh3;

use super::margin::Margin;

/// 128 bits of a hash (XXH3) of the unformatted content of a file and of its notice, which names the generator's version.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Key(pub u128);

/// Somebody who may have files of an earlier run.
pub trait Kept: Sync {
    /// The text of a file that was formatted from content with this key; nothing unless it is certain.
    fn text(&self, path: &str, key: Key) -> Option<String>;
}

/// Nobody has anything.
#[derive(Debug, Clone, Copy, Default)]
pub struct Nothing;

impl Kept for Nothing {
    fn text(&self, _: &str, _: Key) -> Option<String> {
        None
    }
}

impl Key {
    pub(super) fn of(notice: &str, tokens: &TokenStream, margin: &Margin) -> Self {
        let mut hasher = Hasher(Xxh3::new());
        // Hashing cannot fail, which the trait cannot say.
        let _ = write!(hasher, "{notice}\n{tokens}");
        margin.hash(&mut hasher);
        Self(hasher.0.digest128())
    }

    /// Whether a file with this key is formatted even so, for its text to be compared with what was kept: one in 64.
    pub(super) fn is_probe(self) -> bool {
        self.0.is_multiple_of(64)
    }
}

pub(super) struct Hasher(Xxh3);

impl Write for Hasher {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.0.update(text.as_bytes());
        Ok(())
    }
}
