//! Pages as text, and places in them.

mod root;

pub use root::Root;

use std::{ops::Range, sync::OnceLock};

use serde::{Deserialize, Serialize};

use crate::{map::Map, mark};

/// Index of a [`Source`] in [`Sources`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct SourceId(pub u32);

impl SourceId {
    /// The configuration: no page and not among those that [`Sources::iter`] gives, but there are findings about it.
    pub const CONFIGURATION: Self = Self(u32::MAX);
}

/// A range of bytes in one source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    pub source: SourceId,
    /// Offset of the first byte.
    pub start: u32,
    /// Offset behind the last byte.
    pub end: u32,
}

/// A line and column, both counted from one; the column counts characters, as editors do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    pub line: u32,
    pub column: u32,
}

/// One page.
#[derive(Debug, Default)]
pub struct Source {
    /// Path as shown to people: relative to the folder that was read, with forward slashes. What stands outside of that
    /// folder has a path that begins with `../`.
    pub path: String,
    pub text: String,
    /// Read only because a page includes it: never a page of its own.
    pub included: bool,
    /// How many lines end before each block of the text.
    lines: OnceLock<Vec<u32>>,
}

/// All pages, ordered by path.
#[derive(Debug, Default)]
pub struct Sources {
    list: Vec<Source>,
    /// Empty where there is none.
    configuration: Source,
    root: Root,
    /// By path in lower case.
    paths: OnceLock<Map<String, SourceId>>,
}

impl Span {
    /// The span of a byte range.
    ///
    /// # Panics
    ///
    /// If the range lies beyond 4 GiB; [`read`](crate::read) refuses such files.
    #[must_use]
    pub fn new(source: SourceId, range: Range<usize>) -> Self {
        let offset = |at: usize| u32::try_from(at).expect("sources are smaller than 4 GiB");
        Self {
            source,
            start: offset(range.start),
            end: offset(range.end.max(range.start)),
        }
    }

    /// The bytes of the source that the span covers.
    #[must_use]
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// A part of the span, by offsets from its start.
    #[must_use]
    pub fn slice(self, range: Range<usize>) -> Self {
        let base = self.start as usize;
        Self::new(self.source, base + range.start..base + range.end)
    }
}

impl Source {
    /// A page with this path and text.
    #[must_use]
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            path: path.into(),
            text: text.into(),
            included: false,
            lines: OnceLock::new(),
        }
    }

    /// The same, as a file that pages include.
    #[must_use]
    pub fn into_included(self) -> Self {
        Self { included: true, ..self }
    }

    /// The position of a byte offset; offsets beyond the end give the end.
    #[must_use]
    pub fn position(&self, offset: u32) -> Position {
        let bytes = self.text.as_bytes();
        let end = (0..=bytes.len().min(offset as usize)).rev();
        let mut end = end.skip_while(|at| !self.text.is_char_boundary(*at));
        let before = &bytes[..end.next().unwrap_or_default()];
        let lines = self.lines.get_or_init(|| lines_before_blocks(bytes));
        let block = before.len() / BLOCK;
        let line = lines[block] as usize + breaks(&before[block * BLOCK..]);
        let start = memchr::memrchr(b'\n', before).map_or(0, |end| end + 1);
        let column = self.text[start..before.len()].chars().count();
        Position {
            line: narrow(line) + 1,
            column: narrow(column) + 1,
        }
    }
}

/// Line ends are counted many at a time, so that it is less work to count those of some hundred bytes again for each place than to
/// remember where each line begins.
const BLOCK: usize = 1 << 10;

/// How many lines end before each block, and before the end.
fn lines_before_blocks(text: &[u8]) -> Vec<u32> {
    let mut counts = vec![0];
    let mut count = 0;
    counts.extend(text.chunks(BLOCK).map(|block| {
        count += narrow(breaks(block));
        count
    }));
    counts
}

fn breaks(text: &[u8]) -> usize {
    memchr::memchr_iter(b'\n', text).count()
}

/// Whether a link is a URL of its own.
fn has_scheme(link: &str) -> bool {
    mark::find(link, 0, "://").is_some()
}

/// Nearly all paths are ASCII, and need no copy.
fn in_lower_case(mut path: String) -> String {
    if path.is_ascii() {
        path.make_ascii_lowercase();
        path
    } else {
        path.to_lowercase()
    }
}

fn narrow(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

impl Sources {
    /// Sources in the order of their paths, whatever the order given.
    #[must_use]
    pub fn new(mut sources: Vec<Source>) -> Self {
        sources.sort_by(|a, b| a.path.cmp(&b.path));
        Self {
            list: sources,
            ..Self::default()
        }
    }

    /// The same, with what is known of the folder that the paths are relative to.
    #[must_use]
    pub fn with_root(self, root: Root) -> Self {
        Self { root, ..self }
    }

    /// Makes the configuration a source that findings can be about.
    pub fn configure(&mut self, configuration: Source) {
        self.configuration = configuration;
    }

    /// The source with this id.
    #[must_use]
    pub fn get(&self, id: SourceId) -> &Source {
        if id == SourceId::CONFIGURATION {
            return &self.configuration;
        }
        &self.list[id.0 as usize]
    }

    /// The folder that paths are relative to.
    #[must_use]
    pub fn root(&self) -> &Root {
        &self.root
    }

    /// The source with this path, in whatever case.
    #[must_use]
    pub fn at(&self, path: String) -> Option<SourceId> {
        let by_path = |(id, source): (SourceId, &Source)| (source.path.to_lowercase(), id);
        let paths = self.paths.get_or_init(|| self.iter().map(by_path).collect());
        paths.get(&in_lower_case(path)).copied()
    }

    /// The source that a relative link on another one means; a link without an extension means the page of that name.
    #[must_use]
    pub fn linked(&self, link: &str, from: SourceId) -> Option<SourceId> {
        let end = memchr::memchr2(b'#', b'?', link.as_bytes()).unwrap_or(link.len());
        let path = &link[..end];
        if path.is_empty() || path.starts_with('/') || has_scheme(path) {
            return None;
        }
        let mut target = self.root.join(&self.get(from).path, path);
        let name = memchr::memrchr(b'/', target.as_bytes()).map_or(0, |slash| slash + 1);
        // A dot at the start hides a file, and begins no extension.
        if memchr::memrchr(b'.', target.as_bytes()).is_none_or(|dot| dot <= name) {
            target.push_str(".md");
        }
        self.at(target)
    }

    /// All sources with their ids, in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (SourceId, &Source)> {
        self.list
            .iter()
            .enumerate()
            .map(|(index, source)| (SourceId(narrow(index)), source))
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

    /// The text that a span covers.
    #[must_use]
    pub fn text(&self, span: Span) -> &str {
        &self.get(span.source).text[span.range()]
    }

    /// Path, line and column of a span's start, as `path:line:column`.
    #[must_use]
    pub fn locate(&self, span: Span) -> String {
        let source = self.get(span.source);
        let Position { line, column } = source.position(span.start);
        format!("{}:{line}:{column}", source.path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_are_those_that_counting_gives() {
        // As long as some blocks and no byte more, with characters of several bytes over their bounds.
        let mut text = "é\n".repeat(BLOCK);
        text.truncate(2 * BLOCK + 1);
        text.insert_str(6, "ab\n\n");
        while text.len() < 3 * BLOCK {
            text.push('x');
        }
        let source = Source::new("a.md", text.as_str());
        let mut expected = Position { line: 1, column: 1 };
        for (at, c) in text.char_indices() {
            let inside = at..at + c.len_utf8();
            for offset in inside {
                assert_eq!(source.position(narrow(offset)), expected, "{offset}");
            }
            if c == '\n' {
                expected = Position {
                    line: expected.line + 1,
                    column: 1,
                };
            } else {
                expected.column += 1;
            }
        }
        for offset in [text.len(), text.len() + 1, 9 * BLOCK] {
            assert_eq!(source.position(narrow(offset)), expected, "{offset}");
        }
    }
}
