//! Generated enumerations: tables of names.

use super::{Form, Slot, Value, View, names::position};

/// A generated enumeration: a table of names, and a variant for names that the crate does not know.
pub trait OpenEnum: Value {
    /// The documented names, in order; a name's place is its number.
    fn names() -> &'static [&'static str];

    /// The number of the value, or its name if it is not a documented one.
    fn index(&self) -> Result<usize, &str>;

    /// The value with that number; for every number that there is not, the value for `name`.
    fn at(index: usize, name: &str) -> Self;
}

/// A value of a generated enumeration, whichever that is.
pub trait Enumerated {
    /// Makes it the value with that name.
    fn rename(&mut self, name: &str);
}

impl<E: OpenEnum> Enumerated for E {
    fn rename(&mut self, name: &str) {
        *self = named(name);
    }
}

/// The form of a generated enumeration: a name.
#[derive(Debug)]
pub enum Name {}

impl<E: OpenEnum> Form<E> for Name {
    fn fresh() -> E {
        E::at(OTHER, "")
    }

    fn view(value: &E) -> View<'_> {
        View::Name(name(value))
    }

    #[inline]
    fn slot(value: &mut E) -> Slot<'_> {
        Slot::Name(value)
    }
}

/// A number that no documented name has.
const OTHER: usize = usize::MAX;

/// The value with that name.
#[must_use]
pub fn named<E: OpenEnum>(name: &str) -> E {
    E::at(number(E::names(), name), name)
}

/// The number of a name. It is not generic, so that programs need not compile the search for each enumeration.
fn number(names: &[&str], name: &str) -> usize {
    position(names, name).unwrap_or(OTHER)
}

/// The name of a value.
#[doc(hidden)]
#[must_use]
pub fn name<E: OpenEnum>(value: &E) -> &str {
    match value.index() {
        Ok(index) => E::names().get(index).copied().unwrap_or_default(),
        Err(name) => name,
    }
}

/// Copies a value; what `Clone` of a generated enumeration does.
#[doc(hidden)]
#[must_use]
pub fn clone<E: OpenEnum>(value: &E) -> E {
    match value.index() {
        Ok(index) => E::at(index, ""),
        Err(name) => E::at(OTHER, name),
    }
}
