//! Documentation of items.

use std::{collections::BTreeSet, fmt::Write};

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::{context::Context, inline, margin, prose};
use crate::{
    api::{DocTarget, Docs, TypeId},
    source::Span,
};

/// The documentation of one item, paragraph by paragraph.
pub(super) struct Writer<'a> {
    context: &'a Context<'a>,
    paragraphs: Vec<String>,
}

impl<'a> Writer<'a> {
    /// No documentation yet.
    pub(super) fn new(context: &'a Context<'a>) -> Self {
        Self {
            context,
            paragraphs: vec![],
        }
    }

    /// The text of the pages.
    pub(super) fn docs(mut self, docs: &Docs) -> Self {
        let text = prose::render(docs, &|target| link(self.context, target));
        self.push(text);
        self
    }

    /// The text of the pages, or this where they have none.
    pub(super) fn docs_or(self, docs: &Docs, other: &str) -> Self {
        if docs.is_empty() {
            self.text(other)
        } else {
            self.docs(docs)
        }
    }

    /// Markdown of ours.
    pub(super) fn text(mut self, text: impl Into<String>) -> Self {
        self.push(text.into());
        self
    }

    /// A section with this heading.
    pub(super) fn section(self, heading: &str, text: &str) -> Self {
        if text.is_empty() {
            self
        } else {
            self.text(format!("# {heading}")).text(text)
        }
    }

    /// Where the pages document the item: the first line of each page.
    pub(super) fn evidence(self, spans: &[Span]) -> Self {
        let mut pages = BTreeSet::new();
        let first = spans.iter().filter(|span| pages.insert(span.source));
        let places: Vec<String> = first.map(|span| inline::code(&self.context.place(*span))).collect();
        if places.is_empty() {
            return self;
        }
        let separator = if places.len() > 2 { ",\n" } else { ", " };
        self.text(format!("Documented in {}.", places.join(separator)))
    }

    /// An item of a list: a label, and what the pages say of it.
    pub(super) fn item(&self, label: &str, docs: &Docs) -> String {
        prose::item(label, docs, &|target| link(self.context, target))
    }

    fn push(&mut self, text: String) {
        if !text.is_empty() {
            self.paragraphs.push(text);
        }
    }

    /// The documentation as attributes of an item.
    pub(super) fn finish(&self) -> TokenStream {
        outer(&self.finish_text())
    }

    /// The documentation as text.
    pub(super) fn finish_text(&self) -> String {
        self.paragraphs.join("\n\n")
    }

    /// The documentation as attributes inside a module.
    pub(super) fn finish_inner(&self) -> TokenStream {
        inner(&self.finish_text())
    }
}

/// Documentation attributes for the item that follows.
pub(super) fn outer(text: &str) -> TokenStream {
    let lines = lines(text);
    quote!(#(#[doc = #lines])*)
}

/// Documentation attributes for the module that they stand in.
pub(super) fn inner(text: &str) -> TokenStream {
    let lines = lines(text);
    quote!(#(#![doc = #lines])*)
}

/// The lines of a text as attributes have them, or the mark of the text in the margin.
fn lines(text: &str) -> Vec<String> {
    if text.is_empty() {
        return vec![];
    }
    if let Some(mark) = margin::note(text) {
        return vec![mark];
    }
    let line = |line: &str| {
        if line.is_empty() {
            String::new()
        } else {
            format!(" {line}")
        }
    };
    text.split('\n').map(line).collect()
}

/// Documentation and deprecation as they stand above an item, for code that is written as text.
pub(super) fn written(text: &str, deprecated: Option<&str>, indent: &str) -> String {
    let mut lines = String::new();
    if !text.is_empty() {
        margin::write_lines(&mut lines, &format!("{indent}///"), text);
    }
    if let Some(attribute) = deprecation(deprecated) {
        let _ = writeln!(lines, "{indent}{attribute}");
    }
    lines
}

/// The attribute that marks an item as deprecated.
pub(super) fn deprecated(note: Option<&str>) -> TokenStream {
    let attribute = deprecation(note).map(|attribute| attribute.parse().expect("it is an attribute"));
    attribute.unwrap_or_default()
}

/// The same as it is written; rustdoc takes the note for Markdown.
fn deprecation(note: Option<&str>) -> Option<String> {
    let note = inline::one_line(note?);
    Some(if note.is_empty() {
        "#[deprecated]".to_owned()
    } else {
        format!("#[deprecated(note = {})]", Literal::string(&note))
    })
}

/// Where a link of the documentation leads, as rustdoc takes it.
fn link(context: &Context<'_>, target: &DocTarget) -> Option<String> {
    match target {
        DocTarget::Url(url) => inline::url(url),
        DocTarget::Type(id) => Some(path_of(context, *id)),
        DocTarget::Operation(id) => {
            let (node, call) = context.caller(*id)?;
            let module = context.node_module(node).join("::");
            Some(format!("{module}::{}::{call}", context.node_name(node)))
        }
    }
}

/// The path of a type, as documentation links to it.
pub(super) fn path_of(context: &Context<'_>, id: TypeId) -> String {
    format!("{}::{}", context.type_module(id).join("::"), context.face(id).rust)
}
