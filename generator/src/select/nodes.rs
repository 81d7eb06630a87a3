//! The places in URL space that lead to the operations that stay.

use std::collections::{BTreeSet, HashSet};

use super::Kept;
use crate::{
    api::{Api, Example, ExampleRequest, Node, OperationId, Part},
    pattern::without_names,
};

/// Drops steps and calls that lead to nothing that stays, and examples that show nothing that stays.
pub(super) fn prune(api: &mut Api, kept: &mut Kept) {
    let walks = walk(api, kept);
    // The root is the client itself, which stays even if nothing else does.
    kept.nodes = (0..api.nodes.len())
        .map(|id| id == 0 || walks.nodes.contains(&id))
        .collect();
    for (id, node) in api.nodes.iter_mut().enumerate() {
        retain_indexed(&mut node.calls, |index| walks.calls.contains(&(id, index)));
        retain_indexed(&mut node.edges, |index| walks.edges.contains(&(id, index)));
        node.templates
            .retain(|template| walks.templates.contains(&spelling(template)));
    }
    let nodes = &api.nodes;
    api.examples.retain_mut(|example| prune_example(example, nodes, kept));
}

/// Keeps the items whose index is wanted.
pub(super) fn retain_indexed<T>(list: &mut Vec<T>, mut keep: impl FnMut(usize) -> bool) {
    let mut index = 0..;
    list.retain(|_| index.next().is_some_and(&mut keep));
}

/// Whether an example stays. One may show a template of its operation that goes: then its responses are still worth a
/// test.
fn prune_example(example: &mut Example, nodes: &[Node], kept: &Kept) -> bool {
    let Some(request) = &example.request else {
        return true;
    };
    if !kept.operation(request.operation) {
        return false;
    }
    if !is_callable(request, nodes) {
        example.request = None;
    }
    example.request.is_some() || !example.responses.is_empty()
}

/// Whether all methods of the chain are still there.
fn is_callable(request: &ExampleRequest, nodes: &[Node]) -> bool {
    let end = request.steps.iter().try_fold(0, |id, step| {
        let edge = nodes.get(id)?.edges.iter().find(|edge| edge.rust == step.rust)?;
        Some(edge.target.0 as usize)
    });
    let end = end.and_then(|id| nodes.get(id));
    end.is_some_and(|node| node.calls.iter().any(|call| call.rust == request.call.rust))
}

/// What lies on the ways from the root to the operations that stay.
#[derive(Default)]
struct Walks {
    nodes: HashSet<usize>,
    /// By node and position in its edges.
    edges: HashSet<(usize, usize)>,
    /// By node and position in its calls.
    calls: HashSet<(usize, usize)>,
    /// Templates of the nodes on the way, as [spelled](spelling).
    templates: HashSet<String>,
}

fn walk(api: &Api, kept: &Kept) -> Walks {
    let staying = api.operations.iter().zip(&kept.operations).filter(|(_, kept)| **kept);
    let mut walker = Walker {
        api,
        kept,
        wanted: staying
            .flat_map(|(operation, _)| &operation.templates)
            .map(|template| spelling(template))
            .collect(),
        reached: HashSet::new(),
        walks: Walks::default(),
    };
    if !api.nodes.is_empty() {
        walker.visit(0, String::new());
    }
    walker.add_others();
    walker.walks
}

/// Walks the nodes along the templates that stay.
struct Walker<'a> {
    api: &'a Api,
    kept: &'a Kept,
    /// Templates that stay, as [spelled](spelling).
    wanted: BTreeSet<String>,
    /// Operations that a walk led to.
    reached: HashSet<OperationId>,
    walks: Walks,
}

impl Walker<'_> {
    /// Follows the ways on from a node; the answer is whether one of them leads to an operation that stays.
    fn visit(&mut self, id: usize, path: String) -> bool {
        let node = &self.api.nodes[id];
        let mut leads = false;
        for (index, call) in node.calls.iter().enumerate() {
            if self.kept.operation(call.operation) && self.wanted.contains(&extend(&path, &call.parts)) {
                self.reached.insert(call.operation);
                self.walks.calls.insert((id, index));
                leads = true;
            }
        }
        for (index, edge) in node.edges.iter().enumerate() {
            let next = extend(&path, &edge.parts);
            // Places may lead to each other in circles; templates are finite.
            if next.len() > path.len() && self.is_begin(&next) && self.visit(edge.target.0 as usize, next) {
                self.walks.edges.insert((id, index));
                leads = true;
            }
        }
        if leads {
            self.walks.nodes.insert(id);
            self.walks.templates.insert(path);
        }
        leads
    }

    /// Whether a template that stays begins so.
    fn is_begin(&self, path: &str) -> bool {
        let next = self.wanted.range(path.to_owned()..).next();
        next.is_some_and(|template| template.starts_with(path))
    }

    /// Keeps all ways to operations that no walk led to, since no way spells their templates. That costs a few steps
    /// too many, where the alternative costs an operation.
    fn add_others(&mut self) {
        let mut targets = HashSet::new();
        for (id, node) in self.api.nodes.iter().enumerate() {
            for (index, call) in node.calls.iter().enumerate() {
                if self.kept.operation(call.operation) && !self.reached.contains(&call.operation) {
                    self.walks.calls.insert((id, index));
                    targets.insert(id);
                }
            }
        }
        while !targets.is_empty() {
            let before = std::mem::take(&mut targets);
            for (id, node) in self.api.nodes.iter().enumerate() {
                for (index, edge) in node.edges.iter().enumerate() {
                    if before.contains(&(edge.target.0 as usize)) && self.walks.edges.insert((id, index)) {
                        targets.insert(id);
                    }
                }
            }
            let templates = before.iter().flat_map(|id| &self.api.nodes[*id].templates);
            self.walks
                .templates
                .extend(templates.map(|template| spelling(template)));
            self.walks.nodes.extend(before);
        }
    }
}

/// A template in the form in which ways are compared with it: without the names of placeholders, and without the
/// slash before them, which may or may not be a part of its own.
fn spelling(template: &str) -> String {
    without_names(template).replace("/{}", "{}")
}

/// The spelling of a path with the parts of a step behind it.
fn extend(path: &str, parts: &[Part]) -> String {
    let mut path = path.to_owned();
    for part in parts {
        match part {
            Part::Text(text) => path.push_str(text),
            Part::Segment(_) | Part::Quoted(_) | Part::Path(_) => path.push_str("{}"),
        }
    }
    spelling(&path)
}
