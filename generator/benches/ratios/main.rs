//! Whole commands as multiples of the least that anybody could do: read the same pages and parse them, on one thread.
//!
//!     cargo bench -p docwright --bench ratios -- [DOCS] [--rounds N] [--growth N,N…]
//!
//! Seconds depend on the machine and on what else it does; all rows come from one run, in turns, so that their ratios
//! depend on it less. Each row is the best of its rounds. `DOCS` is the project's `docs/` unless said, here or by the
//! environment variable `DOCS`. With `--growth`, the same is measured for so many copies of the pages.
//!
//! A row holds for the program as a whole: it is started, reads, works, writes, and ends.

mod commands;
mod copies;
mod parser;
mod table;

use std::{
    env,
    path::{Path, PathBuf},
    time::Duration,
};

use commands::{Command, Run};
use copies::Copies;
use docwright::Generator;
use mimalloc::MiMalloc;

/// As the program does.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

/// What the command line says.
struct Arguments {
    docs: PathBuf,
    rounds: u32,
    /// How many copies of the pages to measure, one measurement each.
    growth: Vec<u32>,
}

fn main() {
    // Without it, somebody runs all targets as tests.
    if !env::args().any(|argument| argument == "--bench") {
        return println!("skipped: run `cargo bench -p docwright --bench ratios`");
    }
    let arguments = arguments(env::args().skip(1));
    let work = tempfile::tempdir().expect("a temporary folder can be made");
    let copies = Copies::of(&arguments.docs);
    println!("{}: {} pages\n", arguments.docs.display(), copies.pages());
    // A page is changed on the way, so all of this happens to copies.
    let measure = |name: &str, count, rounds| {
        let folder = work.path().join(format!("{name}-{count}"));
        measure(&copies.write(&folder, count), &folder, rounds)
    };
    table::print_ratios(&measure("ratios", 1, arguments.rounds));
    let steps = arguments.growth.iter();
    let steps: Vec<(u32, Measured)> = steps
        .map(|&count| (count, measure("growth", count, arguments.rounds.min(2))))
        .collect();
    table::print_growth(&steps);
}

fn arguments(mut rest: impl Iterator<Item = String>) -> Arguments {
    let docs = env::var_os("DOCS").map(PathBuf::from);
    let mut arguments = Arguments {
        docs: docs.unwrap_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).with_file_name("docs")),
        rounds: 5,
        growth: vec![],
    };
    while let Some(argument) = rest.next() {
        match argument.as_str() {
            "--bench" => {}
            "--rounds" => arguments.rounds = number(rest.next().as_deref()),
            "--growth" => {
                let counts = rest.next().unwrap_or_default();
                arguments.growth = counts.split(',').map(|count| number(Some(count))).collect();
            }
            docs => arguments.docs = docs.into(),
        }
    }
    // Cargo runs benches in the folder of their package, and people type paths in that of the workspace.
    if arguments.docs.is_relative() && !arguments.docs.exists() {
        arguments.docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(&arguments.docs);
    }
    arguments
}

fn number(text: Option<&str>) -> u32 {
    let number = text.and_then(|text| text.parse().ok());
    number.expect("a number follows `--rounds`, and numbers with commas between them follow `--growth`")
}

/// What was measured of one set of pages.
struct Measured {
    /// Reading all pages on one thread.
    read: Duration,
    /// Having the parser's events on one thread.
    parse: Duration,
    /// How many operations the pages document, which shows that copies are no repetitions.
    operations: u32,
    /// Each command with the best of its rounds.
    runs: Vec<(Command, Run)>,
}

impl Measured {
    /// The least that anybody could do.
    fn least(&self) -> Duration {
        self.read + self.parse
    }

    fn run(&self, command: Command) -> Option<Run> {
        self.runs
            .iter()
            .find(|(known, _)| *known == command)
            .map(|(_, run)| *run)
    }
}

/// Measures the parser and all commands, in turns, each once a round.
fn measure(docs: &[PathBuf], work: &Path, rounds: u32) -> Measured {
    let files = parser::files(docs);
    let page = commands::Page::of(&files);
    let mut measured = Measured {
        read: Duration::MAX,
        parse: Duration::MAX,
        operations: operations(docs),
        runs: vec![],
    };
    let commands: Vec<Command> = Command::ALL.into_iter().filter(|command| command.is_known()).collect();
    for round in 0..rounds.max(1) {
        let (read, texts) = parser::read(&files);
        measured.read = measured.read.min(read);
        measured.parse = measured.parse.min(parser::parse(&texts));
        drop(texts);
        for &command in &commands {
            let run = command.run(docs, work, round, &page);
            match measured.runs.iter_mut().find(|(known, _)| *known == command) {
                Some((_, best)) => *best = best.best(run),
                None => measured.runs.push((command, run)),
            }
        }
        page.restore();
    }
    measured
}

fn operations(docs: &[PathBuf]) -> u32 {
    let generator = docs.iter().fold(Generator::new(), Generator::docs);
    let report = generator.lint().unwrap_or_else(|error| panic!("{error}"));
    u32::try_from(report.api.operations.len()).unwrap_or(u32::MAX)
}
