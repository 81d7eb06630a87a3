//! The folder that pages are read from, and the way from one file to another.

use std::path::{Component, Path};

/// The folder that paths of sources are relative to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Root {
    /// The names of the folders that lead to it and of itself, outermost first; none where they do not matter.
    names: Vec<String>,
}

impl Root {
    /// A root with an absolute path.
    #[must_use]
    pub fn new(path: &Path) -> Self {
        let names = path.components().filter_map(|component| match component {
            Component::Normal(name) => Some(name.to_string_lossy().into_owned()),
            _ => None,
        });
        Self { names: names.collect() }
    }

    /// The path that a relative target means on the page with this path; both are relative to the root.
    ///
    /// A path that leaves the root begins with `../`. One that leaves it and comes back (`../v1.0/x.md` from `v1.0`)
    /// does not, so that a file has one path only, whichever way leads to it.
    #[must_use]
    pub fn join(&self, page: &str, target: &str) -> String {
        let folder = folder(page);
        if let Some(path) = join_plainly(folder, target) {
            return path;
        }
        let mut path = String::with_capacity(folder.len() + "/".len() + target.len());
        let mut up = 0;
        for part in folder.split('/').chain(target.split('/')) {
            match part {
                "" | "." => {}
                ".." if path.is_empty() => up += 1,
                ".." => path.truncate(path.rfind('/').unwrap_or_default()),
                part => {
                    path.push_str(if path.is_empty() { "" } else { "/" });
                    path.push_str(part);
                }
            }
        }
        if up == 0 {
            return path;
        }
        let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
        let left = &self.names[self.names.len().saturating_sub(up)..];
        let back = left.iter().zip(&parts).take_while(|(name, part)| name == *part).count();
        // Names stand for all that was left only where all of them are known.
        let back = if left.len() == up { back } else { 0 };
        let up = std::iter::repeat_n("..", up - back);
        up.chain(parts.into_iter().skip(back)).collect::<Vec<_>>().join("/")
    }
}

/// The folder of a file or of a folder.
fn folder(path: &str) -> &str {
    memchr::memrchr(b'/', path.as_bytes()).map_or("", |end| &path[..end])
}

/// Joins as most links are: up some folders, and down from there. `None` for any other, and for one that leaves the root.
fn join_plainly(mut folder: &str, mut target: &str) -> Option<String> {
    // Paths of pages have no detours but that they may leave the root.
    if folder.starts_with('.') {
        return None;
    }
    while let Some(rest) = target.strip_prefix("../").filter(|_| !folder.is_empty()) {
        (folder, target) = (self::folder(folder), rest);
    }
    if target.is_empty() || has_detours(target) {
        return None;
    }
    // With room for an extension, which links may lack.
    let mut path = String::with_capacity(folder.len() + "/".len() + target.len() + ".md".len());
    if !folder.is_empty() {
        path.push_str(folder);
        path.push('/');
    }
    path.push_str(target);
    Some(path)
}

/// Whether parts of a path may be none, or mean the folder itself or the one above.
fn has_detours(path: &str) -> bool {
    let bytes = path.as_bytes();
    path.starts_with(['.', '/'])
        || path.ends_with('/')
        || memchr::memchr_iter(b'/', bytes).any(|at| matches!(bytes.get(at + 1), Some(b'/' | b'.')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_relative_to_their_page() {
        let root = Root::default();
        assert_eq!(root.join("api/a.md", "b.md"), "api/b.md");
        assert_eq!(root.join("api/a.md", "./../resources/b.md"), "resources/b.md");
        assert_eq!(root.join("a.md", "b.md"), "b.md");
        assert_eq!(root.join("api/a.md", "../../includes/b.md"), "../includes/b.md");
        assert_eq!(root.join("../includes/b.md", "c.md"), "../includes/c.md");
        assert_eq!(root.join("../includes/b.md", "../../c.md"), "../../c.md");
        assert_eq!(root.join("api/deep/a.md", "../../b.md"), "b.md");
        assert_eq!(root.join("api/deep/a.md", "../b/../c//d.md"), "api/c/d.md");
        assert_eq!(root.join("api/a.md", "../b/"), "b");
        assert_eq!(root.join("api/a.md", "../"), "");
        assert_eq!(root.join("api/a.md", ".b.md"), "api/.b.md");
    }

    #[test]
    fn ways_that_come_back_are_shortened() {
        let root = Root::new(Path::new("/docs/reference/v1.0"));
        assert_eq!(root.join("../includes/a.md", "../v1.0/api/b.md"), "api/b.md");
        assert_eq!(root.join("api/a.md", "../../../reference/v1.0/b.md"), "b.md");
        assert_eq!(
            root.join("api/a.md", "../../../reference/includes/b.md"),
            "../includes/b.md"
        );
        assert_eq!(root.join("api/a.md", "../../beta/b.md"), "../beta/b.md");
        assert_eq!(root.join("a.md", "../../../../docs/b.md"), "../../../../docs/b.md");
    }
}
