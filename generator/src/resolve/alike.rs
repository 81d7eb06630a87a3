//! Types that can only derive from another one, though no page says so.

use std::collections::HashMap;

use rayon::prelude::*;

use super::{index::Index, reference::primitive};
use crate::{
    api::TypeRef,
    lower::{TypeDefinition, key, short},
    map::Set,
    page::{Row, TypeExpr},
};

/// Fewer properties, besides the key, are shared by chance.
const ENOUGH: usize = 3;

/// Positions of types that no property has as its type, each with that of the one type that some property has, whose properties it has all,
/// and whose name ends with the same word.
pub(super) fn pairs(index: &Index<'_>) -> Vec<(usize, usize)> {
    let used = used(index);
    let mut bases: HashMap<&str, Vec<usize>> = HashMap::new();
    let mut alone: Vec<usize> = vec![];
    let root = index.dialect.root_entity.as_deref().map(key);
    let common = root.and_then(|root| index.definitions.get(&root)?.key.as_deref());
    for (position, definition) in index.definitions.values().enumerate() {
        let key = definition.key.as_deref().or(common);
        let is_key = |row: &&Row| key == Some(row.name.value.as_str());
        let own = definition.rows.iter().filter(|row| !is_key(row)).count();
        let has_key = own < definition.rows.len();
        if !has_key || own < ENOUGH {
            continue;
        }
        if used.contains(&position) {
            bases
                .entry(last_word(short(&definition.name.value)))
                .or_default()
                .push(position);
        } else if definition.bases.is_empty() && definition.inherited.is_empty() {
            alone.push(position);
        }
    }
    let find = |position: usize| {
        let definition = &index.definitions[position];
        let candidates = bases.get(last_word(short(&definition.name.value)))?;
        let mut fitting = candidates
            .iter()
            .filter(|base| has_all(definition, &index.definitions[**base], index));
        match (fitting.next(), fitting.next()) {
            (Some(only), None) => Some((position, *only)),
            _ => None,
        }
    };
    alone.into_iter().filter_map(find).collect()
}

/// Positions of what properties have as their type.
fn used(index: &Index<'_>) -> Set<usize> {
    let definitions: Vec<&TypeDefinition> = index.definitions.values().collect();
    let rows = definitions.into_par_iter().flat_map_iter(|definition| &definition.rows);
    let names = rows.flat_map_iter(|row| row.ty.iter().flat_map(|ty| &ty.names));
    names
        .filter_map(|name| index.id(index.find(name, name.span.source)?))
        .map(|id| id.0 as usize)
        .collect()
}

fn has_all(definition: &TypeDefinition, base: &TypeDefinition, index: &Index<'_>) -> bool {
    base.rows.iter().all(|wanted| {
        let same_name = definition.rows.iter().find(|row| row.name.value == wanted.name.value);
        same_name.is_some_and(|row| same(row.ty.as_ref(), wanted.ty.as_ref(), index))
    })
}

fn same(one: Option<&TypeExpr>, other: Option<&TypeExpr>, index: &Index<'_>) -> bool {
    let names = |ty: &TypeExpr| -> Vec<Result<TypeRef, String>> {
        let name = |name: &crate::page::TypeName| primitive(&name.name, index).ok_or_else(|| key(short(&name.name)));
        ty.names.iter().map(name).collect()
    };
    match (one, other) {
        (Some(one), Some(other)) => one.collection == other.collection && names(one) == names(other),
        (one, other) => one.is_none() && other.is_none(),
    }
}

/// The last word of a name in camel case.
fn last_word(name: &str) -> &str {
    &name[name.rfind(char::is_uppercase).unwrap_or(0)..]
}
