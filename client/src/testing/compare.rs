//! Comparing JSON by what it means.

use std::fmt;

use crate::codec::{Step, parse_instant, parse_time};
use crate::{Binary, Duration, Json, Uuid};

/// Where two documents differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The JSON path, as in `$.value[3].start`.
    pub path: String,
    /// What is different.
    pub problem: String,
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} at {}", self.problem, self.path)
    }
}

/// Compares a document with what it should be, and reports the first difference.
pub(super) fn compare(actual: &Json, expected: &Json) -> Result<(), Difference> {
    compare_at(&mut String::from("$"), actual, expected)
}

fn compare_at(path: &mut String, actual: &Json, expected: &Json) -> Result<(), Difference> {
    let problem = match (actual, expected) {
        (Json::Object(actual), Json::Object(expected)) => {
            for (name, expected) in expected {
                match actual.get(name) {
                    Some(actual) => {
                        within(path, &Step::Member(name.as_str().into()), actual, expected)?;
                    }
                    None => return Err(at(path, format!("`{name}` is missing, which should be {expected}"))),
                }
            }
            match actual.iter().find(|(name, _)| !expected.contains_key(*name)) {
                Some((name, value)) => format!("`{name}` should not be there, and is {value}"),
                None => return Ok(()),
            }
        }
        (Json::Array(actual), Json::Array(expected)) if actual.len() == expected.len() => {
            for (index, (actual, expected)) in actual.iter().zip(expected).enumerate() {
                within(path, &Step::Element(index), actual, expected)?;
            }
            return Ok(());
        }
        (Json::Array(actual), Json::Array(expected)) => {
            format!("{} elements, should be {}", actual.len(), expected.len())
        }
        (Json::Number(left), Json::Number(right)) if left.as_f64() == right.as_f64() => {
            return Ok(());
        }
        (Json::String(left), Json::String(right)) if mean_the_same(left, right) => return Ok(()),
        _ if actual == expected => return Ok(()),
        _ => format!("{actual}, should be {expected}"),
    };
    Err(at(path, problem))
}

fn within(path: &mut String, step: &Step, actual: &Json, expected: &Json) -> Result<(), Difference> {
    let length = path.len();
    step.append_to(path);
    compare_at(path, actual, expected)?;
    path.truncate(length);
    Ok(())
}

fn at(path: &str, problem: String) -> Difference {
    Difference {
        path: path.to_owned(),
        problem,
    }
}

/// Whether two strings are the same value of one of the types that have several spellings.
fn mean_the_same(left: &str, right: &str) -> bool {
    fn same<T: PartialEq>(left: &str, right: &str, read: impl Fn(&str) -> Option<T>) -> bool {
        read(left).is_some_and(|left| read(right) == Some(left))
    }
    left == right
        || same(left, right, parse_instant)
        || same(left, right, parse_time)
        || same(left, right, |text| text.parse::<Uuid>().ok())
        || same(left, right, |text| text.parse::<Duration>().ok())
        || same(left, right, base64)
        || flags(left).eq(flags(right))
}

/// Base64 in the standard alphabet and without padding. Decoding it would not do: spare bits make different texts the same.
fn base64(text: &str) -> Option<String> {
    text.parse::<Binary>().ok()?;
    let standard = text.replace('-', "+").replace('_', "/");
    Some(standard.trim_end_matches('=').to_owned())
}

/// The members of a set of flags, around whose commas there may be spaces.
fn flags(text: &str) -> impl Iterator<Item = &str> {
    text.split(',').map(str::trim)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn difference(actual: &str, expected: &str) -> Option<String> {
        let read = |text| serde_json::from_str(text).unwrap();
        compare(&read(actual), &read(expected))
            .err()
            .map(|difference| difference.to_string())
    }

    #[test]
    fn spellings_do_not_matter() {
        for (actual, expected) in [
            (r#"{"a": 1, "b": 2}"#, r#"{"b": 2.0, "a": 1}"#),
            (r#""2024-01-01T00:00:00Z""#, r#""2024-01-01T01:00:00.000+01:00""#),
            (
                r#""6C1E1A2A-0F2E-4A55-9F8A-111111111111""#,
                r#""6c1e1a2a-0f2e-4a55-9f8a-111111111111""#,
            ),
            (r#""08:00:00""#, r#""08:00:00.0000000""#),
            (r#""read,write""#, r#""read, write""#),
        ] {
            assert_eq!(difference(actual, expected), None);
        }
    }

    #[test]
    fn the_path_is_named() {
        for (actual, expected, message) in [
            (
                r#"{"a": [{"b": 1}]}"#,
                r#"{"a": [{"b": 2}]}"#,
                "1, should be 2 at $.a[0].b",
            ),
            (
                r#"{"a": {}}"#,
                r#"{"a": {"@b": null}}"#,
                "`@b` is missing, which should be null at $.a",
            ),
            (r#"{"a": 1}"#, "{}", "`a` should not be there, and is 1 at $"),
            ("[1]", "[]", "1 elements, should be 0 at $"),
            (r#""1""#, "1", "\"1\", should be 1 at $"),
            (r#""Low""#, r#""low""#, "\"Low\", should be \"low\" at $"),
        ] {
            assert_eq!(difference(actual, expected).as_deref(), Some(message));
        }
    }
}
