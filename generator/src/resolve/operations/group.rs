//! The request lines of one operation, and the operation that they are.

use super::{
    super::{
        answer::Evidence,
        docs,
        index::Index,
        inherit::Inheritance,
        options,
        overrides::Statements,
        parameters, path_parameters,
        request_body::{Maker, Request, others, owner_of},
        responses,
        walk::Walk,
    },
    cover::{item_of, known, merge_bodies},
};
use crate::{
    api::{Answer, Api, Body, Docs, Method, Operation, Restated, TypeRef},
    diagnostic::Diagnostics,
    evidence::Trail,
    lower::{PlaceId, Tree},
    page::{Page, Permission, RequestLine},
    source::SourceId,
};

/// The request lines of one operation.
pub(super) struct Group<'g> {
    pub(super) tree: &'g Tree,
    pub(super) pages: &'g [Page],
    pub(super) stated: &'g Statements,
    pub(super) places: &'g [PlaceId],
    pub(super) method: Method,
    pub(super) uses: Vec<(usize, usize)>,
    pub(super) walked: Option<&'g TypeRef>,
    pub(super) walk: &'g Walk,
}

impl Group<'_> {
    /// The page that speaks for the operation: one that is about it more than about others, and about more of its paths than others;
    /// of those, one whose answer is what the path walk reaches; then the one that says most of the query; else the first.
    pub(super) fn lead(&self, evidence: &[Vec<(Method, Evidence)>]) -> usize {
        let wanted = item_of(self.walked);
        let speaks = |page: usize| {
            let answer = known(&evidence[page], self.method);
            matches!(answer, Some(Answer::Json(ty) | Answer::Page(ty)) if Some(ty) == wanted)
        };
        let rank = |page: usize| {
            let here = self.uses.iter().filter(|(other, _)| *other == page).count();
            let all = self.tree.lines[page]
                .iter()
                .filter(|(method, _)| *method == self.method)
                .count();
            (here * 2 >= all, here, speaks(page), extent(&self.pages[page]))
        };
        let pages = self.page_indices();
        // The last of the greatest counts, so the first of equals has to stand last.
        pages
            .iter()
            .rev()
            .copied()
            .max_by_key(|page| rank(*page))
            .unwrap_or_default()
    }

    pub(super) fn page_indices(&self) -> Vec<usize> {
        let mut pages: Vec<usize> = self.uses.iter().map(|(page, _)| *page).collect();
        pages.dedup();
        pages
    }

    /// The pages, the leading one first.
    fn ordered_pages(&self, lead: usize) -> (Vec<usize>, Vec<&Page>) {
        let mut indices = self.page_indices();
        indices.retain(|index| *index != lead);
        indices.insert(0, lead);
        let pages = indices.iter().map(|index| &self.pages[*index]).collect();
        (indices, pages)
    }

    /// The operation without what it carries.
    pub(super) fn resolve(
        &self,
        lead: usize,
        evidence: &[Vec<(Method, Evidence)>],
        index: &Index<'_>,
        lineage: &Inheritance,
        out: &mut Diagnostics,
    ) -> Operation {
        let page = &self.pages[lead];
        let (indices, pages) = self.ordered_pages(lead);
        let lines: Vec<&RequestLine> = self.lines().collect();
        let uses = self.uses.iter().map(|(page, line)| {
            let page = &self.pages[*page];
            (page, &page.requests[*line])
        });
        let uses: Vec<(&Page, &RequestLine)> = uses.collect();
        let answer = self.answer(&indices, evidence, lineage, out);
        let (templates, walks) = self.templates(&answer);
        let accounts = self.accounts(&templates, &answer, index, lineage);
        let responses = responses::resolve(&pages, self.method, &answer, index);
        let all_deprecated = pages.iter().all(|page| page.deprecated.is_some());
        Operation {
            method: self.method,
            templates,
            title: page.title.value.clone(),
            docs: docs::resolve_all(&page.summary, index),
            permissions: permissions(&pages),
            parameters: parameters::resolve(&pages, &lines, index, lineage, out),
            options: options::resolve(&pages, self.method, &lines, index),
            path_parameters: path_parameters::resolve(&uses, &pages, self.method, index, lineage),
            body_docs: Docs::default(),
            body_optional: false,
            body_members: members(page, index),
            other_bodies: vec![],
            body: None,
            may_be_empty: responses::may_be_empty(&pages, self.method, &responses, &answer, index),
            answer,
            responses,
            walks,
            deprecated: page.deprecated.clone().filter(|_| all_deprecated),
            accounts,
            sources: lines.iter().map(|line| line.span).collect(),
            pages: self.told(&pages, index),
            evidence: Trail::default(),
        }
    }

    /// Gives the operation what it carries, and with it all evidence.
    pub(super) fn carry(
        &self,
        operation: &mut Operation,
        lead: usize,
        body: Option<Body>,
        index: &Index<'_>,
        lineage: &Inheritance,
    ) {
        let page = &self.pages[lead];
        let (_, pages) = self.ordered_pages(lead);
        if body.is_some() {
            operation.body_docs = docs::resolve_all(&page.body.prose, index);
            operation.body_optional = page.body.none;
        }
        operation.other_bodies = others(&pages, self.method, body.as_ref());
        operation.evidence = self.grounds(&pages, body.as_ref(), &operation.answer, index, lineage);
        operation.body = body;
    }

    /// What each of several pages calls the operation and says of it.
    fn told(&self, pages: &[&Page], index: &Index<'_>) -> Vec<(SourceId, String, Docs)> {
        if pages.len() < 2 {
            return vec![];
        }
        let all = self.page_indices().into_iter().map(|page| &self.pages[page]);
        all.map(|page| {
            (
                page.source,
                page.title.value.clone(),
                docs::resolve_all(&page.summary, index),
            )
        })
        .collect()
    }

    pub(super) fn lines(&self) -> impl Iterator<Item = &RequestLine> {
        self.uses.iter().map(|(page, line)| &self.pages[*page].requests[*line])
    }

    pub(super) fn template(&self, page: usize, line: usize) -> String {
        self.pages[page].requests[line].path.to_string()
    }

    /// What the operation carries. Types that are made for it go into the model.
    pub(super) fn body(
        &self,
        lead: usize,
        index: &Index<'_>,
        lineage: &Inheritance,
        maker: &mut Maker,
        api: &mut Api,
        out: &mut Diagnostics,
    ) -> Option<Body> {
        if let Some(load) = self.uses.iter().find_map(|line| self.stated.load(*line)) {
            return load.body().cloned();
        }
        let place = &self.tree.places[self.places[0]];
        let parent = place.parent.unwrap_or_default();
        let step = &place.step;
        let segment = step.function().or(step.literal()).unwrap_or_default().to_owned();
        let fallback = self.tree.places[parent].step.literal().unwrap_or_default().to_owned();
        let owner = owner_of(self.walk.types[parent].as_ref(), &fallback, api).to_owned();
        let mut bodies: Vec<Body> = vec![];
        for page in self.ordered_pages(lead).1 {
            let request = Request {
                page,
                method: self.method,
                walked: self.walked,
                owner: &owner,
                segment: segment.rsplit('.').next().unwrap_or(&segment),
            };
            let body = maker.body(&request, index, lineage, api, out);
            bodies.extend(body.filter(|body| !bodies.contains(body)));
        }
        merge_bodies(bodies, self.walked, lineage)
    }
}

/// How much a page has to say of what may be asked for.
fn extent(page: &Page) -> usize {
    page.query.len() + page.query_prose.len()
}

/// What the table of the body says of its members.
fn members(page: &Page, index: &Index<'_>) -> Vec<Restated> {
    let rows = page.body.rows.iter();
    rows.map(|row| Restated {
        name: row.name.value.clone(),
        docs: docs::resolve(&row.description, row.span.source, index),
        read_only: row.notes.read_only,
        required: row.notes.required == Some(true),
        default: row.notes.default.clone(),
        deprecated: row.notes.deprecated.clone(),
    })
    .collect()
}

/// The rows of all pages, each once: a page about one kind of thing at the path may ask for other permissions than the next.
pub(super) fn permissions(pages: &[&Page]) -> Vec<(String, String)> {
    let mut rows: Vec<&Permission> = vec![];
    for row in pages.iter().flat_map(|page| &page.permissions) {
        if !rows.contains(&row) {
            rows.push(row);
        }
    }
    rows.into_iter()
        .map(|row| (row.kind.clone(), row.names.clone()))
        .collect()
}
