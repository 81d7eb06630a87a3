//! Generated enumerations: tables of names.

use super::Value;

/// A generated enumeration: a table of names, and a variant for names that the crate does not know.
pub trait OpenEnum: Value {
    /// The documented names, in order; a name's place is its number.
    fn names() -> &'static [&'static str];

    /// The number of the value, or its name if it is not a documented one.
    fn index(&self) -> Result<usize, &str>;

    /// The value with that number.
    fn at(index: usize) -> Option<Self>;

    /// The value for a name that is not documented.
    fn other(name: String) -> Self;
}

/// The value with that name.
#[must_use]
pub fn named<E: OpenEnum>(name: &str) -> E {
    let index = E::names().iter().position(|known| *known == name);
    index.and_then(E::at).unwrap_or_else(|| E::other(name.to_owned()))
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
