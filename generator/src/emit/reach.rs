//! What requests carry: only that needs methods to be set.

use std::collections::BTreeSet;

use rayon::prelude::*;

use crate::api::{Api, Body, ExampleBody, Property, TypeId, TypeRef, shown};

/// What requests carry, so that people make values of it.
pub(super) struct Reach<'a> {
    /// By type: whether some request carries it.
    types: Vec<bool>,
    /// Relationships of these types that examples show inside of bodies, there or on a type with the same base.
    relationships: BTreeSet<(TypeId, &'a str)>,
}

impl<'a> Reach<'a> {
    /// Finds what requests carry.
    ///
    /// They do not carry what is read-only, and of relationships only those that an example shows inside of a body: by way
    /// of relationships, nearly every type leads to nearly every other.
    pub(super) fn new(api: &'a Api) -> Self {
        let shown = shown(api);
        let bodies = api.operations.iter().filter_map(|operation| operation.body.as_ref());
        let mut open: Vec<TypeId> = bodies.flat_map(|body| body_types(api, body)).collect();
        open.extend(shown.iter().map(|(id, _)| id));
        let mut types = vec![false; api.types.len()];
        while let Some(id) = open.pop() {
            let Some(slot @ false) = types.get_mut(id.0 as usize) else {
                continue;
            };
            *slot = true;
            let properties = api.properties(id).into_iter();
            let carried = properties.filter(|property| !property.read_only && !property.navigation);
            open.extend(carried.flat_map(|property| shown::types(api, &property.ty)));
        }
        Self {
            relationships: relationships(api, &types, &shown),
            types,
        }
    }

    /// Whether some request carries a type.
    pub(super) fn carries(&self, id: TypeId) -> bool {
        self.types.get(id.0 as usize).copied().unwrap_or_default()
    }

    /// The relationships of a type that requests carry.
    pub(super) fn relationships(&self, id: TypeId) -> impl Iterator<Item = &'a str> {
        let from = (id, "");
        let own = self.relationships.range(from..).take_while(move |(of, _)| *of == id);
        own.map(|(_, name)| *name)
    }

    /// Whether a request can carry a property of a type that it carries.
    pub(super) fn sets(&self, id: TypeId, property: &Property) -> bool {
        !property.read_only && (!property.navigation || self.relationships.contains(&(id, property.name.as_str())))
    }
}

/// The types whose polymorphic values, not lists of them, setters take.
pub(super) fn set(api: &Api, reach: &Reach<'_>) -> BTreeSet<TypeId> {
    let ids = (0..).map(TypeId).take(api.types.len());
    let carried = ids.filter(|id| reach.carries(*id));
    let properties = carried.flat_map(|id| api.properties(id).into_iter().map(move |property| (id, property)));
    let set = properties.filter_map(|(id, property)| match property.ty {
        TypeRef::Polymorphic(value) if reach.sets(id, property) => Some(value),
        _ => None,
    });
    set.collect()
}

/// The relationships of the types that requests carry which some type shows, whichever of those that inherit them.
fn relationships<'a>(
    api: &'a Api,
    types: &[bool],
    shown: &BTreeSet<(TypeId, Vec<&'a str>)>,
) -> BTreeSet<(TypeId, &'a str)> {
    let shown = shown
        .iter()
        .flat_map(|(id, names)| names.iter().map(|name| (*id, *name)));
    let declared: BTreeSet<_> = shown.map(|(id, name)| (declaring(api, id, name), name)).collect();
    let carried = (0..).map(TypeId).zip(types).filter(|(_, is_carried)| **is_carried);
    let properties = carried.flat_map(|(id, _)| api.properties(id).into_iter().map(move |property| (id, property)));
    properties
        .filter(|(_, property)| property.navigation)
        .map(|(id, property)| (id, property.name.as_str()))
        .filter(|(id, name)| declared.contains(&(declaring(api, *id, name), name)))
        .collect()
}

/// The outermost type that declares a property of a type.
fn declaring(api: &Api, id: TypeId, name: &str) -> TypeId {
    let lineage = std::iter::successors(Some(id), |id| api.object(*id)?.base);
    let declares = |id: &TypeId| {
        let object = api.object(*id);
        object.is_some_and(|object| object.properties.iter().any(|property| property.name == name))
    };
    lineage.filter(declares).last().unwrap_or(id)
}

/// The types of the objects in the bodies of examples, and the relationships that they show there.
fn shown(api: &Api) -> BTreeSet<(TypeId, Vec<&str>)> {
    let requests = api.examples.par_iter().filter_map(|example| example.request.as_ref());
    let objects = requests.flat_map_iter(|request| {
        let mut found = vec![];
        let body = api.operation(request.operation).body.as_ref();
        if let (Some(Body::Json(ty)), Some(ExampleBody::Json(text))) = (body, &request.body)
            && let Ok(json) = serde_json::from_str(text)
        {
            shown::visit(api, ty, &json, &mut |id, properties| {
                let relationships = properties.iter().filter(|property| property.navigation);
                found.push((id, relationships.map(|property| property.name.as_str()).collect()));
            });
        }
        found
    });
    objects.collect()
}

/// The types that a body names.
pub(super) fn body_types(api: &Api, body: &Body) -> Vec<TypeId> {
    match body {
        Body::Json(ty) => shown::types(api, ty),
        Body::Bytes(_) => vec![],
    }
}
