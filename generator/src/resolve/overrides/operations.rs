//! What requests and responses carry, by the configuration.

use std::collections::HashMap;

use super::{
    super::{answer, index::Index, inherit::Inheritance, merge::Classes, reference},
    Entry, FROM, Overrides, path_key, template_key,
};
use crate::{
    api::{Answer, Body, Method, Primitive, TypeRef},
    config::Subject,
    diagnostic::Diagnostics,
    dialect::Dialect,
    lower::Tree,
    page::Page,
};

/// What stands for no body.
const NONE: &str = "none";

/// A request line: the number of its page, and its own.
type Line = (usize, usize);

/// What the configuration says of documented requests.
#[derive(Default)]
pub(in crate::resolve) struct Statements {
    answers: HashMap<Line, Answer>,
    loads: HashMap<Line, Load>,
}

/// What a request carries.
#[derive(Clone)]
pub(in crate::resolve) enum Load {
    Nothing,
    Body(Body),
}

impl Load {
    /// The body, if there is to be one.
    pub(in crate::resolve) fn body(&self) -> Option<&Body> {
        match self {
            Self::Nothing => None,
            Self::Body(body) => Some(body),
        }
    }
}

impl Statements {
    /// What the request answers.
    pub(in crate::resolve) fn answer(&self, line: Line) -> Option<&Answer> {
        self.answers.get(&line)
    }

    /// What the request carries.
    pub(in crate::resolve) fn load(&self, line: Line) -> Option<&Load> {
        self.loads.get(&line)
    }

    pub(in crate::resolve) fn is_empty(&self) -> bool {
        self.answers.is_empty() && self.loads.is_empty()
    }

    /// Says of all requests of an operation what is said of one.
    pub(in crate::resolve) fn spread(self, tree: &Tree, classes: &Classes) -> Self {
        let operation = |(page, line): Line| {
            let (method, place) = tree.lines[page][line];
            (method, classes.of(place))
        };
        let answers: HashMap<_, _> = self
            .answers
            .iter()
            .map(|(line, answer)| (operation(*line), answer))
            .collect();
        let loads: HashMap<_, _> = self.loads.iter().map(|(line, load)| (operation(*line), load)).collect();
        let mut all = Self::default();
        for (page, lines) in tree.lines.iter().enumerate() {
            for line in 0..lines.len() {
                let operation = operation((page, line));
                let answer = answers.get(&operation).map(|answer| ((page, line), (*answer).clone()));
                let load = loads.get(&operation).map(|load| ((page, line), (*load).clone()));
                all.answers.extend(answer);
                all.loads.extend(load);
            }
        }
        all
    }

    /// What all requests of this method answer on a page, so that its own word on that does not matter.
    pub(in crate::resolve) fn page_answer(&self, number: usize, page: &Page, method: Method) -> Option<&Answer> {
        let lines = (0..).zip(&page.requests).filter(|(_, line)| line.method == method);
        let mut answers = lines.map(|(line, _)| self.answer((number, line)));
        let first = answers.next()??;
        answers.all(|answer| answer == Some(first)).then_some(first)
    }
}

impl Overrides<'_> {
    /// Takes request lines away; whether there were any.
    pub(in crate::resolve) fn skip_lines(&mut self, pages: &mut [Page]) -> bool {
        let mut any = false;
        for entry in self.entries.iter_mut().filter(|entry| entry.skips()) {
            let found = skip(entry, pages, self.dialect);
            entry.found |= found;
            any |= found;
        }
        any
    }

    /// Says what requests carry and answer.
    pub(in crate::resolve) fn state(
        &self,
        pages: &[Page],
        index: &Index<'_>,
        lineage: &Inheritance,
        out: &mut Diagnostics,
    ) -> Statements {
        let mut stated = Statements::default();
        for entry in &self.entries {
            let Subject::Operation(_) = &entry.wanted.subject else {
                continue;
            };
            let set = &entry.wanted.set;
            let answer = set
                .answer
                .as_deref()
                .and_then(|text| answer_of(text, entry, index, lineage, out));
            let load = set
                .body
                .as_deref()
                .and_then(|text| load_of(text, entry, index, lineage, out));
            for line in lines(entry, pages, self.dialect) {
                stated.answers.extend(answer.clone().map(|answer| (line, answer)));
                stated.loads.extend(load.clone().map(|load| (line, load)));
            }
        }
        stated
    }
}

/// The request lines that an override is about.
fn lines(entry: &Entry<'_>, pages: &[Page], dialect: &Dialect) -> Vec<Line> {
    let Subject::Operation(request) = &entry.wanted.subject else {
        return vec![];
    };
    let path = path_key(&request.path, dialect);
    let all = pages.iter().enumerate().flat_map(|(page, facts)| {
        let lines = facts.requests.iter().enumerate();
        lines.map(move |(line, facts)| ((page, line), facts))
    });
    all.filter(|(_, line)| line.method == request.method && template_key(&line.path.to_string()) == path)
        .map(|(place, _)| place)
        .collect()
}

fn skip(entry: &Entry<'_>, pages: &mut [Page], dialect: &Dialect) -> bool {
    let lines = lines(entry, pages, dialect);
    // From the last to the first, so that the numbers of those before stay.
    for (page, line) in lines.iter().rev() {
        let page = &mut pages[*page];
        page.requests.remove(*line);
        if page.requests.is_empty() {
            // Examples of what is not there would be findings.
            page.messages.clear();
        }
    }
    !lines.is_empty()
}

fn answer_of(
    text: &str,
    entry: &Entry<'_>,
    index: &Index<'_>,
    lineage: &Inheritance,
    out: &mut Diagnostics,
) -> Option<Answer> {
    if text == NONE {
        return Some(Answer::Empty);
    }
    let mut expr = entry.parse(text, index.dialect, out)?;
    let collection = std::mem::take(&mut expr.collection);
    let ty = reference::resolve(&expr, FROM, index, lineage, out);
    Some(answer::shape(ty, collection, None))
}

fn load_of(
    text: &str,
    entry: &Entry<'_>,
    index: &Index<'_>,
    lineage: &Inheritance,
    out: &mut Diagnostics,
) -> Option<Load> {
    if text == NONE {
        return Some(Load::Nothing);
    }
    let Subject::Operation(request) = &entry.wanted.subject else {
        return None;
    };
    if matches!(request.method, Method::Get | Method::Head | Method::Options) {
        entry.unfit(
            format!("`{request}` cannot carry a body: requests of this method have none"),
            out,
        );
        return None;
    }
    if text.contains('/') && !index.dialect.primitives.contains_key(&text.to_ascii_lowercase()) {
        return Some(Load::Body(Body::Bytes(Some(text.to_owned()))));
    }
    let expr = entry.parse(text, index.dialect, out)?;
    Some(Load::Body(match reference::resolve(&expr, FROM, index, lineage, out) {
        TypeRef::Primitive(Primitive::Stream | Primitive::Binary) => Body::Bytes(None),
        ty => Body::Json(ty),
    }))
}
