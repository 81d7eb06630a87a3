//! Values that are not generated: text, numbers, GUIDs, bytes, trees.

use std::borrow::Cow;

use serde_json::Value as Json;
use uuid::Uuid;

use super::{Fault, Kind, Reader, Value, Writer, number};
use crate::{Binary, Dialect};

impl Value for String {
    fn read(reader: &mut Reader<'_>) -> Result<Self, Fault> {
        reader.string().map(Cow::into_owned)
    }

    fn write(&self, writer: &mut Writer) {
        writer.string(self);
    }

    /// A text that is not JSON is taken as it is.
    fn from_body(body: &str, content_type: Option<&str>, dialect: &'static Dialect) -> Result<Self, Fault> {
        match content_type {
            Some(kind) if !kind.contains("json") => Ok(body.to_owned()),
            _ => super::decode(body, dialect),
        }
    }
}

impl Value for bool {
    fn read(reader: &mut Reader<'_>) -> Result<Self, Fault> {
        reader.boolean()
    }

    fn write(&self, writer: &mut Writer) {
        writer.boolean(*self);
    }
}

macro_rules! integers {
    ($($integer:ty)*) => {$(
        impl Value for $integer {
            fn read(reader: &mut Reader<'_>) -> Result<Self, Fault> {
                number::read_integer(reader)
            }

            fn write(&self, writer: &mut Writer) {
                writer.integer(*self);
            }
        }
    )*};
}

integers!(i8 i16 i32 i64 u8 u16 u32 u64);

macro_rules! floats {
    ($($float:ty)*) => {$(
        impl Value for $float {
            fn read(reader: &mut Reader<'_>) -> Result<Self, Fault> {
                number::read_float(reader)
            }

            fn write(&self, writer: &mut Writer) {
                if self.is_nan() {
                    writer.string("NaN");
                } else if self.is_infinite() {
                    writer.string(if *self > 0.0 { "INF" } else { "-INF" });
                } else {
                    // `Debug` writes the fewest digits that read back as the same number.
                    writer.number(&format_args!("{self:?}"));
                }
            }
        }
    )*};
}

floats!(f32 f64);

impl Value for Uuid {
    fn read(reader: &mut Reader<'_>) -> Result<Self, Fault> {
        parse(reader, "a GUID", |text| text.parse().ok())
    }

    fn write(&self, writer: &mut Writer) {
        writer.display(self);
    }
}

impl Value for Binary {
    fn read(reader: &mut Reader<'_>) -> Result<Self, Fault> {
        parse(reader, "base64", |text| text.parse().ok())
    }

    fn write(&self, writer: &mut Writer) {
        writer.display(self);
    }
}

impl Value for Json {
    fn read(reader: &mut Reader<'_>) -> Result<Self, Fault> {
        reader.json()
    }

    fn write(&self, writer: &mut Writer) {
        writer.json(self);
    }
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
