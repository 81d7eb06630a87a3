//! The configuration beside the docs.

use std::{
    fs,
    path::{Path, PathBuf},
};

use crate::{config::Config, error::Error};

/// The name of the configuration.
pub const CONFIGURATION: &str = "docwright.toml";

/// A configuration and where it comes from.
#[derive(Debug, Default)]
pub struct Configuration {
    pub config: Config,
    /// As reached from the current directory; `None` where there is no file, so that all is as it is by default.
    pub file: Option<PathBuf>,
    pub text: String,
}

/// Reads the configuration: the file that was named, or the one in a folder of the docs, or the one beside it; the
/// defaults where there is none.
pub fn configuration(docs: &[PathBuf], named: Option<&Path>) -> Result<Configuration, Error> {
    let path = match named {
        Some(path) => Some(path.to_owned()),
        None => discover(docs)?,
    };
    let Some(path) = path else {
        return Ok(Configuration::default());
    };
    let text = fs::read_to_string(&path).map_err(Error::unreadable(&path))?;
    match Config::parse(&text) {
        Ok(config) => Ok(Configuration {
            config,
            file: Some(path),
            text,
        }),
        Err(message) => Err(Error::Configuration { path, message }),
    }
}

/// The configuration that the docs come with. Several docs may share one, but not have several.
fn discover(docs: &[PathBuf]) -> Result<Option<PathBuf>, Error> {
    let mut found: Option<PathBuf> = None;
    for path in docs {
        let Some(file) = nearest(path) else { continue };
        match &found {
            Some(first) if !is_same_file(first, &file) => {
                return Err(Error::ConfigurationAmbiguous {
                    first: first.clone(),
                    second: file,
                });
            }
            Some(_) => {}
            None => found = Some(file),
        }
    }
    Ok(found)
}

fn nearest(docs: &Path) -> Option<PathBuf> {
    let inside = docs.join(CONFIGURATION);
    // An empty parent is the current directory; of `.` and `..`, the path says nothing, so the system is asked.
    let beside = match docs.parent() {
        Some(parent) if docs.file_name().is_some() => parent.join(CONFIGURATION),
        _ => docs.join("..").join(CONFIGURATION),
    };
    [inside, beside].into_iter().find(|path| path.is_file())
}

fn is_same_file(a: &Path, b: &Path) -> bool {
    match (a.canonicalize(), b.canonicalize()) {
        (Ok(a), Ok(b)) => a == b,
        _ => a == b,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_configuration_in_the_docs_beats_one_beside_them() {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        let docs = folder.path().join("docs");
        fs::create_dir(&docs).expect("the folder can be made");
        let find = || discover(std::slice::from_ref(&docs)).expect("one configuration is no contradiction");
        assert_eq!(find(), None);
        fs::write(folder.path().join(CONFIGURATION), "").expect("the file can be written");
        assert_eq!(find(), Some(folder.path().join(CONFIGURATION)));
        fs::write(docs.join(CONFIGURATION), "").expect("the file can be written");
        assert_eq!(find(), Some(docs.join(CONFIGURATION)));
    }
}
