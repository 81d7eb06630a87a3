//! Lists the sources of the runtime crate, which the generator carries along.

use std::{
    env,
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
};

fn main() {
    let package = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo names the package's folder"));
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo names the output folder"));
    let client = package.join("../client");
    let mut files = vec![];
    collect(&client.join("src"), "src", &mut files);
    files.sort();
    let manifest = include(&client.join("Cargo.toml"));
    let mut code = format!("const MANIFEST: &str = {manifest};\n\nconst SOURCES: &[(&str, &str)] = &[\n");
    for (name, path) in files {
        let _ = writeln!(code, "    ({name:?}, {}),", include(&path));
    }
    code.push_str("];\n");
    fs::write(out.join("runtime.rs"), code).expect("cargo's output folder can be written to");
    println!("cargo::rerun-if-changed={}", client.display());
}

/// The expression of a file's text.
fn include(path: &Path) -> String {
    format!("include_str!({:?})", path.display().to_string())
}

/// Collects the Rust files of a folder, by name relative to the package, with forward slashes.
fn collect(folder: &Path, name: &str, files: &mut Vec<(String, PathBuf)>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries {
        let path = entry.expect("the runtime's sources can be read").path();
        let name = format!("{name}/{}", path.file_name().unwrap_or_default().to_string_lossy());
        if path.is_dir() {
            collect(&path, &name, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push((name, path));
        }
    }
}
