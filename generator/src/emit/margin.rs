//! Documentation beside the code that is formatted.
//!
//! Half of an emitted file is documentation. Made tokens of, it is escaped, parsed, unescaped and printed line by line, all to come
//! out as it went in. So it is kept aside while a file is made: the tokens hold one short mark for each item's documentation, and
//! the lines take the mark's place in the formatted text.

use std::cell::RefCell;

/// What a mark begins with: a private character, which no page has a use for.
const MARK: char = '\u{f0d0}';

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

/// Puts documentation into the margin; the answer is the mark for it. Nothing if no file is being made, or if the text has the
/// mark's character itself.
pub(super) fn note(text: &str) -> Option<String> {
    CURRENT.with_borrow_mut(|current| {
        let margin = current.as_mut().filter(|_| !text.contains(MARK))?;
        margin.notes.push(text.to_owned());
        Some(format!("{MARK}{}", margin.notes.len() - 1))
    })
}

impl Margin {
    /// Puts everything where its mark is.
    pub(super) fn fill(&self, formatted: &str) -> String {
        let length: usize = self.notes.iter().map(|note| note.len() + note.len() / 8).sum();
        let mut text = String::with_capacity(formatted.len() + length);
        for line in formatted.split_inclusive('\n') {
            match self.marked(line) {
                Some((start, note)) => write_lines(&mut text, start, note),
                None => text.push_str(line),
            }
        }
        text
    }

    /// What stands before the mark of a line, and what the mark is for.
    fn marked<'l>(&'l self, line: &'l str) -> Option<(&'l str, &'l str)> {
        let (start, number) = line.trim_end().split_once(MARK)?;
        let note = self.notes.get(number.parse::<usize>().ok()?)?;
        matches!(start.trim_start(), "///" | "//!").then_some((start, note))
    }
}

fn write_lines(text: &mut String, start: &str, note: &str) {
    for line in note.split('\n') {
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
    fn there_is_no_margin_without_a_file() {
        assert_eq!(note("text"), None);
        let ((), margin) = beside(|| assert_eq!(note(&format!("has {MARK}")), None));
        assert_eq!(margin, Margin::default());
    }
}
