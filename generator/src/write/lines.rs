//! How much of a file changes, in lines, and which Rust items the changes belong to.

use std::collections::HashMap;

/// The lines that two texts do not have in common.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Difference {
    pub(super) added: usize,
    pub(super) removed: usize,
    /// Names of the items around the lines that differ, in order: `struct User`, `fn list`.
    pub(super) items: Vec<String>,
}

/// Compares two texts as bags of lines.
///
/// Lines that only moved do not count: generated files are in a fixed order, and a summary wants to know what is new.
/// It is also linear in time, where a shortest edit script is not.
pub(super) fn difference(old: &str, new: &str) -> Difference {
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

/// Adds the items that contain differing lines. Documentation stands before its item, so it waits for the next one.
fn collect_items(text: &str, differs: impl Fn(&str) -> bool, items: &mut Vec<String>) {
    let mut current = None;
    let mut waiting = false;
    for line in text.lines() {
        let trimmed = line.trim_start();
        let item = item(trimmed);
        let declares = item.is_some();
        current = item.or(current);
        // A brace or an empty line says nothing about what it belongs to.
        let tells = trimmed.chars().any(char::is_alphanumeric) && differs(line);
        let leads = trimmed.starts_with("///") || trimmed.starts_with("#[");
        let announced = waiting;
        waiting = (waiting && !declares) || (tells && leads);
        if (tells && !leads) || (declares && announced) {
            let new = current.as_ref().filter(|name| !items.contains(name));
            items.extend(new.cloned());
        }
    }
}

/// The item that a line declares: `struct User` of `pub struct User {`.
fn item(line: &str) -> Option<String> {
    let rest = line.strip_prefix("pub ").unwrap_or(line);
    let rest = rest.strip_prefix("async ").unwrap_or(rest);
    let (keyword, rest) = rest.split_once(' ')?;
    if !matches!(keyword, "struct" | "enum" | "fn" | "trait" | "mod" | "type" | "const") {
        return None;
    }
    let end = rest
        .find(|c: char| !c.is_alphanumeric() && c != '_')
        .unwrap_or(rest.len());
    (end > 0).then(|| format!("{keyword} {}", &rest[..end]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_lines_and_names_items() {
        let old = "/// A user.\npub struct User {\n    pub id: String,\n}\npub fn get() {}\n";
        let new = "/// A person.\npub struct User {\n    pub id: String,\n    pub mail: String,\n}\npub fn list() {}\n";
        let expected = Difference {
            added: 3,
            removed: 2,
            items: ["struct User", "fn list", "fn get"].map(String::from).into(),
        };
        assert_eq!(difference(old, new), expected);
    }

    #[test]
    fn moved_lines_do_not_count() {
        assert_eq!(difference("a\nb\n", "b\na\n"), Difference::default());
    }
}
