//! Structs that others are made of, and the parameters of an action.

use docwright_client::codec;
use docwright_client::{Extra, List, Set};

/// Where an event is.
#[non_exhaustive]
pub struct Location {
    /// What people call it.
    pub display_name: Option<String>,
    /// What the service sent beyond the documented properties, and explicit nulls.
    pub extra: Extra,
}

docwright_client::object! {
    Location("microsoft.graph.location") {
        0 => display_name: "displayName",
    }
}

impl Location {
    /// An empty object, to be filled by setters.
    #[inline]
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }
    /// What people call it.
    #[inline]
    pub fn display_name<V: Into<Set<String>>>(self, value: V) -> Self {
        codec::set(self, 0, value)
    }
}

/// A person asked to an event.
#[non_exhaustive]
pub struct Attendee {
    /// Their address.
    pub address: Option<String>,
    /// What the service sent beyond the documented properties, and explicit nulls.
    pub extra: Extra,
}

docwright_client::object! {
    Attendee("microsoft.graph.attendee") {
        0 => address: "address",
    }
}

impl Attendee {
    /// An empty object, to be filled by setters.
    #[inline]
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }
    /// Their address.
    #[inline]
    pub fn address<V: Into<Set<String>>>(self, value: V) -> Self {
        codec::set(self, 0, value)
    }
}

/// The parameters of the `forward` action.
#[non_exhaustive]
pub struct ForwardParameters {
    /// A note.
    pub comment: Option<String>,
    /// To whom.
    pub to_recipients: Option<List<Attendee>>,
    /// Anything else to send.
    pub extra: Extra,
}

docwright_client::object! {
    ForwardParameters("") {
        0 => comment: "comment",
        1 => to_recipients: "toRecipients",
    }
}

impl ForwardParameters {
    /// An empty object, to be filled by setters.
    #[inline]
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }
    /// A note.
    #[inline]
    pub fn comment<V: Into<Set<String>>>(self, value: V) -> Self {
        codec::set(self, 0, value)
    }
    /// To whom.
    #[inline]
    pub fn to_recipients<V: Into<Set<List<Attendee>>>>(self, value: V) -> Self {
        codec::set(self, 1, value)
    }
}
