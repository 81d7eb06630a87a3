//! Inline text from events.

use std::{borrow::Cow, ops::Range};

use pulldown_cmark::{CowStr, Event, Tag, TagEnd};

use super::document::{Link, Run, Style, Text};
use crate::source::{SourceId, Span};

/// Collects inline events into [`Text`].
pub(super) struct Inline<'s> {
    source: SourceId,
    /// Added to every offset, for text that was parsed out of its place.
    base: usize,
    /// What was collected, in a buffer that later texts use again: each text then has a place of its own size.
    runs: Vec<Run<'s>>,
    /// The rest of the text.
    text: Text<'s>,
    strong: u32,
    emphasis: u32,
    links: Vec<usize>,
}

impl<'s> Inline<'s> {
    pub(super) fn new(source: SourceId, base: usize) -> Self {
        Self {
            source,
            base,
            runs: vec![],
            text: Text::default(),
            strong: 0,
            emphasis: 0,
            links: vec![],
        }
    }

    /// Takes an event; anything that is not inline is ignored.
    pub(super) fn take(&mut self, event: Event<'s>, range: Range<usize>) {
        match event {
            Event::Text(text) => self.push(text, Style::default(), range),
            Event::Code(text) => self.push(
                text,
                Style {
                    code: true,
                    ..Style::default()
                },
                range,
            ),
            Event::InlineHtml(text) | Event::Html(text) => self.push_html(text, range),
            Event::SoftBreak | Event::HardBreak => self.push(CowStr::Borrowed(" "), Style::default(), range),
            Event::Start(tag) => self.open(tag, range),
            Event::End(tag) => self.close(tag),
            _ => {}
        }
    }

    /// The text, with all that was collected since the last call.
    pub(super) fn finish(&mut self) -> Text<'s> {
        self.strong = 0;
        self.emphasis = 0;
        self.links.clear();
        Text {
            runs: self.runs.drain(..).collect(),
            ..std::mem::take(&mut self.text)
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.runs.is_empty()
    }

    fn push_html(&mut self, text: CowStr<'s>, range: Range<usize>) {
        // A line break is the one piece of HTML that is text.
        if text.len() < 8 && text.to_ascii_lowercase().starts_with("<br") {
            return self.push(CowStr::Borrowed(" "), Style::default(), range);
        }
        self.push(
            text,
            Style {
                html: true,
                ..Style::default()
            },
            range,
        );
    }

    fn push(&mut self, text: CowStr<'s>, style: Style, range: Range<usize>) {
        let span = self.span(range);
        self.widen(span);
        let style = Style {
            strong: self.strong > 0,
            emphasis: self.emphasis > 0,
            ..style
        };
        self.runs.push(Run {
            text: into_cow(text),
            style,
            link: self.links.last().copied(),
            span,
        });
    }

    fn open(&mut self, tag: Tag<'s>, range: Range<usize>) {
        let span = self.span(range);
        let (target, image) = match tag {
            Tag::Strong => return self.strong += 1,
            Tag::Emphasis => return self.emphasis += 1,
            Tag::Link { dest_url, .. } => (dest_url, false),
            Tag::Image { dest_url, .. } => (dest_url, true),
            _ => return,
        };
        self.widen(span);
        self.links.push(self.text.links.len());
        self.text.links.push(Link {
            target: into_cow(target),
            image,
            span,
        });
    }

    fn close(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Strong => self.strong = self.strong.saturating_sub(1),
            TagEnd::Emphasis => self.emphasis = self.emphasis.saturating_sub(1),
            TagEnd::Link | TagEnd::Image => {
                self.links.pop();
            }
            _ => {}
        }
    }

    fn widen(&mut self, span: Span) {
        let whole = self.text.span.get_or_insert(span);
        whole.start = whole.start.min(span.start);
        whole.end = whole.end.max(span.end);
    }

    fn span(&self, range: Range<usize>) -> Span {
        Span::new(self.source, self.base + range.start..self.base + range.end)
    }
}

/// The same text without naming the parser's own string type.
pub(super) fn into_cow(text: CowStr<'_>) -> Cow<'_, str> {
    match text {
        CowStr::Borrowed(text) => Cow::Borrowed(text),
        text => Cow::Owned(text.into_string()),
    }
}
