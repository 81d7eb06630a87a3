//! The phases that know one page at a time, over all pages at once.

use rayon::prelude::*;

use crate::{
    diagnostic::Diagnostics,
    dialect::Dialect,
    extract::{Includes, extract},
    markdown::{self, Document},
    page::Page,
    source::{Source, SourceId, Sources},
};

/// Parses all sources and extracts the facts of those that are pages, in the order of the sources.
///
/// Files that pages include are parsed too, and read where they are included.
#[must_use]
pub fn read_pages(sources: &Sources, dialect: &Dialect, out: &mut Diagnostics) -> Vec<Page> {
    let all: Vec<(SourceId, &Source)> = sources.iter().collect();
    let documents: Vec<(Document<'_>, Diagnostics)> = all
        .par_iter()
        .map(|(id, source)| {
            let mut diagnostics = Diagnostics::default();
            (markdown::parse(*id, source, &mut diagnostics), diagnostics)
        })
        .collect();
    let includes = Includes::new(sources.root(), all.iter().zip(&documents).map(|((_, source), (document, _))| (source.path.clone(), document)));
    let pages: Vec<(Page, Diagnostics)> = all
        .par_iter()
        .zip(&documents)
        .filter(|((_, source), _)| is_page(source, dialect))
        .map(|((id, source), (document, _))| {
            let mut diagnostics = Diagnostics::default();
            (extract(*id, source, document, &includes, dialect, &mut diagnostics), diagnostics)
        })
        .collect();
    documents.into_iter().for_each(|(_, diagnostics)| out.append(diagnostics));
    pages
        .into_iter()
        .map(|(page, diagnostics)| {
            out.append(diagnostics);
            page
        })
        .collect()
}

/// Whether a file is a page of its own.
fn is_page(source: &Source, dialect: &Dialect) -> bool {
    if source.included {
        return false;
    }
    let path = source.path.to_lowercase();
    let mut parts = path.rsplit('/');
    let name = parts.next().unwrap_or_default();
    !dialect.skip.files.iter().any(|file| file == name) && !parts.any(|folder| dialect.skip.folders.iter().any(|skip| skip == folder))
}
