//! Writing JSON.

use std::fmt::{self, Write};

use serde_json::Value as Json;

use super::{Array, View, string};
use crate::Dialect;

/// After how many elements the size of the rest of an array is foreseen.
const SAMPLE: usize = 4;

/// How much room is made at most for elements that are not written yet, in bytes, lest a large first element cost much.
const MOST_ROOM: usize = 1 << 20;

/// Writes values into a text, one after the other.
#[derive(Debug)]
pub struct Writer {
    out: String,
    /// Whether the object or array that is open has no member yet.
    first: bool,
    dialect: &'static Dialect,
}

impl Writer {
    /// Starts an empty text.
    #[must_use]
    pub fn new(dialect: &'static Dialect) -> Self {
        Self {
            // Most bodies that programs send fit, and growing from nothing takes six steps to here.
            out: String::with_capacity(512),
            first: true,
            dialect,
        }
    }

    /// The names that the service uses.
    #[must_use]
    pub fn dialect(&self) -> &'static Dialect {
        self.dialect
    }

    /// Writes a `null`.
    pub fn null(&mut self) {
        self.out.push_str("null");
    }

    /// Writes a boolean.
    pub fn boolean(&mut self, value: bool) {
        self.out.push_str(if value { "true" } else { "false" });
    }

    /// Writes a string.
    pub fn string(&mut self, value: &str) {
        string::write(value, &mut self.out);
    }

    /// Writes a string that is made of two.
    pub(super) fn joined(&mut self, one: &str, other: &str) {
        self.out.push('"');
        string::escape_onto(&mut self.out, one);
        string::escape_onto(&mut self.out, other);
        self.out.push('"');
    }

    /// Writes what `value` displays as a string.
    pub fn display(&mut self, value: &dyn fmt::Display) {
        self.out.push('"');
        let start = self.out.len();
        self.number(value);
        // Numbers, dates and GUIDs need no escapes; whoever displays something else gets a string all the same.
        if !string::is_plain(&self.out[start..]) {
            let text = self.out.split_off(start);
            self.out.pop();
            return self.string(&text);
        }
        self.out.push('"');
    }

    /// Writes an integer.
    pub fn integer(&mut self, value: impl itoa::Integer) {
        self.out.push_str(itoa::Buffer::new().format(value));
    }

    /// Writes what `value` displays as it is, which must be JSON: a number.
    pub fn number(&mut self, value: &dyn fmt::Display) {
        write!(self.out, "{value}").expect("writing to a string");
    }

    /// Writes an object, whose members `members` writes.
    pub fn object(&mut self, members: &mut dyn FnMut(&mut Self)) {
        self.open('{');
        members(self);
        self.close('}');
    }

    /// Writes a member's name; its value must be written next.
    pub fn name(&mut self, name: &str) {
        self.element();
        self.string(name);
        self.out.push(':');
    }

    /// Writes a member's name as it stands between quotation marks in JSON, which most names do as they are.
    pub fn key(&mut self, escaped: &str) {
        if self.first {
            self.first = false;
            self.out.push('"');
        } else {
            self.out.push_str(",\"");
        }
        self.out.push_str(escaped);
        self.out.push_str("\":");
    }

    /// Writes a member whose name is as it stands between quotation marks.
    #[doc(hidden)]
    pub fn member(&mut self, escaped: &str, value: View<'_>) {
        self.key(escaped);
        value.write(self);
    }

    /// Writes an array, whose elements `elements` writes.
    pub fn array(&mut self, elements: &mut dyn FnMut(&mut Self)) {
        self.open('[');
        elements(self);
        self.close(']');
    }

    /// Starts an element; its value must be written next.
    pub fn element(&mut self) {
        if !std::mem::take(&mut self.first) {
            self.out.push(',');
        }
    }

    /// Writes values as an array.
    pub(crate) fn values(&mut self, values: &dyn Array) {
        self.open('[');
        let start = self.out.len();
        for number in 0..values.len() {
            self.element();
            values.at(number).write(self);
            if number == SAMPLE {
                self.make_room((self.out.len() - start) / SAMPLE * (values.len() - number));
            }
        }
        self.close(']');
    }

    /// Writes a tree.
    pub fn json(&mut self, value: &Json) {
        match value {
            Json::Null => self.null(),
            Json::Bool(value) => self.boolean(*value),
            Json::Number(number) => match (number.as_i64(), number.as_u64()) {
                (Some(number), _) => self.integer(number),
                (_, Some(number)) => self.integer(number),
                _ => self.number(number),
            },
            Json::String(text) => self.string(text),
            Json::Array(values) => self.values(values),
            Json::Object(members) => {
                self.open('{');
                for (name, value) in members {
                    self.name(name);
                    self.json(value);
                }
                self.close('}');
            }
        }
    }

    /// The text.
    #[must_use]
    pub fn finish(self) -> String {
        self.out
    }

    pub(super) fn open(&mut self, bracket: char) {
        self.out.push(bracket);
        self.first = true;
    }

    pub(super) fn close(&mut self, bracket: char) {
        self.out.push(bracket);
        // What was just written is something that whatever holds it has.
        self.first = false;
    }

    /// Makes room for so many more bytes, and for a few more if they turn out to be.
    #[cold]
    fn make_room(&mut self, bytes: usize) {
        self.out.reserve((bytes + bytes / 8).min(MOST_ROOM));
    }
}
