//! From the facts of pages to definitions: merged by name, nothing looked up yet.

mod asides;
mod calls;
mod definitions;
mod example_lines;
mod likeness;
mod merge;
mod paths;
mod subjects;
mod unplaced;

pub use definitions::{Definitions, Shown, TypeDefinition, key, qualify, short};
pub(crate) use paths::{PlaceId, Step, Tree};

use crate::{
    diagnostic::Diagnostics,
    dialect::Dialect,
    page::{Page, Row},
};

/// Merges the facts of all pages by name.
#[must_use]
pub fn lower(mut pages: Vec<Page>, dialect: &Dialect, out: &mut Diagnostics) -> Definitions {
    let properties: Vec<Vec<Row>> = pages
        .iter_mut()
        .map(|page| std::mem::take(&mut page.properties))
        .collect();
    // Types and requests have nothing to do with each other yet.
    let (mut definitions, (shown, asides)) = rayon::join(
        || merge::merge(&pages, properties, dialect, out),
        || {
            let tree = Tree::new(&pages);
            let shown = example_lines::find(&pages, &tree, dialect);
            (shown, asides::find(&pages, &tree, dialect))
        },
    );
    asides::mark(asides, &mut pages);
    example_lines::add(shown, &mut pages, out);
    calls::complete(&mut pages, &definitions.types, dialect, out);
    unplaced::report(&pages, out);
    definitions.pages = pages;
    definitions
}
