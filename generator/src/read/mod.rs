//! From paths and patterns to the text of pages, and to the configuration beside them.
//!
//! Together with [`write`](crate::write), the only place that touches files.

mod configuration;
mod decode;
mod find;
mod include;

pub use configuration::{CONFIGURATION, Configuration, configuration};
pub use find::{Files, find};

use std::{
    fs,
    path::{Path, PathBuf},
};

use rayon::prelude::*;

use self::{
    decode::{Damage, decode},
    find::Found,
};
use crate::{
    diagnostic::{Code, Diagnostics},
    error::Error,
    source::{Root, Source, Sources, Span},
};

/// The pages, as read.
#[derive(Debug, Default)]
pub struct Pages {
    pub sources: Sources,
    /// The file of each source as reached from the current directory, in the order of the sources.
    pub files: Vec<PathBuf>,
    /// What had to be repaired for a page to be text.
    pub diagnostics: Diagnostics,
}

/// How deep files are included by files that are included themselves; beyond that it is a mistake.
const DEEPEST: usize = 5;

/// Reads pages, and the files that these include, wherever they are, but for those in folders of samples.
pub fn read(files: Files, samples: &[String]) -> Result<Pages, Error> {
    let Files { root, found } = files;
    let mut known = found.iter().map(|page| page.path.to_lowercase()).collect();
    let mut files = read_all(found, false)?;
    let mut start = 0;
    for _ in 0..DEEPEST {
        let texts = files[start..].par_iter().map(|file| (&file.found, file.text.as_str()));
        let found = include::find(texts, &root, samples, &mut known);
        start = files.len();
        files.extend(read_all(found, true)?);
    }
    files.sort_by(|a, b| a.found.path.cmp(&b.found.path));
    Ok(pages(files, root))
}

/// A file that was read.
struct File {
    found: Found,
    text: String,
    damage: Option<Damage>,
    /// No page of its own.
    included: bool,
}

fn read_all(found: Vec<Found>, included: bool) -> Result<Vec<File>, Error> {
    let read = |found: Found| {
        let (text, damage) = read_page(&found.file)?;
        Ok(File {
            found,
            text,
            damage,
            included,
        })
    };
    found.into_par_iter().map(read).collect()
}

fn pages(files: Vec<File>, root: Root) -> Pages {
    let mut pages = Pages::default();
    let mut sources = vec![];
    let mut damages = vec![];
    for file in files {
        let source = Source::new(file.found.path, file.text);
        sources.push(if file.included { source.into_included() } else { source });
        damages.push(file.damage);
        pages.files.push(file.found.file);
    }
    pages.sources = Sources::new(sources).with_root(root);
    for ((id, source), damage) in pages.sources.iter().zip(damages) {
        if let Some(damage) = damage {
            let span = Span::new(id, damage.place.clone());
            pages
                .diagnostics
                .report(Code::EncodingRepaired, span, damage.message(&source.path));
        }
    }
    pages
}

/// More than that is no page. Spans count bytes in 32 bits, and a replaced byte becomes three.
const LARGEST: usize = 1 << 30;

fn read_page(path: &Path) -> Result<(String, Option<Damage>), Error> {
    let bytes = fs::read(path).map_err(Error::unreadable(path))?;
    if bytes.len() > LARGEST {
        return Err(Error::TooLarge { path: path.to_owned() });
    }
    Ok(decode(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn damage_is_reported_where_it_is() {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        fs::write(folder.path().join("b.md"), b"\xef\xbb\xbf# B\r\ncaf\xe9\r\n").expect("the page can be written");
        fs::write(folder.path().join("a.md"), "# A\n").expect("the page can be written");
        let files = find(&[folder.path().to_owned()], &[]).expect("the pages can be found");
        let pages = read(files, &[]).expect("the pages can be read");
        let paths: Vec<&str> = pages.sources.iter().map(|(_, source)| source.path.as_str()).collect();
        assert_eq!(paths, ["a.md", "b.md"]);
        let finding = pages.diagnostics.iter().next().expect("the damage is reported");
        assert_eq!(pages.sources.locate(finding.span), "b.md:2:4");
        assert_eq!(pages.sources.text(finding.span), "\u{fffd}");
        assert_eq!(pages.sources.get(finding.span.source).text, "# B\ncaf\u{fffd}\n");
    }

    #[test]
    fn includes_are_followed_out_of_the_folder() {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        let files = [
            (
                "v1/api/a.md",
                "[!INCLUDE [x](../../includes/x.md)]\n[!INCLUDE [s](../../includes/samples/s.md)]\n",
            ),
            ("v1/api/draft.md", "[!INCLUDE [gone](../../includes/gone.md)]\n"),
            (
                "v1/api/b.md",
                "[!INCLUDE [a](../../v1/api/a.md)]\n[!INCLUDE [draft](draft.md)]\n",
            ),
            ("includes/x.md", "[!INCLUDE [y](deep/y.md)]\n"),
            (
                "includes/deep/y.md",
                "[!INCLUDE [x](../x.md)]\n[!INCLUDE [b](../../v1/api/b.md)]\n",
            ),
            ("includes/unused.md", "never read\n"),
            ("includes/samples/s.md", "never read\n"),
        ];
        for (path, text) in files {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().expect("the file is in a folder")).expect("the folder can be made");
            fs::write(path, text).expect("the file can be written");
        }
        let docs = [folder.path().join("v1")];
        let files = find(&docs, &["api/draft.md".to_owned()]).expect("the pages can be found");
        let pages = read(files, &["samples".to_owned()]).expect("the pages can be read");
        let sources: Vec<(&str, bool)> = pages
            .sources
            .iter()
            .map(|(_, source)| (source.path.as_str(), source.included))
            .collect();
        let expected = [
            ("../includes/deep/y.md", true),
            ("../includes/x.md", true),
            ("api/a.md", false),
            ("api/b.md", false),
            ("api/draft.md", true),
        ];
        assert_eq!(sources, expected);
        assert_eq!(pages.files[0], folder.path().join("includes/deep/y.md"));
    }
}
