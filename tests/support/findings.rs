//! Findings as text, for people who review a case.

use docwright::Report;

/// A finding a line, with its related places below it.
pub(crate) fn print(report: &Report) -> String {
    let mut text = String::new();
    for finding in &report.diagnostics {
        let place = report.sources.locate(finding.span);
        let quoted = report.sources.text(finding.span);
        text.push_str(&format!(
            "{place}: {}[{}]: {}\n",
            finding.level, finding.code, finding.message
        ));
        text.push_str(&format!("    at `{}`\n", shortened(quoted)));
        if finding.help != finding.code.help() {
            text.push_str(&format!("    help: {}\n", finding.help));
        }
        for (span, label) in &finding.related {
            text.push_str(&format!("    {}: {label}\n", report.sources.locate(*span)));
        }
    }
    text
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
