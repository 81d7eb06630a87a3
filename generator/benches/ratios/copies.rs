//! Copies of pages under other names.
//!
//! Pages that say the same of the same type are merged, so that a plain copy is no larger API. So each copy but the first is
//! a folder of its own, where the names of types and the first segments of paths have a suffix: wherever they stand as a word
//! of their own, in text, links and names of files. Words that the dialect gives a meaning (headings, columns, phrases) stay,
//! or the pages would not be understood.

use std::{
    collections::HashSet,
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
};

use docwright::Generator;
use walkdir::WalkDir;

/// What is in the dialect.
const DIALECT: &str = include_str!("../../dialects/microsoft-graph.toml");

/// Pages, and what to rename on them.
pub(crate) struct Copies {
    /// By path relative to the folder that holds the docs.
    files: Vec<(PathBuf, String)>,
    /// The folder of the docs in that folder.
    docs: PathBuf,
    names: HashSet<String>,
}

impl Copies {
    /// Reads the pages, and those of a folder `includes` beside them.
    pub(crate) fn of(docs: &Path) -> Self {
        let docs = docs.canonicalize().expect("there is a folder of docs");
        let parent = docs.parent().expect("the docs are in a folder");
        let folders = [docs.clone(), parent.join("includes")];
        let entries = folders.iter().flat_map(WalkDir::new).filter_map(Result::ok);
        let files = entries.filter(|entry| entry.file_type().is_file()).filter_map(|entry| {
            let path = entry.path().strip_prefix(parent).ok()?.to_owned();
            Some((path, fs::read_to_string(entry.path()).ok()?))
        });
        Self {
            files: files.collect(),
            docs: docs.strip_prefix(parent).expect("it is the parent").to_owned(),
            names: names(&docs),
        }
    }

    pub(crate) fn pages(&self) -> usize {
        self.files
            .iter()
            .filter(|(path, _)| path.starts_with(&self.docs))
            .count()
    }

    /// Writes so many copies into a folder; the answer are the folders of their docs.
    pub(crate) fn write(&self, folder: &Path, count: u32) -> Vec<PathBuf> {
        for (path, text) in &self.files {
            let Ok(inside) = path.strip_prefix(&self.docs) else {
                // All copies include the same.
                write(&folder.join(path), text);
                continue;
            };
            write(&folder.join(&self.docs).join(inside), text);
            for copy in 2..=count {
                let inside = self.renamed(&inside.to_string_lossy(), copy);
                write(&folder.join(self.folder(copy)).join(inside), &self.renamed(text, copy));
            }
        }
        (1..=count).map(|copy| folder.join(self.folder(copy))).collect()
    }

    fn folder(&self, copy: u32) -> PathBuf {
        let name = self.docs.to_string_lossy();
        if copy == 1 {
            self.docs.clone()
        } else {
            format!("{name}-{copy}").into()
        }
    }

    fn renamed(&self, text: &str, copy: u32) -> String {
        let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_';
        let mut out = String::with_capacity(text.len() + text.len() / 8);
        let mut rest = text;
        while let Some(start) = rest.find(is_word) {
            let end = rest[start..]
                .find(|c| !is_word(c))
                .map_or(rest.len(), |end| start + end);
            out.push_str(&rest[..end]);
            if self.names.contains(&rest[start..end]) {
                let _ = write!(out, "Copy{copy}");
            }
            rest = &rest[end..];
        }
        out + rest
    }
}

fn write(file: &Path, text: &str) {
    fs::create_dir_all(file.parent().expect("it is in a folder")).expect("the folder can be made");
    fs::write(file, text).expect("the page can be written");
}

/// Names of types and first segments of paths.
fn names(docs: &Path) -> HashSet<String> {
    let report = Generator::new().docs(docs).lint();
    let api = report.unwrap_or_else(|error| panic!("{error}")).api;
    let types = api.types.iter().filter_map(|ty| ty.qualified.rsplit('.').next());
    let templates = api.operations.iter().flat_map(|operation| &operation.templates);
    let segments = templates.filter_map(|template| template.split('/').nth(1));
    let names = types
        .chain(segments)
        .filter(|name| name.chars().all(|c| c.is_ascii_alphanumeric()));
    let meant: HashSet<&str> = DIALECT.split(|c: char| !c.is_ascii_alphanumeric()).collect();
    names
        .filter(|name| !meant.contains(name.to_ascii_lowercase().as_str()))
        .map(str::to_owned)
        .collect()
}
