//! The command line: arguments in, text and an exit code out. Everything between is the library's.

mod arguments;
mod check;
mod coverage;
mod draw;
mod explain;
mod generate;
mod json;
mod lint;
mod mock;
mod model;
mod openapi;
mod progress;
mod table;
mod watch;

use std::{
    io::{self, Write as _},
    process::ExitCode,
};

use clap::Parser;

use self::arguments::{Arguments, Command, Format};

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    /// Exit code 0.
    Done,
    /// Exit code 1: there is something to know, as the output says.
    Found,
}

/// Why a command could not run: exit code 2.
#[derive(Debug)]
enum Failure {
    Run(docwright::Error),
    /// The output could not be printed.
    Print(io::Error),
    /// The command line asks for something that there is not.
    Usage(String),
    /// The system cannot tell when files change.
    Watch(String),
}

/// Runs the program.
pub(crate) fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let mut out = io::BufWriter::with_capacity(BUFFER, stream(&arguments.command));
    let result = match &arguments.command {
        Command::Generate(command) => generate::generate(command, arguments.chatter(), &mut out),
        Command::Check(command) => check::check(command, arguments.chatter(), &mut out),
        Command::Lint(command) => lint::lint(command, arguments.chatter(), &mut out),
        Command::Openapi(command) => openapi::openapi(command, arguments.chatter(), &mut out),
        Command::Mock(command) => mock::mock(command, arguments.chatter(), &mut out),
        Command::Coverage(command) => coverage::coverage(command, arguments.chatter(), &mut out),
        Command::Model(command) => model::model(command, arguments.chatter(), &mut out),
        Command::Explain(command) => explain::explain(command, &mut out),
    };
    let result = result.and_then(|outcome| out.flush().map(|()| outcome).map_err(Failure::Print));
    match result {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::Found) => ExitCode::from(1),
        // Whoever reads our output has seen enough, as `head` does: that is no failure.
        Err(Failure::Print(error)) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(failure) => {
            progress::print_error(&failure.to_string());
            ExitCode::from(2)
        }
    }
}

/// How many bytes are printed at once.
const BUFFER: usize = 1 << 16;

/// Where output goes. What is drawn for people has colours, for which not every terminal is; JSON has nothing to look for.
fn stream(command: &Command) -> Box<dyn io::Write> {
    let is_json = match command {
        Command::Model(_) => true,
        Command::Openapi(command) => command.out.is_none(),
        Command::Lint(command) => command.format == Format::Json,
        _ => false,
    };
    if is_json {
        Box::new(io::stdout().lock())
    } else {
        Box::new(anstream::stdout())
    }
}

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Run(error) => error.fmt(f),
            Self::Print(error) => write!(f, "the output cannot be printed: {error}"),
            Self::Usage(message) => f.write_str(message),
            Self::Watch(reason) => write!(f, "the docs cannot be watched: {reason}"),
        }
    }
}

impl From<docwright::Error> for Failure {
    fn from(error: docwright::Error) -> Self {
        Self::Run(error)
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Print(error)
    }
}
