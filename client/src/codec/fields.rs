//! Writing the fields of an object that have a value.
//!
//! Most fields of most objects have none, so that this is most of what writing takes, and worth some code for each type: where the compiler
//! knows the number of a field, a field without a value costs a comparison in place of two calls.

use super::{
    Field, Table, Writer,
    object::{Object, Shape, escaped},
};

/// How many fields a block has.
const BLOCK: usize = 16;

/// Writes the fields of an object that have a value, in the order of their declaration.
#[inline]
pub(super) fn write<T: Table>(object: &T, writer: &mut Writer) {
    // One constant, since to evaluate one takes the compiler as long as many lines of code, and a number, since it leaves out what
    // another number would lead to.
    match const { blocks(&T::SHAPE) } {
        0 => write_from(object, 0, writer),
        1 => write_block::<T, 0>(object, writer),
        _ => write_blocks(object, writer),
    }
}

/// How many blocks write the fields, or none for the loop: names that must be escaped are rare, and a program that is not optimized
/// would only have more to compile.
const fn blocks(shape: &Shape) -> usize {
    if shape.is_escaped || cfg!(debug_assertions) {
        0
    } else {
        shape.fields.len().div_ceil(BLOCK)
    }
}

/// Writes fields from that number on, each by calls through the table.
fn write_from(object: &dyn Object, start: usize, writer: &mut Writer) {
    let shape = object.shape();
    for (number, name) in shape.fields.iter().enumerate().skip(start) {
        if shape.is_escaped {
            write_field(object.get(number), &escaped(name), writer);
        } else {
            write_field(object.get(number), name, writer);
        }
    }
}

/// Writes fields by code that is made for each of them, up to a number that few types have.
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
    if const { 128 < T::SHAPE.fields.len() } {
        write_from(object, 128, writer);
    }
}

/// Writes sixteen fields, or as many as there are.
#[inline]
fn write_block<T: Table, const START: usize>(object: &T, writer: &mut Writer) {
    let names = const { T::SHAPE.fields };
    macro_rules! fields {
        ($($place:literal)*) => {
            $(
                if START + $place < names.len() {
                    write_field(object.get(START + $place), names[START + $place], writer);
                }
            )*
        };
    }
    fields!(0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15);
}

#[inline]
fn write_field(field: &dyn Field, name: &str, writer: &mut Writer) {
    let view = field.view();
    if !view.is_absent() {
        writer.member(name, view);
    }
}

#[cfg(test)]
#[expect(unsafe_code, reason = "an implementation of `Table`")]
mod tests {
    use super::*;
    use crate::{Dialect, Extra};

    macro_rules! numbered {
        ($($number:literal $field:ident)*) => {
            struct Numbered {
                $($field: Option<i32>,)*
                extra: Extra,
            }

            crate::object! {
                Numbered("") { $($number => $field: "x"),* }
            }
        };
    }

    // More than the blocks have.
    numbered! {
        0 f0 1 f1 2 f2 3 f3 4 f4 5 f5 6 f6 7 f7 8 f8 9 f9 10 f10 11 f11 12 f12 13 f13 14 f14 15 f15 16 f16 17 f17 18 f18 19 f19
        20 f20 21 f21 22 f22 23 f23 24 f24 25 f25 26 f26 27 f27 28 f28 29 f29 30 f30 31 f31 32 f32 33 f33 34 f34 35 f35 36 f36
        37 f37 38 f38 39 f39 40 f40 41 f41 42 f42 43 f43 44 f44 45 f45 46 f46 47 f47 48 f48 49 f49 50 f50 51 f51 52 f52 53 f53
        54 f54 55 f55 56 f56 57 f57 58 f58 59 f59 60 f60 61 f61 62 f62 63 f63 64 f64 65 f65 66 f66 67 f67 68 f68 69 f69 70 f70
        71 f71 72 f72 73 f73 74 f74 75 f75 76 f76 77 f77 78 f78 79 f79 80 f80 81 f81 82 f82 83 f83 84 f84 85 f85 86 f86 87 f87
        88 f88 89 f89 90 f90 91 f91 92 f92 93 f93 94 f94 95 f95 96 f96 97 f97 98 f98 99 f99 100 f100 101 f101 102 f102 103 f103
        104 f104 105 f105 106 f106 107 f107 108 f108 109 f109 110 f110 111 f111 112 f112 113 f113 114 f114 115 f115 116 f116
        117 f117 118 f118 119 f119 120 f120 121 f121 122 f122 123 f123 124 f124 125 f125 126 f126 127 f127 128 f128 129 f129
        130 f130
    }

    fn written(write: fn(&Numbered, &mut Writer), object: &Numbered) -> String {
        let mut writer = Writer::new(Dialect::default_ref());
        writer.object(&mut |writer| write(object, writer));
        writer.finish()
    }

    #[test]
    fn blocks_write_what_a_loop_does() {
        let mut object = Numbered::default();
        for number in (0..131).filter(|number| number % 5 != 3) {
            let field = crate::codec::exclusive::field_mut(&mut object, number);
            let place: &mut dyn std::any::Any = field;
            *place.downcast_mut().expect("all fields hold numbers") = i32::try_from(number).ok();
        }
        let blocks = written(write_blocks, &object);
        assert_eq!(blocks, written(|object, writer| write_from(object, 0, writer), &object));
        assert_eq!(blocks.matches(':').count(), 105);
    }
}
