//! Which texts and numbers are values of which primitive type.

use std::str::FromStr;

use crate::{
    api::Primitive,
    json::{Kind, Value},
};

/// Whether the runtime reads a JSON value as the primitive, and writes it back as a value that means the same.
pub(super) fn accepts(primitive: Primitive, value: &Value) -> bool {
    match (&value.kind, primitive) {
        (Kind::Number(text), _) => is_number(primitive, text),
        (Kind::String(text), _) => is_text(primitive, text),
        // A stream has a URL of its own; what stands in its place in JSON is kept as it is.
        (Kind::Bool(_), Primitive::Boolean) | (_, Primitive::Stream) => true,
        _ => false,
    }
}

fn is_number(primitive: Primitive, text: &str) -> bool {
    match primitive {
        Primitive::Byte => is_integer::<u8>(text),
        Primitive::SByte => is_integer::<i8>(text),
        Primitive::Int16 => is_integer::<i16>(text),
        Primitive::Int32 => is_integer::<i32>(text),
        Primitive::Int64 => is_integer::<i64>(text),
        Primitive::Double | Primitive::Decimal => text.parse::<f64>().is_ok_and(f64::is_finite),
        // What has more digits than a single holds would come back as another number.
        Primitive::Single => text
            .parse()
            .is_ok_and(|number: f32| format!("{number:?}").parse::<f64>() == text.parse::<f64>()),
        Primitive::Stream => true,
        _ => false,
    }
}

/// Whether a number is an integer in range: `1.0` and `1e3` are, since JSON has one kind of number.
fn is_integer<T: FromStr + TryFrom<i128>>(text: &str) -> bool {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    let whole = || {
        text.parse::<f64>()
            .ok()
            .filter(|number| number.fract() == 0.0 && number.abs() <= EXACT)
    };
    #[expect(
        clippy::cast_possible_truncation,
        reason = "up to 2^53 every integer has an exact float"
    )]
    let converted = || whole().is_some_and(|number| T::try_from(number as i128).is_ok());
    text.parse::<T>().is_ok() || converted()
}

fn is_text(primitive: Primitive, text: &str) -> bool {
    match primitive {
        Primitive::String | Primitive::Stream => true,
        Primitive::Single | Primitive::Double | Primitive::Decimal => matches!(text, "INF" | "-INF" | "NaN"),
        Primitive::DateTimeOffset => is_instant(text),
        // jiff takes a date or a time out of a longer text; the runtime does not.
        Primitive::Date => text
            .parse::<jiff::civil::Date>()
            .is_ok_and(|date| date.to_string() == text),
        Primitive::TimeOfDay => text.as_bytes().get(2) == Some(&b':') && text.parse::<jiff::civil::Time>().is_ok(),
        Primitive::Duration => text.parse::<jiff::Span>().is_ok(),
        Primitive::Guid => text.parse::<uuid::Uuid>().is_ok(),
        Primitive::Binary => is_base64(text),
        _ => false,
    }
}

/// An instant: RFC 3339, but also without an offset (then in UTC), and the last day of the year 9999, which means never.
fn is_instant(text: &str) -> bool {
    text.parse::<jiff::Timestamp>().is_ok()
        || text.starts_with("9999-12-31")
        || (text.contains('T') && text.parse::<jiff::civil::DateTime>().is_ok())
}

/// Base64 in the standard or the URL-safe alphabet (RFC 4648, sections 4 and 5), with or without padding, whose last digit has
/// no bits to spare: those would not come back.
fn is_base64(text: &str) -> bool {
    const STANDARD: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const URL_SAFE: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let alphabet = if text.contains(['-', '_']) { URL_SAFE } else { STANDARD };
    let digits = text.trim_end_matches('=');
    let padding = text.len() - digits.len();
    let last = digits
        .chars()
        .last()
        .and_then(|last| alphabet.find(last))
        .unwrap_or_default();
    let (spare, missing) = match digits.len() % 4 {
        0 => (1, 0),
        2 => (16, 2),
        3 => (4, 1),
        _ => return false,
    };
    digits.chars().all(|c| alphabet.contains(c)) && last.is_multiple_of(spare) && padding <= missing
}

/// How a value of the primitive is written, where people get that wrong.
pub(super) fn hint(primitive: Primitive) -> Option<&'static str> {
    Some(match primitive {
        Primitive::DateTimeOffset => {
            "write an instant with its offset from UTC, such as 2024-05-17T08:30:00Z, or document a String"
        }
        Primitive::Date => "write a date such as 2024-05-17, or document a String",
        Primitive::TimeOfDay => "write a time of day such as 08:30:00, or document a String",
        Primitive::Duration => "write an ISO 8601 duration such as PT1H30M, or document a String",
        Primitive::Guid => "write a GUID in hexadecimal digits, or document a String",
        Primitive::Binary => "write the bytes in Base64, or document a String",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is(primitive: Primitive, json: &str) -> bool {
        accepts(
            primitive,
            &crate::json::parse(json).result.expect("the JSON can be read"),
        )
    }

    #[test]
    fn texts_are_what_they_read_as() {
        for (primitive, good, bad) in [
            (
                Primitive::DateTimeOffset,
                &[
                    "2016-01-01T00:00:00Z",
                    "2016-01-01T00:00:00.1234567+02:00",
                    "2016-01-01T00:00:00",
                    "9999-12-31T23:59:59.9999999Z",
                ][..],
                &["datetime-value", "2016-01-01", "12:00"][..],
            ),
            (
                Primitive::Date,
                &["2016-02-29"],
                &["2015-02-29", "2016-02-29T00:00:00Z", "string"],
            ),
            (
                Primitive::TimeOfDay,
                &["08:00:00.0000000", "23:59:59"],
                &["25:00", "8am", "2016-01-01T08:00:00"],
            ),
            (Primitive::Duration, &["PT1H", "P1DT2H30M", "-PT5S"], &["an hour", ""]),
            (
                Primitive::Guid,
                &["9a41a822-a822-9a41-22a8-419a22a8419a"],
                &["guid", "9a41a822-a822-9a41-22a8"],
            ),
            (
                Primitive::Binary,
                &["", "AAEC", "AAE=", "AAE", "-_-_"],
                &["A", "base64 text", "AAE==", "AAF=", "-+aa"],
            ),
            (Primitive::Double, &["NaN", "INF"], &["1.5", "x"]),
            (Primitive::Int64, &[], &["12"]),
            (Primitive::Boolean, &[], &["true"]),
        ] {
            for text in good {
                assert!(is(primitive, &format!("\"{text}\"")), "{text} is {primitive:?}");
            }
            for text in bad {
                assert!(!is(primitive, &format!("\"{text}\"")), "{text} is not {primitive:?}");
            }
        }
    }

    #[test]
    fn numbers_have_to_fit() {
        for (primitive, good, bad) in [
            (Primitive::Byte, &["0", "255", "1.0"][..], &["-1", "256"][..]),
            (Primitive::Int32, &["-12", "1e3"], &["1.5", "3000000000"]),
            (
                Primitive::Int64,
                &["9223372036854775807"],
                &["9223372036854775808", "0.5"],
            ),
            (Primitive::Single, &["0.1", "1e10"], &["3.14159265358979"]),
            (Primitive::Double, &["0", "-1.5e3", "3.14159265358979"], &["true"]),
            (Primitive::String, &[], &["1"]),
        ] {
            assert!(
                good.iter().all(|text| is(primitive, text)),
                "{good:?} are {primitive:?}"
            );
            assert!(
                !bad.iter().any(|text| is(primitive, text)),
                "{bad:?} are not {primitive:?}"
            );
        }
    }
}
