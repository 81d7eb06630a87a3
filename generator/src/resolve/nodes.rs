//! Nodes: the builders of the emitted client.

use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};

use rayon::prelude::*;

use super::{
    merge::Classes,
    naming::{Taken, camel, snake},
    operations::{Plan, canonical_order, step_name},
};
use crate::{
    api::{Answer, Api, Body, Call, Docs, Edge, Method, Node, NodeId, OperationId, Part, PathArgument},
    dialect::Dialect,
    lower::{PlaceId, Step, Tree},
    page::{Page, Piece},
};

/// Names that builders have without any page.
pub(super) const RESERVED: &[&str] = &["new", "builder", "clone", "into", "from", "path"];

/// Names that the root, which is the client itself, has besides.
const RESERVED_AT_ROOT: &[&str] = &["follow"];

/// Builds the nodes of a plan: the root first, then in the order of breadth.
pub(super) fn build(tree: &Tree, plan: &Plan, pages: &[Page], dialect: &Dialect, api: &Api) -> Vec<Node> {
    let builder = Builder {
        tree,
        plan,
        pages,
        dialect,
        members: plan.classes.members().into_iter().collect(),
        api,
    };
    let classes: Vec<PlaceId> = builder.members.keys().copied().collect();
    let inlined = classes.into_par_iter().filter(|class| builder.is_inlined(*class));
    let inlined: BTreeSet<PlaceId> = inlined.collect();
    let order = builder.order(&inlined);
    let ids: HashMap<PlaceId, NodeId> = order
        .iter()
        .enumerate()
        .map(|(position, class)| (*class, NodeId(u32::try_from(position).unwrap_or(u32::MAX))))
        .collect();
    let nodes = order.par_iter().map(|class| builder.node(*class, &inlined, &ids));
    let mut nodes: Vec<Node> = nodes.collect();
    let mut taken = Taken::default();
    for node in &mut nodes {
        node.rust = taken.take(&node.rust);
    }
    nodes
}

struct Builder<'b> {
    tree: &'b Tree,
    plan: &'b Plan,
    pages: &'b [Page],
    dialect: &'b Dialect,
    members: BTreeMap<PlaceId, Vec<PlaceId>>,
    api: &'b Api,
}

impl Builder<'_> {
    fn classes(&self) -> &Classes {
        &self.plan.classes
    }

    /// The classes one step on, by the key of the step, with the place that the step is read from.
    fn children(&self, class: PlaceId) -> BTreeMap<&str, (PlaceId, PlaceId)> {
        let mut children = BTreeMap::new();
        for place in &self.members[&class] {
            for (key, child) in &self.tree.places[*place].children {
                children
                    .entry(key.as_str())
                    .or_insert((self.classes().of(*child), *child));
            }
        }
        children
    }

    fn operations(&self, class: PlaceId) -> &[(Method, OperationId)] {
        self.plan.operations.get(&class).map_or(&[], Vec::as_slice)
    }

    /// Whether the class is an action or a function with nothing behind it: a call of its parent, not a place of its own.
    fn is_inlined(&self, class: PlaceId) -> bool {
        let [(method, operation)] = self.operations(class) else {
            return false;
        };
        let step = &self.tree.places[class].step;
        let Some(name) = step.function().or(step.literal()) else {
            return false;
        };
        let places = &self.members[&class];
        if !self.children(class).is_empty()
            || name.starts_with('$')
            || places.iter().any(|place| self.plan.walk.properties[*place].is_some())
        {
            return false;
        }
        // Every way here must be the same step, or the call could not be written once.
        let is_same = |place: &PlaceId| {
            let other = &self.tree.places[*place].step;
            other
                .function()
                .or(other.literal())
                .is_some_and(|other| other.eq_ignore_ascii_case(name))
        };
        if !places.iter().all(is_same) {
            return false;
        }
        let page = &self.pages[self.plan.leads[operation.0 as usize]];
        let short = name.rsplit('.').next().unwrap_or(name).to_ascii_lowercase();
        let title = page.title.value.to_ascii_lowercase();
        let named = title.split(|c: char| !c.is_alphanumeric()).any(|word| word == short);
        match method {
            Method::Post => named || !self.creates(&title),
            Method::Get => step.function().is_some() || (named && self.parent_is_known(places)),
            _ => false,
        }
    }

    fn creates(&self, title: &str) -> bool {
        self.dialect
            .titles
            .creates
            .iter()
            .any(|verb| title.starts_with(verb.as_str()))
    }

    fn parent_is_known(&self, places: &[PlaceId]) -> bool {
        places
            .iter()
            .filter_map(|place| self.tree.places[*place].parent)
            .any(|parent| self.plan.walk.types[parent].is_some())
    }

    /// The classes that become nodes, breadth first from the root.
    fn order(&self, inlined: &BTreeSet<PlaceId>) -> Vec<PlaceId> {
        let mut order = vec![];
        let mut seen = BTreeSet::from([0]);
        let mut queue = VecDeque::from([0]);
        while let Some(class) = queue.pop_front() {
            order.push(class);
            for (child, _) in self.children(class).into_values() {
                if !inlined.contains(&child) && seen.insert(child) {
                    queue.push_back(child);
                }
            }
        }
        order
    }

    /// A node by the name that is its own, which others may have too.
    fn node(&self, class: PlaceId, inlined: &BTreeSet<PlaceId>, ids: &HashMap<PlaceId, NodeId>) -> Node {
        let mut templates: Vec<(String, PlaceId)> = self.members[&class]
            .iter()
            .map(|place| (self.template(*place), *place))
            .collect();
        templates.sort_by(|(a, _), (b, _)| canonical_order(a).cmp(&canonical_order(b)));
        let canonical = templates[0].1;
        let rust = if class == 0 {
            "Client".to_owned()
        } else {
            self.node_name(canonical)
        };
        let mut names = Taken::new(RESERVED);
        if class == 0 {
            for name in RESERVED_AT_ROOT {
                names.take(name);
            }
        }
        let mut calls = self.own_calls(class, &mut names);
        let mut edges = vec![];
        for (target, place) in self.children(class).into_values() {
            let (parts, arguments) = parts(&self.tree.places[place].pieces());
            // Pages vary the case of segments; the property's own spelling gives the better name.
            let name = match &self.plan.walk.properties[place] {
                Some(property) => snake(property),
                None => method_name(&self.tree.places[place].step, &arguments, &names),
            };
            let rust = names.take(&name);
            if inlined.contains(&target) {
                for (_, operation) in self.operations(target) {
                    let arguments = self.apart(*operation, arguments.clone());
                    calls.push(Call {
                        rust: rust.clone(),
                        operation: *operation,
                        parts: parts.clone(),
                        arguments,
                    });
                }
            } else {
                edges.push(Edge {
                    rust,
                    target: ids[&target],
                    parts,
                    arguments,
                });
            }
        }
        edges.sort_by(|a, b| a.rust.cmp(&b.rust));
        calls.sort_by(|a, b| a.rust.cmp(&b.rust));
        Node {
            rust,
            area: self.area(canonical),
            templates: templates.into_iter().map(|(template, _)| template).collect(),
            docs: Docs::default(),
            edges,
            calls,
        }
    }

    /// Path arguments of a call, named apart from the parameters that stand beside them.
    fn apart(&self, operation: OperationId, mut arguments: Vec<PathArgument>) -> Vec<PathArgument> {
        let operation = self.api.operation(operation);
        let mut taken = Taken::new(&["body", "self"]);
        for parameter in operation.parameters.iter().filter(|parameter| parameter.required) {
            taken.take(&parameter.rust);
        }
        for argument in &mut arguments {
            argument.rust = taken.take(&argument.rust);
        }
        arguments
    }

    fn own_calls(&self, class: PlaceId, names: &mut Taken) -> Vec<Call> {
        let literal = self.tree.places[class].step.literal().unwrap_or_default();
        let calls = self.operations(class).iter().map(|(method, id)| {
            let operation = self.api.operation(*id);
            Call {
                rust: names.take(verb(*method, literal, &operation.answer, operation.body.as_ref())),
                operation: *id,
                parts: vec![],
                arguments: vec![],
            }
        });
        calls.collect()
    }

    fn template(&self, place: PlaceId) -> String {
        let mut steps = vec![];
        let mut next = Some(place);
        while let Some(at) = next {
            steps.push(self.tree.places[at].pieces());
            next = self.tree.places[at].parent;
        }
        let mut template = String::new();
        for piece in steps.into_iter().rev().flatten() {
            match piece {
                Piece::Text(text) => template.push_str(&text),
                Piece::Placeholder { name, .. } => {
                    template.push('{');
                    template.push_str(&name);
                    template.push('}');
                }
            }
        }
        if template.is_empty() { "/".to_owned() } else { template }
    }

    /// The names of the steps, as one; a last placeholder is an item.
    fn node_name(&self, place: PlaceId) -> String {
        let mut name = String::new();
        let mut chain = vec![place];
        while let Some(parent) = self.tree.places[chain[chain.len() - 1]].parent {
            chain.push(parent);
        }
        for at in chain.iter().rev().skip(1) {
            let step = &self.tree.places[*at].step;
            let pieces = self.tree.places[*at].pieces();
            let text = step_name(&pieces);
            if !text.is_empty() {
                name.push_str(&camel(&text));
            }
            if step.is_path() {
                name.push_str("Path");
            } else if *at == place && step.is_item() {
                name.push_str("Item");
            }
        }
        if name.is_empty() { "Item".to_owned() } else { name }
    }

    fn area(&self, place: PlaceId) -> String {
        let first = std::iter::successors(Some(place), |at| self.tree.places[*at].parent)
            .filter(|at| *at != 0)
            .last();
        match first {
            Some(first) => snake(&step_name(&self.tree.places[first].pieces())),
            None => "client".to_owned(),
        }
    }
}

/// The method that a step is.
fn method_name(step: &Step, arguments: &[PathArgument], taken: &Taken) -> String {
    if step.is_item() {
        let name = &arguments[0].rust;
        return if name == "id" || name.ends_with("_id") || name.starts_with("id_or") {
            "id".to_owned()
        } else {
            name.clone()
        };
    }
    let text = step_name(&step.pieces);
    let is_path = step.is_path();
    let name = match (text.as_str(), is_path) {
        ("", _) if arguments.is_empty() => snake(""),
        ("", _) => arguments
            .iter()
            .map(|argument| argument.rust.as_str())
            .collect::<Vec<_>>()
            .join("_and_"),
        (text, true) => format!("{}_path", snake(text)),
        (text, false) => match text.strip_prefix('$') {
            Some("ref") => "reference".to_owned(),
            Some(option) => snake(option),
            None => literal_name(text),
        },
    };
    // Overloads are told apart by their arguments.
    if taken.has(&name) && !arguments.is_empty() && !is_path {
        let names: Vec<&str> = arguments.iter().map(|argument| argument.rust.as_str()).collect();
        return format!("{name}_with_{}", names.join("_and_"));
    }
    name
}

/// A type cast reads `as_x`; everything else is its own name.
fn literal_name(text: &str) -> String {
    match text.rsplit_once('.') {
        Some((_, short)) => format!("as_{}", snake(short)),
        None => snake(text),
    }
}

fn verb(method: Method, literal: &str, answer: &Answer, body: Option<&Body>) -> &'static str {
    let is_reference = literal == "$ref";
    match (method, answer, body) {
        (Method::Get, Answer::Page(_), _) => "list",
        (Method::Get, Answer::Bytes, _) => "download",
        (Method::Get, ..) => "get",
        (Method::Post, ..) if is_reference => "add",
        (Method::Post, ..) => "create",
        (Method::Put, ..) if is_reference => "set",
        (Method::Put, _, Some(Body::Bytes(_))) => "upload",
        (Method::Put, ..) => "replace",
        (Method::Patch, ..) => "update",
        (Method::Delete, ..) if is_reference => "remove",
        (Method::Delete, ..) => "delete",
        (Method::Head, ..) => "head",
        (Method::Options, ..) => "options",
    }
}

/// The parts of a step, and the arguments that fill them.
fn parts(pieces: &[Piece]) -> (Vec<Part>, Vec<PathArgument>) {
    let mut arguments: Vec<PathArgument> = vec![];
    let mut taken = Taken::new(&["body", "self"]);
    let mut parts = vec![];
    for piece in pieces {
        parts.push(match piece {
            Piece::Text(text) => Part::Text(text.clone()),
            Piece::Placeholder { name, path, quoted } => {
                let index = arguments.len();
                arguments.push(PathArgument {
                    rust: taken.take(&snake(&name.replace('|', " or "))),
                    name: name.clone(),
                    docs: Docs::default(),
                });
                match (path, quoted) {
                    (true, _) => Part::Path(index),
                    (false, true) => Part::Quoted(index),
                    (false, false) => Part::Segment(index),
                }
            }
        });
    }
    (parts, arguments)
}
