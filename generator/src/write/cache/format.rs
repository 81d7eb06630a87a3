//! The bytes of a cache.

use std::collections::BTreeMap;

use xxhash_rust::xxh3::xxh3_128;

use super::Entry;
use crate::{
    emit::{Memory, Trace},
    write::{ledger::Fingerprint, stamp::Stamp},
};

/// What a cache begins with. One that begins otherwise is not understood.
const HEADER: &[u8] = b"docwright cache 3\n";

/// Bytes of a checksum.
const SUM: usize = 16;

/// Where the content of a file begins: behind the header, the checksum, and the maker.
pub(super) const START: usize = HEADER.len() + SUM + MAKER;

/// Bytes of what a file says of its maker.
const MAKER: usize = 16;

/// A file of a cache: the header, a checksum of the rest, the maker, and the content; all numbers with their lowest byte first.
pub(super) fn seal(maker: u128, content: &[u8]) -> Vec<u8> {
    let mut bytes = [HEADER, &[0; SUM], &maker.to_le_bytes(), content].concat();
    let (head, rest) = bytes.split_at_mut(HEADER.len() + SUM);
    head[HEADER.len()..].copy_from_slice(&xxh3_128(rest).to_le_bytes());
    bytes
}

/// The content of a file; nothing unless all of it is as it was written, and by this maker.
pub(super) fn unseal(bytes: &[u8], maker: u128) -> Option<&[u8]> {
    let (sum, rest) = bytes.strip_prefix(HEADER)?.split_at_checked(SUM)?;
    let content = rest.strip_prefix(&maker.to_le_bytes())?;
    (xxh3_128(rest).to_le_bytes() == sum).then_some(content)
}

/// The file with what was made.
pub(super) fn encode(maker: u128, memory: &Memory, entries: &BTreeMap<String, Entry>) -> Vec<u8> {
    let mut to = Writer(vec![]);
    to.wide(memory.ground);
    to.length(memory.aspects.len());
    for (name, digest) in &memory.aspects {
        to.wide(*name);
        to.wide(*digest);
    }
    let files = memory.files.iter();
    let files: Vec<_> = files
        .filter_map(|(path, trace)| Some((path, trace, entries.get(path)?)))
        .collect();
    to.length(files.len());
    for (path, trace, entry) in files {
        to.text(path);
        to.wide(trace.subject);
        to.length(trace.aspects.len());
        trace.aspects.iter().for_each(|aspect| to.number(u64::from(*aspect), 4));
        to.wide(entry.hash);
        to.number(entry.fingerprint.0, 8);
        to.stamp(entry.stamp.as_ref());
    }
    seal(maker, &to.0)
}

/// The reverse of [`encode`].
pub(super) fn decode(bytes: &[u8], maker: u128) -> Option<(Memory, BTreeMap<String, Entry>)> {
    let mut from = Reader(unseal(bytes, maker)?);
    let ground = from.wide()?;
    let count = from.length()?;
    let aspects: Option<Vec<(u128, u128)>> = (0..count).map(|_| Some((from.wide()?, from.wide()?))).collect();
    let mut memory = Memory {
        ground,
        aspects: aspects?,
        files: BTreeMap::new(),
    };
    let mut entries = BTreeMap::new();
    for _ in 0..from.length()? {
        let path = from.text()?;
        let subject = from.wide()?;
        let count = from.length()?;
        let aspects: Option<Vec<u32>> = (0..count).map(|_| u32::try_from(from.number(4)?).ok()).collect();
        let trace = Trace {
            subject,
            aspects: aspects?,
        };
        let entry = Entry {
            hash: from.wide()?,
            fingerprint: Fingerprint(from.number(8)?),
            stamp: match from.number(1)? {
                0 => None,
                _ => Some(from.stamp()?),
            },
        };
        memory.files.insert(path.clone(), trace);
        entries.insert(path, entry);
    }
    from.0.is_empty().then_some((memory, entries))
}

struct Writer(Vec<u8>);

impl Writer {
    /// The lower bytes of a number.
    fn number(&mut self, number: u64, bytes: usize) {
        self.0.extend_from_slice(&number.to_le_bytes()[..bytes]);
    }

    fn wide(&mut self, number: u128) {
        self.0.extend_from_slice(&number.to_le_bytes());
    }

    fn length(&mut self, length: usize) {
        self.number(length as u64, 4);
    }

    fn text(&mut self, text: &str) {
        self.length(text.len());
        self.0.extend_from_slice(text.as_bytes());
    }

    fn stamp(&mut self, stamp: Option<&Stamp>) {
        self.number(u64::from(stamp.is_some()), 1);
        if let Some(stamp) = stamp {
            self.number(stamp.inode, 8);
            self.number(stamp.size, 8);
            for time in [stamp.modified, stamp.changed].as_flattened() {
                self.number(time.cast_unsigned(), 8);
            }
        }
    }
}

/// What is left to be read.
struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn bytes(&mut self, count: usize) -> Option<&'a [u8]> {
        let (bytes, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(bytes)
    }

    fn number(&mut self, bytes: usize) -> Option<u64> {
        let mut number = [0; 8];
        number[..bytes].copy_from_slice(self.bytes(bytes)?);
        Some(u64::from_le_bytes(number))
    }

    fn wide(&mut self) -> Option<u128> {
        let bytes = self.bytes(16)?.try_into().ok()?;
        Some(u128::from_le_bytes(bytes))
    }

    fn length(&mut self) -> Option<usize> {
        usize::try_from(self.number(4)?).ok()
    }

    fn text(&mut self) -> Option<String> {
        let length = self.length()?;
        let text = str::from_utf8(self.bytes(length)?).ok()?;
        Some(text.to_owned())
    }

    fn stamp(&mut self) -> Option<Stamp> {
        let mut next = || self.number(8);
        let (inode, size) = (next()?, next()?);
        let mut time = || Some([next()?.cast_signed(), next()?.cast_signed()]);
        Some(Stamp {
            inode,
            size,
            modified: time()?,
            changed: time()?,
        })
    }
}
