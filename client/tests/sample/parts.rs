//! Structs that others are made of, and the parameters of an action.

use docwright_client::codec::{self, Field, Object, Shape};
use docwright_client::{Extra, List, Set};

/// Where an event is.
#[derive(Default)]
#[non_exhaustive]
pub struct Location {
    /// What people call it.
    pub display_name: Option<String>,
    /// What the service sent beyond the documented properties, and explicit nulls.
    pub extra: Extra,
}

impl Object for Location {
    #[inline]
    fn shape(&self) -> &'static Shape {
        &Shape {
            name: "Location",
            tag: "microsoft.graph.location",
            fields: &["displayName"],
        }
    }
    #[inline]
    fn get(&self, field: usize) -> &dyn Field {
        match field {
            0 => &self.display_name,
            _ => &self.extra,
        }
    }
    #[inline]
    fn get_mut(&mut self, field: usize) -> &mut dyn Field {
        match field {
            0 => &mut self.display_name,
            _ => &mut self.extra,
        }
    }
}

docwright_client::object!(Location);

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
#[derive(Default)]
#[non_exhaustive]
pub struct Attendee {
    /// Their address.
    pub address: Option<String>,
    /// What the service sent beyond the documented properties, and explicit nulls.
    pub extra: Extra,
}

impl Object for Attendee {
    #[inline]
    fn shape(&self) -> &'static Shape {
        &Shape {
            name: "Attendee",
            tag: "microsoft.graph.attendee",
            fields: &["address"],
        }
    }
    #[inline]
    fn get(&self, field: usize) -> &dyn Field {
        match field {
            0 => &self.address,
            _ => &self.extra,
        }
    }
    #[inline]
    fn get_mut(&mut self, field: usize) -> &mut dyn Field {
        match field {
            0 => &mut self.address,
            _ => &mut self.extra,
        }
    }
}

docwright_client::object!(Attendee);

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
#[derive(Default)]
#[non_exhaustive]
pub struct ForwardParameters {
    /// A note.
    pub comment: Option<String>,
    /// To whom.
    pub to_recipients: Option<List<Attendee>>,
    /// Anything else to send.
    pub extra: Extra,
}

impl Object for ForwardParameters {
    #[inline]
    fn shape(&self) -> &'static Shape {
        &Shape {
            name: "ForwardParameters",
            tag: "",
            fields: &["comment", "toRecipients"],
        }
    }
    #[inline]
    fn get(&self, field: usize) -> &dyn Field {
        match field {
            0 => &self.comment,
            1 => &self.to_recipients,
            _ => &self.extra,
        }
    }
    #[inline]
    fn get_mut(&mut self, field: usize) -> &mut dyn Field {
        match field {
            0 => &mut self.comment,
            1 => &mut self.to_recipients,
            _ => &mut self.extra,
        }
    }
}

docwright_client::object!(ForwardParameters);

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
