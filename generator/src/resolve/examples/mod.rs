//! Documented examples as calls of the emitted client, with what they send and what they get.
//!
//! A page's messages are paired, the URL of each request is matched with the chain of calls that builds it, and bodies are
//! checked against the documented types. An example that the page itself contradicts keeps its place, with the reason why
//! it cannot pass.

mod body;
mod chain;
mod header;
mod names;
mod nearest;
mod pairing;
mod request;
mod response;
#[cfg(test)]
pub(super) mod sample;
#[cfg(test)]
mod tests;
mod url;

#[cfg(feature = "mock")]
pub(crate) use self::{
    nearest::closest,
    url::{Target, decode, with_keys_as_segments},
};

use std::collections::{HashMap, HashSet};

use rayon::prelude::*;

use super::conform::Conformance;
use crate::{
    api::{Api, Example, Method, NodeId, OperationId},
    diagnostic::{Code, Diagnostics},
    dialect::Dialect,
    page::Page,
    source::{SourceId, Sources},
};
use names::Names;
use pairing::Exchange;
use request::Outcome;

/// Resolves the examples of all pages, in order.
pub(crate) fn resolve_examples(
    api: &Api,
    pages: &[Page],
    sources: &Sources,
    dialect: &Dialect,
    out: &mut Diagnostics,
) -> Vec<Example> {
    let conformance = Conformance::new(api, dialect);
    let nodes = nodes(api);
    let own = own(api);
    let mut found = Diagnostics::default();
    let resolved = found.gather(pages.par_iter(), |page, out| {
        let mut resolver = Resolver {
            api,
            dialect,
            conformance: &conformance,
            nodes: &nodes,
            own: &own,
            out,
        };
        let exchanges = pairing::pair(&page.messages);
        let examples = exchanges.iter().filter_map(|exchange| resolver.example(page, exchange));
        examples.collect::<Vec<Example>>()
    });
    // What a type lacks is said where the first example shows it.
    let mut told = HashSet::new();
    found.retain(|finding| finding.code != Code::PropertyUndocumented || told.insert(finding.message.clone()));
    out.append(found);
    let mut names = Names::default();
    let mut all = Vec::with_capacity(resolved.iter().map(Vec::len).sum());
    for (page, mut examples) in pages.iter().zip(resolved) {
        if !examples.is_empty() {
            let names = names.next(&sources.get(page.source).path);
            examples
                .iter_mut()
                .zip(names)
                .for_each(|(example, name)| example.rust = name);
            all.append(&mut examples);
        }
    }
    all
}

/// Resolves the examples of one page.
struct Resolver<'a, 'o> {
    api: &'a Api,
    dialect: &'a Dialect,
    conformance: &'a Conformance<'a>,
    /// The node that has the call of each operation.
    nodes: &'a HashMap<OperationId, NodeId>,
    /// The operations that each page documents, in its order.
    own: &'a HashMap<SourceId, Vec<OperationId>>,
    out: &'o mut Diagnostics,
}

fn nodes(api: &Api) -> HashMap<OperationId, NodeId> {
    let mut nodes = HashMap::new();
    for (id, node) in (0..).zip(&api.nodes) {
        for call in &node.calls {
            nodes.entry(call.operation).or_insert(NodeId(id));
        }
    }
    nodes
}

fn own(api: &Api) -> HashMap<SourceId, Vec<OperationId>> {
    let mut lines: Vec<_> = (0..)
        .zip(&api.operations)
        .flat_map(|(id, operation)| operation.sources.iter().map(move |span| (*span, OperationId(id))))
        .collect();
    lines.sort_unstable();
    let mut own: HashMap<SourceId, Vec<OperationId>> = HashMap::new();
    for (span, id) in lines {
        own.entry(span.source).or_default().push(id);
    }
    own
}

impl Resolver<'_, '_> {
    /// An example without a name, which depends on those before it.
    fn example(&mut self, page: &Page, exchange: &Exchange<'_>) -> Option<Example> {
        let outcome = exchange.request.map(|message| self.request(page, message));
        let operation = match &outcome {
            Some(Outcome::Built(request)) => Some(request.operation),
            Some(Outcome::Unmatched(method)) => self.own_operation(page, Some(*method)),
            Some(Outcome::Foreign) => None,
            None => self.own_operation(page, None),
        };
        let responses: Vec<_> = exchange
            .responses
            .iter()
            .filter_map(|message| self.response(message, operation))
            .collect();
        let request = match outcome {
            Some(Outcome::Built(request)) => Some(*request),
            _ => None,
        };
        let first = exchange.request.or(exchange.responses.first().copied())?;
        if request.is_none() && responses.is_empty() {
            return None;
        }
        Some(Example {
            rust: String::new(),
            area: self.area(operation),
            operation,
            request,
            responses,
            span: first.span,
        })
    }

    /// The page's first operation, or its first with this method.
    fn own_operation(&self, page: &Page, method: Option<Method>) -> Option<OperationId> {
        let own = self.own.get(&page.source)?;
        own.iter()
            .copied()
            .find(|id| method.is_none_or(|method| self.api.operation(*id).method == method))
    }

    fn area(&self, operation: Option<OperationId>) -> String {
        let node = operation
            .and_then(|operation| self.nodes.get(&operation).copied())
            .unwrap_or(NodeId(0));
        self.api
            .nodes
            .get(node.0 as usize)
            .map(|node| node.area.clone())
            .unwrap_or_default()
    }
}
