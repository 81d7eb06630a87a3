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
    map::Map,
    page::{Located, Row, TypeExpr},
};

/// The enumeration that a text is of by all that its page shows. It is called as the property; where that is a single word, with the name of
/// the type before it.
///
/// A list in one place alone proves nothing: services have texts with a few values each, and people list those too.
pub(super) fn unnamed(row: &Row, definition: &TypeDefinition, index: &Index<'_>) -> Option<TypeExpr> {
    if !is_text(row, index) {
        return None;
    }
    let called = |name: &str| {
        let ty = row.ty.as_ref()?;
        Some(TypeExpr {
            names: vec![named(name, ty.span)],
            ..ty.clone()
        })
    };
    if let Some(key) = own_list(row, index) {
        return called(&index.definitions[key].name.value);
    }
    let values = row.notes.values.iter().filter(|value| value.value != NULL).count();
    let is_one = if row.notes.enumerated {
        values > 0
    } else {
        values > 1 && values == row.notes.values.len() && shows_all(row, definition, index)
    };
    if !is_one {
        return None;
    }
    let mut names = names(&row.name.value, &definition.name.value).into_iter();
    called(&names.find(|name| fits(name, row, index))?)
}

/// The key of the enumeration that a section of the page lists, called as the property, for one whose cell says no more than that it is one.
pub(super) fn own_list<'i>(row: &Row, index: &'i Index<'_>) -> Option<&'i str> {
    if !row.notes.enumerated {
        return None;
    }
    let is_it = |key: &&String| {
        let known = index.definitions.get(*key);
        short(key).eq_ignore_ascii_case(&row.name.value) && known.is_some_and(TypeDefinition::is_enumeration)
    };
    let mut keys = index.subjects(row.span.source).iter();
    keys.find(is_it).map(String::as_str)
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

/// Whether two descriptions list the same values, in whatever order.
fn lists_same(one: &Row, other: &Row) -> bool {
    let has_all = |row: &Row, values: &Row| {
        let mut values = values.notes.values.iter();
        values.all(|value| {
            let mut own = row.notes.values.iter();
            own.any(|own| own.value.eq_ignore_ascii_case(&value.value))
        })
    };
    has_all(one, other) && has_all(other, one)
}

/// Whether nothing has the name, or an enumeration which has all of the values.
fn fits(name: &str, row: &Row, index: &Index<'_>) -> bool {
    let Some(known) = index.definitions.get(&key(name)) else {
        return true;
    };
    known.is_enumeration()
        && row
            .notes
            .values
            .iter()
            .filter(|value| value.value != NULL)
            .all(|value| {
                let mut members = known.members.iter();
                members.any(|member| member.name.value.eq_ignore_ascii_case(&value.value))
            })
}

/// The rows that enumerations without a name were made for, by the keys of these: the key of a type, and the position of its row.
pub(super) type Made = Map<String, (String, usize)>;

/// Adds the enumeration that a row of a type is of, if there is none yet; its members are those of the descriptions. Where a row with other
/// values had the name first, it is called as the type and the property.
pub(super) fn ensure(
    mut ty: TypeExpr,
    (owner, position): (&str, usize),
    made: &mut Made,
    index: &mut Index<'_>,
    out: &mut Diagnostics,
) -> TypeExpr {
    let [name] = ty.names.as_mut_slice() else {
        return ty;
    };
    let definition = &index.definitions[owner];
    let row = &definition.rows[position];
    if let Some((other, at)) = made.get(&key(&name.name)) {
        let longer = names(&row.name.value, &definition.name.value).pop();
        let is_same = lists_same(row, &index.definitions[other].rows[*at]);
        if let Some(longer) = longer.filter(|longer| !is_same && fits(longer, row, index)) {
            name.name = longer;
        }
    }
    // Another namespace may have one of that name, with other members.
    let is_known = index.definitions.contains_key(&key(&name.name));
    if is_known || name.link.is_some() || primitive(&name.name, index).is_some() {
        return ty;
    }
    made.insert(key(&name.name), (owner.to_owned(), position));
    let located = Located {
        value: name.name.clone(),
        span: name.span,
    };
    let message = format!(
        "the table does not name the enumeration whose values the page lists; it was called `{}`",
        name.name
    );
    out.report(Code::EnumerationUnnamed, name.span, message);
    let mut definition = TypeDefinition::new(located, Kind::Prose);
    definition.enumeration = true;
    index.add(definition);
    ty
}
