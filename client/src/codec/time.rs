//! Instants, dates, times of day and durations.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::Offset;

use super::scalar::{parse, scalars};
use crate::Duration;

/// What services write for "never": an instant in the last day of the year 9999, beyond jiff's last instant.
const NEVER: &str = "9999-12-31";

scalars! {
    Timestamp: |reader| parse(reader, "a date and time", parse_instant), |value, writer| {
        if *value == Timestamp::MAX {
            writer.string("9999-12-31T23:59:59Z");
        } else {
            writer.display(value);
        }
    };
    Date: |reader| parse(reader, "a date", parse_date), |value, writer| writer.display(value);
    Time: |reader| parse(reader, "a time of day", parse_time), |value, writer| writer.display(value);
    Duration: |reader| parse(reader, "a duration", |text| text.parse().ok()), |value, writer| writer.display(value);
}

/// Reads an instant. Two things go beyond RFC 3339: without an offset it is in UTC, as services mean it where they forget the
/// `Z`; and "never" is the last instant that there is, since a page of results is worth more than an exact never.
pub(crate) fn parse_instant(text: &str) -> Option<Timestamp> {
    if let Ok(instant) = text.parse() {
        return Some(instant);
    }
    if text.starts_with(NEVER) {
        return Some(Timestamp::MAX);
    }
    let civil: DateTime = text.contains('T').then(|| text.parse().ok())??;
    Offset::UTC.to_timestamp(civil).ok()
}

// jiff takes a date or a time out of a longer text. Here that would lose the rest of it.

fn parse_date(text: &str) -> Option<Date> {
    let is_whole = !text.contains(['T', 't', ' ', ':']);
    is_whole.then(|| text.parse().ok())?
}

pub(crate) fn parse_time(text: &str) -> Option<Time> {
    let is_whole = text.as_bytes().get(2) == Some(&b':');
    is_whole.then(|| text.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instants_in_all_their_forms() {
        let noon: Timestamp = "2024-03-01T12:00:00Z".parse().unwrap();
        for text in [
            "2024-03-01T12:00:00Z",
            "2024-03-01T12:00:00.0000000Z",
            "2024-03-01T14:00:00+02:00",
            "2024-03-01T12:00:00",
        ] {
            assert_eq!(parse_instant(text), Some(noon), "{text}");
        }
        assert_eq!(parse_instant("9999-12-31T23:59:59.9999999Z"), Some(Timestamp::MAX));
        assert!(parse_instant("0001-01-01T00:00:00Z").is_some());
        for text in ["2024-03-01", "12:00", "tomorrow", ""] {
            assert_eq!(parse_instant(text), None, "{text}");
        }
    }

    #[test]
    fn dates_and_times_are_whole() {
        assert!(parse_date("2024-03-01").is_some());
        assert_eq!(parse_date("2024-03-01T00:00:00"), None);
        assert!(parse_time("08:00:00.0000000").is_some());
        assert_eq!(parse_time("2024-03-01T08:00:00"), None);
    }
}
