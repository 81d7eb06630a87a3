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
        let folder = page.rsplit_once('/').map_or("", |(folder, _)| folder);
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
