//! What the columns of a table hold, by their headings.

use std::borrow::Cow;

use crate::{
    dialect::{Columns, Role},
    markdown::{Table, Text},
};

/// Indices of the columns of a table.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Layout {
    pub(super) name: Option<usize>,
    pub(super) ty: Option<usize>,
    pub(super) description: Option<usize>,
    pub(super) value: Option<usize>,
    pub(super) required: Option<usize>,
    pub(super) default: Option<usize>,
    pub(super) permission_kind: Option<usize>,
    pub(super) permission: Option<usize>,
    pub(super) permission_higher: Option<usize>,
}

/// Finds the columns of a table in a section of that role.
pub(super) fn classify(table: &Table<'_>, role: Role, columns: &Columns) -> Layout {
    let heads: Vec<_> = table.header.iter().map(Text::plain).collect();
    let find = |names: &[String]| {
        let is_one = |head: &Cow<'_, str>| names.iter().any(|name| name.eq_ignore_ascii_case(head));
        heads.iter().position(is_one)
    };
    let name = match role {
        Role::Members => find(&columns.member).or_else(|| find(&columns.name)),
        _ => find(&columns.name),
    };
    let different = |index: Option<usize>| index.filter(|_| index != name);
    let description = different(find(&columns.description));
    let value = different(find(&columns.value));
    // Where each member of a body is described, its "value" is what it may be, not an example.
    let is_type = matches!(role, Role::Body | Role::Function) && description.is_some();
    let permission_higher = find(&columns.permission_higher);
    Layout {
        name,
        ty: different(find(&columns.ty)).or(value.filter(|_| is_type)),
        description,
        value,
        required: different(find(&columns.required)),
        default: different(find(&columns.default)),
        permission_kind: find(&columns.permission_kind),
        // A table may have the second column alone.
        permission: find(&columns.permission).or(permission_higher),
        permission_higher,
    }
}
