//! Facts that the configuration states in place of those of the pages.
//!
//! They are put in where pages state theirs, before anything is concluded: the type of a property before types are inferred
//! from it, the answer of an operation before the path walk. What nothing is concluded from is set in the resolved
//! model, so that it counts whatever the pages are merged into. Each override must come to something: what it is about
//! has to be there, and able to have the fact.

mod amend;
mod names;
mod operations;
mod types;

#[cfg(test)]
mod tests;

pub(super) use operations::Statements;

use crate::{
    api::{Api, Operation, OperationId, TypeId},
    config::{Override, Request, Subject},
    diagnostic::{Code, Diagnostic, Diagnostics},
    dialect::Dialect,
    extract::{parse_template, parse_type},
    lower::{key, qualify, short},
    page::TypeExpr,
    pattern::without_names,
    source::SourceId,
};

/// The overrides of the configuration, and what has become of each.
pub(super) struct Overrides<'c> {
    entries: Vec<Entry<'c>>,
    dialect: &'c Dialect,
}

/// An override, and what has become of it.
struct Entry<'c> {
    wanted: &'c Override,
    /// What it is about was found among the definitions or pages, and what had to be done there is done.
    found: bool,
    /// What the pages said of the property, where the override took it away.
    replaced: Option<Replaced>,
}

/// What pages say of a property.
struct Replaced {
    ty: Option<TypeExpr>,
}

impl<'c> Overrides<'c> {
    pub(super) fn new(overrides: &'c [Override], dialect: &'c Dialect) -> Self {
        let entry = |wanted| Entry {
            wanted,
            found: false,
            replaced: None,
        };
        Self {
            entries: overrides.iter().map(entry).collect(),
            dialect,
        }
    }
}

impl Entry<'_> {
    /// The key of the type that the override is about, or whose part.
    fn ty(&self, dialect: &Dialect) -> Option<String> {
        match &self.wanted.subject {
            Subject::Type(ty) | Subject::Property { ty, .. } | Subject::Member { ty, .. } => {
                Some(type_key(ty, dialect))
            }
            Subject::Operation(_) | Subject::Parameter { .. } => None,
        }
    }

    /// A type that the override states, as a table would.
    fn parse(&self, text: &str, dialect: &Dialect, out: &mut Diagnostics) -> Option<TypeExpr> {
        let expr = parse_type(text, self.wanted.span, dialect);
        if expr.is_none() {
            self.unfit(format!("`{text}` cannot be read as a type"), out);
        }
        expr
    }

    fn skips(&self) -> bool {
        self.wanted.set.skip == Some(true)
    }

    /// Reports that a fact cannot be what the override says.
    fn unfit<'o>(&self, message: String, out: &'o mut Diagnostics) -> &'o mut Diagnostic {
        out.report(Code::OverrideUnfit, self.wanted.span, message)
    }
}

/// Where types come from that an override states.
const FROM: SourceId = SourceId::CONFIGURATION;

fn type_key(name: &str, dialect: &Dialect) -> String {
    key(&qualify(name, &dialect.namespace))
}

/// The type with this key, whether the pages document it or it was made of what they say.
fn find_type(api: &Api, wanted: &str) -> Option<TypeId> {
    let position = api.types.iter().position(|ty| key(&ty.qualified) == wanted)?;
    Some(TypeId(u32::try_from(position).unwrap_or(u32::MAX)))
}

/// The operations that a request line means.
fn find_operations(api: &Api, request: &Request, dialect: &Dialect) -> Vec<OperationId> {
    let path = path_key(&request.path, dialect);
    let means = |operation: &Operation| {
        let mut templates = operation.templates.iter().map(|template| template_key(template));
        operation.method == request.method && templates.any(|template| template == path)
    };
    let ids = (0..).map(OperationId).zip(&api.operations);
    ids.filter(|(_, operation)| means(operation))
        .map(|(id, _)| id)
        .collect()
}

/// What makes two templates the same: the text without case, placeholders without their names.
fn template_key(template: &str) -> String {
    without_names(template).to_ascii_lowercase()
}

/// The key of a path as a person writes it, read as those on pages are.
fn path_key(path: &str, dialect: &Dialect) -> String {
    match parse_template(path, &dialect.base_urls) {
        Ok(parsed) => template_key(&parsed.template.to_string()),
        Err(_) => template_key(path),
    }
}

/// A sentence that is of help where a name is nearly right.
fn did_you_mean<'n>(wanted: &str, names: impl IntoIterator<Item = &'n str>) -> Option<String> {
    nearest(wanted, names.into_iter().map(|name| (name, name)))
}

/// The same for types. What their names share is no likeness.
fn did_you_mean_type<'n>(wanted: &str, names: impl IntoIterator<Item = &'n str>) -> Option<String> {
    nearest(short(wanted), names.into_iter().map(|name| (name, short(name))))
}

/// The name whose distinguishing part is most like the one wanted.
fn nearest<'n>(wanted: &str, names: impl Iterator<Item = (&'n str, &'n str)>) -> Option<String> {
    let wanted = wanted.to_ascii_lowercase();
    let likeness = |part: &str| strsim::jaro_winkler(&wanted, &part.to_ascii_lowercase());
    let names = names.map(|(name, part)| (name, likeness(part)));
    let (nearest, likeness) = names.max_by(|(_, a), (_, b)| a.total_cmp(b))?;
    (likeness > 0.8).then(|| format!("did you mean `{nearest}`?"))
}
