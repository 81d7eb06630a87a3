//! A part of an API: some operations, and everything that they need.
//!
//! Decisions were made for the whole API and stay as they are: a type, a method or a module is called the same in a
//! part as in the whole, so that code moves from one to the other.

mod nodes;
mod relationships;
mod renumber;
#[cfg(test)]
mod tests;
mod types;

use crate::{
    api::{Api, Operation, OperationId, TypeId},
    error::Error,
    pattern::Pattern,
};

/// Keeps the operations that the patterns choose, and what they need: types, places on the way, examples.
///
/// An operation with several path templates keeps those that are chosen. Without patterns, everything stays,
/// including types that no operation needs. A pattern that chooses nothing is an error, since it is not what was
/// meant.
pub fn select(mut api: Api, include: &[Pattern], exclude: &[Pattern]) -> Result<Api, Error> {
    if include.is_empty() && exclude.is_empty() {
        return Ok(api);
    }
    for pattern in include.iter().chain(exclude) {
        if !api.operations.iter().any(|operation| chooses(pattern, operation)) {
            return Err(Error::NothingSelected {
                pattern: pattern.to_string(),
                operations: api.operations.len(),
            });
        }
    }
    for operation in &mut api.operations {
        let method = operation.method;
        let is_kept = |template: &String| {
            let included = include.is_empty() || include.iter().any(|pattern| pattern.matches(method, template));
            included && !exclude.iter().any(|pattern| pattern.matches(method, template))
        };
        let kept: Vec<bool> = operation.templates.iter().map(is_kept).collect();
        nodes::retain_indexed(&mut operation.walks, |index| {
            kept.get(index).copied().unwrap_or_default()
        });
        nodes::retain_indexed(&mut operation.templates, |index| kept[index]);
    }
    let mut kept = Kept {
        operations: api
            .operations
            .iter()
            .map(|operation| !operation.templates.is_empty())
            .collect(),
        nodes: vec![],
        types: vec![],
    };
    nodes::prune(&mut api, &mut kept);
    types::prune(&mut api, &mut kept);
    renumber::renumber(&mut api, &kept);
    Ok(api)
}

fn chooses(pattern: &Pattern, operation: &Operation) -> bool {
    operation
        .templates
        .iter()
        .any(|template| pattern.matches(operation.method, template))
}

/// What stays, by id.
struct Kept {
    operations: Vec<bool>,
    nodes: Vec<bool>,
    types: Vec<bool>,
}

impl Kept {
    fn operation(&self, OperationId(id): OperationId) -> bool {
        self.operations[id as usize]
    }

    fn has_type(&self, TypeId(id): TypeId) -> bool {
        self.types[id as usize]
    }
}
