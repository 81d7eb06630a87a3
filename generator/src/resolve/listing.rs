//! Requests that carry a list, while the page describes one of its items.

use super::index::Index;
use crate::{json, page::Row};

/// How the items of a request's body stand in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Listing {
    /// The body is an array.
    Bare,
    /// The body is an object whose only member has them, as answers with a collection are.
    Wrapped,
}

/// What the page describes of a body: one item of a list, where an example shows a list of objects with the members of the table's rows;
/// else the body as it is.
pub(super) fn described<'v>(
    value: &'v json::Value,
    rows: &[Row],
    index: &Index<'_>,
) -> (&'v json::Value, Option<Listing>) {
    let (items, listing) = match value.members() {
        [] => (value.elements(), Listing::Bare),
        [only] if only.name == index.dialect.json.collection && !rows.is_empty() => {
            (only.value.elements(), Listing::Wrapped)
        }
        _ => (None, Listing::Bare),
    };
    let is_item = |item: &json::Value| {
        let is_row = |name: &str| rows.iter().any(|row| row.name.value.eq_ignore_ascii_case(name));
        let mut members = item.members().iter();
        matches!(item.kind, json::Kind::Object(_)) && (rows.is_empty() || members.any(|member| is_row(&member.name)))
    };
    let wraps = rows.iter().any(|row| row.name.value == index.dialect.json.collection);
    match items
        .and_then(|items| items.first())
        .filter(|item| !wraps && is_item(item))
    {
        Some(item) => (item, Some(listing)),
        None => (value, None),
    }
}
