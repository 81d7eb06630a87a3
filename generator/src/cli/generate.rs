//! `docwright generate`.

use std::{collections::BTreeMap, io};

use docwright::{
    Report,
    diagnostic::{Code, Diagnostic, Level},
    source::SourceId,
    write::{ChangeKind, Changes},
};

use super::{
    Failure, Outcome,
    arguments::Generate,
    draw::Drawer,
    progress::{self, Chatter, kept},
    table::{self, counted, grouped},
};

/// Writes the crate and says what was made.
pub(super) fn generate(command: &Generate, chatter: Chatter, out: &mut dyn io::Write) -> Result<Outcome, Failure> {
    let generator = command.krate.generator().force(command.force);
    if command.watch {
        super::watch::watch(command, &generator, out)?;
    }
    let report = progress::watched(generator, chatter).run();
    progress::clear();
    let report = kept(report?);
    if chatter != Chatter::Quiet {
        print_counts(&report, out)?;
        print_findings(&report, out)?;
        print_own_findings(&report, out)?;
        print_times(&report, chatter, out)?;
        let folder = command.krate.out.display();
        let time = report.time().as_secs_f64();
        writeln!(out, "{folder}: {} in {time:.1} s", written(&report.changes))?;
        if chatter == Chatter::Verbose {
            super::check::print_files(&report.changes, usize::MAX, out)?;
        }
    }
    Ok(Outcome::Done)
}

/// Prints what was read and made.
pub(super) fn print_counts(report: &Report, out: &mut dyn io::Write) -> io::Result<()> {
    let counts = report.counts;
    let rows = [
        ("pages", counts.pages),
        ("operations", counts.operations),
        ("aliases", counts.aliases),
        ("request lines", counts.lines),
        ("of them walked", counts.walked),
        ("types", counts.types),
        ("enumerations", counts.enumerations),
        ("examples", counts.examples),
    ];
    table::print(out, &rows.map(|(label, number)| (label.to_owned(), number)))
}

/// Prints what is wrong with the configuration: that is for whoever runs this, not for the writers of the pages.
fn print_own_findings(report: &Report, out: &mut dyn io::Write) -> io::Result<()> {
    let mut drawer = Drawer::new(report);
    let is_own = |finding: &&Diagnostic| finding.span.source == SourceId::CONFIGURATION;
    for finding in report.diagnostics.iter().filter(is_own) {
        writeln!(out, "{}\n", drawer.draw(finding))?;
    }
    Ok(())
}

/// Prints how many findings there are, by code, the worst and most frequent first.
fn print_findings(report: &Report, out: &mut dyn io::Write) -> io::Result<()> {
    let mut counts: BTreeMap<(Level, Code), usize> = BTreeMap::new();
    for finding in &report.diagnostics {
        *counts.entry((finding.level, finding.code)).or_default() += 1;
    }
    if counts.is_empty() {
        return Ok(());
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by(|((level_a, code_a), a), ((level_b, code_b), b)| {
        level_b
            .cmp(level_a)
            .then(b.cmp(a))
            .then(code_a.name().cmp(code_b.name()))
    });
    let total = report.diagnostics.len();
    writeln!(out, "{} (`docwright lint` shows them)", counted(total, "finding"))?;
    let rows = counts
        .into_iter()
        .map(|((level, code), count)| (format!("{:7}  {code}", level.name()), count));
    table::print(out, &rows.collect::<Vec<_>>())
}

fn print_times(report: &Report, chatter: Chatter, out: &mut dyn io::Write) -> io::Result<()> {
    if chatter == Chatter::Verbose {
        for (phase, time) in &report.times {
            writeln!(out, "  {:12}{:7.3} s", phase.name(), time.as_secs_f64())?;
        }
        writeln!(out, "  files made  {:>7}", grouped(report.counts.made))?;
    }
    Ok(())
}

/// What happened to the files, in a few words.
pub(super) fn written(changes: &Changes) -> String {
    if changes.is_empty() {
        return format!("{} up to date", counted(changes.unchanged, "file"));
    }
    let kinds = [ChangeKind::Added, ChangeKind::Changed, ChangeKind::Removed];
    let mut parts: Vec<String> = kinds
        .into_iter()
        .map(|kind| (kind, changes.count(kind)))
        .filter(|(_, count)| *count > 0)
        .map(|(kind, count)| format!("{} {}", grouped(count), kind.name()))
        .collect();
    if changes.unchanged > 0 {
        parts.push(format!("{} unchanged", grouped(changes.unchanged)));
    }
    let total = changes.list.len() + changes.unchanged;
    format!("{}: {}", counted(total, "file"), parts.join(", "))
}
