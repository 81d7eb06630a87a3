//! What the crates that docwright emits cost those who use them.
//!
//! Every figure of a table comes from one run, since seconds of one machine say nothing on another, and next to those of
//! other ways to emit the same model.

#![allow(
    clippy::format_push_string,
    clippy::format_collect,
    reason = "crates that are made to be measured are texts, and short"
)]

mod compile;
mod decode;
mod edition;
mod folder;
mod program;
mod record;
mod table;

use std::{env, path::PathBuf, process::ExitCode};

use anyhow::Result;
use clap::{Parser, Subcommand};

/// Measures what emitted crates cost to compile and to run.
#[derive(Debug, Parser)]
#[command(version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Compiles a model as docwright emits it, with std's derives only, and with serde's
    Compile(compile::Arguments),
    /// Decodes and encodes the documented bodies, and a long page, as docwright does and as `serde_json` does
    Decode(decode::Arguments),
}

/// What all commands are told.
#[derive(Debug, clap::Args)]
struct Input {
    /// Pages of the API
    #[arg(default_value = "docs")]
    docs: PathBuf,
    /// Where to put crates and what is made of them
    #[arg(long, value_name = "DIR", default_value = "target/bench")]
    out: PathBuf,
}

fn main() -> ExitCode {
    // Cargo runs this program in place of the compiler, to have it measured.
    if let Some(file) = env::var_os(record::FILE) {
        return record::run(&PathBuf::from(file));
    }
    let done = match Arguments::parse().command {
        Command::Compile(arguments) => compile::run(&arguments),
        Command::Decode(arguments) => decode::run(&arguments),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// The model of the pages.
fn model(input: &Input) -> Result<docwright::api::Api> {
    Ok(docwright::Generator::new().docs(&input.docs).lint()?.api)
}
