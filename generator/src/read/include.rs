//! Files that pages include, wherever they are.

use std::{
    collections::HashSet,
    path::{Component, Path, PathBuf},
};

use memchr::memmem;
use rayon::prelude::*;

use super::find::Found;
use crate::{mark, source::Root};

/// What a reference to an included file begins with, as in `[!INCLUDE [label](target)]`.
const REFERENCE: &str = "[!include";

/// What stands between its label and its target.
const LINK: &str = "](";

/// The files that these texts include and that are not known yet, ordered by path, each once; they become known.
///
/// Only Markdown files that exist. References to samples are left out, as they are never looked at. What is missing is
/// for the page that includes it to say.
pub(super) fn find<'t>(
    texts: impl IndexedParallelIterator<Item = (&'t Found, &'t str)>,
    root: &Root,
    samples: &[String],
    known: &mut HashSet<String>,
) -> Vec<Found> {
    let wanted = |(page, text): (&'t Found, &'t str)| -> (&'t Found, Vec<&'t str>) {
        let targets = references(text).filter(|target| is_wanted(target, samples));
        (page, targets.collect())
    };
    let wanted: Vec<(&Found, Vec<&str>)> = texts.map(wanted).collect();
    let mut found = vec![];
    for (page, targets) in wanted {
        for target in targets {
            let path = root.join(&page.path, target);
            // Pages vary the case of a path; it is one file all the same.
            if known.contains(&path.to_lowercase()) {
                continue;
            }
            let file = beside(&page.file, target);
            if file.is_file() {
                known.insert(path.to_lowercase());
                found.push(Found { file, path });
            }
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

fn is_wanted(target: &str, samples: &[String]) -> bool {
    let is_relative = !target.starts_with('/') && !target.contains(':');
    let is_markdown = || {
        let extension = Path::new(target).extension();
        extension.is_some_and(|extension| extension.eq_ignore_ascii_case("md"))
    };
    let is_sample = || mark::split(target, "/").any(|part| samples.iter().any(|folder| folder == part));
    // Most are samples.
    is_relative && !is_sample() && is_markdown()
}

/// The targets of all references in a text.
///
/// What the Markdown says is known to later phases only. A text that merely looks like a reference costs nothing but a
/// file read for nobody.
fn references(text: &str) -> impl Iterator<Item = &str> {
    memmem::find_iter(text.as_bytes(), "[!").filter_map(|at| {
        let start = text.get(at..at + REFERENCE.len())?;
        if !start.eq_ignore_ascii_case(REFERENCE) {
            return None;
        }
        let line = text[at..].lines().next()?;
        let rest = &line[mark::find(line, 0, LINK)? + LINK.len()..];
        let end = rest.bytes().position(|byte| matches!(byte, b')' | b' ' | b'"'));
        let target = &rest[..end.unwrap_or(rest.len())];
        Some(target.trim_matches(['<', '>']))
    })
}

/// The file that a relative target means beside another one, written as briefly as the other one is.
fn beside(file: &Path, target: &str) -> PathBuf {
    let mut path = file.parent().unwrap_or(Path::new("")).to_owned();
    for part in target.split('/') {
        match (part, path.components().next_back()) {
            ("" | ".", _) | ("..", Some(Component::RootDir | Component::Prefix(_))) => {}
            ("..", Some(Component::Normal(_))) => _ = path.pop(),
            (part, _) => path.push(part),
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_found_as_pages_write_them() {
        let text =
            "a [!INCLUDE [x](../x.md)] b\n> [!include[y](y.md \"title\")]\n[!NOTE]\n[!INCLUDE]\n[!INCLUDE [z](<z.md>)";
        assert_eq!(references(text).collect::<Vec<_>>(), ["../x.md", "y.md", "z.md"]);
    }

    #[test]
    fn only_markdown_beside_the_pages_is_wanted() {
        let samples = ["snippets".to_owned()];
        assert!(is_wanted("../../includes/x.md", &samples));
        assert!(is_wanted("x.MD", &samples));
        for target in [
            "x.txt",
            "/etc/x.md",
            "https://example.com/x.md",
            "../includes/snippets/c/x.md",
            "",
        ] {
            assert!(!is_wanted(target, &samples), "{target}");
        }
    }

    #[test]
    fn files_are_named_as_their_page_is() {
        let file = |page: &str, target: &str| beside(Path::new(page), target).to_string_lossy().replace('\\', "/");
        assert_eq!(file("docs/api/a.md", "../../includes/b.md"), "includes/b.md");
        assert_eq!(file("api/a.md", "../../includes/b.md"), "../includes/b.md");
        assert_eq!(file("../docs/a.md", "../../b.md"), "../../b.md");
        assert_eq!(file("a.md", "./b.md"), "b.md");
        assert_eq!(file("/a.md", "../b.md"), "/b.md");
    }
}
