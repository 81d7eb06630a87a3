//! Documentation as emitted code carries it.

use super::{OperationId, TypeId};

/// Documentation: Markdown, with links that resolve.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Docs {
    pub pieces: Vec<DocPiece>,
}

/// A run of documentation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DocPiece {
    /// Markdown, not yet escaped for rustdoc.
    Text(String),
    /// A link with its Markdown label.
    Link { label: String, target: DocTarget },
}

/// Where a link of the documentation leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DocTarget {
    Type(TypeId),
    Operation(OperationId),
    /// An absolute URL.
    Url(String),
}

impl Docs {
    /// Documentation that is only text.
    #[must_use]
    pub fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        Self {
            pieces: if text.is_empty() {
                vec![]
            } else {
                vec![DocPiece::Text(text)]
            },
        }
    }

    /// The text alone, with the labels of links.
    #[must_use]
    pub fn plain(&self) -> String {
        let pieces = self.pieces.iter().map(|piece| match piece {
            DocPiece::Text(text) => text.as_str(),
            DocPiece::Link { label, .. } => label.as_str(),
        });
        pieces.collect()
    }

    /// Whether there is nothing to say.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.pieces.is_empty()
    }
}
