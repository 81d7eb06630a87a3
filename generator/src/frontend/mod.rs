//! The phases that know one page at a time, over all pages at once.

mod again;
mod shelf;

pub(crate) use again::{Filled, read_pages_again};
pub(crate) use shelf::{DRAWERS, Drawer, Shelf};

use rayon::prelude::*;

use crate::{
    diagnostic::Diagnostics,
    dialect::Dialect,
    extract::{Includes, extract},
    markdown,
    page::Page,
    source::{Source, SourceId, Sources},
};

/// Parses all sources and extracts the facts of those that are pages, in the order of the sources.
///
/// The structure of a page goes when its facts are there: all structures together are several times as large as the pages.
/// Files that pages include are read where they are included.
#[must_use]
pub fn read_pages(sources: &Sources, dialect: &Dialect, out: &mut Diagnostics) -> Vec<Page> {
    let includes = Includes::new(sources);
    over_pages(sources, dialect, out, |id, source, out| {
        read_page(id, source, &includes, dialect, out)
    })
}

/// Parses a page and extracts its facts.
fn read_page(id: SourceId, source: &Source, includes: &Includes<'_>, dialect: &Dialect, out: &mut Diagnostics) -> Page {
    let document = markdown::parse(id, source, out);
    extract(id, source, &document, includes, dialect, out)
}

/// Does something with all pages, side by side. Of a file that is no page there is only to say what is wrong with its Markdown.
fn over_pages<R: Send>(
    sources: &Sources,
    dialect: &Dialect,
    out: &mut Diagnostics,
    work: impl Fn(SourceId, &Source, &mut Diagnostics) -> R + Sync + Send,
) -> Vec<R> {
    let (pages, others): (Vec<_>, Vec<_>) = sources.iter().partition(|(_, source)| is_page(source, dialect));
    out.gather(others.into_par_iter(), |(id, source), out| {
        let _ = markdown::parse(id, source, out);
    });
    out.gather(pages.into_par_iter(), |(id, source), out| work(id, source, out))
}

/// Whether a file is a page of its own.
fn is_page(source: &Source, dialect: &Dialect) -> bool {
    if source.included {
        return false;
    }
    let path = source.path.to_lowercase();
    let mut parts = path.rsplit('/');
    let name = parts.next().unwrap_or_default();
    !dialect.skip.files.iter().any(|file| file == name)
        && !parts.any(|folder| dialect.skip.folders.iter().any(|skip| skip == folder))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::{diagnostic::Code, page::ProsePiece, source::Root};

    #[test]
    fn included_files_stand_in_pages_and_are_none() {
        let page = "# Get thing\n\n[!INCLUDE [outer](../../includes/outer.md)]\n\n[!INCLUDE [gone](../../includes/gone.md)]\n\nLast.\n";
        let outer = "Outer.\n\n[!INCLUDE [inner](deep/inner.md)]\n\n[!INCLUDE [back](../v1.0/shared/back.md)]\n";
        let sources = Sources::new(vec![
            Source::new("api/thing-get.md", page),
            Source::new("../includes/outer.md", outer).into_included(),
            Source::new("../includes/deep/inner.md", "Inner.\n").into_included(),
            Source::new("shared/back.md", "# Back\n\nBack.\n").into_included(),
        ]);
        let sources = sources.with_root(Root::new(Path::new("/docs/v1.0")));
        let mut out = Diagnostics::default();
        let pages = read_pages(&sources, &Dialect::microsoft_graph(), &mut out);
        let [page] = pages.as_slice() else {
            panic!("there is one page");
        };
        let pieces = page.summary.iter().flat_map(|prose| &prose.pieces);
        let texts: Vec<&str> = pieces
            .filter_map(|piece| match piece {
                ProsePiece::Text(text) => Some(text.as_str()),
                ProsePiece::Link { .. } => None,
            })
            .collect();
        // What the page says itself comes first: it makes the better summary.
        assert_eq!(texts, ["Last.", "Outer.", "Inner.", "Back."]);
        let broken = out.iter().filter(|finding| finding.code == Code::LinkBroken);
        let broken: Vec<&str> = broken.map(|finding| finding.message.as_str()).collect();
        assert_eq!(broken, ["included file `../../includes/gone.md` is not in the set"]);
    }
}
