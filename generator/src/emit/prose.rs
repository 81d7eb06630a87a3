//! Text of the pages as rustdoc takes it: nothing in it is a program, a heading or a definition.

use super::inline::{self, JOINER, escape, plain};
use crate::api::{DocPiece, DocTarget, Docs};

/// Characters to a line, where text can be broken.
const WIDTH: usize = 100;

/// Documentation as Markdown for rustdoc. `link` says where a link leads; a link that leads nowhere is its label.
pub(super) fn render(docs: &Docs, link: &dyn Fn(&DocTarget) -> Option<String>) -> String {
    let mut blocks = Blocks::default();
    for line in lines(docs, link) {
        blocks.line(&line);
    }
    blocks.finish()
}

/// An item of a list: a label in Markdown, and documentation that stays inside of the item.
pub(super) fn item(label: &str, docs: &Docs, link: &dyn Fn(&DocTarget) -> Option<String>) -> String {
    let mut lines = lines(docs, link);
    let text = |text: &str| Fragment::Text(text.to_owned());
    let label = Fragment::Link(label.replace(' ', &JOINER.to_string()));
    let begins_block = match lines[0].first() {
        Some(Fragment::Text(first)) => {
            fence(first).is_some()
                || list_marker(first, true).is_some()
                || first.trim_start().starts_with(['|', '>', '#'])
        }
        _ => false,
    };
    let mut head = vec![text("- "), label];
    if begins_block {
        head.push(text(":"));
        lines.insert(0, vec![]);
    } else if !docs.is_empty() {
        head.push(text(": "));
        head.append(&mut lines[0]);
    }
    let mut blocks = Blocks::default();
    blocks.line(&head);
    for mut line in lines.drain(1..) {
        if let Some(Fragment::Text(first)) = line.first_mut() {
            first.insert_str(0, "  ");
        } else {
            line.insert(0, text("  "));
        }
        blocks.line(&line);
    }
    blocks.finish()
}

/// A part of a line.
enum Fragment {
    Text(String),
    /// A link, rendered.
    Link(String),
}

fn lines(docs: &Docs, link: &dyn Fn(&DocTarget) -> Option<String>) -> Vec<Vec<Fragment>> {
    let mut lines = vec![vec![]];
    for piece in &docs.pieces {
        match piece {
            DocPiece::Text(text) => {
                for (index, line) in text.split('\n').enumerate() {
                    if index > 0 {
                        lines.push(vec![]);
                    }
                    append(lines.last_mut().expect("there is a line"), line);
                }
            }
            DocPiece::Link { label, target } => {
                let rendered = inline::link(label, link(target));
                lines
                    .last_mut()
                    .expect("there is a line")
                    .push(Fragment::Link(rendered));
            }
        }
    }
    lines.iter_mut().flatten().for_each(Fragment::make_visible);
    lines
}

/// Appends text to a line: what stands side by side is one fragment, whose beginning says what the line is.
fn append(line: &mut Vec<Fragment>, text: &str) {
    match line.last_mut() {
        Some(Fragment::Text(last)) => last.push_str(text),
        _ if text.is_empty() => {}
        _ => line.push(Fragment::Text(text.to_owned())),
    }
}

impl Fragment {
    fn make_visible(&mut self) {
        if let Self::Text(text) = self {
            *text = visible(text);
        }
    }
}

/// Text without invisible characters, its indentation in spaces.
fn visible(line: &str) -> String {
    let indent = line.len() - line.trim_start_matches([' ', '\t']).len();
    if indent == 0 {
        return plain(line);
    }
    format!("{}{}", line[..indent].replace('\t', "    "), plain(&line[indent..]))
}

/// The block structure of a text while its lines are read.
#[derive(Default)]
struct Blocks {
    out: Vec<String>,
    /// The fence that is open: its character, length and quote.
    fence: Option<(char, usize, usize)>,
    /// Open list items: offset of their content in the source, and in the output.
    items: Vec<(usize, usize)>,
    /// Depth of the block quote.
    quote: usize,
    /// Whether the line before was blank, so that the next begins a block.
    blank: bool,
}

impl Blocks {
    fn line(&mut self, fragments: &[Fragment]) {
        let (quote, indent, first) = match fragments.first() {
            Some(Fragment::Text(text)) => unquoted(text),
            _ => (0, 0, ""),
        };
        if self.fence.is_some_and(|fence| fence.2 != quote) {
            self.close_fence();
        }
        let rest = fragments.get(1..).unwrap_or_default();
        let first = if matches!(fragments.first(), Some(Fragment::Link(_))) {
            None
        } else {
            Some(first)
        };
        if self.fence.is_some() {
            return self.fenced(indent, first.unwrap_or_default(), rest);
        }
        if quote != self.quote {
            self.end_quote();
            self.quote = quote;
            self.items.clear();
        }
        let text = first.map_or(fragments, |_| rest);
        self.block(indent, first.unwrap_or_default(), text);
    }

    fn block(&mut self, indent: usize, first: &str, rest: &[Fragment]) {
        if first.trim().is_empty() && rest.is_empty() {
            self.push_blank();
            return;
        }
        if let Some((mark, length, info)) = fence(first).filter(|_| rest.is_empty()) {
            self.leave_items(indent);
            self.push(&format!("```{}", language(info)));
            self.fence = Some((mark, length, self.quote));
            return;
        }
        self.leave_items(indent);
        let (marker, first) = self.marker(indent, first, !rest.is_empty());
        let heading = heading(first);
        let first = heading.map_or(first, |text| text);
        let (alert, first) = alert(first).unwrap_or((String::new(), first));
        let text = format!("{alert}{}", inlined(first, rest));
        let is_table = text.starts_with('|');
        let text = match heading {
            Some(_) => format!("#### {text}"),
            None if is_rule(&text) => format!("\\{text}"),
            None => text,
        };
        self.text(&marker, &text, is_table || heading.is_some());
    }

    /// Ends the list items that a line with this indentation is not part of. A line right behind another continues its
    /// paragraph, however it is indented.
    fn leave_items(&mut self, indent: usize) {
        if self.blank || self.out.is_empty() {
            while self.items.last().is_some_and(|item| indent < item.0) {
                self.items.pop();
            }
        }
    }

    /// Splits a list marker off, and opens its item.
    fn marker<'t>(&mut self, indent: usize, text: &'t str, more: bool) -> (String, &'t str) {
        let Some((marker, rest)) = list_marker(text, more) else {
            return (String::new(), text);
        };
        while self.items.last().is_some_and(|item| indent < item.0) {
            self.items.pop();
        }
        let offset = self.offset();
        self.items.push((indent + marker.len() + 1, offset + marker.len() + 1));
        (format!("{}{marker} ", " ".repeat(offset)), rest)
    }

    fn offset(&self) -> usize {
        self.items.last().map_or(0, |item| item.1)
    }

    /// A line of text, broken where it is long.
    fn text(&mut self, marker: &str, text: &str, whole: bool) {
        let indent = " ".repeat(self.offset());
        let width = if whole { usize::MAX } else { WIDTH };
        let mut line = if marker.is_empty() {
            indent.clone()
        } else {
            marker.to_owned()
        };
        let mut empty = true;
        for word in text.split(' ').filter(|word| !word.is_empty()) {
            if !empty && line.chars().count() + 1 + word.chars().count() > width && !begins_block(word) {
                self.push_line(&line);
                line.clone_from(&indent);
                empty = true;
            }
            if !empty {
                line.push(' ');
            }
            line.push_str(word);
            empty = false;
        }
        self.push_line(&line);
    }

    fn fenced(&mut self, indent: usize, first: &str, rest: &[Fragment]) {
        let Some((mark, length, _)) = self.fence else { return };
        let trimmed = first.trim_end();
        if rest.is_empty() && trimmed.len() >= length && trimmed.chars().all(|c| c == mark) {
            return self.close_fence();
        }
        let mut text = format!(
            "{}{first}",
            " ".repeat(indent.saturating_sub(self.items.last().map_or(0, |item| item.0)))
        );
        for fragment in rest {
            match fragment {
                Fragment::Text(more) | Fragment::Link(more) => text.push_str(more),
            }
        }
        // The fence is always of three backticks, whatever the page's was.
        let text = text.replace("```", "'''");
        self.push(text.trim_end());
    }

    fn close_fence(&mut self) {
        self.fence = None;
        self.push("```");
    }

    fn push(&mut self, text: &str) {
        let line = format!("{}{text}", " ".repeat(self.offset()));
        self.push_line(&line);
    }

    fn push_line(&mut self, line: &str) {
        let quote = "> ".repeat(self.quote);
        self.out.push(format!("{quote}{line}").trim_end().replace(JOINER, " "));
        self.blank = false;
    }

    fn push_blank(&mut self) {
        if !self.blank && !self.out.is_empty() {
            self.out.push("> ".repeat(self.quote).trim_end().to_owned());
        }
        self.blank = true;
    }

    /// A blank line, which ends a quote, unless there is one already.
    fn end_quote(&mut self) {
        if self.out.last().is_some_and(|line| !line.is_empty()) {
            self.out.push(String::new());
        }
        self.blank = true;
    }

    fn finish(mut self) -> String {
        if self.fence.is_some() {
            self.close_fence();
        }
        while self
            .out
            .last()
            .is_some_and(|line| line.trim_start_matches(['>', ' ']).is_empty())
        {
            self.out.pop();
        }
        self.out.join("\n")
    }
}

/// Depth of the block quote, indentation behind it, and the text.
fn unquoted(text: &str) -> (usize, usize, &str) {
    let mut quote = 0;
    let mut rest = text;
    loop {
        let trimmed = rest.trim_start();
        match trimmed.strip_prefix('>') {
            Some(inner) => {
                quote += 1;
                rest = inner.strip_prefix(' ').unwrap_or(inner);
            }
            None => return (quote, rest.len() - trimmed.len(), trimmed),
        }
    }
}

/// The character, length and info string of an opening fence.
fn fence(text: &str) -> Option<(char, usize, &str)> {
    let mark = text.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let info = text.trim_start_matches(mark);
    let length = text.len() - info.len();
    (length >= 3 && !info.contains('`')).then_some((mark, length, info.trim()))
}

/// A language that is not Rust: what the pages show is never a test of the crate.
fn language(info: &str) -> &'static str {
    let name: String = info.chars().take_while(char::is_ascii_alphanumeric).collect();
    match name.to_ascii_lowercase().as_str() {
        "json" => "json",
        "http" => "http",
        "xml" => "xml",
        _ => "text",
    }
}

/// Splits a bullet or number off its text.
///
/// `more` says whether something follows the text on its line: a marker alone marks nothing.
fn list_marker(text: &str, more: bool) -> Option<(&str, &str)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let length = match text.as_bytes().get(digits) {
        Some(b'-' | b'*' | b'+') if digits == 0 => 1,
        Some(b'.' | b')') if (1..10).contains(&digits) => digits + 1,
        _ => return None,
    };
    let (marker, rest) = text.split_at(length);
    (rest.starts_with(' ') && (more || !rest.trim().is_empty())).then(|| (marker, rest.trim_start()))
}

/// The text of a heading.
fn heading(text: &str) -> Option<&str> {
    let rest = text.trim_start_matches('#');
    let level = text.len() - rest.len();
    ((1..=6).contains(&level) && rest.starts_with(' ')).then(|| rest.trim().trim_end_matches('#').trim_end())
}

/// Splits `[!NOTE]` off the head of a quote, as the word that readers expect.
fn alert(text: &str) -> Option<(String, &str)> {
    let (word, rest) = text.trim_start().strip_prefix("[!")?.split_once(']')?;
    let (first, others) = word.split_at_checked(1)?;
    let letters = word.bytes().all(|byte| byte.is_ascii_alphabetic());
    letters.then(|| {
        (
            format!("**{}{}:** ", first.to_ascii_uppercase(), others.to_ascii_lowercase()),
            rest,
        )
    })
}

/// A line that would make a heading of the paragraph before it.
fn is_rule(text: &str) -> bool {
    let text = text.trim();
    !text.is_empty() && (text.bytes().all(|byte| byte == b'=') || text.bytes().all(|byte| byte == b'-'))
}

/// A word that means something else at the start of a line.
fn begins_block(word: &str) -> bool {
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    let number = digits > 0 && matches!(word.as_bytes().get(digits), Some(b'.' | b')'));
    number || word == "*" || word.starts_with(['-', '+', '#', '=', '>', '|', '~', '`'])
}

fn inlined(first: &str, rest: &[Fragment]) -> String {
    let mut out = String::new();
    escape(first, &mut out);
    for fragment in rest {
        match fragment {
            Fragment::Text(text) => escape(text, &mut out),
            Fragment::Link(link) => out.push_str(link),
        }
    }
    out
}
