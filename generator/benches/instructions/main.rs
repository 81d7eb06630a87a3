//! How many instructions the front half takes over `docs/`: `cargo bench -p docwright --bench instructions`.
//!
//! Read, parse, extract, lower and resolve, on one thread, counted by Valgrind, since a count is the same each time where
//! seconds are not. The count is compared with the committed one (`baseline.txt`, beside this file); more than the tolerance
//! in either direction is an error. `DOCWRIGHT_BLESS=1` commits to a new one. Without Valgrind, or with another compiler than
//! that of the baseline, the comparison is skipped.

use std::{env, fs, path::Path, process::Command};

use docwright::Generator;

/// How far counts may be apart, in percent. Hash maps have a random order, which alone makes some tenths.
const TOLERANCE: f64 = 3.0;

const BASELINE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/instructions/baseline.txt");

/// What the program is told when it is to be counted.
const COUNTED: &str = "--counted";

fn main() {
    let told = |word: &str| env::args().any(|argument| argument == word);
    if told(COUNTED) {
        return front_half();
    }
    if !told("--bench") {
        return println!("skipped: run `cargo bench -p docwright --bench instructions`");
    }
    let Some(count) = count() else {
        return println!("skipped: Valgrind is not installed, or cannot run here");
    };
    let compiler = compiler();
    let line = format!("{count} instructions with {compiler}\n");
    print!("{line}");
    if env::var_os("DOCWRIGHT_BLESS").is_some() {
        return fs::write(BASELINE, line).expect("the baseline can be written");
    }
    let baseline = fs::read_to_string(BASELINE).unwrap_or_default();
    let known: Option<u64> = baseline.split(' ').next().and_then(|number| number.parse().ok());
    let Some(known) = known.filter(|_| baseline.trim_end().ends_with(&compiler)) else {
        return println!("skipped: the baseline is of another compiler: {baseline}");
    };
    let percent = percent(count, known);
    println!("{percent:+.2} % against the baseline of {known}");
    assert!(
        percent.abs() <= TOLERANCE,
        "that is more than {TOLERANCE} %; if it is meant, run again with DOCWRIGHT_BLESS=1 and commit baseline.txt"
    );
}

/// What is counted.
fn front_half() {
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).with_file_name("docs");
    let report = Generator::new().docs(docs).lint();
    report.unwrap_or_else(|error| panic!("{error}"));
}

/// The instructions of this program when it is told to be counted.
fn count() -> Option<u64> {
    let program = env::current_exe().ok()?;
    // Valgrind replaces the file that it writes to, so it must not be `/dev/null`.
    let folder = tempfile::tempdir().ok()?;
    let file = folder.path().join("callgrind.out");
    let output = Command::new("valgrind")
        .arg("--tool=callgrind")
        .arg(format!("--callgrind-out-file={}", file.display()))
        .arg(program)
        .arg(COUNTED)
        .env("RAYON_NUM_THREADS", "1")
        .output()
        .ok()?;
    let text = String::from_utf8_lossy(&output.stderr);
    let line = text.lines().find_map(|line| line.split_once("Collected :"));
    line?.1.trim().parse().ok()
}

/// The version of the compiler that Cargo uses here.
fn compiler() -> String {
    let rustc = env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let output = Command::new(rustc).arg("--version").output();
    let version = output.map(|output| String::from_utf8_lossy(&output.stdout).trim().to_owned());
    version.unwrap_or_else(|_| "an unknown compiler".to_owned())
}

#[expect(clippy::cast_precision_loss, reason = "counts are far below 2^52")]
fn percent(count: u64, known: u64) -> f64 {
    (count as f64 / known as f64 - 1.0) * 100.0
}
