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
    api::{Api, Service},
    config::Config,
    diagnostic::Diagnostics,
    dialect::Dialect,
    extract::base_of,
    lower::{Definitions, Tree},
    page::{Page, Start},
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
        service: service(dialect, config, &pages),
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

fn service(dialect: &Dialect, config: &Config, pages: &[Page]) -> Service {
    let base = config
        .base_url
        .as_deref()
        .or_else(|| shown_base(pages, dialect))
        .or(dialect.base_urls.first().map(String::as_str));
    Service {
        base_url: base.unwrap_or_default().trim_end_matches('/').to_owned(),
        tag: dialect.json.tags.first().cloned().unwrap_or_default(),
        namespace: dialect.namespace.clone(),
        root: dialect.root_entity.clone(),
    }
}

/// Of the base URLs that pages of the dialect have, the one that most requests of examples begin with: a service may have several
/// versions, each with pages of its own.
fn shown_base<'d>(pages: &[Page], dialect: &'d Dialect) -> Option<&'d str> {
    let messages = pages.iter().flat_map(|page| &page.messages);
    let mut counts: Vec<(&str, usize)> = dialect.base_urls.iter().map(|base| (base.as_str(), 0)).collect();
    for message in messages {
        let Start::Request { url, .. } = &message.start else {
            continue;
        };
        let base = base_of(&url.value, &dialect.base_urls).filter(|base| base.contains("://"));
        let known = base.and_then(|base| counts.iter_mut().find(|(known, _)| *known == base));
        if let Some((_, count)) = known {
            *count += 1;
        }
    }
    // The last of the greatest counts, so the first of equals has to stand last.
    let (base, count) = counts.into_iter().rev().max_by_key(|(_, count)| *count)?;
    (count > 0).then_some(base)
}
