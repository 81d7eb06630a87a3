//! What a setter takes: a value, null, or nothing.

use super::{OpenEnum, Value};
use crate::{Boxed, Flags, List};

/// What to write for a property: a value, an explicit null, or nothing.
///
/// An update changes what its body names: a property with a value is set, one that is [`Null`] is removed, one that is
/// absent stays as it is. Setters take anything that converts to this: a value, [`Null`], or an `Option`, of which
/// `None` means absent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Set<T> {
    /// Write this value.
    Value(T),
    /// Write `null`.
    Null,
    /// Write nothing.
    #[default]
    Absent,
}

/// An explicit `null` in a body, as in `Event::new().location(Null)`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Null;

impl<T: Value> From<T> for Set<T> {
    fn from(value: T) -> Self {
        Self::Value(value)
    }
}

impl<T> From<Null> for Set<T> {
    fn from(_: Null) -> Self {
        Self::Null
    }
}

impl<T> From<Option<T>> for Set<T> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Absent, Self::Value)
    }
}

impl From<&str> for Set<String> {
    fn from(value: &str) -> Self {
        Self::Value(value.to_owned())
    }
}

impl From<&String> for Set<String> {
    fn from(value: &String) -> Self {
        Self::Value(value.clone())
    }
}

impl<E: OpenEnum> From<&str> for Set<E> {
    fn from(name: &str) -> Self {
        Self::Value(super::named(name))
    }
}

// Number literals are `i32` unless something says otherwise, and these say so where nothing is lost.
impl From<i32> for Set<i64> {
    fn from(value: i32) -> Self {
        Self::Value(value.into())
    }
}

impl From<i32> for Set<f64> {
    fn from(value: i32) -> Self {
        Self::Value(value.into())
    }
}

impl<T, const N: usize> From<[T; N]> for Set<Vec<T>> {
    fn from(values: [T; N]) -> Self {
        Self::Value(values.into())
    }
}

impl<const N: usize> From<[&str; N]> for Set<Vec<String>> {
    fn from(values: [&str; N]) -> Self {
        Self::Value(values.map(str::to_owned).into())
    }
}

impl<T: Value + Send + Sync> From<T> for Set<Boxed<T>> {
    fn from(value: T) -> Self {
        Self::Value(value.into())
    }
}

impl<T: Value + Send + Sync> From<Vec<T>> for Set<List<T>> {
    fn from(values: Vec<T>) -> Self {
        Self::Value(values.into())
    }
}

impl<T: Value + Send + Sync, const N: usize> From<[T; N]> for Set<List<T>> {
    fn from(values: [T; N]) -> Self {
        Self::Value(Vec::from(values).into())
    }
}

impl<E: OpenEnum> From<E> for Set<Flags<E>> {
    fn from(flag: E) -> Self {
        Self::Value(Flags::from(flag))
    }
}

impl<E: OpenEnum, const N: usize> From<[E; N]> for Set<Flags<E>> {
    fn from(flags: [E; N]) -> Self {
        Self::Value(flags.into_iter().collect())
    }
}
