//! Tables of a page.

use std::borrow::Cow;

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
        let (Some(kind), Some(least)) = (layout.permission_kind, layout.permission) else {
            return self.page.ignored(Item::Table, Reason::Permissions, table.span);
        };
        for row in &table.rows {
            let (Some(kind), Some(names)) = (row.cells.get(kind), row.cells.get(least)) else {
                continue;
            };
            let text = names.plain();
            if self.dialect.is_placeholder(&text) {
                let message = format!("permissions for `{}` still hold the template's text", kind.plain());
                self.out
                    .report(Code::PlaceholderText, names.span.unwrap_or(row.span), message);
                continue;
            }
            let higher = layout.permission_higher.filter(|column| *column != least);
            let higher = higher.and_then(|column| row.cells.get(column)).map(Text::plain);
            let names = match higher {
                Some(higher) => self.join_permissions(text, higher),
                None => text,
            };
            if kind.is_blank() || names.trim().is_empty() {
                continue;
            }
            self.page.permissions.push(Permission {
                kind: kind.plain().into_owned(),
                names: names.into_owned(),
            });
        }
        self.page.extracted(Item::Table, table.span);
    }

    /// The permissions of two cells in order. What says that there are none stays only where there are none in either.
    fn join_permissions<'t>(&self, least: Cow<'t, str>, higher: Cow<'t, str>) -> Cow<'t, str> {
        let has_any = |cell: &str| {
            let cell = cell.trim().trim_end_matches('.').to_ascii_lowercase();
            !cell.is_empty() && !self.dialect.columns.no_permission.contains(&cell)
        };
        match (has_any(&least), has_any(&higher)) {
            (true, true) => Cow::Owned(format!(
                "{}, {}",
                least.trim().trim_end_matches([',', '.']),
                higher.trim()
            )),
            (false, true) => higher,
            (_, false) => least,
        }
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

#[cfg(test)]
mod tests {
    use crate::{
        diagnostic::Diagnostics,
        dialect::Dialect,
        frontend::read_pages,
        source::{Source, Sources},
    };

    /// The permissions that a page with this text has, and what is found there.
    fn permissions(text: &str) -> (Vec<String>, Vec<String>) {
        let text = format!(
            "---\ndoc_type: apiPageType\n---\n# Close\n\n## Permissions\n\n{text}\n\n## HTTP request\n\n```http\nDELETE /gates/{{id}}\n```\n"
        );
        let sources = Sources::new(vec![Source::new("close.md", text)]);
        let mut out = Diagnostics::default();
        let pages = read_pages(&sources, &Dialect::microsoft_graph(), &mut out);
        let rows = pages
            .into_iter()
            .flat_map(|page| page.permissions)
            .map(|row| format!("{}: {}", row.kind, row.names));
        (
            rows.collect(),
            out.iter().map(|finding| finding.message.clone()).collect(),
        )
    }

    #[test]
    fn permissions_of_both_columns_are_kept_in_order() {
        let (rows, findings) = permissions(
            "<!-- { \"blockType\": \"permissions\", \"name\": \"close\" } -->\n\n\
             |Permission type|Least privileged permissions|Higher privileged permissions|\n|:--|:--|:--|\n\
             |Delegated|Gate.Close|Gate.All, Harbour.All|\n\
             |Personal|Gate.Close|Not available.|\n\
             |Service|Not supported.|Gate.All|\n\
             |Application|Not supported.|Not supported.|\n",
        );
        assert_eq!(
            rows,
            [
                "Delegated: Gate.Close, Gate.All, Harbour.All",
                "Personal: Gate.Close",
                "Service: Gate.All",
                "Application: Not supported.",
            ]
        );
        assert_eq!(findings, [""; 0]);
    }

    #[test]
    fn one_column_of_permissions_is_enough() {
        let (rows, _) =
            permissions("|Permission type|Higher privileged permissions|\n|:--|:--|\n|Delegated|Gate.All|\n");
        assert_eq!(rows, ["Delegated: Gate.All"]);
    }
}
