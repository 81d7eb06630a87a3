//! Rows of tables of properties, parameters and headers.

use super::{columns::Layout, notes, prose, type_expr};
use crate::{
    diagnostic::{Code, Diagnostics},
    dialect::{Dialect, has_phrase},
    mark,
    markdown::{self, Table, Text},
    page::{Located, Row},
};

/// The rows of a table whose columns are known.
pub(super) fn read(table: &Table<'_>, layout: Layout, dialect: &Dialect, out: &mut Diagnostics) -> Vec<Row> {
    let Some(name) = layout.name else {
        return vec![];
    };
    table
        .rows
        .iter()
        .filter_map(|row| read_row(row, name, layout, dialect, out))
        .collect()
}

fn read_row(
    row: &markdown::Row<'_>,
    name: usize,
    layout: Layout,
    dialect: &Dialect,
    out: &mut Diagnostics,
) -> Option<Row> {
    let cell = |index: Option<usize>| index.and_then(|index| row.cells.get(index));
    let label = cell(Some(name))?;
    let text = name_of(label);
    if text.is_empty() || is_spanning(row, name) {
        return None;
    }
    let span = label.span.unwrap_or(row.span);
    if dialect.is_placeholder(&text) {
        out.report(
            Code::PlaceholderText,
            span,
            format!("cell still holds the template's text `{text}`"),
        );
        return None;
    }
    let empty = Text::default();
    // Tables without a description column say the same in the value column.
    let description = cell(layout.description)
        .or_else(|| cell(layout.value))
        .unwrap_or(&empty);
    let mut notes = notes::read(description, dialect);
    if let Some(required) = cell(layout.required) {
        let answer = required.plain().to_ascii_lowercase();
        notes.required = Some(matches!(answer.chars().next(), Some('y' | 't' | 'r')));
    }
    if let Some(default) = cell(layout.default).map(Text::plain).filter(|text| !text.is_empty()) {
        notes.default = Some(default.into_owned());
    }
    if let Some(ty) = cell(layout.ty) {
        let ty = ty.plain().to_ascii_lowercase();
        if ty.contains("(optional)") || ty.contains("optional") {
            notes.required = Some(false);
        }
        notes.read_only |= ty.contains("readonly");
        notes.enumerated = has_phrase(&ty, &dialect.types.enumerated);
    }
    let label_text = label.plain();
    if label_text.contains('(') && label_text.to_ascii_lowercase().contains("(deprecated)") {
        notes.deprecated = Some(description.plain().into_owned());
    }
    Some(Row {
        name: Located { value: text, span },
        ty: cell(layout.ty).and_then(|cell| type_expr::read(cell, dialect)),
        description: prose::read(description),
        navigation: false,
        aside: false,
        notes,
        span: row.span,
    })
}

/// The name of a row: its first cell without markup, without a remark in parentheses.
pub(super) fn name_of(cell: &Text<'_>) -> String {
    let plain = cell.plain();
    let plain = mark::find(&plain, 0, " (").map_or(&*plain, |end| &plain[..end]).trim();
    // `Property?` and the like mark optional ones; `*` and quotes are markup that was escaped.
    plain
        .trim_matches(|c: char| matches!(c, '*' | '`' | '"' | '\'' | '?' | ':' | ',') || c.is_whitespace())
        .to_owned()
}

/// A bold cell alone in its row is a heading inside the table.
fn is_spanning(row: &markdown::Row<'_>, name: usize) -> bool {
    let alone = row
        .cells
        .iter()
        .enumerate()
        .all(|(index, cell)| index == name || cell.is_blank());
    alone
        && row.cells.len() > 1
        && row.cells[name]
            .runs
            .iter()
            .all(|run| run.style.strong || run.style.html || run.text.trim().is_empty())
}

/// Whether the text of a name cell can be the name of a property: an identifier (`OData` 4.01 part 3, section 17.2), or that of an
/// annotation, which has an `@`.
pub(crate) fn is_property_name(name: &str) -> bool {
    let is_identifier = |name: &str| {
        name.starts_with(|c: char| c.is_alphabetic() || c == '_')
            && name.chars().all(|c| c.is_alphanumeric() || c == '_')
    };
    match name.split_once('@') {
        Some((property, term)) => {
            (property.is_empty() || is_identifier(property)) && term.split('.').all(is_identifier)
        }
        None => is_identifier(name),
    }
}
