//! Which places are one: alternatives that pages list for the same operation.

use std::collections::HashMap;

use super::walk::Walk;
use crate::{
    api::{Method, TypeRef},
    lower::{PlaceId, Tree},
};

/// Places in classes; each class becomes one builder.
#[derive(Debug)]
pub(super) struct Classes {
    /// The class of each place: the id of its first member.
    class: Vec<PlaceId>,
    /// What is known of the type of each class, by its first member.
    types: Vec<Option<TypeRef>>,
}

impl Classes {
    /// Joins the places that pages list as alternatives, and what follows from that: the places they come from, as long
    /// as those have one known type, and the places they lead to.
    pub(super) fn new(tree: &Tree, walk: &Walk) -> Self {
        let mut classes = Self {
            class: (0..tree.places.len()).collect(),
            types: walk.types.clone(),
        };
        for lines in &tree.lines {
            let mut first: HashMap<Method, PlaceId> = HashMap::new();
            for (method, place) in lines {
                match first.get(method) {
                    Some(other) => classes.join_alternatives(*other, *place, tree),
                    None => {
                        first.insert(*method, *place);
                    }
                }
            }
        }
        classes.close(tree);
        classes
    }

    /// The class of a place.
    pub(super) fn of(&self, place: PlaceId) -> PlaceId {
        let mut at = place;
        while self.class[at] != at {
            at = self.class[at];
        }
        at
    }

    /// The members of each class, by class, in order.
    pub(super) fn members(&self) -> Vec<(PlaceId, Vec<PlaceId>)> {
        let mut members: Vec<Vec<PlaceId>> = vec![vec![]; self.class.len()];
        for place in 0..self.class.len() {
            members[self.of(place)].push(place);
        }
        members
            .into_iter()
            .enumerate()
            .filter(|(_, places)| !places.is_empty())
            .collect()
    }

    fn join_alternatives(&mut self, a: PlaceId, b: PlaceId, tree: &Tree) {
        // Two steps from one place are two things, even where a page describes both.
        let siblings =
            tree.places[a].parent.map(|parent| self.of(parent)) == tree.places[b].parent.map(|parent| self.of(parent));
        let nested = tree.is_above(a, b) || tree.is_above(b, a);
        // What follows a path begins with a colon, what follows an id does not: no builder could have both.
        let addressed = tree.places[a].step.is_path() != tree.places[b].step.is_path();
        if a == b || siblings || nested || addressed || self.are_unlike(a, b, tree) || kind(a, tree) != kind(b, tree) {
            return;
        }
        self.join(a, b);
        let (mut a, mut b) = (a, b);
        while let (Some(above_a), Some(above_b)) = (tree.places[a].parent, tree.places[b].parent) {
            let same_step = tree.places[a].step.key == tree.places[b].step.key;
            let ty = self.ty(above_a);
            let same_type = ty.is_some() && ty == self.ty(above_b);
            if !same_step
                || !same_type
                || above_a == above_b
                || tree.is_above(above_a, above_b)
                || tree.is_above(above_b, above_a)
            {
                return;
            }
            self.join(above_a, above_b);
            (a, b) = (above_a, above_b);
        }
    }

    /// Whether the model tells the places apart. Where a type is not known, a collection still differs from an item by what is
    /// documented below it, and an action from another by its name.
    fn are_unlike(&self, a: PlaceId, b: PlaceId, tree: &Tree) -> bool {
        match (self.ty(a), self.ty(b)) {
            (Some(a), Some(b)) => a != b,
            _ => has_items(a, tree) != has_items(b, tree) || have_other_names(a, b, tree),
        }
    }

    fn ty(&self, place: PlaceId) -> Option<&TypeRef> {
        self.types[self.of(place)].as_ref()
    }

    fn join(&mut self, a: PlaceId, b: PlaceId) {
        let (a, b) = (self.of(a), self.of(b));
        let (first, second) = (a.min(b), a.max(b));
        self.class[second] = first;
        if self.types[first].is_none() {
            self.types[first] = self.types[second].take();
        }
    }

    /// A builder has one method for a step: what the same step leads to from one class is one class.
    fn close(&mut self, tree: &Tree) {
        loop {
            let mut changed = false;
            let mut targets: HashMap<(PlaceId, &str), PlaceId> = HashMap::new();
            for (place, here) in tree.places.iter().enumerate() {
                for (key, child) in &here.children {
                    let child = self.of(*child);
                    let target = *targets.entry((self.of(place), key)).or_insert(child);
                    if self.of(target) != child {
                        self.join(target, child);
                        changed = true;
                    }
                }
            }
            if !changed {
                return;
            }
        }
    }
}

fn has_items(place: PlaceId, tree: &Tree) -> bool {
    tree.places[place]
        .children
        .values()
        .any(|child| tree.places[*child].step.is_item())
}

fn have_other_names(a: PlaceId, b: PlaceId, tree: &Tree) -> bool {
    let name = |place: PlaceId| {
        let step = &tree.places[place].step;
        step.function().or(step.literal()).map(str::to_ascii_lowercase)
    };
    matches!((name(a), name(b)), (Some(a), Some(b)) if a != b)
}

/// Items and what hangs off them are told apart from references and counts, which have the same types or none.
fn kind(place: PlaceId, tree: &Tree) -> Option<&str> {
    tree.places[place]
        .step
        .literal()
        .filter(|literal| literal.starts_with('$'))
}
