//! Files of an earlier run that need not be made again.
//!
//! While a file is made, what it is made of is noted: its subject, and the aspects of the model that its emitter looked at. An
//! emitter depends on nothing else, so that a file whose subject and aspects all have the digests of the earlier run would
//! be the same to the byte. To ask it would be to look at the same things in the same order, and to see the same each time.

use std::collections::BTreeMap;

use xxhash_rust::xxh3::xxh3_128;

use super::digest::Digests;
use crate::map::Map;

/// What the files of a crate were made of, as one run leaves it for the next.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Memory {
    /// The digest of what holds for all files, such as the options.
    pub ground: u128,
    /// Aspects of the model: the hash of the name of each, and the digest of what was seen there.
    pub aspects: Vec<(u128, u128)>,
    /// By path.
    pub files: BTreeMap<String, Trace>,
}

/// What one file was made of.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Trace {
    /// The digest of what the file is about.
    pub subject: u128,
    /// The aspects that its emitter looked at, by index into [`Memory::aspects`].
    pub aspects: Vec<u32>,
}

/// Somebody who has the files of an earlier run.
pub trait Kept: Sync {
    /// What they were made of.
    fn memory(&self) -> &Memory;

    /// Whether the file that is there now is the one of that run, to the byte.
    fn stands(&self, path: &str) -> bool;

    /// Whether the file of that run had this text.
    fn had(&self, path: &str, text: &str) -> bool;
}

/// One of so many kept files is made even so, to be compared with what was kept.
const PROBES: u128 = 256;

/// A memory, held against what is the case now.
pub(super) struct Recall<'a> {
    /// What is remembered, if what holds for all files is as it was.
    files: Option<&'a BTreeMap<String, Trace>>,
    /// By aspect of the memory: its index among those of today, if it is as it was.
    same: Vec<Option<u32>>,
    /// Decides which files are made even so: others each time that the model is another one.
    draw: u128,
}

impl<'a> Recall<'a> {
    pub(super) fn new(memory: &'a Memory, digests: &Digests) -> Self {
        let indices = (0..).zip(&digests.aspects);
        let today: Map<(u128, u128), u32> = indices.map(|(index, aspect)| (*aspect, index)).collect();
        let remembered = memory.aspects.iter();
        let hashes = digests.aspects.iter().flat_map(|(_, digest)| digest.to_le_bytes());
        Self {
            files: (memory.ground == digests.ground).then_some(&memory.files),
            same: remembered.map(|aspect| today.get(aspect).copied()).collect(),
            draw: xxh3_128(&hashes.collect::<Vec<u8>>()),
        }
    }

    /// What a file was made of, in terms of today, if all of it is as it was.
    pub(super) fn trace(&self, path: &str, subject: u128) -> Option<Trace> {
        let trace = self.files?.get(path).filter(|trace| trace.subject == subject)?;
        let aspects = trace.aspects.iter();
        let aspects: Option<Vec<u32>> = aspects.map(|aspect| *self.same.get(*aspect as usize)?).collect();
        Some(Trace {
            subject,
            aspects: aspects?,
        })
    }

    /// Whether a file is made even so.
    pub(super) fn is_probe(&self, trace: &Trace) -> bool {
        (trace.subject ^ self.draw).is_multiple_of(PROBES)
    }
}
