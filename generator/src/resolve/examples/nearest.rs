//! What a request that is documented nowhere may have meant.

use crate::{
    api::{Api, Method, Operation},
    source::{SourceId, Span},
};

/// The documented request that comes nearest.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Nearest<'a> {
    pub(super) method: Method,
    pub(super) template: &'a str,
    /// The place of its request line, on the page of the example where it is documented there.
    pub(super) span: Option<Span>,
}

/// How far two requests are apart: segments that differ, methods that differ.
pub(crate) type Distance = (usize, bool);

/// The nearest of the page's own requests; if it has none, the nearest of all, if it is near at all.
pub(super) fn nearest<'a>(api: &'a Api, method: Method, path: &str, page: SourceId) -> Option<Nearest<'a>> {
    let is_own = |operation: &&Operation| operation.sources.iter().any(|span| span.source == page);
    let half = path.matches('/').count() / 2;
    let own = closest(api.operations.iter().filter(is_own), method, path);
    let any = || closest(api.operations.iter(), method, path).filter(|((segments, _), ..)| *segments <= half);
    let (_, operation, template) = own.or_else(any)?;
    Some(Nearest {
        method: operation.method,
        template,
        span: operation
            .sources
            .iter()
            .find(|span| span.source == page)
            .or(operation.sources.first())
            .copied(),
    })
}

/// The template nearest to a path, and how far it is: of those with the fewest segments that differ, the one that is written
/// the most like it.
pub(crate) fn closest<'a>(
    operations: impl Iterator<Item = &'a Operation>,
    method: Method,
    path: &str,
) -> Option<(Distance, &'a Operation, &'a str)> {
    let path = path.to_ascii_lowercase();
    let written: Vec<Written<'_>> = path.split('/').map(Written).collect();
    let segments_apart = |template: &str| {
        let documented: Vec<Documented<'_>> = template.split('/').map(Documented).collect();
        strsim::generic_levenshtein(&written, &documented)
    };
    let mut nearest = vec![];
    let mut least: Option<Distance> = None;
    let templates = operations.flat_map(|operation| {
        let templates = operation.templates.iter();
        templates.map(move |template| (operation, template.as_str()))
    });
    for (operation, template) in templates {
        // Segments that one has more than the other are apart whatever they are.
        let fewest = template.split('/').count().abs_diff(written.len());
        if least.is_some_and(|(segments, _)| fewest > segments) {
            continue;
        }
        let distance = (segments_apart(template), operation.method != method);
        if least.is_none_or(|least| distance < least) {
            least = Some(distance);
            nearest.clear();
        }
        if least == Some(distance) {
            nearest.push((distance, operation, template));
        }
    }
    // Counting characters is dear, so only those that are otherwise equally near are compared so.
    nearest
        .into_iter()
        .min_by_key(|(.., template)| strsim::levenshtein(&path, &template.to_ascii_lowercase()))
}

/// A segment of an example's path, in lower case.
struct Written<'t>(&'t str);

/// A segment of a template.
struct Documented<'t>(&'t str);

impl PartialEq<Documented<'_>> for Written<'_> {
    fn eq(&self, documented: &Documented<'_>) -> bool {
        self.0.eq_ignore_ascii_case(documented.0) || (documented.0.starts_with('{') && !self.0.starts_with('$'))
    }
}
