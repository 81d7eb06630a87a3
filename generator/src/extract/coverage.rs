//! Counting what became of each part of a page.

use crate::{
    page::{Covered, Fate, Item, Page, Reason},
    source::Span,
};

impl Page {
    pub(super) fn cover(&mut self, item: Item, fate: Fate, span: Span) {
        self.coverage.push(Covered { item, fate, span });
    }

    pub(super) fn extracted(&mut self, item: Item, span: Span) {
        self.cover(item, Fate::Extracted, span);
    }

    pub(super) fn ignored(&mut self, item: Item, reason: Reason, span: Span) {
        self.cover(item, Fate::Ignored(reason), span);
    }

    pub(super) fn diagnosed(&mut self, item: Item, span: Span) {
        self.cover(item, Fate::Diagnosed, span);
    }
}
