//! HTML comments that hold a JSON object.

use super::document::Annotation;
use crate::{
    diagnostic::{Code, Diagnostics},
    json, mark,
    source::Span,
};

/// What a piece of HTML holds.
pub(super) enum Html {
    Annotation(Box<Annotation>),
    /// Something else, from this offset to that one.
    Other(Span),
}

/// The annotations in a run of HTML, and what stands around them.
pub(super) fn read(html: &str, span: Span, out: &mut Diagnostics) -> Vec<Html> {
    let mut found = vec![];
    let mut at = 0;
    while let Some(open) = mark::find(html, at, "<!--") {
        if !html[at..open].trim().is_empty() {
            found.push(Html::Other(span.slice(at..open)));
        }
        let end = mark::find(html, open + 4, "-->").unwrap_or(html.len());
        let behind = (end + 3).min(html.len());
        found.push(read_comment(html, open + 4..end, span.slice(open..behind), span, out));
        at = behind;
    }
    if !html[at..].trim().is_empty() {
        found.push(Html::Other(span.slice(at..html.len())));
    }
    found
}

fn read_comment(html: &str, inner: std::ops::Range<usize>, whole: Span, span: Span, out: &mut Diagnostics) -> Html {
    let text = &html[inner.clone()];
    let start = inner.start + (text.len() - text.trim_start().len());
    let text = text.trim();
    if !text.starts_with('{') {
        return Html::Other(whole);
    }
    let place = span.slice(start..start + text.len());
    let parsed = json::parse(text);
    if let Some(fault) = parsed.repairs.first() {
        out.report(
            Code::AnnotationSyntax,
            place.slice(fault.range.clone()),
            format!("annotation is not valid JSON: {}", fault.kind.describe()),
        );
    }
    match parsed.result {
        Ok(value) => Html::Annotation(Box::new(Annotation { value, span: place })),
        Err(fault) => {
            let range = fault.offset..(fault.offset + 1).min(text.len());
            out.report(
                Code::AnnotationSyntax,
                place.slice(range),
                format!("annotation is not valid JSON and was ignored: {}", fault.message),
            );
            Html::Other(whole)
        }
    }
}
