//! Markdown as structure. The only module that knows which Markdown parser there is, and one that never fails.

mod annotation;
mod census;
mod document;
mod front_matter;
mod inline;
mod parse;
mod table;

pub use census::Census;
pub use document::{Annotation, Block, Code, Document, Field, Link, Row, Run, Section, Style, Table, Text};
pub use parse::parse;
