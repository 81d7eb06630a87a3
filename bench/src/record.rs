//! What a run of the compiler costs.
//!
//! Cargo is told that this program wraps the compiler. It runs the compiler, and adds a line to a file: which crate it
//! was, and how much time and memory it took. So dependencies are told apart from what is measured, and Cargo's own time counts
//! for nothing.

use std::{
    env, fs,
    io::{self, Write},
    path::Path,
    process::{Command, ExitCode},
    time::{Duration, Instant},
};

use anyhow::{Context, Result, ensure};
use wait4::Wait4;

/// The environment's name for the file of records.
pub(crate) const FILE: &str = "DOCWRIGHT_BENCH_RECORDS";

/// What one run of the compiler, or some runs together, took.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Cost {
    /// On all processors. It says more than the clock where the machine has other things to do.
    pub processor: Duration,
    pub clock: Duration,
    /// At its peak, in bytes.
    pub memory: u64,
}

impl Cost {
    /// The costs of one thing after the other.
    fn then(self, next: Self) -> Self {
        Self {
            processor: self.processor + next.processor,
            clock: self.clock + next.clock,
            memory: self.memory.max(next.memory),
        }
    }

    /// What each of two runs did best, which is what the machine disturbed least.
    pub(crate) fn best(self, other: Self) -> Self {
        Self {
            processor: self.processor.min(other.processor),
            clock: self.clock.min(other.clock),
            memory: self.memory.min(other.memory),
        }
    }
}

/// What Cargo had compiled.
#[derive(Debug, Clone, Default)]
pub(crate) struct Records(Vec<(String, Cost)>);

impl Records {
    /// What the crate with this name cost, all its targets together.
    pub(crate) fn of(&self, name: &str) -> Cost {
        self.sum(|each| each == name)
    }

    /// What all other crates cost. The clock is that of one after the other.
    pub(crate) fn others(&self, name: &str) -> Cost {
        self.sum(|each| each != name)
    }

    fn sum(&self, chosen: impl Fn(&str) -> bool) -> Cost {
        let records = self.0.iter().filter(|(name, _)| chosen(name));
        records.fold(Cost::default(), |sum, (_, cost)| sum.then(*cost))
    }
}

/// Runs Cargo in a folder, and tells what it had compiled.
pub(crate) fn cargo(folder: &Path, arguments: &[&str], target: &Path) -> Result<Records> {
    let file = target.join("records.txt");
    fs::create_dir_all(target)?;
    fs::write(&file, "")?;
    let program = env::current_exe()?;
    let output = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .args(arguments)
        .current_dir(folder)
        .env(FILE, &file)
        .env("RUSTC_WRAPPER", &program)
        .env("CARGO_TARGET_DIR", target)
        .env("CARGO_INCREMENTAL", "0")
        .env_remove("RUSTFLAGS")
        .output()?;
    ensure!(
        output.status.success(),
        "`cargo {}` in {}:\n{}",
        arguments.join(" "),
        folder.display(),
        String::from_utf8_lossy(&output.stderr)
    );
    let text = fs::read_to_string(&file)?;
    text.lines().map(parse).collect::<Result<_>>().map(Records)
}

/// What this program does in place of the compiler: it runs it and records what it cost.
pub(crate) fn run(file: &Path) -> ExitCode {
    let mut arguments = env::args_os().skip(1);
    let Some(compiler) = arguments.next() else {
        return ExitCode::FAILURE;
    };
    let rest: Vec<_> = arguments.collect();
    let name = rest.windows(2).find(|pair| pair[0] == "--crate-name");
    let name = name.map(|pair| pair[1].to_string_lossy().into_owned());
    let start = Instant::now();
    let mut command = Command::new(compiler);
    let used = command
        .args(rest)
        .env_remove(FILE)
        .spawn()
        .and_then(|mut child| child.wait4());
    let used = match used {
        Ok(used) => used,
        Err(error) => {
            eprintln!("the compiler cannot be run: {error}");
            return ExitCode::FAILURE;
        }
    };
    let cost = Cost {
        processor: used.rusage.utime + used.rusage.stime,
        clock: start.elapsed(),
        memory: used.rusage.maxrss,
    };
    // Cargo's questions about the compiler itself name no crate, or one that cannot be.
    if let Some(name) = name.filter(|name| name != "___")
        && let Err(error) = append(file, &name, cost)
    {
        eprintln!("{}: {error}", file.display());
        return ExitCode::FAILURE;
    }
    let code = used.status.code().and_then(|code| u8::try_from(code).ok());
    code.map_or(ExitCode::FAILURE, ExitCode::from)
}

/// One write, since the compiler runs for several crates at once.
fn append(file: &Path, name: &str, cost: Cost) -> io::Result<()> {
    let (processor, clock) = (cost.processor.as_micros(), cost.clock.as_micros());
    let line = format!("{name} {processor} {clock} {}\n", cost.memory);
    fs::OpenOptions::new()
        .append(true)
        .open(file)?
        .write_all(line.as_bytes())
}

fn parse(line: &str) -> Result<(String, Cost)> {
    let words: Vec<&str> = line.split(' ').collect();
    let number = |at: usize| words.get(at).and_then(|word| word.parse().ok());
    let cost = || {
        Some(Cost {
            processor: Duration::from_micros(number(1)?),
            clock: Duration::from_micros(number(2)?),
            memory: number(3)?,
        })
    };
    let cost = cost().with_context(|| format!("`{line}` is not a record"))?;
    Ok((words[0].to_owned(), cost))
}
