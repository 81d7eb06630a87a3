//! Whole texts.

use super::{Fault, Form, Reader, Value, Writer};
use crate::Dialect;

/// Something that the body of a request or of an answer can hold: any [`Value`], and the envelopes that services put around them.
pub trait Document: Sized + 'static {
    /// Reads a value, and nothing after it.
    fn read(reader: &mut Reader<'_>) -> Result<Self, Fault>;

    /// Writes the value.
    fn write(&self, writer: &mut Writer);

    /// Reads the value of a response's body, which is JSON unless the type has a better use of `content_type`.
    #[doc(hidden)]
    fn from_body(body: &str, content_type: Option<&str>, dialect: &'static Dialect) -> Result<Self, Fault> {
        let _ = content_type;
        decode(body, dialect)
    }
}

impl<T: Value> Document for T {
    fn read(reader: &mut Reader<'_>) -> Result<Self, Fault> {
        let mut value = T::Form::fresh();
        T::Form::slot(&mut value).read(reader)?;
        Ok(value)
    }

    fn write(&self, writer: &mut Writer) {
        T::Form::view(self).write(writer);
    }

    fn from_body(body: &str, content_type: Option<&str>, dialect: &'static Dialect) -> Result<Self, Fault> {
        T::Form::from_body(body, content_type, dialect)
    }
}

/// Reads a whole text as one value.
pub fn decode<T: Document>(text: &str, dialect: &'static Dialect) -> Result<T, Fault> {
    let mut reader = Reader::new(text, dialect);
    let value = T::read(&mut reader)?;
    reader.finish()?;
    Ok(value)
}

/// Writes one value as a text.
pub fn encode<T: Document>(value: &T, dialect: &'static Dialect) -> String {
    let mut writer = Writer::new(dialect);
    value.write(&mut writer);
    writer.finish()
}
