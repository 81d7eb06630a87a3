//! Members of enumerations that descriptions of properties list.

use std::collections::HashSet;

use super::{
    index::Index,
    inference::{is_name, located},
    reference::primitive,
    spelling::Respelled,
    values::NULL,
};
use crate::{
    diagnostic::{Code, Diagnostics},
    evidence::Kind,
    lower::{TypeDefinition, key},
    page::{Located, MemberRow, Prose, Row},
};

/// As many values, none of which a table has, are of another enumeration than the table; a single one is of the same.
const SEVERAL: usize = 2;

/// What descriptions have told of enumerations so far.
#[derive(Default)]
pub(super) struct Described {
    /// Keys of enumerations whose members come from descriptions.
    keys: HashSet<String>,
    /// Members that descriptions spell in another way.
    pub(super) respelled: Vec<Respelled>,
}

/// Takes the values of a description as members of the enumeration that the row has as its type, by these rules: of one without a table,
/// all; of one with a table, those that the table lacks; and where the table has none of them, they replace it, since it was copied from
/// another enumeration.
pub(super) fn enumerate(row: &Row, index: &mut Index<'_>, described: &mut Described, out: &mut Diagnostics) {
    let Some([name]) = row.ty.as_ref().map(|ty| ty.names.as_slice()) else {
        return;
    };
    let values: Vec<&Located<String>> = row.notes.values.iter().filter(|value| value.value != NULL).collect();
    if values.is_empty() {
        return;
    }
    if name.link.is_none() && primitive(&name.name, index).is_some() {
        // Properties have an enumeration of their own by now.
        if row.notes.enumerated {
            let message = format!(
                "`{}` is of an enumeration without a name, whose values are listed; it was taken for a text",
                row.name.value
            );
            out.report(Code::EnumerationUnnamed, name.span, message);
        }
        return;
    }
    let known = index.find(name, row.span.source).map(ToOwned::to_owned);
    let (key, definition) = match known {
        Some(key) => {
            let Some(definition) = index.definitions.get_mut(&key).filter(|known| known.is_enumeration()) else {
                return;
            };
            (key, definition)
        }
        None if is_name(&name.name) => {
            let mut definition = TypeDefinition::new(located(name, index), Kind::Prose);
            definition.enumeration = true;
            let key = key(&definition.name.value);
            index.add(definition);
            let Some(definition) = index.definitions.get_mut(&key) else {
                return;
            };
            (key, definition)
        }
        None => return,
    };
    if definition.members.is_empty() {
        described.keys.insert(key.clone());
    }
    let mut new = vec![];
    for value in values.iter().copied() {
        match member(definition, value) {
            None => new.push(value),
            Some(member) if member.name.value != value.value => {
                let respelled = Respelled::new(&key, value, &row.name.value);
                respelled.join(&mut described.respelled);
            }
            Some(_) => {}
        }
    }
    if described.keys.contains(&key) {
        add(definition, &new, true, out);
    } else if new.len() == values.len() && new.len() >= SEVERAL {
        let message = format!(
            "none of these values stands in the table of `{}`, which they replace",
            definition.name.value
        );
        out.report(Code::EnumerationConflict, new[0].span, message)
            .related(definition.name.span, "the table");
        definition.members.clear();
        described.keys.insert(key);
        add(definition, &new, true, out);
    } else {
        add(definition, &new, false, out);
    }
}

/// Whether a row lists values, the name of one type being given for them.
pub(super) fn lists_values(row: &Row) -> bool {
    let is_typed = row.ty.as_ref().is_some_and(|ty| ty.names.len() == 1);
    is_typed && row.notes.values.iter().any(|value| value.value != NULL)
}

/// The member that a value is, in whatever case.
fn member<'d>(definition: &'d TypeDefinition, value: &Located<String>) -> Option<&'d MemberRow> {
    let mut members = definition.members.iter();
    members.find(|member| member.name.value.eq_ignore_ascii_case(&value.value))
}

fn add(definition: &mut TypeDefinition, new: &[&Located<String>], silently: bool, out: &mut Diagnostics) {
    for value in new {
        if !silently {
            let message = format!(
                "`{}` of `{}` is listed here and not in the other list",
                value.value, definition.name.value
            );
            out.report(Code::EnumerationConflict, value.span, message);
        }
        definition.members.push(MemberRow {
            name: (*value).clone(),
            description: Prose::default(),
            deprecated: None,
        });
    }
}
