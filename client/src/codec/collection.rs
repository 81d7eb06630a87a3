//! Collections, and values that are held elsewhere.

use super::{Form, OpenEnum, Slot, Value, View};
use crate::{Boxed, Flags, List};

/// Values in a row.
#[expect(
    clippy::len_without_is_empty,
    reason = "each method is compiled for each type of element"
)]
pub trait Array {
    /// How many there are.
    fn len(&self) -> usize;

    /// The value at that place.
    fn at(&self, index: usize) -> View<'_>;

    /// Makes one more value, to be filled.
    fn add(&mut self) -> Slot<'_>;
}

impl<T: Value> Array for Vec<T> {
    fn len(&self) -> usize {
        self.len()
    }

    fn at(&self, index: usize) -> View<'_> {
        match self.get(index) {
            Some(value) => T::Form::view(value),
            None => View::Absent,
        }
    }

    fn add(&mut self) -> Slot<'_> {
        self.push(T::Form::fresh());
        match self.last_mut() {
            Some(value) => T::Form::slot(value),
            None => Slot::None,
        }
    }
}

/// The form of an [`Array`].
#[derive(Debug)]
pub enum Row {}

impl<T: Value> Value for Vec<T> {
    type Form = Row;
}

impl<T: Value> Form<Vec<T>> for Row {
    #[inline]
    fn fresh() -> Vec<T> {
        Vec::new()
    }

    #[inline]
    fn view(value: &Vec<T>) -> View<'_> {
        View::Array(value)
    }

    #[inline]
    fn slot(value: &mut Vec<T>) -> Slot<'_> {
        Slot::Array(value)
    }
}

impl<T: Value + Send + Sync> Value for List<T> {
    type Form = Row;
}

impl<T: Value + Send + Sync> Form<List<T>> for Row {
    #[inline]
    fn fresh() -> List<T> {
        List::default()
    }

    #[inline]
    fn view(value: &List<T>) -> View<'_> {
        View::Array(&**value)
    }

    #[inline]
    fn slot(value: &mut List<T>) -> Slot<'_> {
        Slot::Array(&mut **value)
    }
}

/// The form of a value that is held elsewhere: the value's own.
#[derive(Debug)]
pub enum Link {}

impl<T: Value + Send + Sync> Value for Boxed<T> {
    type Form = Link;
}

impl<T: Value + Send + Sync> Form<Boxed<T>> for Link {
    #[inline]
    fn fresh() -> Boxed<T> {
        Boxed::new(T::Form::fresh())
    }

    #[inline]
    fn view(value: &Boxed<T>) -> View<'_> {
        T::Form::view(value)
    }

    #[inline]
    fn slot(value: &mut Boxed<T>) -> Slot<'_> {
        T::Form::slot(value)
    }
}

/// The form of [`Flags`].
#[derive(Debug)]
pub enum Joined {}

impl<E: OpenEnum> Value for Flags<E> {
    type Form = Joined;
}

impl<E: OpenEnum> Form<Flags<E>> for Joined {
    #[inline]
    fn fresh() -> Flags<E> {
        Flags::new()
    }

    #[inline]
    fn view(value: &Flags<E>) -> View<'_> {
        View::Flags(&value.0)
    }

    #[inline]
    fn slot(value: &mut Flags<E>) -> Slot<'_> {
        Slot::Flags(&mut value.0)
    }
}
