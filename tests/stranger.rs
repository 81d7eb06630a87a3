//! A stranger's machine holds nothing of ours: a crate that was generated somewhere else builds there, and its tests pass.

use std::{path::Path, process::Command};

use docwright::{Generator, pattern::Pattern};

/// Generates a crate that belongs to no workspace, and runs Cargo in it. A warning is a failure.
#[track_caller]
fn generate_and_run(name: &str, docs: &str, include: &[&str], arguments: &[&str]) {
    let temporary = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let out = temporary.join(name);
    let patterns = include.iter().map(|pattern| pattern.parse::<Pattern>());
    let generator = patterns.fold(Generator::new().docs(docs).out(&out), |generator, pattern| {
        generator.include(pattern.expect("the pattern can be read"))
    });
    generator.name(name).run().unwrap_or_else(|error| panic!("{error}"));
    let output = Command::new(env!("CARGO"))
        .args(arguments)
        .args(["--offline", "--quiet"])
        .current_dir(&out)
        // What several need is compiled once.
        .env(
            "CARGO_TARGET_DIR",
            temporary.parent().expect("it is in the target folder"),
        )
        .output()
        .expect("Cargo can be started");
    let (out, err) = (
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr),
    );
    let fine = output.status.success() && !err.contains("warning:");
    assert!(fine, "cargo {}\n{out}\n{err}", arguments.join(" "));
}

#[test]
fn the_page_from_a_template_passes_its_own_examples() {
    generate_and_run("template-client", "tests/cases/seed", &[], &["test"]);
}

#[test]
fn a_part_of_an_api_builds() {
    generate_and_run(
        "mail-client",
        "docs",
        &["/me/messages/**#GET"],
        &["check", "--all-targets"],
    );
}

#[test]
fn an_api_builds_without_the_default_transport() {
    generate_and_run(
        "bare-client",
        "docs",
        &[],
        &["check", "--all-targets", "--no-default-features"],
    );
}
