//! The committed crate is what the generator makes of `docs/` today, always.

use std::{fs, path::Path};

use docwright::{
    Generator,
    emit::{self, CrateFiles, Options, Runtime},
};

#[test]
fn the_committed_crate_is_what_the_docs_make() {
    let generator = Generator::new()
        .docs("docs")
        .out("generated")
        .runtime(Runtime::Path("client".to_owned()));
    let changes = generator.check().unwrap_or_else(|error| panic!("{error}")).changes;
    let paths: Vec<&str> = changes
        .list
        .iter()
        .map(|change| change.path.as_str())
        .take(10)
        .collect();
    assert!(
        changes.is_empty(),
        "{} files would change, such as {paths:?}; bring them up to date:\n\
         cargo run -- generate docs --out generated --runtime client",
        changes.list.len()
    );
}

/// Everything but the manifest, which has another path to the runtime, and the ledger, which has the manifest. What a build script
/// includes as a module has no features; the committed crate has.
#[test]
fn the_build_script_makes_the_same() {
    let made = Path::new(env!("OUT_DIR")).join("graph-client");
    let expected = Path::new(env!("CARGO_TARGET_TMPDIR")).join("graph-client");
    let generator = Generator::new()
        .docs("docs")
        .out(&expected)
        .runtime(Runtime::Path("client".to_owned()))
        .features(false)
        .force(true);
    generator.run().unwrap_or_else(|error| panic!("{error}"));
    let compared = ["src", "tests"].map(|folder| compare(&made.join(folder), &expected.join(folder)));
    assert!(compared.iter().all(|count| *count > 0), "there are files to compare");
}

/// Compares all files of two folders; the answer is how many there are.
fn compare(made: &Path, committed: &Path) -> usize {
    let list = |folder: &Path| {
        let mut names: Vec<_> = fs::read_dir(folder)
            .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
            .map(|entry| entry.expect("the folder can be listed").file_name())
            .collect();
        names.sort();
        names
    };
    let names = list(made);
    assert_eq!(names, list(committed), "in {}", committed.display());
    let counts = names.iter().map(|name| {
        let (made, committed) = (made.join(name), committed.join(name));
        if made.is_dir() {
            return compare(&made, &committed);
        }
        let read = |path: &Path| {
            fs::read_to_string(path)
                .expect("the file can be read")
                .replace("\r\n", "\n")
        };
        assert!(read(&made) == read(&committed), "{} differs", committed.display());
        1
    });
    counts.sum()
}

#[test]
fn the_number_of_threads_makes_no_difference() {
    let emit = |threads: usize| -> CrateFiles {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
        pool.expect("threads can be started").install(|| {
            let report = Generator::new()
                .docs("docs")
                .lint()
                .unwrap_or_else(|error| panic!("{error}"));
            let options = Options {
                name: "graph-client".to_owned(),
                version: "0.1.0".to_owned(),
                generator: "0.1.0".to_owned(),
                runtime: Runtime::Carried,
                tests: true,
                features: true,
                standalone: false,
            };
            emit::emit(&report.api, &report.sources, &options)
        })
    };
    let one = emit(1);
    assert!(one.files.len() > 1);
    for threads in [2, 7] {
        assert!(emit(threads) == one, "{threads} threads make something else");
    }
}
