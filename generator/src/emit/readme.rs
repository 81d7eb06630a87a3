//! The front page of the crate.

use super::{facts::Facts, file, inline, usage};

/// How to find one's way.
const READING: &str = "
Each item's documentation says which page it comes from. To find a method by its request line, search the crate's
documentation for it: `GET /…` and the like.
";

/// What the tests are.
const TESTING: &str = "
`cargo test` runs the examples of the pages: a test for each request and each response.
";

/// The text of `README.md`.
pub(super) fn text(facts: &Facts<'_>) -> String {
    let notice = file::notice(facts);
    let name = &facts.options.name;
    let base = inline::code(&facts.api.service.base_url);
    let counts = counts(facts);
    let head = format!(
        "<!-- {notice} -->\n\n# {name}\n\nA typed client for {base}, made by docwright from the API's reference pages:\n{counts}.\n"
    );
    let program = usage::program(facts).map(|program| format!("\n```rust,no_run\n{program}```\n"));
    let features = match facts.areas.names() {
        [] => String::new(),
        names => {
            let names: Vec<String> = names.iter().map(|name| inline::code(name)).collect();
            format!(
                "\nEach area of the API is a feature; all are on by default: {}.\n",
                names.join(", ")
            )
        }
    };
    let testing = if facts.options.tests { TESTING } else { "" };
    [
        head,
        program.unwrap_or_default(),
        READING.to_owned(),
        features,
        testing.to_owned(),
    ]
    .concat()
}

fn counts(facts: &Facts<'_>) -> String {
    let api = facts.api;
    let operations = count(api.operations.len(), "operation");
    let types = count(api.types.len(), "type");
    format!("{operations} and {types}")
}

fn count(count: usize, noun: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {noun}{plural}")
}
