//! `docwright openapi`.

use std::io;

use docwright::{
    Report,
    diagnostic::{Code, Diagnostic},
    source::SourceId,
    write,
};

use super::{
    Failure, Outcome,
    arguments::Openapi,
    draw::Drawer,
    generate,
    progress::{self, Chatter, kept},
};

/// Writes the document to a file, or prints it.
pub(super) fn openapi(command: &Openapi, chatter: Chatter, out: &mut dyn io::Write) -> Result<Outcome, Failure> {
    let report = progress::watched(command.generator(), chatter).openapi(command.version);
    progress::clear();
    let report = kept(report?);
    let Some(path) = &command.out else {
        out.write_all(report.document.as_bytes())?;
        return Ok(Outcome::Done);
    };
    let changed = write::replace(path, &report.document)?;
    if chatter != Chatter::Quiet {
        generate::print_counts(&report, out)?;
        print_findings(&report, chatter, out)?;
        let state = if changed { "written" } else { "up to date" };
        let time = report.time().as_secs_f64();
        writeln!(out, "{}: {state} in {time:.1} s", path.display())?;
    }
    Ok(Outcome::Done)
}

/// Prints what is wrong with the configuration, and, if asked, what the document cannot say.
fn print_findings(report: &Report, chatter: Chatter, out: &mut dyn io::Write) -> io::Result<()> {
    let mut drawer = Drawer::new(report);
    let is_shown = |finding: &&Diagnostic| {
        finding.span.source == SourceId::CONFIGURATION
            || (chatter == Chatter::Verbose && finding.code == Code::PathAmbiguous)
    };
    for finding in report.diagnostics.iter().filter(is_shown) {
        writeln!(out, "{}\n", drawer.draw(finding))?;
    }
    Ok(())
}
