//! Properties that pages of derived types document again.

use rayon::prelude::*;

use super::{naming::Taken, types::RESERVED};
use crate::api::{Api, Object, Property, Restated, Shape, TypeId};

/// Leaves each property to the type that declares it, keeps what other pages say of it beyond that, and gives fields their Rust names,
/// which are unique over all levels.
pub(super) fn settle(api: &mut Api) {
    let mut order: Vec<(usize, usize)> = (0..api.types.len()).map(|index| (depth(api, index), index)).collect();
    order.sort_unstable();
    // Types of one depth know nothing of each other.
    for level in order.chunk_by(|(one, _), (other, _)| one == other) {
        let settled = level
            .par_iter()
            .filter_map(|(_, index)| Some((*index, Settled::of(api, *index)?)));
        let settled: Vec<(usize, Settled)> = settled.collect();
        for (index, settled) in settled {
            if let Shape::Object(object) = &mut api.types[index].shape {
                settled.apply(object);
            }
        }
    }
}

/// What becomes of the properties that the page of a type documents.
struct Settled {
    /// The name of the field, by property; nothing for those that a base declares.
    fields: Vec<Option<String>>,
    restated: Vec<Restated>,
}

impl Settled {
    /// What becomes of the properties of a type whose bases are settled.
    fn of(api: &Api, index: usize) -> Option<Self> {
        let object = api.object(TypeId(u32::try_from(index).unwrap_or(u32::MAX)))?;
        let from_base: Vec<&Property> = object.base.map(|base| api.properties(base)).unwrap_or_default();
        let mut taken = Taken::new(RESERVED);
        for property in &from_base {
            taken.take(&property.rust);
        }
        let mut restated = vec![];
        let fields = object.properties.iter().map(|property| {
            // A property is never declared again by a derived type (OData 4.01 part 3, section 6.1).
            let mut all = from_base.iter();
            let Some(declared) = all.find(|base| base.name.eq_ignore_ascii_case(&property.name)) else {
                return Some(taken.take(&property.rust));
            };
            restated.extend(beyond(property, declared));
            None
        });
        Some(Self {
            fields: fields.collect(),
            restated,
        })
    }

    fn apply(self, object: &mut Object) {
        object.restated = self.restated;
        let mut is_own = self.fields.iter().map(Option::is_some);
        object.properties.retain(|_| is_own.next().unwrap_or_default());
        for (property, name) in object.properties.iter_mut().zip(self.fields.into_iter().flatten()) {
            property.rust = name;
        }
    }
}

fn depth(api: &Api, index: usize) -> usize {
    let mut depth = 0;
    let mut next = Some(TypeId(u32::try_from(index).unwrap_or(u32::MAX)));
    while let Some(object) = next.and_then(|id| api.object(id)) {
        depth += 1;
        next = object.base;
    }
    depth
}

/// What the page of a derived type says of a property that the base's page does not.
fn beyond(property: &Property, declared: &Property) -> Option<Restated> {
    let said = Restated {
        name: declared.name.clone(),
        docs: property.docs.clone(),
        read_only: property.read_only,
        required: property.required,
        default: property.default.clone(),
        deprecated: property.deprecated.clone(),
    };
    said.beyond(declared)
}
