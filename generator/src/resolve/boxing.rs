//! Which fields must be boxed, since a type would contain itself otherwise.

use crate::api::{Api, Shape, TypeId, TypeRef};

/// Marks the properties that close a circle of types without a list or an enumeration over derived types between them,
/// both of which are on the heap anyway.
pub(super) fn mark(api: &mut Api) {
    let edges: Vec<Vec<usize>> = (0..api.types.len())
        .map(|index| {
            let properties = api.properties(type_id(index));
            properties
                .iter()
                .filter_map(|property| contained(&property.ty))
                .map(|id| id.0 as usize)
                .collect()
        })
        .collect();
    let component = components(&edges);
    let mut boxed: Vec<(TypeId, String)> = vec![];
    for index in 0..api.types.len() {
        let mut next = Some(type_id(index));
        while let Some((id, object)) = next.and_then(|id| Some((id, api.object(id)?))) {
            for property in &object.properties {
                let closes =
                    contained(&property.ty).is_some_and(|target| component[target.0 as usize] == component[index]);
                if closes && !property.boxed {
                    boxed.push((id, property.name.clone()));
                }
            }
            next = object.base;
        }
    }
    for (id, name) in boxed {
        if let Shape::Object(object) = &mut api.types[id.0 as usize].shape {
            for property in object.properties.iter_mut().filter(|property| property.name == name) {
                property.boxed = true;
            }
        }
    }
}

fn type_id(index: usize) -> TypeId {
    TypeId(u32::try_from(index).unwrap_or(u32::MAX))
}

/// The object that a field of this type holds in place.
fn contained(ty: &TypeRef) -> Option<TypeId> {
    match ty {
        TypeRef::Named(id) => Some(*id),
        _ => None,
    }
}

/// The strongly connected component of each vertex, by Tarjan's algorithm with a stack of its own.
fn components(edges: &[Vec<usize>]) -> Vec<usize> {
    const NONE: usize = usize::MAX;
    let count = edges.len();
    let (mut order, mut low, mut component) = (vec![NONE; count], vec![0; count], vec![NONE; count]);
    let (mut stack, mut clock, mut components) = (vec![], 0, 0);
    for root in 0..count {
        if order[root] != NONE {
            continue;
        }
        let mut work = vec![(root, 0)];
        while let Some((vertex, next)) = work.pop() {
            if next == 0 {
                (order[vertex], low[vertex]) = (clock, clock);
                clock += 1;
                stack.push(vertex);
            } else {
                let child = edges[vertex][next - 1];
                if component[child] == NONE {
                    low[vertex] = low[vertex].min(low[child]);
                }
            }
            if let Some(&child) = edges[vertex].get(next) {
                work.push((vertex, next + 1));
                if order[child] == NONE {
                    work.push((child, 0));
                }
                continue;
            }
            if low[vertex] == order[vertex] {
                while let Some(member) = stack.pop() {
                    component[member] = components;
                    if member == vertex {
                        break;
                    }
                }
                components += 1;
            }
        }
    }
    component
}

#[cfg(test)]
mod tests {
    use super::components;

    #[test]
    fn circles_share_a_component() {
        let found = components(&[vec![1], vec![2], vec![0, 3], vec![4], vec![]]);
        assert_eq!(found[0], found[1]);
        assert_eq!(found[1], found[2]);
        assert_ne!(found[2], found[3]);
        assert_ne!(found[3], found[4]);
    }
}
