//! Blocks and sections from events.

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, OffsetIter, Options, Parser, Tag, TagEnd};

use super::{
    annotation::{self, Html},
    document::{Block, Code, Document, Section, Text},
    front_matter,
    inline::{Inline, into_cow},
    table,
};
use crate::{
    diagnostic::Diagnostics,
    source::{Source, SourceId, Span},
};

/// Reads a page's structure. Never fails: what is not Markdown is text.
#[must_use]
pub fn parse<'s>(id: SourceId, source: &'s Source, out: &mut Diagnostics) -> Document<'s> {
    let (front_matter, body) = front_matter::read(&source.text, id, out);
    let text = &source.text[body..];
    let mut reader = Reader {
        id,
        base: body,
        text,
        events: events(text),
        out,
        inline: Inline::new(id, body),
    };
    Document {
        front_matter,
        sections: reader.sections(),
    }
}

/// The events of a text, with the extensions that reference pages use.
pub(super) fn events(text: &str) -> OffsetIter<'_> {
    Parser::new_ext(text, Options::ENABLE_TABLES | Options::ENABLE_GFM).into_offset_iter()
}

pub(super) struct Reader<'s, 'o> {
    pub(super) id: SourceId,
    /// Where `text` begins in the source.
    pub(super) base: usize,
    pub(super) text: &'s str,
    pub(super) events: OffsetIter<'s>,
    pub(super) out: &'o mut Diagnostics,
    /// Collects one text after the other.
    inline: Inline<'s>,
}

impl<'s> Reader<'s, '_> {
    fn sections(&mut self) -> Vec<Section<'s>> {
        let mut sections = vec![Section {
            level: 0,
            title: Text::default(),
            parent: None,
            blocks: vec![],
        }];
        while let Some(heading) = self.blocks(None, &mut sections) {
            let title = self.inline(TagEnd::Heading(heading));
            let level = heading as u8;
            let mut section = Section {
                level,
                title,
                parent: None,
                blocks: vec![],
            };
            // Tabs have headings of the first level wherever they stand, and nest nothing: they go on with the section before them.
            section.parent = if section.tab().is_some() {
                (0..sections.len()).rev().find(|&index| sections[index].tab().is_none())
            } else {
                (0..sections.len())
                    .rev()
                    .find(|&index| sections[index].level < level && sections[index].tab().is_none())
            };
            sections.push(section);
        }
        sections
    }

    /// Reads top-level blocks into the last section, up to the next heading.
    fn blocks(&mut self, end: Option<TagEnd>, sections: &mut [Section<'s>]) -> Option<HeadingLevel> {
        let mut blocks = vec![];
        let heading = self.fill(end, &mut blocks);
        if let Some(section) = sections.last_mut() {
            section.blocks = blocks;
        }
        heading
    }

    /// Reads blocks until the end tag. At the top level, where there is none, stops inside the start of a heading.
    fn fill(&mut self, end: Option<TagEnd>, blocks: &mut Vec<Block<'s>>) -> Option<HeadingLevel> {
        while let Some((event, range)) = self.events.next() {
            match event {
                Event::End(tag) if Some(tag) == end => break,
                Event::Start(tag) if !is_inline(&tag) => {
                    self.flush(blocks);
                    if let (Tag::Heading { level, .. }, None) = (&tag, end) {
                        return Some(*level);
                    }
                    self.block(tag, range, blocks);
                }
                Event::Rule => {
                    self.flush(blocks);
                    blocks.push(Block::Rule);
                }
                // Items of tight lists hold text without a paragraph around it.
                event => self.inline.take(event, range),
            }
        }
        self.flush(blocks);
        None
    }

    /// Makes a paragraph of text that stands without one.
    fn flush(&mut self, blocks: &mut Vec<Block<'s>>) {
        if !self.inline.is_empty() {
            blocks.push(Block::Paragraph(self.inline.finish()));
        }
    }

    fn block(&mut self, tag: Tag<'s>, range: std::ops::Range<usize>, blocks: &mut Vec<Block<'s>>) {
        let span = self.span(range);
        match tag {
            Tag::Paragraph => {
                let text = self.inline(TagEnd::Paragraph);
                blocks.push(table::recover(self, text));
            }
            // A heading inside a list or a quotation is a line of its own there, not a section of the page.
            Tag::Heading { level, .. } => {
                let text = self.inline(TagEnd::Heading(level));
                blocks.push(Block::Paragraph(text));
            }
            Tag::Table(_) => blocks.push(Block::Table(table::read(self, span))),
            Tag::CodeBlock(kind) => {
                let code = self.code(kind, span, blocks);
                blocks.push(Block::Code(Box::new(code)));
            }
            Tag::HtmlBlock => self.html(span, blocks),
            Tag::List(_) => {
                let items = self.items();
                blocks.push(Block::List(items));
            }
            Tag::BlockQuote(kind) => {
                let mut inner = vec![];
                self.fill(Some(TagEnd::BlockQuote(kind)), &mut inner);
                blocks.push(Block::Quote(inner));
            }
            other => {
                self.fill(Some(other.to_end()), blocks);
            }
        }
    }

    fn items(&mut self) -> Vec<Vec<Block<'s>>> {
        let mut items = vec![];
        while let Some((event, _)) = self.events.next() {
            match event {
                Event::Start(Tag::Item) => {
                    let mut blocks = vec![];
                    self.fill(Some(TagEnd::Item), &mut blocks);
                    items.push(blocks);
                }
                Event::End(TagEnd::List(_)) => break,
                _ => {}
            }
        }
        items
    }

    /// Reads inline events up to the end tag.
    pub(super) fn inline(&mut self, end: TagEnd) -> Text<'s> {
        for (event, range) in self.events.by_ref() {
            match event {
                Event::End(tag) if tag == end => break,
                event => self.inline.take(event, range),
            }
        }
        self.inline.finish()
    }

    fn code(&mut self, kind: CodeBlockKind<'s>, span: Span, blocks: &mut Vec<Block<'s>>) -> Code<'s> {
        let mut text = std::borrow::Cow::Borrowed("");
        let mut origins = vec![];
        for (event, range) in self.events.by_ref() {
            match event {
                Event::Text(piece) => {
                    let place = Span::new(self.id, self.base + range.start..self.base + range.end);
                    origins.push((u32::try_from(text.len()).unwrap_or(u32::MAX), place.start));
                    text += into_cow(piece);
                }
                Event::End(TagEnd::CodeBlock) => break,
                _ => {}
            }
        }
        let annotation = match blocks.pop_if(|block| matches!(block, Block::Annotation(_))) {
            Some(Block::Annotation(annotation)) => Some(*annotation),
            _ => None,
        };
        let language = match kind {
            CodeBlockKind::Fenced(info) => trim(into_cow(info)),
            CodeBlockKind::Indented => std::borrow::Cow::Borrowed(""),
        };
        Code {
            language,
            text,
            annotation,
            span,
            origins,
        }
    }

    fn html(&mut self, span: Span, blocks: &mut Vec<Block<'s>>) {
        for (event, _) in self.events.by_ref() {
            if let Event::End(TagEnd::HtmlBlock) = event {
                break;
            }
        }
        let range = span.range();
        let html = &self.text[range.start - self.base..range.end - self.base];
        for piece in annotation::read(html, span, self.out) {
            blocks.push(match piece {
                Html::Annotation(annotation) => Block::Annotation(annotation),
                Html::Other(span) => Block::Html(span),
            });
        }
    }

    fn span(&self, range: std::ops::Range<usize>) -> Span {
        Span::new(self.id, self.base + range.start..self.base + range.end)
    }
}

fn is_inline(tag: &Tag<'_>) -> bool {
    matches!(
        tag,
        Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough
            | Tag::Link { .. }
            | Tag::Image { .. }
            | Tag::Superscript
            | Tag::Subscript
    )
}

fn trim(text: std::borrow::Cow<'_, str>) -> std::borrow::Cow<'_, str> {
    match text {
        std::borrow::Cow::Borrowed(text) => std::borrow::Cow::Borrowed(text.trim()),
        std::borrow::Cow::Owned(text) => std::borrow::Cow::Owned(text.trim().to_owned()),
    }
}
