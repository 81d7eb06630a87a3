//! Which collections of objects can be plain vectors.
//!
//! To learn that a type is `Send`, the compiler looks through vectors at the types of their items, and gives up in long
//! circles. Where a few steps lead to an end, a vector does; elsewhere a link of the runtime ends the search, which takes
//! one more allocation.

use crate::api::{Api, TypeId, TypeRef};

/// How many vectors may hold one another.
const STEPS: usize = 3;

/// By type: whether vectors can hold it, since those in it come to an end.
pub(super) fn ending(api: &Api) -> Vec<bool> {
    let items: Vec<Vec<TypeId>> = (0..)
        .map(TypeId)
        .zip(&api.types)
        .map(|(id, _)| items(api, id))
        .collect();
    let mut ending: Vec<bool> = items.iter().map(Vec::is_empty).collect();
    for _ in 1..STEPS {
        let ends = |id: &TypeId| ending.get(id.0 as usize).copied().unwrap_or_default();
        ending = items.iter().map(|items| items.iter().all(ends)).collect();
    }
    ending
}

/// The types of which an object has collections.
fn items(api: &Api, id: TypeId) -> Vec<TypeId> {
    let properties = api.properties(id).into_iter();
    properties.filter_map(|property| item(api, &property.ty)).collect()
}

/// The innermost type of a collection, unless it is an enumeration over a hierarchy: that holds links of its own.
fn item(api: &Api, ty: &TypeRef) -> Option<TypeId> {
    let TypeRef::List(item) = ty else {
        return None;
    };
    match &**item {
        TypeRef::Named(id) => Some(*id),
        TypeRef::Polymorphic(id) => api
            .object(*id)
            .is_some_and(|object| object.any.is_none())
            .then_some(*id),
        item => self::item(api, item),
    }
}
