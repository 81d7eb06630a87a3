//! All phases, one after the other.

use std::{
    path::PathBuf,
    time::{Duration, Instant},
};

use crate::{
    config::Config,
    coverage::Coverage,
    diagnostic::Diagnostics,
    dialect::Dialect,
    emit::{self, Options},
    error::Error,
    frontend, lower, openapi,
    read::{self, Configuration},
    report::{Counts, Phase, Report},
    resolve, select,
    write::{self, Cache, Mode, PageCache},
};

/// What is to be done.
pub(crate) struct Job<'a> {
    pub(crate) docs: &'a [PathBuf],
    pub(crate) configuration: Configuration,
    /// Without any, there is only the report.
    pub(crate) output: Option<Output>,
    /// Called at the start of each phase.
    pub(crate) observer: &'a (dyn Fn(Phase) + Sync),
}

/// What is to come of it.
pub(crate) enum Output {
    Crate {
        out: PathBuf,
        options: Options,
        mode: Mode,
        /// Whether to use and keep a cache in the folder.
        cache: bool,
    },
    /// An OpenAPI document, in the report.
    OpenApi(openapi::Version),
}

impl Output {
    /// The facts of pages that an earlier run left, if they are wanted.
    fn pages(&self) -> Option<PageCache> {
        match self {
            Self::Crate {
                out, mode, cache: true, ..
            } => PageCache::load(out, *mode),
            _ => None,
        }
    }
}

/// Runs the phases on a thread of the pool: memory that one leaves there is at hand for the next.
pub(crate) fn run(job: Job<'_>) -> Result<Report, Error> {
    rayon::scope(|_| phases(job))
}

/// All phases: the only place that knows them.
fn phases(job: Job<'_>) -> Result<Report, Error> {
    let Job {
        docs,
        configuration: Configuration { config, file, text },
        output,
        observer,
    } = job;
    let mut clock = Clock::new(observer);
    clock.enter(Phase::Read);
    let (dialect, files) = rayon::join(|| dialect(&config), || read::find(docs, &config.pages.skip));
    let (dialect, files) = (dialect?, files?);
    let (sources, kept) = rayon::join(
        || read::read(files, &dialect.skip.samples),
        || output.as_ref().and_then(Output::pages),
    );
    let mut report = Report::from(sources?);
    report.configure(file, text);
    clock.enter(Phase::Extract);
    let (pages, filled) = match &kept {
        Some(kept) => frontend::read_pages_again(&report.sources, &dialect, kept.shelf(), &mut report.diagnostics),
        None => (
            frontend::read_pages(&report.sources, &dialect, &mut report.diagnostics),
            vec![],
        ),
    };
    report.counts.pages = pages.len();
    report.coverage = Coverage::of(&pages);
    clock.enter(Phase::Lower);
    let definitions = lower::lower(pages, &dialect, &mut report.diagnostics);
    clock.enter(Phase::Resolve);
    let (api, facts) = resolve::resolve(definitions, &report.sources, &dialect, &config, &mut report.diagnostics);
    settle(&mut report.diagnostics, &config);
    if output.is_some() {
        // There are many of them, and nobody has to wait until they are gone.
        rayon::spawn(move || drop(facts));
    } else {
        report.facts = facts;
    }
    if output.is_some() && api.operations.is_empty() && api.types.is_empty() {
        let pages = report.counts.pages;
        return Err(Error::NothingDescribed { pages });
    }
    report.api = select::select(api, &config.operations.include, &config.operations.exclude)?;
    report.counts = Counts::of(report.counts.pages, &report.api);
    match output {
        None => {}
        Some(Output::Crate {
            out,
            options,
            mode,
            cache,
        }) => {
            clock.enter(Phase::Emit);
            let cache = cache.then(|| Cache::load(&out));
            let emitted = match &cache {
                Some(cache) => emit::emit_new(&report.api, &report.sources, &options, cache),
                None => emit::emit(&report.api, &report.sources, &options).into(),
            };
            report.counts.made = emitted.files.files.len();
            clock.enter(Phase::Write);
            report.changes = write::write_new(&out, &emitted, cache.as_ref(), mode)?;
            if let Some(kept) = kept.filter(|_| mode != Mode::Check) {
                kept.save(&filled);
            }
        }
        Some(Output::OpenApi(version)) => {
            clock.enter(Phase::Emit);
            let origin = openapi::Origin {
                sources: &report.sources,
                dialect: &dialect,
                settings: &config.openapi,
            };
            report.document = openapi::emit(&report.api, origin, version, &mut report.diagnostics);
            settle(&mut report.diagnostics, &config);
        }
    }
    report.overrides = config.overrides;
    report.times = clock.stop();
    Ok(report)
}

/// The dialect that the configuration names, with the base URL that it sets.
fn dialect(config: &Config) -> Result<Dialect, Error> {
    let mut dialect = match config.dialect.as_deref() {
        None | Some("microsoft-graph") => Dialect::microsoft_graph(),
        Some(name) => return Err(Error::Dialect { name: name.to_owned() }),
    };
    if let Some(base) = config.base_url.as_deref().map(|base| base.trim_end_matches('/')) {
        // Pages write paths with and without what the base ends with.
        let path = base
            .split_once("://")
            .and_then(|(_, rest)| Some(&rest[rest.find('/')?..]));
        dialect
            .base_urls
            .splice(0..0, [base].into_iter().chain(path).map(str::to_owned));
    }
    Ok(dialect)
}

/// Gives findings the levels that the configuration wants, and the order in which people read pages.
fn settle(diagnostics: &mut Diagnostics, config: &Config) {
    diagnostics.relevel(|finding| config.lint.level(finding.code, finding.level));
    diagnostics.sort();
}

/// Measures phases.
struct Clock<'a> {
    observer: &'a (dyn Fn(Phase) + Sync),
    current: Option<(Phase, Instant)>,
    times: Vec<(Phase, Duration)>,
}

impl<'a> Clock<'a> {
    fn new(observer: &'a (dyn Fn(Phase) + Sync)) -> Self {
        Self {
            observer,
            current: None,
            times: vec![],
        }
    }

    fn enter(&mut self, phase: Phase) {
        self.leave();
        (self.observer)(phase);
        self.current = Some((phase, Instant::now()));
    }

    fn leave(&mut self) {
        if let Some((phase, start)) = self.current.take() {
            self.times.push((phase, start.elapsed()));
        }
    }

    fn stop(mut self) -> Vec<(Phase, Duration)> {
        self.leave();
        self.times
    }
}
