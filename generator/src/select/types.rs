//! The types that the operations that stay need.

use super::{
    Kept,
    relationships::Relationships,
    renumber::{Reference, visit_answer, visit_operation, visit_type},
};
use crate::api::{Api, Example, Object, Shape, TypeId, TypeRef};

/// Finds the types to keep, and drops examples of nothing that stays.
pub(super) fn prune(api: &mut Api, kept: &mut Kept) {
    let relationships = Relationships::take(api, kept);
    let mut reach = Reach {
        kept: vec![false; api.types.len()],
        todo: vec![],
    };
    let mut roots = vec![];
    for (operation, _) in api
        .operations
        .iter_mut()
        .zip(&kept.operations)
        .filter(|(_, kept)| **kept)
    {
        visit_operation(operation, &mut |reference| roots.extend(needed(&reference)));
    }
    // What an example shows may be a type that derives from the documented one.
    for example in api.examples.iter_mut().filter(|example| example.request.is_some()) {
        visit_answers(example, &mut |reference| roots.extend(needed(&reference)));
    }
    roots.extend(relationships.shown.iter().copied().map(TypeRef::Named));
    for ty in &roots {
        reach.add(api, ty);
    }
    while let Some(TypeId(id)) = reach.todo.pop() {
        let mut needs = vec![];
        visit_type(&mut api.types[id as usize], &mut |reference| {
            needs.extend(needed(&reference));
        });
        for ty in &needs {
            reach.add(api, ty);
        }
    }
    kept.types = reach.kept;
    relationships.put_back(api, kept);
    api.examples
        .retain_mut(|example| example.request.is_some() || shows_kept_types(example, kept));
    forget_unused_enumerations(api, kept);
}

/// An example without a request belongs to no operation. It stays if it shows types, and all of those stay.
fn shows_kept_types(example: &mut Example, kept: &Kept) -> bool {
    let mut shown = vec![];
    visit_answers(example, &mut |reference| {
        shown.extend(needed(&reference).as_ref().and_then(named));
    });
    !shown.is_empty() && shown.into_iter().all(|id| kept.has_type(id))
}

fn visit_answers(example: &mut Example, visit: &mut dyn FnMut(Reference<'_>)) {
    example
        .responses
        .iter_mut()
        .for_each(|response| visit_answer(&mut response.answer, visit));
}

/// The type that a place needs. Links of documentation need nothing: they become text.
fn needed(reference: &Reference<'_>) -> Option<TypeRef> {
    match reference {
        Reference::Type(ty) => Some((*ty).clone()),
        Reference::Base(id) => Some(TypeRef::Named(**id)),
        Reference::Docs(_) => None,
    }
}

/// The type that a reference names, in a list or not.
pub(super) fn named(ty: &TypeRef) -> Option<TypeId> {
    match ty {
        TypeRef::Named(id) | TypeRef::Polymorphic(id) | TypeRef::Flags(id) => Some(*id),
        TypeRef::List(item) => named(item),
        TypeRef::Primitive(_) | TypeRef::Opaque => None,
    }
}

fn is_polymorphic(ty: &TypeRef) -> bool {
    match ty {
        TypeRef::Polymorphic(_) => true,
        TypeRef::List(item) => is_polymorphic(item),
        _ => false,
    }
}

/// Types known to be needed, and those whose own needs are still to be looked at.
struct Reach {
    kept: Vec<bool>,
    todo: Vec<TypeId>,
}

impl Reach {
    fn add(&mut self, api: &Api, ty: &TypeRef) {
        let Some(id) = named(ty) else { return };
        self.keep(id);
        if let (true, Some(object @ Object { any: Some(_), .. })) = (is_polymorphic(ty), api.object(id)) {
            object.derived.iter().for_each(|derived| self.keep(*derived));
        }
    }

    fn keep(&mut self, id: TypeId) {
        if !std::mem::replace(&mut self.kept[id.0 as usize], true) {
            self.todo.push(id);
        }
    }
}

/// The enumeration over a type and its derived ones is only there where something is polymorphic.
fn forget_unused_enumerations(api: &mut Api, kept: &Kept) {
    let mut used = vec![false; api.types.len()];
    let mut note = |reference: Reference<'_>| {
        if let Reference::Type(ty) = reference
            && let (true, Some(TypeId(id))) = (is_polymorphic(ty), named(ty))
        {
            used[id as usize] = true;
        }
    };
    for (operation, _) in api
        .operations
        .iter_mut()
        .zip(&kept.operations)
        .filter(|(_, kept)| **kept)
    {
        visit_operation(operation, &mut note);
    }
    for (ty, _) in api.types.iter_mut().zip(&kept.types).filter(|(_, kept)| **kept) {
        visit_type(ty, &mut note);
    }
    api.examples
        .iter_mut()
        .for_each(|example| visit_answers(example, &mut note));
    for (ty, used) in api.types.iter_mut().zip(used) {
        if let (false, Shape::Object(object)) = (used, &mut ty.shape) {
            object.any = None;
        }
    }
}
