//! Enumerations that no page names: a text whose values its description lists, and which its JSON representation or its own cell shows
//! to be one.

use super::{
    index::Index,
    reference::primitive,
    values::{NULL, is_text, named},
};
use crate::{
    diagnostic::{Code, Diagnostics},
    evidence::Kind,
    json,
    lower::{TypeDefinition, key, short},
    page::{Located, Row, TypeExpr},
};

/// The enumeration that a text is of by all that its page shows. It is called as the property; where that is a single word, with the name of
/// the type before it.
///
/// A list in one place alone proves nothing: services have texts with a few values each, and people list those too.
pub(super) fn unnamed(row: &Row, definition: &TypeDefinition, index: &Index<'_>) -> Option<TypeExpr> {
    let values = &row.notes.values;
    if values.len() < 2 || !is_text(row, index) || values.iter().any(|value| value.value == NULL) {
        return None;
    }
    if !row.notes.enumerated && !shows_all(row, definition, index) {
        return None;
    }
    let ty = row.ty.as_ref()?;
    let name = names(&row.name.value, &definition.name.value)
        .into_iter()
        .find(|name| fits(name, row, index))?;
    Some(TypeExpr {
        names: vec![named(&name, ty.span)],
        ..ty.clone()
    })
}

/// Whether the representation shows the values of the description, and nothing else, with strokes between them.
fn shows_all(row: &Row, definition: &TypeDefinition, index: &Index<'_>) -> bool {
    let mut shown = definition.represented.iter();
    let Some(shown) = shown.find(|shown| shown.name == row.name.value) else {
        return false;
    };
    let value = match &shown.value.kind {
        json::Kind::Array(elements) => elements.first(),
        _ => Some(&shown.value),
    };
    let Some(text) = value.and_then(json::Value::as_str).filter(|text| text.contains('|')) else {
        return false;
    };
    text.split('|').map(str::trim).all(|part| {
        let mut values = row.notes.values.iter();
        primitive(part, index).is_none() && values.any(|value| value.value.eq_ignore_ascii_case(part))
    })
}

/// What an enumeration may be called, in the namespace of the type.
fn names(property: &str, owner: &str) -> Vec<String> {
    let namespace = &owner[..owner.len() - short(owner).len()];
    let mut letters = property.chars();
    let capital = letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect::<String>());
    let whole = format!("{owner}{}", capital.unwrap_or_default());
    let has_words = property.chars().skip(1).any(char::is_uppercase);
    let mut names = vec![whole];
    if has_words {
        names.insert(0, format!("{namespace}{property}"));
    }
    names
}

/// Whether nothing has the name, or an enumeration which has all of the values.
fn fits(name: &str, row: &Row, index: &Index<'_>) -> bool {
    let Some(known) = index.definitions.get(&key(name)) else {
        return true;
    };
    known.is_enumeration()
        && row.notes.values.iter().all(|value| {
            let mut members = known.members.iter();
            members.any(|member| member.name.value.eq_ignore_ascii_case(&value.value))
        })
}

/// Adds the enumeration that a text is of, if it has none of its own yet; its members are those of the descriptions.
pub(super) fn ensure(ty: &TypeExpr, index: &mut Index<'_>, out: &mut Diagnostics) {
    let [name] = ty.names.as_slice() else {
        return;
    };
    // Another namespace may have one of that name, with other members.
    let is_known = index.definitions.contains_key(&key(&name.name));
    if is_known || name.link.is_some() || primitive(&name.name, index).is_some() {
        return;
    }
    let located = Located {
        value: name.name.clone(),
        span: name.span,
    };
    let message = format!(
        "the table says a text, and the page lists the values of an enumeration; it was called `{}`",
        name.name
    );
    out.report(Code::EnumerationUnnamed, name.span, message);
    let mut definition = TypeDefinition::new(located, Kind::Prose);
    definition.enumeration = true;
    index.add(definition);
}
