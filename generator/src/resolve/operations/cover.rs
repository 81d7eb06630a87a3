//! Several pages, one operation: what covers all that they say.

use super::super::{answer::Evidence, inherit::Inheritance, reference};
use crate::api::{Answer, Body, Method, TypeRef};

pub(super) fn known(evidence: &[(Method, Evidence)], method: Method) -> Option<&Answer> {
    evidence.iter().find_map(|(other, evidence)| match evidence {
        Evidence::Known(answer) if *other == method => Some(answer),
        _ => None,
    })
}

/// Several pages, one operation: where their types differ, what covers all of them.
pub(super) fn merge_answers(
    first: &Answer,
    all: &[&Answer],
    walked: Option<&TypeRef>,
    lineage: &Inheritance,
) -> Answer {
    let item = item_of(walked);
    let types = |pick: fn(&Answer) -> Option<&TypeRef>| {
        let mut types: Vec<TypeRef> = vec![];
        for ty in all.iter().filter_map(|answer| pick(answer)) {
            if !types.contains(ty) {
                types.push(ty.clone());
            }
        }
        types
    };
    match first {
        Answer::Json(ty) => {
            let types = types(|answer| if let Answer::Json(ty) = answer { Some(ty) } else { None });
            Answer::Json(cover(&types, item, lineage).unwrap_or_else(|| ty.clone()))
        }
        Answer::Page(ty) => {
            let types = types(|answer| if let Answer::Page(ty) = answer { Some(ty) } else { None });
            Answer::Page(cover(&types, item, lineage).unwrap_or_else(|| ty.clone()))
        }
        other => other.clone(),
    }
}

pub(super) fn merge_bodies(mut bodies: Vec<Body>, walked: Option<&TypeRef>, lineage: &Inheritance) -> Option<Body> {
    if bodies.len() < 2 {
        return bodies.pop();
    }
    let types: Vec<TypeRef> = bodies
        .iter()
        .filter_map(|body| match body {
            Body::Json(ty) => Some(ty.clone()),
            Body::Bytes(_) => None,
        })
        .collect();
    Some(cover(&types, item_of(walked), lineage).map_or_else(|| bodies.swap_remove(0), Body::Json))
}

/// What covers the types of several pages: what the path walk reaches, if one of the pages says so; else their common base.
fn cover(types: &[TypeRef], item: Option<&TypeRef>, lineage: &Inheritance) -> Option<TypeRef> {
    item.filter(|item| types.contains(item))
        .cloned()
        .or_else(|| reference::common(types, lineage))
}

/// The item of a collection; anything else itself.
pub(super) fn item_of(ty: Option<&TypeRef>) -> Option<&TypeRef> {
    match ty {
        Some(TypeRef::List(item)) => Some(item),
        other => other,
    }
}
