//! Names of examples.

use std::{collections::HashMap, iter};

/// Gives each example an identifier of its own: the name of its page's file, and a running number.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// How many examples have each stem.
    counts: HashMap<String, u32>,
}

impl Names {
    /// The names of the next examples on the page at this path.
    pub(super) fn next(&mut self, path: &str) -> impl Iterator<Item = String> {
        let stem = stem(path);
        let count = self.counts.entry(stem.clone()).or_default();
        iter::repeat_with(move || {
            *count += 1;
            format!("{stem}_{count}")
        })
    }
}

/// The name of a file as an identifier.
fn stem(path: &str) -> String {
    let file = path.rsplit('/').next().unwrap_or(path);
    let stem = file
        .rsplit_once('.')
        .map_or(file, |(stem, _)| stem)
        .to_ascii_lowercase();
    let words = stem.split(|c: char| !c.is_ascii_alphanumeric());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    let stem = words.join("_");
    if stem.starts_with(|c: char| c.is_ascii_alphabetic()) {
        stem
    } else {
        format!("page_{stem}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn examples_of_pages_with_one_stem_go_on_counting() {
        let mut names = Names::default();
        let paths = [
            "api/User-get.md",
            "beta/user--get.md",
            "api/1-list.md",
            "api/user-get-1.md",
        ];
        let names: Vec<String> = paths.iter().filter_map(|path| names.next(path).next()).collect();
        assert_eq!(names, ["user_get_1", "user_get_2", "page_1_list_1", "user_get_1_1"]);
    }
}
