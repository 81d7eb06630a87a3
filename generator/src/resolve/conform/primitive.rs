//! Which texts and numbers are values of which primitive type.

use crate::{
    api::Primitive,
    json::{Kind, Value},
};

/// Whether a JSON value decodes as the primitive.
pub(super) fn accepts(primitive: Primitive, value: &Value) -> bool {
    match (&value.kind, primitive) {
        (Kind::Bool(_), Primitive::Boolean) => true,
        (Kind::Number(text), _) if is_numeric(primitive) => reads(primitive, text),
        (Kind::String(text), _) if primitive != Primitive::Boolean && !is_numeric(primitive) => reads(primitive, text),
        _ => false,
    }
}

fn is_numeric(primitive: Primitive) -> bool {
    use Primitive::{Byte, Decimal, Double, Int16, Int32, Int64, SByte, Single};
    matches!(primitive, Byte | SByte | Int16 | Int32 | Int64 | Single | Double | Decimal)
}

/// Whether text reads as the primitive: a string's content, a number, a parameter.
pub(in crate::resolve) fn reads(primitive: Primitive, text: &str) -> bool {
    match primitive {
        Primitive::String => true,
        Primitive::Boolean => text.parse::<bool>().is_ok(),
        Primitive::Byte => text.parse::<u8>().is_ok(),
        Primitive::SByte => text.parse::<i8>().is_ok(),
        Primitive::Int16 => text.parse::<i16>().is_ok(),
        Primitive::Int32 => text.parse::<i32>().is_ok(),
        Primitive::Int64 => text.parse::<i64>().is_ok(),
        Primitive::Single | Primitive::Double | Primitive::Decimal => text.parse::<f64>().is_ok_and(f64::is_finite),
        Primitive::DateTimeOffset => text.parse::<jiff::Timestamp>().is_ok(),
        Primitive::Date => text.parse::<jiff::civil::Date>().is_ok(),
        Primitive::TimeOfDay => text.parse::<jiff::civil::Time>().is_ok(),
        Primitive::Duration => jiff::fmt::temporal::SpanParser::new().parse_span(text).is_ok(),
        Primitive::Guid => text.parse::<uuid::Uuid>().is_ok(),
        Primitive::Binary => is_base64(text),
        // What a stream's property holds in JSON, if it is there at all, is a link or its bytes.
        Primitive::Stream => true,
    }
}

/// Base64 in the standard or the URL-safe alphabet (RFC 4648, sections 4 and 5), with or without padding.
fn is_base64(text: &str) -> bool {
    let digits = text.trim_end_matches('=');
    let padding = text.len() - digits.len();
    digits.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '/' | '-' | '_'))
        && digits.len() % 4 != 1
        && (padding == 0 || (padding <= 2 && text.len().is_multiple_of(4)))
}

/// How a value of the primitive is written, where people get that wrong.
pub(super) fn hint(primitive: Primitive) -> Option<&'static str> {
    Some(match primitive {
        Primitive::DateTimeOffset => "write an instant with its offset from UTC, such as 2024-05-17T08:30:00Z, or document a String",
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

    #[test]
    fn texts_read_as_what_they_are() {
        for (primitive, good, bad) in [
            (Primitive::DateTimeOffset, &["2016-01-01T00:00:00Z", "2016-01-01T00:00:00.1234567+02:00"][..], &["datetime-value", "2016-01-01"][..]),
            (Primitive::Date, &["2016-02-29"], &["2015-02-29", "string"]),
            (Primitive::TimeOfDay, &["08:00:00.0000000", "23:59:59"], &["25:00", "8am"]),
            (Primitive::Duration, &["PT1H", "P1DT2H30M", "-PT5S"], &["1 hour", ""]),
            (Primitive::Guid, &["9a41a822-a822-9a41-22a8-419a22a8419a"], &["guid", "9a41a822-a822-9a41-22a8"]),
            (Primitive::Binary, &["", "AAEC", "AAE=", "AAE", "-_-_"], &["A", "base64 text", "AA="]),
            (Primitive::Int32, &["0", "-12"], &["1.5", "3000000000", "one"]),
            (Primitive::Double, &["0", "-1.5e3"], &["NaN", "INF", "x"]),
        ] {
            assert!(good.iter().all(|text| reads(primitive, text)), "{primitive:?} reads {good:?}");
            assert!(!bad.iter().any(|text| reads(primitive, text)), "{primitive:?} does not read {bad:?}");
        }
    }
}
