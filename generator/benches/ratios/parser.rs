//! The least that anybody could do.

use std::{
    ffi::OsStr,
    fs,
    hint::black_box,
    path::PathBuf,
    time::{Duration, Instant},
};

use pulldown_cmark::{Options, Parser};
use walkdir::WalkDir;

/// All Markdown files below the folders.
pub(crate) fn files(docs: &[PathBuf]) -> Vec<PathBuf> {
    let entries = docs.iter().flat_map(WalkDir::new).filter_map(Result::ok);
    let files = entries.map(walkdir::DirEntry::into_path);
    files
        .filter(|path| path.extension() == Some(OsStr::new("md")))
        .collect()
}

/// Reads the files on one thread.
pub(crate) fn read(files: &[PathBuf]) -> (Duration, Vec<String>) {
    let start = Instant::now();
    let texts = files.iter().map(|file| fs::read(file).expect("the page can be read"));
    let texts: Vec<String> = texts
        .map(|bytes| String::from_utf8(bytes).unwrap_or_else(|error| error.to_string()))
        .collect();
    (start.elapsed(), texts)
}

/// Has all events of the texts on one thread, with the extensions that the generator uses.
pub(crate) fn parse(texts: &[String]) -> Duration {
    let start = Instant::now();
    for text in texts {
        Parser::new_ext(text, Options::ENABLE_TABLES | Options::ENABLE_GFM)
            .into_offset_iter()
            .for_each(|event| _ = black_box(event));
    }
    start.elapsed()
}
