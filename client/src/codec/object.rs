//! Generated structs: tables of fields, and what the codec does with them.

use std::any::Any;
use std::fmt;

use serde_json::Value as Json;

use super::{
    Fault, Field, Reader, Set, Step, Value, Writer,
    exclusive::field_mut,
    names::{is_same, position},
    string,
};
use crate::{Boxed, Dialect, Extra};

/// A generated struct: its names, and its fields by number.
///
/// The number of a field is its place in [`Shape::fields`]; every number beyond them means the struct's [`Extra`].
///
/// # Safety
///
/// [`get`](Self::get) answers with a reference to one of the struct's own fields, and whoever has the struct to change it may give that
/// field any value of its type. [`object!`](crate::object) implements the trait, and keeps the promise for any struct.
#[expect(unsafe_code, reason = "fields are changed by what `get` says of them")]
pub unsafe trait Object: Any {
    /// The names of the struct and its fields.
    fn shape(&self) -> &'static Shape;

    /// The field with that number.
    fn get(&self, field: usize) -> &dyn Field;

    /// Writes the fields that have a value, and says where the members without a field are. It is the one loop that is compiled
    /// for each type: where it is unrolled, a field without a value costs a comparison instead of two calls, and most fields of most
    /// objects have none.
    ///
    /// Names are written as they are. A type with a name that JSON must escape overrides this by
    /// [`write_escaped`](crate::codec::write_escaped).
    #[doc(hidden)]
    fn write_fields(&self, writer: &mut Writer) -> Option<&Extra> {
        for (number, name) in self.shape().fields.iter().enumerate() {
            let field = self.get(number);
            if field.is_set() {
                field.write(name, writer);
            }
        }
        self.get(EXTRA).extra()
    }
}

/// The names of a generated struct.
#[derive(Clone, Copy, Debug)]
pub struct Shape {
    /// The struct's name in Rust.
    pub name: &'static str,
    /// The type's qualified name in the service, without the tag's prefix; empty if it has none.
    pub tag: &'static str,
    /// The names of the properties in JSON, in the order in which they are declared and written.
    pub fields: &'static [&'static str],
}

/// The number that every object answers with its [`Extra`].
const EXTRA: usize = usize::MAX;

impl Shape {
    /// Whether the field with that number is called so.
    #[inline]
    pub(super) fn is_called(&self, field: usize, name: &str) -> bool {
        self.fields.get(field).is_some_and(|field| is_same(field, name))
    }

    /// The number of the field called `name`. Services write fields in the order of their declaration, mostly, so the
    /// search begins at the field that is due.
    pub(super) fn position(&self, name: &str, due: usize) -> Option<usize> {
        let (before, after) = self.fields.split_at(due.min(self.fields.len()));
        match position(after, name) {
            Some(place) => Some(due + place),
            None => position(before, name),
        }
    }
}

impl<T: Object + Default + Clone + PartialEq + fmt::Debug> Value for T {
    fn read(reader: &mut Reader<'_>) -> Result<Self, Fault> {
        let mut object = Self::default();
        read(&mut object, reader)?;
        Ok(object)
    }

    fn read_boxed(reader: &mut Reader<'_>) -> Result<Boxed<Self>, Fault>
    where
        Self: Send + Sync,
    {
        let mut object = Boxed::<Self>::default();
        read(&mut *object, reader)?;
        Ok(object)
    }

    fn read_onto(values: &mut Vec<Self>, reader: &mut Reader<'_>) -> Result<(), Fault> {
        values.push(Self::default());
        match values.last_mut() {
            Some(object) => read(object, reader),
            None => Ok(()),
        }
    }

    fn write(&self, writer: &mut Writer) {
        write(self, "", writer);
    }
}

/// Reads an object's members into its fields: what has no field, and what is null, goes to the extra members.
pub(super) fn read(object: &mut dyn Object, reader: &mut Reader<'_>) -> Result<(), Fault> {
    read_until(object, reader, None).map(drop)
}

/// Reads an object up to a member of the name `stop`. Says whether it came to the end, without one.
pub(super) fn read_until(object: &mut dyn Object, reader: &mut Reader<'_>, stop: Option<&str>) -> Result<bool, Fault> {
    let shape = object.shape();
    let (mut due, mut first) = (0, true);
    reader.open(b'{')?;
    while let Some((_, name)) = reader.next_member(first)? {
        first = false;
        if stop.is_some_and(|stop| name == stop) {
            return Ok(false);
        }
        let read = match reader.guesses.field(shape, due, &name) {
            Some(field) => {
                due = field + 1;
                read_field(object, field, reader)
            }
            None => keep(object, &name, reader),
        };
        read.map_err(|fault| fault.inside(Step::Member(name.into())))?;
    }
    Ok(true)
}

#[inline]
fn read_field(object: &mut dyn Object, field: usize, reader: &mut Reader<'_>) -> Result<(), Fault> {
    if !reader.null()? {
        return field_mut(object, field).read(reader);
    }
    field_mut(object, field).clear();
    let name = object.shape().fields[field];
    if let Some(extra) = extra_mut(object) {
        extra.insert(name, Json::Null);
    }
    Ok(())
}

/// Reads what has no field.
fn keep(object: &mut dyn Object, name: &str, reader: &mut Reader<'_>) -> Result<(), Fault> {
    let value = reader.json()?;
    if let Some(extra) = extra_mut(object) {
        extra.insert(reader.dialect().keep(name), value);
    }
    Ok(())
}

/// Writes an object's fields in the order of their declaration, then the extra members. A `tag`, if it is not empty, is
/// written first, unless the extra members have one.
pub(super) fn write(object: &dyn Object, tag: &str, writer: &mut Writer) {
    let dialect = writer.dialect();
    writer.open('{');
    if !tag.is_empty() && extra(object).get(dialect.type_tag).is_none() {
        writer.name(dialect.type_tag);
        writer.joined(dialect.type_tag_prefix, tag);
    }
    if let Some(extra) = object.write_fields(writer)
        && !extra.is_empty()
    {
        write_extra(object, extra, writer);
    }
    writer.close('}');
}

/// Writes the members of an object that have no field, and those that are null.
fn write_extra(object: &dyn Object, extra: &Extra, writer: &mut Writer) {
    let shape = object.shape();
    let is_shadowed = |name: &str| {
        let field = shape.position(name, 0);
        field.is_some_and(|field| object.get(field).is_set())
    };
    for (name, value) in extra.iter().filter(|(name, _)| !is_shadowed(name)) {
        writer.name(name);
        writer.json(value);
    }
}

/// Writes fields some of whose names JSON must escape; what `write_fields` of such a generated struct does.
#[doc(hidden)]
pub fn write_escaped<'a, T: Object>(object: &'a T, writer: &mut Writer) -> Option<&'a Extra> {
    for (number, name) in object.shape().fields.iter().enumerate() {
        object.get(number).write(&escaped(name), writer);
    }
    object.get(EXTRA).extra()
}

/// A name as it stands between quotation marks.
fn escaped(name: &str) -> String {
    let mut escaped = String::new();
    string::escape_onto(&mut escaped, name);
    escaped
}

/// Copies an object; what `Clone` of a generated struct does.
#[must_use]
pub fn clone<T: Object + Default>(object: &T) -> T {
    let mut copy = T::default();
    assign(&mut copy, object);
    copy
}

/// Copies all fields of `from` to `to`, an object of the same type.
pub(super) fn assign(to: &mut dyn Object, from: &dyn Object) {
    for field in 0..from.shape().fields.len() {
        field_mut(to, field).assign(from.get(field));
    }
    field_mut(to, EXTRA).assign(from.get(EXTRA));
}

/// Copies an object to one of its base.
pub(super) fn generalize(to: &mut dyn Object, from: &dyn Object) {
    let dialect = Dialect::default_ref();
    let mut rest = extra(from).clone();
    let (known, tag) = (to.shape(), from.shape().tag);
    if tag != known.tag && rest.get(dialect.type_tag).is_none() {
        rest.insert(dialect.type_tag, [dialect.type_tag_prefix, tag].concat());
    }
    for (number, name) in from.shape().fields.iter().enumerate() {
        let field = from.get(number);
        let same = known.position(name, number).filter(|place| {
            let place: &dyn Any = to.get(*place);
            place.type_id() == (field as &dyn Any).type_id()
        });
        match same {
            Some(place) => field_mut(to, place).assign(field),
            None if field.is_set() => {
                if let Some((name, value)) = written(name, field) {
                    rest.insert(name, value);
                }
            }
            None => {}
        }
    }
    if let Some(extra) = extra_mut(to) {
        *extra = rest;
    }
}

/// A field as a member of a tree.
fn written(name: &str, field: &dyn Field) -> Option<(String, Json)> {
    let mut writer = Writer::new(Dialect::default_ref());
    writer.object(&mut |writer| field.write(&escaped(name), writer));
    let members: serde_json::Map<String, Json> = serde_json::from_str(&writer.finish()).ok()?;
    members.into_iter().next()
}

/// Compares two objects; what `PartialEq` of a generated struct does.
#[must_use]
pub fn equal<T: Object>(left: &T, right: &T) -> bool {
    same(left, right)
}

pub(super) fn same(left: &dyn Object, right: &dyn Object) -> bool {
    (0..left.shape().fields.len())
        .chain([EXTRA])
        .all(|field| left.get(field).same(right.get(field)))
}

/// Shows an object; what `Debug` of a generated struct does. It is generic, since generated code takes the compiler longer where it makes
/// a `dyn Object`.
pub fn debug<T: Object>(object: &T, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    show(object, f)
}

/// Shows those fields of an object that have a value.
pub(super) fn show(object: &dyn Object, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let shape = object.shape();
    let mut out = f.debug_struct(shape.name);
    for (number, name) in shape.fields.iter().enumerate() {
        let field = object.get(number);
        if field.is_set() {
            out.field(name, field.debug());
        }
    }
    let extra = extra(object);
    if !extra.is_empty() {
        out.field("extra", extra);
    }
    out.finish()
}

/// Sets one field; what a generated setter does.
///
/// # Panics
///
/// If the field with that number is not an `Option<T>`, which is a mistake in the generated code.
#[must_use]
pub fn set<O: Object, T: 'static, V: Into<Set<T>>>(mut object: O, field: usize, value: V) -> O {
    let (value, is_null) = match value.into() {
        Set::Value(value) => (Some(value), false),
        Set::Null => (None, true),
        Set::Absent => (None, false),
    };
    let slot: &mut dyn Any = field_mut(&mut object, field);
    *slot
        .downcast_mut::<Option<T>>()
        .expect("a setter's number is that of its field") = value;
    note_null(&mut object, field, is_null);
    object
}

/// Remembers that a field is null and not just absent, or forgets it.
fn note_null(object: &mut dyn Object, field: usize, is_null: bool) {
    let name = object.shape().fields[field];
    if let Some(extra) = extra_mut(object) {
        if is_null {
            extra.insert(name, Json::Null);
        } else {
            extra.remove(name);
        }
    }
}

pub(super) fn extra(object: &dyn Object) -> &Extra {
    static NONE: Extra = Extra::new();
    object.get(EXTRA).extra().unwrap_or(&NONE)
}

fn extra_mut(object: &mut dyn Object) -> Option<&mut Extra> {
    field_mut(object, EXTRA).extra_mut()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_found_from_the_one_that_is_due() {
        let shape = Shape {
            name: "X",
            tag: "",
            fields: &["a", "b", "c"],
        };
        assert_eq!(shape.position("b", 1), Some(1));
        assert_eq!(shape.position("a", 1), Some(0));
        assert_eq!(shape.position("c", 0), Some(2));
        assert_eq!(shape.position("d", 2), None);
        assert_eq!(shape.position("c", 3), Some(2));
    }
}
