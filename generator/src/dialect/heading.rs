//! Headings: what a section holds.

use std::ops::Range;

use serde::{Deserialize, Deserializer};

/// What a section holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    Permissions,
    Request,
    Headers,
    ResponseHeaders,
    Query,
    Function,
    Path,
    Body,
    Errors,
    Response,
    Examples,
    Properties,
    Relationships,
    Members,
    Methods,
    Representation,
    Prose,
}

/// A heading in lower case, in which `*` stands for one or more words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern {
    before: String,
    /// What follows the star; `None` for a pattern without one.
    after: Option<String>,
}

impl Pattern {
    /// Whether the heading matches: the offsets of what the star stood for, if there is one.
    ///
    /// `None` for no match, `Some(None)` for a match without a star.
    #[must_use]
    pub fn matches(&self, heading: &str) -> Option<Option<Range<usize>>> {
        let Some(after) = &self.after else {
            return (self.before == heading).then_some(None);
        };
        let rest = heading.strip_prefix(self.before.as_str())?;
        let name = rest.strip_suffix(after.as_str())?;
        let start = self.before.len();
        (!name.trim().is_empty()).then(|| Some(start..start + name.len()))
    }
}

impl<'de> Deserialize<'de> for Pattern {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Ok(match text.split_once('*') {
            Some((before, after)) => Self {
                before: before.to_owned(),
                after: Some(after.to_owned()),
            },
            None => Self {
                before: text,
                after: None,
            },
        })
    }
}
