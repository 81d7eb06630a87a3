//! `docwright check`.

use std::io;

use docwright::write::{Change, Changes};

use super::{
    Failure, Outcome,
    arguments::Crate,
    progress::{self, Chatter, kept},
    table::counted,
};

/// How many files and items are named unless more is asked for.
const SHOWN: usize = 10;

/// Says whether the crate is what `generate` would make.
pub(super) fn check(command: &Crate, chatter: Chatter, out: &mut dyn io::Write) -> Result<Outcome, Failure> {
    let report = progress::watched(command.generator(), chatter).check();
    progress::clear();
    let report = kept(report?);
    let changes = &report.changes;
    let folder = command.out.display();
    if changes.is_empty() {
        if chatter != Chatter::Quiet {
            writeln!(out, "{folder} is up to date: {}", counted(changes.unchanged, "file"))?;
        }
        return Ok(Outcome::Done);
    }
    let count = counted(changes.list.len(), "file");
    writeln!(out, "{folder} is not what the docs make today: {count} would change")?;
    let shown = if chatter == Chatter::Verbose { usize::MAX } else { SHOWN };
    print_files(changes, shown, out)?;
    writeln!(
        out,
        "run `docwright generate` with the same arguments to bring it up to date"
    )?;
    Ok(Outcome::Found)
}

/// Prints the files that change, with how much of them and which items.
pub(super) fn print_files(changes: &Changes, shown: usize, out: &mut dyn io::Write) -> io::Result<()> {
    let width = changes
        .list
        .iter()
        .take(shown)
        .map(|change| change.path.len())
        .max()
        .unwrap_or(0);
    for change in changes.list.iter().take(shown) {
        let Change {
            path,
            kind,
            lines_added,
            lines_removed,
            ..
        } = change;
        let edited = if change.edited { "  (edited by hand)" } else { "" };
        let items = items(change, shown);
        writeln!(
            out,
            "  {:8}{path:width$}  +{lines_added} −{lines_removed}{edited}{items}",
            kind.name()
        )?;
    }
    let hidden = changes.list.len().saturating_sub(shown);
    if hidden > 0 {
        writeln!(out, "  and {} more; `-v` shows all", counted(hidden, "file"))?;
    }
    Ok(())
}

/// A few names, since a reader wants to know whether it concerns them.
fn items(change: &Change, shown: usize) -> String {
    let few = if shown == usize::MAX { 8 } else { 3 };
    let mut names: Vec<&str> = change.items.iter().map(String::as_str).take(few).collect();
    if change.items.len() > few {
        names.push("…");
    }
    if names.is_empty() {
        String::new()
    } else {
        format!("  {}", names.join(", "))
    }
}
