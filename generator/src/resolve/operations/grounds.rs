//! Which places say what an operation carries and answers.
//!
//! Both are decided by rules of several steps. Here each place that says something about them is held against the decision: the
//! most trusted one that says the same is the evidence, and those that say something else have lost.

use super::{
    super::{
        answer,
        index::Index,
        inherit::Inheritance,
        reference::{self, Lineage},
        types::tagged_type,
    },
    group::Group,
};
use crate::{
    api::{Answer, Body, Method, Primitive, TypeRef},
    diagnostic::Diagnostics,
    evidence::{Claim, Fact, Kind, Trail, trust},
    json,
    page::{self, Message, Page, TypeExpr},
    source::Span,
};

/// What is carried: nothing, or a value of a type; bytes are a stream.
type Load = Option<TypeRef>;

const BYTES: TypeRef = TypeRef::Primitive(Primitive::Stream);

impl Group<'_> {
    /// The places that speak of what the operation carries and answers.
    pub(super) fn grounds(
        &self,
        pages: &[&Page],
        body: Option<&Body>,
        answer: &Answer,
        index: &Index<'_>,
        lineage: &Inheritance,
    ) -> Trail {
        let mut trail = Trail::default();
        let Some(line) = self.lines().next().map(|line| line.span) else {
            return trail;
        };
        trail.believe(Fact::Exists, Kind::RequestLine, line);
        // What stands at a place by the word of its operations is no evidence for that word.
        let walked = self.places.iter().find_map(|place| self.walk.by_model(*place));
        let context = Context { index, lineage };
        let agree = |a: &Load, b: &Load| context.agree(a.as_ref(), b.as_ref());
        if let Some(body) = body {
            let decided = match body {
                Body::Json(ty) => Some(ty.clone()),
                Body::Bytes(_) => Some(BYTES),
            };
            let mut claims = context.bodies(pages, self.method, decided.as_ref());
            claims.extend(walked.map(|ty| Claim::new(Some(item(ty).clone()), Kind::Path, line)));
            trust::attribute(Fact::Body, &decided, claims, agree, line, &mut trail);
        }
        let (decided, collection) = match answer {
            Answer::Empty => (None, None),
            Answer::Json(ty) | Answer::Wrapped(ty) => (Some(ty.clone()), Some(false)),
            Answer::Page(ty) => (Some(ty.clone()), Some(true)),
            Answer::Bytes => (Some(BYTES), None),
        };
        let mut claims = context.answers(pages, self.method);
        let reads = matches!(self.method, Method::Get | Method::Head);
        claims.extend(
            walked
                .filter(|_| decided.is_some())
                .map(|ty| Claim::new(Some(item(ty).clone()), Kind::Path, line)),
        );
        if answer::by_convention(self.tree.places[self.places[0]].step.literal(), self.method).is_some() {
            claims.push(Claim::new(decided.clone(), Kind::Convention, line));
        }
        trust::attribute(Fact::Answer, &decided, claims, agree, line, &mut trail);
        if let Some(collection) = collection {
            let mut claims = context.collections(pages, self.method);
            claims.extend(
                walked
                    .filter(|_| reads)
                    .map(|ty| Claim::new(matches!(ty, TypeRef::List(_)), Kind::Path, line)),
            );
            trust::attribute(Fact::Collection, &collection, claims, PartialEq::eq, line, &mut trail);
        }
        trail
    }
}

/// What names are looked up with.
struct Context<'c, 'i> {
    index: &'c Index<'i>,
    lineage: &'c Inheritance,
}

impl Context<'_, '_> {
    /// Whether two places mean the same: one of two types may derive from the other, since examples show the one that they
    /// happen to be about.
    fn agree(&self, a: Option<&TypeRef>, b: Option<&TypeRef>) -> bool {
        let (Some(a), Some(b)) = (a, b) else {
            return a == b;
        };
        let id = |ty: &TypeRef| match ty {
            TypeRef::Named(id) | TypeRef::Polymorphic(id) | TypeRef::Flags(id) => Some(*id),
            _ => None,
        };
        match (id(a), id(b)) {
            (Some(a), Some(b)) => a == b || self.lineage.bases(a).contains(&b) || self.lineage.bases(b).contains(&a),
            _ => a == b,
        }
    }

    /// What a type expression means, apart from whether it is a collection.
    fn meaning(&self, expr: &TypeExpr, page: &Page) -> Option<TypeRef> {
        let expr = TypeExpr {
            collection: false,
            ..expr.clone()
        };
        // Whatever is wrong with it was said when the answer was decided.
        let mut said = Diagnostics::default();
        let ty = reference::resolve(&expr, page.source, self.index, self.lineage, &mut said);
        (ty != TypeRef::Opaque).then_some(ty)
    }

    fn answers(&self, pages: &[&Page], method: Method) -> Vec<Claim<Load>> {
        let mut claims = vec![];
        for page in pages {
            let facts = &page.response;
            if let Some(expr) = facts.types.first()
                && let Some(ty) = self.meaning(expr, page)
            {
                claims.push(Claim::new(Some(ty), Kind::Prose, expr.span));
            }
            let section = facts.span.unwrap_or(page.title.span);
            if facts.stream {
                claims.push(Claim::new(Some(BYTES), Kind::Prose, section));
            }
            let is_empty = |status: &&page::Located<u16>| matches!(status.value, 202 | 204);
            if let Some(status) = facts.statuses.iter().find(is_empty).filter(|_| facts.types.is_empty()) {
                claims.push(Claim::new(None, Kind::Prose, status.span));
            } else if facts.none {
                claims.push(Claim::new(None, Kind::Prose, section));
            }
            for message in answer::examples(page, method) {
                claims.extend(self.shown(message, page));
            }
        }
        claims
    }

    /// What an example says of the type of the answer.
    fn shown(&self, message: &Message, page: &Page) -> Option<Claim<Load>> {
        match (&message.body, &message.ty) {
            (None, _) => Some(Claim::new(None, Kind::Example, message.span)),
            (Some(page::Body::Text(_)), _) => Some(Claim::new(Some(BYTES), Kind::Example, message.span)),
            (Some(page::Body::Json { .. }), Some(name)) => {
                let ty = tagged_type(&name.value, page.source, self.index, self.lineage)?;
                let ty = item(&ty).clone();
                (ty != TypeRef::Opaque).then(|| Claim::new(Some(ty), Kind::Annotation, name.span))
            }
            (Some(page::Body::Json { .. }), None) => None,
        }
    }

    fn collections(&self, pages: &[&Page], method: Method) -> Vec<Claim<bool>> {
        let mut claims = vec![];
        for page in pages {
            if let Some(expr) = page.response.types.first() {
                claims.push(Claim::new(expr.collection, Kind::Prose, expr.span));
            }
            for message in answer::examples(page, method) {
                if let Some(page::Body::Json { value, .. }) = &message.body {
                    let items = value.get(&self.index.dialect.json.collection);
                    let is_list = items.and_then(json::Value::elements).or(value.elements()).is_some();
                    claims.push(Claim::new(is_list, Kind::Example, message.span));
                }
                if let Some(name) = message.ty.as_ref().filter(|_| message.collection) {
                    claims.push(Claim::new(true, Kind::Annotation, name.span));
                }
            }
        }
        claims
    }

    /// What pages say that a request carries. A table and an example always speak for the type that was made of them, or that
    /// was found to have what they list.
    fn bodies(&self, pages: &[&Page], method: Method, decided: Option<&TypeRef>) -> Vec<Claim<Load>> {
        let mut claims = vec![];
        for page in pages {
            let facts = &page.body;
            let section = facts.span.unwrap_or(page.title.span);
            let prose = |load: Load, span: Span| Claim::new(load, Kind::Prose, span);
            if facts.none {
                claims.push(prose(None, section));
            }
            if facts.stream {
                claims.push(prose(Some(BYTES), section));
            }
            if let Some(expr) = facts.types.first()
                && let Some(ty) = self.meaning(expr, page)
            {
                claims.push(prose(Some(ty), expr.span));
            }
            if let Some(row) = facts.rows.first() {
                claims.push(Claim::new(decided.cloned(), Kind::Table, row.span));
            }
            let is_request = |message: &&Message| message.own_method() == Some(method);
            for message in page.messages.iter().filter(is_request) {
                let load = match &message.body {
                    None => continue,
                    Some(page::Body::Json { .. }) => decided.cloned(),
                    Some(page::Body::Text(_)) => Some(BYTES),
                };
                claims.push(Claim::new(load, Kind::Example, message.span));
            }
        }
        claims
    }
}

/// The item of a collection; anything else itself.
fn item(ty: &TypeRef) -> &TypeRef {
    match ty {
        TypeRef::List(item) => item,
        other => other,
    }
}
