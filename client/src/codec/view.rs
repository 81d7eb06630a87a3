//! What is in a place, and where a value is put: all that the codec knows of a type.
//!
//! A generated type answers with one of a few forms, and everything else is done here, once for all types. What is compiled for each
//! type, in the program of whoever uses it, is the way to its form.

use std::fmt;

use super::{Array, Enumerated, Envelope, Fault, Object, Reader, Scalar, Variants, Writer, object, polymorph};
use crate::Extra;

/// What a place holds.
#[derive(Clone, Copy)]
#[non_exhaustive]
pub enum View<'a> {
    /// Nothing.
    Absent,
    /// A string.
    Text(&'a str),
    /// Any other value that is not made of values.
    Scalar(&'a dyn Scalar),
    /// A value of an enumeration: its name.
    Name(&'a str),
    /// Values of an enumeration, which JSON has in one string.
    Flags(&'a dyn Array),
    /// An array.
    Array(&'a dyn Array),
    /// An object.
    Object(&'a dyn Object),
    /// An object of a type that is one of several.
    Tagged(&'a dyn Variants),
    /// The members of an object that have no field.
    Extra(&'a Extra),
    /// An envelope around values, which only a document can be.
    Envelope(&'a dyn Envelope),
}

/// A place for a value, to be filled. What is in it is fresh, except for [`Extra`].
#[non_exhaustive]
pub enum Slot<'a> {
    /// No place: what held a value holds none.
    None,
    /// A string.
    Text(&'a mut String),
    /// Any other value that is not made of values.
    Scalar(&'a mut dyn Scalar),
    /// A value of an enumeration.
    Name(&'a mut dyn Enumerated),
    /// Values of an enumeration, which JSON has in one string.
    Flags(&'a mut dyn Array),
    /// An array.
    Array(&'a mut dyn Array),
    /// An object.
    Object(&'a mut dyn Object),
    /// An object of a type that is one of several.
    Tagged(&'a mut dyn Variants),
    /// The members of an object that have no field.
    Extra(&'a mut Extra),
    /// An envelope around values, which only a document can be.
    Envelope(&'a mut dyn Envelope),
}

impl View<'_> {
    /// Whether there is nothing.
    #[inline]
    #[must_use]
    pub fn is_absent(self) -> bool {
        matches!(self, Self::Absent)
    }

    /// Writes what there is.
    pub(crate) fn write(self, writer: &mut Writer) {
        match self {
            Self::Absent => writer.null(),
            Self::Text(text) | Self::Name(text) => writer.string(text),
            Self::Scalar(scalar) => scalar.write(writer),
            Self::Flags(flags) => writer.string(&joined(flags)),
            Self::Array(array) => writer.values(array),
            Self::Object(object) => object::write(object, "", writer),
            Self::Tagged(value) => object::write(value.object(), polymorph::tag(value), writer),
            Self::Extra(extra) => writer.object(&mut |writer| {
                for (name, value) in extra.iter() {
                    writer.name(name);
                    writer.json(value);
                }
            }),
            Self::Envelope(envelope) => envelope.write(writer),
        }
    }

    /// Whether two places of the same type hold the same.
    pub(super) fn is_same(self, other: View<'_>) -> bool {
        match (self, other) {
            (Self::Absent, View::Absent) => true,
            (Self::Text(one), View::Text(other)) | (Self::Name(one), View::Name(other)) => one == other,
            (Self::Scalar(one), View::Scalar(other)) => one.is_same(other),
            (Self::Flags(one), View::Flags(other)) | (Self::Array(one), View::Array(other)) => {
                one.len() == other.len() && (0..one.len()).all(|index| one.at(index).is_same(other.at(index)))
            }
            (Self::Object(one), View::Object(other)) => object::same(one, other),
            (Self::Tagged(one), View::Tagged(other)) => object::same(one.object(), other.object()),
            (Self::Extra(one), View::Extra(other)) => one == other,
            _ => false,
        }
    }
}

impl fmt::Debug for View<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Absent => f.write_str("None"),
            Self::Text(text) => text.fmt(f),
            Self::Scalar(scalar) => scalar.fmt(f),
            Self::Name(name) => f.write_str(name),
            Self::Flags(array) | Self::Array(array) => {
                let elements = (0..array.len()).map(|index| array.at(index));
                f.debug_list().entries(elements).finish()
            }
            Self::Object(object) => object::show(object, f),
            Self::Tagged(value) => object::show(value.object(), f),
            Self::Extra(extra) => extra.fmt(f),
            Self::Envelope(_) => f.debug_struct("Envelope").finish_non_exhaustive(),
        }
    }
}

impl fmt::Debug for Slot<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Slot").finish_non_exhaustive()
    }
}

impl Slot<'_> {
    /// Reads a value, which is not `null`, into the place.
    pub(crate) fn read(self, reader: &mut Reader<'_>) -> Result<(), Fault> {
        match self {
            Self::Text(text) => {
                *text = reader.string()?.into_owned();
                Ok(())
            }
            Self::Object(object) => object::read(object, reader),
            Self::Scalar(scalar) => scalar.read(reader),
            other => other.read_other(reader),
        }
    }

    /// Reads what fewer members are. It is apart because the strings that most of them are would wait for its preparations.
    #[inline(never)]
    fn read_other(self, reader: &mut Reader<'_>) -> Result<(), Fault> {
        match self {
            Self::Name(value) => value.rename(&reader.string()?),
            Self::Flags(flags) => add_flags(flags, &reader.string()?),
            Self::Array(array) => reader.elements(array)?,
            Self::Tagged(value) => polymorph::read(value, reader)?,
            Self::Envelope(envelope) => envelope.read(reader)?,
            Self::Text(_) | Self::Object(_) | Self::Scalar(_) | Self::None | Self::Extra(_) => reader.skip()?,
        }
        Ok(())
    }

    /// Copies what another place of the same type holds.
    pub(super) fn assign(self, from: View<'_>) {
        match (self, from) {
            (Self::Text(to), View::Text(from)) => from.clone_into(to),
            (Self::Scalar(to), View::Scalar(from)) => to.assign(from),
            (Self::Name(to), View::Name(from)) => to.rename(from),
            (Self::Flags(to), View::Flags(from)) | (Self::Array(to), View::Array(from)) => {
                for index in 0..from.len() {
                    to.add().assign(from.at(index));
                }
            }
            (Self::Object(to), View::Object(from)) => object::assign(to, from),
            (Self::Tagged(to), View::Tagged(from)) => polymorph::assign(to, from.object()),
            (Self::Extra(to), View::Extra(from)) => to.clone_from(from),
            _ => {}
        }
    }
}

/// The names of flags as JSON has them.
fn joined(flags: &dyn Array) -> String {
    let mut names = String::new();
    for index in 0..flags.len() {
        if let View::Name(name) = flags.at(index) {
            if index > 0 {
                names.push(',');
            }
            names.push_str(name);
        }
    }
    names
}

fn add_flags(flags: &mut dyn Array, names: &str) {
    for name in names.split(',').map(str::trim).filter(|name| !name.is_empty()) {
        if let Slot::Name(flag) = flags.add() {
            flag.rename(name);
        }
    }
}
