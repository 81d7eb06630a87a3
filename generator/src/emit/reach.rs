//! Which types requests carry: only they need methods to set their fields.

use std::collections::BTreeSet;

use rayon::prelude::*;

use crate::api::{Api, Body, ExampleBody, TypeId, TypeRef, shown};

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
        open.extend(carried.flat_map(|property| shown::types(api, &property.ty)));
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
    let requests = api.examples.par_iter().filter_map(|example| example.request.as_ref());
    let types = requests.flat_map_iter(|request| {
        let mut found = vec![];
        let body = api.operation(request.operation).body.as_ref();
        if let (Some(Body::Json(ty)), Some(ExampleBody::Json(text))) = (body, &request.body)
            && let Ok(json) = serde_json::from_str(text)
        {
            shown::visit(api, ty, &json, &mut |id, _| found.push(id));
        }
        found
    });
    types.collect()
}

/// The types that a body names.
pub(super) fn body_types(api: &Api, body: &Body) -> Vec<TypeId> {
    match body {
        Body::Json(ty) => shown::types(api, ty),
        Body::Bytes(_) => vec![],
    }
}
