//! The model, and what follows from it for more than one file.

use std::collections::BTreeSet;

use super::{
    Options,
    areas::Areas,
    layout::Layout,
    links,
    parameters::Parameters,
    reach::{self, Reach},
};
use crate::{
    api::{Api, ExampleRequest, NodeId, OperationId, TypeId},
    source::Sources,
};

/// What all files are made of.
///
/// What makes one of them sees this through a [`Context`](super::context::Context), which notes what was asked for.
pub(super) struct Facts<'a> {
    pub api: &'a Api,
    pub sources: &'a Sources,
    pub options: &'a Options,
    pub layout: Layout,
    pub parameters: Parameters,
    pub areas: Areas,
    /// What requests carry.
    pub reach: Reach<'a>,
    /// The types that there are setters of polymorphic values for.
    pub set: BTreeSet<TypeId>,
    /// By type: whether a vector can hold it.
    pub ending: Vec<bool>,
    /// By operation: the first builder and method that call it.
    calls: Vec<Option<(NodeId, usize)>>,
    /// By operation: the examples whose requests a client can make.
    examples: Vec<Vec<usize>>,
}

impl<'a> Facts<'a> {
    /// Prepares a model for emission.
    pub(super) fn new(api: &'a Api, sources: &'a Sources, options: &'a Options) -> Self {
        let places = || {
            let layout = Layout::new(api);
            let areas = if options.features {
                Areas::new(api, &layout)
            } else {
                Areas::default()
            };
            (layout, areas)
        };
        let values = || (Reach::new(api), Parameters::new(api));
        let ((layout, areas), (reach, parameters)) = rayon::join(places, values);
        Self {
            api,
            options,
            layout,
            areas,
            set: reach::set(api, &reach),
            parameters,
            sources,
            reach,
            ending: links::ending(api),
            calls: calls(api),
            examples: examples(api),
        }
    }

    /// The name of the emitted crate in Rust code.
    pub(super) fn crate_name(&self) -> String {
        self.options.name.replace('-', "_")
    }

    /// The builder that calls an operation, and the name of the method: the first, where several do.
    pub(super) fn caller(&self, operation: OperationId) -> Option<(NodeId, &'a str)> {
        let (node, call) = self.calls.get(operation.0 as usize).copied().flatten()?;
        Some((node, &self.api.node(node).calls[call].rust))
    }

    /// The documented requests of an operation that a client can make, in the order of the pages.
    pub(super) fn requests(&self, operation: OperationId) -> impl Iterator<Item = &'a ExampleRequest> {
        let examples = self.examples.get(operation.0 as usize).map_or(&[][..], Vec::as_slice);
        let api = self.api;
        examples
            .iter()
            .filter_map(|index| api.examples[*index].request.as_ref())
    }

    /// The module of a builder's area, below `requests`.
    pub(super) fn area_module(&self, id: NodeId) -> &str {
        let area = &self.api.node(id).area;
        self.layout.area(area).unwrap_or(area)
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
