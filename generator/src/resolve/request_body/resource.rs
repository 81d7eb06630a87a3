//! Bodies that are a resource which the pages describe.

use super::Request;
use crate::{
    api::{Api, Method, TypeRef},
    diagnostic::Diagnostics,
    json,
    page::Row,
    resolve::{index::Index, inherit::Inheritance, listing::Listing, reference},
};

/// The resource that the body is, if the table and the example agree with it.
pub(super) fn resource(
    request: &Request<'_>,
    shown: Option<&json::Value>,
    listing: Option<Listing>,
    index: &Index<'_>,
    lineage: &Inheritance,
    api: &Api,
    out: &mut Diagnostics,
) -> Option<TypeRef> {
    let named = request
        .page
        .body
        .types
        .first()
        .map(|expr| reference::resolve(expr, request.page.source, index, lineage, out))
        .map(|ty| match ty {
            TypeRef::List(item) if listing.is_some() => *item,
            ty => ty,
        });
    let walked = match (request.method, request.walked) {
        (Method::Post, Some(TypeRef::List(item))) => Some((**item).clone()),
        (Method::Post, _) => None,
        (_, ty) => ty.cloned(),
    };
    let mut candidates: Vec<TypeRef> = named.into_iter().chain(walked).collect();
    candidates.dedup();
    candidates
        .into_iter()
        .find(|ty| fits(ty, &request.page.body.rows, shown, index, api))
}

/// Whether the members that the page shows are mostly those of the type.
fn fits(ty: &TypeRef, rows: &[Row], shown: Option<&json::Value>, index: &Index<'_>, api: &Api) -> bool {
    let id = match ty {
        TypeRef::Named(id) | TypeRef::Polymorphic(id) => *id,
        _ => return false,
    };
    let Some(object) = api.object(id) else {
        return false;
    };
    let mut family = vec![id];
    family.extend(&object.derived);
    let has = |name: &str| {
        let own = family.iter().any(|id| api.property(*id, name).is_some());
        own || index.dialect.is_annotation(name)
    };
    let share = |names: &[&str]| {
        let known = names.iter().filter(|name| has(name)).count();
        known * 2 >= names.len()
    };
    let rows: Vec<&str> = rows.iter().map(|row| row.name.value.as_str()).collect();
    if !rows.is_empty() {
        return share(&rows);
    }
    let shown: Vec<&str> = shown
        .map(json::Value::members)
        .unwrap_or_default()
        .iter()
        .map(|member| member.name.as_str())
        .collect();
    // What is only the id of an entity is a reference to it (OData 4.01 part 1, section 11.4.6), not the entity.
    let is_reference =
        |name: &&str| index.dialect.is_annotation(name) && !index.dialect.json.tags.iter().any(|tag| tag == name);
    if !shown.is_empty() && shown.iter().all(is_reference) {
        return false;
    }
    // An open type has members that its page cannot list.
    object.open || share(&shown)
}
