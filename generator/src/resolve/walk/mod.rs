//! Walking paths through the model: the type of what stands at each place.
//!
//! A step from a place of known type is one of its properties, an item of a collection, a cast, a function or an action; what the
//! model does not have is told by the operations there (see [`pages`]), and by what other places have under the same name.

mod pages;
mod step;

use std::collections::HashMap;

use super::{answer::Evidence, index::Index, overrides::Statements};
use crate::{
    api::{Answer, Api, Method, TypeId, TypeRef},
    lower::{PlaceId, Tree},
    page::Page,
};

/// How a place is known.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Stand {
    /// Nothing tells what it is.
    #[default]
    Unknown,
    /// The root, or a singleton that no page describes: what is behind it describes itself.
    Container,
    /// Its own pages tell: an entity set, a singleton, or a property that no table lists.
    Documented,
    /// A property of the type before it.
    Property,
    /// An item of a collection, by its key or by a path.
    Item,
    /// The same value as another type.
    Cast,
    /// A function or an action.
    Call,
    /// A segment of the protocol: `$value`, `$ref`, `$count`.
    Protocol,
}

/// The type at each place, where the model or the operations there tell.
#[derive(Debug)]
pub(super) struct Walk {
    pub(super) types: Vec<Option<TypeRef>>,
    pub(super) stands: Vec<Stand>,
    /// Places whose step is a property of the type before it, with the property's name.
    pub(super) properties: Vec<Option<String>>,
    /// Properties that their table calls single, and that the paths show to be collections: owner and name.
    pub(super) collections: Vec<(TypeId, String)>,
}

impl Walk {
    /// The type of a place that the model tells, not the operations there.
    pub(super) fn by_model(&self, place: PlaceId) -> Option<&TypeRef> {
        let is_told = matches!(self.stands[place], Stand::Property | Stand::Item | Stand::Cast);
        self.types[place].as_ref().filter(|_| is_told)
    }

    /// The first step on the way to a place that nothing tells of.
    pub(super) fn lost(&self, tree: &Tree, place: PlaceId) -> Option<String> {
        let mut way: Vec<PlaceId> = std::iter::successors(Some(place), |at| tree.places[*at].parent).collect();
        way.reverse();
        let lost = way.into_iter().find(|at| self.stands[*at] == Stand::Unknown)?;
        Some(tree.places[lost].text())
    }
}

/// What the walk looks things up in.
struct Map<'m> {
    tree: &'m Tree,
    pages: &'m [Page],
    evidence: &'m [Vec<(Method, Evidence)>],
    stated: &'m Statements,
    index: &'m Index<'m>,
    api: &'m Api,
    /// Properties by name in lower case, with their type; `None` for a name that stands for several.
    homonyms: HashMap<String, Option<TypeRef>>,
    /// What functions answer, by name in lower case; `None` for a name that stands for several.
    functions: HashMap<String, Option<TypeRef>>,
}

/// Walks every place from the root.
pub(super) fn walk(
    tree: &Tree,
    pages: &[Page],
    evidence: &[Vec<(Method, Evidence)>],
    stated: &Statements,
    index: &Index<'_>,
    api: &Api,
) -> Walk {
    let mut map = Map {
        tree,
        pages,
        evidence,
        stated,
        index,
        api,
        homonyms: homonyms(api),
        functions: HashMap::new(),
    };
    map.functions = map.functions();
    let mut walk = Walk {
        types: vec![None; tree.places.len()],
        stands: vec![Stand::Unknown; tree.places.len()],
        properties: vec![None; tree.places.len()],
        collections: vec![],
    };
    walk.stands[0] = Stand::Container;
    for place in 1..tree.places.len() {
        let found = map.step(place, &walk);
        if let Some(collection) = found.collection {
            walk.collections.push(collection);
        }
        walk.types[place] = found.ty.filter(|ty| *ty != TypeRef::Opaque);
        walk.stands[place] = found.stand;
        walk.properties[place] = found.property;
    }
    walk.collections.sort_unstable();
    walk.collections.dedup();
    walk
}

/// Navigation properties whose name has the same type wherever it stands.
fn homonyms(api: &Api) -> HashMap<String, Option<TypeRef>> {
    let mut homonyms: HashMap<String, Option<TypeRef>> = HashMap::new();
    let properties = api.types.iter().filter_map(|ty| match &ty.shape {
        crate::api::Shape::Object(object) => Some(&object.properties),
        crate::api::Shape::Enumeration(_) => None,
    });
    for property in properties.flatten().filter(|property| property.navigation) {
        note(&mut homonyms, &property.name, &property.ty);
    }
    homonyms
}

/// Notes what a name stands for; a second meaning makes it ambiguous.
fn note(names: &mut HashMap<String, Option<TypeRef>>, name: &str, ty: &TypeRef) {
    let known = names
        .entry(name.to_ascii_lowercase())
        .or_insert_with(|| Some(ty.clone()));
    if known.as_ref() != Some(ty) {
        *known = None;
    }
}

impl Map<'_> {
    /// What functions answer wherever they are documented, by their names.
    fn functions(&self) -> HashMap<String, Option<TypeRef>> {
        let mut functions = HashMap::new();
        for (place, here) in self.tree.places.iter().enumerate() {
            let Some(name) = here.step.function() else {
                continue;
            };
            if let Some(ty) = self.known(place, Method::Get).and_then(pages::value) {
                note(&mut functions, name, &ty);
            }
        }
        functions
    }

    /// What the operations of a method at a place answer, by the configuration or by the first page that says it.
    fn known(&self, place: PlaceId, wanted: Method) -> Option<&Answer> {
        let uses = || {
            let uses = self.tree.places[place].uses.iter();
            uses.filter(|(page, line)| self.tree.lines[*page][*line].0 == wanted)
        };
        if let Some(answer) = uses().find_map(|line| self.stated.answer(*line)) {
            return Some(answer);
        }
        uses().find_map(|(page, _)| {
            let found = self.evidence[*page].iter().find(|(other, _)| *other == wanted)?;
            match &found.1 {
                Evidence::Known(answer) => Some(answer),
                _ => None,
            }
        })
    }

    /// Whether some operation of one of these methods is documented at a place.
    fn has(&self, place: PlaceId, wanted: &[Method]) -> bool {
        let mut uses = self.tree.places[place].uses.iter();
        uses.any(|(page, line)| wanted.contains(&self.tree.lines[*page][*line].0))
    }

    /// The place of the items of a place.
    fn items(&self, place: PlaceId) -> Option<PlaceId> {
        let mut children = self.tree.places[place].children.values();
        children.find(|child| self.tree.places[**child].step.is_item()).copied()
    }
}
