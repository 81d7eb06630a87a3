//! Whole texts.

use super::{Fault, Form, Reader, Slot, Value, View, Writer};
use crate::Dialect;

/// Something that the body of a request or of an answer can hold: any [`Value`], and the envelopes that services put around them.
pub trait Document: Sized + 'static {
    /// A document to be filled.
    fn fresh() -> Self;

    /// What the document is.
    fn view(&self) -> View<'_>;

    /// The document to be filled, which is fresh.
    fn slot(&mut self) -> Slot<'_>;
}

impl<T: Value> Document for T {
    #[inline]
    fn fresh() -> Self {
        T::Form::fresh()
    }

    #[inline]
    fn view(&self) -> View<'_> {
        T::Form::view(self)
    }

    #[inline]
    fn slot(&mut self) -> Slot<'_> {
        T::Form::slot(self)
    }
}

/// What services put around values: it can be a document, but no value.
pub trait Envelope {
    /// Reads the envelope and what is in it.
    fn read(&mut self, reader: &mut Reader<'_>) -> Result<(), Fault>;

    /// Writes the envelope and what is in it.
    fn write(&self, writer: &mut Writer);
}

/// Reads a whole text as one value.
#[inline]
pub fn decode<T: Document>(text: &str, dialect: &'static Dialect) -> Result<T, Fault> {
    let mut value = T::fresh();
    fill(value.slot(), text, dialect)?;
    Ok(value)
}

/// Reads a whole text into one place.
pub(crate) fn fill(slot: Slot<'_>, text: &str, dialect: &'static Dialect) -> Result<(), Fault> {
    let mut reader = Reader::new(text, dialect);
    slot.read(&mut reader)?;
    reader.finish()
}

/// Writes one value as a text.
#[inline]
pub fn encode<T: Document>(value: &T, dialect: &'static Dialect) -> String {
    text(value.view(), dialect)
}

/// Writes what is in a place as a text.
pub(crate) fn text(view: View<'_>, dialect: &'static Dialect) -> String {
    let mut writer = Writer::new(dialect);
    view.write(&mut writer);
    writer.finish()
}
