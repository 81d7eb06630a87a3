//! The service that a mock stands in for: the docs, and what it remembers of its clients.

use super::{
    choose::Choices, fault::Faults, journal::Journal, monitor::Monitors, route::Routes, server::Observer,
    settings::Settings, upload::Uploads,
};
use crate::{api::Api, dialect::Dialect};

/// Everything that answers need. Shared by all connections.
#[derive(Debug)]
pub(super) struct Service {
    pub(super) api: Api,
    pub(super) dialect: Dialect,
    pub(super) settings: Settings,
    /// What documented URLs begin with: absolute URLs and paths, the longest first.
    pub(super) base_urls: Vec<String>,
    pub(super) routes: Routes,
    pub(super) choices: Choices,
    pub(super) faults: Faults,
    pub(super) uploads: Uploads,
    pub(super) monitors: Monitors,
    pub(super) journal: Journal,
    pub(super) observer: Observer,
}

impl Service {
    pub(super) fn new(api: Api, dialect: Dialect, settings: Settings, observer: Observer) -> Self {
        Self {
            base_urls: base_urls(&api, &dialect),
            routes: Routes::new(&api),
            choices: Choices::new(&api),
            faults: Faults::default(),
            uploads: Uploads::default(),
            monitors: Monitors::default(),
            journal: Journal::new(api.operations.len()),
            api,
            dialect,
            settings,
            observer,
        }
    }

    /// The path that documented templates are relative to: `/v1.0`, or nothing.
    pub(super) fn base_path(&self) -> &str {
        path_of(&self.api.service.base_url)
    }
}

/// The dialect's base URLs and the configured one, each also as a path.
fn base_urls(api: &Api, dialect: &Dialect) -> Vec<String> {
    let given = || dialect.base_urls.iter().chain([&api.service.base_url]);
    let paths = given().map(|url| path_of(url)).filter(|path| !path.is_empty());
    let mut all: Vec<String> = given().cloned().chain(paths.map(str::to_owned)).collect();
    all.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
    all.dedup();
    all
}

fn path_of(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.find('/').map_or("", |at| rest[at..].trim_end_matches('/'))
}
