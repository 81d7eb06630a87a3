//! Strings: their quotes, and what is escaped in them.

use super::{Fault, Parser, RepairKind};

impl Parser<'_> {
    pub(super) fn string(&mut self, quote: u8) -> Result<String, Fault> {
        let start = self.at;
        self.at += 1;
        let mut text = String::new();
        loop {
            let rest = self.rest();
            let Some(run) = memchr::memchr3(quote, b'\\', b'\n', rest.as_bytes()) else {
                self.at = start;
                return Err(self.fault("a string is never closed"));
            };
            // Most strings are one run.
            if text.is_empty() && rest.as_bytes()[run] == quote {
                self.at += run + 1;
                return Ok(rest[..run].to_owned());
            }
            text.push_str(&rest[..run]);
            self.at += run;
            match self.peek() {
                Some(b'\\') => self.escape(&mut text),
                Some(b'\n') => {
                    // Text goes on over lines on many pages; a new member on the next line means a lost quote instead.
                    if looks_like_member(&self.rest()[1..]) {
                        self.at = start;
                        return Err(self.fault("a string is never closed"));
                    }
                    self.repair(RepairKind::LineBreakInString, self.at..self.at + 1);
                    text.push('\n');
                    self.at += 1;
                }
                _ => {
                    self.at += 1;
                    return Ok(text);
                }
            }
        }
    }

    fn escape(&mut self, text: &mut String) {
        let start = self.at;
        self.at += 1;
        let Some(c) = self.rest().chars().next() else {
            return;
        };
        self.at += c.len_utf8();
        match c {
            '"' | '\\' | '/' => text.push(c),
            'n' => text.push('\n'),
            'r' => text.push('\r'),
            't' => text.push('\t'),
            'b' => text.push('\u{8}'),
            'f' => text.push('\u{c}'),
            'u' => match self.unicode() {
                Some(c) => text.push(c),
                None => self.keep_escape(text, start),
            },
            _ => self.keep_escape(text, start),
        }
    }

    fn keep_escape(&mut self, text: &mut String, start: usize) {
        self.repair(RepairKind::BadEscape, start..self.at);
        text.push_str(&self.text[start..self.at]);
    }

    fn unicode(&mut self) -> Option<char> {
        let high = self.hex()?;
        if !(0xd800..0xdc00).contains(&high) {
            return char::from_u32(high);
        }
        let back = self.at;
        let low = self.rest().strip_prefix("\\u").and_then(|_| {
            self.at += 2;
            self.hex()
        });
        let Some(low) = low.filter(|low| (0xdc00..0xe000).contains(low)) else {
            self.at = back;
            return None;
        };
        char::from_u32(0x1_0000 + ((high - 0xd800) << 10) + (low - 0xdc00))
    }

    fn hex(&mut self) -> Option<u32> {
        let digits = self.rest().get(..4)?;
        let code = u32::from_str_radix(digits, 16).ok()?;
        self.at += 4;
        Some(code)
    }

    pub(super) fn typographic(&mut self) -> Result<String, Fault> {
        let start = self.at;
        let inner = &self.rest()[3..];
        let Some(length) = inner.find(['\u{201c}', '\u{201d}', '"', '\n']) else {
            return Err(self.fault("a string is never closed"));
        };
        let text = inner[..length].to_owned();
        let close = inner[length..]
            .chars()
            .next()
            .filter(|c| *c != '\n')
            .map_or(0, char::len_utf8);
        self.at += 3 + length + close;
        self.repair(RepairKind::TypographicQuotes, start..self.at);
        Ok(text)
    }
}

fn looks_like_member(text: &str) -> bool {
    let line = text.lines().next().unwrap_or_default().trim_start();
    let name = line.strip_prefix('"').and_then(|line| line.split_once('"'));
    name.is_some_and(|(_, rest)| rest.trim_start().starts_with(':'))
}
