//! Generated structs: tables of fields, and what the codec does with them.

use std::any::Any;
use std::fmt;

use serde_json::Value as Json;

use super::{
    Fault, Field, Form, Reader, Set, Slot, Step, Value, View, Writer,
    exclusive::field_mut,
    fields,
    names::{is_same, position},
    string,
};
use crate::{Dialect, Extra};

/// A generated struct: its names, and its fields by number.
///
/// The number of a field is its place in [`Shape::fields`]; every number beyond them means the struct's [`Extra`].
///
/// # Safety
///
/// [`get`](Self::get) answers with a reference to one of the struct's own fields, and whoever has the struct to change it may give that
/// field any value of its type. [`object!`](crate::object) implements the trait, and keeps the promise for any struct.
#[expect(unsafe_code, reason = "fields are changed by what `get` says of them")]
pub unsafe trait Table: Sized + 'static {
    /// The names of the struct and its fields.
    const SHAPE: Shape;

    /// The field with that number.
    fn get(&self, field: usize) -> &dyn Field;
}

/// A value of a generated struct, whichever that is.
///
/// # Safety
///
/// As for [`Table`]: it is implemented for all of them, and for nothing else.
#[expect(unsafe_code, reason = "fields are changed by what `get` says of them")]
pub unsafe trait Object: Any {
    /// The names of the struct and its fields.
    fn shape(&self) -> &'static Shape;

    /// The field with that number.
    fn get(&self, field: usize) -> &dyn Field;

    /// Writes the fields that have a value.
    fn write_fields(&self, writer: &mut Writer);
}

#[expect(unsafe_code, reason = "fields are changed by what `get` says of them")]
// SAFETY: `get` is the table's, which gave the same promise.
unsafe impl<T: Table> Object for T {
    fn shape(&self) -> &'static Shape {
        const { &T::SHAPE }
    }

    fn get(&self, field: usize) -> &dyn Field {
        T::get(self, field)
    }

    fn write_fields(&self, writer: &mut Writer) {
        fields::write(self, writer);
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
    /// Whether JSON must escape characters of some of them.
    pub is_escaped: bool,
}

/// What the table of a struct says where JSON must escape characters of a name.
#[doc(hidden)]
pub const ESCAPED: bool = true;

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

/// The form of a generated struct: an object.
#[derive(Debug)]
pub enum Members {}

impl<T: Table + Default> Value for T {
    type Form = Members;
}

impl<T: Table + Default> Form<T> for Members {
    #[inline]
    fn fresh() -> T {
        T::default()
    }

    #[inline]
    fn view(value: &T) -> View<'_> {
        View::Object(value)
    }

    #[inline]
    fn slot(value: &mut T) -> Slot<'_> {
        Slot::Object(value)
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
        return field_mut(object, field).renew(true).read(reader);
    }
    field_mut(object, field).renew(false);
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
    object.write_fields(writer);
    let extra = extra(object);
    if !extra.is_empty() {
        write_extra(object, extra, writer);
    }
    writer.close('}');
}

/// Writes the members of an object that have no field, and those that are null.
fn write_extra(object: &dyn Object, extra: &Extra, writer: &mut Writer) {
    let shape = object.shape();
    let is_shadowed = |name: &str| {
        let field = shape.position(name, 0);
        field.is_some_and(|field| !object.get(field).view().is_absent())
    };
    for (name, value) in extra.iter().filter(|(name, _)| !is_shadowed(name)) {
        writer.name(name);
        writer.json(value);
    }
}

/// A name as it stands between quotation marks.
pub(super) fn escaped(name: &str) -> String {
    let mut escaped = String::new();
    string::escape_onto(&mut escaped, name);
    escaped
}

/// Copies an object; what `Clone` of a generated struct does.
#[must_use]
pub fn clone<T: Table + Default>(object: &T) -> T {
    let mut copy = T::default();
    assign(&mut copy, object);
    copy
}

/// Copies all fields of `from` to `to`, an object of the same type.
pub(super) fn assign(to: &mut dyn Object, from: &dyn Object) {
    for field in 0..from.shape().fields.len() {
        copy(field_mut(to, field), from.get(field));
    }
    copy(field_mut(to, EXTRA), from.get(EXTRA));
}

/// Copies what a field holds to another one of the same type.
fn copy(to: &mut dyn Field, from: &dyn Field) {
    let view = from.view();
    to.renew(!view.is_absent()).assign(view);
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
            Some(place) => copy(field_mut(to, place), field),
            None if !field.view().is_absent() => {
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
    writer.object(&mut |writer| writer.member(&escaped(name), field.view()));
    let members: serde_json::Map<String, Json> = serde_json::from_str(&writer.finish()).ok()?;
    members.into_iter().next()
}

/// Compares two objects; what `PartialEq` of a generated struct does.
#[must_use]
pub fn equal<T: Table>(left: &T, right: &T) -> bool {
    same(left, right)
}

/// Whether two objects are of the same type, and the same.
pub(super) fn same(left: &dyn Object, right: &dyn Object) -> bool {
    (left as &dyn Any).type_id() == (right as &dyn Any).type_id()
        && (0..left.shape().fields.len())
            .chain([EXTRA])
            .all(|field| left.get(field).view().is_same(right.get(field).view()))
}

/// Shows an object; what `Debug` of a generated struct does. It is generic, since generated code takes the compiler longer where it makes
/// a `dyn Object`.
pub fn debug<T: Table>(object: &T, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    show(object, f)
}

/// Shows those fields of an object that have a value.
pub(super) fn show(object: &dyn Object, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let shape = object.shape();
    let mut out = f.debug_struct(shape.name);
    for (number, name) in shape.fields.iter().enumerate() {
        let view = object.get(number).view();
        if !view.is_absent() {
            out.field(name, &view);
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
pub fn set<O: Table, T: 'static, V: Into<Set<T>>>(mut object: O, field: usize, value: V) -> O {
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
    match object.get(EXTRA).view() {
        View::Extra(extra) => extra,
        _ => &NONE,
    }
}

fn extra_mut(object: &mut dyn Object) -> Option<&mut Extra> {
    match field_mut(object, EXTRA).renew(true) {
        Slot::Extra(extra) => Some(extra),
        _ => None,
    }
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
            is_escaped: false,
        };
        assert_eq!(shape.position("b", 1), Some(1));
        assert_eq!(shape.position("a", 1), Some(0));
        assert_eq!(shape.position("c", 0), Some(2));
        assert_eq!(shape.position("d", 2), None);
        assert_eq!(shape.position("c", 3), Some(2));
    }
}
