//! Which types requests carry: only they need methods to set their fields.

use std::collections::BTreeSet;

use serde_json::Value as Json;

use crate::api::{Api, Body, ExampleBody, Shape, TypeId, TypeRef};

/// By type: whether some request carries it, so that people make values of it.
///
/// Requests do not carry what is read-only, and of relationships only those that an example shows inside of a body: by way
/// of relationships, nearly every type leads to nearly every other.
pub(super) fn in_requests(api: &Api) -> Vec<bool> {
    let mut reached = vec![false; api.types.len()];
    let bodies = api.operations.iter().filter_map(|operation| operation.body.as_ref());
    let mut open: Vec<TypeId> = bodies.flat_map(|body| body_types(api, body)).collect();
    open.extend(shown(api));
    while let Some(id) = open.pop() {
        let Some(slot @ false) = reached.get_mut(id.0 as usize) else {
            continue;
        };
        *slot = true;
        let properties = api.properties(id).into_iter();
        let carried = properties.filter(|property| !property.read_only && !property.navigation);
        open.extend(carried.flat_map(|property| types(api, &property.ty)));
    }
    reached
}

/// The types whose polymorphic values, not lists of them, setters take.
pub(super) fn set(api: &Api, in_requests: &[bool]) -> BTreeSet<TypeId> {
    let ids = (0..).map(TypeId).zip(in_requests);
    let carried = ids.filter(|(_, is_in_requests)| **is_in_requests);
    let properties = carried.flat_map(|(id, _)| api.properties(id));
    let set = properties.filter_map(|property| match property.ty {
        TypeRef::Polymorphic(id) if !property.read_only => Some(id),
        _ => None,
    });
    set.collect()
}

/// The types of the objects in the bodies of examples.
fn shown(api: &Api) -> BTreeSet<TypeId> {
    let mut found = BTreeSet::new();
    let requests = api.examples.iter().filter_map(|example| example.request.as_ref());
    for request in requests {
        let body = api.operation(request.operation).body.as_ref();
        if let (Some(Body::Json(ty)), Some(ExampleBody::Json(text))) = (body, &request.body)
            && let Ok(json) = serde_json::from_str(text)
        {
            walk(api, ty, &json, &mut found);
        }
    }
    found
}

fn walk(api: &Api, ty: &TypeRef, json: &Json, found: &mut BTreeSet<TypeId>) {
    match (ty, json) {
        (TypeRef::List(item), Json::Array(items)) => items.iter().for_each(|each| walk(api, item, each, found)),
        (TypeRef::Named(_) | TypeRef::Polymorphic(_), Json::Object(members)) => {
            let tag = members.get(&api.service.tag).and_then(Json::as_str);
            let tag = tag.map(|tag| tag.trim_start_matches('#'));
            let kinds = types(api, ty);
            let exact = kinds.iter().find(|kind| Some(api.ty(**kind).qualified.as_str()) == tag);
            let Some(id) = exact.or(kinds.first()).copied() else {
                return;
            };
            found.insert(id);
            for property in api.properties(id) {
                if let Some(value) = members.get(&property.name) {
                    walk(api, &property.ty, value, found);
                }
            }
        }
        _ => {}
    }
}

/// The types that a body names.
pub(super) fn body_types(api: &Api, body: &Body) -> Vec<TypeId> {
    match body {
        Body::Json(ty) => types(api, ty),
        Body::Bytes(_) => vec![],
    }
}

/// The types that a reference names.
pub(super) fn types(api: &Api, ty: &TypeRef) -> Vec<TypeId> {
    match ty {
        TypeRef::Named(id) => vec![*id],
        TypeRef::Polymorphic(id) => match &api.ty(*id).shape {
            Shape::Object(object) => std::iter::once(*id).chain(object.derived.iter().copied()).collect(),
            Shape::Enumeration(_) => vec![],
        },
        TypeRef::List(item) => types(api, item),
        TypeRef::Primitive(_) | TypeRef::Flags(_) | TypeRef::Opaque => vec![],
    }
}
