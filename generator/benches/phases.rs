//! How long each phase takes: `cargo bench -p docwright --bench phases`.
//!
//! The pages are those of `docs/`, or of the folder that the environment variable `DOCS` names.

use std::{env, path::PathBuf, slice, sync::LazyLock};

use divan::{Bencher, black_box};
use docwright::{
    Report,
    config::Config,
    diagnostic::Diagnostics,
    dialect::Dialect,
    emit::{self, Options, Runtime},
    extract::{Includes, extract},
    frontend, lower, markdown,
    page::Page,
    read, resolve,
    source::Sources,
    write::{self, Mode},
};
use mimalloc::MiMalloc;

/// As the program does.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

static DOCS: LazyLock<PathBuf> = LazyLock::new(|| match env::var_os("DOCS") {
    Some(folder) => folder.into(),
    None => concat!(env!("CARGO_MANIFEST_DIR"), "/../docs").into(),
});
static DIALECT: LazyLock<Dialect> = LazyLock::new(Dialect::microsoft_graph);
static SOURCES: LazyLock<Sources> = LazyLock::new(|| read_docs().sources);
/// With its model.
static REPORT: LazyLock<Report> = LazyLock::new(|| {
    let report = docwright::Generator::new().docs(DOCS.as_path()).lint();
    report.unwrap_or_else(|error| panic!("{error}"))
});

fn main() {
    divan::main();
}

fn read_docs() -> read::Pages {
    let files = read::find(slice::from_ref(&DOCS), &[]);
    let read = files.and_then(|files| read::read(files, &DIALECT.skip.samples));
    read.unwrap_or_else(|error| panic!("{error}"))
}

fn pages() -> Vec<Page> {
    frontend::read_pages(&SOURCES, &DIALECT, &mut Diagnostics::default())
}

fn options() -> Options {
    Options {
        name: "bench".to_owned(),
        version: "0.1.0".to_owned(),
        generator: "0.0.0".to_owned(),
        runtime: Runtime::Path("../client".to_owned()),
        tests: true,
        features: true,
        standalone: true,
    }
}

#[divan::bench]
fn a_read() -> read::Pages {
    read_docs()
}

/// The parser alone, on one thread: what the others are measured against.
#[divan::bench]
fn b_events() {
    for (_, source) in SOURCES.iter() {
        let options = pulldown_cmark::Options::ENABLE_TABLES | pulldown_cmark::Options::ENABLE_GFM;
        pulldown_cmark::Parser::new_ext(&source.text, options)
            .into_offset_iter()
            .for_each(|event| _ = black_box(event));
    }
}

#[divan::bench]
fn c_parse_on_one_thread() {
    for (id, source) in SOURCES.iter() {
        black_box(markdown::parse(id, source, &mut Diagnostics::default()));
    }
}

#[divan::bench]
fn d_extract_on_one_thread(bencher: Bencher) {
    let documents: Vec<_> = SOURCES
        .iter()
        .map(|(id, source)| (id, source, markdown::parse(id, source, &mut Diagnostics::default())))
        .collect();
    let includes = Includes::new(&SOURCES);
    bencher.bench_local(|| {
        for (id, source, document) in &documents {
            let mut found = Diagnostics::default();
            black_box(extract(*id, source, document, &includes, &DIALECT, &mut found));
        }
    });
}

#[divan::bench]
fn e_parse_and_extract() -> Vec<Page> {
    pages()
}

#[divan::bench]
fn f_lower(bencher: Bencher) {
    bencher
        .with_inputs(pages)
        .bench_local_values(|pages| lower::lower(pages, &DIALECT, &mut Diagnostics::default()));
}

#[divan::bench]
fn g_resolve(bencher: Bencher) {
    bencher
        .with_inputs(|| lower::lower(pages(), &DIALECT, &mut Diagnostics::default()))
        .bench_local_values(|definitions| {
            let mut found = Diagnostics::default();
            resolve::resolve(definitions, &SOURCES, &DIALECT, &Config::default(), &mut found).0
        });
}

#[divan::bench]
fn h_emit() -> emit::CrateFiles {
    emit::emit(&REPORT.api, &REPORT.sources, &options())
}

#[divan::bench]
fn i_write(bencher: Bencher) {
    let files = emit::emit(&REPORT.api, &REPORT.sources, &options());
    bencher
        .with_inputs(|| tempfile::tempdir().expect("a temporary folder can be made"))
        .bench_local_values(|folder| {
            let changes = write::write(&folder.path().join("crate"), &files, Mode::Write);
            (folder, changes.unwrap_or_else(|error| panic!("{error}")))
        });
}
