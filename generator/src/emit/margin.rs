//! Documentation and long texts beside the code that is formatted.
//!
//! Half of an emitted file is documentation, and most of a test is the body of its example. Made tokens of, that is escaped,
//! parsed, unescaped and printed, to come out as it went in. So it is kept aside while a file is made: the tokens hold a short mark for each
//! item's documentation and for each such text, and these take the mark's place in the formatted code.

use std::cell::RefCell;

use proc_macro2::Literal;

use crate::mark;

/// What a mark begins with: a character that takes no escape, and that emitted code has in string literals at most. There it is no mark,
/// whatever follows: a mark is all of a line of documentation, or all of a raw literal, and both stand in the margin if they are a page's.
const MARK: &str = "^";

/// What stands in the margin of one file.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Margin {
    notes: Vec<String>,
}

thread_local! {
    /// The margin of the file that is being made on this thread.
    static CURRENT: RefCell<Option<Margin>> = const { RefCell::new(None) };
}

/// Makes a file, with its documentation aside.
pub(super) fn beside<T>(make: impl FnOnce() -> T) -> (T, Margin) {
    let outer = CURRENT.replace(Some(Margin::default()));
    let file = make();
    let margin = CURRENT.replace(outer).unwrap_or_default();
    (file, margin)
}

/// Puts documentation into the margin; the answer is the mark for it. Nothing if no file is being made.
pub(super) fn note(text: &str) -> Option<String> {
    CURRENT.with_borrow_mut(|current| {
        let margin = current.as_mut()?;
        margin.notes.push(text.to_owned());
        Some(format!("{MARK}{}", margin.notes.len() - 1))
    })
}

/// Puts a literal, as it is written, into the margin; the answer is another one that is a mark for it. It has to stand where its length
/// makes no difference to how lines are broken.
pub(super) fn literal(written: &str) -> Option<Literal> {
    format!("r\"{}\"", note(written)?).parse().ok()
}

impl Margin {
    /// Puts everything where its mark is.
    pub(super) fn fill(&self, formatted: &str) -> String {
        let length: usize = self.notes.iter().map(|note| note.len() + note.len() / 8).sum();
        let mut text = String::with_capacity(formatted.len() + length);
        let mut rest = formatted;
        while let Some(at) = mark::find(rest, 0, MARK) {
            let (before, behind) = (&rest[..at], &rest[at + MARK.len()..]);
            let digits = behind.bytes().take_while(u8::is_ascii_digit).count();
            let note = behind[..digits]
                .parse()
                .ok()
                .and_then(|number: usize| self.notes.get(number));
            let (line, behind) = (
                memchr::memrchr(b'\n', before.as_bytes()).map_or(0, |end| end + 1),
                &behind[digits..],
            );
            let is_documentation = matches!(before[line..].trim_start(), "///" | "//!");
            let literal = before.strip_suffix("r\"").zip(behind.strip_prefix('"'));
            rest = match (note, literal, behind.strip_prefix('\n')) {
                (Some(note), Some((before, behind)), _) => {
                    text.push_str(before);
                    text.push_str(note);
                    behind
                }
                (Some(note), _, Some(behind)) if is_documentation => {
                    text.push_str(&before[..line]);
                    write_lines(&mut text, &before[line..], note);
                    behind
                }
                _ => {
                    text.push_str(&rest[..rest.len() - behind.len()]);
                    behind
                }
            };
        }
        text.push_str(rest);
        text
    }
}

/// Writes documentation line by line, each behind what a line of it starts with.
pub(super) fn write_lines(text: &mut String, start: &str, note: &str) {
    for line in mark::split(note, "\n") {
        text.push_str(start);
        if !line.is_empty() {
            text.push(' ');
            text.push_str(line);
        }
        text.truncate(text.trim_end_matches(' ').len());
        text.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_take_the_place_of_their_mark() {
        let (marks, margin) = beside(|| [note("First.\n\nSecond.  "), note("Field.")].map(Option::unwrap));
        let formatted = format!(
            "///{}\nstruct S {{\n    ///{}\n    a: u8, // {MARK}1\n}}\n",
            marks[0], marks[1]
        );
        let expected =
            format!("/// First.\n///\n/// Second.\nstruct S {{\n    /// Field.\n    a: u8, // {MARK}1\n}}\n");
        assert_eq!(margin.fill(&formatted), expected);
    }

    #[test]
    fn literals_take_the_place_of_theirs() {
        let (mark, margin) = beside(|| literal("r#\"{\n}\"#").map(|mark| mark.to_string()).unwrap_or_default());
        assert_eq!(
            margin.fill(&format!("    let body = {mark};\n")),
            "    let body = r#\"{\n}\"#;\n"
        );
    }

    #[test]
    fn there_is_no_margin_without_a_file() {
        assert_eq!(note("text"), None);
    }

    #[test]
    fn what_looks_like_a_mark_is_text() {
        let text = format!("{MARK}1 and r\"{MARK}1\"");
        let (marks, margin) = beside(|| [note(&text), note("Other.")].map(Option::unwrap));
        let formatted = format!(
            "///{}\nconst S: &str = \"r\\\"{MARK}1\\\"\";\n///{}\n",
            marks[0], marks[1]
        );
        let expected = format!("/// {text}\nconst S: &str = \"r\\\"{MARK}1\\\"\";\n/// Other.\n");
        assert_eq!(margin.fill(&formatted), expected);
    }
}
