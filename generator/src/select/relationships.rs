//! The relationships that types keep in a part of an API.
//!
//! By way of relationships nearly every type leads to nearly every other, and they are only there where a request asks for
//! them. So a type keeps those that an example of the part shows, and those whose own types the part has anyway. What comes by
//! another is kept as members without a field are.

use std::collections::{BTreeSet, HashSet};

use serde_json::Value as Json;

use super::{Kept, types::named};
use crate::api::{Answer, Api, Body, Example, ExampleBody, Property, Shape, TypeId, TypeRef, shown};

/// What was taken of types.
pub(super) struct Relationships {
    /// By type: the properties, each with its place.
    taken: Vec<(TypeId, Vec<(usize, Property)>)>,
    /// The types of the objects in the examples, which tags may say.
    pub(super) shown: BTreeSet<TypeId>,
}

impl Relationships {
    /// Takes those that no example of the operations that stay shows.
    pub(super) fn take(api: &mut Api, kept: &Kept) -> Self {
        let (shown, relationships) = shown_by(api, kept);
        let taken = (0..).map(TypeId).zip(&mut api.types).filter_map(|(id, ty)| {
            let Shape::Object(object) = &mut ty.shape else {
                return None;
            };
            let is_kept =
                |property: &Property| !property.navigation || relationships.contains(&(id, property.name.clone()));
            let places = std::mem::take(&mut object.properties).into_iter().enumerate();
            let (stay, go): (Vec<_>, Vec<_>) = places.partition(|(_, property)| is_kept(property));
            object.properties = stay.into_iter().map(|(_, property)| property).collect();
            Some((id, go))
        });
        Self {
            taken: taken.collect(),
            shown,
        }
    }

    /// Puts back those whose types stay.
    pub(super) fn put_back(self, api: &mut Api, kept: &Kept) {
        for (id, properties) in self.taken {
            let Shape::Object(object) = &mut api.types[id.0 as usize].shape else {
                continue;
            };
            let mut gone = 0;
            for (place, property) in properties {
                if named(&property.ty).is_none_or(|ty| kept.has_type(ty)) {
                    object.properties.insert(place - gone, property);
                } else {
                    gone += 1;
                }
            }
        }
    }
}

/// What examples of operations that stay show: types, and relationships by the type that declares them.
fn shown_by(api: &Api, kept: &Kept) -> (BTreeSet<TypeId>, HashSet<(TypeId, String)>) {
    let (mut types, mut found) = (BTreeSet::new(), HashSet::new());
    let mut note = |ty: &TypeRef, json: &Json| {
        shown::visit(api, ty, json, &mut |id, properties| {
            types.insert(id);
            let relationships = properties.iter().filter(|property| property.navigation);
            found.extend(relationships.map(|property| (declaring(api, id, &property.name), property.name.clone())));
        });
    };
    let is_kept = |example: &&Example| {
        let request = example.request.as_ref();
        request.is_some_and(|request| kept.operation(request.operation))
    };
    for example in api.examples.iter().filter(is_kept) {
        if let Some(request) = &example.request
            && let Some(Body::Json(ty)) = &api.operation(request.operation).body
            && let Some(json) = json(request.body.as_ref())
        {
            note(ty, &json);
        }
        for response in &example.responses {
            let Some(json) = json(response.body.as_ref()) else {
                continue;
            };
            match &response.answer {
                Answer::Json(ty) => note(ty, &json),
                Answer::Page(ty) => {
                    let list = TypeRef::List(Box::new(ty.clone()));
                    members(&json).for_each(|member| note(&list, member));
                }
                Answer::Wrapped(ty) => members(&json).for_each(|member| note(ty, member)),
                Answer::Empty | Answer::Bytes => {}
            }
        }
    }
    (types, found)
}

fn json(body: Option<&ExampleBody>) -> Option<Json> {
    match body? {
        ExampleBody::Json(text) => serde_json::from_str(text).ok(),
        ExampleBody::Text(_) => None,
    }
}

/// What an envelope holds, one of which are the items.
fn members(envelope: &Json) -> impl Iterator<Item = &Json> {
    envelope.as_object().into_iter().flat_map(serde_json::Map::values)
}

/// The type that has a property that a type derived from it shows.
fn declaring(api: &Api, id: TypeId, name: &str) -> TypeId {
    let mut next = Some(id);
    while let Some(owner) = next {
        let Some(object) = api.object(owner) else { break };
        if object.properties.iter().any(|property| property.name == name) {
            return owner;
        }
        next = object.base;
    }
    id
}
