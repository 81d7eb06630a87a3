//! The emitted crate goes through the compiler. Slow: `cargo test -p docwright -- --ignored emitted_crate`.

use std::{fs, path::Path, process::Command};

use super::{emission::options, sample};
use crate::emit::{CrateFiles, Runtime, emit};

fn write(folder: &Path, files: &CrateFiles) {
    for (path, text) in &files.files {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().expect("a file is in a folder")).expect("folders can be made");
        fs::write(path, text).expect("files can be written");
    }
}

fn cargo(folder: &Path, arguments: &[&str]) {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let status = Command::new(cargo)
        .args(arguments)
        .current_dir(folder)
        .env("RUSTFLAGS", "-D warnings")
        .env("RUSTDOCFLAGS", "-D warnings")
        .status()
        .expect("cargo runs");
    assert!(status.success(), "cargo {}", arguments.join(" "));
}

fn compile(runtime: Runtime) {
    let folder = tempfile::tempdir().expect("a folder for the crate");
    write(
        folder.path(),
        &emit(&sample::api(), &sample::sources(), &options(runtime)),
    );
    cargo(folder.path(), &["check", "--all-targets"]);
    cargo(
        folder.path(),
        &["clippy", "--all-targets", "--", "-W", "clippy::pedantic"],
    );
    cargo(folder.path(), &["doc", "--no-deps"]);
    cargo(folder.path(), &["test"]);
}

#[test]
#[ignore = "runs the compiler for a minute"]
fn emitted_crate_compiles_on_the_runtime_by_path() {
    let client = Path::new(env!("CARGO_MANIFEST_DIR")).join("../client");
    compile(Runtime::Path(client.display().to_string()));
}

#[test]
#[ignore = "runs the compiler for a minute"]
fn emitted_crate_compiles_on_the_runtime_carried_along() {
    compile(Runtime::Carried);
}

#[test]
#[ignore = "DUMP"]
fn dump() {
    write(
        Path::new("/tmp/emitdev/out"),
        &emit(
            &sample::api(),
            &sample::sources(),
            &options(Runtime::Path("/work/main/client".to_owned())),
        ),
    );
}
