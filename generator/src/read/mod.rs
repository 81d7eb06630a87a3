//! From paths and patterns to the text of pages, and to the configuration beside them.
//!
//! Together with [`write`](crate::write), the only place that touches files.

mod configuration;
mod decode;
mod find;

pub use configuration::{CONFIGURATION, configuration};

use std::{
    fs,
    path::{Path, PathBuf},
};

use rayon::prelude::*;

use self::decode::{Damage, decode};
use crate::{
    diagnostic::{Code, Diagnostics},
    error::Error,
    source::{Source, Sources, Span},
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

/// Reads all pages that the paths lead to: files, folders with everything below, and patterns.
///
/// Paths of sources are relative to the one folder that was named, or to the innermost folder that holds all that was
/// named; links between pages are relative too, so they lead to the same place wherever the docs are kept. Files that
/// match a pattern of `skip` are left out, as are hidden ones.
pub fn read(docs: &[PathBuf], skip: &[String]) -> Result<Pages, Error> {
    let found = find::find(docs, skip)?;
    let texts: Vec<_> = found
        .par_iter()
        .map(|page| read_page(&page.file))
        .collect::<Result<_, _>>()?;
    let mut pages = Pages::default();
    let mut sources = vec![];
    let mut damages = vec![];
    for (page, (text, damage)) in found.into_iter().zip(texts) {
        sources.push(Source::new(page.path, text));
        damages.push(damage);
        pages.files.push(page.file);
    }
    pages.sources = Sources::new(sources);
    for ((id, source), damage) in pages.sources.iter().zip(damages) {
        if let Some(damage) = damage {
            let span = Span::new(id, damage.place.clone());
            pages
                .diagnostics
                .report(Code::EncodingRepaired, span, damage.message(&source.path));
        }
    }
    Ok(pages)
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
        let pages = read(&[folder.path().to_owned()], &[]).expect("the pages can be read");
        let paths: Vec<&str> = pages.sources.iter().map(|(_, source)| source.path.as_str()).collect();
        assert_eq!(paths, ["a.md", "b.md"]);
        let finding = pages.diagnostics.iter().next().expect("the damage is reported");
        assert_eq!(pages.sources.locate(finding.span), "b.md:2:4");
        assert_eq!(pages.sources.text(finding.span), "\u{fffd}");
        assert_eq!(pages.sources.get(finding.span.source).text, "# B\ncaf\u{fffd}\n");
    }
}
