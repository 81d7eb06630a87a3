//! Walking paths through the model: the type of what stands at each place.

use super::{
    answer::Evidence,
    index::Index,
    overrides::Statements,
    paths::{PlaceId, Tree},
};
use crate::{
    api::{Answer, Api, Method, TypeId, TypeRef},
    page::Piece,
};

/// The type at each place, where the walk or the operations there tell.
#[derive(Debug)]
pub(super) struct Walk {
    pub(super) types: Vec<Option<TypeRef>>,
    /// Places whose step is a property of the type before it, with the property's name.
    pub(super) properties: Vec<Option<String>>,
    /// Places whose type the model tells, not the operations there.
    pub(super) by_model: Vec<bool>,
}

impl Walk {
    /// The first step on the way to a place that the model does not know.
    pub(super) fn lost(&self, tree: &Tree, place: PlaceId) -> Option<String> {
        let mut way: Vec<PlaceId> = std::iter::successors(Some(place), |at| tree.places[*at].parent).collect();
        way.reverse();
        let lost = way.into_iter().skip(1).find(|at| self.types[*at].is_none())?;
        Some(tree.places[lost].text())
    }
}

/// Walks every place from the root.
pub(super) fn walk(
    tree: &Tree,
    evidence: &[Vec<(Method, Evidence)>],
    stated: &Statements,
    index: &Index<'_>,
    api: &Api,
) -> Walk {
    let mut walk = Walk {
        types: vec![None; tree.places.len()],
        properties: vec![None; tree.places.len()],
        by_model: vec![false; tree.places.len()],
    };
    for place in 1..tree.places.len() {
        let by_model = step(tree, place, &walk, index, api);
        if let (Some(_), Some(literal)) = (&by_model, tree.places[place].step.literal()) {
            let before = tree.places[place].parent.and_then(|parent| walk.types[parent].as_ref());
            walk.properties[place] = before
                .and_then(|before| property(before, literal, api))
                .map(|(name, _)| name);
        }
        walk.by_model[place] = by_model.as_ref().is_some_and(|ty| *ty != TypeRef::Opaque);
        walk.types[place] = by_model
            .filter(|ty| *ty != TypeRef::Opaque)
            .or_else(|| by_operations(tree, place, evidence, stated));
    }
    walk
}

/// The type behind a step, by the type before it.
fn step(tree: &Tree, place: PlaceId, walk: &Walk, index: &Index<'_>, api: &Api) -> Option<TypeRef> {
    let here = &tree.places[place];
    let before = walk.types[here.parent?].as_ref();
    if here.step.is_item() {
        return match before? {
            TypeRef::List(item) => Some((**item).clone()),
            _ => None,
        };
    }
    if here.step.is_path() {
        return by_path(here.step.pieces.as_slice(), before?, api);
    }
    if here.step.function().is_some() {
        // An alternate key is a way to an item: `/devices(deviceId='{id}')`; its name is that of the collection.
        return None;
    }
    let name = here.step.literal()?;
    if name.contains('.') {
        let cast = index.find_name(name).and_then(|key| index.id(key))?;
        let cast = reference(cast, api);
        return Some(match before {
            Some(TypeRef::List(_)) => TypeRef::List(Box::new(cast)),
            _ => cast,
        });
    }
    property(before?, name, api).map(|(_, ty)| ty)
}

/// Addressing by path: from a property that holds the root of a hierarchy, or from an item, to another item of it.
fn by_path(pieces: &[Piece], before: &TypeRef, api: &Api) -> Option<TypeRef> {
    match (pieces.first(), before) {
        (Some(Piece::Text(text)), _) if text.trim_matches(['/', ':']).is_empty() => match before {
            TypeRef::List(item) => Some((**item).clone()),
            ty => Some(ty.clone()),
        },
        (Some(Piece::Text(text)), ty) => property(ty, text.trim_matches(['/', ':']), api).map(|(_, ty)| ty),
        _ => None,
    }
}

/// A property's name and type, by its JSON name in any case; derived types may have it where the base has not.
fn property(ty: &TypeRef, name: &str, api: &Api) -> Option<(String, TypeRef)> {
    let id = match ty {
        TypeRef::Named(id) | TypeRef::Polymorphic(id) => *id,
        _ => return None,
    };
    let find = |id: TypeId| {
        let properties = api.properties(id);
        let found = properties
            .iter()
            .find(|property| property.name.eq_ignore_ascii_case(name));
        found.map(|property| (property.name.clone(), property.ty.clone()))
    };
    find(id).or_else(|| api.object(id)?.derived.iter().find_map(|derived| find(*derived)))
}

fn reference(id: TypeId, api: &Api) -> TypeRef {
    match api.object(id) {
        Some(object) if !object.derived.is_empty() => TypeRef::Polymorphic(id),
        _ => TypeRef::Named(id),
    }
}

/// The type at a place, by what its operations answer.
fn by_operations(
    tree: &Tree,
    place: PlaceId,
    evidence: &[Vec<(Method, Evidence)>],
    stated: &Statements,
) -> Option<TypeRef> {
    let typed = |answer: &Answer| match answer {
        Answer::Json(ty) => Some((ty.clone(), false)),
        Answer::Page(ty) => Some((ty.clone(), true)),
        _ => None,
    };
    let known = |wanted: Method| {
        let uses = || {
            tree.places[place]
                .uses
                .iter()
                .filter(|(page, line)| tree.lines[*page][*line].0 == wanted)
        };
        if let Some(answer) = uses().find_map(|line| stated.answer(*line)) {
            return typed(answer);
        }
        uses().find_map(|(page, _)| {
            let found = evidence[*page].iter().find(|(other, _)| *other == wanted)?;
            match &found.1 {
                Evidence::Known(answer) => typed(answer),
                _ => None,
            }
        })
    };
    let has_items = tree.places[place]
        .children
        .values()
        .any(|child| tree.places[*child].step.is_item());
    let list = |ty: TypeRef| TypeRef::List(Box::new(ty));
    if let Some((ty, collection)) = known(Method::Get) {
        return Some(if collection || has_items { list(ty) } else { ty });
    }
    if let Some((ty, false)) = known(Method::Patch).or_else(|| known(Method::Put)) {
        return Some(ty);
    }
    if has_items {
        // The collection itself is not documented for reading; its items may be.
        let item = tree.places[place]
            .children
            .values()
            .find(|child| tree.places[**child].step.is_item())?;
        let created = known(Method::Post)
            .filter(|(_, collection)| !collection)
            .map(|(ty, _)| ty);
        return by_operations(tree, *item, evidence, stated).or(created).map(list);
    }
    None
}
