//! From bytes to text, whatever they are.

use std::ops::Range;

/// What could not be decoded.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Damage {
    /// The first replacement, in the decoded text.
    pub(super) place: Range<usize>,
    kind: Kind,
}

#[derive(Debug, PartialEq, Eq)]
enum Kind {
    /// So many places are not UTF-8.
    Bytes(usize),
    /// The page is UTF-16, as its byte order mark says.
    Utf16,
}

impl Damage {
    pub(super) fn message(&self, path: &str) -> String {
        match self.kind {
            Kind::Bytes(1) => format!("`{path}` is not UTF-8 in one place"),
            Kind::Bytes(count) => format!("`{path}` is not UTF-8 in {count} places, the first of which is here"),
            Kind::Utf16 => format!("`{path}` is UTF-16"),
        }
    }
}

/// Decodes a page: without a byte order mark, lines ended by line feeds, what is not UTF-8 replaced.
pub(super) fn decode(bytes: Vec<u8>) -> (String, Option<Damage>) {
    if let Some(text) = utf16(&bytes) {
        let damage = Damage {
            place: 0..0,
            kind: Kind::Utf16,
        };
        return (normalize(text), Some(damage));
    }
    match String::from_utf8(bytes) {
        Ok(text) => (normalize(text), None),
        Err(error) => repair(error.as_bytes()),
    }
}

fn repair(bytes: &[u8]) -> (String, Option<Damage>) {
    let mut text = String::with_capacity(bytes.len());
    let mut first = None;
    let mut count = 0;
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        if !chunk.invalid().is_empty() {
            // The place must hold after the normalization, so what is before it is normalized now.
            text = normalize(text);
            first.get_or_insert(text.len());
            count += 1;
            text.push(char::REPLACEMENT_CHARACTER);
        }
    }
    let damage = first.map(|start| Damage {
        place: start..start + char::REPLACEMENT_CHARACTER.len_utf8(),
        kind: Kind::Bytes(count),
    });
    (normalize(text), damage)
}

/// The text of a page that starts with a byte order mark of UTF-16.
fn utf16(bytes: &[u8]) -> Option<String> {
    let (order, rest) = bytes.split_first_chunk::<2>()?;
    let unit: fn([u8; 2]) -> u16 = match order {
        [0xff, 0xfe] => u16::from_le_bytes,
        [0xfe, 0xff] => u16::from_be_bytes,
        _ => return None,
    };
    let units: Vec<u16> = rest.as_chunks::<2>().0.iter().map(|pair| unit(*pair)).collect();
    Some(String::from_utf16_lossy(&units))
}

/// Editors count no column for a byte order mark, and `CommonMark` (section 2.1) ends lines with CR, LF or both;
/// later phases shall know one form only.
fn normalize(text: String) -> String {
    let text = match text.strip_prefix('\u{feff}') {
        Some(rest) => rest.to_owned(),
        None => text,
    };
    if memchr::memchr(b'\r', text.as_bytes()).is_some() {
        text.replace("\r\n", "\n").replace('\r', "\n")
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_and_line_ends_are_normalized() {
        let (text, damage) = decode(b"\xef\xbb\xbfa\r\nb\rc\n".to_vec());
        assert_eq!((text.as_str(), damage), ("a\nb\nc\n", None));
    }

    #[test]
    fn the_first_damage_is_placed_in_the_decoded_text() {
        let (text, damage) = decode(b"a\r\n\xe9 b \xe9\r\n".to_vec());
        assert_eq!(text, "a\n\u{fffd} b \u{fffd}\n");
        let damage = damage.expect("the damage is found");
        assert_eq!(&text[damage.place.clone()], "\u{fffd}");
        assert_eq!(damage.place.start, 2);
        assert_eq!(
            damage.message("x.md"),
            "`x.md` is not UTF-8 in 2 places, the first of which is here"
        );
    }

    #[test]
    fn utf16_is_text_too() {
        let (text, damage) = decode(b"\xff\xfe#\0 \0\xe9\0\r\0\n\0".to_vec());
        assert_eq!(text, "# \u{e9}\n");
        assert_eq!(damage.expect("UTF-16 is a finding").message("x.md"), "`x.md` is UTF-16");
    }
}
