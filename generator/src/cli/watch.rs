//! `docwright generate --watch`.

use std::{
    collections::BTreeSet,
    io,
    path::{Path, PathBuf},
    sync::mpsc::{self, Receiver, RecvTimeoutError},
    time::{Duration, Instant},
};

use docwright::{Generator, Report, write::CACHE};
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};

use super::{Failure, arguments::Generate, progress, table::counted};

/// How long nothing more has to happen for a run to begin: editors and version control change several files at once, and
/// some save in several steps.
const QUIET: Duration = Duration::from_millis(150);

/// How often folders that were deleted are looked for.
const PATIENCE: Duration = Duration::from_millis(500);

/// How many findings are named after a run.
const SHOWN: usize = 10;

/// Writes the crate again whenever pages or the configuration change. Ends only when the program is stopped.
pub(super) fn watch(command: &Generate, generator: &Generator, out: &mut dyn io::Write) -> Result<(), Failure> {
    let mut eyes = Eyes::new(&command.krate)?;
    let mut known = None;
    loop {
        let start = Instant::now();
        match generator.run() {
            Ok(report) => {
                eyes.look_at(&report);
                let found = findings(&report);
                print_run(&report, &found, known.as_ref(), start.elapsed(), command, out)?;
                known = Some(found);
            }
            // Docs that are being moved, or a configuration that is half written: the next save may mend it.
            Err(error) => progress::print_error(&error.to_string()),
        }
        out.flush()?;
        eyes.wait();
    }
}

/// Findings without their lines, which move with any edit above them.
type Findings = BTreeSet<String>;

fn findings(report: &Report) -> Findings {
    let all = report.diagnostics.iter();
    all.map(|finding| {
        let path = report.file(finding.span.source).display();
        format!(
            "{}[{}]: {path}: {}",
            finding.level.name(),
            finding.code,
            finding.message
        )
    })
    .collect()
}

/// Prints a line about the run, and one for each finding that is new or gone.
fn print_run(
    report: &Report,
    found: &Findings,
    known: Option<&Findings>,
    time: Duration,
    command: &Generate,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let folder = command.krate.out.display();
    let written = super::generate::written(&report.changes);
    let total = counted(found.len(), "finding");
    writeln!(out, "{folder}: {written} in {:.2} s, {total}", time.as_secs_f64())?;
    let Some(known) = known else {
        return Ok(());
    };
    let fresh = found.difference(known).map(|finding| ('+', finding));
    let gone = known.difference(found).map(|finding| ('-', finding));
    let changed: Vec<(char, &String)> = fresh.chain(gone).collect();
    for (sign, finding) in changed.iter().take(SHOWN) {
        writeln!(out, "  {sign} {finding}")?;
    }
    let hidden = changed.len().saturating_sub(SHOWN);
    if hidden > 0 {
        writeln!(
            out,
            "  and {} more; `docwright lint` shows all",
            counted(hidden, "finding")
        )?;
    }
    Ok(())
}

/// What is watched.
struct Eyes {
    watcher: RecommendedWatcher,
    events: Receiver<notify::Result<Event>>,
    /// Folders and files, each with whether it is being watched just now.
    places: Vec<(PathBuf, bool)>,
    /// The folder that we write to ourselves.
    out: PathBuf,
}

impl Eyes {
    fn new(krate: &super::arguments::Crate) -> Result<Self, Failure> {
        let (sender, events) = mpsc::channel();
        let watcher = notify::recommended_watcher(sender).map_err(|error| Failure::Watch(error.to_string()))?;
        let places = krate.watched().into_iter().map(|path| (path, false));
        let mut eyes = Self {
            watcher,
            events,
            places: places.collect(),
            out: absolute(&krate.out),
        };
        eyes.open();
        Ok(eyes)
    }

    /// Watches what the run read, too: the configuration that it found, and files that pages include.
    fn look_at(&mut self, report: &Report) {
        let sources = report.sources.iter().zip(&report.files);
        let included = sources.filter(|((_, source), _)| source.included).map(|(_, file)| file);
        let files = included.chain(&report.configuration);
        // Editors replace files, which ends the watch of a file, so that its folder is watched instead.
        let folders: BTreeSet<&Path> = files.filter_map(|file| file.parent()).collect();
        for folder in folders {
            let folder = if folder.as_os_str().is_empty() {
                Path::new(".")
            } else {
                folder
            };
            let is_watched = self.places.iter().any(|(place, _)| folder.starts_with(place));
            if !is_watched {
                self.places.push((folder.to_owned(), false));
            }
        }
        self.open();
    }

    /// Watches what is there and not watched yet.
    fn open(&mut self) {
        for (place, watched) in &mut self.places {
            if !*watched && place.exists() {
                *watched = self.watcher.watch(place, RecursiveMode::Recursive).is_ok();
            }
        }
    }

    /// Returns some time after something happened to a page or to the configuration.
    fn wait(&mut self) {
        let mut happened = false;
        loop {
            let patience = if happened { QUIET } else { PATIENCE };
            match self.events.recv_timeout(patience) {
                Ok(Ok(event)) => {
                    self.lose(&event);
                    happened |= self.concerns(&event);
                }
                // The system lost track, or says something that is no event: better to run once too often.
                Ok(Err(_)) => happened = true,
                Err(RecvTimeoutError::Timeout) if happened => return,
                Err(RecvTimeoutError::Timeout) => happened |= self.find_again(),
                Err(RecvTimeoutError::Disconnected) => std::thread::sleep(patience),
            }
        }
    }

    /// Notes places that were removed: the system watches them no more, even if they are back by now.
    fn lose(&mut self, event: &Event) {
        for (place, watched) in &mut self.places {
            if event.kind.is_remove() && event.paths.contains(place) {
                let _ = self.watcher.unwatch(place);
                *watched = false;
            }
        }
    }

    /// Notes places that are gone, and watches those that are back; whether there are any.
    fn find_again(&mut self) -> bool {
        let mut changed = false;
        for (place, watched) in &mut self.places {
            if *watched && !place.exists() {
                let _ = self.watcher.unwatch(place);
                *watched = false;
                changed = true;
            } else if !*watched && place.exists() {
                *watched = self.watcher.watch(place, RecursiveMode::Recursive).is_ok();
                changed = *watched;
            }
        }
        changed
    }

    fn concerns(&self, event: &Event) -> bool {
        !matches!(event.kind, EventKind::Access(_)) && event.paths.iter().any(|path| self.is_input(path))
    }

    /// Whether a path can be a page, a configuration, or a folder of them.
    fn is_input(&self, path: &Path) -> bool {
        let path = absolute(path);
        let is_ours = path.starts_with(&self.out) || path.components().any(|part| part.as_os_str() == CACHE);
        let extension = path.extension().map(std::ffi::OsStr::to_ascii_lowercase);
        !is_ours && extension.is_none_or(|extension| extension == "md" || extension == "toml")
    }
}

fn absolute(path: &Path) -> PathBuf {
    let absolute = path.canonicalize().or_else(|_| std::path::absolute(path));
    absolute.unwrap_or_else(|_| path.to_owned())
}
