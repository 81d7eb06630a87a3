//! What every emitter reads.

use std::collections::BTreeSet;

use super::{Options, areas::Areas, layout::Layout, links, parameters::Parameters, reach};
use crate::{
    api::{Api, Call, ExampleRequest, NodeId, OperationId, TypeId},
    source::{Sources, Span},
};

/// The model, and what follows from it for more than one emitter.
pub(super) struct Context<'a> {
    pub api: &'a Api,
    pub options: &'a Options,
    pub layout: Layout,
    pub parameters: Parameters,
    pub areas: Areas,
    sources: &'a Sources,
    /// By type: whether requests carry it.
    in_requests: Vec<bool>,
    /// The types that there are setters of polymorphic values for.
    set: BTreeSet<TypeId>,
    /// By type: whether a vector can hold it.
    ending: Vec<bool>,
    /// By operation: the first builder and method that call it.
    calls: Vec<Option<(NodeId, usize)>>,
    /// By operation: the examples whose requests a client can make.
    examples: Vec<Vec<usize>>,
}

impl<'a> Context<'a> {
    /// Prepares a model for emission.
    pub(super) fn new(api: &'a Api, sources: &'a Sources, options: &'a Options) -> Self {
        let layout = Layout::new(api);
        let areas = if options.features {
            Areas::new(api, &layout)
        } else {
            Areas::default()
        };
        let in_requests = reach::in_requests(api);
        Self {
            api,
            options,
            layout,
            areas,
            set: reach::set(api, &in_requests),
            parameters: Parameters::new(api),
            sources,
            in_requests,
            ending: links::ending(api),
            calls: calls(api),
            examples: examples(api),
        }
    }

    /// The name of the emitted crate in Rust code.
    pub(super) fn crate_name(&self) -> String {
        self.options.name.replace('-', "_")
    }

    /// Path and line of a span's start, as `path:line`.
    pub(super) fn place(&self, span: Span) -> String {
        let source = self.sources.get(span.source);
        format!("{}:{}", source.path, source.position(span.start).line)
    }

    /// The page that a span is on.
    pub(super) fn page(&self, span: Span) -> &str {
        &self.sources.get(span.source).path
    }

    /// Whether some request carries a type.
    pub(super) fn is_in_requests(&self, id: TypeId) -> bool {
        self.in_requests.get(id.0 as usize).copied().unwrap_or_default()
    }

    /// Whether the compiler comes to an end soon where a vector holds a type.
    pub(super) fn is_ending(&self, id: TypeId) -> bool {
        self.ending.get(id.0 as usize).copied().unwrap_or_default()
    }

    /// Whether a setter takes a polymorphic value of a type.
    pub(super) fn is_set(&self, id: TypeId) -> bool {
        self.set.contains(&id)
    }

    /// The builder and method that call an operation: the first, where several do.
    pub(super) fn caller(&self, operation: OperationId) -> Option<(NodeId, &'a Call)> {
        let (node, call) = self.calls.get(operation.0 as usize).copied().flatten()?;
        Some((node, &self.api.node(node).calls[call]))
    }

    /// The documented requests of an operation that a client can make, in the order of the pages.
    pub(super) fn requests(&self, operation: OperationId) -> impl Iterator<Item = &'a ExampleRequest> {
        let examples = self.examples.get(operation.0 as usize).map_or(&[][..], Vec::as_slice);
        examples
            .iter()
            .filter_map(|index| self.api.examples[*index].request.as_ref())
    }

    /// The module that a type is visible in, from the crate's root.
    pub(super) fn type_module(&self, id: TypeId) -> Vec<String> {
        let module = self.api.ty(id).module.iter().map(String::as_str);
        ["crate", "models"]
            .into_iter()
            .chain(module)
            .map(str::to_owned)
            .collect()
    }

    /// The module that a builder is visible in, from the crate's root.
    pub(super) fn node_module(&self, id: NodeId) -> Vec<String> {
        if id.0 == 0 {
            return vec!["crate".to_owned()];
        }
        let area = &self.api.node(id).area;
        let module = self.layout.area(area).unwrap_or(area);
        vec!["crate".to_owned(), "requests".to_owned(), module.to_owned()]
    }
}

fn calls(api: &Api) -> Vec<Option<(NodeId, usize)>> {
    let mut calls = vec![None; api.operations.len()];
    for (id, node) in (0..).map(NodeId).zip(&api.nodes) {
        for (index, call) in node.calls.iter().enumerate() {
            if let Some(slot @ None) = calls.get_mut(call.operation.0 as usize) {
                *slot = Some((id, index));
            }
        }
    }
    calls
}

fn examples(api: &Api) -> Vec<Vec<usize>> {
    let mut examples = vec![vec![]; api.operations.len()];
    for (index, example) in api.examples.iter().enumerate() {
        let request = example.request.as_ref().filter(|request| request.excuse.is_none());
        if let Some(slot) = request.and_then(|request| examples.get_mut(request.operation.0 as usize)) {
            slot.push(index);
        }
    }
    examples
}
