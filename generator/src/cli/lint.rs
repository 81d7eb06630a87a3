//! `docwright lint`.

use std::io;

use docwright::{
    Report,
    config::unknown_code,
    diagnostic::{Code, Level},
    source::SourceId,
};

use super::{
    Failure, Outcome,
    arguments::{Format, Lint},
    draw::Drawer,
    json,
    progress::{self, Chatter, kept},
    table::counted,
};

/// Shows findings.
pub(super) fn lint(command: &Lint, chatter: Chatter, out: &mut dyn io::Write) -> Result<Outcome, Failure> {
    let deny = Deny::parse(&command.deny)?;
    let allowed = command
        .allow
        .iter()
        .map(|name| code(name))
        .collect::<Result<Vec<_>, _>>()?;
    let report = progress::watched(command.generator(), chatter).lint();
    progress::clear();
    let mut report = kept(report?);
    report.diagnostics.relevel(|finding| {
        let denied = deny.denies(finding.code, finding.level);
        (!allowed.contains(&finding.code)).then_some(if denied { Level::Error } else { finding.level })
    });
    match command.format {
        Format::Json => json::print(&report, out)?,
        Format::Human => {
            let mut drawer = Drawer::new(&report);
            for finding in &report.diagnostics {
                writeln!(out, "{}\n", drawer.draw(finding))?;
            }
            if chatter != Chatter::Quiet {
                writeln!(out, "{}", summary(&report))?;
            }
        }
    }
    let failed = report.diagnostics.iter().any(|finding| finding.level == Level::Error);
    Ok(if failed { Outcome::Found } else { Outcome::Done })
}

/// What the user does not put up with.
struct Deny {
    /// Findings of this level or a worse one.
    level: Level,
    codes: Vec<Code>,
}

impl Deny {
    fn parse(names: &[String]) -> Result<Self, Failure> {
        let mut deny = Self {
            level: Level::Error,
            codes: vec![],
        };
        for name in names {
            match name.as_str() {
                "warnings" => deny.level = deny.level.min(Level::Warning),
                "notes" => deny.level = Level::Note,
                name => deny.codes.push(code(name)?),
            }
        }
        Ok(deny)
    }

    fn denies(&self, code: Code, level: Level) -> bool {
        level >= self.level || self.codes.contains(&code)
    }
}

fn code(name: &str) -> Result<Code, Failure> {
    Code::parse(name).ok_or_else(|| Failure::Usage(unknown_code(name)))
}

/// One line that says how much was found.
fn summary(report: &Report) -> String {
    let pages = counted(report.counts.pages, "page");
    if report.diagnostics.is_empty() {
        return format!("{pages}, nothing found");
    }
    let levels = [Level::Error, Level::Warning, Level::Note];
    let counts = levels.map(|level| {
        let count = report
            .diagnostics
            .iter()
            .filter(|finding| finding.level == level)
            .count();
        counted(count, level.name())
    });
    let sources = report.diagnostics.iter().map(|finding| finding.span.source);
    let pages_concerned = sources.filter(|source| *source != SourceId::CONFIGURATION);
    let concerned: std::collections::HashSet<_> = pages_concerned.collect();
    format!("{} on {} of {pages}", counts.join(", "), concerned.len())
}
