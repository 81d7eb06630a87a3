//! One step of a walk.

use super::{Map, Stand, Walk, pages::list};
use crate::{
    api::{Answer, Api, Method, TypeId, TypeRef},
    lower::{PlaceId, short},
    page::Piece,
};

/// What a step leads to.
#[derive(Default)]
pub(super) struct Found {
    pub(super) stand: Stand,
    pub(super) ty: Option<TypeRef>,
    pub(super) property: Option<String>,
    /// The property, where its table misses that it is a collection.
    pub(super) collection: Option<(TypeId, String)>,
}

impl Found {
    fn new(stand: Stand, ty: Option<TypeRef>) -> Self {
        Self {
            stand,
            ty,
            ..Self::default()
        }
    }
}

impl Map<'_> {
    /// The step to a place from the one before it.
    pub(super) fn step(&self, place: PlaceId, walk: &Walk) -> Found {
        let here = &self.tree.places[place];
        let parent = here.parent.unwrap_or_default();
        let before = walk.types[parent].as_ref();
        if here.step.is_path() {
            return self.by_path(place, before);
        }
        if let Some(name) = here.step.function() {
            return self.call(place, name, parent, walk);
        }
        let Some(name) = here.step.literal() else {
            return self.item(place, before, walk.stands[parent] == Stand::Item);
        };
        if name.starts_with('$') {
            let ty = before.filter(|_| name == "$ref");
            return Found::new(Stand::Protocol, ty.cloned());
        }
        if name.contains('.')
            && let Some(found) = self.cast(name, before)
        {
            return found;
        }
        match before {
            Some(TypeRef::List(item)) => self.behind_list(place, name, item),
            Some(ty) => self.member(place, name, ty),
            None => self.behind_container(place, name, walk.stands[parent]),
        }
    }

    /// A placeholder: an item of the collection before it.
    fn item(&self, place: PlaceId, before: Option<&TypeRef>, is_behind_item: bool) -> Found {
        match before {
            Some(TypeRef::List(item)) => Found::new(Stand::Item, Some((**item).clone())),
            // What is called one thing somewhere may have items all the same. Else, a placeholder on one thing of known type
            // stands for the name of a property.
            Some(ty) => {
                let found = self.by_pages(place);
                let is_item = !is_behind_item && found.ty.as_ref().is_some_and(|found| self.is_like(found, ty));
                match self.common_property(ty).filter(|_| !is_item) {
                    Some(ty) => Found::new(Stand::Property, Some(ty)),
                    None => found,
                }
            }
            None => self.by_pages(place),
        }
    }

    /// The type that several properties of a type have, and all but primitive ones.
    fn common_property(&self, ty: &TypeRef) -> Option<TypeRef> {
        let (TypeRef::Named(id) | TypeRef::Polymorphic(id)) = ty else {
            return None;
        };
        let properties = self.api.properties(*id);
        let mut types = properties.iter().map(|property| &property.ty);
        let mut types = types.by_ref().filter(|ty| !matches!(ty, TypeRef::Primitive(_)));
        let first = types.next()?;
        let mut others = 0;
        let is_same = types.inspect(|_| others += 1).all(|ty| ty == first);
        (is_same && others > 0).then(|| first.clone())
    }

    /// Addressing by path: from a property that holds the root of a hierarchy, or from an item, to another item of it.
    fn by_path(&self, place: PlaceId, before: Option<&TypeRef>) -> Found {
        let pieces = self.tree.places[place].step.pieces.as_slice();
        let (Some(Piece::Text(text)), Some(before)) = (pieces.first(), before) else {
            return self.by_pages(place);
        };
        let name = text.trim_matches(['/', ':']);
        let ty = match before {
            TypeRef::List(item) if name.is_empty() => Some((**item).clone()),
            ty if name.is_empty() => Some(ty.clone()),
            ty => self.property(ty, name, place).map(|(_, _, ty)| ty),
        };
        match ty {
            Some(ty) => Found::new(Stand::Item, Some(ty)),
            None => self.by_pages(place),
        }
    }

    /// Parentheses: an alternate key (`/devices(deviceId='{id}')`), whose name is that of the collection, or a function.
    fn call(&self, place: PlaceId, name: &str, parent: PlaceId, walk: &Walk) -> Found {
        let set = self.tree.places[parent]
            .children
            .get(&format!("/{}", name.to_ascii_lowercase()));
        let is_set = |set: &&PlaceId| parent == 0 || self.items(**set).is_some();
        let set = set
            .filter(is_set)
            .and_then(|set| walk.types[*set].clone().or_else(|| self.documented(*set)));
        let property = || {
            let (_, _, ty) = self.property(walk.types[parent].as_ref()?, name, place)?;
            Some(ty)
        };
        if let Some(TypeRef::List(item)) = property().or(set)
            && self.tree.places[place].step.placeholders().next().is_some()
        {
            return Found::new(Stand::Item, Some(*item));
        }
        let known = || self.functions.get(&name.to_ascii_lowercase()).cloned().flatten();
        Found::new(Stand::Call, self.documented(place).or_else(known))
    }

    /// The same value as another type: `/microsoft.graph.user`, with the namespace or the end of it alone.
    fn cast(&self, name: &str, before: Option<&TypeRef>) -> Option<Found> {
        let namespace = &self.index.dialect.namespace;
        let (prefix, rest) = name.split_once('.')?;
        let is_alias = namespace.rsplit('.').next() == Some(prefix);
        let full = if is_alias {
            format!("{namespace}.{rest}")
        } else {
            name.to_owned()
        };
        let id = self.index.find_name(&full).and_then(|key| self.index.id(key))?;
        let cast = reference(id, self.api);
        let ty = match before {
            Some(TypeRef::List(_)) => list(cast),
            _ => cast,
        };
        Some(Found::new(Stand::Cast, Some(ty)))
    }

    /// A word behind a collection: a function or an action of the collection, or the well-known key of an item.
    fn behind_list(&self, place: PlaceId, name: &str, item: &TypeRef) -> Found {
        let mut children = self.tree.places[place].children.values();
        let leads_on = children.any(|child| {
            let step = &self.tree.places[*child].step;
            let name = step.function().or(step.literal()).unwrap_or_default();
            name.starts_with('$') || self.property(item, name, *child).is_some()
        });
        let read = self.known(place, Method::Get);
        let is_item = matches!(read, Some(Answer::Json(ty)) if self.is_like(ty, item));
        // Some pages leave out the item on the way to its property.
        if !is_item && let Some((owner, property, ty)) = self.property(item, name, place) {
            return self.found(place, owner, property, ty);
        }
        let answers_list = matches!(read, Some(Answer::Page(_)));
        let is_called = self.functions.contains_key(&name.to_ascii_lowercase());
        if self.is_one(place) || (is_item && !is_called) || (leads_on && !answers_list && !is_called) {
            return Found::new(Stand::Item, Some(item.clone()));
        }
        Found::new(Stand::Call, self.documented(place))
    }

    /// A word behind something of a known type: its property, or else an action, a function or a property that no table lists.
    fn member(&self, place: PlaceId, name: &str, before: &TypeRef) -> Found {
        if let Some((owner, property, ty)) = self.property(before, name, place) {
            return self.found(place, owner, property, ty);
        }
        let found = self.by_pages(place);
        if found.stand != Stand::Unknown {
            return found;
        }
        let elsewhere = |names: &std::collections::HashMap<String, Option<TypeRef>>| {
            names.get(&name.to_ascii_lowercase()).cloned().flatten()
        };
        if let Some(ty) = elsewhere(&self.homonyms) {
            return Found::new(Stand::Documented, Some(ty));
        }
        match elsewhere(&self.functions) {
            Some(ty) => Found::new(Stand::Call, Some(ty)),
            None => found,
        }
    }

    fn found(&self, place: PlaceId, owner: TypeId, property: String, ty: TypeRef) -> Found {
        let is_one_by_name = |ty: &TypeRef| match ty {
            TypeRef::Named(id) | TypeRef::Polymorphic(id) => {
                short(&self.api.ty(*id).qualified).eq_ignore_ascii_case(&property)
            }
            _ => true,
        };
        if !matches!(ty, TypeRef::List(_)) && !is_one_by_name(&ty) && self.is_many(place, &ty) {
            return Found {
                stand: Stand::Property,
                ty: Some(list(ty)),
                collection: Some((owner, property.clone())),
                property: Some(property),
            };
        }
        // What the table leaves open, the pages may tell.
        let ty = Some(ty)
            .filter(|ty| *ty != TypeRef::Opaque)
            .or_else(|| self.documented(place));
        Found {
            stand: Stand::Property,
            ty,
            property: Some(property),
            collection: None,
        }
    }

    /// A word at the root or behind a singleton that no page describes.
    fn behind_container(&self, place: PlaceId, name: &str, before: Stand) -> Found {
        let found = self.by_pages(place);
        if found.stand != Stand::Unknown || before != Stand::Container {
            return found;
        }
        let has = |ty: &TypeRef| self.leads_on(place, ty);
        let named = self.index.find_name(name).and_then(|key| self.index.id(key));
        let named = named.map(|id| reference(id, self.api)).filter(has);
        let elsewhere = self.homonyms.get(&name.to_ascii_lowercase()).cloned().flatten();
        let ty = named.or(elsewhere.filter(has));
        let is_empty = self.tree.places[place].children.is_empty();
        match ty {
            Some(ty) => Found::new(Stand::Documented, Some(ty)),
            None if is_empty => found,
            None => Found::new(Stand::Container, None),
        }
    }

    /// What the operations at a place tell of it.
    fn by_pages(&self, place: PlaceId) -> Found {
        const READ: &[Method] = &[Method::Get, Method::Patch, Method::Put, Method::Delete];
        let ty = self.documented(place);
        if ty.is_some() || self.has(place, READ) {
            return Found::new(Stand::Documented, ty);
        }
        if self.has(place, &[Method::Post]) {
            return Found::new(Stand::Call, None);
        }
        Found::default()
    }

    /// A property's owner, name and type, by its JSON name in any case. Derived types may have it where the base has not; of
    /// several, the one counts whose type is what the operations at the place answer.
    pub(super) fn property(&self, ty: &TypeRef, name: &str, place: PlaceId) -> Option<(TypeId, String, TypeRef)> {
        let (TypeRef::Named(id) | TypeRef::Polymorphic(id)) = ty else {
            return None;
        };
        if let Some(found) = own(*id, name, self.api) {
            return Some(found);
        }
        let derived = &self.api.object(*id)?.derived;
        let mut found = derived.iter().filter_map(|derived| own(*derived, name, self.api));
        let first = found.next()?;
        let answered = self.documented(place);
        match answered {
            Some(answered) if first.2 != answered => Some(found.find(|(_, _, ty)| *ty == answered).unwrap_or(first)),
            _ => Some(first),
        }
    }

    /// Whether a type is another one or derives from it.
    fn is_like(&self, ty: &TypeRef, base: &TypeRef) -> bool {
        let id = |ty: &TypeRef| match ty {
            TypeRef::Named(id) | TypeRef::Polymorphic(id) => Some(*id),
            _ => None,
        };
        let (Some(ty), Some(base)) = (id(ty), id(base)) else {
            return ty == base;
        };
        ty == base || self.api.object(base).is_some_and(|object| object.derived.contains(&ty))
    }
}

/// A property of a type or of its bases, with the type that has it.
fn own(id: TypeId, name: &str, api: &Api) -> Option<(TypeId, String, TypeRef)> {
    let mut next = Some(id);
    while let Some(owner) = next {
        let object = api.object(owner)?;
        let mut properties = object.properties.iter();
        if let Some(property) = properties.find(|property| property.name.eq_ignore_ascii_case(name)) {
            return Some((owner, property.name.clone(), property.ty.clone()));
        }
        next = object.base;
    }
    None
}

fn reference(id: TypeId, api: &Api) -> TypeRef {
    match api.object(id) {
        Some(object) if !object.derived.is_empty() => TypeRef::Polymorphic(id),
        _ => TypeRef::Named(id),
    }
}
