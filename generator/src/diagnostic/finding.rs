//! One finding, and a list of them.

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::{Code, Level};
use crate::source::Span;

/// A finding: what is wrong, where, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagnostic {
    pub code: Code,
    pub level: Level,
    pub span: Span,
    /// One sentence that names the thing, without a full stop.
    pub message: String,
    /// What the writer of the page can do.
    pub help: String,
    /// Other places that matter, each with a label.
    pub related: Vec<(Span, String)>,
}

/// Findings in the order in which they were made.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
}

/// How many items a thread takes at once: few, since they differ in size, and all threads wait for the last one.
const PIECE: usize = 16;

impl Diagnostics {
    /// Reports a finding at the code's own level, with the code's own help.
    ///
    /// The returned reference is for refining it: another help, related places.
    pub fn report(&mut self, code: Code, span: Span, message: impl Into<String>) -> &mut Diagnostic {
        self.list.push(Diagnostic {
            code,
            level: code.level(),
            span,
            message: message.into(),
            help: code.help().to_owned(),
            related: vec![],
        });
        let last = self.list.len() - 1;
        &mut self.list[last]
    }

    /// Takes over the findings of another list.
    pub fn append(&mut self, other: Self) {
        self.list.extend(other.list);
    }

    /// Orders the findings by place, then by code: the order in which people read pages.
    pub fn sort(&mut self) {
        self.list
            .sort_by(|a, b| (a.span, a.code, &a.message).cmp(&(b.span, b.code, &b.message)));
        self.list.dedup();
    }

    /// The findings.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.list.iter()
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Does the same with each item, side by side. What is found is put together in the order of the items, whichever ends first.
    pub fn gather<I: Send, R: Send>(
        &mut self,
        items: impl IndexedParallelIterator<Item = I>,
        work: impl Fn(I, &mut Self) -> R + Sync + Send,
    ) -> Vec<R> {
        let work = |item| {
            let mut found = Self::default();
            (work(item, &mut found), found)
        };
        let (mut results, mut found) = (vec![], vec![]);
        items
            .with_max_len(PIECE)
            .map(work)
            .unzip_into_vecs(&mut results, &mut found);
        for found in found {
            self.append(found);
        }
        results
    }

    /// Drops the findings that the test is false for.
    pub fn retain(&mut self, test: impl FnMut(&Diagnostic) -> bool) {
        self.list.retain(test);
    }

    /// Sets the level of each finding, or drops it where the answer is `None`.
    pub fn relevel(&mut self, level: impl Fn(&Diagnostic) -> Option<Level>) {
        self.list.retain_mut(|diagnostic| match level(diagnostic) {
            Some(level) => {
                diagnostic.level = level;
                true
            }
            None => false,
        });
    }
}

impl Diagnostic {
    /// Replaces the help.
    pub fn help(&mut self, help: impl Into<String>) -> &mut Self {
        self.help = help.into();
        self
    }

    /// Adds another place that matters.
    pub fn related(&mut self, span: Span, label: impl Into<String>) -> &mut Self {
        self.related.push((span, label.into()));
        self
    }
}

impl<'a> IntoIterator for &'a Diagnostics {
    type Item = &'a Diagnostic;
    type IntoIter = std::slice::Iter<'a, Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
