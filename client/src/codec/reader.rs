//! A pull parser for JSON (RFC 8259).
//!
//! It is written here rather than taken from `jiter` or `serde_json`: the one is built for Python's needs and brings ten
//! crates (big integers, bit vectors) that every user would compile, the other cannot look ahead for a type tag without
//! copying the object into a tree. Tests compare it with `serde_json` on generated texts.

use std::borrow::Cow;

use serde_json::{Map, Value as Json};

use super::{Array, Fault, Step, guess::Guesses, number, string};
use crate::Dialect;

/// How deep arrays and objects may nest, so that a hostile text cannot exhaust the stack.
const MAX_DEPTH: u8 = 128;

/// Reads values off a JSON text, one after the other, without building a tree.
///
/// Cloning it is cheap and looks ahead: the clone moves on, the original does not.
#[derive(Clone, Debug)]
pub struct Reader<'a> {
    text: &'a str,
    position: usize,
    depth: u8,
    pub(super) search: Search,
    pub(super) guesses: Guesses,
    dialect: &'static Dialect,
}

/// How the type of an object is found whose first member is not a type tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Search {
    /// By trying the base.
    First,
    /// The same, and an object around it will do something else if that fails.
    Trying,
    /// By looking ahead for a tag.
    Ahead,
}

/// What kind of value comes next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `null`
    Null,
    /// `true` or `false`
    Boolean,
    /// A number.
    Number,
    /// A string.
    String,
    /// An array.
    Array,
    /// An object.
    Object,
}

impl Kind {
    fn describe(self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Boolean => "a boolean",
            Self::Number => "a number",
            Self::String => "a string",
            Self::Array => "an array",
            Self::Object => "an object",
        }
    }
}

/// What is done with each member of an object.
type OnMember<'f, 'a> = dyn FnMut(&mut Reader<'a>, Cow<'a, str>) -> Result<(), Fault> + 'f;

/// What is done with each element of an array.
type OnElement<'f, 'a> = dyn FnMut(&mut Reader<'a>) -> Result<(), Fault> + 'f;

impl<'a> Reader<'a> {
    /// Starts at the beginning of `text`, after a byte order mark if there is one (RFC 8259, section 8.1).
    #[must_use]
    pub fn new(text: &'a str, dialect: &'static Dialect) -> Self {
        let position = if text.starts_with('\u{feff}') { 3 } else { 0 };
        Self {
            text,
            position,
            depth: 0,
            search: Search::First,
            guesses: Guesses::new(),
            dialect,
        }
    }

    /// The names that the service uses.
    #[must_use]
    pub fn dialect(&self) -> &'static Dialect {
        self.dialect
    }

    /// How many bytes were read so far.
    #[must_use]
    pub fn offset(&self) -> usize {
        self.position
    }

    /// A fault at the place that was reached.
    #[cold]
    pub fn fault(&self, problem: impl Into<String>) -> Fault {
        Fault::new(problem, self.position)
    }

    /// Says what kind of value comes next, without reading it.
    pub fn peek(&mut self) -> Result<Kind, Fault> {
        self.skip_whitespace();
        Ok(match self.byte() {
            Some(b'"') => Kind::String,
            Some(b'{') => Kind::Object,
            Some(b'[') => Kind::Array,
            Some(b't' | b'f') => Kind::Boolean,
            Some(b'n') => Kind::Null,
            Some(b'-' | b'0'..=b'9') => Kind::Number,
            Some(_) => return Err(self.fault("expected a value")),
            None => return Err(self.fault("expected a value, the text ends")),
        })
    }

    /// Reads a `null` if one comes next, and says whether it did.
    #[inline]
    pub fn null(&mut self) -> Result<bool, Fault> {
        self.skip_whitespace();
        if self.byte() != Some(b'n') {
            return Ok(false);
        }
        self.literal("null")?;
        Ok(true)
    }

    /// Reads a boolean.
    pub fn boolean(&mut self) -> Result<bool, Fault> {
        self.expect(Kind::Boolean)?;
        let value = self.byte() == Some(b't');
        self.literal(if value { "true" } else { "false" })?;
        Ok(value)
    }

    /// Reads a string; it is borrowed unless it has escapes.
    #[inline]
    pub fn string(&mut self) -> Result<Cow<'a, str>, Fault> {
        self.skip_whitespace();
        if self.byte() != Some(b'"') {
            return Err(self.unexpected(Kind::String.describe()));
        }
        string::read(self.text, &mut self.position)
    }

    /// Reads a number and returns it as it is written.
    pub fn number(&mut self) -> Result<&'a str, Fault> {
        self.expect(Kind::Number)?;
        number::scan(self.text, &mut self.position)
    }

    /// Reads an object, calling `member` with the name of each member in turn; `member` must read its value.
    pub fn object(&mut self, member: &mut OnMember<'_, 'a>) -> Result<(), Fault> {
        self.open(b'{')?;
        let mut first = true;
        while let Some((start, name)) = self.next_member(first)? {
            first = false;
            if let Err(fault) = member(self, name) {
                // Only the path of a fault needs the name once more.
                let mut start = start;
                let name = string::read(self.text, &mut start)?;
                return Err(fault.inside(Step::Member(name.into())));
            }
        }
        Ok(())
    }

    /// Reads an array, calling `element` for each element; `element` must read it.
    pub fn array(&mut self, element: &mut OnElement<'_, 'a>) -> Result<(), Fault> {
        self.open(b'[')?;
        let mut index = 0;
        while self.next_element(index == 0)? {
            element(self).map_err(|fault| fault.inside(Step::Element(index)))?;
            index += 1;
        }
        Ok(())
    }

    /// Reads an array, whose values are added to `values`.
    pub(crate) fn elements(&mut self, values: &mut dyn Array) -> Result<(), Fault> {
        self.array(&mut |reader| values.add().read(reader))
    }

    /// Reads a value of any kind and forgets it.
    pub fn skip(&mut self) -> Result<(), Fault> {
        match self.peek()? {
            Kind::Null => self.literal("null"),
            Kind::Boolean => self.boolean().map(drop),
            Kind::Number => self.number().map(drop),
            Kind::String => string::skip(self.text, &mut self.position),
            Kind::Array => self.array(&mut |reader| reader.skip()),
            Kind::Object => self.object(&mut |reader, _| reader.skip()),
        }
    }

    /// Reads a value of any kind as a tree.
    pub fn json(&mut self) -> Result<Json, Fault> {
        Ok(match self.peek()? {
            Kind::Null => {
                self.literal("null")?;
                Json::Null
            }
            Kind::Boolean => Json::Bool(self.boolean()?),
            Kind::Number => {
                let start = self.position;
                let text = self.number()?;
                number::to_json(text).ok_or_else(|| Fault::new("number out of range", start))?
            }
            Kind::String => Json::String(self.string()?.into_owned()),
            Kind::Array => {
                let mut elements = Vec::new();
                self.array(&mut |reader| {
                    elements.push(reader.json()?);
                    Ok(())
                })?;
                Json::Array(elements)
            }
            Kind::Object => {
                let mut members = Map::new();
                self.object(&mut |reader, name| {
                    members.insert(name.into_owned(), reader.json()?);
                    Ok(())
                })?;
                Json::Object(members)
            }
        })
    }

    /// Finds the type tag of the object that comes next, wherever in the object it stands, without reading the object.
    ///
    /// The tag is returned without the dialect's prefix. A text that turns out not to be JSON has no tag here: whoever
    /// reads the object afterwards reports what is wrong with it.
    #[must_use]
    pub fn tag(&self) -> Option<Cow<'a, str>> {
        let tag = self.clone().find_tag().ok().flatten()?;
        let prefix = self.dialect.type_tag_prefix;
        Some(match tag {
            Cow::Borrowed(tag) => Cow::Borrowed(tag.strip_prefix(prefix).unwrap_or(tag)),
            Cow::Owned(tag) => Cow::Owned(tag.strip_prefix(prefix).unwrap_or(&tag).to_owned()),
        })
    }

    /// Checks that nothing follows.
    pub fn finish(mut self) -> Result<(), Fault> {
        self.skip_whitespace();
        if self.position == self.text.len() {
            Ok(())
        } else {
            Err(self.fault("expected the end of the text"))
        }
    }

    /// A fault that says what was expected instead of what comes next.
    #[cold]
    pub(crate) fn unexpected(&mut self, expected: &str) -> Fault {
        match self.peek() {
            Ok(found) => self.fault(format!("expected {expected}, found {}", found.describe())),
            Err(fault) => fault,
        }
    }

    fn expect(&mut self, kind: Kind) -> Result<(), Fault> {
        if self.peek()? == kind {
            Ok(())
        } else {
            Err(self.unexpected(kind.describe()))
        }
    }

    fn find_tag(mut self) -> Result<Option<Cow<'a, str>>, Fault> {
        self.open(b'{')?;
        let mut first = true;
        while let Some((_, name)) = self.next_member(first)? {
            first = false;
            if name == self.dialect.type_tag && self.peek()? == Kind::String {
                return self.string().map(Some);
            }
            self.skip()?;
        }
        Ok(None)
    }

    /// Whether the type tag is the first member of the object that comes next.
    pub(super) fn is_tagged_first(&self) -> bool {
        let mut ahead = self.clone();
        let first = ahead.open(b'{').and_then(|()| ahead.next_member(true));
        first.is_ok_and(|member| member.is_some_and(|(_, name)| name == self.dialect.type_tag))
    }

    /// Reads the bracket that opens an object or an array.
    #[inline]
    pub(super) fn open(&mut self, bracket: u8) -> Result<(), Fault> {
        self.skip_whitespace();
        if self.byte() != Some(bracket) {
            let kind = if bracket == b'{' { Kind::Object } else { Kind::Array };
            return Err(self.unexpected(kind.describe()));
        }
        if self.depth == MAX_DEPTH {
            return Err(self.fault(format!("nested deeper than {MAX_DEPTH} levels")));
        }
        self.depth += 1;
        self.position += 1;
        Ok(())
    }

    /// Reads up to the value of the next member, or past the end of the object. Returns where its name stands, and the name.
    #[inline]
    pub(super) fn next_member(&mut self, first: bool) -> Result<Option<(usize, Cow<'a, str>)>, Fault> {
        if self.closes(b'}') {
            return Ok(None);
        }
        if !first {
            self.punctuation(b',', "expected a comma or the end of the object")?;
            self.skip_whitespace();
        }
        if self.byte() != Some(b'"') {
            return Err(self.fault("expected a member's name in quotation marks"));
        }
        let start = self.position;
        let name = string::read(self.text, &mut self.position)?;
        self.skip_whitespace();
        self.punctuation(b':', "expected a colon after a member's name")?;
        Ok(Some((start, name)))
    }

    /// Reads up to the next element, or past the end of the array.
    #[inline]
    fn next_element(&mut self, first: bool) -> Result<bool, Fault> {
        if self.closes(b']') {
            return Ok(false);
        }
        if !first {
            self.punctuation(b',', "expected a comma or the end of the array")?;
        }
        Ok(true)
    }

    #[inline]
    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.position).copied()
    }

    #[inline]
    fn skip_whitespace(&mut self) {
        while let Some(b' ' | b'\n' | b'\r' | b'\t') = self.byte() {
            self.position += 1;
        }
    }

    #[inline]
    fn closes(&mut self, bracket: u8) -> bool {
        self.skip_whitespace();
        if self.byte() != Some(bracket) {
            return false;
        }
        self.position += 1;
        self.depth -= 1;
        true
    }

    #[inline]
    fn punctuation(&mut self, mark: u8, problem: &'static str) -> Result<(), Fault> {
        if self.byte() == Some(mark) {
            self.position += 1;
            Ok(())
        } else {
            Err(self.fault(problem))
        }
    }

    #[inline]
    fn literal(&mut self, literal: &'static str) -> Result<(), Fault> {
        if self.text.as_bytes()[self.position..].starts_with(literal.as_bytes()) {
            self.position += literal.len();
            Ok(())
        } else {
            Err(self.fault(format!("expected {literal}")))
        }
    }
}
