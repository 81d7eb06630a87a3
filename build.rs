//! Generates the client from `docs/`, as the build script of any crate can, for `tests/build_script.rs` to use.

use std::{env, fs, path::PathBuf};

use docwright::{Generator, emit::Runtime};

fn main() {
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("Cargo names the output folder"));
    let crate_folder = out.join("graph-client");
    let generator = Generator::new()
        .docs("docs")
        .out(&crate_folder)
        .runtime(Runtime::Path("client".to_owned()))
        .force(true)
        .features(false)
        .rerun_if_changed(true);
    if let Err(error) = generator.run() {
        panic!("{error}");
    }
    // A path that is known at build time cannot stand in source; this file lets the test include one that holds it.
    let root = crate_folder.join("src/lib.rs");
    let root = root.to_str().expect("the output folder's path is Unicode");
    let module = format!("#[allow(warnings)]\n#[path = {root:?}]\npub mod client;\n");
    fs::write(out.join("client.rs"), module).expect("Cargo's output folder can be written to");
}
