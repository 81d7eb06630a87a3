//! What pages say of the paths that they list, where several pages are about one operation.

use super::{
    super::{docs, index::Index, inherit::Inheritance, options, parameters, responses},
    group::{Group, permissions},
};
use crate::{
    api::{Account, Answer},
    diagnostic::Diagnostics,
    page::{Page, RequestLine},
    pattern::without_names,
};

impl Group<'_> {
    /// An account for each set of templates that the same pages list, unless these are all pages of the operation.
    pub(super) fn accounts(
        &self,
        templates: &[String],
        answer: &Answer,
        index: &Index<'_>,
        lineage: &Inheritance,
    ) -> Vec<Account> {
        let all = self.page_indices();
        if all.len() < 2 {
            return vec![];
        }
        let mut sets: Vec<(Vec<usize>, Vec<String>)> = vec![];
        for template in templates {
            let mut pages: Vec<usize> = self.uses_of(template).map(|(page, _)| page).collect();
            pages.dedup();
            match sets.iter_mut().find(|(known, _)| *known == pages) {
                Some((_, templates)) => templates.push(template.clone()),
                None => sets.push((pages, vec![template.clone()])),
            }
        }
        sets.retain(|(pages, _)| *pages != all);
        sets.into_iter()
            .map(|(pages, templates)| self.account(pages, templates, answer, index, lineage))
            .collect()
    }

    fn account(
        &self,
        mut pages: Vec<usize>,
        templates: Vec<String>,
        answer: &Answer,
        index: &Index<'_>,
        lineage: &Inheritance,
    ) -> Account {
        // A page that is about these paths more than about others says more of them.
        let mut uses: Vec<(usize, usize)> = templates.iter().flat_map(|template| self.uses_of(template)).collect();
        uses.sort_unstable();
        uses.dedup();
        let apart = |page: &usize| {
            let here = uses.iter().filter(|(other, _)| other == page).count();
            let all = self.tree.lines[*page]
                .iter()
                .filter(|(method, _)| *method == self.method);
            all.count().abs_diff(here)
        };
        pages.sort_by_key(apart);
        let lines: Vec<&RequestLine> = uses
            .iter()
            .map(|(page, line)| &self.pages[*page].requests[*line])
            .collect();
        let pages: Vec<&Page> = pages.into_iter().map(|page| &self.pages[page]).collect();
        let lead = pages[0];
        // What is wrong with parameters was said of the operation.
        let documented = parameters::resolve(&pages, &lines, index, lineage, &mut Diagnostics::default());
        let first = |page: &&Page| {
            lines
                .iter()
                .map(|line| line.span)
                .find(|span| span.source == page.source)
        };
        Account {
            sources: pages.iter().filter_map(first).collect(),
            title: lead.title.value.clone(),
            docs: docs::resolve_all(&lead.summary, index),
            permissions: permissions(&pages),
            parameters: documented
                .into_iter()
                .map(|parameter| (parameter.location, parameter.name, parameter.docs))
                .collect(),
            options: options::resolve(&pages, self.method, &lines, index),
            body_docs: docs::resolve_all(&lead.body.prose, index),
            responses: responses::resolve(&pages, self.method, answer, index),
            deprecated: lead
                .deprecated
                .clone()
                .filter(|_| pages.iter().all(|page| page.deprecated.is_some())),
            templates,
        }
    }

    /// The request lines with a template, whatever they call its placeholders.
    fn uses_of(&self, template: &str) -> impl Iterator<Item = (usize, usize)> {
        let spelled = |template: &str| without_names(template).to_ascii_lowercase();
        let wanted = spelled(template);
        let uses = self.uses.iter().copied();
        uses.filter(move |(page, line)| spelled(&self.template(*page, *line)) == wanted)
    }
}
