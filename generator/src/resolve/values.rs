//! Which lists of values are enumerations, and which texts are values of one.

use rayon::prelude::*;

use super::{alternatives, index::Index, reference::primitive};
use crate::{
    api::{Primitive, TypeRef},
    diagnostic::{Code, Diagnostics},
    evidence::{Evidence, Kind},
    json,
    lower::{TypeDefinition, short},
    map::Set,
    page::{Page, Row, TypeExpr, TypeName},
    source::{SourceId, Span},
};

/// What JSON has where there is no value; no enumeration has a member of that name.
pub(super) const NULL: &str = "null";

/// A row of a type, what it should be typed as, and what says so.
type Better = (usize, TypeExpr, Evidence);

/// Drops lists of values that are no enumerations, and types properties by the enumerations and the types that their
/// descriptions and representations speak of.
pub(super) fn settle(index: &mut Index<'_>, pages: &[Page], out: &mut Diagnostics) {
    drop_plain_lists(index, pages);
    let definitions: Vec<(&String, &TypeDefinition)> = index.definitions.iter().collect();
    let better = out.gather(definitions.par_iter(), |(_, definition), out| {
        better(definition, index, out)
    });
    let keyed = definitions.into_iter().zip(better);
    let changes: Vec<(String, Better)> = keyed
        .flat_map(|((key, _), better)| better.into_iter().map(|better| (key.clone(), better)))
        .collect();
    let mut made = alternatives::Made::default();
    for (key, (position, mut ty, evidence)) in changes {
        if evidence.kind == Kind::Prose {
            ty = alternatives::ensure(ty, (&key, position), &mut made, index, out);
        }
        let definition = &mut index.definitions[&key];
        let row = &mut definition.rows[position];
        if let Some(table) = row.ty.replace(ty) {
            let name = row.name.value.clone();
            definition.retyped.push((name, evidence, table.span));
        }
    }
}

/// The rows of a type that its representation or their descriptions know better than its table.
fn better(definition: &TypeDefinition, index: &Index<'_>, out: &mut Diagnostics) -> Vec<Better> {
    // What the configuration says is not for the pages to know better.
    let is_stated = |row: &Row| {
        row.ty
            .as_ref()
            .is_some_and(|ty| ty.span.source == SourceId::CONFIGURATION)
    };
    let mut changes = vec![];
    let rows = definition.rows.iter().enumerate();
    for (position, row) in rows.filter(|(_, row)| !is_stated(row)) {
        let shown = definition.represented.iter().find(|shown| shown.name == row.name.value);
        let represented = by_representation(row, definition, index, out).zip(shown);
        let better = represented
            .map(|(ty, shown)| (ty, Evidence::new(Kind::Representation, shown.span)))
            .or_else(|| {
                let prose = row.description.span.unwrap_or(row.span);
                let ty =
                    by_values(row, definition, index, out).or_else(|| alternatives::unnamed(row, definition, index))?;
                Some((ty, Evidence::new(Kind::Prose, prose)))
            });
        if better.is_none() {
            report_unlisted(row, index, out);
        }
        changes.extend(better.map(|(ty, evidence)| (position, ty, evidence)));
    }
    changes
}

/// Says of a row that is called an enumeration that nothing lists its values.
fn report_unlisted(row: &Row, index: &Index<'_>, out: &mut Diagnostics) {
    if !row.notes.enumerated || !is_text(row, index) {
        return;
    }
    let message = format!(
        "`{}` is an enumeration by its type, and its description lists no values; it was taken for a text",
        row.name.value
    );
    let span = row.ty.as_ref().map_or(row.span, |ty| ty.span);
    out.report(Code::EnumerationEmpty, span, message);
}

/// Takes away what sections of pages list as values of a text.
///
/// Such a list is no enumeration where `null` is one of the values, or where nothing has the type that its heading names and a
/// property of that name is a text.
fn drop_plain_lists(index: &mut Index<'_>, pages: &[Page]) {
    let used = used(index, pages);
    let definitions: Vec<&TypeDefinition> = index.definitions.values().collect();
    let texts: Set<String> = definitions
        .into_par_iter()
        .flat_map_iter(|definition| &definition.rows)
        .filter(|row| is_primitive(row, index) && !row.notes.enumerated)
        .map(|row| row.name.value.to_ascii_lowercase())
        .collect();
    let plain = |key: &String, definition: &TypeDefinition| {
        let has_null = definition.members.iter().any(|member| member.name.value == NULL);
        let is_alone = !used.contains(key) && (definition.in_operation || texts.contains(short(key)));
        definition.sectioned && definition.is_enumeration() && (has_null || is_alone)
    };
    let dropped: Vec<String> = index
        .definitions
        .iter()
        .filter(|(key, definition)| plain(key, definition))
        .map(|(key, _)| key.clone())
        .collect();
    let used = dropped.iter().filter(|key| used.contains(*key));
    make_texts(index, &used.map(String::as_str).collect());
    for key in dropped {
        index.remove(&key);
    }
}

/// Keys of types that something refers to by name.
fn used(index: &Index<'_>, pages: &[Page]) -> Set<String> {
    let definitions: Vec<&TypeDefinition> = index.definitions.values().collect();
    let tables = definitions.par_iter().flat_map_iter(|definition| &definition.rows);
    let own = tables.clone().filter_map(|row| alternatives::own_list(row, index));
    let parameters = pages
        .par_iter()
        .flat_map_iter(|page| page.body.rows.iter().chain(&page.path).chain(&page.query));
    tables
        .chain(parameters)
        .filter_map(|row| row.ty.as_ref())
        .flat_map_iter(|ty| &ty.names)
        .filter(|name| primitive(&name.name, index).is_none())
        .filter_map(|name| index.find(name, name.span.source))
        .chain(own)
        .map(ToOwned::to_owned)
        .collect()
}

fn is_primitive(row: &Row, index: &Index<'_>) -> bool {
    let names = row.ty.as_ref().map_or(&[][..], |ty| &ty.names);
    !names.is_empty()
        && names
            .iter()
            .all(|name| name.link.is_none() && primitive(&name.name, index).is_some())
}

/// Makes a text of every property that has one of these types.
fn make_texts(index: &mut Index<'_>, dropped: &Set<&str>) {
    if dropped.is_empty() {
        return;
    }
    let is_dropped = |name: &TypeName| {
        let found = index.find(name, name.span.source);
        found.is_some_and(|key| dropped.contains(key))
    };
    let is_typed_so = |row: &Row| row.ty.iter().flat_map(|ty| &ty.names).any(is_dropped);
    let definitions: Vec<(usize, &TypeDefinition)> = index.definitions.values().enumerate().collect();
    let positions: Vec<(usize, usize)> = definitions
        .into_par_iter()
        .flat_map_iter(|(at, definition)| {
            let rows = definition.rows.iter().enumerate();
            rows.filter(|(_, row)| is_typed_so(row)).map(move |(row, _)| (at, row))
        })
        .collect();
    for (at, row) in positions {
        if let Some(ty) = &mut index.definitions[at].rows[row].ty {
            ty.names = vec![named("String", ty.span)];
        }
    }
}

pub(super) fn named(name: &str, span: Span) -> TypeName {
    TypeName {
        name: name.to_owned(),
        link: None,
        span,
    }
}

/// What the representation knows better than the table: that there is one value where the table says a collection, and which type
/// it is where the table says no more than "String".
fn by_representation(
    row: &Row,
    definition: &TypeDefinition,
    index: &Index<'_>,
    out: &mut Diagnostics,
) -> Option<TypeExpr> {
    let shown = definition
        .represented
        .iter()
        .find(|shown| shown.name == row.name.value)?;
    let ty = row.ty.as_ref()?;
    let (collection, name) = told(&shown.value, index)?;
    if ty.collection && !collection {
        let message = format!(
            "`{}` is a collection in the table, and one value in the JSON representation",
            shown.name
        );
        out.report(Code::TypeConflict, ty.span, message)
            .related(shown.span, "the JSON representation");
        return Some(TypeExpr {
            collection,
            ..ty.clone()
        });
    }
    if leads_to(row, &named(&name, shown.span), index) {
        let message = format!(
            "the type of `{}` links to the page of `{name}` by another type's name, and `{name}` is in the JSON representation",
            shown.name
        );
        out.report(Code::TypeConflict, ty.span, message)
            .related(shown.span, "the JSON representation");
        return Some(TypeExpr {
            names: vec![named(&name, shown.span)],
            ..ty.clone()
        });
    }
    let says_more = is_text(row, index)
        && collection == ty.collection
        && match primitive(&name, index) {
            Some(told) => !matches!(told, TypeRef::Opaque | TypeRef::Primitive(Primitive::String)),
            None => index.find(&named(&name, shown.span), shown.span.source).is_some() || row.notes.values.len() > 1,
        };
    says_more.then(|| {
        let message = format!(
            "`{}` is a text in the table, and `{name}` in the JSON representation",
            shown.name
        );
        out.report(Code::TypeConflict, ty.span, message)
            .related(shown.span, "the JSON representation");
        TypeExpr {
            names: vec![named(&name, shown.span)],
            ..ty.clone()
        }
    })
}

/// Whether a row's type links to the page of a type by a name that another type has.
fn leads_to(row: &Row, told: &TypeName, index: &Index<'_>) -> bool {
    let Some([name]) = row.ty.as_ref().map(|ty| ty.names.as_slice()) else {
        return false;
    };
    let from = row.span.source;
    let Some(page) = name.link.as_deref().and_then(|link| index.page(link, from)) else {
        return false;
    };
    let (meant, told) = (index.find(name, from), index.find(told, told.span.source));
    meant != told && told.is_some_and(|told| index.subjects(page).iter().any(|subject| subject == told))
}

/// The type that a value of a representation tells in words or by its tag, and whether it is of a collection.
fn told(value: &json::Value, index: &Index<'_>) -> Option<(bool, String)> {
    match &value.kind {
        json::Kind::Array(elements) => told(elements.first()?, index).map(|(_, name)| (true, name)),
        json::Kind::String(text) => primitive(text, index).map(|_| (false, text.clone())),
        json::Kind::Object(_) => {
            let mut tags = index.dialect.json.tags.iter();
            let tag = tags
                .find_map(|tag| value.get(tag)?.as_str())?
                .trim()
                .trim_start_matches('#');
            let inner = tag.strip_prefix("Collection(").and_then(|rest| rest.strip_suffix(')'));
            let name = inner.unwrap_or(tag);
            let is_name = !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '_'));
            is_name.then(|| (inner.is_some(), name.to_owned()))
        }
        _ => None,
    }
}

pub(super) fn is_text(row: &Row, index: &Index<'_>) -> bool {
    let Some([name]) = row.ty.as_ref().map(|ty| ty.names.as_slice()) else {
        return false;
    };
    name.link.is_none() && primitive(&name.name, index) == Some(TypeRef::Primitive(Primitive::String))
}

/// The enumeration that a text is of: one that is called as the property and a part of its type's name, and has all the values that the
/// description lists.
fn by_values(row: &Row, definition: &TypeDefinition, index: &Index<'_>, out: &mut Diagnostics) -> Option<TypeExpr> {
    let values: Vec<&str> = row.notes.values.iter().map(|value| value.value.as_str()).collect();
    if values.len() < 2 || !is_text(row, index) {
        return None;
    }
    let owner = short(&definition.name.value);
    let mut candidates = index.definitions.values().filter(|other| {
        let has = |value: &&str| {
            other
                .members
                .iter()
                .any(|member| member.name.value.eq_ignore_ascii_case(value))
        };
        other.is_enumeration() && is_called(short(&other.name.value), &row.name.value, owner) && values.iter().all(has)
    });
    let (Some(found), None) = (candidates.next(), candidates.next()) else {
        return None;
    };
    let ty = row.ty.as_ref()?;
    let message = format!(
        "`{}` is a text in the table, and its values are those of `{}`",
        row.name.value, found.name.value
    );
    out.report(Code::EnumerationUnnamed, ty.span, message)
        .related(found.name.span, "the enumeration");
    Some(TypeExpr {
        names: vec![named(&found.name.value, ty.span)],
        ..ty.clone()
    })
}

/// Whether an enumeration is called as a property with the first or last words of the type's name: `plannerPreviewType` for
/// `previewType` of a `plannerTask`. The name of the property alone proves nothing: a writer who knew of an enumeration of that
/// name and wrote "String" meant it.
fn is_called(enumeration: &str, property: &str, owner: &str) -> bool {
    let Some((lead, rest)) = split_end(enumeration, property.len()) else {
        return false;
    };
    if lead.is_empty() || !rest.eq_ignore_ascii_case(property) || !rest.starts_with(char::is_uppercase) {
        return false;
    }
    // Words begin with a capital.
    let is_word = |at: usize| at == 0 || at == owner.len() || owner[at..].starts_with(char::is_uppercase);
    let is_lead = |text: &str| text.eq_ignore_ascii_case(lead);
    let is_first = owner.get(..lead.len()).is_some_and(is_lead) && is_word(lead.len());
    let is_last = split_end(owner, lead.len()).is_some_and(|(before, end)| is_lead(end) && is_word(before.len()));
    is_first || is_last
}

/// A text without its last bytes, and these.
fn split_end(text: &str, length: usize) -> Option<(&str, &str)> {
    text.split_at_checked(text.len().checked_sub(length)?)
}

#[cfg(test)]
mod tests {
    use super::is_called;

    #[test]
    fn enumerations_are_called_as_properties_are() {
        for (enumeration, property, owner) in [
            ("plannerPreviewType", "previewType", "plannerTask"),
            ("operationStatus", "status", "commsOperation"),
        ] {
            assert!(is_called(enumeration, property, owner), "{enumeration}");
        }
        for (enumeration, property, owner) in [
            ("printState", "state", "planner"),
            ("planState", "state", "planner"),
            ("estate", "state", "treeE"),
            ("state", "status", "order"),
            ("state", "state", "order"),
        ] {
            assert!(!is_called(enumeration, property, owner), "{enumeration}");
        }
    }
}
