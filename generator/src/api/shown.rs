//! What JSON shows of the types that it is of.

use serde_json::Value as Json;

use super::{Api, Object, Property, TypeId, TypeRef};

/// Visits each object in a value: its type, which its tag may say, and those of its properties that it shows.
pub(crate) fn visit<'a>(api: &'a Api, ty: &TypeRef, json: &Json, visitor: &mut dyn FnMut(TypeId, &[&'a Property])) {
    match (ty, json) {
        (TypeRef::List(item), Json::Array(items)) => items.iter().for_each(|each| visit(api, item, each, visitor)),
        (TypeRef::Named(id) | TypeRef::Polymorphic(id), Json::Object(members)) => {
            let tag = members.get(&api.service.tag).and_then(Json::as_str);
            let tag = tag.map(|tag| tag.trim_start_matches('#'));
            let id = tag.and_then(|tag| derived(api, ty, tag)).unwrap_or(*id);
            let mut shown = api.properties(id);
            shown.retain(|property| members.contains_key(&property.name));
            visitor(id, &shown);
            for property in shown {
                visit(api, &property.ty, &members[&property.name], visitor);
            }
        }
        _ => {}
    }
}

/// The type of that name among those that derive from a polymorphic one.
fn derived(api: &Api, ty: &TypeRef, name: &str) -> Option<TypeId> {
    let TypeRef::Polymorphic(base) = ty else { return None };
    let mut derived = api.object(*base)?.derived.iter();
    derived.find(|id| api.ty(**id).qualified == name).copied()
}

/// The types that values of a reference can be of: of a polymorphic one, all that derive from it, where there is an enumeration over
/// them.
pub(crate) fn types(api: &Api, ty: &TypeRef) -> Vec<TypeId> {
    match ty {
        TypeRef::Named(id) => vec![*id],
        TypeRef::Polymorphic(id) => match api.object(*id) {
            Some(object @ Object { any: Some(_), .. }) => {
                std::iter::once(*id).chain(object.derived.iter().copied()).collect()
            }
            _ => vec![*id],
        },
        TypeRef::List(item) => types(api, item),
        TypeRef::Primitive(_) | TypeRef::Flags(_) | TypeRef::Opaque => vec![],
    }
}
