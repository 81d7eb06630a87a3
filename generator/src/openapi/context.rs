//! What every part of the document needs to know.

use std::{borrow::Cow, collections::HashSet};

use serde_json::Value;

use super::{Origin, Version, fields::Fields, path::Item};
use crate::{
    api::{Api, Method, OperationId, Role, Shape, TypeId, TypeRef},
    config,
    dialect::Dialect,
    source::{Sources, Span},
};

/// The model, and what follows from it for more than one part of the document.
pub(super) struct Context<'a> {
    pub(super) api: &'a Api,
    pub(super) dialect: &'a Dialect,
    pub(super) settings: &'a config::Document,
    pub(super) version: Version,
    sources: &'a Sources,
    /// By type: its name among the schemas; `None` for one that has no name in the docs and stands where it is used.
    keys: Vec<Option<String>>,
    /// By operation: the first path that it stands at.
    homes: Vec<Option<(&'a str, Method)>>,
    /// By operation: its examples, by index.
    examples: Vec<Vec<usize>>,
    /// The documented type that stands for any JSON.
    untyped: Option<TypeId>,
}

impl<'a> Context<'a> {
    /// Prepares a model.
    pub(super) fn new(api: &'a Api, origin: Origin<'a>, version: Version, items: &'a [Item]) -> Self {
        let Origin {
            sources,
            dialect,
            settings,
        } = origin;
        Self {
            api,
            dialect,
            settings,
            version,
            sources,
            keys: keys(api),
            homes: homes(api, items),
            examples: examples(api),
            untyped: untyped(api, dialect),
        }
    }

    /// Whether this is the documented type that stands for any JSON.
    pub(super) fn is_untyped(&self, id: TypeId) -> bool {
        self.untyped == Some(id)
    }

    /// A type as a property has it: any JSON by the name that the pages have for it.
    pub(super) fn named<'t>(&self, ty: &'t TypeRef) -> Cow<'t, TypeRef> {
        match (ty, self.untyped) {
            (TypeRef::Opaque, Some(id)) => Cow::Owned(TypeRef::Named(id)),
            _ => Cow::Borrowed(ty),
        }
    }

    /// The name of a type among the schemas, unless it stands where it is used.
    pub(super) fn key(&self, id: TypeId) -> Option<&str> {
        self.keys.get(id.0 as usize)?.as_deref()
    }

    /// The first path and method of an operation.
    pub(super) fn home(&self, id: OperationId) -> Option<(&'a str, Method)> {
        self.homes.get(id.0 as usize).copied().flatten()
    }

    /// The examples of an operation, by index.
    pub(super) fn examples(&self, id: OperationId) -> &[usize] {
        self.examples.get(id.0 as usize).map_or(&[], Vec::as_slice)
    }

    /// Page and line of a span's start.
    pub(super) fn source(&self, span: Span) -> Value {
        self.place(span).into()
    }

    /// The same, to be continued.
    pub(super) fn place(&self, span: Span) -> Fields {
        let source = self.sources.get(span.source);
        let line = source.position(span.start).line;
        Fields::new().with("page", source.path.as_str()).with("line", line)
    }
}

/// Names that are valid as keys of components, each once. Types that only name what a request or an answer holds have none.
fn keys(api: &Api) -> Vec<Option<String>> {
    let mut taken = HashSet::new();
    let key = |ty: &crate::api::Type| {
        let is_named = match &ty.shape {
            Shape::Object(object) => object.role == Role::Resource,
            Shape::Enumeration(_) => true,
        };
        is_named.then(|| {
            let plain = plain(&ty.qualified);
            let numbered = (2..).map(|number| format!("{plain}-{number}"));
            let key = std::iter::once(plain.clone())
                .chain(numbered)
                .find(|key| taken.insert(key.clone()));
            key.unwrap_or_default()
        })
    };
    api.types.iter().map(key).collect()
}

/// A name of the characters that keys of components may have.
fn plain(name: &str) -> String {
    let allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
    name.chars().map(|c| if allowed(c) { c } else { '_' }).collect()
}

fn homes<'a>(api: &Api, items: &'a [Item]) -> Vec<Option<(&'a str, Method)>> {
    let mut homes = vec![None; api.operations.len()];
    for item in items {
        for (method, here) in &item.operations {
            let is_canonical = api.operation(here.operation).templates.first() == here.spellings.first();
            let home = &mut homes[here.operation.0 as usize];
            if home.is_none() || is_canonical {
                *home = Some((item.template.path.as_str(), *method));
            }
        }
    }
    homes
}

fn examples(api: &Api) -> Vec<Vec<usize>> {
    let mut examples = vec![vec![]; api.operations.len()];
    for (index, example) in api.examples.iter().enumerate() {
        if let Some(operation) = example.operation
            && let Some(list) = examples.get_mut(operation.0 as usize)
        {
            list.push(index);
        }
    }
    examples
}

/// A type without properties that is called as the dialect calls any JSON.
fn untyped(api: &Api, dialect: &Dialect) -> Option<TypeId> {
    let position = api.types.iter().position(|ty| {
        let short = crate::lower::short(&ty.qualified).to_ascii_lowercase();
        let is_any = dialect.primitives.get(&short).is_some_and(|name| name == "Opaque");
        is_any && matches!(&ty.shape, Shape::Object(object) if object.properties.is_empty())
    })?;
    u32::try_from(position).ok().map(TypeId)
}
