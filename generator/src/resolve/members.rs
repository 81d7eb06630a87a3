//! Members of enumerations that descriptions of properties list.

use std::collections::HashSet;

use super::{
    index::Index,
    inference::{is_name, located},
    reference::primitive,
    values::NULL,
};
use crate::{
    diagnostic::{Code, Diagnostics},
    evidence::Kind,
    lower::{TypeDefinition, key},
    page::{Located, MemberRow, Prose, Row},
};

/// A single value that a table lacks is a slip of one of both, unless it stands for values to come; several are members.
const SEVERAL: usize = 2;

/// Takes the values of a description as members of the enumeration that the row has as its type, by these rules: of one without a table,
/// all; of one with a table, those that the table lacks, where there are several; and where the table has none of them, they
/// replace it, since it was copied from another enumeration.
///
/// `described` has the keys of enumerations whose members come from descriptions.
pub(super) fn enumerate(row: &Row, index: &mut Index<'_>, described: &mut HashSet<String>, out: &mut Diagnostics) {
    let Some([name]) = row.ty.as_ref().map(|ty| ty.names.as_slice()) else {
        return;
    };
    let values: Vec<&Located<String>> = row.notes.values.iter().filter(|value| value.value != NULL).collect();
    if values.is_empty() || (name.link.is_none() && primitive(&name.name, index).is_some()) {
        return;
    }
    let sentinel = index.dialect.types.sentinel.as_str();
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
        described.insert(key.clone());
    }
    let is_described = described.contains(&key);
    let new: Vec<&Located<String>> = values.iter().copied().filter(|value| !has(definition, value)).collect();
    let are_members = new.len() >= SEVERAL || new.iter().any(|value| value.value == sentinel);
    if is_described || (are_members && values.len() - new.len() >= SEVERAL) {
        add(definition, &new, is_described, out);
    } else if new.len() == values.len() && new.len() >= SEVERAL {
        let message = format!(
            "none of these values stands in the table of `{}`",
            definition.name.value
        );
        out.report(Code::EnumerationConflict, new[0].span, message)
            .related(definition.name.span, "the table");
        definition.members.clear();
        described.insert(key);
        add(definition, &new, true, out);
    }
}

/// Whether a row lists values, the name of one type being given for them.
pub(super) fn lists_values(row: &Row) -> bool {
    let is_typed = row.ty.as_ref().is_some_and(|ty| ty.names.len() == 1);
    is_typed && row.notes.values.iter().any(|value| value.value != NULL)
}

fn has(definition: &TypeDefinition, value: &Located<String>) -> bool {
    let mut members = definition.members.iter();
    members.any(|member| member.name.value.eq_ignore_ascii_case(&value.value))
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
