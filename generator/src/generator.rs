//! The tool as a library: one builder, for build scripts and for the command line.

use std::{
    fmt,
    path::{Path, PathBuf},
    sync::Arc,
};

use crate::{
    config::{Config, LintLevel},
    diagnostic::Code,
    emit::{Options, Runtime},
    error::Error,
    openapi::Version,
    pattern::Pattern,
    pipeline::{self, Job, Output},
    read,
    report::{Phase, Report},
    resolve,
    write::{self, Mode},
};

/// Makes a typed client crate from a folder of pages.
///
/// What is set here beats what the configuration says.
///
/// ```no_run
/// let report = docwright::Generator::new().docs("docs").out("target/graph-client").run()?;
/// println!("{} operations", report.counts.operations);
/// # Ok::<(), docwright::Error>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct Generator {
    docs: Vec<PathBuf>,
    out: Option<PathBuf>,
    config: Option<PathBuf>,
    name: Option<String>,
    version: Option<String>,
    runtime: Option<Runtime>,
    tests: Option<bool>,
    features: Option<bool>,
    include: Vec<Pattern>,
    exclude: Vec<Pattern>,
    levels: Vec<(Code, LintLevel)>,
    force: bool,
    no_cache: bool,
    rerun_if_changed: bool,
    observer: Observer,
}

impl Generator {
    /// A generator with nothing set.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Reads these pages: a file, a folder with everything below, or a pattern. May be called several times.
    #[must_use]
    pub fn docs(mut self, path: impl Into<PathBuf>) -> Self {
        self.docs.push(path.into());
        self
    }

    /// Writes the crate into this folder.
    #[must_use]
    pub fn out(mut self, folder: impl Into<PathBuf>) -> Self {
        self.out = Some(folder.into());
        self
    }

    /// Uses this configuration instead of the `docwright.toml` beside the docs.
    #[must_use]
    pub fn config(mut self, file: impl Into<PathBuf>) -> Self {
        self.config = Some(file.into());
        self
    }

    /// Sets the name of the package.
    #[must_use]
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Sets the version of the package.
    #[must_use]
    pub fn version(mut self, version: impl Into<String>) -> Self {
        self.version = Some(version.into());
        self
    }

    /// Sets how the crate finds its runtime. A path is relative to the current directory.
    #[must_use]
    pub fn runtime(mut self, runtime: Runtime) -> Self {
        self.runtime = Some(runtime);
        self
    }

    /// Sets whether the documented examples become tests of the crate.
    #[must_use]
    pub fn tests(mut self, tests: bool) -> Self {
        self.tests = Some(tests);
        self
    }

    /// Sets whether each area of the API is a feature of the crate; they are, unless said. What is not compiled as a crate of its own,
    /// but included as a module, has no features.
    #[must_use]
    pub fn features(mut self, features: bool) -> Self {
        self.features = Some(features);
        self
    }

    /// Keeps only operations that this or another such pattern chooses, and what they need.
    #[must_use]
    pub fn include(mut self, pattern: Pattern) -> Self {
        self.include.push(pattern);
        self
    }

    /// Leaves out operations that the pattern chooses.
    #[must_use]
    pub fn exclude(mut self, pattern: Pattern) -> Self {
        self.exclude.push(pattern);
        self
    }

    /// Sets the level of findings with this code.
    #[must_use]
    pub fn level(mut self, code: Code, level: LintLevel) -> Self {
        self.levels.push((code, level));
        self
    }

    /// Sets whether files are overwritten that were edited by hand, or that docwright did not make.
    #[must_use]
    pub fn force(mut self, force: bool) -> Self {
        self.force = force;
        self
    }

    /// Sets whether a cache in the output folder tells what is the same as last time, which it does unless set. With or
    /// without one, the files are the same.
    #[must_use]
    pub fn cache(mut self, cache: bool) -> Self {
        self.no_cache = !cache;
        self
    }

    /// Sets whether to print `cargo::rerun-if-changed` for the docs and the configuration, as build scripts want it.
    #[must_use]
    pub fn rerun_if_changed(mut self, print: bool) -> Self {
        self.rerun_if_changed = print;
        self
    }

    /// Calls the function at the start of each phase.
    #[must_use]
    pub fn on_phase(mut self, observer: impl Fn(Phase) + Send + Sync + 'static) -> Self {
        self.observer = Observer(Some(Arc::new(observer)));
        self
    }

    /// Reads the docs and writes the crate.
    pub fn run(&self) -> Result<Report, Error> {
        self.output(if self.force { Mode::Force } else { Mode::Write })
    }

    /// Finds what [`run`](Self::run) would change, and writes nothing.
    pub fn check(&self) -> Result<Report, Error> {
        self.output(Mode::Check)
    }

    /// Reads the docs and reports what is in them; there is no output.
    pub fn lint(&self) -> Result<Report, Error> {
        self.start(|_| Ok(None))
    }

    /// Reads the docs and makes an OpenAPI document of them, which the report then holds. What it cannot say of the pages
    /// is among the findings.
    pub fn openapi(&self, version: Version) -> Result<Report, Error> {
        self.start(|_| Ok(Some(Output::OpenApi(version))))
    }

    /// Reads the docs and resolves what is in them. [`model::write`](crate::model::write) makes JSON of the report's
    /// [`api`](Report::api).
    pub fn model(&self) -> Result<Report, Error> {
        self.start(|_| Ok(None))
    }

    fn output(&self, mode: Mode) -> Result<Report, Error> {
        let out = self.out.as_deref().ok_or(Error::NoOutput)?;
        self.start(|config| {
            Ok(Some(Output::Crate {
                out: out.to_owned(),
                options: self.options(config, out)?,
                mode,
                cache: !self.no_cache,
            }))
        })
    }

    fn start(&self, output: impl FnOnce(&Config) -> Result<Option<Output>, Error>) -> Result<Report, Error> {
        let mut configuration = read::configuration(&self.docs, self.config.as_deref())?;
        if self.rerun_if_changed {
            self.docs.iter().chain(&configuration.file).for_each(|path| rerun(path));
        }
        let config = &mut configuration.config;
        let folder = configuration.file.as_deref().and_then(Path::parent);
        if let (Some(Runtime::Path(path)), Some(folder)) = (&mut config.package.runtime, folder) {
            *path = folder.join(&*path).to_string_lossy().into_owned();
        }
        // Patterns of a command replace those of the configuration: they choose something else, not less of it.
        if !self.include.is_empty() {
            config.operations.include.clone_from(&self.include);
        }
        config.operations.exclude.extend_from_slice(&self.exclude);
        for &(code, level) in &self.levels {
            config.lint.set(code, level);
        }
        let report = pipeline::run(Job {
            docs: &self.docs,
            output: output(config)?,
            configuration,
            observer: &|phase| self.observer.notify(phase),
        })?;
        if self.rerun_if_changed {
            let files = report.sources.iter().zip(&report.files);
            let included = files.filter(|((_, source), _)| source.included);
            included.for_each(|(_, file)| rerun(file));
        }
        Ok(report)
    }

    fn options(&self, config: &Config, out: &Path) -> Result<Options, Error> {
        let package = &config.package;
        let name = self.name.clone().or_else(|| package.name.clone());
        let version = self.version.clone().or_else(|| package.version.clone());
        let runtime = self.runtime.clone().or_else(|| package.runtime.clone());
        Ok(Options {
            name: package_name(name, out)?,
            version: version.unwrap_or_else(|| "0.1.0".to_owned()),
            generator: env!("CARGO_PKG_VERSION").to_owned(),
            runtime: match runtime.unwrap_or(Runtime::Carried) {
                Runtime::Path(path) => Runtime::Path(write::runtime_path(out, Path::new(&path))?),
                other => other,
            },
            tests: self.tests.or(package.tests).unwrap_or(true),
            features: self.features.or(package.features).unwrap_or(true),
            standalone: package.standalone.map_or_else(|| write::is_standalone(out), Ok)?,
        })
    }
}

/// Has Cargo run the build script again when the path changes.
fn rerun(path: &Path) {
    println!("cargo::rerun-if-changed={}", path.display());
}

/// The name that was set, or else that of the output folder.
fn package_name(name: Option<String>, out: &Path) -> Result<String, Error> {
    let folder = || out.file_name().map(|name| name.to_string_lossy().into_owned());
    let name = name.or_else(folder).unwrap_or_default();
    let starts = name.starts_with(|c: char| c.is_ascii_alphabetic());
    let continues = name
        .chars()
        .all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
    if starts && continues && !resolve::is_keyword(&name) {
        Ok(name)
    } else {
        Err(Error::PackageName { name })
    }
}

/// Somebody who wants to know how far we are.
#[derive(Clone, Default)]
struct Observer(Option<Arc<dyn Fn(Phase) + Send + Sync>>);

impl Observer {
    fn notify(&self, phase: Phase) {
        if let Some(observer) = &self.0 {
            observer(phase);
        }
    }
}

impl fmt::Debug for Observer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.0.is_some() { "Observer" } else { "None" })
    }
}
