//! The front page of the crate.

use super::{context::Context, file, inline, usage};

/// The text of `README.md`.
pub(super) fn text(context: &Context<'_>) -> String {
    let name = &context.options.name;
    let base = inline::code(&context.api.service.base_url);
    let mut text = format!(
        "<!-- {} -->\n\n# {name}\n\nA typed client for {base}, made by docwright from the API's reference pages: {}.\n",
        file::notice(context),
        counts(context)
    );
    if let Some(program) = usage::program(context) {
        text.extend(["\n```rust,no_run\n", &program, "```\n"]);
    }
    text.push_str("\nEach item's documentation says which page it comes from. ");
    text.push_str(
        "To find a method by its request line, search the crate's documentation for it, `GET /…` and the like.\n",
    );
    if context.options.tests {
        text.push_str("`cargo test` runs the examples of the pages, a test for each request and response.\n");
    }
    text
}

fn counts(context: &Context<'_>) -> String {
    let api = context.api;
    let count = |count: usize, noun: &str| {
        if count == 1 {
            format!("1 {noun}")
        } else {
            format!("{count} {noun}s")
        }
    };
    format!(
        "{} and {}",
        count(api.operations.len(), "operation"),
        count(api.types.len(), "type")
    )
}
