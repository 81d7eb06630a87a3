//! What can be said on the command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum, builder::styling};
use docwright::{Generator, config, emit::Runtime, openapi::Version, pattern::Pattern};

use super::progress::Chatter;

/// The colors of Cargo's own help.
const STYLES: styling::Styles = styling::Styles::styled()
    .header(styling::AnsiColor::Green.on_default().bold())
    .usage(styling::AnsiColor::Green.on_default().bold())
    .literal(styling::AnsiColor::Cyan.on_default().bold())
    .placeholder(styling::AnsiColor::Cyan.on_default());

const EXIT_CODES: &str = "\
Exit codes: 0 done, 1 found something, 2 could not run.
Colors are used on a terminal, unless the environment variable NO_COLOR is set.";

/// Turns Markdown REST API reference pages into a typed Rust client crate.
#[derive(Debug, Parser)]
#[command(version, styles = STYLES, after_help = EXIT_CODES, max_term_width = 100)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub(super) command: Command,
    /// Print errors, findings and changes only.
    #[arg(short, long, global = true, conflicts_with = "verbose", display_order = 100)]
    quiet: bool,
    /// Print every changed file and the time of each phase.
    #[arg(short, long, global = true, display_order = 101)]
    verbose: bool,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Write a client crate, or bring it up to date.
    ///
    /// Either all files are written or none. Only files that docwright made are changed or removed, and unchanged
    /// ones are not touched. Findings about the pages are counted; `docwright lint` shows them.
    Generate(Generate),
    /// Say whether `generate` would change the crate, and write nothing.
    ///
    /// Exits with 1 if it would, and says what. Meant for continuous integration, with the arguments of `generate`.
    Check(Crate),
    /// Show where pages contradict themselves or each other.
    ///
    /// Exits with 1 if a finding has the level `error`.
    Lint(Lint),
    /// Write an OpenAPI document, for the tools that read those.
    ///
    /// What the document has no words for is in extensions or among the findings, which `-v` shows.
    Openapi(Openapi),
    /// Serve the documented examples over HTTP, for tests of programs.
    ///
    /// Prints its URL as the first line, answers what the docs allow and refuses the rest, until it is told to stop by a
    /// signal. A request chooses its example with `Prefer: docwright-example=NAME`, and its failures with a header such as
    /// `x-docwright-mock: throttle=2; retry-after=0`, which also knows `fail`, `status`, `cut`, `delay`, `page-size`, `items`,
    /// `retry-date`, `upload-fail` and `example`.
    Mock(Mock),
    /// Count what became of each part of the pages.
    ///
    /// Every section, table, block of code and annotation is read, ignored for a reason that has a name, or the matter of a
    /// finding. Exits with 1 if these don't add up.
    Coverage(Coverage),
    /// Write the resolved model as JSON, each fact with the place that says it.
    ///
    /// Where places say different things, those that are not believed are listed with the reason. Findings are not shown;
    /// `docwright lint` does that.
    Model(Model),
    /// Say what a diagnostic means and what to do about it, or list all of them.
    Explain(Explain),
}

#[derive(Debug, Args)]
pub(super) struct Generate {
    #[command(flatten)]
    pub(super) krate: Crate,
    /// Overwrite files that were edited by hand or that docwright did not make.
    #[arg(long)]
    pub(super) force: bool,
    /// Go on, and write the crate again whenever a page or the configuration is saved.
    ///
    /// Prints a line for each time, and the findings that came or went. Ctrl-C ends it.
    #[arg(long)]
    pub(super) watch: bool,
}

/// Which crate to make of which pages.
#[derive(Debug, Args)]
pub(super) struct Crate {
    #[command(flatten)]
    docs: Docs,
    /// The folder of the crate.
    #[arg(short, long, value_name = "DIR")]
    pub(super) out: PathBuf,
    /// The name of the package [default: that of the folder].
    #[arg(long)]
    name: Option<String>,
    /// How the crate finds the runtime that it stands on.
    ///
    /// `carried`: its sources come along in the crate, so that it builds anywhere. Else the folder of
    /// `docwright-client`, or a version of it to take from the registry.
    #[arg(long, value_name = "carried|PATH|VERSION", value_parser = runtime)]
    runtime: Option<Runtime>,
    /// Make tests of the documented examples [default].
    #[arg(long, overrides_with = "no_tests")]
    tests: bool,
    /// Make no tests.
    #[arg(long, overrides_with = "tests")]
    no_tests: bool,
    /// Neither use nor keep the cache in the folder, which tells what is the same as last time.
    #[arg(long)]
    no_cache: bool,
    #[command(flatten)]
    choice: Choice,
}

/// Which operations are wanted.
#[derive(Debug, Args)]
struct Choice {
    /// Keep only operations that match, and what they need: `/me/messages/**#GET`.
    ///
    /// `*` stands for anything in one segment of the path, `**` for any number of segments, `{id}` for any
    /// placeholder. Methods go after the `#`, separated by commas.
    #[arg(long, value_name = "PATTERN")]
    include: Vec<Pattern>,
    /// Leave out operations that match.
    #[arg(long, value_name = "PATTERN")]
    exclude: Vec<Pattern>,
}

#[derive(Debug, Args)]
pub(super) struct Openapi {
    #[command(flatten)]
    docs: Docs,
    /// The file to write [default: the standard output].
    #[arg(short, long, value_name = "FILE")]
    pub(super) out: Option<PathBuf>,
    /// The version of OpenAPI: `3.0` for tools that know no later one.
    #[arg(long = "openapi", value_name = "3.0|3.1", default_value_t, hide_default_value = true)]
    pub(super) version: Version,
    #[command(flatten)]
    choice: Choice,
}

#[derive(Debug, Args)]
pub(super) struct Docs {
    /// Folders with pages, pages, or patterns such as `docs/**/user-*.md`.
    #[arg(required = true, value_name = "DOCS")]
    docs: Vec<PathBuf>,
    /// The configuration [default: `docwright.toml` in the docs or beside them].
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct Lint {
    #[command(flatten)]
    docs: Docs,
    #[arg(long, value_enum, default_value_t)]
    pub(super) format: Format,
    /// Make errors of findings: `warnings`, `notes` (and warnings), or those of a code.
    #[arg(long, value_name = "warnings|notes|CODE", value_delimiter = ',')]
    pub(super) deny: Vec<String>,
    /// Don't show findings of a code.
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    pub(super) allow: Vec<String>,
}

/// How findings are printed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// Drawn with the lines of the page.
    #[default]
    Human,
    /// A JSON object a line.
    Json,
}

#[derive(Debug, Args)]
pub(super) struct Mock {
    #[command(flatten)]
    docs: Docs,
    /// Where to listen. Port 0 stands for any that is free.
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:0")]
    pub(super) listen: String,
    /// Answer also what the docs don't allow, and say so in the header `x-docwright-mock-warning`.
    #[arg(long)]
    pub(super) lenient: bool,
    /// How many items a page of a collection has at most.
    #[arg(long, value_name = "NUMBER")]
    pub(super) page_size: Option<usize>,
    /// How many items a collection has: the documented ones again and again.
    #[arg(long, value_name = "NUMBER")]
    pub(super) items: Option<usize>,
    /// Wait before each answer.
    #[arg(long, value_name = "MILLISECONDS", default_value_t = 0)]
    pub(super) delay: u64,
    /// Refuse every so many requests with 429.
    #[arg(long, value_name = "EVERY", value_parser = clap::value_parser!(u64).range(1..))]
    pub(super) throttle: Option<u64>,
    /// Fail every so many requests.
    #[arg(long, value_name = "EVERY", value_parser = clap::value_parser!(u64).range(1..))]
    pub(super) fail: Option<u64>,
    /// The status of failures.
    #[arg(long, value_name = "STATUS", default_value_t = 503, value_parser = clap::value_parser!(u16).range(400..600))]
    pub(super) fail_status: u16,
    /// Cut the connection in the middle of every so many answers.
    #[arg(long, value_name = "EVERY", value_parser = clap::value_parser!(u64).range(1..))]
    pub(super) cut: Option<u64>,
    /// When to come again after 429 and 503.
    #[arg(long, value_name = "SECONDS", default_value_t = 1)]
    pub(super) retry_after: u32,
    /// Say that as a date.
    #[arg(long)]
    pub(super) retry_date: bool,
    /// How many pieces of each upload session fail before they are taken.
    #[arg(long, value_name = "NUMBER", default_value_t = 0)]
    pub(super) fail_uploads: u32,
}

#[derive(Debug, Args)]
pub(super) struct Coverage {
    #[command(flatten)]
    docs: Docs,
    #[arg(long, value_enum, default_value_t)]
    pub(super) format: Format,
    /// List the parts that were ignored for this reason, with their places.
    #[arg(long, value_name = "REASON")]
    pub(super) list: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct Model {
    /// Folders with pages, pages, or patterns such as `docs/**/user-*.md`.
    #[arg(required_unless_present = "schema", value_name = "DOCS")]
    docs: Vec<PathBuf>,
    /// The configuration [default: `docwright.toml` in the docs or beside them].
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Write to this file instead of printing.
    #[arg(short, long, value_name = "FILE")]
    pub(super) out: Option<PathBuf>,
    /// Write the JSON Schema of the model instead.
    #[arg(long, conflicts_with_all = ["docs", "config", "include", "exclude"])]
    pub(super) schema: bool,
    #[command(flatten)]
    choice: Choice,
}

#[derive(Debug, Args)]
pub(super) struct Explain {
    /// The code, as findings show it; all codes are listed without it.
    pub(super) code: Option<String>,
}

impl Arguments {
    pub(super) fn chatter(&self) -> Chatter {
        match (self.quiet, self.verbose) {
            (true, _) => Chatter::Quiet,
            (_, true) => Chatter::Verbose,
            _ => Chatter::Normal,
        }
    }
}

impl Crate {
    /// The generator that does as told.
    pub(super) fn generator(&self) -> Generator {
        let mut generator = self.docs.generator().out(&self.out).cache(!self.no_cache);
        if let Some(name) = &self.name {
            generator = generator.name(name);
        }
        if let Some(runtime) = &self.runtime {
            generator = generator.runtime(runtime.clone());
        }
        if self.tests || self.no_tests {
            generator = generator.tests(self.tests);
        }
        self.choice.narrow(generator)
    }
}

impl Openapi {
    pub(super) fn generator(&self) -> Generator {
        self.choice.narrow(self.docs.generator())
    }
}

impl Choice {
    /// The generator, kept to what is wanted.
    fn narrow(&self, generator: Generator) -> Generator {
        let generator = self.include.iter().cloned().fold(generator, Generator::include);
        self.exclude.iter().cloned().fold(generator, Generator::exclude)
    }
}

impl Mock {
    pub(super) fn generator(&self) -> Generator {
        self.docs.generator()
    }
}

impl Crate {
    /// Files and folders that a change of is a change of the input.
    pub(super) fn watched(&self) -> Vec<PathBuf> {
        self.docs.watched()
    }
}

impl Lint {
    pub(super) fn generator(&self) -> Generator {
        self.docs.generator()
    }
}

impl Coverage {
    pub(super) fn generator(&self) -> Generator {
        self.docs.generator()
    }
}

impl Model {
    pub(super) fn generator(&self) -> Generator {
        self.choice.narrow(read(&self.docs, self.config.as_ref()))
    }
}

impl Docs {
    fn watched(&self) -> Vec<PathBuf> {
        // Of a pattern, the folder that it begins in.
        let folder = |path: &PathBuf| {
            let plain = path.components().take_while(|part| {
                let text = part.as_os_str().to_string_lossy();
                !text.contains(['*', '?', '[', '{'])
            });
            let plain: PathBuf = plain.collect();
            if plain.as_os_str().is_empty() {
                PathBuf::from(".")
            } else {
                plain
            }
        };
        let docs = self
            .docs
            .iter()
            .map(|path| if path.exists() { path.clone() } else { folder(path) });
        docs.chain(self.config.clone()).collect()
    }

    fn generator(&self) -> Generator {
        read(&self.docs, self.config.as_ref())
    }
}

/// The generator that reads these docs.
fn read(docs: &[PathBuf], config: Option<&PathBuf>) -> Generator {
    let generator = docs.iter().fold(Generator::new(), Generator::docs);
    match config {
        Some(config) => generator.config(config),
        None => generator,
    }
}

// `value_parser` wants a function that can fail; this one takes any text, since any text can be a path.
#[expect(clippy::unnecessary_wraps, reason = "the signature is clap's")]
fn runtime(text: &str) -> Result<Runtime, std::convert::Infallible> {
    Ok(config::parse_runtime(text))
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn arguments_are_consistent() {
        Arguments::command().debug_assert();
    }
}
