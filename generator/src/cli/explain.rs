//! `docwright explain`.

use std::io;

use docwright::{config::unknown_code, diagnostic::Code};

use super::{Failure, Outcome, arguments::Explain};

/// Says what a diagnostic means, or lists all.
pub(super) fn explain(command: &Explain, out: &mut dyn io::Write) -> Result<Outcome, Failure> {
    let Some(name) = &command.code else {
        return list(out);
    };
    let code = Code::parse(name).ok_or_else(|| Failure::Usage(unknown_code(name)))?;
    writeln!(out, "{code} ({})", code.level())?;
    writeln!(out)?;
    for line in wrapped(code.explanation(), 80) {
        writeln!(out, "{line}")?;
    }
    writeln!(out)?;
    writeln!(out, "What to do: {}.", code.help())?;
    writeln!(out)?;
    writeln!(
        out,
        "In docwright.toml, `[lint] {code} = \"allow\"` silences it; `note`, `warning` and `error` set its level."
    )?;
    Ok(Outcome::Done)
}

fn list(out: &mut dyn io::Write) -> Result<Outcome, Failure> {
    let mut codes = Code::ALL.to_vec();
    codes.sort_by_key(|code| code.name());
    let width = codes.iter().map(|code| code.name().len()).max().unwrap_or(0);
    for code in codes {
        let (first, _) = code.explanation().split_once(". ").unwrap_or((code.explanation(), ""));
        writeln!(
            out,
            "{:width$}  {:7}  {}",
            code.name(),
            code.level().name(),
            first.trim_end_matches('.')
        )?;
    }
    Ok(Outcome::Done)
}

/// The lines of a text, of at most so many characters where words allow it.
fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = vec![];
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}
