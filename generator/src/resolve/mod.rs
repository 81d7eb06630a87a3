//! From definitions to the resolved model: ids instead of names, and every decision made.

mod alike;
mod alternatives;
mod answer;
mod conform;
mod docs;
mod entity;
mod enumeration;
mod examples;
mod full_names;
mod index;
mod inference;
mod inherit;
mod inherited_rows;
mod listing;
mod members;
mod merge;
mod naming;
mod nodes;
mod operations;
mod options;
mod overrides;
mod parameters;
mod path_parameters;
mod reference;
mod request_body;
mod responses;
mod restated;
mod service;
mod spelling;
mod types;
mod values;
mod walk;

pub(crate) use self::naming::is_keyword;
#[cfg(feature = "mock")]
pub(crate) use self::{
    conform::Conformance,
    examples::{Target, closest, decode, with_keys_as_segments},
};

use crate::{
    api::Api,
    config::Config,
    diagnostic::Diagnostics,
    dialect::Dialect,
    lower::{Definitions, Tree},
    source::Sources,
};

/// Resolves every reference and name. What the model was made of comes with it, since it takes time to be rid of.
#[must_use]
pub fn resolve(
    definitions: Definitions,
    sources: &Sources,
    dialect: &Dialect,
    config: &Config,
    out: &mut Diagnostics,
) -> (Api, Definitions) {
    let mut definitions = definitions;
    let mut pages = std::mem::take(&mut definitions.pages);
    let mut api = Api {
        service: service::of(dialect, config, &pages, out),
        ..Api::default()
    };
    let mut overrides = overrides::Overrides::new(&config.overrides, dialect);
    overrides.correct_properties(&mut definitions.types, out);
    // Names and paths have nothing to do with each other until operations are planned.
    let (mut tree, mut index) = rayon::join(
        || Tree::new(&pages),
        || {
            let mut index = index::Index::new(definitions, sources, dialect);
            index.learn_namespaces(&pages);
            full_names::restore(&mut index, &pages, out);
            inference::complete(&mut index, &pages, out);
            index
        },
    );
    if overrides.skip_lines(&mut pages) {
        tree = Tree::new(&pages);
    }
    overrides.correct_types(&mut index, out);
    let lineage = types::resolve(&index, &mut api, out);
    overrides.settle(&mut api, &index, &lineage, out);
    let stated = overrides.state(&pages, &index, &lineage, out);
    let plan = operations::plan(&tree, &pages, stated, &index, &lineage, &mut api, out);
    overrides.amend(&mut api, &index, &lineage, out);
    api.nodes = nodes::build(&tree, &plan, &pages, dialect, &api);
    overrides.rename_calls(&mut api, out);
    docs::link(&index, &mut api);
    types::drop_unused_families(&mut api);
    api.examples = examples::resolve_examples(&api, &pages, sources, dialect, out);
    (api, index.into_definitions(pages))
}
