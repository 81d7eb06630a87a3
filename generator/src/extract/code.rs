//! Blocks of code, and annotations: request lines, representations, and messages of examples.

use super::{http, page::Walk, representation, request_line, sections::SectionRole, title::type_of_title};
use crate::{
    diagnostic::Code,
    dialect::{Kind, Role, has_phrase},
    markdown::{Annotation, Code as CodeBlock, Text},
    page::{Fate, Item, Located, Reason, Start},
};

/// What stands in a block of its own.
enum Apart {
    Body,
    Answer,
}

impl Walk<'_, '_, '_> {
    pub(super) fn code(&mut self, role: &SectionRole, code: &CodeBlock<'_>, title: &Text<'_>) {
        let block_type = code
            .annotation
            .as_ref()
            .and_then(|annotation| annotation.text("blockType"))
            .map(str::to_ascii_lowercase);
        let is = |names: &[String]| block_type.as_ref().is_some_and(|block| names.contains(block));
        let kinds = &self.dialect.annotations;
        if let Some(annotation) = &code.annotation {
            if let Some(block) = block_type
                .as_ref()
                .filter(|block| !kinds.all().any(|known| known == block.as_str()))
            {
                let message = format!("annotation of a {block}, which says nothing of the block of code behind it");
                let known: Vec<&str> = kinds.all().collect();
                self.out
                    .report(Code::AnnotationUnknown, annotation.span, message)
                    .help(format!("write as its `blockType` one of {}", known.join(", ")));
            }
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
        // Behind a representation that is annotated, another block shows a value.
        let has_representation = !self.page.representations.is_empty();
        let representation = role.role == Role::Representation && code.text.trim_start().starts_with('{');
        if is(&kinds.resource) || (representation && block_type.is_none() && !has_representation) {
            let name = Located {
                value: type_of_title(&self.page.title.value, self.dialect),
                span: self.page.title.span,
            };
            let resource = representation::read(code, &name, self.dialect, self.out);
            self.page.representations.push(resource);
            return self.page.extracted(Item::Code, code.span);
        }
        self.message(role, code, title, [is(&kinds.request), is(&kinds.response)]);
    }

    /// Whether a request outside of the examples and of the section for request lines is a request line all the same: pages
    /// about several requests give each a heading of its own.
    fn is_line_elsewhere(&self, role: &SectionRole, code: &CodeBlock<'_>, annotated: bool) -> bool {
        self.page.kind == Kind::Operation
            && matches!(role.role, Role::Prose | Role::Permissions)
            && (annotated || !self.has_lines)
            && http::is_request(&code.text, self.dialect)
    }

    fn message(&mut self, role: &SectionRole, code: &CodeBlock<'_>, title: &Text<'_>, [request, response]: [bool; 2]) {
        let mut messages = http::read(code, self.dialect, self.out);
        if !messages.is_empty() {
            self.page.messages.append(&mut messages);
            return self.page.extracted(Item::Code, code.span);
        }
        let is_json = code.text.trim_start().starts_with(['{', '[']);
        let may_be_apart = is_json && code.annotation.is_none() && role.role == Role::Examples;
        match self.apart(title).filter(|_| may_be_apart) {
            Some(Apart::Body) => {
                let body = http::read_bare(code, Start::Response { status: 200 }, self.dialect, self.out).body;
                if let Some(message) = self.page.messages.last_mut() {
                    message.body = body;
                }
                return self.page.extracted(Item::Code, code.span);
            }
            Some(Apart::Answer) => return self.answer(code),
            None => {}
        }
        if response && is_json {
            return self.answer(code);
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

    /// Reads a block that is only JSON as an answer.
    fn answer(&mut self, code: &CodeBlock<'_>) {
        let mut stated = self.page.response.statuses.iter().map(|status| status.value);
        let status = stated.find(|status| (200..300).contains(status)).unwrap_or(200);
        let problem = format!("response has no status line; {status} was assumed");
        self.out.report(Code::ExampleHttp, code.span, problem);
        let message = http::read_bare(code, Start::Response { status }, self.dialect, self.out);
        self.page.messages.push(message);
        self.page.extracted(Item::Code, code.span);
    }

    /// What a block that is only JSON is to the message before it: the body of one in the same section that can have one and shows none;
    /// else what a request is answered with.
    fn apart(&self, title: &Text<'_>) -> Option<Apart> {
        let last = self.page.messages.last()?;
        let is_near = self.page.messages.len() > self.messages_before;
        if is_near && http::lacks_body(last) {
            return Some(Apart::Body);
        }
        let is_answered = matches!(last.start, Start::Request { .. }) && !self.page.response.none;
        // In a section of its own, the heading has to say that it is one.
        let is_next = || is_near || has_phrase(&title.plain().to_ascii_lowercase(), &self.dialect.prose.answer_heading);
        (is_answered && is_next()).then_some(Apart::Answer)
    }

    pub(super) fn annotation(&mut self, annotation: &Annotation) {
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
        if self.dialect.annotations.permissions.contains(&block) {
            return self
                .page
                .ignored(Item::Annotation, Reason::Permissions, annotation.span);
        }
        let message = format!("annotation of a {block} is not followed by a code block");
        self.out.report(Code::AnnotationUnused, annotation.span, message);
        self.page.diagnosed(Item::Annotation, annotation.span);
    }
}
