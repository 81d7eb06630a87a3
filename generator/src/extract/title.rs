//! Titles of pages.

use crate::{
    diagnostic::{Code, Diagnostics},
    dialect::Dialect,
    markdown::Document,
    page::Located,
    source::{SourceId, Span},
};

/// The first heading; else the title of the front matter; else the name of the file.
pub(super) fn read(id: SourceId, document: &Document<'_>, out: &mut Diagnostics) -> Located<String> {
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

/// Takes a mark out of a title which says that what the page describes is deprecated. Says whether there was one.
pub(super) fn take_mark(title: &mut String, dialect: &Dialect) -> bool {
    let lower = title.to_ascii_lowercase();
    let marks = dialect
        .prose
        .deprecated_start
        .iter()
        .filter(|mark| mark.starts_with(['(', '[']));
    let mut found = marks.filter_map(|mark| Some((lower.find(mark.as_str())?, mark.len())));
    let Some((start, length)) = found.next() else {
        return false;
    };
    title.replace_range(start..start + length, "");
    *title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    true
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_taken_out() {
        let dialect = Dialect::microsoft_graph();
        for (title, taken, left) in [
            ("Get widget (Deprecated)", true, "Get widget"),
            ("[deprecated] widget resource type", true, "widget resource type"),
            ("Get deprecated widgets", false, "Get deprecated widgets"),
        ] {
            let mut value = title.to_owned();
            assert_eq!(take_mark(&mut value, &dialect), taken, "{title}");
            assert_eq!(value, left);
        }
    }
}
