//! JSON numbers: checking how they are written, and turning them into Rust's.

use std::str::FromStr;

use serde_json::{Number, Value as Json};

use super::{Fault, Kind, Reader};

/// Passes over the number at `position` and returns it as it is written (RFC 8259, section 6).
pub(super) fn scan<'a>(text: &'a str, position: &mut usize) -> Result<&'a str, Fault> {
    let bytes = text.as_bytes();
    let start = *position;
    let mut end = start + usize::from(bytes.get(start) == Some(&b'-'));
    if bytes.get(end) == Some(&b'0') {
        end += 1;
    } else {
        digits(bytes, &mut end)?;
    }
    if bytes.get(end) == Some(&b'.') {
        end += 1;
        digits(bytes, &mut end)?;
    }
    if let Some(b'e' | b'E') = bytes.get(end) {
        end += 1;
        end += usize::from(matches!(bytes.get(end), Some(b'+' | b'-')));
        digits(bytes, &mut end)?;
    }
    *position = end;
    Ok(&text[start..end])
}

fn digits(bytes: &[u8], end: &mut usize) -> Result<(), Fault> {
    let count = bytes[*end..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    if count == 0 {
        return Err(Fault::new("expected a digit", *end));
    }
    *end += count;
    Ok(())
}

/// The number as a tree's node: an integer if it is one that fits.
pub(super) fn to_json(text: &str) -> Option<Json> {
    if let Ok(number) = text.parse::<i64>()
        && text != "-0"
    {
        return Some(number.into());
    }
    if let Ok(number) = text.parse::<u64>() {
        return Some(number.into());
    }
    Number::from_f64(text.parse().ok()?).map(Json::Number)
}

/// Reads an integer. `1.0` and `1e3` are integers too (JSON has one kind of number), and so are digits in a string, which is
/// how `OData` writes 64-bit integers under `IEEE754Compatible` (JSON format 4.01, section 3.2).
pub(super) fn read_integer<T: FromStr + TryFrom<i128>>(reader: &mut Reader<'_>) -> Result<T, Fault> {
    let kind = reader.peek()?;
    let start = reader.offset();
    let string;
    let text = match kind {
        Kind::Number => reader.number()?,
        Kind::String => {
            string = reader.string()?;
            &*string
        }
        _ => return Err(reader.unexpected("an integer")),
    };
    if let Ok(number) = text.parse() {
        return Ok(number);
    }
    let problem = match text.parse::<f64>() {
        // Up to 2^53 every integer has an exact float, so that the conversion loses nothing.
        #[allow(clippy::cast_possible_truncation)]
        Ok(number) if number.fract() == 0.0 && number.abs() <= 9_007_199_254_740_992.0 => {
            match T::try_from(number as i128) {
                Ok(number) => return Ok(number),
                Err(_) => "integer out of range",
            }
        }
        Ok(number) if number.fract() != 0.0 => "expected an integer, found a fraction",
        Ok(_) => "integer out of range",
        Err(_) => "expected an integer, found a string",
    };
    Err(Fault::new(problem, start))
}

/// Reads a floating-point number. `"INF"`, `"-INF"` and `"NaN"` are strings in `OData` (JSON format 4.01, section 7.1).
pub(super) fn read_float<T: FromStr>(reader: &mut Reader<'_>) -> Result<T, Fault> {
    let kind = reader.peek()?;
    let start = reader.offset();
    let string;
    let text = match kind {
        Kind::Number => reader.number()?,
        Kind::String => {
            string = reader.string()?;
            match &*string {
                "INF" => "inf",
                "-INF" => "-inf",
                other => other,
            }
        }
        _ => return Err(reader.unexpected("a number")),
    };
    text.parse()
        .map_err(|_| Fault::new("expected a number, found a string", start))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Dialect;

    fn integer<T: FromStr + TryFrom<i128>>(text: &str) -> Result<T, String> {
        read_integer(&mut Reader::new(text, Dialect::default_ref())).map_err(|fault| fault.problem().to_owned())
    }

    #[test]
    fn integers_come_in_many_forms() {
        assert_eq!(integer::<i64>("-9223372036854775808"), Ok(i64::MIN));
        assert_eq!(integer::<i64>("\"9223372036854775807\""), Ok(i64::MAX));
        assert_eq!(integer::<u8>("1.0"), Ok(1));
        assert_eq!(integer::<i16>("1e3"), Ok(1000));
        assert_eq!(integer::<u8>("256"), Err("integer out of range".into()));
        assert_eq!(
            integer::<i32>("1.5"),
            Err("expected an integer, found a fraction".into())
        );
        assert_eq!(
            integer::<i32>("\"x\""),
            Err("expected an integer, found a string".into())
        );
    }

    #[test]
    fn floats_know_infinity() {
        let read = |text| read_float::<f64>(&mut Reader::new(text, Dialect::default_ref())).map_err(drop);
        assert_eq!(read("1.5e300"), Ok(1.5e300));
        assert_eq!(read("\"-INF\""), Ok(f64::NEG_INFINITY));
        assert!(read("\"NaN\"").unwrap().is_nan());
        assert!(read("true").is_err());
    }

    #[test]
    fn bad_numbers_are_refused() {
        for text in ["-", "1.", ".5", "1e", "1e+", "-a", "--1"] {
            assert!(scan(text, &mut 0).is_err(), "{text}");
        }
        let mut position = 0;
        assert_eq!(scan("012", &mut position).unwrap(), "0");
        assert_eq!(position, 1);
    }
}
