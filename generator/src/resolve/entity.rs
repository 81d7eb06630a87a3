//! Which types are entities: they have a key, and so a place of their own, as against complex types.

use super::index::Index;
use crate::lower::{TypeDefinition, key};

/// For each definition, whether its own pages or those that refer to it show that it is an entity.
///
/// Only entities are targets of navigation properties, have operations of their own, and have a key. The name of the key alone
/// proves nothing: it is often copied from page to page, also to types that have no such property.
pub(super) fn evident(index: &Index<'_>) -> Vec<bool> {
    // Where no page says what the key is, it is that of the type which all others derive from.
    let root = index.dialect.root_entity.as_deref().map(key);
    let common = root.and_then(|root| index.definitions.get(&root)?.key.clone());
    let definitions = index.definitions.values();
    let mut evident: Vec<bool> = definitions
        .map(|definition| is_evident(definition, common.as_deref()))
        .collect();
    let relationships = index
        .definitions
        .values()
        .flat_map(|definition| definition.rows.iter().filter(|row| row.navigation));
    for row in relationships {
        for name in row.ty.iter().flat_map(|ty| &ty.names) {
            let target = index.find(name, row.span.source).and_then(|key| index.id(key));
            if let Some(target) = target.filter(|target| !index.definition(*target).is_enumeration()) {
                evident[target.0 as usize] = true;
            }
        }
    }
    evident
}

fn is_evident(definition: &TypeDefinition, common: Option<&str>) -> bool {
    let shows = |name: &str| {
        definition.rows.iter().any(|row| row.name.value == name)
            || definition.shown.iter().any(|shown| shown.name == name)
    };
    let is_said = definition.rows.iter().any(|row| row.notes.key);
    match definition.key.as_deref() {
        _ if is_said => true,
        Some(key) => shows(key) || definition.methods,
        None => definition.methods && common.is_some_and(shows),
    }
}
