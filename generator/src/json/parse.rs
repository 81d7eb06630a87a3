//! A parser that reads JSON strictly where it can, and says what it had to repair where it cannot.

mod string;

use std::ops::Range;

use super::{
    Kind, Member, Repair, RepairKind, Value,
    number::{is_number, normal_number},
};

/// What became of a text.
#[derive(Debug, Clone, PartialEq)]
pub struct Parsed {
    pub result: Result<Value, Fault>,
    /// Repairs in the order of their places; empty for valid JSON.
    pub repairs: Vec<Repair>,
}

/// Why a text cannot be read as JSON.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    pub offset: usize,
    pub message: String,
}

/// Deeper values than pages ever hold; what protects the stack.
const DEPTH: usize = 100;

/// Reads a text as JSON, repairing what has only one reading.
#[must_use]
pub fn parse(text: &str) -> Parsed {
    let mut parser = Parser {
        text,
        at: 0,
        depth: 0,
        repairs: vec![],
    };
    let result = parser.document();
    Parsed {
        result,
        repairs: parser.repairs,
    }
}

struct Parser<'t> {
    text: &'t str,
    at: usize,
    depth: usize,
    repairs: Vec<Repair>,
}

impl<'t> Parser<'t> {
    fn document(&mut self) -> Result<Value, Fault> {
        let value = self.value()?;
        self.space();
        while matches!(self.peek(), Some(b'}' | b']' | b',')) {
            self.repair(RepairKind::SurplusBracket, self.at..self.at + 1);
            self.at += 1;
            self.space();
        }
        if self.at < self.text.len() {
            self.ellipses();
        }
        if self.at < self.text.len() {
            let rest = &self.text[self.at..];
            // A second value may be a second example: not ours to drop.
            if rest.starts_with(['{', '[']) {
                return Err(self.fault("a second value follows the first"));
            }
            self.repair(RepairKind::TrailingText, self.at..self.text.len());
        }
        Ok(value)
    }

    fn value(&mut self) -> Result<Value, Fault> {
        self.space();
        let start = self.at;
        let kind = match self.peek() {
            None => return Err(self.fault("a value is missing")),
            Some(b'{') => self.nested(Self::object)?,
            Some(b'[') => self.nested(Self::array)?,
            Some(b'"') => Kind::String(self.string(b'"')?),
            Some(b'\'') => {
                let text = self.string(b'\'')?;
                self.repair(RepairKind::SingleQuotes, start..self.at);
                Kind::String(text)
            }
            Some(b'-' | b'0'..=b'9') => self.number(),
            Some(_) if self.rest().starts_with(['\u{201c}', '\u{201d}']) => Kind::String(self.typographic()?),
            Some(_) => self.word()?,
        };
        Ok(Value {
            kind,
            range: start..self.at,
        })
    }

    fn nested(&mut self, read: fn(&mut Self) -> Result<Kind, Fault>) -> Result<Kind, Fault> {
        if self.depth == DEPTH {
            return Err(self.fault("values are nested too deeply"));
        }
        self.depth += 1;
        let kind = read(self);
        self.depth -= 1;
        kind
    }

    fn object(&mut self) -> Result<Kind, Fault> {
        let open = self.at;
        self.at += 1;
        let mut members: Vec<Member> = vec![];
        loop {
            if self.separator(open, b'}', members.is_empty())? {
                break;
            }
            let member = self.member()?;
            if members.iter().any(|other| other.name == member.name) {
                self.repair(RepairKind::DuplicateName, member.range.clone());
            }
            members.push(member);
        }
        Ok(Kind::Object(members))
    }

    fn array(&mut self) -> Result<Kind, Fault> {
        let open = self.at;
        self.at += 1;
        let mut elements = vec![];
        loop {
            if self.separator(open, b']', elements.is_empty())? {
                break;
            }
            elements.push(self.value()?);
        }
        Ok(Kind::Array(elements))
    }

    /// Moves to the next item of a list; true at its end.
    fn separator(&mut self, open: usize, close: u8, first: bool) -> Result<bool, Fault> {
        let mut comma = first.then_some(self.at);
        let mut real_comma = None;
        let mut skipped = false;
        loop {
            self.space();
            skipped |= self.ellipses();
            match self.peek() {
                Some(b',') => {
                    if comma.is_some() && !skipped {
                        self.repair(RepairKind::DoubledComma, self.at..self.at + 1);
                    }
                    comma = Some(self.at);
                    real_comma = Some(self.at);
                    self.at += 1;
                }
                Some(byte) if byte == close => {
                    if let Some(comma) = real_comma.filter(|_| !skipped) {
                        self.repair(RepairKind::TrailingComma, comma..comma + 1);
                    }
                    self.at += 1;
                    return Ok(true);
                }
                Some(b'}' | b']') => {
                    // The other kind of bracket: this list was never closed. Its parent closes here.
                    if self.depth == 1 {
                        return Err(self.fault("a bracket is closed by one of another kind"));
                    }
                    self.repair(RepairKind::Unclosed, open..open + 1);
                    return Ok(true);
                }
                None => {
                    self.repair(RepairKind::Unclosed, open..open + 1);
                    return Ok(true);
                }
                Some(_) => {
                    if comma.is_none() && !skipped {
                        self.repair(RepairKind::MissingComma, self.at..self.at);
                    }
                    return Ok(false);
                }
            }
        }
    }

    fn member(&mut self) -> Result<Member, Fault> {
        let start = self.at;
        let name = self.name()?;
        let range = start..self.at;
        self.space();
        match self.peek() {
            Some(b':') => self.at += 1,
            Some(b'"' | b'{' | b'[') => self.repair(RepairKind::MissingColon, self.at..self.at),
            Some(b',' | b'}') => {
                self.repair(RepairKind::MissingValue, range.clone());
                return Ok(null_member(name, range, self.at));
            }
            _ => return Err(self.fault("a colon is missing behind a member's name")),
        }
        self.space();
        if matches!(self.peek(), Some(b',' | b'}')) {
            self.repair(RepairKind::MissingValue, range.clone());
            return Ok(null_member(name, range, self.at));
        }
        let value = self.value()?;
        Ok(Member { name, range, value })
    }

    fn name(&mut self) -> Result<String, Fault> {
        let start = self.at;
        match self.peek() {
            Some(b'"') => return self.string(b'"'),
            Some(b'\'') => {
                let name = self.string(b'\'')?;
                self.repair(RepairKind::SingleQuotes, start..self.at);
                return Ok(name);
            }
            _ => {}
        }
        if self.rest().starts_with(['\u{201c}', '\u{201d}']) {
            return self.typographic();
        }
        let is_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '@' | '.' | '$' | '-' | '#');
        let length = self.rest().find(|c| !is_name(c)).unwrap_or(self.rest().len());
        if length == 0 {
            return Err(self.fault("a member's name is missing"));
        }
        self.at += length;
        self.repair(RepairKind::UnquotedName, start..self.at);
        Ok(self.text[start..self.at].to_owned())
    }

    fn number(&mut self) -> Kind {
        let start = self.at;
        let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.' | ':' | '/' | '_');
        let length = self.rest().find(|c| !is_part(c)).unwrap_or(self.rest().len());
        let token = &self.text[start..start + length];
        if is_number(token) {
            self.at += length;
            return Kind::Number(token.to_owned());
        }
        if let Some(number) = normal_number(token) {
            self.at += length;
            self.repair(RepairKind::BadNumber, start..self.at);
            return Kind::Number(number);
        }
        self.unquoted(start)
    }

    fn word(&mut self) -> Result<Kind, Fault> {
        let start = self.at;
        for (word, kind) in [
            ("true", Kind::Bool(true)),
            ("false", Kind::Bool(false)),
            ("null", Kind::Null),
        ] {
            let Some(found) = self
                .rest()
                .get(..word.len())
                .filter(|found| found.eq_ignore_ascii_case(word))
            else {
                continue;
            };
            if self.rest()[word.len()..].starts_with(|c: char| c.is_alphanumeric()) {
                continue;
            }
            let exact = found == word;
            self.at += word.len();
            if !exact {
                self.repair(RepairKind::UnquotedText, start..self.at);
            }
            return Ok(kind);
        }
        match self.peek() {
            Some(b',' | b'}' | b']' | b':') => Err(self.fault("a value is missing")),
            _ => Ok(self.unquoted(start)),
        }
    }

    /// Text without quotes: up to the end of the line, or the comma or bracket that ends the item.
    fn unquoted(&mut self, start: usize) -> Kind {
        let length = self.text[start..]
            .find([',', '\n', '}', ']'])
            .unwrap_or(self.text.len() - start);
        let text = self.text[start..start + length].trim_end().trim_end_matches('"');
        self.at = start + length;
        self.repair(RepairKind::UnquotedText, start..start + text.len());
        Kind::String(text.to_owned())
    }

    /// Skips white space and comments.
    fn space(&mut self) {
        loop {
            let bytes = &self.text.as_bytes()[self.at..];
            let is_space = |byte: &u8| matches!(byte, b'\t'..=b'\r' | b' ');
            self.at += bytes.iter().take_while(|byte| is_space(byte)).count();
            let went_on = match self.peek() {
                Some(b'/' | b'<') => self.comment(),
                Some(0x80..) => self.wide_space(),
                _ => false,
            };
            if !went_on {
                return;
            }
        }
    }

    /// Skips white space that is not ASCII; true if there was any.
    fn wide_space(&mut self) -> bool {
        let rest = self.rest();
        let trimmed = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        self.at += rest.len() - trimmed.len();
        trimmed.len() < rest.len()
    }

    /// Skips a comment; true if there was one.
    fn comment(&mut self) -> bool {
        let (start, rest) = (self.at, self.rest());
        self.at += if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |end| end + 2)
        } else if rest.starts_with("<!--") {
            rest.find("-->").map_or(rest.len(), |end| end + 3)
        } else {
            return false;
        };
        self.repair(RepairKind::Comment, start..self.at);
        true
    }

    /// Skips ellipses where an item could stand; true if there were any.
    fn ellipses(&mut self) -> bool {
        let mut found = false;
        while let Some(length) = self.ellipsis() {
            self.repair(RepairKind::Ellipsis, self.at..self.at + length);
            self.at += length;
            found = true;
            self.space();
        }
        found
    }

    /// How long the ellipsis is that stands here.
    fn ellipsis(&self) -> Option<usize> {
        let rest = &self.text.as_bytes()[self.at..];
        match rest {
            [b'.', b'.', b'.', ..] => Some(rest.iter().take_while(|byte| **byte == b'.').count()),
            [0xe2, 0x80, 0xa6, ..] => Some('\u{2026}'.len_utf8()),
            [b'"', b'.', b'.', b'.', b'"', ..] => {
                let is_name = self.rest()[5..].trim_start().starts_with(':');
                (!is_name).then_some(5)
            }
            _ => None,
        }
    }

    fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn repair(&mut self, kind: RepairKind, range: Range<usize>) {
        self.repairs.push(Repair { kind, range });
    }

    fn fault(&self, message: &str) -> Fault {
        Fault {
            offset: self.at,
            message: message.to_owned(),
        }
    }
}

fn null_member(name: String, range: Range<usize>, at: usize) -> Member {
    let value = Value {
        kind: Kind::Null,
        range: at..at,
    };
    Member { name, range, value }
}

#[cfg(test)]
mod tests;
