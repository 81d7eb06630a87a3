//! How much of a file changes, in lines, and which Rust items the changes belong to.

use std::collections::HashMap;

/// The lines that two texts do not have in common.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Difference {
    pub(super) added: usize,
    pub(super) removed: usize,
    /// Names of the items around the lines that differ, in order: `User`, `User::mail`.
    pub(super) items: Vec<String>,
}

/// Compares two texts as bags of lines.
///
/// Lines that only moved do not count: generated files are in a fixed order, and a summary wants to know what is new.
/// It is also linear in time, where a shortest edit script is not.
pub(super) fn difference(old: &str, new: &str) -> Difference {
    // All of a new file is new, which takes no counting.
    if old.is_empty() {
        let mut items = vec![];
        collect_items(new, |_| true, &mut items);
        return Difference {
            added: count_lines(new),
            removed: 0,
            items,
        };
    }
    let mut surplus: HashMap<&str, isize> = HashMap::new();
    for line in new.lines() {
        *surplus.entry(line).or_default() += 1;
    }
    for line in old.lines() {
        *surplus.entry(line).or_default() -= 1;
    }
    let mut difference = Difference {
        added: surplus.values().filter_map(|count| usize::try_from(*count).ok()).sum(),
        removed: surplus.values().filter_map(|count| usize::try_from(-count).ok()).sum(),
        items: vec![],
    };
    collect_items(new, |line| surplus[line] > 0, &mut difference.items);
    collect_items(old, |line| surplus[line] < 0, &mut difference.items);
    difference
}

/// As many as [`str::lines`] gives.
fn count_lines(text: &str) -> usize {
    let ends = text.bytes().filter(|byte| *byte == b'\n').count();
    ends + usize::from(!text.is_empty() && !text.ends_with('\n'))
}

/// Adds the items that contain differing lines. Documentation stands before its item, so it waits for the next one.
fn collect_items(text: &str, differs: impl Fn(&str) -> bool, items: &mut Vec<String>) {
    let mut place = Place::default();
    let mut waiting = false;
    // Most lines stand where the one before them stood, and are no news.
    let mut is_named = false;
    for line in lines(text) {
        // A brace or an empty line says nothing about what it belongs to.
        let indent = line.bytes().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
        let trimmed = &line[indent..];
        let tells = || trimmed.chars().any(char::is_alphanumeric) && differs(line);
        if trimmed.starts_with("///") || trimmed.starts_with("#[") {
            waiting = waiting || tells();
            continue;
        }
        let entered = place.enter(line, trimmed);
        is_named &= entered.is_none();
        let enters = entered == Some(true);
        let announced = waiting;
        waiting &= !enters;
        if !is_named && ((enters && announced) || tells()) {
            let name = place.name();
            if !name.is_empty() && !items.contains(&name) {
                items.push(name);
            }
            is_named = true;
        }
    }
}

/// What [`str::lines`] gives, without its search for a character, which takes longer to begin than most lines to read.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let end = memchr::memchr(b'\n', rest.as_bytes());
        let (line, next) = match end {
            Some(end) => (&rest[..end], &rest[end + 1..]),
            None if rest.is_empty() => return None,
            None => (rest, ""),
        };
        rest = next;
        Some(line.strip_suffix('\r').filter(|_| end.is_some()).unwrap_or(line))
    })
}

/// Where in a file a line stands, as far as indentation tells in formatted code.
#[derive(Default)]
struct Place {
    /// The item at the left margin: `User`, also within its implementations.
    item: String,
    /// The public function in it.
    function: String,
}

impl Place {
    /// Notes where a line leads to, if it leads anywhere: whether it declares anything there.
    fn enter(&mut self, line: &str, trimmed: &str) -> Option<bool> {
        let public = trimmed.strip_prefix("pub ");
        let rest = public.unwrap_or(trimmed);
        let rest = rest.strip_prefix("async ").unwrap_or(rest);
        let keyword = rest.bytes().take_while(u8::is_ascii_lowercase).count();
        let (keyword, rest) = rest.split_at(keyword);
        let rest = rest.strip_prefix([' ', '<'])?;
        let indented = trimmed.len() < line.len();
        match keyword {
            "impl" if !indented => {
                // Of `impl<T> Trait<T> for User<T>`, the last name at the margin counts.
                let subject = rest.rsplit_once(" for ").map_or(rest, |(_, subject)| subject);
                *self = Self::of(subject);
                Some(false)
            }
            "struct" | "enum" | "trait" | "mod" | "type" | "const" | "fn" if !indented => {
                *self = Self::of(rest);
                Some(true)
            }
            // Other functions are those of traits, which are no news.
            "fn" => {
                self.function = if public.is_some() {
                    identifier(rest)
                } else {
                    String::new()
                };
                Some(public.is_some())
            }
            _ => None,
        }
    }

    fn of(item: &str) -> Self {
        Self {
            item: identifier(item),
            function: String::new(),
        }
    }

    /// `User`, `User::mail` or, of a file without items, nothing.
    fn name(&self) -> String {
        if self.function.is_empty() {
            self.item.clone()
        } else {
            format!("{}::{}", self.item, self.function)
        }
    }
}

/// The identifier that a text starts with.
fn identifier(text: &str) -> String {
    text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_lines_and_names_items() {
        let old = "/// A user.\npub struct User {\n    pub id: String,\n}\npub fn get() {}\n";
        let new = "/// A person.\npub struct User {\n    pub id: String,\n}\nimpl<T> Into<T> for User {\n    pub fn mail() {}\n}\n";
        let expected = Difference {
            added: 4,
            removed: 2,
            items: ["User", "User::mail", "get"].map(String::from).into(),
        };
        assert_eq!(difference(old, new), expected);
    }

    #[test]
    fn lines_are_those_of_the_standard_library() {
        for text in ["", "a", "a\n", "a\n\nb", "a\r\nb\r", "\n", "\r\n\r"] {
            assert_eq!(
                lines(text).collect::<Vec<_>>(),
                text.lines().collect::<Vec<_>>(),
                "{text:?}"
            );
        }
    }

    #[test]
    fn moved_lines_do_not_count() {
        assert_eq!(difference("a\nb\n", "b\na\n"), Difference::default());
    }
}
