//! What stands at a place, by the operations documented there.

use super::Map;
use crate::{
    api::{Answer, Method, Primitive, TypeRef},
    lower::{PlaceId, short},
};

impl Map<'_> {
    /// The type at a place, by what its operations answer.
    ///
    /// What can be changed or deleted is one thing. What has items behind it is a collection, whatever its page says.
    pub(super) fn documented(&self, place: PlaceId) -> Option<TypeRef> {
        let items = self.items(place).filter(|_| !self.is_one(place));
        let read = self.known(place, Method::Get).and_then(value);
        if let Some(ty) = read {
            let is_item = self.tree.places[place].step.is_item();
            return Some(match ty {
                // An example may show the collection that an item is from.
                TypeRef::List(item) if is_item => *item,
                ty @ TypeRef::List(_) => ty,
                ty if items.is_some() || (!is_item && self.is_set(place, &ty)) => list(ty),
                ty => ty,
            });
        }
        let changed = self
            .known(place, Method::Patch)
            .or_else(|| self.known(place, Method::Put))
            .and_then(value);
        if let Some(ty) = changed.filter(|ty| !matches!(ty, TypeRef::List(_))) {
            return Some(ty);
        }
        let created = || {
            self.known(place, Method::Post)
                .and_then(value)
                .filter(|ty| !matches!(ty, TypeRef::List(_)))
        };
        // The collection itself is not documented for reading; its items may be.
        let item = items?;
        self.documented(item).or_else(created).map(list)
    }

    /// Whether a place is a set though its page, which is also about single things, says nothing of that: it is filtered, it takes
    /// more of the same, or it is called by the plural of its type.
    fn is_set(&self, place: PlaceId, ty: &TypeRef) -> bool {
        if self.is_one(place) {
            return false;
        }
        let mut uses = self.tree.places[place].uses.iter();
        let is_filtered = uses.any(|(page, line)| {
            let query = &self.pages[*page].requests[*line].query;
            query
                .iter()
                .any(|(name, _)| self.index.dialect.queries.of_sets.contains(&name.to_ascii_lowercase()))
        });
        let created = self.known(place, Method::Post).and_then(value);
        is_filtered || created.as_ref() == Some(ty) || self.is_plural(place, ty)
    }

    fn is_plural(&self, place: PlaceId, ty: &TypeRef) -> bool {
        let (TypeRef::Named(id) | TypeRef::Polymorphic(id)) = ty else {
            return false;
        };
        let name = short(&self.api.ty(*id).qualified).to_ascii_lowercase();
        let literal = self.tree.places[place]
            .step
            .literal()
            .unwrap_or_default()
            .to_ascii_lowercase();
        match literal.strip_suffix("ies") {
            Some(stem) if name.strip_suffix('y') == Some(stem) => true,
            _ => literal
                .strip_prefix(name.as_str())
                .is_some_and(|rest| matches!(rest, "s" | "es")),
        }
    }

    /// Whether a place is one thing for certain: collections are neither changed nor deleted.
    pub(super) fn is_one(&self, place: PlaceId) -> bool {
        self.has(place, &[Method::Patch, Method::Delete])
    }

    /// Whether the pages show that a place is a collection of a type, though a table calls it one thing: reading it gives a page of
    /// that very type, or what stands behind its items is of that type.
    pub(super) fn is_many(&self, place: PlaceId, ty: &TypeRef) -> bool {
        if self.is_one(place) {
            return false;
        }
        let is_page = matches!(self.known(place, Method::Get), Some(Answer::Page(item)) if item == ty);
        let are_items = |items: PlaceId| self.documented(items).as_ref() == Some(ty) || self.leads_on(items, ty);
        is_page || self.items(place).is_some_and(are_items)
    }

    /// Whether something behind a place is a property of a type.
    pub(super) fn leads_on(&self, place: PlaceId, ty: &TypeRef) -> bool {
        let mut children = self.tree.places[place].children.values();
        children.any(|child| {
            let name = self.tree.places[*child].step.literal().unwrap_or_default();
            self.property(ty, name, *child).is_some()
        })
    }
}

/// The value that an answer is.
pub(super) fn value(answer: &Answer) -> Option<TypeRef> {
    match answer {
        Answer::Json(ty) | Answer::Wrapped(ty) => Some(ty.clone()),
        Answer::Page(ty) => Some(list(ty.clone())),
        Answer::Bytes => Some(TypeRef::Primitive(Primitive::Stream)),
        Answer::Empty => None,
    }
}

pub(super) fn list(item: TypeRef) -> TypeRef {
    TypeRef::List(Box::new(item))
}
