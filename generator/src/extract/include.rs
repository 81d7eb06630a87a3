//! Files that pages include.

use std::sync::OnceLock;

use crate::{
    diagnostic::Diagnostics,
    markdown::{self, Block, Document, Run, Table, Text},
    source::{SourceId, Sources, Span},
};

/// Files for pages to include: any that was read. Each is parsed when the first page includes it, and once.
#[derive(Debug)]
pub struct Includes<'s> {
    pub(super) sources: &'s Sources,
    /// By source.
    documents: Vec<OnceLock<Document<'s>>>,
}

/// A file that is included.
pub(super) struct Included<'i> {
    pub(super) path: &'i str,
    pub(super) document: &'i Document<'i>,
}

/// A reference to a file that is to stand in place of a paragraph.
pub(super) struct Reference {
    pub(super) target: String,
    pub(super) span: Span,
}

impl<'s> Includes<'s> {
    /// All sources.
    #[must_use]
    pub fn new(sources: &'s Sources) -> Self {
        let documents = sources.iter().map(|_| OnceLock::new());
        Self {
            sources,
            documents: documents.collect(),
        }
    }

    /// The files that were included so far.
    pub(crate) fn met(&self) -> impl Iterator<Item = SourceId> {
        let documents = self.sources.iter().zip(&self.documents);
        documents.filter_map(|((id, _), document)| document.get().map(|_| id))
    }

    /// The file that a page or an included file means by a relative target.
    pub(super) fn get(&self, path: &str, target: &str) -> Option<Included<'_>> {
        let id = self.sources.at(self.sources.root().join(path, target))?;
        let source = self.sources.get(id);
        // What there is to say of a file is said once, where it is read for itself.
        let parse = || markdown::parse(id, source, &mut Diagnostics::default());
        Some(Included {
            path: &source.path,
            document: self.documents[id.0 as usize].get_or_init(parse),
        })
    }
}

/// The references of a paragraph that holds nothing else: `[!INCLUDE [label](target)]`.
pub(super) fn references(text: &Text<'_>) -> Vec<Reference> {
    let is_include = text
        .runs
        .first()
        .is_some_and(|run| run.text.trim_start().to_ascii_uppercase().starts_with('['))
        && text.plain().to_ascii_uppercase().starts_with("[!INCLUDE");
    if !is_include {
        return vec![];
    }
    text.links
        .iter()
        .map(|link| Reference {
            target: link.target.clone().into_owned(),
            span: link.span,
        })
        .collect()
}

/// Whether a block is a reference to an included file.
pub(super) fn is_reference(block: &Block<'_>) -> bool {
    matches!(block, Block::Paragraph(text) if text.links.len() == 1 && !references(text).is_empty())
}

/// A table with the text of included files in the place of references inside its cells; `None` if there are none.
pub(super) fn inline<'t>(table: &Table<'t>, path: &str, includes: &'t Includes<'_>) -> Option<Table<'t>> {
    let has_reference = |cell: &Text<'_>| cell.runs.iter().any(|run| mark(&run.text).is_some());
    if !table.rows.iter().flat_map(|row| &row.cells).any(has_reference) {
        return None;
    }
    let mut table = table.clone();
    for cell in table.rows.iter_mut().flat_map(|row| &mut row.cells) {
        while let Some(expanded) = inline_first(cell, path, includes) {
            *cell = expanded;
        }
    }
    Some(table)
}

/// Where the word begins with which a text ends that opens a reference. The bracket before it may be a run of its own.
fn mark(text: &str) -> Option<usize> {
    let trimmed = text.trim_end();
    let start = trimmed.len().checked_sub("!include".len())?;
    let is_mark = trimmed.get(start..)?.eq_ignore_ascii_case("!include");
    is_mark.then_some(start)
}

/// The text with its first reference to a known file replaced by what the file's paragraphs say.
fn inline_first<'t>(cell: &Text<'t>, path: &str, includes: &'t Includes<'_>) -> Option<Text<'t>> {
    let at = cell.runs.iter().position(|run| mark(&run.text).is_some())?;
    let link = cell.runs.get(at + 1)?.link?;
    let behind = cell.runs[at + 1..].iter().position(|run| run.link != Some(link));
    let end = behind.map_or(cell.runs.len(), |behind| behind + at + 1);
    let file = includes.get(path, &cell.links[link].target)?;
    let mut expanded = Text {
        runs: cell.runs[..=at].to_vec(),
        links: cell.links.clone(),
        span: cell.span,
    };
    cut(&mut expanded.runs[at], mark(&cell.runs[at].text)?);
    open(&mut expanded.runs);
    let blocks = file.document.sections.iter().flat_map(|section| &section.blocks);
    for block in blocks {
        let Block::Paragraph(paragraph) = block else {
            continue;
        };
        let offset = expanded.links.len();
        expanded.links.extend(paragraph.links.iter().cloned());
        expanded.runs.extend(paragraph.runs.iter().map(|run| Run {
            link: run.link.map(|link| link + offset),
            ..run.clone()
        }));
    }
    let mut rest = cell.runs[end..].to_vec();
    if let Some(close) = rest.first_mut().filter(|run| run.text.starts_with(']')) {
        close.text = close.text[1..].to_owned().into();
    }
    expanded.runs.append(&mut rest);
    Some(expanded)
}

/// Takes away the bracket that opens a reference, at the end of what stands before it.
fn open(runs: &mut [Run<'_>]) {
    let last = runs.iter_mut().rev().find(|run| !run.text.is_empty());
    if let Some(run) = last.filter(|run| run.text.ends_with('[')) {
        cut(run, run.text.len() - 1);
    }
}

fn cut(run: &mut Run<'_>, length: usize) {
    run.text = run.text[..length].to_owned().into();
}
