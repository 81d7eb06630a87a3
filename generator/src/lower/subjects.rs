//! Which types a page is about.

use std::collections::HashMap;

use super::definitions::{key, qualify, short};
use crate::{
    dialect::{Dialect, Kind},
    extract::type_of_title,
    page::{Located, Page},
    source::SourceId,
};

/// What the pages are about, known before any of them is merged.
pub(super) struct Titles {
    /// Short names that titles of resource pages claim, in lower case, with the page.
    owners: HashMap<String, SourceId>,
}

impl Titles {
    pub(super) fn new(pages: &[Page], dialect: &Dialect) -> Self {
        let owners = pages
            .iter()
            .filter(|page| matches!(page.kind, Kind::Resource | Kind::Enumeration))
            .map(|page| (title_name(page, dialect).to_ascii_lowercase(), page.source))
            .collect();
        Self { owners }
    }

    /// The name of a representation on a page, corrected where it was copied from another page and never changed:
    /// it names a type that another page is about, and this page is about another one.
    pub(super) fn representation_name(&self, page: &Page, stated: &str, dialect: &Dialect) -> Option<String> {
        if page.kind != Kind::Resource {
            return None;
        }
        let title = title_name(page, dialect);
        let stated_short = short(stated);
        if stated_short.eq_ignore_ascii_case(&title) || !is_type_name(&title) {
            return None;
        }
        let elsewhere = self
            .owners
            .get(&stated_short.to_ascii_lowercase())
            .is_some_and(|owner| *owner != page.source);
        let own = page
            .representations
            .iter()
            .any(|other| short(&other.name.value).eq_ignore_ascii_case(&title));
        let first = page
            .representations
            .first()
            .is_some_and(|first| first.name.value == stated);
        (elsewhere && !own && first).then_some(title)
    }
}

/// The type that the page's title names.
pub(super) fn title_name(page: &Page, dialect: &Dialect) -> String {
    let name = type_of_title(&page.title.value, dialect);
    short(name.trim_matches(['`', '*'])).to_owned()
}

pub(super) fn is_type_name(name: &str) -> bool {
    !name.is_empty()
        && name.chars().all(|c| c.is_alphanumeric() || c == '_')
        && name.chars().next().is_some_and(char::is_alphabetic)
}

/// The qualified name of the type that the page as a whole is about, if it is about one.
pub(super) fn primary(page: &Page, names: &[Located<String>], dialect: &Dialect) -> Option<Located<String>> {
    let title = title_name(page, dialect);
    let by_title = names
        .iter()
        .find(|name| short(&name.value).eq_ignore_ascii_case(&title));
    if let Some(name) = by_title.or(names.first()) {
        return Some(name.clone());
    }
    let is_about_type = match page.kind {
        Kind::Resource => {
            let is_called_type = type_of_title(&page.title.value, dialect) != page.title.value.trim();
            is_called_type || !page.properties.is_empty() || page.members.iter().any(|table| !table.by_heading)
        }
        Kind::Enumeration => page.members.iter().any(|table| !table.by_heading),
        Kind::Operation | Kind::Concept => false,
    };
    (is_about_type && is_type_name(&title)).then(|| Located {
        value: qualify(&title, namespace(page, dialect)),
        span: page.title.span,
    })
}

pub(super) fn namespace<'p>(page: &'p Page, dialect: &'p Dialect) -> &'p str {
    page.namespace.as_deref().unwrap_or(&dialect.namespace)
}

/// The key under which a name on this page is known.
pub(super) fn key_on(page: &Page, name: &str, dialect: &Dialect) -> String {
    key(&qualify(name, namespace(page, dialect)))
}
