//! The facts of pages, as one run leaves them for the next.

use std::{collections::BTreeMap, ops::Range};

use serde::{Deserialize, Serialize};

use crate::{diagnostic::Diagnostics, page::Page, source::SourceId};

/// How many drawers a shelf has. Where a page changed, one of them is written anew, and not all pages.
pub(crate) const DRAWERS: usize = 16;

/// The facts of pages, in as many drawers as there are to be, by the number of the source.
#[derive(Debug)]
pub(crate) struct Shelf(pub(crate) Vec<Drawer>);

/// The facts of some pages as bytes, each with a digest of the text that they were read from.
#[derive(Debug, Default)]
pub(crate) struct Drawer {
    pub(super) ground: Ground,
    /// The facts of one page behind those of the other, after whatever the bytes begin with.
    bytes: Vec<u8>,
    places: BTreeMap<SourceId, Place>,
}

/// What has to be as it was for any page to be.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Ground {
    /// The digest of what holds for all pages.
    pub(super) digest: u128,
    /// Pages that others include, with digests of their texts.
    pub(super) included: BTreeMap<SourceId, u128>,
}

#[derive(Debug)]
struct Place {
    text: u128,
    range: Range<usize>,
}

/// A page as it is put into a drawer: the digest of its text, and its facts in bytes.
pub(super) type Item<'a> = (SourceId, u128, &'a [u8]);

/// The number of the drawer that a page is in.
pub(super) fn number(source: SourceId) -> usize {
    source.0 as usize % DRAWERS
}

impl Drawer {
    /// The bytes of a drawer with these pages.
    pub(super) fn fill(ground: &Ground, items: &[Item<'_>]) -> Vec<u8> {
        let lengths = items.iter().map(|(source, text, facts)| (source, text, facts.len()));
        let mut bytes = postcard::to_allocvec(&(ground, lengths.collect::<Vec<_>>())).unwrap_or_default();
        bytes.extend(items.iter().flat_map(|(.., facts)| *facts));
        bytes
    }

    /// The drawer that begins at `start` of the bytes; nothing if there is anything else.
    pub(crate) fn open(bytes: Vec<u8>, start: usize) -> Option<Self> {
        type Index = (Ground, Vec<(SourceId, u128, usize)>);
        let ((ground, lengths), rest): (Index, _) = postcard::take_from_bytes(bytes.get(start..)?).ok()?;
        let mut at = bytes.len() - rest.len();
        let mut places = BTreeMap::new();
        for (source, text, length) in lengths {
            let range = at..at.checked_add(length).filter(|end| *end <= bytes.len())?;
            at = range.end;
            places.insert(source, Place { text, range });
        }
        Some(Self { ground, bytes, places })
    }

    /// The facts of a page with this text, in bytes.
    pub(super) fn get(&self, source: SourceId, text: u128) -> Option<&[u8]> {
        let place = self.places.get(&source).filter(|place| place.text == text)?;
        Some(&self.bytes[place.range.clone()])
    }

    /// Whether these pages are all that is in it.
    pub(super) fn holds(&self, items: &[Item<'_>]) -> bool {
        self.places.len() == items.len() && items.iter().all(|(source, text, _)| self.get(*source, *text).is_some())
    }
}

/// A page and what was found on it, in bytes; none if there is no way to write them.
pub(super) fn pack(page: &Page, found: &Diagnostics) -> Vec<u8> {
    postcard::to_allocvec(&(page, found)).unwrap_or_default()
}

/// The reverse of [`pack`].
pub(super) fn unpack(bytes: &[u8]) -> Option<(Page, Diagnostics)> {
    postcard::from_bytes(bytes).ok()
}
