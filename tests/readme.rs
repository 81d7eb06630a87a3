//! What the README shows is true.

#[path = "support/program.rs"]
#[expect(dead_code, reason = "it is there to be compiled")]
mod program;

use docwright::config::Config;

const README: &str = include_str!("../README.md");

#[test]
fn the_program_is_one_that_compiles() {
    let program = include_str!("support/program.rs").replace("\r\n", "\n");
    assert!(
        blocks("rust").contains(&program),
        "the README does not show tests/support/program.rs"
    );
}

#[test]
fn the_configuration_is_valid() {
    let blocks = blocks("toml");
    assert!(!blocks.is_empty());
    for block in blocks {
        Config::parse(&block).unwrap_or_else(|error| panic!("{error}"));
    }
}

/// The code blocks of a language.
fn blocks(language: &str) -> Vec<String> {
    let readme = README.replace("\r\n", "\n");
    let start = format!("```{language}\n");
    let blocks = readme.split(&start).skip(1);
    blocks
        .map(|rest| rest.split("```").next().unwrap_or_default().to_owned())
        .collect()
}
