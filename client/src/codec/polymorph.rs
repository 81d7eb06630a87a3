//! Generated enums over a hierarchy of types, told apart by a tag.

use std::fmt;

use super::reader::Search;
use super::{Fault, Object, Reader, Writer, names::position, object};

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

/// Reads an object of the type that its tag names.
///
/// A tag comes first or not at all, mostly, and looking ahead for one would read everything else twice. So what does not begin
/// with a tag is tried as the base. Where that fails, for a tag further on or for another reason, the outermost object that was
/// tried is read again by looking ahead, and the objects in it, too: trying at each level would double the work with each.
pub fn read<P: Polymorph>(reader: &mut Reader<'_>) -> Result<P, Fault> {
    let start = reader.clone();
    let search = reader.search;
    if search == Search::Ahead || reader.is_tagged_first() {
        return read_tagged(reader);
    }
    reader.search = Search::Trying;
    let mut value = P::at(0);
    let tag = reader.dialect().type_tag;
    let tried = object::read_until(value.object_mut(), reader, Some(tag));
    if let Ok(true) = tried {
        reader.search = search;
        return Ok(value);
    }
    if search == Search::Trying {
        return Err(tried
            .err()
            .unwrap_or_else(|| reader.fault("a type tag that is not the first member")));
    }
    reader.clone_from(&start);
    reader.search = Search::Ahead;
    let value = read_tagged(reader);
    reader.search = search;
    value
}

fn read_tagged<P: Polymorph>(reader: &mut Reader<'_>) -> Result<P, Fault> {
    let mut value = match reader.tag() {
        Some(tag) => with_tag(&tag),
        None => P::at(0),
    };
    object::read(value.object_mut(), reader)?;
    Ok(value)
}

/// Writes an object, with its tag if it is of a derived type.
pub fn write<P: Polymorph>(value: &P, writer: &mut Writer) {
    let object = value.object();
    let tag = object.shape().tag;
    let is_base = P::tags().first() == Some(&tag);
    object::write(object, if is_base { "" } else { tag }, writer);
}

/// Copies the object; what `Clone` of a generated enum does.
#[must_use]
pub fn clone<P: Polymorph>(value: &P) -> P {
    let mut copy: P = with_tag(value.object().shape().tag);
    object::assign(copy.object_mut(), value.object());
    copy
}

/// Compares two objects; what `PartialEq` of a generated enum does.
#[must_use]
pub fn equal<P: Polymorph>(left: &P, right: &P) -> bool {
    let (left, right) = (left.object(), right.object());
    left.shape().tag == right.shape().tag && object::same(left, right)
}

/// Shows the object; what `Debug` of a generated enum does.
pub fn debug<P: Polymorph>(value: &P, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    object::show(value.object(), f)
}

/// The object as its base: what the base has in fields, all else among the extra members, so that nothing is lost.
#[must_use]
pub fn into_base<P: Polymorph, B: Object + Default>(value: &P) -> B {
    let mut base = B::default();
    object::generalize(&mut base, value.object());
    base
}

fn with_tag<P: Polymorph>(tag: &str) -> P {
    P::at(number(P::tags(), tag))
}

/// The number of a tag. It is not generic, so that programs need not compile the search for each hierarchy.
fn number(tags: &[&str], tag: &str) -> usize {
    position(tags, tag).unwrap_or(0)
}
