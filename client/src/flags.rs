//! Enumerations whose members combine.

use std::convert::Infallible;
use std::fmt;
use std::str::FromStr;

use crate::codec::{self, OpenEnum};

/// A set of members of an enumeration, which JSON writes as one string: `"read,write"` (`OData` JSON format 4.01, section
/// 7.1). The members keep their order, and names that the crate does not know survive.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Flags<E>(pub(crate) Vec<E>);

impl<E: OpenEnum> Flags<E> {
    /// No members.
    #[must_use]
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// Whether `flag` is among the members.
    #[must_use]
    pub fn contains(&self, flag: &E) -> bool {
        self.iter().any(|known| codec::name(known) == codec::name(flag))
    }

    /// The members.
    pub fn iter(&self) -> std::slice::Iter<'_, E> {
        self.0.iter()
    }
}

impl<E: OpenEnum> Default for Flags<E> {
    fn default() -> Self {
        Self::new()
    }
}

impl<E: OpenEnum> From<E> for Flags<E> {
    fn from(flag: E) -> Self {
        Self(vec![flag])
    }
}

impl<E: OpenEnum> FromIterator<E> for Flags<E> {
    fn from_iter<I: IntoIterator<Item = E>>(flags: I) -> Self {
        Self(flags.into_iter().collect())
    }
}

impl<'a, E> IntoIterator for &'a Flags<E> {
    type Item = &'a E;
    type IntoIter = std::slice::Iter<'a, E>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

impl<E: OpenEnum> fmt::Display for Flags<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, flag) in self.0.iter().enumerate() {
            if place > 0 {
                f.write_str(",")?;
            }
            f.write_str(codec::name(flag))?;
        }
        Ok(())
    }
}

impl<E: OpenEnum> FromStr for Flags<E> {
    type Err = Infallible;

    fn from_str(names: &str) -> Result<Self, Infallible> {
        let names = names.split(',').map(str::trim);
        Ok(names.filter(|name| !name.is_empty()).map(codec::named).collect())
    }
}
