//! Findings as lines of JSON.

use std::io;

use docwright::{Report, diagnostic::Diagnostic, source::Span};
use serde::Serialize;

/// A finding, as tools read it. Lines and columns count from one, columns in characters; ends are exclusive.
#[derive(Serialize)]
struct Line<'a> {
    #[serde(flatten)]
    place: Place,
    code: &'a str,
    level: &'a str,
    message: &'a str,
    help: &'a str,
    related: Vec<Related<'a>>,
}

#[derive(Serialize)]
struct Related<'a> {
    #[serde(flatten)]
    place: Place,
    label: &'a str,
}

#[derive(Serialize)]
struct Place {
    /// As reached from the current directory.
    path: String,
    line: u32,
    column: u32,
    end_line: u32,
    end_column: u32,
}

/// Prints all findings, one a line.
pub(super) fn print(report: &Report, out: &mut dyn io::Write) -> io::Result<()> {
    for finding in &report.diagnostics {
        serde_json::to_writer(&mut *out, &line(report, finding))?;
        writeln!(out)?;
    }
    Ok(())
}

fn line<'a>(report: &Report, finding: &'a Diagnostic) -> Line<'a> {
    let related = finding.related.iter();
    Line {
        place: place(report, finding.span),
        code: finding.code.name(),
        level: finding.level.name(),
        message: &finding.message,
        help: &finding.help,
        related: related
            .map(|(span, label)| Related {
                place: place(report, *span),
                label,
            })
            .collect(),
    }
}

fn place(report: &Report, span: Span) -> Place {
    let source = report.sources.get(span.source);
    let (start, end) = (source.position(span.start), source.position(span.end));
    Place {
        path: report.file(span.source).display().to_string(),
        line: start.line,
        column: start.column,
        end_line: end.line,
        end_column: end.column,
    }
}
