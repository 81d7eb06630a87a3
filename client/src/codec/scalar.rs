//! Values that are not made of values, and not generated: text, numbers, GUIDs, bytes, times, trees.

use std::{any::Any, fmt};

use serde_json::Value as Json;
use uuid::Uuid;

use super::{Fault, Form, Kind, Reader, Slot, Value, View, Writer, number};
use crate::Binary;

/// A value that is not made of values: it knows how it stands in JSON.
pub trait Scalar: Any + fmt::Debug {
    /// Reads a value in place of this one.
    fn read(&mut self, reader: &mut Reader<'_>) -> Result<(), Fault>;

    /// Writes the value.
    fn write(&self, writer: &mut Writer);

    /// Whether the other one is of the same type, and the same.
    fn is_same(&self, other: &dyn Scalar) -> bool;

    /// Copies the other one if it is of the same type.
    fn assign(&mut self, from: &dyn Scalar);
}

/// The form of a [`Scalar`]. It is implemented for each of them here, and not for all at once, which would be compiled in each program.
#[derive(Debug)]
pub enum Plain {}

/// The form of a string.
#[derive(Debug)]
pub enum Text {}

impl Value for String {
    type Form = Text;
}

impl Form<String> for Text {
    #[inline]
    fn fresh() -> String {
        String::new()
    }

    #[inline]
    fn view(value: &String) -> View<'_> {
        View::Text(value)
    }

    #[inline]
    fn slot(value: &mut String) -> Slot<'_> {
        Slot::Text(value)
    }
}

/// Makes types scalars: how each is read, and how it is written.
macro_rules! scalars {
    ($($scalar:ty: $read:expr, $write:expr;)*) => {$(
        impl $crate::codec::Value for $scalar {
            type Form = $crate::codec::Plain;
        }

        impl $crate::codec::Form<$scalar> for $crate::codec::Plain {
            fn fresh() -> $scalar {
                <$scalar>::default()
            }

            // Else each program would have the scalar's table, and what shows it.
            #[inline(never)]
            fn view(value: &$scalar) -> $crate::codec::View<'_> {
                $crate::codec::View::Scalar(value)
            }

            #[inline(never)]
            fn slot(value: &mut $scalar) -> $crate::codec::Slot<'_> {
                $crate::codec::Slot::Scalar(value)
            }
        }

        impl $crate::codec::Scalar for $scalar {
            fn read(&mut self, reader: &mut $crate::codec::Reader<'_>) -> Result<(), $crate::codec::Fault> {
                let read: fn(&mut $crate::codec::Reader<'_>) -> Result<$scalar, $crate::codec::Fault> = $read;
                *self = read(reader)?;
                Ok(())
            }

            fn write(&self, writer: &mut $crate::codec::Writer) {
                let write: fn(&$scalar, &mut $crate::codec::Writer) = $write;
                write(self, writer);
            }

            fn is_same(&self, other: &dyn $crate::codec::Scalar) -> bool {
                (other as &dyn std::any::Any).downcast_ref::<Self>() == Some(self)
            }

            fn assign(&mut self, from: &dyn $crate::codec::Scalar) {
                if let Some(from) = (from as &dyn std::any::Any).downcast_ref::<Self>() {
                    self.clone_from(from);
                }
            }
        }
    )*};
}

pub(super) use scalars;

macro_rules! integers {
    ($($integer:ty)*) => {
        scalars! {
            $($integer: number::read_integer, |value, writer| writer.integer(*value);)*
        }
    };
}

integers!(i8 i16 i32 i64 u8 u16 u32 u64);

macro_rules! floats {
    ($($float:ty)*) => {
        scalars! {
            $($float: number::read_float, |value, writer| {
                if value.is_nan() {
                    writer.string("NaN");
                } else if value.is_infinite() {
                    writer.string(if *value > 0.0 { "INF" } else { "-INF" });
                } else {
                    // `Debug` writes the fewest digits that read back as the same number.
                    writer.number(&format_args!("{value:?}"));
                }
            };)*
        }
    };
}

floats!(f32 f64);

scalars! {
    bool: |reader| reader.boolean(), |value, writer| writer.boolean(*value);
    Json: |reader| reader.json(), |value, writer| writer.json(value);
    Uuid: |reader| parse(reader, "a GUID", |text| text.parse().ok()), |value, writer| writer.display(value);
    Binary: |reader| parse(reader, "base64", |text| text.parse().ok()), |value, writer| writer.display(value);
}

/// Reads a string that means something more exact; `None` says that it does not.
pub(super) fn parse<T>(reader: &mut Reader<'_>, expected: &str, meaning: fn(&str) -> Option<T>) -> Result<T, Fault> {
    if reader.peek()? != Kind::String {
        return Err(reader.unexpected(expected));
    }
    let start = reader.offset();
    let text = reader.string()?;
    meaning(&text).ok_or_else(|| {
        let shown: String = text.chars().take(40).collect();
        Fault::new(format!("expected {expected}, found {shown:?}"), start)
    })
}
