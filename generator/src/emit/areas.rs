//! Which items belong to one area of the API alone, and so to a feature of the crate.
//!
//! Builders belong to their area. Types belong to an area if no other reaches them; what two areas share, and what no operation
//! reaches, is always there. So an item that is there never refers to one that a feature left out.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;
use rayon::prelude::*;

use super::{layout::Layout, reach, runtime};
use crate::api::{Answer, Api, NodeId, Operation, TypeId, shown};

/// The areas that are features, and what belongs to each.
#[derive(Debug, Default)]
pub(super) struct Areas {
    /// The names of the features, in order.
    names: Vec<String>,
    /// By node: which of the names it belongs to.
    nodes: Vec<Option<usize>>,
    /// By type: which of the names it belongs to.
    types: Vec<Option<usize>>,
}

/// How far a type is reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reached {
    Never,
    By(usize),
    ByMany,
}

impl Areas {
    /// Finds what belongs to one area alone. Where there is but one, features would serve nobody.
    pub(super) fn new(api: &Api, layout: &Layout) -> Self {
        if layout.areas.len() < 2 {
            return Self::default();
        }
        let (reserved, _) = runtime::features();
        let areas: Vec<&String> = layout.areas.keys().collect();
        let names = layout.areas.values().map(|area| {
            let module = area.module.trim_start_matches("r#").trim_end_matches('_');
            let taken = module == "default" || reserved.iter().any(|name| name == module);
            if taken {
                format!("{module}-area")
            } else {
                module.to_owned()
            }
        });
        // They are in order, as keys of a tree are.
        let nodes: Vec<Option<usize>> = api
            .nodes
            .iter()
            .map(|node| areas.binary_search(&&node.area).ok())
            .collect();
        Self {
            names: names.collect(),
            types: types(api, &nodes, areas.len()),
            nodes,
        }
    }

    /// The names of the features.
    pub(super) fn names(&self) -> &[String] {
        &self.names
    }

    /// The condition under which a type is there.
    pub(super) fn of_type(&self, id: TypeId) -> TokenStream {
        condition(self.feature_of_type(id))
    }

    /// The condition under which the builders of an area are there, of which this is one.
    pub(super) fn of_node(&self, id: NodeId) -> TokenStream {
        condition(self.feature_of_node(id))
    }

    /// The feature without which a type is not there.
    pub(super) fn feature_of_type(&self, id: TypeId) -> Option<&str> {
        self.name(self.types.get(id.0 as usize).copied().flatten())
    }

    /// The feature without which a builder is not there.
    pub(super) fn feature_of_node(&self, id: NodeId) -> Option<&str> {
        self.name(self.nodes.get(id.0 as usize).copied().flatten())
    }

    /// Whether a builder may be absent where another is there.
    pub(super) fn are_apart(&self, node: NodeId, other: NodeId) -> bool {
        let area = |id: NodeId| self.nodes.get(id.0 as usize).copied().flatten();
        area(other).is_some() && area(node) != area(other)
    }

    fn name(&self, area: Option<usize>) -> Option<&str> {
        area.and_then(|area| self.names.get(area)).map(String::as_str)
    }
}

fn condition(feature: Option<&str>) -> TokenStream {
    feature.map_or_else(TokenStream::new, |name| quote!(#[cfg(feature = #name)]))
}

/// By type: the only area that reaches it.
fn types(api: &Api, nodes: &[Option<usize>], areas: usize) -> Vec<Option<usize>> {
    let named = named(api);
    let mut reached = vec![Reached::Never; api.types.len()];
    let mut shared = BTreeSet::new();
    for area in 0..areas {
        let roots = api.nodes.iter().zip(nodes).filter(|(_, of)| **of == Some(area));
        let calls = roots.flat_map(|(node, _)| &node.calls);
        let roots: Vec<TypeId> = calls
            .flat_map(|call| carried(api, api.operation(call.operation)))
            .collect();
        for id in closure(&named, roots) {
            let slot = &mut reached[id.0 as usize];
            *slot = match *slot {
                Reached::Never => Reached::By(area),
                _ => Reached::ByMany,
            };
        }
    }
    let of_parameters = api.operations.iter().flat_map(|operation| &operation.parameters);
    shared.extend(of_parameters.flat_map(|parameter| shown::types(api, &parameter.ty)));
    let of_root = api.nodes.iter().zip(nodes).filter(|(_, of)| of.is_none());
    let of_root = of_root.flat_map(|(node, _)| &node.calls);
    shared.extend(of_root.flat_map(|call| carried(api, api.operation(call.operation))));
    let ids = (0..).map(TypeId).zip(&reached);
    shared.extend(
        ids.filter(|(_, reached)| !matches!(reached, Reached::By(_)))
            .map(|(id, _)| id),
    );
    for id in closure(&named, shared.into_iter().collect()) {
        reached[id.0 as usize] = Reached::ByMany;
    }
    let only = |reached: Reached| match reached {
        Reached::By(area) => Some(area),
        Reached::Never | Reached::ByMany => None,
    };
    reached.into_iter().map(only).collect()
}

/// The types that an operation's body and answer name.
fn carried(api: &Api, operation: &Operation) -> Vec<TypeId> {
    let mut types: Vec<TypeId> = operation
        .body
        .iter()
        .flat_map(|body| reach::body_types(api, body))
        .collect();
    match &operation.answer {
        Answer::Json(ty) | Answer::Page(ty) | Answer::Wrapped(ty) => types.extend(shown::types(api, ty)),
        Answer::Empty | Answer::Bytes => {}
    }
    types
}

/// By type: the types that its properties name, and those that are in its file.
fn named(api: &Api) -> Vec<Vec<TypeId>> {
    let ids: Vec<TypeId> = (0..).map(TypeId).take(api.types.len()).collect();
    let named = |id: &TypeId| {
        let properties = api.properties(*id).into_iter();
        let mut named: Vec<TypeId> = properties
            .flat_map(|property| shown::types(api, &property.ty))
            .collect();
        // The enumeration over a type and its derived ones is in the type's own file.
        let any = api.object(*id).filter(|object| object.any.is_some());
        named.extend(any.into_iter().flat_map(|object| object.derived.iter().copied()));
        named.sort_unstable();
        named.dedup();
        named
    };
    ids.par_iter().map(named).collect()
}

/// These types and all that they lead to.
fn closure(named: &[Vec<TypeId>], mut open: Vec<TypeId>) -> Vec<TypeId> {
    let mut is_known = vec![false; named.len()];
    let mut closed = vec![];
    while let Some(id) = open.pop() {
        let index = id.0 as usize;
        if !std::mem::replace(&mut is_known[index], true) {
            closed.push(id);
            open.extend(&named[index]);
        }
    }
    closed
}
