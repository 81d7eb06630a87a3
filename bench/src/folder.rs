//! Folders of crates that are made to be measured.

use std::{
    fs,
    path::{Path, PathBuf},
    time::SystemTime,
};

use anyhow::{Context, Result};

/// Writes a crate: its manifest, and files by path.
pub(crate) fn write(folder: &Path, manifest: &str, files: &[(&str, String)]) -> Result<()> {
    let all = files.iter().map(|(path, text)| (*path, text.as_str()));
    for (path, text) in all.chain([("Cargo.toml", manifest)]) {
        let path = folder.join(path);
        let parent = path.parent().context("a file is in a folder")?;
        fs::create_dir_all(parent)?;
        fs::write(&path, text).with_context(|| path.display().to_string())?;
    }
    Ok(())
}

/// Makes Cargo compile a crate again.
pub(crate) fn touch(folder: &Path) -> Result<()> {
    for name in ["src/lib.rs", "src/main.rs"] {
        let path = folder.join(name);
        if path.is_file() {
            fs::File::options()
                .append(true)
                .open(&path)?
                .set_modified(SystemTime::now())?;
        }
    }
    Ok(())
}

/// The runtime of emitted crates.
pub(crate) fn runtime() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../client")
}

/// A manifest of a crate that belongs to no workspace.
pub(crate) fn manifest(name: &str, dependencies: &str) -> String {
    format!(
        "[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\npublish = false\n\n[workspace]\n\n\
         [dependencies]\n{dependencies}"
    )
}
