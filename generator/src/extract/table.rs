//! Tables of a page.

use super::{
    columns, include, notes, page::Walk, parameters, prose, rows, sections::SectionRole, title::type_of_title, values,
};
use crate::{
    diagnostic::Code,
    dialect::{Kind, Role},
    markdown::{Table, Text},
    page::{Item, Located, MemberRow, MemberTable, Page, Permission, Reason},
};

impl Walk<'_, '_, '_> {
    pub(super) fn table(&mut self, role: &SectionRole, table: &Table<'_>, title: &Text<'_>) {
        let inlined = include::inline(table, self.path, self.includes);
        let table = inlined.as_ref().unwrap_or(table);
        let layout = columns::classify(table, role.role, &self.dialect.columns);
        if table.rows.is_empty() || table.rows.iter().all(|row| row.cells.iter().all(Text::is_blank)) {
            self.out.report(
                Code::TableEmpty,
                table.span,
                format!("table below `{}` has no rows", title.plain()),
            );
            return self.page.diagnosed(Item::Table, table.span);
        }
        let is_resource = matches!(self.page.kind, Kind::Resource | Kind::Enumeration);
        match role.role {
            Role::Permissions => self.permissions(table, layout),
            Role::Headers => {
                let from = self.page.headers.len();
                self.rows(table, layout, |page| &mut page.headers);
                parameters::join_headers(&mut self.page.headers, from);
            }
            Role::Query => self.rows(table, layout, |page| &mut page.query),
            Role::Function | Role::Path => self.rows(table, layout, |page| &mut page.path),
            Role::Body => self.rows(table, layout, |page| &mut page.body.rows),
            Role::Properties
                if is_resource && layout.name.is_some() && (layout.ty.is_some() || layout.description.is_some()) =>
            {
                self.properties(role, table, layout);
            }
            Role::Properties if layout.ty.is_some() => self.rows(table, layout, |page| &mut page.body.rows),
            Role::Relationships => self.relationships(table, layout),
            Role::Members => self.members(role, table, layout, title),
            Role::Methods => {
                self.page.methods |= table
                    .rows
                    .iter()
                    .any(|row| row.cells.iter().any(|cell| !cell.links.is_empty()));
                self.page.ignored(Item::Table, Reason::Methods, table.span);
            }
            _ => self.page.ignored(Item::Table, self.aside(role), table.span),
        }
    }

    fn rows(&mut self, table: &Table<'_>, layout: columns::Layout, place: fn(&mut Page) -> &mut Vec<crate::page::Row>) {
        if layout.name.is_none() {
            return self.unknown_table(table);
        }
        let mut rows = rows::read(table, layout, self.dialect, self.out);
        place(&mut self.page).append(&mut rows);
        self.page.extracted(Item::Table, table.span);
    }

    /// Rows of a table of properties. Behind one with types, a table without them tells of something else.
    fn properties(&mut self, role: &SectionRole, table: &Table<'_>, layout: columns::Layout) {
        if layout.ty.is_none() && self.page.properties.iter().any(|row| row.ty.is_some()) {
            return self.page.ignored(Item::Table, Reason::OtherColumns, table.span);
        }
        let from = self.page.properties.len();
        self.rows(table, layout, |page| &mut page.properties);
        for row in &mut self.page.properties[from..] {
            row.aside = role.inherited;
        }
    }

    fn unknown_table(&mut self, table: &Table<'_>) {
        let heads: Vec<_> = table.header.iter().map(|cell| format!("`{}`", cell.plain())).collect();
        let message = format!("no column of this table is known to hold names: {}", heads.join(", "));
        self.out.report(Code::TableUnknown, table.span, message);
        self.page.diagnosed(Item::Table, table.span);
    }

    fn relationships(&mut self, table: &Table<'_>, layout: columns::Layout) {
        let from = self.page.properties.len();
        self.rows(table, layout, |page| &mut page.properties);
        for row in &mut self.page.properties[from..] {
            row.navigation = true;
        }
    }

    fn permissions(&mut self, table: &Table<'_>, layout: columns::Layout) {
        let (Some(kind), Some(names)) = (layout.permission_kind, layout.permission) else {
            return self.page.ignored(Item::Table, Reason::Permissions, table.span);
        };
        for row in &table.rows {
            let (Some(kind), Some(names)) = (row.cells.get(kind), row.cells.get(names)) else {
                continue;
            };
            let text = names.plain();
            if self.dialect.is_placeholder(&text) {
                let message = format!("permissions for `{}` still hold the template's text", kind.plain());
                self.out
                    .report(Code::PlaceholderText, names.span.unwrap_or(row.span), message);
                continue;
            }
            if kind.is_blank() || names.is_blank() {
                continue;
            }
            self.page.permissions.push(Permission {
                kind: kind.plain().into_owned(),
                names: text.into_owned(),
            });
        }
        self.page.extracted(Item::Table, table.span);
    }

    fn members(&mut self, role: &SectionRole, table: &Table<'_>, layout: columns::Layout, title: &Text<'_>) {
        let heading = role
            .name
            .as_deref()
            .map(|name| name.trim_matches(['*', '`', '\\', ' ']));
        let is_word =
            |name: &str| !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '.' || c == '_');
        if heading.is_some_and(|name| !is_word(name)) || (heading.is_none() && self.page.kind == Kind::Operation) {
            return self.page.ignored(Item::Table, self.aside(role), table.span);
        }
        let Some(name) = layout.name else {
            return self.unknown_table(table);
        };
        let mut members = vec![];
        for row in &table.rows {
            let cell = &row.cells[name];
            let value = rows::name_of(cell);
            if value.is_empty() {
                continue;
            }
            let span = cell.span.unwrap_or(row.span);
            if !values::is_value(&value) {
                self.out.report(
                    Code::PropertyName,
                    span,
                    format!("`{value}` cannot be a member of an enumeration"),
                );
                continue;
            }
            let empty = Text::default();
            let description = layout.description.map_or(&empty, |index| &row.cells[index]);
            members.push(MemberRow {
                name: Located { value, span },
                description: prose::read(description),
                deprecated: notes::read(description, self.dialect).deprecated,
            });
        }
        let by_heading = heading.is_some();
        let name = Located {
            value: heading.map_or_else(
                || type_of_title(&self.page.title.value, self.dialect),
                ToOwned::to_owned,
            ),
            span: title.span.filter(|_| by_heading).unwrap_or(self.page.title.span),
        };
        self.page.members.push(MemberTable {
            name,
            by_heading,
            members,
        });
        self.page.extracted(Item::Table, table.span);
    }
}
