//! JSON strings: scanning, escapes, and writing them.

use std::borrow::Cow;

use super::Fault;

/// Which bytes cannot stand for themselves inside a string: control characters, the quotation mark, the backslash.
static SPECIAL: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 0x20 {
        table[byte] = true;
        byte += 1;
    }
    table[b'"' as usize] = true;
    table[b'\\' as usize] = true;
    table
};

/// How many bytes from the start stand for themselves.
#[inline]
fn plain_length(bytes: &[u8]) -> usize {
    let (words, rest) = bytes.as_chunks::<8>();
    for (number, word) in words.iter().enumerate() {
        if let Some(place) = special(*word) {
            return number * 8 + place;
        }
    }
    if rest.is_empty() {
        return bytes.len();
    }
    // The last eight bytes once more: those of them that were looked at before are plain.
    match bytes.last_chunk() {
        Some(word) => special(*word).map_or(bytes.len(), |place| bytes.len() - 8 + place),
        None => rest
            .iter()
            .position(|&byte| SPECIAL[usize::from(byte)])
            .unwrap_or(bytes.len()),
    }
}

/// The place of the first of eight bytes that cannot stand for itself.
#[inline]
fn special(word: [u8; 8]) -> Option<usize> {
    const EACH: u64 = u64::from_ne_bytes([1; 8]);
    let word = u64::from_le_bytes(word);
    // A subtraction borrows from the high bit of a byte that is smaller than what is taken away. With bit 1 turned over, the
    // control characters and the quotation mark are the bytes below 0x21; with all bits of the backslash, it is the one
    // below 1. A borrow can set bits only above the first byte found, which is the one that counts.
    let control_or_quote = (word ^ (EACH * 2)).wrapping_sub(EACH * 0x21);
    let slash = (word ^ (EACH * u64::from(b'\\'))).wrapping_sub(EACH);
    let found = (control_or_quote | slash) & !word & (EACH * 0x80);
    (found != 0).then(|| (found.trailing_zeros() / 8) as usize)
}

/// Whether `text` can stand between quotation marks as it is.
pub(super) fn is_plain(text: &str) -> bool {
    plain_length(text.as_bytes()) == text.len()
}

/// Reads the string whose opening quotation mark is at `position`, which moves after the closing one.
#[inline]
pub(super) fn read<'a>(text: &'a str, position: &mut usize) -> Result<Cow<'a, str>, Fault> {
    let start = *position + 1;
    let end = start + plain_length(&text.as_bytes()[start..]);
    if text.as_bytes().get(end) == Some(&b'"') {
        *position = end + 1;
        return Ok(Cow::Borrowed(&text[start..end]));
    }
    read_escaped(text, position, end).map(Cow::Owned)
}

/// Reads a string that is plain up to `end`, and not over there.
#[cold]
fn read_escaped(text: &str, position: &mut usize, end: usize) -> Result<String, Fault> {
    let start = *position + 1;
    // Escapes are longer than what they stand for, so that this is room enough, and little more.
    let mut close = *position;
    let whole = skip(text, &mut close);
    *position = end;
    whole?;
    let mut owned = String::with_capacity(close - start);
    owned.push_str(&text[start..end]);
    while !at_end(text, position)? {
        owned.push(escape(text, position)?);
        let length = plain_length(&text.as_bytes()[*position..]);
        owned.push_str(&text[*position..*position + length]);
        *position += length;
    }
    Ok(owned)
}

/// Passes over the string whose opening quotation mark is at `position`.
pub(super) fn skip(text: &str, position: &mut usize) -> Result<(), Fault> {
    *position += 1;
    loop {
        *position += plain_length(&text.as_bytes()[*position..]);
        if at_end(text, position)? {
            return Ok(());
        }
        escape(text, position)?;
    }
}

/// Passes over the closing quotation mark if it is here; what is here otherwise is a backslash or an error.
fn at_end(text: &str, position: &mut usize) -> Result<bool, Fault> {
    match text.as_bytes().get(*position) {
        Some(b'"') => {
            *position += 1;
            Ok(true)
        }
        Some(b'\\') => Ok(false),
        Some(_) => Err(Fault::new("control character in a string", *position)),
        None => Err(Fault::new("string without an end", *position)),
    }
}

/// Reads the escape whose backslash is at `position`.
fn escape(text: &str, position: &mut usize) -> Result<char, Fault> {
    let start = *position;
    let letter = text.as_bytes().get(start + 1).copied();
    *position += 2;
    Ok(match letter {
        Some(byte @ (b'"' | b'\\' | b'/')) => byte.into(),
        Some(b'b') => '\u{8}',
        Some(b'f') => '\u{c}',
        Some(b'n') => '\n',
        Some(b'r') => '\r',
        Some(b't') => '\t',
        Some(b'u') => return unicode_escape(text, position, start),
        _ => return Err(Fault::new("unknown escape in a string", start)),
    })
}

/// Reads the four digits after `\u`, and the low surrogate that must follow a high one.
fn unicode_escape(text: &str, position: &mut usize, start: usize) -> Result<char, Fault> {
    let lone = || Fault::new("half of a surrogate pair in a string", start);
    let first = hex(text, position)?;
    let code = match first {
        0xD800..=0xDBFF => {
            if !text.as_bytes()[*position..].starts_with(b"\\u") {
                return Err(lone());
            }
            *position += 2;
            let second = hex(text, position)?;
            if !(0xDC00..=0xDFFF).contains(&second) {
                return Err(lone());
            }
            0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00)
        }
        code => code,
    };
    char::from_u32(code).ok_or_else(lone)
}

fn hex(text: &str, position: &mut usize) -> Result<u32, Fault> {
    let digits = text
        .get(*position..*position + 4)
        .filter(|digits| digits.bytes().all(|digit| digit.is_ascii_hexdigit()))
        .ok_or_else(|| Fault::new("expected four hexadecimal digits", *position))?;
    *position += 4;
    Ok(u32::from_str_radix(digits, 16).expect("four hexadecimal digits"))
}

/// Writes `text` as a string, escaping only what must be (RFC 8259, section 7).
#[inline]
pub(super) fn write(text: &str, out: &mut String) {
    out.push('"');
    escape_onto(out, text);
    out.push('"');
}

/// Writes what stands between the quotation marks.
#[inline]
pub(super) fn escape_onto(out: &mut String, text: &str) {
    let plain = plain_length(text.as_bytes());
    if plain == text.len() {
        out.push_str(text);
    } else {
        write_escaped(text, plain, out);
    }
}

/// Writes a text whose first `plain` bytes stand for themselves, and the next does not.
fn write_escaped(text: &str, mut plain: usize, out: &mut String) {
    let mut rest = text;
    loop {
        out.push_str(&rest[..plain]);
        let Some(&byte) = rest.as_bytes().get(plain) else {
            return;
        };
        match byte {
            b'"' => out.push_str("\\\""),
            b'\\' => out.push_str("\\\\"),
            b'\n' => out.push_str("\\n"),
            b'\r' => out.push_str("\\r"),
            b'\t' => out.push_str("\\t"),
            control => {
                const DIGITS: &[u8; 16] = b"0123456789abcdef";
                out.push_str("\\u00");
                out.push(DIGITS[usize::from(control >> 4)].into());
                out.push(DIGITS[usize::from(control & 15)].into());
            }
        }
        rest = &rest[plain + 1..];
        plain = plain_length(rest.as_bytes());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_all(text: &str) -> Result<String, String> {
        let mut position = 0;
        let value = read(text, &mut position).map_err(|fault| fault.to_string())?;
        assert_eq!(position, text.len());
        let mut skipped = 0;
        skip(text, &mut skipped).unwrap();
        assert_eq!(skipped, text.len());
        Ok(value.into_owned())
    }

    #[test]
    fn plain_strings_are_borrowed() {
        let text = "\"grüße, welt und alle anderen\"";
        let mut position = 0;
        assert!(matches!(
            read(text, &mut position),
            Ok(Cow::Borrowed("grüße, welt und alle anderen"))
        ));
    }

    #[test]
    fn escapes_are_decoded() {
        assert_eq!(
            read_all(r#""a\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00z""#).unwrap(),
            "a\"\\/\u{8}\u{c}\n\r\té😀z"
        );
    }

    #[test]
    fn special_bytes_are_found_where_they_are() {
        for special in ['"', '\\', '\u{1f}', '\0'] {
            for before in 0..20 {
                for filler in ["a", " ", "!", "é", "\u{7f}"] {
                    let plain = filler.repeat(before);
                    let text = format!("{plain}{special}{plain}{special}");
                    assert_eq!(plain_length(text.as_bytes()), plain.len(), "{text:?}");
                }
            }
        }
    }

    #[test]
    fn bad_strings_are_refused() {
        for text in [
            "\"abc",
            "\"a\nb\"",
            r#""\x""#,
            r#""\u12g4""#,
            r#""\ud800""#,
            r#""\ud800\u0041""#,
            r#""\udc00""#,
            "\"\\",
            "\"\\u00é\"",
        ] {
            assert!(read(text, &mut 0).is_err(), "{text}");
            assert!(skip(text, &mut 0).is_err(), "{text}");
        }
    }

    #[test]
    fn what_is_written_is_read_back() {
        let text = "quote \" slash \\ control \u{1}\u{1f} tab \t line \n é 😀 / and a long plain tail";
        let mut out = String::new();
        write(text, &mut out);
        assert_eq!(read_all(&out).unwrap(), text);
        assert_eq!(serde_json::from_str::<String>(&out).unwrap(), text);
    }
}
