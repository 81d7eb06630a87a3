//! What a page cannot have.

use super::{links, page::Walk, sections::SectionRole};
use crate::{
    diagnostic::Code,
    dialect::{Kind, Role},
    markdown::Document,
    page::{Fate, Item, Reason},
};

impl Walk<'_, '_, '_> {
    /// What the page should not have, and where its links lead.
    pub(super) fn check(&mut self) {
        links::check(&self.page, self.includes.sources, self.out);
        self.check_kind();
    }

    /// A page that describes each of several requests in a section of its own is read as if all of it were about each of them.
    pub(super) fn check_sections(&mut self, document: &Document<'_>, roles: &[SectionRole]) {
        let sections = document.sections.iter().zip(roles);
        let parents = |role: fn(Role) -> bool| {
            let with_role = sections
                .clone()
                .filter(move |(_, own)| role(own.role) && !own.inherited);
            with_role.filter_map(|(section, _)| section.parent.filter(|parent| document.sections[*parent].level > 1))
        };
        let mut described: Vec<usize> = parents(|role| role == Role::Request).collect();
        if described.len() < 2 {
            return;
        }
        let is_table = |role| matches!(role, Role::Query | Role::Path | Role::Body | Role::Response);
        let tables: Vec<usize> = parents(is_table).collect();
        described.retain(|parent| tables.contains(parent));
        described.dedup();
        if let [_, second, ..] = described.as_slice() {
            let title = &document.sections[*second].title;
            let message = format!(
                "`{}` is one of {} requests with tables of their own",
                title.plain(),
                described.len()
            );
            self.out
                .report(Code::PageMixed, title.span.unwrap_or(self.page.title.span), message);
        }
    }

    /// A page of no kind may have what only others have.
    fn check_kind(&mut self) {
        if self.page.kind != Kind::Concept || self.stated.is_some() {
            return;
        }
        let mut parts = self.page.coverage.iter();
        let is_fact = |item: Item| matches!(item, Item::Table | Item::Code);
        if parts.any(|part| is_fact(part.item) && part.fate != Fate::Ignored(Reason::OtherLanguage)) {
            let message = format!(
                "nothing says what kind of page `{}` is, and it has tables or code",
                self.page.title.value
            );
            self.out.report(Code::UnknownPageKind, self.page.title.span, message);
        }
    }
}
