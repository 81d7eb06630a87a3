//! Generated enums over a hierarchy of types, told apart by a tag.

use std::fmt;

use super::reader::Search;
use super::{Fault, Form, Object, Reader, Slot, Table, View, names::position, object};

/// A generated enum over a base type and the types derived from it.
///
/// Variants are numbered as their tags are; the base is number 0 and stands in for types that the crate does not know, whose
/// members it keeps.
pub trait Polymorph: Sized + 'static {
    /// The qualified names of the types, without the tag's prefix, the base first.
    fn tags() -> &'static [&'static str];

    /// An empty object of the type with that number; the base for every number that there is not.
    fn at(tag: usize) -> Self;

    /// The object itself.
    fn object(&self) -> &dyn Object;

    /// The object itself, to be changed.
    fn object_mut(&mut self) -> &mut dyn Object;
}

/// A value of a generated enum over a hierarchy, whichever that is.
pub trait Variants {
    /// The qualified names of the types, as [`Polymorph::tags`] has them.
    fn tags(&self) -> &'static [&'static str];

    /// Makes it an empty object of the type with that number.
    fn become_new(&mut self, tag: usize);

    /// The object itself.
    fn object(&self) -> &dyn Object;

    /// The object itself, to be changed.
    fn object_mut(&mut self) -> &mut dyn Object;
}

impl<P: Polymorph> Variants for P {
    fn tags(&self) -> &'static [&'static str] {
        P::tags()
    }

    fn become_new(&mut self, tag: usize) {
        *self = P::at(tag);
    }

    fn object(&self) -> &dyn Object {
        Polymorph::object(self)
    }

    fn object_mut(&mut self) -> &mut dyn Object {
        Polymorph::object_mut(self)
    }
}

/// The form of a generated enum over a hierarchy: an object with a tag.
#[derive(Debug)]
pub enum Hierarchy {}

impl<P: Polymorph> Form<P> for Hierarchy {
    fn fresh() -> P {
        P::at(0)
    }

    #[inline]
    fn view(value: &P) -> View<'_> {
        View::Tagged(value)
    }

    #[inline]
    fn slot(value: &mut P) -> Slot<'_> {
        Slot::Tagged(value)
    }
}

/// The tag of an object; empty if it is of the type that all others derive from.
pub(super) fn tag(value: &dyn Variants) -> &'static str {
    let tag = value.object().shape().tag;
    if value.tags().first() == Some(&tag) { "" } else { tag }
}

/// Reads an object of the type that its tag names, in place of a fresh value.
///
/// A tag comes first or not at all, mostly, and looking ahead for one would read everything else twice. So what does not begin
/// with a tag is tried as the base. Where that fails, for a tag further on or for another reason, the outermost object that was
/// tried is read again by looking ahead, and the objects in it, too: trying at each level would double the work with each.
pub(super) fn read(value: &mut dyn Variants, reader: &mut Reader<'_>) -> Result<(), Fault> {
    let start = reader.clone();
    let search = reader.search;
    if search == Search::Ahead || reader.is_tagged_first() {
        return read_tagged(value, reader);
    }
    reader.search = Search::Trying;
    let tag = reader.dialect().type_tag;
    let tried = object::read_until(Variants::object_mut(value), reader, Some(tag));
    if let Ok(true) = tried {
        reader.search = search;
        return Ok(());
    }
    if search == Search::Trying {
        return Err(tried
            .err()
            .unwrap_or_else(|| reader.fault("a type tag that is not the first member")));
    }
    reader.clone_from(&start);
    reader.search = Search::Ahead;
    value.become_new(0);
    let read = read_tagged(value, reader);
    reader.search = search;
    read
}

fn read_tagged(value: &mut dyn Variants, reader: &mut Reader<'_>) -> Result<(), Fault> {
    if let Some(tag) = reader.tag() {
        become_tagged(value, &tag);
    }
    object::read(Variants::object_mut(value), reader)
}

/// Copies an object to a fresh value.
pub(super) fn assign(to: &mut dyn Variants, from: &dyn Object) {
    become_tagged(to, from.shape().tag);
    object::assign(to.object_mut(), from);
}

/// Makes a fresh value one of the type with that tag, or leaves it as the base.
fn become_tagged(value: &mut dyn Variants, tag: &str) {
    if let Some(number @ 1..) = position(value.tags(), tag) {
        value.become_new(number);
    }
}

/// Copies the object; what `Clone` of a generated enum does.
#[must_use]
pub fn clone<P: Polymorph>(value: &P) -> P {
    let mut copy = P::at(0);
    assign(&mut copy, Polymorph::object(value));
    copy
}

/// Compares two objects; what `PartialEq` of a generated enum does.
#[must_use]
pub fn equal<P: Polymorph>(left: &P, right: &P) -> bool {
    object::same(left.object(), right.object())
}

/// Shows the object; what `Debug` of a generated enum does.
pub fn debug<P: Polymorph>(value: &P, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    object::show(value.object(), f)
}

/// The object as its base: what the base has in fields, all else among the extra members, so that nothing is lost.
#[must_use]
pub fn into_base<P: Polymorph, B: Table + Default>(value: &P) -> B {
    let mut base = B::default();
    object::generalize(&mut base, value.object());
    base
}
