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

/// A program of another crate, which holds requests across threads: also those that answer with cyclic types.
const PROGRAM: &str = r#"
use docwright_client::{Credential, testing::NoTransport};
use sample_client::{Client, Error, models};

fn is_send<T: Send + Sync + 'static>(value: T) -> T {
    value
}

fn runs_anywhere(task: impl Future<Output = Result<(), Error>> + Send + 'static) {
    drop(task);
}

#[test]
fn requests_are_send() {
    let client = is_send(Client::builder(Credential::none()).transport(NoTransport).build().expect("a client"));
    is_send(models::Loop::new());
    is_send(models::AnyBase::from(models::Derived::new()));
    runs_anywhere(async move {
        let thing = client.me().things().id("1");
        let derived = models::AnyBase::from(models::Derived::new().a_string("x"));
        let body = models::Loop::new().next(models::Loop::new()).base(derived).loops([models::Loop::new()]);
        thing.send(models::SendParameters::new().message(body)).await?;
        let change = models::Derived::new().a_int32(1).a_string(sample_client::Null);
        thing.update(&change).await?;
        thing.update(change).await?;
        thing.list(vec![models::Loop::new()]).await?;
        Ok(())
    });
}
"#;

fn compile(runtime: Runtime) {
    let folder = tempfile::tempdir().expect("a folder for the crate");
    let mut files = emit(&sample::api(), &sample::sources(), &options(runtime));
    files.files.insert("tests/program.rs".to_owned(), PROGRAM.to_owned());
    write(folder.path(), &files);
    cargo(folder.path(), &["check", "--all-targets"]);
    cargo(
        folder.path(),
        &["clippy", "--no-deps", "--all-targets", "--", "-W", "clippy::pedantic"],
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
