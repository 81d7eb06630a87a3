//! The large set of real pages. It is not part of the project, so these tests say that they were skipped where it is
//! absent.

use std::path::Path;

use docwright::Generator;

const PAGES: &str = "../shared/corpus/microsoft-graph/api-reference/v1.0";

#[test]
fn all_pages_are_read() {
    if !Path::new(PAGES).is_dir() {
        println!("skipped: there is no {PAGES}");
        return;
    }
    let report = Generator::new()
        .docs(PAGES)
        .lint()
        .unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(report.counts.pages, 3341);
}
