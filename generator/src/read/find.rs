//! From paths and patterns to the files that are pages.

use std::path::{Path, PathBuf};

use globset::{GlobBuilder, GlobMatcher, GlobSet, GlobSetBuilder};
use rayon::prelude::*;
use walkdir::{DirEntry, WalkDir};

use crate::{
    error::{Error, slashed},
    source::Root,
};

/// A file that is a page.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Found {
    /// As reached from the current directory.
    pub(super) file: PathBuf,
    /// Relative to the folder that holds all docs, with forward slashes.
    pub(super) path: String,
}

/// The files that are pages, not read yet.
#[derive(Debug)]
pub struct Files {
    /// The folder that holds all docs.
    pub(super) root: Root,
    /// Ordered by path, each once.
    pub(super) found: Vec<Found>,
}

/// Finds all pages that the paths lead to: files, folders with everything below, and patterns.
///
/// Paths of sources are relative to the one folder that was named, or to the innermost folder that holds all that was
/// named; links between pages are relative too, so they lead to the same place wherever the docs are kept. Files that
/// match a pattern of `skip` are left out, as are hidden ones.
pub fn find(docs: &[PathBuf], skip: &[String]) -> Result<Files, Error> {
    if docs.is_empty() {
        return Err(Error::NoDocs);
    }
    let skip = skip_set(skip)?;
    let groups: Vec<Group> = docs.iter().map(|path| expand(path)).collect::<Result<_, _>>()?;
    let folders: Vec<PathBuf> = groups
        .iter()
        .map(|group| absolute(&group.folder))
        .collect::<Result<_, _>>()?;
    let root = common_folder(&folders);
    let mut found = vec![];
    for (group, folder) in groups.into_iter().zip(&folders) {
        let prefix = folder.strip_prefix(&root).unwrap_or(folder);
        let all = group.files.into_par_iter().map(|file| Found {
            path: slashed(&prefix.join(&file)),
            file: if group.folder == Path::new(".") {
                file
            } else {
                group.folder.join(file)
            },
        });
        found.par_extend(all.filter(|page| !skip.is_match(&page.path)));
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found.dedup_by(|a, b| a.path == b.path);
    if found.is_empty() {
        return Err(Error::NoPages { paths: docs.to_vec() });
    }
    let root = Root::new(&root);
    Ok(Files { root, found })
}

/// Pages that were found through one path.
struct Group {
    folder: PathBuf,
    /// Relative to the folder.
    files: Vec<PathBuf>,
}

/// The pages that one path leads to.
fn expand(path: &Path) -> Result<Group, Error> {
    if path.is_dir() {
        let (folder, files) = (path.to_owned(), walk(path)?);
        return Ok(Group { folder, files });
    }
    if let (true, Some(name)) = (path.is_file(), path.file_name()) {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        return Ok(Group {
            folder: folder.unwrap_or(Path::new(".")).to_owned(),
            files: vec![name.into()],
        });
    }
    // Shells expand patterns, but not all shells, and not inside quotes.
    expand_pattern(&slashed(path))?.ok_or_else(|| Error::DocsNotFound { path: path.to_owned() })
}

fn expand_pattern(text: &str) -> Result<Option<Group>, Error> {
    let Some(special) = text.find(['*', '?', '[', '{']) else {
        return Ok(None);
    };
    let start = text[..special].rfind('/').map_or(0, |slash| slash + 1);
    let folder = PathBuf::from(if start == 0 { "." } else { &text[..start] });
    if !folder.is_dir() {
        return Ok(None);
    }
    let matcher = glob(&text[start..])?;
    let mut files = walk(&folder)?;
    files.retain(|file| matcher.is_match(file));
    Ok((!files.is_empty()).then_some(Group { folder, files }))
}

/// All Markdown files below a folder, relative to it.
fn walk(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let is_visible = |entry: &DirEntry| entry.depth() == 0 || !entry.file_name().to_string_lossy().starts_with('.');
    let mut files = vec![];
    for entry in WalkDir::new(folder)
        .follow_links(true)
        .into_iter()
        .filter_entry(is_visible)
    {
        let entry = entry.map_err(|error| {
            let path = error.path().unwrap_or(folder).to_owned();
            Error::unreadable(path)(error.into())
        })?;
        let is_page = entry
            .path()
            .extension()
            .is_some_and(|extension| extension.eq_ignore_ascii_case("md"));
        if is_page && !entry.file_type().is_dir() {
            let path = entry.path();
            files.push(path.strip_prefix(folder).unwrap_or(path).to_owned());
        }
    }
    Ok(files)
}

fn skip_set(patterns: &[String]) -> Result<GlobSet, Error> {
    let mut builder = GlobSetBuilder::new();
    for pattern in patterns {
        builder.add(glob(pattern)?.glob().clone());
    }
    builder.build().map_err(|error| Error::Pattern {
        pattern: patterns.join(", "),
        reason: error.kind().to_string(),
    })
}

fn glob(pattern: &str) -> Result<GlobMatcher, Error> {
    let glob = GlobBuilder::new(pattern).literal_separator(true).build();
    glob.map(|glob| glob.compile_matcher()).map_err(|error| Error::Pattern {
        pattern: pattern.to_owned(),
        reason: error.kind().to_string(),
    })
}

fn absolute(path: &Path) -> Result<PathBuf, Error> {
    // `a/../b` must be known as `b` for paths below it to be relative to the same folder.
    path.canonicalize().map_err(Error::unreadable(path))
}

/// The innermost folder that holds all of these.
fn common_folder(folders: &[PathBuf]) -> PathBuf {
    let holds_all = |folder: &&Path| folders.iter().all(|other| other.starts_with(folder));
    let ancestors = folders.first().map(|first| first.ancestors());
    ancestors
        .and_then(|mut ancestors| ancestors.find(holds_all))
        .map(Path::to_owned)
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn docs() -> tempfile::TempDir {
        let docs = tempfile::tempdir().expect("a temporary folder can be made");
        for page in [
            "api/user-get.md",
            "api/user-list.md",
            "resources/user.md",
            "api/notes.txt",
            ".hidden/x.md",
            "README.md",
        ] {
            let path = docs.path().join(page);
            fs::create_dir_all(path.parent().expect("the page is in a folder")).expect("the folder can be made");
            fs::write(path, "# Page\n").expect("the page can be written");
        }
        docs
    }

    fn paths(root: &tempfile::TempDir, docs: &[&str], skip: &[&str]) -> Result<Vec<String>, Error> {
        let docs: Vec<PathBuf> = docs.iter().map(|path| root.path().join(path)).collect();
        let skip: Vec<String> = skip.iter().map(ToString::to_string).collect();
        let Files { found, .. } = find(&docs, &skip)?;
        Ok(found.into_iter().map(|page| page.path).collect())
    }

    #[test]
    fn folders_are_read_whole_and_in_order() {
        let all = paths(&docs(), &[""], &["README.md"]).expect("there are pages");
        assert_eq!(all, ["api/user-get.md", "api/user-list.md", "resources/user.md"]);
    }

    #[test]
    fn several_folders_keep_their_relation() {
        let both = paths(&docs(), &["resources", "api/user-get.md", "api"], &[]).expect("there are pages");
        assert_eq!(both, ["api/user-get.md", "api/user-list.md", "resources/user.md"]);
    }

    #[test]
    fn patterns_are_expanded() {
        let some = paths(&docs(), &["**/user-*.md"], &[]).expect("there are pages");
        assert_eq!(some, ["api/user-get.md", "api/user-list.md"]);
        let flat = paths(&docs(), &["api/*-get.md"], &[]).expect("there are pages");
        assert_eq!(flat, ["user-get.md"]);
    }

    #[test]
    fn nothing_is_an_error() {
        let docs = docs();
        assert!(matches!(
            paths(&docs, &["nowhere"], &[]),
            Err(Error::DocsNotFound { .. })
        ));
        assert!(matches!(
            paths(&docs, &["nowhere/*.md"], &[]),
            Err(Error::DocsNotFound { .. })
        ));
        assert!(matches!(
            paths(&docs, &["resources"], &["**"]),
            Err(Error::NoPages { .. })
        ));
        assert!(matches!(paths(&docs, &[], &[]), Err(Error::NoDocs)));
        assert!(matches!(paths(&docs, &["api"], &["{"]), Err(Error::Pattern { .. })));
    }
}
