//! All phases, one after the other.

use std::{
    path::PathBuf,
    time::{Duration, Instant},
};

use crate::{
    api::Api,
    config::Config,
    diagnostic::Diagnostics,
    emit::{self, Options},
    error::Error,
    read,
    report::{Counts, Phase, Report},
    select, write,
};

/// What is to be done.
pub(crate) struct Job<'a> {
    pub(crate) docs: &'a [PathBuf],
    pub(crate) config: Config,
    pub(crate) output: Output,
    /// Called at the start of each phase.
    pub(crate) observer: &'a dyn Fn(Phase),
}

/// What is to come of it.
pub(crate) enum Output {
    /// Only the report.
    Nothing,
    /// What would change in a folder.
    Check { out: PathBuf, options: Options },
    /// A crate in a folder.
    Write { out: PathBuf, options: Options, force: bool },
}

/// Runs the phases: the only place that knows all of them.
pub(crate) fn run(job: Job<'_>) -> Result<Report, Error> {
    let Job { docs, config, output, observer } = job;
    let mut clock = Clock::new(observer);

    clock.enter(Phase::Read);
    let pages = read::read(docs, &config.pages.skip)?;
    let mut report = Report::from(pages);

    clock.enter(Phase::Extract);
    // TODO(lead): let pages = extract_all(&report.sources, &dialect, &mut report.diagnostics);
    let pages: Vec<()> = vec![];

    clock.enter(Phase::Lower);
    // TODO(lead): let definitions = lower::lower(pages, &mut report.diagnostics);

    clock.enter(Phase::Resolve);
    // TODO(lead): let api = resolve::resolve(definitions, &config, &mut report.diagnostics);
    let api = Api::default();
    report.api = select::select(api, &config.operations.include, &config.operations.exclude)?;
    report.counts = Counts::of(pages.len(), &report.api);
    settle(&mut report.diagnostics, &config);

    clock.enter(Phase::Emit);
    if let Output::Check { options, .. } | Output::Write { options, .. } = &output {
        let files = emit::emit(&report.api, options);
        clock.enter(Phase::Write);
        report.changes = match &output {
            Output::Nothing => unreachable!("nothing was emitted"),
            Output::Check { out, .. } => write::check(out, &files)?,
            Output::Write { out, force, .. } => write::write(out, &files, *force)?,
        };
    }
    report.times = clock.stop();
    Ok(report)
}

/// Gives findings the levels that the configuration wants, and the order in which people read pages.
fn settle(diagnostics: &mut Diagnostics, config: &Config) {
    diagnostics.relevel(|finding| config.lint.level(finding.code, finding.level));
    diagnostics.sort();
}

/// Measures phases.
struct Clock<'a> {
    observer: &'a dyn Fn(Phase),
    current: Option<(Phase, Instant)>,
    times: Vec<(Phase, Duration)>,
}

impl<'a> Clock<'a> {
    fn new(observer: &'a dyn Fn(Phase)) -> Self {
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
