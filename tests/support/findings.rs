//! Findings as text, for people who review a case.

use docwright::{Report, diagnostic::Diagnostic};

/// A finding a line, with its related places below it.
pub(crate) fn print(report: &Report) -> String {
    report
        .diagnostics
        .iter()
        .map(|finding| lines(report, finding))
        .collect()
}

fn lines(report: &Report, finding: &Diagnostic) -> String {
    let place = report.sources.locate(finding.span);
    let quoted = shortened(report.sources.text(finding.span));
    let Diagnostic {
        code, level, message, ..
    } = finding;
    let mut lines = vec![
        format!("{place}: {level}[{code}]: {message}"),
        format!("    at `{quoted}`"),
    ];
    if finding.help != code.help() {
        lines.push(format!("    help: {}", finding.help));
    }
    let related = finding.related.iter();
    lines.extend(related.map(|(span, label)| format!("    {}: {label}", report.sources.locate(*span))));
    lines.join("\n") + "\n"
}

/// The first line of a text, and not all of that if it is long.
fn shortened(text: &str) -> String {
    const LONG: usize = 60;
    let line = text.lines().next().unwrap_or_default();
    let mut short: String = line.chars().take(LONG).collect();
    if short.len() < text.trim_end().len() {
        short.push('…');
    }
    short
}
