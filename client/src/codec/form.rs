//! Which form JSON has for a type.

use super::{Slot, View};

/// Something that a member of an object can hold: a scalar, a generated type, a collection.
///
/// `null` is not a value: it belongs to the place that may hold one, see [`Field`](super::Field).
pub trait Value: Sized + 'static {
    /// The form that JSON has for it.
    type Form: Form<Self>;
}

/// How values of a type are seen and made.
///
/// There are few forms and many types, so that a type says which form it has, and has no code of its own for it.
pub trait Form<T> {
    /// A value to be filled.
    fn fresh() -> T;

    /// What the value is.
    fn view(value: &T) -> View<'_>;

    /// The value to be filled, which is fresh.
    fn slot(value: &mut T) -> Slot<'_>;
}
