//! A page, section by section.

use super::{
    body,
    include::{self, Includes},
    inheritance, parameters, prose, response,
    sections::{SectionRole, roles},
    title,
};
use crate::{
    diagnostic::{Code, Diagnostics},
    dialect::{Dialect, Kind, Role, Statement},
    markdown::{Block, Document, Section, Text},
    page::{BodyFacts, Page, ResponseFacts},
    source::{Source, SourceId},
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
    let mut title = title::read(id, document, out);
    let deprecated = title::take_mark(&mut title.value, dialect).then(String::new);
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
            deprecated,
            is_abstract: false,
            inherits: vec![],
            derived: vec![],
            methods: false,
            requests: vec![],
            permissions: vec![],
            headers: vec![],
            query: vec![],
            query_prose: vec![],
            path: vec![],
            body: BodyFacts::default(),
            response: ResponseFacts::default(),
            properties: vec![],
            members: vec![],
            representations: vec![],
            messages: vec![],
            coverage: vec![],
            census: document.census(),
        },
        out,
        other_language: false,
        stated: stated(document, dialect),
        has_lines: roles.iter().any(|section| section.role == Role::Request),
        messages_before: 0,
        introduces: true,
        depth: 0,
    };
    walk.front_matter(document);
    walk.check_sections(document, &roles);
    for (section, role) in document.sections.iter().zip(&roles) {
        walk.section(section, role);
    }
    walk.check();
    walk.page
}

/// What the front matter says, unless the page holds what only another kind of page has.
fn kind(document: &Document<'_>, roles: &[SectionRole], dialect: &Dialect) -> Kind {
    let has = |role: Role| roles.iter().any(|section| section.role == role);
    let is_resource = has(Role::Properties) || has(Role::Representation);
    match stated(document, dialect) {
        Some(Kind::Operation) if !has(Role::Request) && is_resource => Kind::Resource,
        Some(kind) if kind != Kind::Concept => kind,
        _ if has(Role::Request) => Kind::Operation,
        _ if is_resource => Kind::Resource,
        _ if has(Role::Members) => Kind::Enumeration,
        _ => Kind::Concept,
    }
}

/// The kind of page that the front matter says.
fn stated(document: &Document<'_>, dialect: &Dialect) -> Option<Kind> {
    let field = document.field("doc_type")?;
    dialect.kinds.get(&field.value.to_ascii_lowercase()).copied()
}

/// A page while it is read.
pub(super) struct Walk<'w, 's, 'o> {
    pub(super) path: &'w str,
    pub(super) includes: &'w Includes<'s>,
    pub(super) dialect: &'w Dialect,
    pub(super) page: Page,
    pub(super) out: &'o mut Diagnostics,
    /// Inside a tab that holds a sample in another language.
    pub(super) other_language: bool,
    /// The kind of page that the front matter says.
    pub(super) stated: Option<Kind>,
    /// The page has a section for request lines.
    pub(super) has_lines: bool,
    /// How many messages stand before the current section.
    pub(super) messages_before: usize,
    /// Before the first heading below the title.
    pub(super) introduces: bool,
    /// How many includes lead here.
    pub(super) depth: u32,
}

impl Walk<'_, '_, '_> {
    fn front_matter(&mut self, document: &Document<'_>) {
        for field in &document.front_matter {
            let rules = &self.dialect.front_matter;
            if !rules.fields.iter().any(|name| name.as_str() == field.key) {
                continue;
            }
            let value = field.value.to_ascii_lowercase();
            let mut placeholders = rules.placeholder.iter();
            if placeholders.any(|start| value.trim_start().starts_with(start.as_str())) {
                let message = format!("front matter field `{}` still holds the template's text", field.key);
                self.out.report(Code::FrontMatterPlaceholder, field.span, message);
            }
        }
        if document.field("doc_type").is_none() && document.sections.len() > 1 {
            let span = self.page.title.span;
            self.out
                .report(Code::FrontMatterMissing, span, "front matter has no `doc_type`");
        }
        self.compare_titles(document);
    }

    /// Says where heading and front matter name different types.
    fn compare_titles(&mut self, document: &Document<'_>) {
        let Some(field) = document.field("title") else {
            return;
        };
        if !matches!(self.page.kind, Kind::Resource | Kind::Enumeration) {
            return;
        }
        if field.value.trim().eq_ignore_ascii_case(&self.page.title.value) {
            return;
        }
        let stated = title::type_of_title(&field.value, self.dialect);
        let heading = title::type_of_title(&self.page.title.value, self.dialect);
        // Without a word such as "type" behind it, a title may be any text.
        let names_type = |name: &str, title: &str| {
            name.len() < title.trim().len() && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '_'))
        };
        let both = names_type(&stated, &field.value) && names_type(&heading, &self.page.title.value);
        if both && !stated.eq_ignore_ascii_case(&heading) {
            let message = format!("the heading names `{heading}`, and the front matter's title `{stated}`");
            self.out
                .report(Code::TypeConflict, self.page.title.span, message)
                .related(field.span, "the title");
        }
    }

    fn section(&mut self, section: &Section<'_>, role: &SectionRole) {
        let Section {
            level, title, blocks, ..
        } = section;
        self.messages_before = self.page.messages.len();
        self.introduces &= *level < 2;
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
        if *level < 2 || role.role == Role::Summary {
            self.summary(blocks);
        }
        if inheritance::is_announced(
            &title.plain(),
            self.dialect.prose.statements.phrases(Statement::Derived),
        ) {
            self.derived_section(blocks);
        }
        let before = self.page.coverage.len();
        self.blocks(role, blocks, title);
        if section.is_chapter() {
            self.chapter(role, title, before);
        }
    }

    fn summary(&mut self, blocks: &[Block<'_>]) {
        self.derived(blocks);
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
            let visible = text.visible();
            let lower = visible.to_ascii_lowercase();
            let words = &self.dialect.prose;
            let told = words.statements.find(&lower);
            self.inherits(text, &visible, &told);
            let mut starts = words.abstract_start.iter();
            self.page.is_abstract |=
                told.has(Statement::AbstractType) || starts.any(|start| lower.trim_start().starts_with(start.as_str()));
            if self.has_no_note() && told.has(Statement::Deprecated) && plain.len() < 400 {
                self.page.deprecated = Some(plain.clone().into_owned());
            }
        }
        let mut summary = vec![];
        let mut behind_boilerplate = false;
        for block in blocks.iter().filter(|block| !include::is_reference(block)) {
            match block {
                Block::Paragraph(text) if text.plain().starts_with("Namespace:") => summary.extend(behind_line(text)),
                block if self.is_boilerplate(block) => {
                    behind_boilerplate = true;
                    continue;
                }
                Block::List(_) if behind_boilerplate => {}
                block => prose::read_blocks(std::slice::from_ref(block), &mut summary),
            }
            behind_boilerplate = false;
        }
        self.page.summary.append(&mut summary);
    }

    /// Whether a block of the introduction says nothing of what the page describes.
    fn is_boilerplate(&self, block: &Block<'_>) -> bool {
        match block {
            Block::Paragraph(text) => {
                let plain = text.plain();
                let begins = |start: &String| {
                    plain
                        .get(..start.len())
                        .is_some_and(|text| text.eq_ignore_ascii_case(start))
                };
                self.dialect.prose.boilerplate_start.iter().any(begins)
            }
            Block::Quote(blocks) => !blocks.is_empty() && blocks.iter().all(|block| self.is_boilerplate(block)),
            _ => false,
        }
    }

    /// Whether nothing says yet why what the page describes is deprecated.
    fn has_no_note(&self) -> bool {
        self.page.deprecated.as_ref().is_none_or(String::is_empty)
    }

    /// Reads a quotation of the introduction, which may say that what the page describes is deprecated.
    fn alert(&mut self, blocks: &[Block<'_>]) {
        let statements = &self.dialect.prose.statements;
        for block in blocks {
            let Block::Paragraph(text) = block else {
                continue;
            };
            let visible = text.visible();
            let told = statements.find(&visible.to_ascii_lowercase());
            if self.has_no_note() && told.has(Statement::Deprecated) {
                self.page.deprecated = Some(behind_marker(&visible).to_owned());
            }
        }
    }

    fn blocks(&mut self, role: &SectionRole, blocks: &[Block<'_>], title: &Text<'_>) {
        for block in blocks {
            match block {
                Block::Paragraph(text) => self.paragraph(role, text, block, title),
                Block::Table(table) => self.table(role, table, title),
                Block::Code(code) => self.code(role, code, title),
                Block::Annotation(annotation) => self.annotation(annotation),
                Block::Quote(blocks) => {
                    if self.introduces {
                        self.alert(blocks);
                    }
                    self.blocks(role, blocks, title);
                }
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
            Role::Query => {
                self.page.query_prose.push(prose::read(text));
                self.page.query.extend(parameters::in_prose(text, self.dialect));
            }
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
            self.page.census.include(included.document.census());
            // What an included file includes in turn is relative to that file.
            let path = std::mem::replace(&mut self.path, included.path);
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
}

/// The text of an alert without its kind: `[!NOTE]`.
fn behind_marker(text: &str) -> &str {
    let marked = text.trim().strip_prefix("[!").and_then(|rest| rest.split_once(']'));
    marked.map_or(text, |(_, rest)| rest).trim()
}

/// What stands behind the first line of a paragraph.
fn behind_line(text: &Text<'_>) -> Option<crate::page::Prose> {
    // A line break is a run of its own.
    let line_break = text.runs.iter().position(|run| run.text == " ")?;
    let prose = prose::read_from(text, line_break + 1);
    prose.span.is_some().then_some(prose)
}
