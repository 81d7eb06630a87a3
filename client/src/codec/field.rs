//! The places in an object that may hold a value.

use std::any::Any;

use super::{Form, Slot, Value, View, exclusive::Retype};

/// A place in an object that may hold a value: an `Option` of any [`Value`].
///
/// All that the codec does with a generated type goes through this trait, so that it is compiled once for each type of
/// field and not once for each field; and each of them says no more than its form, since every method is compiled for each type.
pub trait Field: Any + Retype {
    /// What the place holds.
    fn view(&self) -> View<'_>;

    /// Gives the place a fresh value, to be filled through what this answers; or, if it is not to be `present`, takes the value away.
    fn renew(&mut self, present: bool) -> Slot<'_>;
}

impl<T: Value> Field for Option<T> {
    #[inline]
    fn view(&self) -> View<'_> {
        match self {
            Some(value) => T::Form::view(value),
            None => View::Absent,
        }
    }

    fn renew(&mut self, present: bool) -> Slot<'_> {
        *self = None;
        if present {
            T::Form::slot(self.insert(T::Form::fresh()))
        } else {
            Slot::None
        }
    }
}
