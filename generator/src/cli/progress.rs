//! What people see on the error stream while they wait, and when it went wrong.

use std::{
    env,
    io::{IsTerminal, Write as _, stderr},
    mem::ManuallyDrop,
};

use docwright::{Generator, Report};

/// How much to say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Chatter {
    Quiet,
    Normal,
    Verbose,
}

/// Clears the line and goes back to its start.
const CLEAR: &str = "\r\x1b[2K";

/// The generator, telling a waiting person what it does. A pipe or a log gets nothing.
pub(super) fn watched(generator: Generator, chatter: Chatter) -> Generator {
    if chatter == Chatter::Quiet || !is_live() {
        return generator;
    }
    generator.on_phase(|phase| {
        let _ = write!(stderr(), "{CLEAR}  {}…", phase.name());
        let _ = stderr().flush();
    })
}

/// Removes what [`watched`] left.
pub(super) fn clear() {
    if is_live() {
        let _ = write!(stderr(), "{CLEAR}");
    }
}

/// Prints why a command could not run.
pub(super) fn print_error(message: &str) {
    clear();
    let mut stream = anstream::stderr();
    let _ = writeln!(stream, "\x1b[1;31merror\x1b[0m: {message}");
}

fn is_live() -> bool {
    stderr().is_terminal() && env::var_os("TERM").is_none_or(|term| term != "dumb")
}

/// A report that is not taken apart: the program ends behind it, and the system takes all of its memory back at once.
pub(super) fn kept(report: Report) -> ManuallyDrop<Report> {
    ManuallyDrop::new(report)
}
