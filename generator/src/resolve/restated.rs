//! Properties that pages of derived types document again.

use super::{naming::Taken, types::RESERVED};
use crate::api::{Api, Property, Restated, Shape, TypeId};

/// Leaves each property to the type that declares it, keeps what other pages say of it beyond that, and gives fields their Rust names,
/// which are unique over all levels.
pub(super) fn settle(api: &mut Api) {
    let mut order: Vec<usize> = (0..api.types.len()).collect();
    order.sort_by_cached_key(|index| depth(api, *index));
    for index in order {
        let id = TypeId(u32::try_from(index).unwrap_or(u32::MAX));
        let Some(object) = api.object(id) else {
            continue;
        };
        let from_base: Vec<&Property> = object.base.map(|base| api.properties(base)).unwrap_or_default();
        let mut taken = Taken::new(RESERVED);
        for property in &from_base {
            taken.take(&property.rust);
        }
        // A property is never declared again by a derived type (OData 4.01 part 3, section 6.1).
        let declared = |property: &Property| {
            let mut all = from_base.iter();
            all.find(|base| base.name.eq_ignore_ascii_case(&property.name)).copied()
        };
        let inherited: Vec<bool> = object
            .properties
            .iter()
            .map(|property| declared(property).is_some())
            .collect();
        let restated = object
            .properties
            .iter()
            .filter_map(|property| beyond(property, declared(property)?))
            .collect();
        let Shape::Object(object) = &mut api.types[index].shape else {
            continue;
        };
        object.restated = restated;
        let mut inherited = inherited.into_iter();
        object.properties.retain(|_| !inherited.next().unwrap_or_default());
        for property in &mut object.properties {
            property.rust = taken.take(&property.rust);
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
