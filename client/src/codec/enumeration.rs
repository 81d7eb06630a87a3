//! Generated enumerations: tables of names.
//!
//! An enumeration says its names, and nothing of how a variant and its number go together: that is its layout. Two matches over all
//! variants, which would say it, took four hundredths of what a generated crate takes to compile.

use std::{mem::MaybeUninit, ptr};

use super::{Form, Slot, Value, View, names::position};

/// A generated enumeration: a table of names, and a variant for names that the crate does not know.
///
/// # Safety
///
/// The type is an enum with `repr(u32)` and no discriminants of its own. It has a variant without fields for each name, in their order,
/// and one more behind them, which holds a `String`.
#[expect(unsafe_code, reason = "its layout is a promise that the compiler cannot check")]
pub unsafe trait OpenEnum: Value {
    /// The documented names, in order; a name's place is its number.
    const NAMES: &'static [&'static str];

    /// The variant behind them, with an empty name: its number says how many variants there really are.
    const OTHER: &'static Self;
}

/// A value with a name that is not documented, as the
/// [layout](https://doc.rust-lang.org/reference/type-layout.html#primitive-representation-of-enums-with-fields) of enumerations has it.
/// Other values have the number alone.
#[repr(C)]
struct Unknown {
    number: u32,
    name: String,
}

/// The documented names. A program whose enumeration has more or fewer variants, such as one that an attribute took away, is not
/// compiled.
#[expect(
    unsafe_code,
    reason = "safe code would need a match over the variants of each generated type"
)]
const fn names<E: OpenEnum>() -> &'static [&'static str] {
    const {
        let other: *const E = E::OTHER;
        // SAFETY: the layout is as `OpenEnum` promises, so that a value begins with its number. Where it is not, the compiler notices
        // what is read here that is no number, since this is a constant.
        let number = unsafe { *other.cast::<u32>() };
        assert!(number as usize == E::NAMES.len(), "there is a name for each variant");
    }
    E::NAMES
}

/// The number of the value, or its name if it is not a documented one.
#[expect(
    unsafe_code,
    reason = "safe code would need a match over the variants of each generated type"
)]
fn index<E: OpenEnum>(value: &E) -> Result<usize, &str> {
    let value: *const E = value;
    // SAFETY: the layout is as `OpenEnum` promises, so that there is a number whatever the variant, and a name where the number
    // is the last variant's. Both live as long as the value.
    unsafe {
        let number = *value.cast::<u32>() as usize;
        if number < names::<E>().len() {
            Ok(number)
        } else {
            Err(&(*value.cast::<Unknown>()).name)
        }
    }
}

/// The value with that number; for every number that there is not, the value for `name`.
#[expect(
    unsafe_code,
    reason = "safe code would need a match over the variants of each generated type"
)]
fn at<E: OpenEnum>(index: usize, name: &str) -> E {
    let mut value = MaybeUninit::<E>::uninit();
    // SAFETY: the layout is as `OpenEnum` promises, so that the place is large enough for what is written, which is all of a value.
    unsafe {
        write(value.as_mut_ptr().cast(), names::<E>().len(), index, name);
        value.assume_init()
    }
}

/// Writes a value of an enumeration with so many names. It is not generic, so that programs need not compile it for each.
///
/// # Safety
///
/// The place is one for a value of such an enumeration.
#[expect(unsafe_code, reason = "see `at`")]
#[expect(
    clippy::cast_possible_truncation,
    reason = "the compiler refuses a type with more variants"
)]
unsafe fn write(place: *mut Unknown, names: usize, index: usize, name: &str) {
    // SAFETY: as the caller promises. A number of a name is all that there is of a variant without fields.
    unsafe {
        if index < names {
            ptr::write(place.cast(), index as u32);
        } else {
            let name = name.to_owned();
            ptr::write(
                place,
                Unknown {
                    number: names as u32,
                    name,
                },
            );
        }
    }
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
        at(OTHER, "")
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
    at(number(E::NAMES, name), name)
}

/// The number of a name. It is not generic, so that programs need not compile the search for each enumeration.
fn number(names: &[&str], name: &str) -> usize {
    position(names, name).unwrap_or(OTHER)
}

/// The name of a value.
#[doc(hidden)]
#[must_use]
pub fn name<E: OpenEnum>(value: &E) -> &str {
    match index(value) {
        Ok(index) => E::NAMES.get(index).copied().unwrap_or_default(),
        Err(name) => name,
    }
}

/// Copies a value; what `Clone` of a generated enumeration does.
#[doc(hidden)]
#[must_use]
pub fn clone<E: OpenEnum>(value: &E) -> E {
    match index(value) {
        Ok(index) => at(index, ""),
        Err(name) => at(OTHER, name),
    }
}
