//! From the path of a URL to the chain of calls that builds it.

use super::url;
use crate::{
    api::{Api, Edge, ExampleStep, Method, NodeId, OperationId, Part},
    source::SourceId,
};

/// A chain of edges from the root with the call at its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Chain {
    pub(super) steps: Vec<ExampleStep>,
    pub(super) call: ExampleStep,
    pub(super) operation: OperationId,
    /// The path with its literal text as documented and its arguments as in the URL, percent-encoded.
    pub(super) path: String,
}

/// What a path leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Found {
    Chain(Chain),
    /// The path is documented, with these methods only.
    OtherMethods(Vec<Method>),
    Nothing,
}

/// How many steps a search may take: far more than any URL needs, and an end for one that is made to have none.
const STEPS: u32 = 50_000;

/// Finds the chain for a path: of several the one that the page documents itself, then the one with the most literal text.
pub(super) fn find(api: &Api, method: Method, path: &str, page: SourceId) -> Found {
    if api.nodes.is_empty() {
        return Found::Nothing;
    }
    let mut search = Search {
        api,
        text: path,
        locked: locked(path),
        method,
        page,
        trail: vec![],
        best: None,
        methods: vec![],
        left: STEPS,
    };
    search.visit(NodeId(0), 0);
    let Search { best, mut methods, .. } = search;
    match best {
        Some((_, chain)) => Found::Chain(chain),
        None if methods.is_empty() => Found::Nothing,
        None => {
            methods.sort_unstable();
            methods.dedup();
            Found::OtherMethods(methods)
        }
    }
}

struct Search<'a> {
    api: &'a Api,
    text: &'a str,
    /// Bytes of the text that do not end a segment, whatever they are.
    locked: Vec<bool>,
    method: Method,
    page: SourceId,
    /// The edges taken so far, each with what it matched.
    trail: Vec<(&'a Edge, Advance)>,
    best: Option<(Score, Chain)>,
    /// Methods that the path has where it has not the one that is wanted.
    methods: Vec<Method>,
    left: u32,
}

/// How good a chain is: documented by the page itself, and how many bytes matched literally.
type Score = (bool, usize);

/// A way to match parts.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Advance {
    /// Where the rest begins.
    end: usize,
    literal: usize,
    /// The range of each part.
    ranges: Vec<(usize, usize)>,
}

impl Search<'_> {
    fn visit(&mut self, node: NodeId, at: usize) {
        let Some(left) = self.left.checked_sub(1) else {
            return;
        };
        self.left = left;
        let api = self.api;
        for call in &api.node(node).calls {
            if !self.can_begin(&call.parts, at) {
                continue;
            }
            for advance in self.advance(&call.parts, at) {
                if advance.end == self.text.len() {
                    self.arrive(
                        call.operation,
                        (&call.rust, &call.parts, call.arguments.len()),
                        &advance,
                    );
                }
            }
        }
        for edge in &api.node(node).edges {
            if !self.can_begin(&edge.parts, at) {
                continue;
            }
            for advance in self.advance(&edge.parts, at) {
                // A step that appends nothing could be taken for ever.
                if advance.end > at {
                    let end = advance.end;
                    self.trail.push((edge, advance));
                    self.visit(edge.target, end);
                    self.trail.pop();
                }
            }
        }
    }

    fn arrive(&mut self, operation: OperationId, call: (&str, &[Part], usize), advance: &Advance) {
        let documented = self.api.operation(operation);
        if documented.method != self.method {
            self.methods.push(documented.method);
            return;
        }
        let own = documented.sources.iter().any(|span| span.source == self.page);
        let literal = advance.literal + self.trail.iter().map(|(_, advance)| advance.literal).sum::<usize>();
        let score = (own, literal);
        if self.best.as_ref().is_some_and(|(best, _)| *best >= score) {
            return;
        }
        let mut path = String::new();
        let trail: Vec<_> = self
            .trail
            .iter()
            .map(|(edge, advance)| (edge.rust.as_str(), &edge.parts[..], edge.arguments.len(), advance))
            .collect();
        let steps = trail
            .into_iter()
            .map(|(rust, parts, count, advance)| self.step(rust, parts, count, advance, &mut path))
            .collect();
        let call = self.step(call.0, call.1, call.2, advance, &mut path);
        self.best = Some((
            score,
            Chain {
                steps,
                call,
                operation,
                path,
            },
        ));
    }

    fn step(&self, rust: &str, parts: &[Part], count: usize, advance: &Advance, path: &mut String) -> ExampleStep {
        let mut arguments = vec![String::new(); count];
        for (part, (start, end)) in parts.iter().zip(&advance.ranges) {
            let raw = &self.text[*start..*end];
            let (index, value) = match part {
                Part::Text(text) => {
                    path.push_str(&url::encode(text, "/"));
                    continue;
                }
                Part::Segment(index) | Part::Path(index) => (*index, url::decode(raw)),
                Part::Quoted(index) => (*index, url::decode(raw).replace("''", "'")),
            };
            path.push_str(&url::encode(raw, "/"));
            if let Some(argument) = arguments.get_mut(index) {
                *argument = value;
            }
        }
        ExampleStep {
            rust: rust.to_owned(),
            arguments,
        }
    }

    /// Whether parts may match from an offset on: most steps of a place begin with another text than the path goes on with.
    fn can_begin(&self, parts: &[Part], at: usize) -> bool {
        match parts.first() {
            Some(Part::Text(text)) => self.literal(text, at).is_some(),
            _ => true,
        }
    }

    /// All ways to match the parts from an offset on.
    fn advance(&self, parts: &[Part], at: usize) -> Vec<Advance> {
        let mut ways = vec![Advance {
            end: at,
            literal: 0,
            ranges: Vec::with_capacity(parts.len()),
        }];
        for (index, part) in parts.iter().enumerate() {
            let next = parts.get(index + 1);
            let mut longer = Vec::with_capacity(ways.len());
            for way in ways {
                let start = way.end;
                let ends = self.ends(part, next, start);
                // Nearly all parts can end at one place only, so that nothing is copied.
                let copies = std::iter::repeat_n(way, ends.len());
                for (mut way, end) in copies.zip(ends) {
                    way.end = end;
                    way.literal += if matches!(part, Part::Text(_)) { end - start } else { 0 };
                    way.ranges.push((start, end));
                    longer.push(way);
                }
            }
            ways = longer;
        }
        ways
    }

    /// Where a part that begins at an offset can end.
    fn ends(&self, part: &Part, next: Option<&Part>, start: usize) -> Vec<usize> {
        let next = match next {
            Some(Part::Text(text)) => Some(text.as_str()),
            _ => None,
        };
        match part {
            Part::Text(text) => self.literal(text, start).into_iter().collect(),
            Part::Quoted(_) => self.closing_quote(start).into_iter().collect(),
            Part::Segment(_) if self.is_system_segment(start) => vec![],
            Part::Segment(_) => self.placeholder(next, start, self.segment_end(start)),
            Part::Path(_) => self.placeholder(next, start, self.text.len()),
        }
    }

    fn literal(&self, text: &str, start: usize) -> Option<usize> {
        let end = start + text.len();
        let found = self.text.as_bytes().get(start..end)?;
        (found.eq_ignore_ascii_case(text.as_bytes()) && self.text.is_char_boundary(end)).then_some(end)
    }

    /// The quote that closes the argument of a call; a doubled one is text.
    fn closing_quote(&self, start: usize) -> Option<usize> {
        let mut at = start;
        loop {
            at += self.text.get(at..)?.find('\'')?;
            if !self.text[at + 1..].starts_with('\'') {
                return Some(at);
            }
            at += 2;
        }
    }

    /// `$ref`, `$value` and `$count` (`OData` 4.01 part 2, section 4) are never what a placeholder stands for.
    fn is_system_segment(&self, start: usize) -> bool {
        self.text[..start].ends_with('/') && self.text[start..].starts_with('$')
    }

    fn segment_end(&self, start: usize) -> usize {
        let rest = self.text.as_bytes()[start..].iter().zip(&self.locked[start..]);
        start + rest.take_while(|(byte, locked)| **byte != b'/' || **locked).count()
    }

    /// The ends of a placeholder: before the text behind it, or at the limit and before a colon that ends a path in a path.
    fn placeholder(&self, next: Option<&str>, start: usize, limit: usize) -> Vec<usize> {
        let inside = (start + 1..limit).filter(|at| !self.locked[*at] && self.text.is_char_boundary(*at));
        let mut ends: Vec<usize> = match next {
            Some(next) => inside.filter(|at| self.literal(next, *at).is_some()).collect(),
            None => inside.filter(|at| is_path_end(&self.text[*at..])).collect(),
        };
        if limit > start {
            ends.push(limit);
        }
        ends
    }
}

/// Whether a path within the path ends here: `root:/folder/file:/content`, `root:/folder:`.
fn is_path_end(rest: &str) -> bool {
    rest.strip_prefix(':')
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Marks what stands in braces, angle brackets, and the quotes of function calls; nothing where one of them is never closed.
fn locked(text: &str) -> Vec<bool> {
    let mut open: Vec<u8> = vec![];
    let locked: Vec<bool> = text
        .bytes()
        .map(|byte| {
            let was_open = open.iter().any(|close| *close != b')');
            match byte {
                b'\'' if open.last() == Some(&b'\'') => drop(open.pop()),
                _ if open.last() == Some(&b'\'') => {}
                b'{' => open.push(b'}'),
                b'<' => open.push(b'>'),
                b'(' => open.push(b')'),
                b'\'' if open.contains(&b')') => open.push(b'\''),
                _ if open.last() == Some(&byte) => drop(open.pop()),
                _ => {}
            }
            was_open && open.iter().any(|close| *close != b')')
        })
        .collect();
    if open.is_empty() {
        locked
    } else {
        vec![false; text.len()]
    }
}
