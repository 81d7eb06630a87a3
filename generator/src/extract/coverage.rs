//! Counting what became of each part of a page.

use super::{page::Walk, sections::SectionRole};
use crate::{
    diagnostic::Code,
    dialect::{Kind, Role},
    markdown::Text,
    page::{Covered, Fate, Item, Page, Reason},
    source::Span,
};

impl Page {
    pub(super) fn cover(&mut self, item: Item, fate: Fate, span: Span) {
        self.coverage.push(Covered { item, fate, span });
    }

    pub(super) fn extracted(&mut self, item: Item, span: Span) {
        self.cover(item, Fate::Extracted, span);
    }

    pub(super) fn ignored(&mut self, item: Item, reason: Reason, span: Span) {
        self.cover(item, Fate::Ignored(reason), span);
    }

    pub(super) fn diagnosed(&mut self, item: Item, span: Span) {
        self.cover(item, Fate::Diagnosed, span);
    }
}

impl Walk<'_, '_, '_> {
    /// A section, once what stands in it is covered from that index on: it is read where its heading says that it holds facts,
    /// and where something in it was.
    pub(super) fn chapter(&mut self, role: &SectionRole, title: &Text<'_>, from: usize) {
        let span = title.span.unwrap_or(self.page.title.span);
        let parts = &self.page.coverage[from..];
        let is_unread = |part: &Covered| part.item == Item::Table && part.fate == Fate::Ignored(Reason::UnknownHeading);
        if self.page.kind != Kind::Concept && parts.iter().any(is_unread) {
            let message = format!(
                "nothing is known of the section `{}`, and its table was not read",
                title.plain()
            );
            self.out.report(Code::SectionUnknown, span, message);
        }
        let has_facts = parts
            .iter()
            .any(|part| part.fate == Fate::Extracted && part.item != Item::Annotation);
        let fate = match role.role {
            _ if has_facts || self.introduces => Fate::Extracted,
            Role::Methods | Role::Errors | Role::ResponseHeaders | Role::Prose => Fate::Ignored(self.aside(role)),
            _ => Fate::Extracted,
        };
        self.page.cover(Item::Section, fate, span);
    }

    /// Why a part of a section holds no facts, where that is to be told from the section.
    pub(super) fn aside(&self, role: &SectionRole) -> Reason {
        match role.role {
            Role::Methods => Reason::Methods,
            Role::Errors => Reason::Errors,
            Role::Permissions => Reason::Permissions,
            Role::ResponseHeaders => Reason::ResponseHeaders,
            Role::Examples => Reason::Example,
            Role::Response => Reason::Response,
            Role::Prose if self.introduces => Reason::Introduction,
            Role::Prose if !role.known => Reason::UnknownHeading,
            Role::Prose => Reason::Remarks,
            _ => Reason::OtherColumns,
        }
    }
}
