//! Documentation with links that resolve.

use rayon::prelude::*;

use super::index::Index;
use crate::{
    api::{Account, Api, DocPiece, DocTarget, Docs, OperationId, Response, Shape},
    page::{Prose, ProsePiece},
    source::SourceId,
};

/// Stands for a page until operations have ids; no documented link has this scheme.
const PAGE: &str = "docwright-page:";

/// Resolves the links of some prose on a page.
pub(super) fn resolve(prose: &Prose, from: SourceId, index: &Index<'_>) -> Docs {
    let pieces = prose.pieces.iter().map(|piece| match piece {
        ProsePiece::Text(text) => DocPiece::Text(text.clone()),
        ProsePiece::Link { label, target, .. } => match target_of(target, label, from, index) {
            Some(target) => DocPiece::Link {
                label: label.clone(),
                target,
            },
            None => DocPiece::Text(label.clone()),
        },
    });
    Docs {
        pieces: pieces.collect(),
    }
}

/// Resolves paragraphs, with blank lines between them.
pub(super) fn resolve_all(prose: &[Prose], index: &Index<'_>) -> Docs {
    let mut pieces = vec![];
    for paragraph in prose {
        let Some(span) = paragraph.span else {
            continue;
        };
        if !pieces.is_empty() {
            pieces.push(DocPiece::Text("\n\n".to_owned()));
        }
        pieces.extend(resolve(paragraph, span.source, index).pieces);
    }
    Docs { pieces }
}

fn target_of(target: &str, label: &str, from: SourceId, index: &Index<'_>) -> Option<DocTarget> {
    if target.starts_with("http://") || target.starts_with("https://") {
        return Some(DocTarget::Url(target.to_owned()));
    }
    if target.starts_with('/') {
        return Some(DocTarget::Url(format!("{}{target}", index.dialect.links.site)));
    }
    if target.starts_with('#') || target.contains(':') {
        return None;
    }
    let page = index.page(target, from)?;
    let name = label.replace('\\', "");
    let subjects = index.subjects(page);
    let named = subjects
        .iter()
        .find(|key| crate::lower::short(key).eq_ignore_ascii_case(name.trim()));
    if let Some(id) = named.or(subjects.first()).and_then(|key| index.id(key)) {
        return Some(DocTarget::Type(id));
    }
    Some(DocTarget::Url(format!("{PAGE}{}", page.0)))
}

/// Turns links to pages into links to their operations.
pub(super) fn link(index: &Index<'_>, api: &mut Api) {
    let mut operations: std::collections::HashMap<SourceId, OperationId> = std::collections::HashMap::new();
    for (position, operation) in api.operations.iter().enumerate() {
        for span in &operation.sources {
            operations
                .entry(span.source)
                .or_insert(OperationId(u32::try_from(position).unwrap_or(u32::MAX)));
        }
    }
    let target = |page: SourceId| match operations.get(&page) {
        Some(id) => Some(DocTarget::Operation(*id)),
        None => published(page, index).map(DocTarget::Url),
    };
    for_each_docs(api, &|docs| {
        for piece in &mut docs.pieces {
            let DocPiece::Link {
                label,
                target: DocTarget::Url(url),
            } = piece
            else {
                continue;
            };
            let Some(page) = url.strip_prefix(PAGE).and_then(|id| id.parse().ok()) else {
                continue;
            };
            *piece = match target(SourceId(page)) {
                Some(target) => DocPiece::Link {
                    label: std::mem::take(label),
                    target,
                },
                None => DocPiece::Text(std::mem::take(label)),
            };
        }
    });
}

/// The published address of a page: the site, and the page's path without its extension.
fn published(page: SourceId, index: &Index<'_>) -> Option<String> {
    let source = index.sources.get(page);
    // What is only included is published where it is included.
    let path = source.path.strip_suffix(".md").filter(|_| !source.included)?;
    Some(format!(
        "{}{}{path}",
        index.dialect.links.site, index.dialect.links.pages
    ))
}

fn for_each_docs(api: &mut Api, visit: &(impl Fn(&mut Docs) + Sync)) {
    api.types.par_iter_mut().for_each(|ty| {
        visit(&mut ty.docs);
        match &mut ty.shape {
            Shape::Object(object) => {
                let properties = object.properties.iter_mut();
                properties.for_each(|property| visit(&mut property.docs));
                let restated = object.restated.iter_mut();
                restated.for_each(|property| visit(&mut property.docs));
            }
            Shape::Enumeration(enumeration) => enumeration
                .members
                .iter_mut()
                .for_each(|member| visit(&mut member.docs)),
        }
    });
    api.operations.par_iter_mut().for_each(|operation| {
        visit(&mut operation.docs);
        operation
            .parameters
            .iter_mut()
            .for_each(|parameter| visit(&mut parameter.docs));
        operation
            .path_parameters
            .iter_mut()
            .for_each(|parameter| visit(&mut parameter.docs));
        visit(&mut operation.body_docs);
        operation.options.iter_mut().for_each(|option| visit(&mut option.docs));
        visit_responses(&mut operation.responses, visit);
        operation.pages.iter_mut().for_each(|(.., docs)| visit(docs));
        let members = operation.body_members.iter_mut();
        members.for_each(|member| visit(&mut member.docs));
        operation
            .accounts
            .iter_mut()
            .for_each(|account| visit_account(account, visit));
    });
    api.nodes.par_iter_mut().for_each(|node| {
        visit(&mut node.docs);
        let edges = node.edges.iter_mut().flat_map(|edge| &mut edge.arguments);
        let calls = node.calls.iter_mut().flat_map(|call| &mut call.arguments);
        edges.chain(calls).for_each(|argument| visit(&mut argument.docs));
    });
}

fn visit_account(account: &mut Account, visit: &impl Fn(&mut Docs)) {
    visit(&mut account.docs);
    visit(&mut account.body_docs);
    account.parameters.iter_mut().for_each(|(.., docs)| visit(docs));
    account.options.iter_mut().for_each(|option| visit(&mut option.docs));
    visit_responses(&mut account.responses, visit);
}

fn visit_responses(responses: &mut [Response], visit: &impl Fn(&mut Docs)) {
    for response in responses {
        visit(&mut response.docs);
        response.headers.iter_mut().for_each(|(_, docs)| visit(docs));
    }
}
