//! JSON representations of resources.

use super::http::read_json;
use crate::{
    diagnostic::Diagnostics,
    dialect::Dialect,
    markdown::{Annotation, Code},
    page::{Located, Representation},
};

/// Reads a block annotated as a resource, or one in a section about the representation.
pub(super) fn read(
    code: &Code<'_>,
    fallback: &Located<String>,
    dialect: &Dialect,
    out: &mut Diagnostics,
) -> Representation {
    let annotation = code.annotation.as_ref();
    let text = code.text.trim();
    let offset = code.text.len() - code.text.trim_start().len();
    let json = text.starts_with(['{', '[']).then(|| read_json(code, offset, text, out));
    let word = |key| {
        annotation
            .and_then(|annotation| annotation.text(key))
            .map(str::trim)
            .filter(|text| !text.is_empty())
    };
    Representation {
        name: annotation
            .and_then(|annotation| type_name(annotation, dialect))
            .unwrap_or_else(|| fallback.clone()),
        base: word("baseType").map(ToOwned::to_owned),
        open: annotation.is_some_and(|annotation| annotation.flag("openType")),
        is_abstract: annotation.is_some_and(|annotation| annotation.flag("abstract")),
        key: word("keyProperty").map(ToOwned::to_owned),
        media: annotation.is_some_and(|annotation| annotation.flag("isMediaEntity")),
        optional: annotation.map(optional).unwrap_or_default(),
        json,
        span: code.span,
    }
}

/// The type that an annotation names.
pub(super) fn type_name(annotation: &Annotation, dialect: &Dialect) -> Option<Located<String>> {
    dialect.json.tags.iter().find_map(|tag| {
        let value = annotation.value.get(tag)?;
        let name = value.as_str()?.trim().trim_start_matches('#');
        (!name.is_empty()).then(|| Located {
            value: name.to_owned(),
            span: annotation.span.slice(value.range.clone()),
        })
    })
}

fn optional(annotation: &Annotation) -> Vec<String> {
    let list = annotation
        .value
        .get("optionalProperties")
        .and_then(|value| value.elements());
    list.unwrap_or_default()
        .iter()
        .filter_map(|value| value.as_str())
        .map(ToOwned::to_owned)
        .collect()
}
