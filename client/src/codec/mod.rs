//! How values become JSON and JSON becomes values.
//!
//! Generated types hold facts: an [`Object`] is a table of names and a way to reach each field, an [`OpenEnum`] is a table
//! of names. All reading and writing is here, compiled once, and works through `dyn` [`Field`]s, so that a crate with
//! thousands of types compiles about as fast as their bare definitions. Each kind of generated type has a macro
//! ([`object!`](crate::object), [`enumeration!`](crate::enumeration), [`polymorph!`](crate::polymorph)) that adds
//! the traits that users expect, without a derive's cost for each field.

mod collection;
mod enumeration;
mod exclusive;
mod fault;
mod field;
mod guess;
mod macros;
mod names;
mod number;
mod object;
mod polymorph;
mod primitive;
mod reader;
mod root;
mod set;
mod string;
mod time;
mod writer;

pub use self::enumeration::{OpenEnum, named};
#[doc(hidden)]
pub use self::enumeration::{clone as clone_enumeration, name, read as read_enumeration};
pub use self::fault::Fault;
pub(crate) use self::fault::Step;
pub use self::field::Field;
#[doc(hidden)]
pub use self::object::write_escaped;
pub use self::object::{Object, Shape, clone, debug, equal, set};
pub use self::polymorph::{
    Polymorph, clone as clone_polymorph, debug as debug_polymorph, equal as equal_polymorph, into_base,
    read as read_polymorph, write as write_polymorph,
};
pub use self::reader::{Kind, Reader};
#[doc(hidden)]
pub use self::root::{downcast, kind};
pub use self::set::{Null, Set};
pub(crate) use self::time::{parse_instant, parse_time};
pub use self::writer::Writer;

use crate::{Boxed, Dialect};

/// Something that JSON can hold: a primitive, a generated type, a collection.
///
/// `null` is not a value: it belongs to the place that may hold one, see [`Field`].
pub trait Value: Clone + PartialEq + std::fmt::Debug + 'static {
    /// Reads one value, and nothing after it.
    fn read(reader: &mut Reader<'_>) -> Result<Self, Fault>;

    /// Writes the value.
    fn write(&self, writer: &mut Writer);

    /// Reads one value to where it is to be held. Large ones override this, to be read in place and not moved there.
    #[doc(hidden)]
    fn read_boxed(reader: &mut Reader<'_>) -> Result<Boxed<Self>, Fault>
    where
        Self: Send + Sync,
    {
        Self::read(reader).map(Boxed::from)
    }

    /// Reads one more value of a list; overridden like [`Value::read_boxed`].
    #[doc(hidden)]
    fn read_onto(values: &mut Vec<Self>, reader: &mut Reader<'_>) -> Result<(), Fault> {
        values.push(Self::read(reader)?);
        Ok(())
    }

    /// Reads the value of a response's body, which is JSON unless the type has a better use of `content_type`.
    #[doc(hidden)]
    fn from_body(body: &str, content_type: Option<&str>, dialect: &'static Dialect) -> Result<Self, Fault> {
        let _ = content_type;
        decode(body, dialect)
    }
}

/// Reads a whole text as one value.
pub fn decode<T: Value>(text: &str, dialect: &'static Dialect) -> Result<T, Fault> {
    let mut reader = Reader::new(text, dialect);
    let value = T::read(&mut reader)?;
    reader.finish()?;
    Ok(value)
}

/// Writes one value as a text.
pub fn encode<T: Value>(value: &T, dialect: &'static Dialect) -> String {
    let mut writer = Writer::new(dialect);
    value.write(&mut writer);
    writer.finish()
}
