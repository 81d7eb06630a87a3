//! What the files of an output folder were formatted from, so that the next run formats only what is new.
//!
//! The cache holds no text: that stands in the folder itself. It is one file in a hidden folder that version control
//! ignores, safe to delete at any time. Nothing in it is believed as such: its own checksum has to fit, and a file's text is
//! used only where its content is still what the cache says. A cache that is damaged, of another version, or of another
//! folder is no cache.

use std::{
    collections::{BTreeMap, HashMap},
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
    process,
};

use xxhash_rust::xxh3::xxh3_128;

use crate::emit::{CrateFiles, Kept, Key};

/// The cache's folder in the output folder.
pub const CACHE: &str = ".docwright-cache";

/// The first line. A cache that has another one is not understood.
const HEADER: &str = "docwright cache 1";

/// What is known of the files of an output folder.
#[derive(Debug, Default)]
pub struct Cache {
    out: PathBuf,
    /// By path: the key of what the file was formatted from, and the hash of its text.
    entries: HashMap<String, (Key, u128)>,
    /// As it was read.
    text: String,
}

impl Cache {
    /// The cache of an output folder; one that knows nothing where there is none.
    #[must_use]
    pub fn load(out: &Path) -> Self {
        let text = fs::read_to_string(file(out)).unwrap_or_default();
        let entries = parse(&text);
        Self {
            out: out.to_owned(),
            text: if entries.is_some() { text } else { String::new() },
            entries: entries.unwrap_or_default(),
        }
    }

    /// Keeps what files were formatted from, for the next run. What goes wrong costs that run time and is no error.
    pub fn save(&self, files: &CrateFiles, keys: &BTreeMap<String, Key>) {
        let text = print(files, keys);
        if text == self.text {
            return;
        }
        let folder = self.out.join(CACHE);
        // Another run may do the same just now: each writes a file of its own, and the last one to be moved counts.
        let fresh = folder.join(format!("{}.new", process::id()));
        let written = fs::create_dir_all(&folder)
            .and_then(|()| fs::write(folder.join(".gitignore"), "*\n"))
            .and_then(|()| fs::write(&fresh, text))
            .and_then(|()| fs::rename(&fresh, file(&self.out)));
        if written.is_err() {
            let _ = fs::remove_file(fresh);
        }
    }
}

impl Kept for Cache {
    fn text(&self, path: &str, key: Key) -> Option<String> {
        let (_, hash) = self.entries.get(path).filter(|(known, _)| *known == key)?;
        let text = fs::read_to_string(self.out.join(path)).ok()?;
        (xxh3_128(text.as_bytes()) == *hash).then_some(text)
    }
}

fn file(out: &Path) -> PathBuf {
    out.join(CACHE).join("formatted")
}

fn print(files: &CrateFiles, keys: &BTreeMap<String, Key>) -> String {
    let mut text = format!("{HEADER}\n");
    for (path, Key(key)) in keys {
        if let Some(content) = files.files.get(path) {
            let _ = writeln!(text, "{key:032x} {:032x} {path}", xxh3_128(content.as_bytes()));
        }
    }
    let sum = xxh3_128(text.as_bytes());
    let _ = writeln!(text, "{sum:032x}");
    text
}

/// The entries of a cache; nothing unless all of it is as it was written.
fn parse(text: &str) -> Option<HashMap<String, (Key, u128)>> {
    let (body, sum) = text.strip_suffix('\n')?.rsplit_once('\n')?;
    let body = &text[..=body.len()];
    let number = |text: &str| u128::from_str_radix(text, 16).ok();
    if number(sum)? != xxh3_128(body.as_bytes()) {
        return None;
    }
    let mut lines = body.lines();
    if lines.next()? != HEADER {
        return None;
    }
    let entry = |line: &str| {
        let (key, rest) = line.split_once(' ')?;
        let (hash, path) = rest.split_once(' ')?;
        Some((path.to_owned(), (Key(number(key)?), number(hash)?)))
    };
    lines.map(entry).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "pub struct User;\n";

    /// An output folder with one file and the cache of it.
    fn folder() -> tempfile::TempDir {
        let out = tempfile::tempdir().expect("a temporary folder can be made");
        fs::write(out.path().join("user.rs"), TEXT).expect("the file can be written");
        let files = CrateFiles {
            files: BTreeMap::from([("user.rs".to_owned(), TEXT.to_owned())]),
        };
        let keys = BTreeMap::from([("user.rs".to_owned(), Key(1))]);
        Cache::load(out.path()).save(&files, &keys);
        out
    }

    fn found(out: &tempfile::TempDir, key: u128) -> Option<String> {
        Cache::load(out.path()).text("user.rs", Key(key))
    }

    #[test]
    fn files_are_found_by_what_they_were_made_of() {
        let out = folder();
        assert_eq!(found(&out, 1).as_deref(), Some(TEXT));
        assert_eq!(found(&out, 2), None);
        assert_eq!(Cache::load(out.path()).text("other.rs", Key(1)), None);
    }

    #[test]
    fn version_control_ignores_it() {
        let out = folder();
        let ignored = fs::read_to_string(out.path().join(CACHE).join(".gitignore"));
        assert_eq!(ignored.expect("the file is there"), "*\n");
    }

    #[test]
    fn what_was_edited_or_removed_is_not_believed() {
        let out = folder();
        fs::write(out.path().join("user.rs"), "pub struct Mine;\n").expect("the file can be written");
        assert_eq!(found(&out, 1), None);
        fs::remove_file(out.path().join("user.rs")).expect("the file can be removed");
        assert_eq!(found(&out, 1), None);
    }

    #[test]
    fn damaged_and_foreign_caches_are_none() {
        let out = folder();
        let text = fs::read_to_string(file(out.path())).expect("the cache is there");
        let sealed = |body: &str| format!("{body}{:032x}\n", xxh3_128(body.as_bytes()));
        let (body, _) = text.trim_end().rsplit_once('\n').expect("there are several lines");
        for damaged in [
            String::new(),
            "nothing like it".to_owned(),
            text.replace("user.rs", "evil.rs"),
            text[..text.len() / 2].to_owned(),
            text.replacen("docwright cache 1", "docwright cache 2", 1),
            sealed(&format!("{body}\n").replacen("cache 1", "cache 2", 1)),
            sealed("docwright cache 1\nnot an entry\n"),
        ] {
            fs::write(file(out.path()), &damaged).expect("the cache can be written");
            assert_eq!(found(&out, 1), None, "{damaged}");
        }
        fs::write(file(out.path()), sealed(&format!("{body}\n"))).expect("the cache can be written");
        assert_eq!(found(&out, 1).as_deref(), Some(TEXT));
        fs::remove_dir_all(out.path().join(CACHE)).expect("the cache can be removed");
        assert_eq!(found(&out, 1), None);
    }
}
