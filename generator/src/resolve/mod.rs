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
    api::{Api, Service},
    config::Config,
    diagnostic::{Code, Diagnostics},
    dialect::Dialect,
    extract::{base_of, is_foreign},
    lower::{Definitions, Tree},
    page::{Located, Page, Start},
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
        service: service(dialect, config, &pages, out),
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

fn service(dialect: &Dialect, config: &Config, pages: &[Page], out: &mut Diagnostics) -> Service {
    let shown = Hosts::new(pages, dialect);
    let base = config
        .base_url
        .as_deref()
        .or(shown.base)
        .or(dialect.base_urls.first().map(String::as_str))
        .unwrap_or_default();
    if let (None, Some(url)) = (shown.base, shown.foreign) {
        let message = format!(
            "examples lead to `{}`, and the requests of clients to `{base}`",
            url.value
        );
        out.report(Code::HostUnknown, url.span, message);
    }
    Service {
        base_url: base.trim_end_matches('/').to_owned(),
        tag: dialect.json.tags.first().cloned().unwrap_or_default(),
        namespace: dialect.namespace.clone(),
        root: dialect.root_entity.clone(),
    }
}

/// Where the requests of examples lead.
struct Hosts<'a> {
    /// Of the base URLs that pages of the dialect have, the one that most of them begin with: a service may have several versions, each
    /// with pages of its own.
    base: Option<&'a str>,
    /// The first one that leads elsewhere.
    foreign: Option<&'a Located<String>>,
}

impl<'a> Hosts<'a> {
    fn new(pages: &'a [Page], dialect: &'a Dialect) -> Self {
        let bases = &dialect.base_urls;
        let mut foreign = None;
        let mut counts: Vec<(&str, usize)> = bases.iter().map(|base| (base.as_str(), 0)).collect();
        for message in pages.iter().flat_map(|page| &page.messages) {
            let Start::Request { url, .. } = &message.start else {
                continue;
            };
            let base = base_of(&url.value, bases).filter(|base| base.contains("://"));
            match base.and_then(|base| counts.iter_mut().find(|(known, _)| *known == base)) {
                Some((_, count)) => *count += 1,
                None if foreign.is_none() && is_foreign(&url.value, bases) => foreign = Some(url),
                None => {}
            }
        }
        // The last of the greatest counts, so the first of equals has to stand last.
        let most = counts.into_iter().rev().max_by_key(|(_, count)| *count);
        let base = most.filter(|(_, count)| *count > 0).map(|(base, _)| base);
        Self { base, foreign }
    }
}
