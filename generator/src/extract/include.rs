//! Files that pages include.

use std::collections::HashMap;

use crate::{markdown::{Block, Document, Text}, source::Span};

/// Parsed files by path, for pages to include.
#[derive(Debug, Default)]
pub struct Includes<'d> {
    documents: HashMap<String, &'d Document<'d>>,
}

/// A reference to a file that is to stand in place of a paragraph.
pub(super) struct Reference {
    pub(super) target: String,
    pub(super) span: Span,
}

impl<'d> Includes<'d> {
    /// A set of files, by the path of each.
    pub fn new(documents: impl IntoIterator<Item = (String, &'d Document<'d>)>) -> Self {
        Self {
            documents: documents.into_iter().map(|(path, document)| (path.to_lowercase(), document)).collect(),
        }
    }

    /// The file that a page means by a relative target.
    pub(super) fn get(&self, page: &str, target: &str) -> Option<&'d Document<'d>> {
        let folder = page.rsplit_once('/').map_or("", |(folder, _)| folder);
        self.documents.get(&join(folder, target).to_lowercase()).copied()
    }
}

/// The path that a relative target means from a folder.
pub(crate) fn join(folder: &str, target: &str) -> String {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// The references of a paragraph that holds nothing else: `[!INCLUDE [label](target)]`.
pub(super) fn references(text: &Text<'_>) -> Vec<Reference> {
    let is_include = text.runs.first().is_some_and(|run| run.text.trim_start().to_ascii_uppercase().starts_with('['))
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
