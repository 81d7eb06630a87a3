//! What an operation answers, from the evidence of its page.
//!
//! Order of trust for the type: the link in the response section's prose, the annotation of the response example, the type
//! that the path walk reaches, the method's convention. For whether it is a collection: the shape of the example's body, the
//! annotation, the prose.

use super::{index::Index, inherit::Inheritance, reference, types::tagged_type};
use crate::{
    api::{Answer, Method, Primitive, TypeRef},
    diagnostic::{Code, Diagnostics},
    json,
    page::{Body, Message, Page, Piece, RequestLine, Segment, Start},
    source::Span,
};

/// What a page says about the answer, before the path is looked at.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Evidence {
    /// The page says what the answer is.
    Known(Answer),
    /// There is a body, but nothing says of which type; the flag says that it is a collection.
    Untyped { collection: bool },
    /// The page says nothing.
    Silent,
}

/// Weighs the evidence of a page for its operations of one method.
pub(super) fn weigh(
    page: &Page,
    method: Method,
    index: &Index<'_>,
    lineage: &Inheritance,
    out: &mut Diagnostics,
) -> Evidence {
    let facts = &page.response;
    let examples = examples(page, method);
    let bodies: Vec<&Message> = examples
        .iter()
        .copied()
        .filter(|message| message.body.is_some())
        .collect();
    if let Some(bytes) = bytes(page, method, &examples) {
        return Evidence::Known(bytes);
    }
    let shown = bodies.iter().find_map(|message| Some((*message, json_of(message)?)));
    let is_stated = |statuses: &[u16]| facts.statuses.iter().any(|status| statuses.contains(&status.value));
    // A page that states both a success with a body and one without answers either; which one is up to the request.
    let is_either = is_stated(&[200, 201]) && !facts.types.is_empty();
    let stated_empty = facts.none || (is_stated(&[202, 204]) && !is_either);
    // A body further on is the answer of a monitor or of a request with other preferences.
    let first_empty = stated_empty && examples.first().is_some_and(|message| is_empty(message));
    if first_empty {
        return Evidence::Known(Answer::Empty);
    }
    if shown.is_none() && (stated_empty || (facts.types.is_empty() && examples.iter().any(|message| is_empty(message))))
    {
        return Evidence::Known(Answer::Empty);
    }
    let example = shown.map(|(message, _)| message).or(examples.first().copied());
    let annotated = example.and_then(|message| annotation(message, page, index, lineage));
    let place = example.and_then(|message| Some(message.ty.as_ref()?.span));
    let is_annotated = annotated.is_some();
    let prose = facts.types.first();
    let prose = prose.or(facts.mentioned.first().filter(|_| !is_annotated)).map(|expr| {
        let mut expr = expr.clone();
        let collection = std::mem::take(&mut expr.collection);
        (reference::resolve(&expr, page.source, index, lineage, out), collection)
    });
    let collection = collection(shown, annotated.as_ref(), prose.as_ref(), lineage, index);
    let ty = match (&prose, &annotated) {
        (Some((prose, _)), Some((annotated, _))) => Some(agree(prose, (annotated, place), page, index, lineage, out)),
        (Some((ty, _)), None) | (None, Some((ty, _))) => Some(ty.clone()),
        (None, None) => None,
    };
    match ty.filter(|ty| *ty != TypeRef::Opaque) {
        Some(ty) => Evidence::Known(shape(ty, collection, shown.map(|(_, value)| value))),
        None if facts.boolean => Evidence::Known(Answer::Wrapped(TypeRef::Primitive(Primitive::Boolean))),
        None if shown.is_some() || !facts.types.is_empty() => Evidence::Untyped { collection },
        None if method == Method::Delete => Evidence::Known(Answer::Empty),
        // "Returns a `200 OK` response code", and nothing more.
        None if method != Method::Get && !facts.statuses.is_empty() && !facts.mentions_body => {
            Evidence::Known(Answer::Empty)
        }
        None => Evidence::Silent,
    }
}

/// The successful responses that follow requests of this method.
pub(super) fn examples(page: &Page, method: Method) -> Vec<&Message> {
    let mut current = None;
    let mut found = vec![];
    for message in &page.messages {
        match &message.start {
            Start::Request { .. } => current = Some(message.own_method()),
            Start::Response { status } => {
                if *status < 400 && current.is_none_or(|current| current == Some(method)) {
                    found.push(message);
                }
            }
        }
    }
    found
}

fn is_empty(message: &Message) -> bool {
    message.body.is_none()
        && matches!(
            message.start,
            Start::Response {
                status: 202 | 204 | 200 | 201
            }
        )
}

/// Answers that are bytes: downloads, and redirects to them.
fn bytes(page: &Page, method: Method, examples: &[&Message]) -> Option<Answer> {
    if method != Method::Get {
        return None;
    }
    if examples.iter().any(|message| json_of(message).is_some()) {
        return None;
    }
    // A page about a thing and its raw value: the prose is about either, and the path tells which.
    let is_value = |segment: &Segment| matches!(segment.pieces.as_slice(), [Piece::Text(text)] if text == "$value");
    let raw = |line: &RequestLine| line.path.segments.last().is_some_and(is_value);
    let mut lines = page.requests.iter().filter(|line| line.method == method);
    if page.requests.iter().any(raw) && lines.any(|line| !raw(line)) {
        return None;
    }
    let redirect = page.response.statuses.first().is_some_and(|status| status.value == 302);
    let binary = examples.iter().any(|message| {
        let media = message.header("content-type").unwrap_or_default().to_ascii_lowercase();
        let is_text = media.is_empty() || media.contains("json");
        matches!(message.start, Start::Response { status } if status < 300) && !is_text && message.body.is_some()
    });
    (redirect || binary || page.response.stream).then_some(Answer::Bytes)
}

fn json_of(message: &Message) -> Option<&json::Value> {
    match message.body.as_ref()? {
        Body::Json { value, .. } => Some(value),
        Body::Text(_) => None,
    }
}

/// The type that a response's annotation names, and whether as a collection.
fn annotation(message: &Message, page: &Page, index: &Index<'_>, lineage: &Inheritance) -> Option<(TypeRef, bool)> {
    let name = message.ty.as_ref()?;
    match tagged_type(&name.value, page.source, index, lineage)? {
        TypeRef::List(item) => Some((*item, true)),
        ty => Some((ty, message.collection)),
    }
}

fn collection(
    shown: Option<(&Message, &json::Value)>,
    annotated: Option<&(TypeRef, bool)>,
    prose: Option<&(TypeRef, bool)>,
    lineage: &Inheritance,
    index: &Index<'_>,
) -> bool {
    let own_value = |ty: &TypeRef| has_member(ty, &index.dialect.json.collection, lineage, index);
    if let Some((message, value)) = shown {
        let ty = annotated.or(prose).map(|(ty, _)| ty);
        let items = value
            .get(&index.dialect.json.collection)
            .and_then(json::Value::elements);
        if items.is_some() && !ty.is_some_and(own_value) {
            return true;
        }
        // One page of examples shows the first item alone; prose and annotation do not both err.
        let are_agreed = [annotated, prose]
            .iter()
            .all(|side| side.is_some_and(|(_, collection)| *collection));
        return are_agreed || (message.collection && value.elements().is_some());
    }
    annotated.is_some_and(|(_, collection)| *collection) || prose.is_some_and(|(_, collection)| *collection)
}

/// Whether a type documents a member of its own by the name that wraps collections.
fn has_member(ty: &TypeRef, name: &str, lineage: &Inheritance, index: &Index<'_>) -> bool {
    use super::reference::Lineage as _;
    let (TypeRef::Named(id) | TypeRef::Polymorphic(id)) = ty else {
        return false;
    };
    let mut ids = vec![*id];
    ids.extend(lineage.bases(*id));
    ids.iter()
        .any(|id| index.definition(*id).rows.iter().any(|row| row.name.value == name))
}

/// Which of prose and annotation is right, where both name a type: the more derived one, else the prose.
fn agree(
    prose: &TypeRef,
    (annotated, place): (&TypeRef, Option<Span>),
    page: &Page,
    index: &Index<'_>,
    lineage: &Inheritance,
    out: &mut Diagnostics,
) -> TypeRef {
    use super::reference::Lineage as _;
    if prose == annotated || *annotated == TypeRef::Opaque {
        return prose.clone();
    }
    let id = |ty: &TypeRef| match ty {
        TypeRef::Named(id) | TypeRef::Polymorphic(id) => Some(*id),
        _ => None,
    };
    if let (Some(prose_id), Some(annotated_id)) = (id(prose), id(annotated))
        && (lineage.bases(prose_id).contains(&annotated_id) || lineage.bases(annotated_id).contains(&prose_id))
    {
        return prose.clone();
    }
    // A label may be the name of another type than the one that the linked page is about.
    let linked = page
        .response
        .types
        .first()
        .and_then(|expr| expr.names.first()?.link.as_deref());
    let subject = linked
        .and_then(|link| index.page(link, page.source))
        .and_then(|page| index.id(index.subjects(page).first()?));
    if *prose == TypeRef::Opaque || (subject.is_some() && subject == id(annotated)) {
        return annotated.clone();
    }
    if let Some(span) = page.response.types.first().map(|ty| ty.span) {
        let message = "the prose names another type than the annotation of the example";
        let finding = out.report(Code::ResponseConflict, span, message);
        if let Some(place) = place {
            finding.related(place, "the annotation");
        }
    }
    // The name of a primitive is a word that prose may use for anything.
    let is_word = matches!(prose, TypeRef::Primitive(_)) && id(annotated).is_some();
    if is_word { annotated.clone() } else { prose.clone() }
}

/// The answer of a type: a page of it, the thing itself, or a primitive in its wrapper.
pub(super) fn shape(ty: TypeRef, collection: bool, shown: Option<&json::Value>) -> Answer {
    match (ty, collection) {
        (TypeRef::Primitive(Primitive::Stream | Primitive::Binary), _) => Answer::Bytes,
        (ty, true) => Answer::Page(ty),
        (ty @ (TypeRef::Primitive(_) | TypeRef::Flags(_)), false) => {
            let bare = shown.is_some_and(|value| !matches!(value.kind, json::Kind::Object(_)));
            if bare { Answer::Json(ty) } else { Answer::Wrapped(ty) }
        }
        // Examples of some pages show one object inside `value`, as the service never sends it; the runtime reads both.
        (ty, false) => Answer::Json(ty),
    }
}

/// The answer at the special segments of `OData` 4.01 (part 2, section 4): raw values, counts.
pub(super) fn by_convention(literal: Option<&str>, method: Method) -> Option<Answer> {
    match (literal?, method) {
        // The raw value of something.
        ("$value", Method::Get) => Some(Answer::Bytes),
        ("$count", Method::Get) => Some(Answer::Json(TypeRef::Primitive(Primitive::Int64))),
        _ => None,
    }
}

/// One page may list paths to different things; then the path tells which one it is.
pub(super) fn by_path(walked: &TypeRef) -> Answer {
    match walked {
        TypeRef::List(item) => Answer::Page((**item).clone()),
        TypeRef::Primitive(Primitive::Stream) => Answer::Bytes,
        ty @ (TypeRef::Primitive(_) | TypeRef::Flags(_)) => Answer::Wrapped(ty.clone()),
        ty => Answer::Json(ty.clone()),
    }
}

/// The answer where the page names no type: what the path walk reaches, else the convention of the method.
pub(super) fn complete(evidence: &Evidence, method: Method, walked: Option<&TypeRef>, creates: bool) -> Option<Answer> {
    let collection = match evidence {
        Evidence::Known(answer) => return Some(answer.clone()),
        Evidence::Untyped { collection } => *collection,
        Evidence::Silent => false,
    };
    let answer = match (method, walked?) {
        (Method::Post, TypeRef::List(item)) if creates => Answer::Json((**item).clone()),
        (Method::Get | Method::Head, TypeRef::List(item)) => Answer::Page((**item).clone()),
        (_, TypeRef::List(item)) if collection => Answer::Page((**item).clone()),
        (_, ty) if collection => Answer::Page(ty.clone()),
        (_, TypeRef::Primitive(Primitive::Stream)) => Answer::Bytes,
        (_, ty @ TypeRef::Primitive(_)) => Answer::Wrapped(ty.clone()),
        (_, ty) => Answer::Json(ty.clone()),
    };
    Some(answer)
}

impl Message {
    /// The value of a header, by its name in any case.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        let header = self
            .headers
            .iter()
            .find(|header| header.value.0.eq_ignore_ascii_case(name));
        header.map(|header| header.value.1.as_str())
    }
}
