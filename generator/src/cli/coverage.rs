//! `docwright coverage`.

use std::{collections::BTreeMap, io};

use docwright::{
    Report,
    coverage::Totals,
    page::{Fate, Reason},
};
use serde::Serialize;

use super::{
    Failure, Outcome,
    arguments::{Coverage, Format},
    progress::{self, Chatter},
    table::grouped,
};

/// Prints what became of each part of the pages.
pub(super) fn coverage(command: &Coverage, chatter: Chatter, out: &mut dyn io::Write) -> Result<Outcome, Failure> {
    let reason = command.list.as_deref().map(parse).transpose()?;
    let report = progress::watched(command.generator(), chatter).lint();
    progress::clear();
    let report = report?;
    let totals = report.coverage.totals();
    match (reason, command.format) {
        (Some(reason), _) => list(&report, reason, out)?,
        (None, Format::Human) => print(&report, &totals, out)?,
        (None, Format::Json) => {
            serde_json::to_writer_pretty(&mut *out, &Summary::of(&report, &totals)).map_err(io::Error::from)?;
            writeln!(out)?;
        }
    }
    let adds_up = totals.iter().all(|totals| totals.lost() == 0);
    Ok(if adds_up { Outcome::Done } else { Outcome::Found })
}

fn parse(name: &str) -> Result<Reason, Failure> {
    let reasons = Reason::ALL.into_iter();
    reasons.clone().find(|reason| reason.name() == name).ok_or_else(|| {
        let names: Vec<&str> = reasons.map(Reason::name).collect();
        Failure::Usage(format!("there is no reason `{name}`; there are {}", names.join(", ")))
    })
}

/// Prints where parts stand that were ignored for this reason, each with its first line.
fn list(report: &Report, wanted: Reason, out: &mut dyn io::Write) -> io::Result<()> {
    let ignored = report.coverage.parts.iter();
    for part in ignored.filter(|part| part.fate == Fate::Ignored(wanted)) {
        let source = report.sources.get(part.span.source);
        let at = source.position(part.span.start);
        let text = source.text.get(part.span.range()).unwrap_or_default();
        let line = text.trim_start().lines().next().unwrap_or_default();
        let file = report.file(part.span.source).display();
        writeln!(out, "{file}:{}:{}: {}: {line}", at.line, at.column, part.item.name())?;
    }
    Ok(())
}

fn print(report: &Report, totals: &[Totals], out: &mut dyn io::Write) -> io::Result<()> {
    for totals in totals {
        writeln!(out, "{:44}{:>9}", totals.item.plural(), grouped(totals.elements))?;
        row(out, "extracted", totals.extracted)?;
        for (reason, number) in &totals.ignored {
            row(out, &format!("ignored: {}", reason.name()), *number)?;
        }
        row(out, "diagnosed", totals.diagnosed)?;
        if totals.lost() > 0 {
            row(out, "lost", totals.lost())?;
        }
    }
    let counts = report.counts;
    writeln!(out, "{:44}{:>9}", "request lines", grouped(counts.lines))?;
    row(out, "whose path walks from end to end", counts.walked)?;
    writeln!(
        out,
        "{:44}{:>9}",
        "operations that answer with a body",
        grouped(counts.answers)
    )?;
    row(out, "of no known type", counts.untyped)?;
    writeln!(out, "{:44}{:>9}", "properties", grouped(counts.properties))?;
    row(out, "of no known type", counts.opaque)
}

fn row(out: &mut dyn io::Write, label: &str, number: usize) -> io::Result<()> {
    if number == 0 {
        return Ok(());
    }
    writeln!(out, "  {label:42}{:>9}", grouped(number))
}

/// The totals, as tools read them.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Summary {
    parts: Vec<Part>,
    request_lines: Lines,
    answers: Typed,
    properties: Typed,
}

#[derive(Serialize)]
struct Part {
    kind: &'static str,
    total: usize,
    extracted: usize,
    ignored: BTreeMap<&'static str, usize>,
    diagnosed: usize,
}

#[derive(Serialize)]
struct Lines {
    total: usize,
    walked: usize,
}

#[derive(Serialize)]
struct Typed {
    total: usize,
    untyped: usize,
}

impl Summary {
    fn of(report: &Report, totals: &[Totals]) -> Self {
        let part = |totals: &Totals| Part {
            kind: totals.item.name(),
            total: totals.elements,
            extracted: totals.extracted,
            ignored: totals
                .ignored
                .iter()
                .map(|(reason, number)| (reason.name(), *number))
                .collect(),
            diagnosed: totals.diagnosed,
        };
        let counts = report.counts;
        Self {
            parts: totals.iter().map(part).collect(),
            request_lines: Lines {
                total: counts.lines,
                walked: counts.walked,
            },
            answers: Typed {
                total: counts.answers,
                untyped: counts.untyped,
            },
            properties: Typed {
                total: counts.properties,
                untyped: counts.opaque,
            },
        }
    }
}
