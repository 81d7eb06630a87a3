//! The service that the pages document.

use crate::{
    api::Service,
    config::Config,
    diagnostic::{Code, Diagnostics},
    dialect::Dialect,
    extract::{base_of, is_foreign},
    page::{Located, Page, Start},
};

/// The service, as configuration, examples and dialect have it.
pub(super) fn of(dialect: &Dialect, config: &Config, pages: &[Page], out: &mut Diagnostics) -> Service {
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
