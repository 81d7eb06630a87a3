//! The places in an object that may hold a value.

use std::any::Any;
use std::fmt;

use super::{Fault, Reader, Value, Writer, exclusive::Retype};
use crate::Extra;

/// A place in an object that may hold a value: an `Option` of any [`Value`].
///
/// All that the codec does with a generated type goes through this trait, so that it is compiled once for each type of
/// field and not once for each field.
pub trait Field: Any + Retype {
    /// Reads a value, which is not `null`, into the place.
    fn read(&mut self, reader: &mut Reader<'_>) -> Result<(), Fault>;

    /// Writes the value as a member of that name, which is as it stands between quotation marks; nothing if there is none.
    fn write(&self, escaped: &str, writer: &mut Writer);

    /// Whether there is a value.
    fn is_set(&self) -> bool;

    /// Takes the value away.
    fn clear(&mut self);

    /// Copies what `from`, a field of the same type, holds.
    fn assign(&mut self, from: &dyn Field);

    /// Whether `other` is of the same type and holds the same.
    fn same(&self, other: &dyn Field) -> bool;

    /// The value for people to read.
    fn debug(&self) -> &dyn fmt::Debug;

    /// The field itself if it is where the members without a field are.
    fn extra(&self) -> Option<&Extra> {
        None
    }

    /// The same, to be changed.
    fn extra_mut(&mut self) -> Option<&mut Extra> {
        None
    }
}

impl<T: Value> Field for Option<T> {
    fn read(&mut self, reader: &mut Reader<'_>) -> Result<(), Fault> {
        *self = Some(T::read(reader)?);
        Ok(())
    }

    fn write(&self, escaped: &str, writer: &mut Writer) {
        if let Some(value) = self {
            writer.key(escaped);
            value.write(writer);
        }
    }

    fn is_set(&self) -> bool {
        self.is_some()
    }

    fn clear(&mut self) {
        *self = None;
    }

    #[expect(
        clippy::assigning_clones,
        reason = "`clone_from` is more code for each type, and what a copy is made onto is mostly empty"
    )]
    fn assign(&mut self, from: &dyn Field) {
        if let Some(from) = (from as &dyn Any).downcast_ref::<Self>() {
            *self = from.clone();
        }
    }

    fn same(&self, other: &dyn Field) -> bool {
        (other as &dyn Any).downcast_ref::<Self>() == Some(self)
    }

    fn debug(&self) -> &dyn fmt::Debug {
        match self {
            Some(value) => value,
            None => self,
        }
    }
}
