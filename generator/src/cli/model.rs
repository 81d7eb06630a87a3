//! `docwright model`.

use std::io;

use docwright::{model, write};

use super::{
    Failure, Outcome,
    arguments::Model,
    progress::{self, Chatter, kept},
};

/// Writes the model to a file, or prints it; or its schema.
pub(super) fn model(command: &Model, chatter: Chatter, out: &mut dyn io::Write) -> Result<Outcome, Failure> {
    let text = if command.schema {
        model::SCHEMA.to_owned()
    } else {
        let report = progress::watched(command.generator(), chatter).model();
        progress::clear();
        let report = kept(report?);
        if command.out.is_none() {
            model::write(&report.api, &report.sources, out)?;
            return Ok(Outcome::Done);
        }
        let mut text = vec![];
        model::write(&report.api, &report.sources, &mut text)?;
        String::from_utf8(text).map_err(io::Error::other)?
    };
    match &command.out {
        None => out.write_all(text.as_bytes())?,
        Some(path) => {
            let changed = write::replace(path, &text)?;
            if chatter != Chatter::Quiet {
                let state = if changed { "written" } else { "up to date" };
                writeln!(out, "{}: {state}", path.display())?;
            }
        }
    }
    Ok(Outcome::Done)
}
