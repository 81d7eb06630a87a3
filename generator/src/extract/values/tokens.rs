//! Descriptions in pieces: text, words in code, and where lines and items begin.

use std::ops::Range;

use super::BULLET;
use crate::{
    markdown::{Run, Text},
    source::Span,
};

/// A piece of a description behind the phrase.
pub(super) enum Token<'t> {
    /// An item of a list begins.
    Item,
    /// A line begins.
    Line,
    Code(&'t Run<'t>),
    Text(String, Span),
}

/// The pieces of a description behind an offset, up to the end of the list in HTML, if there is one.
pub(super) fn read<'t>(text: &'t Text<'t>, from: usize, asides: &[Range<usize>]) -> Vec<Token<'t>> {
    let mut out = vec![];
    let mut nesting = Nesting::default();
    let mut at = 0;
    for run in &text.runs {
        if run.style.html {
            match nesting.enter(&run.text, at >= from) {
                Step::Item => out.push(Token::Item),
                Step::End => break,
                Step::Within => {}
            }
            continue;
        }
        let start = at;
        at += run.text.len();
        let visible = start.max(from)..at;
        if visible.is_empty() {
            continue;
        }
        let asides = &asides[asides.partition_point(|aside| aside.end <= start)..];
        if asides
            .first()
            .is_some_and(|aside| aside.start <= start && at <= aside.end)
        {
            continue;
        }
        if run.style.code {
            out.push(Token::Code(run));
        } else if run.is_line_break() {
            out.push(Token::Line);
        } else {
            let said = said(&run.text, start, visible, asides);
            // A bullet begins what it would in a list.
            for (position, part) in said.split(BULLET).enumerate() {
                if position > 0 {
                    out.push(Token::Line);
                }
                out.push(Token::Text(part.to_owned(), run.span));
            }
        }
    }
    out
}

/// What a run that begins at an offset says in a range, without asides.
fn said(run: &str, start: usize, visible: Range<usize>, asides: &[Range<usize>]) -> String {
    let mut out = String::new();
    let mut at = visible.start;
    let cuts = asides.iter().take_while(|aside| aside.start < visible.end);
    for aside in cuts.filter(|aside| visible.start < aside.end) {
        out.push_str(&run[at - start..aside.start.max(at) - start]);
        at = aside.end.min(visible.end);
    }
    out.push_str(&run[at - start..visible.end - start]);
    out
}

/// Where in lists of HTML a piece stands.
#[derive(Default)]
struct Nesting {
    depth: u32,
    /// The depth where the phrase stands.
    outer: u32,
    /// The depth of the list behind the phrase.
    list: Option<u32>,
}

enum Step {
    Item,
    Within,
    End,
}

impl Nesting {
    /// Takes a tag, which is behind the phrase or before it.
    fn enter(&mut self, tag: &str, behind: bool) -> Step {
        match name_of(tag) {
            Tag::List => self.depth += 1,
            Tag::ListEnd => self.depth = self.depth.saturating_sub(1),
            Tag::Item if behind && self.outer > 0 && self.depth <= self.outer => return Step::End,
            Tag::Item if behind && *self.list.get_or_insert(self.depth) == self.depth => return Step::Item,
            Tag::Item | Tag::Other => {}
        }
        if !behind {
            self.outer = self.depth;
        }
        if self.list.is_some_and(|list| self.depth < list) {
            return Step::End;
        }
        Step::Within
    }
}

enum Tag {
    List,
    ListEnd,
    Item,
    Other,
}

fn name_of(tag: &str) -> Tag {
    let inner = tag.trim_start_matches('<');
    let end = inner
        .find(|c: char| c.is_whitespace() || c == '>')
        .unwrap_or(inner.len());
    match &inner[..end] {
        "ul" | "ol" | "UL" | "OL" => Tag::List,
        "/ul" | "/ol" | "/UL" | "/OL" => Tag::ListEnd,
        "li" | "LI" => Tag::Item,
        _ => Tag::Other,
    }
}
