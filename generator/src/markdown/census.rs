//! How many parts a page has: what coverage has to add up to.

use serde::{Deserialize, Serialize};

use super::document::{Block, Document};

/// How many parts there are of each kind.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Census {
    pub tables: usize,
    pub codes: usize,
    pub annotations: usize,
    /// Headings with something below them, tabs not counted.
    pub sections: usize,
}

impl Document<'_> {
    /// Counts the parts of the page.
    #[must_use]
    pub fn census(&self) -> Census {
        let mut census = Census::default();
        for section in &self.sections {
            census.sections += usize::from(section.is_chapter());
            census.count(&section.blocks);
        }
        census
    }
}

impl Census {
    /// Adds what stands in another file, whose headings are none of the page's.
    pub fn include(&mut self, other: Self) {
        self.tables += other.tables;
        self.codes += other.codes;
        self.annotations += other.annotations;
    }

    fn count(&mut self, blocks: &[Block<'_>]) {
        for block in blocks {
            match block {
                Block::Table(_) => self.tables += 1,
                Block::Code(code) => {
                    self.codes += 1;
                    self.annotations += usize::from(code.annotation.is_some());
                }
                Block::Annotation(_) => self.annotations += 1,
                Block::Quote(blocks) => self.count(blocks),
                Block::List(items) => items.iter().for_each(|item| self.count(item)),
                Block::Paragraph(_) | Block::Html(_) | Block::Rule => {}
            }
        }
    }
}
