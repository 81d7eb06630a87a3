//! Which types requests carry: only they need methods to set their fields.

use crate::api::{Api, Body, Shape, TypeId, TypeRef};

/// By type: whether the body of some request can hold it.
pub(super) fn in_requests(api: &Api) -> Vec<bool> {
    let mut reached = vec![false; api.types.len()];
    let bodies = api.operations.iter().filter_map(|operation| operation.body.as_ref());
    let mut open: Vec<TypeId> = bodies.flat_map(|body| body_types(api, body)).collect();
    while let Some(id) = open.pop() {
        let Some(slot @ false) = reached.get_mut(id.0 as usize) else {
            continue;
        };
        *slot = true;
        open.extend(api.properties(id).iter().flat_map(|property| types(api, &property.ty)));
    }
    reached
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
