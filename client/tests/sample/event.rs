//! A struct with a field of every kind.

use docwright_client::codec;
use docwright_client::{Boxed, Extra, Flags, List, Set};

use super::{AnyAttachment, Attendee, Day, Importance, Location};

/// An event in a calendar.
#[non_exhaustive]
pub struct Event {
    /// Read-only.
    pub id: Option<String>,
    /// The subject line.
    pub subject: Option<String>,
    /// Whether it lasts the whole day.
    pub is_all_day: Option<bool>,
    /// How many places are taken.
    pub seats: Option<i32>,
    /// The size in bytes.
    pub size: Option<i64>,
    /// When it was made.
    pub created_date_time: Option<docwright_client::Timestamp>,
    /// The transaction that made it.
    pub transaction_id: Option<docwright_client::Uuid>,
    /// How important it is.
    pub importance: Option<Importance>,
    /// Which days it is on.
    pub days: Option<Flags<Day>>,
    /// Free labels.
    pub categories: Option<Vec<String>>,
    /// Where it is.
    pub location: Option<Boxed<Location>>,
    /// Who is asked; a collection of objects is a `List`.
    pub attendees: Option<List<Attendee>>,
    /// A collection of a polymorphic type is a `Vec`.
    pub attachments: Option<Vec<AnyAttachment>>,
    /// The event that this one repeats: recursive.
    pub series_master: Option<Boxed<Event>>,
    /// A small picture.
    pub thumbnail: Option<docwright_client::Binary>,
    /// Something that the documentation does not type.
    pub settings: Option<docwright_client::Json>,
    /// What the service sent beyond the documented properties, and explicit nulls.
    pub extra: Extra,
}

docwright_client::object! {
    Event("microsoft.graph.event") {
        0 => id: "id",
        1 => subject: "subject",
        2 => is_all_day: "isAllDay",
        3 => seats: "seats",
        4 => size: "size",
        5 => created_date_time: "createdDateTime",
        6 => transaction_id: "transactionId",
        7 => importance: "importance",
        8 => days: "days",
        9 => categories: "categories",
        10 => location: "location",
        11 => attendees: "attendees",
        12 => attachments: "attachments",
        13 => series_master: "seriesMaster",
        14 => thumbnail: "thumbnail",
        15 => settings: "settings",
    }
}

impl Event {
    /// An empty object, to be filled by setters.
    #[inline]
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }
    /// The subject line.
    #[inline]
    pub fn subject<V: Into<Set<String>>>(self, value: V) -> Self {
        codec::set(self, 1, value)
    }
    /// Whether it lasts the whole day.
    #[inline]
    pub fn is_all_day<V: Into<Set<bool>>>(self, value: V) -> Self {
        codec::set(self, 2, value)
    }
    /// How many places are taken.
    #[inline]
    pub fn seats<V: Into<Set<i32>>>(self, value: V) -> Self {
        codec::set(self, 3, value)
    }
    /// The size in bytes.
    #[inline]
    pub fn size<V: Into<Set<i64>>>(self, value: V) -> Self {
        codec::set(self, 4, value)
    }
    /// How important it is.
    #[inline]
    pub fn importance<V: Into<Set<Importance>>>(self, value: V) -> Self {
        codec::set(self, 7, value)
    }
    /// Which days it is on.
    #[inline]
    pub fn days<V: Into<Set<Flags<Day>>>>(self, value: V) -> Self {
        codec::set(self, 8, value)
    }
    /// Free labels.
    #[inline]
    pub fn categories<V: Into<Set<Vec<String>>>>(self, value: V) -> Self {
        codec::set(self, 9, value)
    }
    /// Where it is.
    #[inline]
    pub fn location<V: Into<Set<Boxed<Location>>>>(self, value: V) -> Self {
        codec::set(self, 10, value)
    }
    /// Who is asked.
    #[inline]
    pub fn attendees<V: Into<Set<List<Attendee>>>>(self, value: V) -> Self {
        codec::set(self, 11, value)
    }
    /// What is attached.
    #[inline]
    pub fn attachments<V: Into<Set<Vec<AnyAttachment>>>>(self, value: V) -> Self {
        codec::set(self, 12, value)
    }
}
