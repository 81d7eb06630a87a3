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
fn plain_length(bytes: &[u8]) -> usize {
    const LOW: u64 = u64::from_ne_bytes([1; 8]);
    const HIGH: u64 = u64::from_ne_bytes([0x80; 8]);
    // Eight bytes at a time: a byte of `(x - n) & !x` has its high bit set where x is below n, so that a zero test after an
    // exclusive or finds a given byte. A borrow can set bits only above the first byte found, which is the one that counts.
    let mut length = 0;
    for chunk in bytes.chunks_exact(8) {
        let word = u64::from_le_bytes(chunk.try_into().expect("chunks of eight"));
        let control = word.wrapping_sub(LOW * 0x20) & !word;
        let quote = word ^ (LOW * u64::from(b'"'));
        let slash = word ^ (LOW * u64::from(b'\\'));
        let found = (control | (quote.wrapping_sub(LOW) & !quote) | (slash.wrapping_sub(LOW) & !slash)) & HIGH;
        if found != 0 {
            return length + (found.trailing_zeros() / 8) as usize;
        }
        length += 8;
    }
    let rest = &bytes[length..];
    length
        + rest
            .iter()
            .position(|&byte| SPECIAL[usize::from(byte)])
            .unwrap_or(rest.len())
}

/// Whether `text` can stand between quotation marks as it is.
pub(super) fn is_plain(text: &str) -> bool {
    plain_length(text.as_bytes()) == text.len()
}

/// Reads the string whose opening quotation mark is at `position`, which moves after the closing one.
pub(super) fn read<'a>(text: &'a str, position: &mut usize) -> Result<Cow<'a, str>, Fault> {
    let start = *position + 1;
    let end = start + plain_length(&text.as_bytes()[start..]);
    *position = end;
    if text.as_bytes().get(end) == Some(&b'"') {
        *position += 1;
        return Ok(Cow::Borrowed(&text[start..end]));
    }
    // Escapes are longer than what they stand for, so that this is room enough, and little more.
    let mut close = start - 1;
    skip(text, &mut close)?;
    let mut owned = String::with_capacity(close - start);
    owned.push_str(&text[start..end]);
    while !at_end(text, position)? {
        owned.push(escape(text, position)?);
        let length = plain_length(&text.as_bytes()[*position..]);
        owned.push_str(&text[*position..*position + length]);
        *position += length;
    }
    Ok(Cow::Owned(owned))
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
pub(super) fn write(text: &str, out: &mut String) {
    out.push('"');
    let mut rest = text;
    loop {
        let (plain, special) = rest.split_at(plain_length(rest.as_bytes()));
        out.push_str(plain);
        let Some(character) = special.chars().next() else {
            break;
        };
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            control => {
                const DIGITS: &[u8; 16] = b"0123456789abcdef";
                let code = usize::from(control as u8);
                out.push_str("\\u00");
                out.push(DIGITS[code >> 4].into());
                out.push(DIGITS[code & 15].into());
            }
        }
        rest = &special[1..];
    }
    out.push('"');
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
