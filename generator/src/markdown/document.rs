//! A page as structure: front matter, sections, blocks and inline text, everything with its place in the source.

use std::{borrow::Cow, ops::Range};

use crate::{json, source::Span};

/// A page as structure. Borrows from the page's text.
#[derive(Debug, Default)]
pub struct Document<'s> {
    /// Fields of the front matter in order.
    pub front_matter: Vec<Field<'s>>,
    /// Sections in order, nesting by [`Section::parent`]. The first is what stands before the first heading.
    pub sections: Vec<Section<'s>>,
}

/// A field of the front matter. Lists and maps stay text.
#[derive(Debug)]
pub struct Field<'s> {
    pub key: &'s str,
    pub value: Cow<'s, str>,
    /// The value's place.
    pub span: Span,
}

/// A heading and the blocks up to the next one.
#[derive(Debug)]
pub struct Section<'s> {
    /// 1 to 6; 0 for what stands before the first heading.
    pub level: u8,
    pub title: Text<'s>,
    /// Index of the section that this one is part of.
    pub parent: Option<usize>,
    pub blocks: Vec<Block<'s>>,
}

/// A block of a section.
#[derive(Debug)]
pub enum Block<'s> {
    Paragraph(Text<'s>),
    Table(Table<'s>),
    Code(Box<Code<'s>>),
    /// Items, each with its own blocks.
    List(Vec<Vec<Block<'s>>>),
    Quote(Vec<Block<'s>>),
    /// An HTML comment that holds an annotation and is not followed by a code block.
    Annotation(Box<Annotation>),
    /// Other HTML, comments without an annotation included.
    Html(Span),
    /// A line across the page; what ends a group of tabs.
    Rule,
}

/// A table.
#[derive(Debug, Clone)]
pub struct Table<'s> {
    pub header: Vec<Text<'s>>,
    pub rows: Vec<Row<'s>>,
    pub span: Span,
}

/// A row of a table: as many cells as the header has.
#[derive(Debug, Clone)]
pub struct Row<'s> {
    pub cells: Vec<Text<'s>>,
    pub span: Span,
}

/// A code block with the annotation before it.
#[derive(Debug)]
pub struct Code<'s> {
    /// What stands behind the opening fence, trimmed; empty for indented code.
    pub language: Cow<'s, str>,
    pub text: Cow<'s, str>,
    pub annotation: Option<Annotation>,
    pub span: Span,
    /// Offsets in `text`, each with the offset in the source that it came from, ascending.
    pub(super) origins: Vec<(u32, u32)>,
}

/// A JSON object in an HTML comment.
#[derive(Debug, Clone)]
pub struct Annotation {
    /// The object; offsets in it are relative to the start of [`Annotation::span`].
    pub value: json::Value,
    /// From the opening brace to the closing one.
    pub span: Span,
}

/// Inline text.
#[derive(Debug, Clone, Default)]
pub struct Text<'s> {
    pub runs: Vec<Run<'s>>,
    pub links: Vec<Link<'s>>,
    /// All of the text, markup included; meaningless where the text is empty.
    pub span: Option<Span>,
}

/// A run of text in one style.
#[derive(Debug, Clone)]
pub struct Run<'s> {
    pub text: Cow<'s, str>,
    pub style: Style,
    /// Index in [`Text::links`].
    pub link: Option<usize>,
    pub span: Span,
}

/// How a run is set.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "styles combine freely")]
pub struct Style {
    pub code: bool,
    pub strong: bool,
    pub emphasis: bool,
    /// Raw HTML: markup, not text.
    pub html: bool,
}

/// A link or an image.
#[derive(Debug, Clone)]
pub struct Link<'s> {
    pub target: Cow<'s, str>,
    pub image: bool,
    pub span: Span,
}

impl Document<'_> {
    /// The value of a front matter field.
    #[must_use]
    pub fn field(&self, key: &str) -> Option<&Field<'_>> {
        self.front_matter.iter().find(|field| field.key == key)
    }
}

impl Section<'_> {
    /// The name of the tab that the heading opens: `http` for `[HTTP](#tab/http)`.
    #[must_use]
    pub fn tab(&self) -> Option<&str> {
        let target = self.title.links.first()?.target.strip_prefix("#tab/")?;
        target.split('/').next()
    }

    /// Whether this is a heading with something below it, and not a tab.
    #[must_use]
    pub fn is_chapter(&self) -> bool {
        self.level > 0 && self.tab().is_none() && !self.blocks.is_empty()
    }
}

impl Code<'_> {
    /// The place of a range of [`Code::text`].
    #[must_use]
    pub fn place(&self, range: Range<usize>) -> Span {
        Span {
            source: self.span.source,
            start: self.origin(range.start),
            end: self.origin(range.end).max(self.origin(range.start)),
        }
    }

    /// Where pieces of a range of [`Code::text`] stand in the source: their offsets in the range, and in the source. The first
    /// begins with the range.
    #[must_use]
    pub fn origins(&self, range: Range<usize>) -> Vec<(u32, u32)> {
        let start = u32::try_from(range.start).unwrap_or(u32::MAX);
        let inside = self.origins.partition_point(|(text, _)| *text <= start);
        let pieces = self.origins[inside..].iter();
        let pieces = pieces.take_while(|(text, _)| (*text as usize) < range.end);
        let first = (0, self.origin(range.start));
        std::iter::once(first)
            .chain(pieces.map(|(text, source)| (text - start, *source)))
            .collect()
    }

    fn origin(&self, offset: usize) -> u32 {
        let offset = u32::try_from(offset).unwrap_or(u32::MAX);
        let index = self.origins.partition_point(|(text, _)| *text <= offset);
        match index.checked_sub(1).map(|index| self.origins[index]) {
            Some((text, source)) => source + (offset - text),
            None => self.span.start,
        }
    }
}

impl<'s> Text<'s> {
    /// The text without markup; line breaks are spaces.
    #[must_use]
    pub fn visible(&self) -> Cow<'s, str> {
        match self.runs.as_slice() {
            [] => Cow::Borrowed(""),
            [run] if run.style.html => Cow::Borrowed(""),
            [run] => run.text.clone(),
            runs => {
                let mut visible = String::with_capacity(runs.iter().map(|run| run.text.len()).sum());
                let shown = runs.iter().filter(|run| !run.style.html);
                visible.extend(shown.map(|run| run.text.as_ref()));
                Cow::Owned(visible)
            }
        }
    }

    /// The same, trimmed.
    #[must_use]
    pub fn plain(&self) -> Cow<'s, str> {
        match self.visible() {
            Cow::Borrowed(text) => Cow::Borrowed(text.trim()),
            Cow::Owned(text) if text.trim().len() == text.len() => Cow::Owned(text),
            Cow::Owned(text) => Cow::Owned(text.trim().to_owned()),
        }
    }

    /// Whether nothing would be shown.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.runs.iter().all(|run| run.style.html || run.text.trim().is_empty())
    }

    /// The runs set as code.
    pub fn code(&self) -> impl Iterator<Item = &Run<'s>> {
        self.runs.iter().filter(|run| run.style.code)
    }
}

impl Run<'_> {
    /// Whether this is the break of a line, which is a space that the source writes in more than one character.
    pub(crate) fn is_line_break(&self) -> bool {
        self.text == " " && self.span.range().len() > 1
    }
}

impl Annotation {
    /// A member of the annotation that is text.
    #[must_use]
    pub fn text(&self, key: &str) -> Option<&str> {
        self.value.get(key)?.as_str()
    }

    /// A member of the annotation that is a truth value, also as text.
    #[must_use]
    pub fn flag(&self, key: &str) -> bool {
        match self.value.get(key).map(|value| &value.kind) {
            Some(json::Kind::Bool(flag)) => *flag,
            Some(json::Kind::String(text)) => text.eq_ignore_ascii_case("true"),
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        diagnostic::Diagnostics,
        markdown::parse,
        source::{Source, Sources},
    };

    #[test]
    fn pieces_of_code_are_where_the_page_has_them() {
        let page = "- Item\n\n  ```json\n  HTTP\n  {\n    \"a\": 1\n  }\n  ```\n".to_owned();
        let sources = Sources::new(vec![Source::new("a.md".to_owned(), page)]);
        let (id, source) = sources.iter().next().unwrap();
        let document = parse(id, source, &mut Diagnostics::default());
        let Some(Block::List(items)) = document.sections[0].blocks.first() else {
            panic!("the page is a list");
        };
        let code = items[0].iter().find_map(|block| match block {
            Block::Code(code) => Some(code),
            _ => None,
        });
        let code = code.unwrap();
        let json = code.text.find('{').unwrap();
        let origins = code.origins(json..code.text.len());
        assert_eq!(origins[0].0, 0);
        assert!(origins.len() > 1);
        for (at, place) in origins {
            let line = code.text[json + at as usize..].lines().next().unwrap();
            assert!(source.text[place as usize..].starts_with(line));
        }
        assert_eq!(code.origins(json..json + 1).len(), 1);
    }
}
