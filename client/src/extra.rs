//! Members of an object that have no field.

use std::borrow::Cow;
use std::fmt;
use std::mem::ManuallyDrop;

use serde_json::Value as Json;
use thin_vec::ThinVec;

use crate::codec::{Field, Slot, View};

/// A name, which is often one of the program's own, and a value.
type Member = (Cow<'static, str>, Json);

/// The members of an object that have no field of their own, in the order in which they came.
///
/// They are: properties that the documentation does not name, annotations such as an object's type tag, and explicit nulls of
/// properties that do have a field (so that null and absent are told apart, and what was read can be written back).
/// Where a field has a value, that value is written and not what stands here under its name.
#[derive(Clone, Default)]
pub struct Extra(
    // One word, and nothing on the heap while it is empty, which it is in most objects; and most others have a few members, for
    // which a search in a row is faster than a map.
    ManuallyDrop<ThinVec<Member>>,
);

impl Extra {
    /// No members.
    #[must_use]
    pub const fn new() -> Self {
        Self(ManuallyDrop::new(ThinVec::new()))
    }

    /// Whether there are no members.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many members there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// The value of a member.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Json> {
        self.iter().find_map(|(known, value)| (known == name).then_some(value))
    }

    /// Whether a member, which may be a property with a field, is an explicit null.
    #[must_use]
    pub fn is_null(&self, name: &str) -> bool {
        self.get(name).is_some_and(Json::is_null)
    }

    /// Sets a member and returns what it was before.
    pub fn insert(&mut self, name: impl Into<Cow<'static, str>>, value: impl Into<Json>) -> Option<Json> {
        let (name, value) = (name.into(), value.into());
        for (known, old) in self.0.iter_mut() {
            if *known == name {
                return Some(std::mem::replace(old, value));
            }
        }
        // Most objects that have any have one or two: an annotation, a null.
        let more = if self.0.is_empty() { 2 } else { 1 };
        self.0.reserve(more);
        self.0.push((name, value));
        None
    }

    /// Takes a member out.
    pub fn remove(&mut self, name: &str) -> Option<Json> {
        let place = self.0.iter().position(|(known, _)| known == name)?;
        Some(self.0.remove(place).1)
    }

    /// The members, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Json)> {
        self.0.iter().map(|(name, value)| (&**name, value))
    }
}

#[expect(
    unsafe_code,
    reason = "else each program would compile how a tree of JSON is dropped"
)]
impl Drop for Extra {
    #[inline(never)]
    fn drop(&mut self) {
        // SAFETY: nothing uses the field after this.
        unsafe { ManuallyDrop::drop(&mut self.0) }
    }
}

impl fmt::Debug for Extra {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.iter()).finish()
    }
}

/// The order of members means nothing in JSON.
impl PartialEq for Extra {
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len() && self.iter().all(|(name, value)| other.get(name) == Some(value))
    }
}

/// An object hands out its extra members where it is asked for a field that it has not, so that tables of fields need no
/// second kind of entry.
impl Field for Extra {
    fn view(&self) -> View<'_> {
        View::Extra(self)
    }

    fn renew(&mut self, present: bool) -> Slot<'_> {
        if !present {
            self.0.clear();
        }
        Slot::Extra(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_keep_their_order_and_compare_without_it() {
        let mut one = Extra::new();
        one.insert("b", 1);
        one.insert("a", 2);
        assert_eq!(one.insert("b", 3), Some(1.into()));
        assert_eq!(one.iter().map(|(name, _)| name).collect::<Vec<_>>(), ["b", "a"]);
        let mut two = Extra::new();
        two.insert("a", 2);
        two.insert("b", 3);
        assert_eq!(one, two);
        assert_eq!(one.remove("a"), Some(2.into()));
        assert_ne!(one, two);
        one.remove("b");
        assert_eq!(one, Extra::new());
        assert_eq!(size_of::<Extra>(), size_of::<usize>());
    }
}
