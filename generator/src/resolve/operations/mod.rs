//! Operations: one for each method of each class of places.

mod account;
mod cover;
mod grounds;
mod group;
mod reading;

use std::collections::BTreeMap;

use rayon::prelude::*;

use self::group::Group;
use super::{
    answer::{self, Evidence},
    index::Index,
    inherit::Inheritance,
    merge::Classes,
    overrides::Statements,
    request_body::Maker,
    walk::{self, Walk},
};
use crate::{
    api::{Api, Method, OperationId, Shape, TypeRef},
    diagnostic::{Code, Diagnostics},
    lower::{PlaceId, Tree},
    page::{Page, Piece, RequestLine},
};

/// What the nodes are built from.
pub(in crate::resolve) struct Plan {
    pub(in crate::resolve) classes: Classes,
    pub(in crate::resolve) walk: Walk,
    /// Operations by class and method.
    pub(in crate::resolve) operations: BTreeMap<PlaceId, Vec<(Method, OperationId)>>,
    /// Pages of each operation, the leading one first; by operation.
    pub(in crate::resolve) leads: Vec<usize>,
}

/// Plans the operations of all pages.
pub(in crate::resolve) fn plan(
    tree: &Tree,
    pages: &[Page],
    stated: Statements,
    index: &Index<'_>,
    lineage: &Inheritance,
    api: &mut Api,
    out: &mut Diagnostics,
) -> Plan {
    let survey = |stated: &Statements, out: &mut Diagnostics| {
        let evidence = out.gather(pages.par_iter().enumerate(), |(number, page), out| {
            evidence_of(number, page, stated, index, lineage, out)
        });
        let walk = walk::walk(tree, pages, &evidence, stated, index, api);
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
    correct_collections(&walk, api, out);
    let members = classes.members();
    let mut groups: Vec<(PlaceId, Group<'_>)> = vec![];
    for (class, places) in &members {
        let walked = places.iter().find_map(|place| walk.types[*place].as_ref());
        groups.extend(by_method(tree, places).into_iter().map(|(method, uses)| {
            let group = Group {
                tree,
                pages,
                stated: &stated,
                places,
                method,
                uses,
                walked,
                walk: &walk,
            };
            (*class, group)
        }));
    }
    let leads: Vec<usize> = groups.par_iter().map(|(_, group)| group.lead(&evidence)).collect();
    let led = || groups.par_iter().zip(&leads);
    // Bodies make types as they go, in order; all else only looks things up.
    let mut found = Diagnostics::default();
    let (bodies, mut resolved) = rayon::join(
        || {
            let mut maker = Maker::new();
            let mut bodies = Vec::with_capacity(groups.len());
            for ((_, group), lead) in groups.iter().zip(&leads) {
                bodies.push(group.body(*lead, index, lineage, &mut maker, api, &mut found));
            }
            maker.finish(&index.dialect.namespace, api);
            bodies
        },
        || {
            out.gather(led(), |((_, group), lead), out| {
                group.resolve(*lead, &evidence, index, lineage, out)
            })
        },
    );
    out.append(found);
    let carried = resolved.par_iter_mut().zip(bodies);
    led().zip(carried).for_each(|(((_, group), lead), (operation, body))| {
        group.carry(operation, *lead, body, index, lineage);
    });
    let mut operations: BTreeMap<PlaceId, Vec<(Method, OperationId)>> = BTreeMap::new();
    for (id, ((class, _), operation)) in (0..).zip(groups.iter().zip(&resolved)) {
        operations
            .entry(*class)
            .or_default()
            .push((operation.method, OperationId(id)));
    }
    api.operations = resolved;
    Plan {
        classes,
        walk,
        operations,
        leads,
    }
}

/// Makes collections of the properties that their tables call single and whose paths show to be more.
fn correct_collections(walk: &Walk, api: &mut Api, out: &mut Diagnostics) {
    for (owner, name) in &walk.collections {
        let Shape::Object(object) = &mut api.types[owner.0 as usize].shape else {
            continue;
        };
        let property = object.properties.iter_mut().find(|property| property.name == *name);
        let Some(property) = property else {
            continue;
        };
        if let Some(span) = property.span {
            let message = format!("the table calls `{name}` one thing, and requests to it show a collection");
            out.report(Code::TypeConflict, span, message);
        }
        let item = std::mem::replace(&mut property.ty, TypeRef::Opaque);
        property.ty = TypeRef::List(Box::new(item));
    }
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

/// Orders templates: fewest literal segments first, then most placeholders (`/users/{id}` speaks for `/me` too).
pub(in crate::resolve) fn canonical_order(template: &str) -> (usize, usize, &str) {
    let (mut literals, mut placeholders) = (0, 0);
    for segment in template.split('/').filter(|segment| !segment.is_empty()) {
        *(if segment.starts_with('{') {
            &mut placeholders
        } else {
            &mut literals
        }) += 1;
    }
    (literals, usize::MAX - placeholders, template)
}

/// The literal text that names a step, for methods and types.
pub(in crate::resolve) fn step_name(pieces: &[Piece]) -> String {
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
