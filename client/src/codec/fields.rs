//! Writing the fields of an object that have a value.
//!
//! Most fields of most objects have none, so that this is most of what writing takes, and worth some code for each type: where the compiler
//! knows the number of a field, a field without a value costs a comparison in place of two calls.

use super::{
    Field, Table, View, Writer,
    object::{Object, escaped},
};

/// How many fields are written by one piece of code.
const BLOCK: usize = 16;

/// Writes the fields of an object that have a value, in the order of their declaration.
#[inline]
pub(super) fn write<T: Table>(object: &T, writer: &mut Writer) {
    if T::SHAPE.is_escaped {
        write_escaped(object, writer);
    } else if cfg!(debug_assertions) {
        // A program that is not optimized would only have more to compile.
        write_from(object, 0, writer);
    } else {
        write_blocks(object, writer);
    }
}

/// Writes fields from that number on, each by calls through the table.
fn write_from(object: &dyn Object, start: usize, writer: &mut Writer) {
    for (number, name) in object.shape().fields.iter().enumerate().skip(start) {
        write_field(object.get(number), name, writer);
    }
}

/// Writes fields some of whose names JSON must escape.
fn write_escaped(object: &dyn Object, writer: &mut Writer) {
    for (number, name) in object.shape().fields.iter().enumerate() {
        let view = object.get(number).view();
        if !view.is_absent() {
            writer.member(&escaped(name), view);
        }
    }
}

/// Writes fields by code that is made for each of them.
///
/// A loop would be unrolled only after the whole table became a part of it, once for each field, and take the compiler a time that grows with
/// the square of their number; and code that names each field would have to be checked in each generated crate.
fn write_blocks<T: Table>(object: &T, writer: &mut Writer) {
    macro_rules! blocks {
        ($($start:literal)*) => {
            $(
                if const { $start < T::SHAPE.fields.len() } {
                    write_block::<T, $start>(object, writer);
                }
            )*
        };
    }
    blocks!(0 16 32 48 64 80 96 112);
    if const { 8 * BLOCK < T::SHAPE.fields.len() } {
        write_from(object, 8 * BLOCK, writer);
    }
}

#[inline]
fn write_block<T: Table, const START: usize>(object: &T, writer: &mut Writer) {
    macro_rules! fields {
        ($($place:literal)*) => {
            $(
                if let Some(name) = T::SHAPE.fields.get(START + $place) {
                    write_field(object.get(START + $place), name, writer);
                }
            )*
        };
    }
    fields!(0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15);
}

#[inline]
fn write_field(field: &dyn Field, name: &str, writer: &mut Writer) {
    let view = field.view();
    if !matches!(view, View::Absent) {
        writer.member(name, view);
    }
}
