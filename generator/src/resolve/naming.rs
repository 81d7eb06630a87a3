//! Rust names for documented ones.

use heck::{ToSnakeCase, ToUpperCamelCase};

use crate::map::Set;

/// Words that cannot name a field, a method or an argument. Raw identifiers would do for most, but read badly in calls.
const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate", "do", "dyn", "else",
    "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro", "match", "mod",
    "move", "mut", "override", "priv", "pub", "ref", "return", "self", "static", "struct", "super", "trait", "true",
    "try", "type", "typeof", "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// A name for a field, a method, an argument or a module.
pub(super) fn snake(name: &str) -> String {
    let snake = plainly_snake(name).unwrap_or_else(|| name.to_snake_case());
    let snake = if snake.is_empty() { "value".to_owned() } else { snake };
    if KEYWORDS.contains(&snake.as_str()) {
        format!("{snake}_")
    } else if snake.starts_with(|c: char| c.is_numeric()) {
        format!("n{snake}")
    } else {
        snake
    }
}

/// The same for the many names that are lower case letters with a capital where a word begins; `None` for any other.
fn plainly_snake(name: &str) -> Option<String> {
    let mut snake = String::with_capacity(name.len() + 4);
    let mut is_begun = true;
    for c in name.bytes() {
        match c {
            b'a'..=b'z' => is_begun = false,
            b'A'..=b'Z' if !is_begun => {
                snake.push('_');
                is_begun = true;
            }
            _ => return None,
        }
        snake.push(char::from(c.to_ascii_lowercase()));
    }
    Some(snake)
}

/// Whether a name is a word of the language.
pub(crate) fn is_keyword(name: &str) -> bool {
    KEYWORDS.contains(&name) || name == "Self"
}

/// A name for a type or a variant.
pub(super) fn camel(name: &str) -> String {
    let camel = plainly_camel(name).unwrap_or_else(|| name.to_upper_camel_case());
    match camel.chars().next() {
        None => "Empty".to_owned(),
        Some(first) if first.is_numeric() => format!("N{camel}"),
        Some(_) if camel == "Self" => "Self_".to_owned(),
        Some(_) => camel,
    }
}

/// The same for the many names that are letters of which no two capitals stand side by side; `None` for any other.
fn plainly_camel(name: &str) -> Option<String> {
    let bytes = name.as_bytes();
    let is_plain = bytes.iter().all(u8::is_ascii_alphabetic)
        && !bytes.windows(2).any(|pair| pair.iter().all(u8::is_ascii_uppercase));
    let first = is_plain.then_some(name.chars().next())??;
    let mut camel = name.to_owned();
    camel.replace_range(..first.len_utf8(), first.to_ascii_uppercase().encode_utf8(&mut [0; 4]));
    Some(camel)
}

/// Names that were given out.
#[derive(Debug, Default)]
pub(super) struct Taken {
    names: Set<String>,
}

impl Taken {
    /// A scope in which some names are taken from the start.
    pub(super) fn new(reserved: &[&str]) -> Self {
        Self {
            names: reserved.iter().map(|name| (*name).to_owned()).collect(),
        }
    }

    /// The name, with a number behind it where it is taken already.
    pub(super) fn take(&mut self, name: &str) -> String {
        let mut unique = name.to_owned();
        let mut number = 2;
        while !self.names.insert(unique.clone()) {
            let separator = if name.ends_with('_') || name.starts_with(char::is_uppercase) {
                ""
            } else {
                "_"
            };
            unique = format!("{name}{separator}{number}");
            number += 1;
        }
        unique
    }

    /// Whether a name is taken.
    pub(super) fn has(&self, name: &str) -> bool {
        self.names.contains(name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_identifiers() {
        for (name, expected) in [
            ("displayName", "display_name"),
            ("type", "type_"),
            ("@odata.id", "odata_id"),
            ("2faEnabled", "n2fa_enabled"),
            ("iOSVersion", "i_os_version"),
            ("$count", "count"),
            ("self", "self_"),
            ("---", "value"),
        ] {
            assert_eq!(snake(name), expected);
            assert!(syn::parse_str::<syn::Ident>(&snake(name)).is_ok(), "{name}");
        }
        for name in ["32bit", "self", "x-y", "", "été", "a.b"] {
            assert!(syn::parse_str::<syn::Ident>(&camel(name)).is_ok(), "{name}");
        }
    }

    #[test]
    fn plain_names_are_as_others() {
        for name in ["id", "displayName", "userA", "aB", "x"] {
            assert_eq!(plainly_snake(name), Some(name.to_snake_case()));
        }
        for name in ["id", "displayName", "userA", "aB", "Plan", "X"] {
            assert_eq!(plainly_camel(name), Some(name.to_upper_camel_case()));
        }
        for name in ["DisplayName", "isURL", "sha1", "a_b", "aBC", "naïve"] {
            assert_eq!(plainly_snake(name), None);
        }
        for name in ["", "isURL", "sha1", "a_b", "aBC", "naïve"] {
            assert_eq!(plainly_camel(name), None);
        }
    }

    #[test]
    fn taken_names_get_numbers() {
        let mut taken = Taken::new(&["new"]);
        assert_eq!(taken.take("id"), "id");
        assert_eq!(taken.take("id"), "id_2");
        assert_eq!(taken.take("new"), "new_2");
        assert_eq!(taken.take("User"), "User");
        assert_eq!(taken.take("User"), "User2");
    }
}
