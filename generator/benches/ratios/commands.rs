//! Commands as people run them: the program, started anew each time.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{self, Stdio},
    time::{Duration, Instant},
};

use wait4::Wait4 as _;

const PROGRAM: &str = env!("CARGO_BIN_EXE_docwright");

/// What is run, in the order in which it is run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Command {
    Model,
    Lint,
    /// Into a folder that is not there yet.
    Generate,
    /// Nothing has changed since.
    GenerateAgain,
    /// One page has changed since; the same for the next.
    Check,
    GenerateChanged,
}

/// How a command went.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Run {
    pub(crate) time: Duration,
    /// In KiB; nothing where the system does not say.
    pub(crate) memory: Option<u64>,
}

impl Run {
    /// The shorter time, with the larger memory.
    pub(crate) fn best(self, other: Self) -> Self {
        Self {
            time: self.time.min(other.time),
            memory: self.memory.max(other.memory),
        }
    }
}

impl Command {
    pub(crate) const ALL: [Self; 6] = [
        Self::Model,
        Self::Lint,
        Self::Generate,
        Self::GenerateAgain,
        Self::Check,
        Self::GenerateChanged,
    ];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Model => "model",
            Self::Lint => "lint",
            Self::Generate => "generate",
            Self::GenerateAgain => "generate, nothing changed",
            Self::Check => "check, one page changed",
            Self::GenerateChanged => "generate, one page changed",
        }
    }

    /// How many times the least it may take; for a second run, how many times the first.
    pub(crate) fn goal(self) -> Option<f64> {
        match self {
            Self::Model => Some(3.0),
            Self::Lint => Some(4.0),
            Self::Generate => Some(10.0),
            Self::GenerateAgain => None,
            Self::Check | Self::GenerateChanged => Some(1.0 / 3.0),
        }
    }

    /// Whether the time is compared with that of the first `generate`.
    pub(crate) fn is_second(self) -> bool {
        matches!(self, Self::GenerateAgain | Self::Check | Self::GenerateChanged)
    }

    /// Whether the program has the command.
    pub(crate) fn is_known(self) -> bool {
        let help = process::Command::new(PROGRAM).args(["help", self.word()]).output();
        help.is_ok_and(|help| help.status.success())
    }

    /// Runs it. Each round has a folder of its own, which stays until the end: some file systems look past what was
    /// removed a moment ago, file by file, when they make new files.
    pub(crate) fn run(self, docs: &[PathBuf], work: &Path, round: u32, page: &Page) -> Run {
        let out = work.join(format!("crate-{round}"));
        if self == Self::Check {
            page.change();
        }
        let mut command = process::Command::new(PROGRAM);
        command.arg(self.word()).args(docs);
        match self {
            Self::Model => {}
            Self::Lint => _ = command.args(["--format", "json"]),
            _ => _ = command.arg("--quiet").arg("--out").arg(out),
        }
        watch(command, self)
    }

    fn word(self) -> &'static str {
        match self {
            Self::Model => "model",
            Self::Lint => "lint",
            Self::Check => "check",
            Self::Generate | Self::GenerateAgain | Self::GenerateChanged => "generate",
        }
    }
}

/// Runs a program to its end, with its output going nowhere.
fn watch(mut command: process::Command, what: Command) -> Run {
    let start = Instant::now();
    let mut child = command
        .stdout(Stdio::null())
        .spawn()
        .expect("the program can be started");
    let used = child.wait4().expect("the program can be waited for");
    let time = start.elapsed();
    // `lint` may find errors, and `check` that the crate is out of date.
    let expected: &[i32] = match what {
        Command::Check | Command::Lint => &[0, 1],
        _ => &[0],
    };
    let is_expected = used.status.code().is_some_and(|code| expected.contains(&code));
    assert!(is_expected, "`{}` ended with {}", what.name(), used.status);
    Run {
        time,
        memory: Some(used.rusage.maxrss / 1024),
    }
}

/// A page that is changed and restored.
pub(crate) struct Page {
    file: PathBuf,
    text: String,
}

impl Page {
    /// The largest page, which is the worst to have changed.
    pub(crate) fn of(files: &[PathBuf]) -> Self {
        let size = |file: &&PathBuf| fs::metadata(file).map_or(0, |data| data.len());
        let file = files.iter().max_by_key(size).expect("there are pages").clone();
        let text = fs::read_to_string(&file).expect("the page can be read");
        Self { file, text }
    }

    /// A sentence below the title becomes documentation of what is emitted.
    fn change(&self) {
        let title = self.text.find("\n# ").map_or(0, |at| at + 1);
        let behind = self.text[title..].find('\n').map_or(self.text.len(), |end| title + end);
        let (head, rest) = self.text.split_at(behind);
        let text = format!("{head}\n\nOne more sentence.\n{rest}");
        fs::write(&self.file, text).expect("the page can be written");
    }

    pub(crate) fn restore(&self) {
        fs::write(&self.file, &self.text).expect("the page can be written");
    }
}
