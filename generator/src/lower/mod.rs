//! From the facts of pages to definitions: merged by name, nothing looked up yet.

mod definitions;
mod merge;
mod subjects;

pub use definitions::{Definitions, Shown, TypeDefinition, key, qualify, short};
pub use merge::lower;
