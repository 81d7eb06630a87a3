//! Collections, and values that are held elsewhere.

use super::{Fault, OpenEnum, Reader, Step, Value, Writer};
use crate::{Boxed, Flags, List};

impl<T: Value> Value for Vec<T> {
    fn read(reader: &mut Reader<'_>) -> Result<Self, Fault> {
        let mut values = Self::new();
        reader.open(b'[')?;
        while reader.next_element(values.is_empty())? {
            let index = values.len();
            T::read_onto(&mut values, reader).map_err(|fault| fault.inside(Step::Element(index)))?;
        }
        Ok(values)
    }

    fn write(&self, writer: &mut Writer) {
        writer.values(self);
    }
}

impl<T: Value + Send + Sync> Value for List<T> {
    fn read(reader: &mut Reader<'_>) -> Result<Self, Fault> {
        Vec::read(reader).map(Self::from)
    }

    fn write(&self, writer: &mut Writer) {
        Vec::write(self, writer);
    }
}

impl<T: Value + Send + Sync> Value for Boxed<T> {
    fn read(reader: &mut Reader<'_>) -> Result<Self, Fault> {
        T::read_boxed(reader)
    }

    fn write(&self, writer: &mut Writer) {
        T::write(self, writer);
    }
}

impl<E: OpenEnum> Value for Flags<E> {
    fn read(reader: &mut Reader<'_>) -> Result<Self, Fault> {
        reader
            .string()
            .map(|names| names.parse().unwrap_or_else(|never| match never {}))
    }

    fn write(&self, writer: &mut Writer) {
        writer.display(self);
    }
}
