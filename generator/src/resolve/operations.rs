//! Operations: one for each method of each class of places.

use std::collections::BTreeMap;

use super::{
    answer::{self, Evidence},
    docs,
    index::Index,
    inherit::Inheritance,
    merge::Classes,
    overrides::Statements,
    parameters, path_parameters,
    paths::{PlaceId, Tree},
    reference,
    request_body::{Maker, Request, owner_of},
    responses,
    walk::{self, Walk},
};
use crate::{
    api::{self, Answer, Api, Body, Docs, Method, Operation, OperationId, TypeRef},
    diagnostic::{Code, Diagnostics},
    evidence::{Fact, Kind, Trail},
    page::{Page, Piece, RequestLine},
};

/// What the nodes are built from.
pub(super) struct Plan {
    pub(super) classes: Classes,
    pub(super) walk: Walk,
    /// Operations by class and method.
    pub(super) operations: BTreeMap<PlaceId, Vec<(Method, OperationId)>>,
    /// Pages of each operation, the leading one first; by operation.
    pub(super) leads: Vec<usize>,
}

/// Plans the operations of all pages.
pub(super) fn plan(
    tree: &Tree,
    pages: &[Page],
    stated: Statements,
    index: &Index<'_>,
    lineage: &Inheritance,
    api: &mut Api,
    out: &mut Diagnostics,
) -> Plan {
    let survey = |stated: &Statements, out: &mut Diagnostics| {
        let evidence_of = |(number, page)| evidence_of(number, page, stated, index, lineage, out);
        let evidence: Vec<Vec<(Method, Evidence)>> = pages.iter().enumerate().map(evidence_of).collect();
        let walk = walk::walk(tree, &evidence, stated, index, api);
        let classes = Classes::new(tree, &walk);
        (evidence, walk, classes)
    };
    let stated = if stated.is_empty() {
        stated
    } else {
        // What is said of one path of an operation holds for all. Which those are, the pages tell.
        let (_, _, classes) = survey(&Statements::default(), &mut Diagnostics::default());
        stated.spread(tree, &classes)
    };
    let (evidence, walk, classes) = survey(&stated, out);
    let mut plan = Plan {
        classes,
        walk,
        operations: BTreeMap::new(),
        leads: vec![],
    };
    let mut maker = Maker::new();
    for (class, places) in plan.classes.members() {
        for (method, uses) in by_method(tree, &places) {
            let group = Group {
                tree,
                pages,
                stated: &stated,
                places: &places,
                method,
                uses,
                walked: places.iter().find_map(|place| plan.walk.types[*place].as_ref()),
                walk: &plan.walk,
            };
            let lead = group.lead(&evidence);
            let operation = group.resolve(lead, &evidence, index, lineage, &mut maker, api, out);
            let id = OperationId(u32::try_from(api.operations.len()).unwrap_or(u32::MAX));
            api.operations.push(operation);
            plan.leads.push(lead);
            plan.operations.entry(class).or_default().push((method, id));
        }
    }
    maker.finish(&index.dialect.namespace, api);
    plan
}

fn evidence_of(
    number: usize,
    page: &Page,
    stated: &Statements,
    index: &Index<'_>,
    lineage: &Inheritance,
    out: &mut Diagnostics,
) -> Vec<(Method, Evidence)> {
    let mut found: Vec<(Method, Evidence)> = vec![];
    for RequestLine { method, .. } in &page.requests {
        if !found.iter().any(|(known, _)| known == method) {
            let evidence = match stated.page_answer(number, page, *method) {
                Some(answer) => Evidence::Known(answer.clone()),
                None => answer::weigh(page, *method, index, lineage, out),
            };
            found.push((*method, evidence));
        }
    }
    found
}

/// Request lines that lead to a class: page and line, by method.
fn by_method(tree: &Tree, places: &[PlaceId]) -> BTreeMap<Method, Vec<(usize, usize)>> {
    let mut methods: BTreeMap<Method, Vec<(usize, usize)>> = BTreeMap::new();
    for place in places {
        for (page, line) in &tree.places[*place].uses {
            methods
                .entry(tree.lines[*page][*line].0)
                .or_default()
                .push((*page, *line));
        }
    }
    for uses in methods.values_mut() {
        uses.sort_unstable();
    }
    methods
}

/// The request lines of one operation.
struct Group<'g> {
    tree: &'g Tree,
    pages: &'g [Page],
    stated: &'g Statements,
    places: &'g [PlaceId],
    method: Method,
    uses: Vec<(usize, usize)>,
    walked: Option<&'g TypeRef>,
    walk: &'g Walk,
}

impl Group<'_> {
    /// The page that speaks for the operation: one whose answer is what the path walk reaches, else the first.
    fn lead(&self, evidence: &[Vec<(Method, Evidence)>]) -> usize {
        let wanted = item_of(self.walked);
        let speaks = |page: usize| {
            let answer = known(&evidence[page], self.method);
            matches!(answer, Some(Answer::Json(ty) | Answer::Page(ty)) if Some(ty) == wanted)
        };
        let pages = self.page_indices();
        pages
            .iter()
            .copied()
            .find(|page| speaks(*page))
            .or(pages.first().copied())
            .unwrap_or_default()
    }

    fn page_indices(&self) -> Vec<usize> {
        let mut pages: Vec<usize> = self.uses.iter().map(|(page, _)| *page).collect();
        pages.dedup();
        pages
    }

    #[expect(
        clippy::too_many_arguments,
        reason = "a phase's tables, each used by one of the steps"
    )]
    fn resolve(
        &self,
        lead: usize,
        evidence: &[Vec<(Method, Evidence)>],
        index: &Index<'_>,
        lineage: &Inheritance,
        maker: &mut Maker,
        api: &mut Api,
        out: &mut Diagnostics,
    ) -> Operation {
        let page = &self.pages[lead];
        let mut indices = self.page_indices();
        indices.retain(|index| *index != lead);
        indices.insert(0, lead);
        let pages: Vec<&Page> = indices.iter().map(|index| &self.pages[*index]).collect();
        let lines: Vec<&RequestLine> = self.lines().collect();
        let body = self.body(&pages, index, lineage, maker, api, out);
        let answer = self.answer(&indices, evidence, lineage, out);
        let (templates, walks) = self.templates(&answer);
        let responses = responses::resolve(&pages, self.method, &answer, index);
        let body_docs = docs::resolve_all(&page.body.prose, index);
        let mut evidence = Trail::default();
        if let Some(line) = lines.first() {
            evidence.believe(Fact::Exists, Kind::RequestLine, line.span);
        }
        let all_deprecated = pages.iter().all(|page| page.deprecated.is_some());
        Operation {
            method: self.method,
            templates,
            title: page.title.value.clone(),
            docs: docs::resolve_all(&page.summary, index),
            permissions: page
                .permissions
                .iter()
                .map(|row| (row.kind.clone(), row.names.clone()))
                .collect(),
            parameters: parameters::resolve(&pages, &lines, index, lineage, out),
            path_parameters: path_parameters::resolve(self.lines(), &pages, index, lineage),
            body_docs: if body.is_some() { body_docs } else { Docs::default() },
            body,
            other_bodies: vec![],
            may_be_empty: responses::may_be_empty(&responses, &answer),
            answer,
            responses,
            walks,
            deprecated: page.deprecated.clone().filter(|_| all_deprecated),
            sources: lines.iter().map(|line| line.span).collect(),
            evidence,
        }
    }

    fn lines(&self) -> impl Iterator<Item = &RequestLine> {
        self.uses.iter().map(|(page, line)| &self.pages[*page].requests[*line])
    }

    /// The templates, canonical first, and how each leads through the model.
    fn templates(&self, answer: &Answer) -> (Vec<String>, Vec<api::Walk>) {
        let mut templates: Vec<(String, PlaceId)> = self
            .uses
            .iter()
            .map(|(page, line)| (self.template(*page, *line), self.tree.lines[*page][*line].1))
            .collect();
        templates.sort_by_key(|(template, _)| canonical_order(template));
        templates.dedup_by(|(a, _), (b, _)| a == b);
        let walk = |(template, place): (String, PlaceId)| {
            let lost = self.walk.lost(self.tree, place);
            let walk = api::Walk {
                answer: answer.clone(),
                reached: lost.is_none(),
                lost,
            };
            (template, walk)
        };
        templates.into_iter().map(walk).unzip()
    }

    /// Whether a page lists paths to different things, of which the path here is not the one that its prose is about.
    fn is_mixed(&self, page: usize, answer: &Answer) -> bool {
        let by_model = |place: PlaceId| self.walk.types[place].as_ref().filter(|_| self.walk.by_model[place]);
        if !self.places.iter().any(|place| by_model(*place).is_some()) {
            return false;
        }
        let about = match answer {
            Answer::Page(ty) => Some(TypeRef::List(Box::new(ty.clone()))),
            Answer::Json(ty) => Some(ty.clone()),
            _ => None,
        };
        let lines = self.tree.lines[page]
            .iter()
            .filter(|(method, _)| *method == self.method);
        let mut elsewhere = lines
            .filter(|(_, place)| !self.places.contains(place))
            .filter_map(|(_, place)| by_model(*place));
        self.walked != about.as_ref() && elsewhere.any(|ty| Some(ty) == about.as_ref())
    }

    fn template(&self, page: usize, line: usize) -> String {
        self.pages[page].requests[line].path.to_string()
    }

    fn answer(
        &self,
        pages: &[usize],
        evidence: &[Vec<(Method, Evidence)>],
        lineage: &Inheritance,
        out: &mut Diagnostics,
    ) -> Answer {
        if let Some(answer) = self.uses.iter().find_map(|line| self.stated.answer(*line)) {
            return answer.clone();
        }
        if let Some(answer) = answer::by_convention(self.tree.places[self.places[0]].step.literal(), self.method) {
            return answer;
        }
        let known: Vec<&Answer> = pages
            .iter()
            .filter_map(|page| known(&evidence[*page], self.method))
            .collect();
        if let Some(first) = known.first() {
            let answer = merge_answers(first, &known, self.walked, lineage);
            return match self
                .walked
                .filter(|_| self.method == Method::Get && self.is_mixed(pages[0], &answer))
            {
                Some(walked) => answer::by_path(walked),
                None => answer,
            };
        }
        let page = &self.pages[pages[0]];
        let own = evidence[pages[0]]
            .iter()
            .find(|(method, _)| *method == self.method)
            .map_or(&Evidence::Silent, |(_, evidence)| evidence);
        let creates = self.method == Method::Post && matches!(self.walked, Some(TypeRef::List(_)));
        answer::complete(own, self.method, self.walked, creates).unwrap_or_else(|| {
            let span = page.response.span.unwrap_or(page.title.span);
            let message = format!(
                "nothing says what `{} {}` answers",
                self.method.as_str(),
                page.requests[0].path
            );
            out.report(Code::ResponseUnknown, span, message);
            match own {
                Evidence::Untyped { collection: true } => Answer::Page(TypeRef::Opaque),
                _ => Answer::Json(TypeRef::Opaque),
            }
        })
    }

    fn body(
        &self,
        pages: &[&Page],
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
        for page in pages {
            let request = Request {
                page,
                method: self.method,
                walked: self.walked,
                owner: &owner,
                segment: segment.rsplit('.').next().unwrap_or(&segment),
                title: docs::resolve_all(&page.summary, index),
            };
            let body = maker.body(&request, index, lineage, api, out);
            bodies.extend(body.filter(|body| !bodies.contains(body)));
        }
        merge_bodies(bodies, self.walked, lineage)
    }
}

/// Orders templates: fewest literal segments first, then most placeholders (`/users/{id}` speaks for `/me` too).
pub(super) fn canonical_order(template: &str) -> (usize, usize, String) {
    let segments = template.split('/').filter(|segment| !segment.is_empty());
    let (placeholders, literals): (Vec<&str>, Vec<&str>) = segments.partition(|segment| segment.starts_with('{'));
    (literals.len(), usize::MAX - placeholders.len(), template.to_owned())
}

fn known(evidence: &[(Method, Evidence)], method: Method) -> Option<&Answer> {
    evidence.iter().find_map(|(other, evidence)| match evidence {
        Evidence::Known(answer) if *other == method => Some(answer),
        _ => None,
    })
}

/// Several pages, one operation: where their types differ, what covers all of them.
fn merge_answers(first: &Answer, all: &[&Answer], walked: Option<&TypeRef>, lineage: &Inheritance) -> Answer {
    let item = item_of(walked);
    let types = |pick: fn(&Answer) -> Option<&TypeRef>| {
        let mut types: Vec<TypeRef> = vec![];
        for ty in all.iter().filter_map(|answer| pick(answer)) {
            if !types.contains(ty) {
                types.push(ty.clone());
            }
        }
        types
    };
    match first {
        Answer::Json(ty) => {
            let types = types(|answer| if let Answer::Json(ty) = answer { Some(ty) } else { None });
            Answer::Json(cover(&types, item, lineage).unwrap_or_else(|| ty.clone()))
        }
        Answer::Page(ty) => {
            let types = types(|answer| if let Answer::Page(ty) = answer { Some(ty) } else { None });
            Answer::Page(cover(&types, item, lineage).unwrap_or_else(|| ty.clone()))
        }
        other => other.clone(),
    }
}

fn merge_bodies(mut bodies: Vec<Body>, walked: Option<&TypeRef>, lineage: &Inheritance) -> Option<Body> {
    if bodies.len() < 2 {
        return bodies.pop();
    }
    let types: Vec<TypeRef> = bodies
        .iter()
        .filter_map(|body| match body {
            Body::Json(ty) => Some(ty.clone()),
            Body::Bytes(_) => None,
        })
        .collect();
    Some(cover(&types, item_of(walked), lineage).map_or_else(|| bodies.swap_remove(0), Body::Json))
}

/// What covers the types of several pages: what the path walk reaches, if one of the pages says so; else their common base.
fn cover(types: &[TypeRef], item: Option<&TypeRef>, lineage: &Inheritance) -> Option<TypeRef> {
    item.filter(|item| types.contains(item))
        .cloned()
        .or_else(|| reference::common(types, lineage))
}

/// The item of a collection; anything else itself.
fn item_of(ty: Option<&TypeRef>) -> Option<&TypeRef> {
    match ty {
        Some(TypeRef::List(item)) => Some(item),
        other => other,
    }
}

/// The literal text that names a step, for methods and types.
pub(super) fn step_name(pieces: &[Piece]) -> String {
    let texts: Vec<&str> = pieces
        .iter()
        .filter_map(|piece| match piece {
            Piece::Text(text) => Some(
                text.split('(')
                    .next()
                    .unwrap_or(text)
                    .trim_matches([':', '/', '\'', ')', ',']),
            ),
            Piece::Placeholder { .. } => None,
        })
        .filter(|text| !text.is_empty() && !text.ends_with('='))
        .collect();
    texts.join(" ")
}
