//! Rows that are said to be inherited from a type whose own page leaves them out.

use super::{index::Index, inherit::Inheritance, reference::Lineage};
use crate::api::{Api, Property, Shape, TypeId};

/// Gives such properties to the type that they are said to be of. From there the type that documents them inherits them.
pub(super) fn move_up(index: &Index<'_>, inheritance: &Inheritance, api: &mut Api) {
    let mut moves: Vec<(TypeId, Property)> = vec![];
    for (position, definition) in index.definitions.values().enumerate() {
        let id = TypeId(u32::try_from(position).unwrap_or(u32::MAX));
        let Some(object) = api.object(id) else {
            continue;
        };
        for row in &definition.rows {
            let source = row.span.source;
            let base = row
                .notes
                .inherited
                .as_ref()
                .and_then(|name| index.id(index.find(name, source)?));
            let Some(base) = base.filter(|base| inheritance.bases(id).contains(base)) else {
                continue;
            };
            let property = object
                .properties
                .iter()
                .find(|property| property.name == row.name.value);
            if let Some(property) = property.filter(|property| !has(api, base, &property.name)) {
                moves.push((base, property.clone()));
            }
        }
    }
    for (base, property) in moves {
        if !has(api, base, &property.name)
            && let Shape::Object(object) = &mut api.types[base.0 as usize].shape
        {
            object.properties.push(property);
        }
    }
}

/// Whether a type has a property, its own or an inherited one.
fn has(api: &Api, id: TypeId, name: &str) -> bool {
    let mut next = Some(id);
    while let Some(object) = next.and_then(|id| api.object(id)) {
        if object
            .properties
            .iter()
            .any(|property| property.name.eq_ignore_ascii_case(name))
        {
            return true;
        }
        next = object.base;
    }
    false
}
