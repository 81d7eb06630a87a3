//! From a shared way to a field to an exclusive one: with the step along a [`Boxed`](crate::Boxed), the end of an
//! [`Extra`](crate::Extra), the numbers of enumerations' variants, and the promises that [`object!`](crate::object) and
//! [`enumeration!`](crate::enumeration) give for their types, all of this crate that is `unsafe`.
//!
//! A generated type says once where its fields are, as `&dyn Field`. A second table for `&mut dyn Field` says nothing new, and took a
//! tenth of the time that a generated crate takes to compile.

use super::{Field, Object};

/// A way to learn of what type a field is: every [`Field`] has it, and nobody can have another.
pub trait Retype {
    /// The place as a field of this one's type. Whether there is such a field is for the caller to know.
    fn retype(&self, place: *mut u8) -> *mut dyn Field;
}

impl<T: Field> Retype for T {
    fn retype(&self, place: *mut u8) -> *mut dyn Field {
        place.cast::<T>()
    }
}

/// The field with that number, to be changed.
///
/// # Panics
///
/// If the field is not a part of the object.
#[expect(
    unsafe_code,
    reason = "safe code would need a second table of fields for each generated type"
)]
pub(super) fn field_mut(object: &mut dyn Object, number: usize) -> &mut dyn Field {
    let size = size_of_val(object);
    let object: *mut dyn Object = object;
    let start = object.cast::<u8>();
    // SAFETY: the pointer was an exclusive reference that lasts as long as the answer of this function, and is not used any more.
    let field = unsafe { &*object }.get(number);
    let offset = (&raw const *field).addr().wrapping_sub(start.addr());
    assert!(
        offset <= size && size_of_val(field) <= size - offset,
        "field {number} is no part of its object"
    );
    // Made of `start`, and not of `field`, since nothing may be changed through what came from a shared reference.
    let place = field.retype(start.wrapping_add(offset));
    // SAFETY: the place is the one of `field`, which is a field of that type, since `Retype` cannot be other than it is above. It lies
    // inside of the object, which is ours alone. `field` is not used any more. That the object has nothing against a
    // change of this field is what an implementation of `Table` promises.
    unsafe { &mut *place }
}

#[cfg(test)]
#[expect(unsafe_code, reason = "implementations of `Table`")]
mod tests {
    use super::*;
    use crate::{
        Extra,
        codec::{Shape, Slot, Table},
    };

    struct Elsewhere;

    static OTHER: Extra = Extra::new();

    #[expect(
        unsafe_code,
        reason = "an implementation that breaks its promise, as far as it can be noticed"
    )]
    // SAFETY: the field is no part of the object, which `field_mut` finds out.
    unsafe impl Table for Elsewhere {
        const SHAPE: Shape = Shape {
            name: "Elsewhere",
            tag: "",
            fields: &[],
            is_escaped: false,
        };

        fn get(&self, _field: usize) -> &dyn Field {
            &OTHER
        }
    }

    struct Two {
        small: Option<bool>,
        large: Option<String>,
        extra: Extra,
    }

    crate::object! {
        Two("") {
            0 => small: "small",
            1 => large: "large",
        }
    }

    #[test]
    fn a_field_is_changed_and_no_other() {
        let mut two = Two::default();
        let text: &mut dyn std::any::Any = field_mut(&mut two, 1);
        *text.downcast_mut::<Option<String>>().unwrap() = Some("text".to_owned());
        let flag: &mut dyn std::any::Any = field_mut(&mut two, 0);
        *flag.downcast_mut::<Option<bool>>().unwrap() = Some(true);
        let Slot::Extra(extra) = field_mut(&mut two, 2).renew(true) else {
            panic!("there are extra members");
        };
        extra.insert("more", 1);
        assert_eq!((two.small, two.large.as_deref()), (Some(true), Some("text")));
        assert_eq!(two.extra.get("more"), Some(&1.into()));
        field_mut(&mut two, 1).renew(false);
        assert_eq!((two.small, two.large.as_deref()), (Some(true), None));
    }

    #[test]
    #[should_panic = "field 0 is no part of its object"]
    fn a_field_elsewhere_is_refused() {
        field_mut(&mut Elsewhere, 0);
    }
}
