//! Bytes that JSON writes as base64.

use std::fmt;
use std::ops::Deref;
use std::str::FromStr;

use base64::Engine;
use base64::alphabet;
use base64::engine::DecodePaddingMode;
use base64::engine::general_purpose::{GeneralPurpose, GeneralPurposeConfig, STANDARD};
use bytes::Bytes;

/// Bytes that stand in JSON as base64.
///
/// Both alphabets are read, the standard and the URL-safe one, with or without padding; the standard one is written, with
/// padding (RFC 4648, sections 4 and 5).
#[derive(Clone, Default, PartialEq, Eq, Hash)]
pub struct Binary(pub Bytes);

/// A text that is not base64.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidBase64(());

const fn lenient(alphabet: &alphabet::Alphabet) -> GeneralPurpose {
    let config = GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        // Encoders that leave stray bits in the last character are not worth failing for.
        .with_decode_allow_trailing_bits(true);
    GeneralPurpose::new(alphabet, config)
}

const ANY_STANDARD: GeneralPurpose = lenient(&alphabet::STANDARD);
const ANY_URL_SAFE: GeneralPurpose = lenient(&alphabet::URL_SAFE);

impl FromStr for Binary {
    type Err = InvalidBase64;

    fn from_str(text: &str) -> Result<Self, InvalidBase64> {
        let engine = if text.contains(['-', '_']) {
            ANY_URL_SAFE
        } else {
            ANY_STANDARD
        };
        // MIME encoders break lines (RFC 2045, section 6.8).
        let decoded = if text.contains(['\r', '\n']) {
            engine.decode(text.replace(['\r', '\n'], ""))
        } else {
            engine.decode(text)
        };
        decoded.map(|bytes| Self(bytes.into())).map_err(|_| InvalidBase64(()))
    }
}

impl fmt::Display for Binary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        base64::display::Base64Display::new(&self.0, &STANDARD).fmt(f)
    }
}

impl fmt::Debug for Binary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Binary({} bytes)", self.0.len())
    }
}

impl fmt::Display for InvalidBase64 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not base64")
    }
}

impl std::error::Error for InvalidBase64 {}

impl Deref for Binary {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.0
    }
}

impl From<Vec<u8>> for Binary {
    fn from(bytes: Vec<u8>) -> Self {
        Self(bytes.into())
    }
}

impl From<&[u8]> for Binary {
    fn from(bytes: &[u8]) -> Self {
        Self(Bytes::copy_from_slice(bytes))
    }
}

impl From<Bytes> for Binary {
    fn from(bytes: Bytes) -> Self {
        Self(bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_kinds_of_base64_are_read() {
        let expected = Binary::from(vec![0xfb, 0xff, 0xfe, 1]);
        for text in ["+//+AQ==", "-__-AQ", "+//+AQ", "-__-\r\nAQ==\r\n"] {
            assert_eq!(text.parse(), Ok(expected.clone()), "{text}");
        }
        assert_eq!(expected.to_string(), "+//+AQ==");
        assert!("a".parse::<Binary>().is_err());
        assert!("not base64!".parse::<Binary>().is_err());
    }
}
