//! A JSON value with its place.

use std::ops::Range;

use serde::{Deserialize, Serialize};

/// A JSON value.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Value {
    pub kind: Kind,
    /// Offsets in the text that was parsed.
    pub range: Range<usize>,
}

/// What a value is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Kind {
    Null,
    Bool(bool),
    /// The number as written.
    Number(String),
    String(String),
    Array(Vec<Value>),
    /// Members in order; a name may stand twice.
    Object(Vec<Member>),
}

/// A member of an object.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Member {
    pub name: String,
    /// The place of the name.
    pub range: Range<usize>,
    pub value: Value,
}

impl Value {
    /// The members, if this is an object.
    #[must_use]
    pub fn members(&self) -> &[Member] {
        match &self.kind {
            Kind::Object(members) => members,
            _ => &[],
        }
    }

    /// The elements, if this is an array.
    #[must_use]
    pub fn elements(&self) -> Option<&[Value]> {
        match &self.kind {
            Kind::Array(elements) => Some(elements),
            _ => None,
        }
    }

    /// The value of the last member with this name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.members()
            .iter()
            .rev()
            .find(|member| member.name == name)
            .map(|member| &member.value)
    }

    /// The text, if this is a string.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        match &self.kind {
            Kind::String(text) => Some(text),
            _ => None,
        }
    }

    /// What this is, with an article, for messages.
    #[must_use]
    pub fn noun(&self) -> &'static str {
        match self.kind {
            Kind::Null => "null",
            Kind::Bool(_) => "a truth value",
            Kind::Number(_) => "a number",
            Kind::String(_) => "a string",
            Kind::Array(_) => "an array",
            Kind::Object(_) => "an object",
        }
    }

    /// The value as JSON, indented by two spaces. Of members with the same name the last is kept.
    #[must_use]
    pub fn to_json(&self) -> String {
        self.to_json_without(&[])
    }

    /// The same without the values at these places, be they members or elements.
    #[must_use]
    pub fn to_json_without(&self, places: &[Range<usize>]) -> String {
        let mut text = String::with_capacity(self.range.len());
        self.write(&mut text, places, 0);
        text
    }

    fn write(&self, out: &mut String, without: &[Range<usize>], depth: usize) {
        let stays = |value: &Value| !without.contains(&value.range);
        match &self.kind {
            Kind::Null => out.push_str("null"),
            Kind::Bool(value) => out.push_str(if *value { "true" } else { "false" }),
            Kind::Number(text) => out.push_str(text),
            Kind::String(text) => write_string(out, text),
            Kind::Array(elements) => {
                let kept = elements.iter().filter(|element| stays(element));
                write_list(out, depth, ['[', ']'], kept, |out, element| {
                    element.write(out, without, depth + 1);
                });
            }
            Kind::Object(members) => {
                let kept = members.iter().filter(|member| stays(&member.value));
                write_list(out, depth, ['{', '}'], last_of_each(kept), |out, member| {
                    write_string(out, &member.name);
                    out.push_str(": ");
                    member.value.write(out, without, depth + 1);
                });
            }
        }
    }
}

fn last_of_each<'v>(members: impl Iterator<Item = &'v Member>) -> Vec<&'v Member> {
    let mut kept: Vec<&Member> = vec![];
    for member in members {
        match kept.iter_mut().find(|other| other.name == member.name) {
            Some(earlier) => *earlier = member,
            None => kept.push(member),
        }
    }
    kept
}

fn write_list<T>(
    out: &mut String,
    depth: usize,
    [open, close]: [char; 2],
    items: impl IntoIterator<Item = T>,
    write: impl Fn(&mut String, T),
) {
    out.push(open);
    let mut is_empty = true;
    for item in items {
        out.push_str(if is_empty { "\n" } else { ",\n" });
        out.extend(std::iter::repeat_n("  ", depth + 1));
        write(out, item);
        is_empty = false;
    }
    if !is_empty {
        out.push('\n');
        out.extend(std::iter::repeat_n("  ", depth));
    }
    out.push(close);
}

fn write_string(out: &mut String, text: &str) {
    // Most texts have nothing to escape.
    if !text.bytes().any(|byte| matches!(byte, b'"' | b'\\' | ..b' ')) {
        out.push('"');
        out.push_str(text);
        out.push('"');
        return;
    }
    let quoted = serde_json::to_string(text);
    out.push_str(&quoted.expect("a text is a string of JSON"));
}
