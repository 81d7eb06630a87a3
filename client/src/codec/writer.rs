//! Writing JSON.

use std::fmt::{self, Write};

use super::string;
use crate::Dialect;

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
            // As much as serde_json starts with: few bodies are shorter, and growing from nothing takes five steps to here.
            out: String::with_capacity(128),
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
        self.nested('{', members, '}');
    }

    /// Writes a member's name; its value must be written next.
    pub fn name(&mut self, name: &str) {
        self.element();
        self.string(name);
        self.out.push(':');
    }

    /// Writes an array, whose elements `elements` writes.
    pub fn array(&mut self, elements: &mut dyn FnMut(&mut Self)) {
        self.nested('[', elements, ']');
    }

    /// Starts an element; its value must be written next.
    pub fn element(&mut self) {
        if !std::mem::take(&mut self.first) {
            self.out.push(',');
        }
    }

    /// Writes a tree.
    pub fn json(&mut self, value: &serde_json::Value) {
        write!(self.out, "{value}").expect("writing to a string");
    }

    /// The text.
    #[must_use]
    pub fn finish(self) -> String {
        self.out
    }

    fn nested(&mut self, open: char, inside: &mut dyn FnMut(&mut Self), close: char) {
        self.out.push(open);
        let outer = std::mem::replace(&mut self.first, true);
        inside(self);
        self.first = outer;
        self.out.push(close);
    }
}
