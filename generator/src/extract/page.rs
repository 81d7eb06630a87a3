//! A page, section by section.

use super::{
    body, columns, http,
    include::{self, Includes},
    notes, prose, representation, request_line, response, rows,
    sections::{SectionRole, roles},
};
use crate::{
    diagnostic::{Code, Diagnostics},
    dialect::{Dialect, Kind, Role, find_phrase, has_phrase},
    markdown::{Annotation, Block, Code as CodeBlock, Document, Section, Table, Text},
    page::{
        BodyFacts, Fate, Item, Located, MemberRow, MemberTable, Page, Permission, Reason, ResponseFacts, Start,
        TypeName,
    },
    source::{Source, SourceId, Span},
};

/// Reads the facts of a page.
#[must_use]
pub fn extract(
    id: SourceId,
    source: &Source,
    document: &Document<'_>,
    includes: &Includes<'_>,
    dialect: &Dialect,
    out: &mut Diagnostics,
) -> Page {
    let roles = roles(document, dialect);
    let title = title(id, document, out);
    let mut walk = Walk {
        path: &source.path,
        includes,
        dialect,
        page: Page {
            source: id,
            kind: kind(document, &roles, dialect),
            title,
            namespace: None,
            summary: vec![],
            deprecated: None,
            inherits: vec![],
            requests: vec![],
            permissions: vec![],
            headers: vec![],
            query: vec![],
            path: vec![],
            body: BodyFacts::default(),
            response: ResponseFacts::default(),
            properties: vec![],
            members: vec![],
            representations: vec![],
            messages: vec![],
            coverage: vec![],
        },
        out,
        other_language: false,
        has_lines: roles.iter().any(|section| section.role == Role::Request),
        messages_before: 0,
        depth: 0,
    };
    walk.front_matter(document);
    for (section, role) in document.sections.iter().zip(&roles) {
        walk.section(section, role);
    }
    walk.check();
    walk.page
}

/// The first heading; else the title of the front matter; else the name of the file.
fn title(id: SourceId, document: &Document<'_>, out: &mut Diagnostics) -> Located<String> {
    let heading = document
        .sections
        .iter()
        .find(|section| section.level == 1 && !section.title.is_blank());
    if let Some((section, span)) = heading.and_then(|section| Some((section, section.title.span?))) {
        return Located {
            value: section.title.plain().into_owned(),
            span,
        };
    }
    if let Some(field) = document.field("title") {
        return Located {
            value: field.value.clone().into_owned(),
            span: field.span,
        };
    }
    let span = Span::new(id, 0..0);
    out.report(Code::FrontMatterMissing, span, "page has neither a heading nor a title");
    Located {
        value: String::new(),
        span,
    }
}

/// What the front matter says, unless the page holds what only another kind of page has.
fn kind(document: &Document<'_>, roles: &[SectionRole], dialect: &Dialect) -> Kind {
    let has = |role: Role| roles.iter().any(|section| section.role == role);
    let stated = document
        .field("doc_type")
        .and_then(|field| dialect.kinds.get(&field.value.to_ascii_lowercase()))
        .copied();
    let is_resource = has(Role::Properties) || has(Role::Representation);
    match stated {
        Some(Kind::Operation) if !has(Role::Request) && is_resource => Kind::Resource,
        Some(kind) if kind != Kind::Concept => kind,
        _ if has(Role::Request) => Kind::Operation,
        _ if is_resource => Kind::Resource,
        _ if has(Role::Members) => Kind::Enumeration,
        _ => Kind::Concept,
    }
}

struct Walk<'w, 'o> {
    path: &'w str,
    includes: &'w Includes<'w>,
    dialect: &'w Dialect,
    page: Page,
    out: &'o mut Diagnostics,
    /// Inside a tab that holds a sample in another language.
    other_language: bool,
    /// The page has a section for request lines.
    has_lines: bool,
    /// How many messages stand before the current section.
    messages_before: usize,
    /// How many includes lead here.
    depth: u32,
}

impl Walk<'_, '_> {
    fn front_matter(&mut self, document: &Document<'_>) {
        for field in &document.front_matter {
            let value = field.value.to_ascii_lowercase();
            let rules = &self.dialect.front_matter;
            let looked_at = rules.fields.iter().any(|name| name.as_str() == field.key);
            if looked_at
                && rules
                    .placeholder
                    .iter()
                    .any(|start| value.trim_start().starts_with(start.as_str()))
            {
                let message = format!("front matter field `{}` still holds the template's text", field.key);
                self.out.report(Code::FrontMatterPlaceholder, field.span, message);
            }
        }
        if document.field("doc_type").is_none() && document.sections.len() > 1 {
            let span = self.page.title.span;
            self.out
                .report(Code::FrontMatterMissing, span, "front matter has no `doc_type`");
        }
    }

    fn section(&mut self, section: &Section<'_>, role: &SectionRole) {
        let Section {
            level, title, blocks, ..
        } = section;
        self.messages_before = self.page.messages.len();
        // Of tabs, only the one with HTTP is ours. They end with the next heading at the latest.
        self.other_language = section.tab().is_some_and(|tab| !tab.eq_ignore_ascii_case("http"));
        if section.tab().is_some() {
            return self.blocks(role, blocks, title);
        }
        match role.role {
            Role::Body => self.page.body.span = self.page.body.span.or(title.span),
            Role::Response => self.page.response.span = self.page.response.span.or(title.span),
            _ => {}
        }
        if *level < 2 {
            self.summary(blocks);
        }
        self.blocks(role, blocks, title);
    }

    fn summary(&mut self, blocks: &[Block<'_>]) {
        for block in blocks {
            let Block::Paragraph(text) = block else {
                continue;
            };
            let plain = text.plain();
            if let Some(namespace) = plain.strip_prefix("Namespace:") {
                let name = namespace.split_whitespace().next().unwrap_or_default();
                self.page.namespace = (!name.is_empty()).then(|| name.to_owned());
                continue;
            }
            self.inheritance(text);
            let lower = plain.to_ascii_lowercase();
            if self.page.deprecated.is_none() && has_phrase(&lower, &self.dialect.prose.deprecated) && lower.len() < 400
            {
                self.page.deprecated = Some(plain.clone().into_owned());
            }
        }
        let mut summary = vec![];
        for block in blocks.iter().filter(|block| !include::is_reference(block)) {
            match block {
                Block::Paragraph(text) if text.plain().starts_with("Namespace:") => summary.extend(behind_line(text)),
                block => prose::read_blocks(std::slice::from_ref(block), &mut summary),
            }
        }
        self.page.summary.append(&mut summary);
    }

    /// "Inherits from [x](x.md)": prose is where most pages say it.
    fn inheritance(&mut self, text: &Text<'_>) {
        let plain: String = text
            .runs
            .iter()
            .filter(|run| !run.style.html)
            .map(|run| run.text.as_ref())
            .collect();
        let lower = plain.to_ascii_lowercase();
        let Some(phrase) = find_phrase(&lower, &self.dialect.prose.inherits) else {
            return;
        };
        let bold = text
            .runs
            .iter()
            .find(|run| run.style.strong && !run.text.trim().is_empty());
        let name = notes::link_behind(text, phrase.end).or_else(|| {
            let word = notes::first_word(&plain[phrase.end..])?;
            let span = bold.map_or(text.span?, |run| run.span);
            Some(TypeName {
                name: word.to_owned(),
                link: None,
                span,
            })
        });
        self.page.inherits.extend(name);
    }

    fn blocks(&mut self, role: &SectionRole, blocks: &[Block<'_>], title: &Text<'_>) {
        for block in blocks {
            match block {
                Block::Paragraph(text) => self.paragraph(role, text, block, title),
                Block::Table(table) => self.table(role, table, title),
                Block::Code(code) => self.code(role, code),
                Block::Annotation(annotation) => self.annotation(annotation),
                Block::Quote(blocks) => self.blocks(role, blocks, title),
                Block::List(items) => {
                    for item in items {
                        self.blocks(role, item, title);
                    }
                }
                Block::Html(_) => {}
                Block::Rule => self.other_language = false,
            }
        }
    }

    fn paragraph(&mut self, role: &SectionRole, text: &Text<'_>, block: &Block<'_>, title: &Text<'_>) {
        if include::is_reference(block) {
            return self.include(role, text, title);
        }
        match role.role {
            Role::Body => body::read(text, self.dialect, &mut self.page),
            Role::Response => response::read(text, self.dialect, &mut self.page),
            _ => {}
        }
    }

    /// Puts the blocks of an included file in the place of the reference.
    fn include(&mut self, role: &SectionRole, text: &Text<'_>, title: &Text<'_>) {
        for reference in include::references(text) {
            let is_sample = self
                .dialect
                .skip
                .samples
                .iter()
                .any(|folder| reference.target.split('/').any(|part| part == folder));
            if is_sample || self.other_language || self.depth > 4 {
                continue;
            }
            let Some(included) = self.includes.get(self.path, &reference.target) else {
                let message = format!("included file `{}` is not in the set", reference.target);
                self.out.report(Code::LinkBroken, reference.span, message);
                continue;
            };
            self.depth += 1;
            // What an included file includes in turn is relative to that file.
            let path = std::mem::replace(&mut self.path, &included.path);
            let blocks = included
                .document
                .sections
                .iter()
                .flat_map(|section| &section.blocks)
                .map(std::slice::from_ref);
            for block in blocks {
                self.blocks(role, block, title);
                if role.role == Role::Prose && self.page.requests.is_empty() && !include::is_reference(&block[0]) {
                    prose::read_blocks(block, &mut self.page.summary);
                }
            }
            self.path = path;
            self.depth -= 1;
        }
    }

    fn table(&mut self, role: &SectionRole, table: &Table<'_>, title: &Text<'_>) {
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
            Role::Headers => self.rows(table, layout, |page| &mut page.headers),
            Role::Query => self.rows(table, layout, |page| &mut page.query),
            Role::Function | Role::Path => self.rows(table, layout, |page| &mut page.path),
            Role::Body => self.rows(table, layout, |page| &mut page.body.rows),
            Role::Properties
                if is_resource && layout.name.is_some() && (layout.ty.is_some() || layout.description.is_some()) =>
            {
                self.rows(table, layout, |page| &mut page.properties);
            }
            Role::Properties if layout.ty.is_some() => self.rows(table, layout, |page| &mut page.body.rows),
            Role::Relationships => self.relationships(table, layout),
            Role::Members => self.members(role, table, layout),
            Role::Methods => self.page.ignored(Item::Table, Reason::Methods, table.span),
            Role::Errors => self.page.ignored(Item::Table, Reason::Errors, table.span),
            _ => self.page.ignored(Item::Table, Reason::Prose, table.span),
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

    fn members(&mut self, role: &SectionRole, table: &Table<'_>, layout: columns::Layout) {
        let heading = role
            .name
            .as_deref()
            .map(|name| name.trim_matches(['*', '`', '\\', ' ']));
        let is_word =
            |name: &str| !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '.' || c == '_');
        if heading.is_some_and(|name| !is_word(name)) || (heading.is_none() && self.page.kind == Kind::Operation) {
            return self.page.ignored(Item::Table, Reason::Prose, table.span);
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
            if !notes::is_value(&value) {
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
            span: self.page.title.span,
        };
        self.page.members.push(MemberTable {
            name,
            by_heading,
            members,
        });
        self.page.extracted(Item::Table, table.span);
    }

    fn code(&mut self, role: &SectionRole, code: &CodeBlock<'_>) {
        let block_type = code
            .annotation
            .as_ref()
            .and_then(|annotation| annotation.text("blockType"))
            .map(str::to_ascii_lowercase);
        let is = |names: &[String]| block_type.as_ref().is_some_and(|block| names.contains(block));
        let kinds = &self.dialect.annotations;
        if let Some(annotation) = &code.annotation {
            self.page.extracted(Item::Annotation, annotation.span);
        }
        if self.other_language {
            return self.page.ignored(Item::Code, Reason::OtherLanguage, code.span);
        }
        let lines = role.role == Role::Request && !is(&kinds.resource) && !is(&kinds.response);
        if (lines && (!role.inherited || http::is_message(&code.text)))
            || self.is_line_elsewhere(role, code, is(&kinds.request))
        {
            let mut lines = request_line::read(code, self.dialect, self.out);
            let item = if lines.is_empty() {
                Fate::Diagnosed
            } else {
                Fate::Extracted
            };
            // A request annotated as such is an example too: what it answers stands behind it.
            let is_example = is(&kinds.request) && lines.len() == 1;
            self.page.requests.append(&mut lines);
            if is_example {
                let mut messages = http::read(code, self.dialect, self.out);
                self.page.messages.append(&mut messages);
            }
            return self.page.cover(Item::Code, item, code.span);
        }
        // Requests among the examples are read even so: the response that follows belongs to them, not to the one before.
        let is_example = role.role == Role::Examples && http::is_message(&code.text);
        if is(&kinds.ignored) && !is_example {
            return self.page.ignored(Item::Code, Reason::AnnotatedAsIgnored, code.span);
        }
        let representation = role.role == Role::Representation && code.text.trim_start().starts_with('{');
        if is(&kinds.resource) || (representation && block_type.is_none()) {
            let name = Located {
                value: type_of_title(&self.page.title.value, self.dialect),
                span: self.page.title.span,
            };
            let resource = representation::read(code, &name, self.dialect, self.out);
            self.page.representations.push(resource);
            return self.page.extracted(Item::Code, code.span);
        }
        self.message(role, code, is(&kinds.request), is(&kinds.response));
    }

    /// Whether a request outside of the examples and of the section for request lines is a request line all the same: pages
    /// about several requests give each a heading of its own.
    fn is_line_elsewhere(&self, role: &SectionRole, code: &CodeBlock<'_>, annotated: bool) -> bool {
        self.page.kind == Kind::Operation
            && matches!(role.role, Role::Prose | Role::Permissions)
            && (annotated || !self.has_lines)
            && http::is_request(&code.text, self.dialect)
    }

    fn message(&mut self, role: &SectionRole, code: &CodeBlock<'_>, request: bool, response: bool) {
        let mut messages = http::read(code, self.dialect, self.out);
        if !messages.is_empty() {
            self.page.messages.append(&mut messages);
            return self.page.extracted(Item::Code, code.span);
        }
        let is_json = code.text.trim_start().starts_with(['{', '[']);
        if is_json
            && code.annotation.is_none()
            && self.is_body_apart(role)
            && let Some(message) = self.page.messages.last_mut()
        {
            message.body = http::read_bare(code, Start::Response { status: 200 }, self.dialect, self.out).body;
            return self.page.extracted(Item::Code, code.span);
        }
        if response && is_json {
            self.out.report(
                Code::ExampleHttp,
                code.span,
                "response has no status line; 200 was assumed",
            );
            let message = http::read_bare(code, Start::Response { status: 200 }, self.dialect, self.out);
            self.page.messages.push(message);
            return self.page.extracted(Item::Code, code.span);
        }
        if request || response {
            self.out.report(
                Code::ExampleHttp,
                code.span,
                "block is annotated as HTTP and does not begin as HTTP does",
            );
            return self.page.diagnosed(Item::Code, code.span);
        }
        let reason = match (role.role, code.language.is_empty() || is_json) {
            (_, false) => Reason::OtherLanguage,
            _ => Reason::Illustration,
        };
        self.page.ignored(Item::Code, reason, code.span);
    }

    /// Whether a block that is only JSON is the body of the message before it: of one in the same section that must have a
    /// body and shows none.
    fn is_body_apart(&self, role: &SectionRole) -> bool {
        let last = self
            .page
            .messages
            .last()
            .filter(|_| role.role == Role::Examples && self.page.messages.len() > self.messages_before);
        last.is_some_and(http::lacks_body)
    }

    fn annotation(&mut self, annotation: &Annotation) {
        if annotation.text("type").is_some_and(|text| text.starts_with("#page")) {
            if self.page.namespace.is_none() {
                self.page.namespace = annotation.text("namespace").map(ToOwned::to_owned);
            }
            return self
                .page
                .ignored(Item::Annotation, Reason::PageAnnotation, annotation.span);
        }
        let Some(block) = annotation.text("blockType").map(str::to_ascii_lowercase) else {
            return self
                .page
                .ignored(Item::Annotation, Reason::PageAnnotation, annotation.span);
        };
        if self.dialect.annotations.ignored.contains(&block) {
            return self
                .page
                .ignored(Item::Annotation, Reason::AnnotatedAsIgnored, annotation.span);
        }
        let message = format!("annotation of a {block} is not followed by a code block");
        self.out.report(Code::AnnotationUnused, annotation.span, message);
        self.page.diagnosed(Item::Annotation, annotation.span);
    }

    /// What a page of its kind must have.
    fn check(&mut self) {
        let has_request = self
            .page
            .messages
            .iter()
            .any(|message| matches!(message.start, Start::Request { .. }));
        if self.page.kind == Kind::Operation && self.page.requests.is_empty() && !has_request {
            self.out.report(
                Code::RequestMissing,
                self.page.title.span,
                format!("`{}` has no request line", self.page.title.value),
            );
        }
    }
}

/// What stands behind the first line of a paragraph.
fn behind_line(text: &Text<'_>) -> Option<crate::page::Prose> {
    // A line break is a run of its own.
    let line_break = text.runs.iter().position(|run| run.text == " ")?;
    let prose = prose::read_from(text, line_break + 1);
    prose.span.is_some().then_some(prose)
}

/// The type that a page's title names: without "resource type" and the like.
pub(crate) fn type_of_title(title: &str, dialect: &Dialect) -> String {
    let lower = title.to_ascii_lowercase();
    let suffix = dialect
        .titles
        .suffixes
        .iter()
        .filter(|suffix| lower.ends_with(suffix.as_str()))
        .map(String::len)
        .max();
    title[..title.len() - suffix.unwrap_or(0)].trim().to_owned()
}
