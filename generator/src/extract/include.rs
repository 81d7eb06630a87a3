//! Files that pages include.

use std::collections::HashMap;

use crate::{
    markdown::{Block, Document, Text},
    source::{Root, Span},
};

/// Parsed files by path, for pages to include.
#[derive(Debug, Default)]
pub struct Includes<'d> {
    root: Root,
    /// By path in lower case.
    files: HashMap<String, Included<'d>>,
}

/// A file to include.
#[derive(Debug, Clone)]
pub(super) struct Included<'d> {
    pub(super) path: String,
    pub(super) document: &'d Document<'d>,
}

/// A reference to a file that is to stand in place of a paragraph.
pub(super) struct Reference {
    pub(super) target: String,
    pub(super) span: Span,
}

impl<'d> Includes<'d> {
    /// A set of files, by the path of each relative to the root.
    pub fn new(root: &Root, documents: impl IntoIterator<Item = (String, &'d Document<'d>)>) -> Self {
        let files = documents
            .into_iter()
            .map(|(path, document)| (path.to_lowercase(), Included { path, document }));
        Self {
            root: root.clone(),
            files: files.collect(),
        }
    }

    /// The file that a page or an included file means by a relative target.
    pub(super) fn get(&self, path: &str, target: &str) -> Option<&Included<'d>> {
        self.files.get(&self.root.join(path, target).to_lowercase())
    }
}

/// The references of a paragraph that holds nothing else: `[!INCLUDE [label](target)]`.
pub(super) fn references(text: &Text<'_>) -> Vec<Reference> {
    let is_include = text
        .runs
        .first()
        .is_some_and(|run| run.text.trim_start().to_ascii_uppercase().starts_with('['))
        && text.plain().to_ascii_uppercase().starts_with("[!INCLUDE");
    if !is_include {
        return vec![];
    }
    text.links
        .iter()
        .map(|link| Reference {
            target: link.target.clone().into_owned(),
            span: link.span,
        })
        .collect()
}

/// Whether a block is a reference to an included file.
pub(super) fn is_reference(block: &Block<'_>) -> bool {
    matches!(block, Block::Paragraph(text) if text.links.len() == 1 && !references(text).is_empty())
}
