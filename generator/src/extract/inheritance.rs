//! What derives from what, as prose says it.

use super::{notes, page::Walk};
use crate::{
    dialect::{Statement, Told},
    markdown::{Block, Text},
    page::TypeName,
};

/// Anything longer between a phrase and the link that it is about makes the link another sentence's.
const LEAD: usize = 12;
/// What stands between the links of a list: a comma, "and".
const BETWEEN: usize = 8;

impl Walk<'_, '_, '_> {
    /// "Inherits from [x](x.md)": prose is where most pages say it.
    pub(super) fn inherits(&mut self, text: &Text<'_>, plain: &str, told: &Told<Statement>) {
        let plain_phrase = told.get(Statement::Inherits);
        let Some(phrase) = plain_phrase.clone().or(told.get(Statement::InheritsLinked)) else {
            return;
        };
        let before = plain[..phrase.start].trim_end();
        let takes_word = plain_phrase.is_some() || before.is_empty() || before.ends_with('.');
        let bold = text
            .runs
            .iter()
            .find(|run| run.style.strong && !run.text.trim().is_empty());
        let name = notes::link_behind(text, phrase.end).or_else(|| {
            let word = notes::first_word(&plain[phrase.end..]).filter(|_| takes_word)?;
            let span = bold.map_or(text.span?, |run| run.span);
            Some(TypeName {
                name: word.to_owned(),
                link: None,
                span,
            })
        });
        self.page.inherits.extend(name);
    }

    /// "Derived types include [x](x.md)": the page of a base lists what derives from it, in the sentence or in the list behind it.
    pub(super) fn derived(&mut self, blocks: &[Block<'_>]) {
        let mut announced = false;
        for block in blocks {
            match block {
                Block::Paragraph(text) => {
                    let lower = text.visible().to_ascii_lowercase();
                    let phrase = self.dialect.prose.statements.find(&lower).get(Statement::Derived);
                    announced = phrase.is_some() && lower.trim_end().ends_with(':');
                    if let Some(phrase) = phrase {
                        self.page.derived.extend(links_behind(text, phrase.end));
                    }
                }
                Block::List(items) if announced => self.listed(items),
                _ => announced = false,
            }
        }
    }

    /// What a section about derived types links to.
    pub(super) fn derived_section(&mut self, blocks: &[Block<'_>]) {
        for block in blocks {
            match block {
                Block::Paragraph(text) => self.page.derived.extend(links_behind_within(text, 0, usize::MAX)),
                Block::List(items) => self.listed(items),
                Block::Table(table) => {
                    let cells = table.rows.iter().filter_map(|row| row.cells.first());
                    let links = cells.flat_map(|cell| links_behind_within(cell, 0, usize::MAX));
                    self.page.derived.extend(links);
                }
                _ => {}
            }
        }
    }

    /// The first link of each item.
    fn listed(&mut self, items: &[Vec<Block<'_>>]) {
        let first = |item: &Vec<Block<'_>>| match item.first() {
            Some(Block::Paragraph(text)) => links_behind_within(text, 0, usize::MAX).into_iter().next(),
            _ => None,
        };
        self.page.derived.extend(items.iter().filter_map(first));
    }
}

/// A section under a heading that announces derived types.
pub(super) fn is_announced(heading: &str, phrases: &[String]) -> bool {
    let heading = heading.trim();
    phrases.iter().any(|phrase| phrase.eq_ignore_ascii_case(heading))
}

/// The links that follow an offset of the plain text, for as long as little stands between them.
fn links_behind(text: &Text<'_>, offset: usize) -> Vec<TypeName> {
    links_behind_within(text, offset, LEAD)
}

fn links_behind_within(text: &Text<'_>, offset: usize, lead: usize) -> Vec<TypeName> {
    let mut names: Vec<TypeName> = vec![];
    let (mut at, mut gap, mut last) = (0, 0, None);
    for run in text.runs.iter().filter(|run| !run.style.html) {
        let start = at;
        at += run.text.len();
        if at <= offset {
            continue;
        }
        let Some(link) = run.link.filter(|link| start >= offset && !text.links[*link].image) else {
            gap += run.text[offset.saturating_sub(start).min(run.text.len())..]
                .trim()
                .len();
            continue;
        };
        if gap > if names.is_empty() { lead } else { BETWEEN } {
            break;
        }
        gap = 0;
        if last != Some(link) {
            last = Some(link);
            names.push(TypeName {
                name: run.text.trim().to_owned(),
                link: Some(text.links[link].target.clone().into_owned()),
                span: text.links[link].span,
            });
        }
    }
    names
}
