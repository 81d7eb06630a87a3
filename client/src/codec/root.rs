//! The type that all others with a key derive from.

use super::object::{extra, read, write};
use super::{Object, Reader, Table, Writer};
use crate::{Dialect, Error, Result};

/// The qualified name of an object's own type, where its tag says it.
#[doc(hidden)]
#[must_use]
pub fn kind(object: &dyn Object) -> Option<&str> {
    let dialect = Dialect::default_ref();
    let tag = extra(object).get(dialect.type_tag)?.as_str()?;
    Some(tag.strip_prefix(dialect.type_tag_prefix).unwrap_or(tag))
}

/// An object as one of a type that derives from its own; what `downcast` of a generated root type does.
#[doc(hidden)]
pub fn downcast<T: Table + Default>(object: &dyn Object) -> Result<Option<T>> {
    let dialect = Dialect::default_ref();
    let mut own = T::default();
    if kind(object).is_some_and(|kind| kind != T::SHAPE.tag) {
        return Ok(None);
    }
    let mut writer = Writer::new(dialect);
    write(object, "", &mut writer);
    let text = writer.finish();
    match read(&mut own, &mut Reader::new(&text, dialect)) {
        Ok(()) => Ok(Some(own)),
        Err(fault) => Err(Error::decode(&fault, text.into())),
    }
}
