//! Documented responses by status.
//!
//! A status stands in the prose ("returns a `202 Accepted` response code"), above an example, or both. The prose comes first,
//! and its paragraph is the documentation.

use super::{docs, index::Index};
use crate::{
    api::{Answer, Docs, Method, Response, TypeRef},
    extract::is_foreign,
    page::{Body, Located, Message, Page, Start},
    source::Span,
};

/// The responses that pages document for an operation, each status once.
pub(super) fn resolve(pages: &[&Page], method: Method, answer: &Answer, index: &Index<'_>) -> Vec<Response> {
    let mut responses: Vec<Response> = vec![];
    for page in pages {
        let examples = examples(page, method, index);
        for Located { value: status, span } in &page.response.statuses {
            if is_ours(page, *span, index) && !responses.iter().any(|known| known.status == *status) {
                responses.push(response(
                    *status,
                    paragraph(page, *span, index),
                    &examples,
                    answer,
                    index,
                ));
            }
        }
        for (status, _) in &examples {
            if !responses.iter().any(|known| known.status == *status) {
                responses.push(response(*status, Docs::default(), &examples, answer, index));
            }
        }
    }
    if !responses.iter().any(|response| response.status < 400) {
        let status = if *answer == Answer::Empty { 204 } else { 200 };
        responses.insert(0, response(status, Docs::default(), &[], answer, index));
    }
    responses
}

/// Whether a response of success has no body although the answer has one.
///
/// `204 No Content` says so itself. `202 Accepted` leaves it open (RFC 9110, section 15.3.3), and pages about several operations name it
/// for some of them, so most pages have to.
pub(super) fn may_be_empty(
    pages: &[&Page],
    method: Method,
    responses: &[Response],
    answer: &Answer,
    index: &Index<'_>,
) -> bool {
    // An empty page is an empty page.
    let is_one = matches!(answer, Answer::Json(_) | Answer::Wrapped(_));
    let has = |page: &&&Page, wanted: u16| {
        let mut named = page.response.statuses.iter();
        named.any(|status| status.value == wanted)
            || examples(page, method, index)
                .iter()
                .any(|(status, _)| *status == wanted)
    };
    let is_usual =
        |status: u16| status != 202 || pages.iter().filter(|page| has(page, status)).count() * 2 > pages.len();
    is_one
        && responses
            .iter()
            .any(|response| response.status < 300 && response.answer == Answer::Empty && is_usual(response.status))
}

/// Responses of all kinds that follow requests of this method, with their statuses.
fn examples<'p>(page: &'p Page, method: Method, index: &Index<'_>) -> Vec<(u16, &'p Message)> {
    let mut current = None;
    let mut found = vec![];
    for message in &page.messages {
        match &message.start {
            Start::Request { url, .. } => {
                let is_foreign = is_foreign(&url.value, &index.dialect.base_urls);
                current = Some(message.own_method().filter(|_| !is_foreign));
            }
            Start::Response { status } if current.is_none_or(|current| current == Some(method)) => {
                found.push((*status, message));
            }
            Start::Response { .. } => {}
        }
    }
    found
}

/// Whether what is said at a place is about this service: what a page says behind a request to another host is about that one,
/// such as the pieces of a file that go to where an upload session told.
fn is_ours(page: &Page, place: Span, index: &Index<'_>) -> bool {
    let requests = page.messages.iter().filter_map(|message| match &message.start {
        Start::Request { url, .. } => Some((message.span, url)),
        Start::Response { .. } => None,
    });
    let before = requests.filter(|(span, _)| span.source == place.source && span.range().end <= place.range().start);
    let last = before.max_by_key(|(span, _)| span.range().start);
    last.is_none_or(|(_, url)| !is_foreign(&url.value, &index.dialect.base_urls))
}

fn response(status: u16, docs: Docs, examples: &[(u16, &Message)], answer: &Answer, index: &Index<'_>) -> Response {
    let mut shown = examples
        .iter()
        .filter(|(other, _)| *other == status)
        .map(|(_, message)| *message);
    let has_body = shown.clone().any(|message| message.body.is_some());
    let answer = carried(status, has_body, shown.clone().count() > 0, answer);
    let mut headers: Vec<(String, Docs)> = vec![];
    for header in shown.clone().flat_map(|message| &message.headers) {
        let (name, _) = &header.value;
        let is_known = headers.iter().any(|(known, _)| known.eq_ignore_ascii_case(name));
        if !is_known && !index.dialect.headers.is_of_connection(name) {
            headers.push((name.clone(), Docs::default()));
        }
    }
    let media = match answer {
        Answer::Empty => vec![],
        Answer::Bytes => media(&mut shown).unwrap_or_else(|| vec!["application/octet-stream".to_owned()]),
        _ => media(&mut shown).unwrap_or_else(|| vec!["application/json".to_owned()]),
    };
    Response {
        status,
        docs,
        answer,
        media,
        headers,
    }
}

/// What a response carries, by its status (RFC 9110, section 15) and by what examples of it show.
fn carried(status: u16, has_body: bool, is_shown: bool, answer: &Answer) -> Answer {
    match status {
        204 | 205 | 304 => Answer::Empty,
        // What a redirect leads to are the bytes; the redirect itself has none.
        300..400 if *answer == Answer::Bytes => Answer::Bytes,
        300..400 => Answer::Empty,
        400.. => Answer::Json(TypeRef::Opaque),
        202 if !has_body => Answer::Empty,
        // An example that ends with its headers says that nothing follows, where another status carries the answer.
        200 | 201 if is_shown && !has_body && *answer == Answer::Empty => Answer::Empty,
        _ => answer.clone(),
    }
}

/// Media types of the examples that have a body, each once.
fn media<'m>(shown: &mut impl Iterator<Item = &'m Message>) -> Option<Vec<String>> {
    let mut found: Vec<String> = vec![];
    for message in shown.filter(|message| message.body.is_some()) {
        let name = match (message.header("content-type"), &message.body) {
            (Some(header), _) => header.split(';').next().unwrap_or(header).trim().to_ascii_lowercase(),
            (None, Some(Body::Json { .. })) => "application/json".to_owned(),
            (None, _) => continue,
        };
        if name.contains('/') && !found.contains(&name) {
            found.push(name);
        }
    }
    (!found.is_empty()).then_some(found)
}

/// The paragraph that a place is in.
fn paragraph(page: &Page, place: Span, index: &Index<'_>) -> Docs {
    let around = page.response.prose.iter().find(|prose| {
        prose
            .span
            .is_some_and(|span| span.source == place.source && span.start <= place.start && place.end <= span.end)
    });
    around.map_or_else(Docs::default, |prose| docs::resolve(prose, place.source, index))
}
