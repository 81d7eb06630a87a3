//! From a method and a path to the operation: a tree of segments.

use std::collections::HashMap;

use crate::{
    api::{Api, Method, OperationId},
    extract::parse_template,
    page::{Piece, Segment},
    resolve::decode,
};

/// All documented path templates, sharing what they have in common.
#[derive(Debug)]
pub(super) struct Routes {
    /// The first is the root.
    places: Vec<Place>,
    /// The namespace that may qualify the name of an action or a function, with the dot behind it and in lower case.
    namespace: String,
    /// Paths of documented requests, decoded and in lower case: they are allowed though no template has them.
    shown: HashMap<(Method, String), OperationId>,
}

/// What a path leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Found {
    Operation(OperationId),
    /// The path is documented, with these methods only.
    OtherMethods(Vec<Method>),
    Nothing,
}

/// A place that some template leads through.
#[derive(Debug, Default)]
struct Place {
    /// Segments without placeholders, in lower case.
    literals: HashMap<String, usize>,
    /// Segments with text and placeholders, those with the most text first.
    mixed: Vec<(Segment, usize)>,
    /// A placeholder that is a whole segment.
    item: Option<usize>,
    /// Placeholders that are paths themselves, with the text that ends them.
    paths: Vec<(String, usize)>,
    /// What ends here.
    operations: Vec<(Method, OperationId)>,
}

/// How many steps a search may take: far more than any URL needs, and an end for one that is made to have none.
const STEPS: u32 = 20_000;

impl Routes {
    /// Builds the tree of all templates of an API.
    pub(super) fn new(api: &Api) -> Self {
        let mut routes = Self {
            places: vec![Place::default()],
            namespace: format!("{}.", api.service.namespace.to_ascii_lowercase()),
            shown: HashMap::new(),
        };
        for request in api.examples.iter().filter_map(|example| example.request.as_ref()) {
            let path = request.url.split('?').next().unwrap_or_default();
            let method = api.operation(request.operation).method;
            let key = (method, decode(path).to_ascii_lowercase());
            routes.shown.entry(key).or_insert(request.operation);
        }
        for (id, operation) in (0..).zip(&api.operations) {
            for template in &operation.templates {
                routes.insert(template, operation.method, OperationId(id));
            }
        }
        for place in &mut routes.places {
            place
                .mixed
                .sort_by_key(|(segment, _)| std::cmp::Reverse(text_length(segment)));
        }
        routes
    }

    /// Finds the operation; of several templates that fit, the one with the most literal text in front.
    ///
    /// The path begins with a slash and is still percent-encoded.
    pub(super) fn find(&self, method: Method, path: &str) -> Found {
        let segments: Vec<String> = split(path).into_iter().map(decode).collect();
        let mut search = Search {
            routes: self,
            segments: &segments,
            method,
            found: None,
            others: vec![],
            left: STEPS,
        };
        search.visit(0, 0);
        let Search { found, mut others, .. } = search;
        let shown = || self.shown.get(&(method, decode(path).to_ascii_lowercase())).copied();
        match found.or_else(shown) {
            Some(operation) => Found::Operation(operation),
            None if others.is_empty() => Found::Nothing,
            None => {
                others.sort_unstable();
                others.dedup();
                Found::OtherMethods(others)
            }
        }
    }

    fn insert(&mut self, template: &str, method: Method, operation: OperationId) {
        let Ok(parsed) = parse_template(template, &[]) else {
            return;
        };
        let mut at = 0;
        for segment in parsed.template.segments {
            at = self.step(at, segment);
        }
        let place = &mut self.places[at];
        // Of several operations with one template the first is the documented one of the emitted client, too.
        if place.operations.iter().all(|(other, _)| *other != method) {
            place.operations.push((method, operation));
        }
    }

    fn step(&mut self, at: usize, segment: Segment) -> usize {
        let next = self.places.len();
        let place = &mut self.places[at];
        let target = match &segment.pieces[..] {
            [Piece::Text(text)] => *place.literals.entry(plain(text)).or_insert(next),
            [Piece::Placeholder { path: true, .. }, rest @ ..] => {
                let end = rest.iter().map(piece_text).collect();
                if let Some((_, target)) = place.paths.iter().find(|(other, _)| *other == end) {
                    *target
                } else {
                    place.paths.push((end, next));
                    next
                }
            }
            [Piece::Placeholder { .. }] => *place.item.get_or_insert(next),
            _ => {
                let same = |(other, _): &&(Segment, usize)| skeleton(other) == skeleton(&segment);
                if let Some((_, target)) = place.mixed.iter().find(same) {
                    *target
                } else {
                    place.mixed.push((segment, next));
                    next
                }
            }
        };
        if target == next {
            self.places.push(Place::default());
        }
        target
    }
}

struct Search<'r> {
    routes: &'r Routes,
    /// Decoded.
    segments: &'r [String],
    method: Method,
    found: Option<OperationId>,
    /// Methods that the path has where it has not the one that is wanted.
    others: Vec<Method>,
    left: u32,
}

impl Search<'_> {
    /// Goes on from a place with the segments from an index on, until something is found.
    fn visit(&mut self, place: usize, at: usize) {
        let Some(left) = self.left.checked_sub(1).filter(|_| self.found.is_none()) else {
            return;
        };
        self.left = left;
        let place = &self.routes.places[place];
        let Some(segment) = self.segments.get(at) else {
            return self.arrive(place);
        };
        let name = plain(segment);
        let unqualified = name.strip_prefix(&self.routes.namespace);
        for text in [Some(name.as_str()), unqualified].into_iter().flatten() {
            if let Some(next) = place.literals.get(text) {
                self.visit(*next, at + 1);
            }
        }
        for (pattern, next) in &place.mixed {
            let unqualified = strip_prefix_ignoring_case(segment, &self.routes.namespace);
            if fits(&pattern.pieces, segment) || unqualified.is_some_and(|rest| fits(&pattern.pieces, rest)) {
                self.visit(*next, at + 1);
            }
        }
        // `$ref`, `$value` and `$count` (`OData` 4.01 part 2, section 4) are never what a placeholder stands for.
        if let Some(next) = place.item.filter(|_| !segment.starts_with('$') && !segment.is_empty()) {
            self.visit(next, at + 1);
        }
        for (end, next) in &place.paths {
            for last in at..self.segments.len() {
                let is_last = last + 1 == self.segments.len();
                if self.segments[last].ends_with(end.as_str()) || (is_last && end == ":") {
                    self.visit(*next, last + 1);
                }
            }
        }
    }

    fn arrive(&mut self, place: &Place) {
        for (method, operation) in &place.operations {
            if *method == self.method {
                self.found = self.found.or(Some(*operation));
            } else {
                self.others.push(*method);
            }
        }
    }
}

/// Whether a segment is what text and placeholders in turn describe.
fn fits(pieces: &[Piece], segment: &str) -> bool {
    match pieces {
        [] => segment.is_empty(),
        [Piece::Text(text), rest @ ..] => {
            strip_prefix_ignoring_case(segment, text).is_some_and(|segment| fits(rest, segment))
        }
        [Piece::Placeholder { quoted: true, .. }, rest @ ..] => {
            closing_quote(segment).is_some_and(|end| fits(rest, &segment[end..]))
        }
        [Piece::Placeholder { .. }] => !segment.is_empty(),
        [Piece::Placeholder { .. }, rest @ ..] => {
            let mut ends = segment.char_indices().map(|(at, _)| at).skip(1).chain([segment.len()]);
            ends.any(|end| fits(rest, &segment[end..]))
        }
    }
}

/// The quote that closes the argument of a call; a doubled one is text.
fn closing_quote(text: &str) -> Option<usize> {
    let mut at = 0;
    loop {
        at += text.get(at..)?.find('\'')?;
        if !text[at + 1..].starts_with('\'') {
            return Some(at);
        }
        at += 2;
    }
}

fn strip_prefix_ignoring_case<'t>(text: &'t str, prefix: &str) -> Option<&'t str> {
    let start = text.get(..prefix.len())?;
    start.eq_ignore_ascii_case(prefix).then(|| &text[prefix.len()..])
}

/// A literal segment as it is looked up: without case, and without the parentheses of a call that has no arguments.
fn plain(text: &str) -> String {
    text.strip_suffix("()").unwrap_or(text).to_ascii_lowercase()
}

fn piece_text(piece: &Piece) -> &str {
    match piece {
        Piece::Text(text) => text,
        Piece::Placeholder { .. } => "",
    }
}

/// A segment without the names of its placeholders.
fn skeleton(segment: &Segment) -> Vec<String> {
    segment
        .pieces
        .iter()
        .map(|piece| piece_text(piece).to_ascii_lowercase())
        .collect()
}

fn text_length(segment: &Segment) -> usize {
    segment.pieces.iter().map(|piece| piece_text(piece).len()).sum()
}

/// The segments of a path. A slash inside the quotes of a call's argument is text.
fn split(path: &str) -> Vec<&str> {
    let path = path.strip_prefix('/').unwrap_or(path);
    if path.is_empty() {
        return vec![];
    }
    let (mut segments, mut start, mut depth, mut quoted) = (vec![], 0, 0_u32, false);
    for (at, byte) in path.bytes().enumerate() {
        match byte {
            b'(' if !quoted => depth += 1,
            b')' if !quoted => depth = depth.saturating_sub(1),
            b'\'' if depth > 0 => quoted = !quoted,
            b'/' if !quoted => {
                segments.push(&path[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    if quoted {
        return path.split('/').collect();
    }
    segments.push(&path[start..]);
    segments
}
