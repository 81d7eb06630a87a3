//! How values become JSON and JSON becomes values.
//!
//! Generated types hold facts: a [`Table`] has the names of fields and a way to reach each, an [`OpenEnum`] is a table
//! of names. All reading and writing is here, compiled once: a [`Field`] says its form, as a [`View`] or a [`Slot`], so that a crate with
//! thousands of types compiles about as fast as their bare definitions. Each kind of generated type has a macro
//! ([`object!`](crate::object), [`enumeration!`](crate::enumeration), [`polymorph!`](crate::polymorph)) that adds
//! the traits that users expect, without a derive's cost for each field.

mod collection;
mod document;
mod enumeration;
mod exclusive;
mod fault;
mod field;
mod fields;
mod form;
mod guess;
mod macros;
mod names;
mod number;
mod object;
mod polymorph;
mod reader;
mod root;
mod scalar;
mod set;
mod string;
mod time;
mod view;
mod writer;

pub use self::collection::Array;
#[doc(hidden)]
pub use self::collection::{Joined, Link, Row};
pub use self::document::{Document, Envelope, decode, encode};
pub(crate) use self::document::{fill, text};
pub use self::enumeration::{Enumerated, OpenEnum, named};
#[doc(hidden)]
pub use self::enumeration::{Name, clone as clone_enumeration, name};
pub use self::fault::Fault;
pub(crate) use self::fault::Step;
pub use self::field::Field;
pub use self::form::{Form, Value};
#[doc(hidden)]
pub use self::object::{ESCAPED, Members};
pub use self::object::{Object, Shape, Table, clone, debug, equal, set};
#[doc(hidden)]
pub use self::polymorph::Hierarchy;
pub use self::polymorph::{
    Polymorph, Variants, clone as clone_polymorph, debug as debug_polymorph, equal as equal_polymorph, into_base,
};
pub use self::reader::{Kind, Reader};
#[doc(hidden)]
pub use self::root::{downcast, kind};
#[doc(hidden)]
pub use self::scalar::Text;
pub use self::scalar::{Plain, Scalar};
pub use self::set::{Null, Set};
pub(crate) use self::time::{parse_instant, parse_time};
pub use self::view::{Slot, View};
pub use self::writer::Writer;
