//! Types: names, bases, properties.

use std::collections::HashMap;

use rayon::prelude::*;

use super::{
    docs, enumeration,
    index::Index,
    inherit::Inheritance,
    inherited_rows,
    naming::{Taken, camel, snake},
    reference::{self, Lineage},
    restated,
};
use crate::{
    api::{Answer, Api, Body, Object, Primitive, Property, Role, Shape, Type, TypeId, TypeRef},
    diagnostic::Diagnostics,
    evidence::{Evidence, Fact, Kind, Trail, Verdict},
    json,
    lower::{Shown, TypeDefinition, short},
    page::{Row, TypeName},
    source::{SourceId, Span},
};

/// Names that fields cannot have, since every struct has items of these names.
pub(super) const RESERVED: &[&str] = &["extra", "new", "clone", "eq", "fmt", "default", "shape", "get"];

/// Resolves every definition into a type; ids are positions in the index.
pub(super) fn resolve(index: &Index<'_>, api: &mut Api, out: &mut Diagnostics) -> Inheritance {
    let inheritance = Inheritance::resolve(index, out);
    let positions = (0..index.definitions.len()).into_par_iter();
    let resolved = out.gather(positions, |position, out| unnamed(position, index, &inheritance, out));
    let mut modules: HashMap<Vec<String>, Taken> = HashMap::new();
    for mut ty in resolved {
        let taken = modules.entry(ty.module.clone()).or_default();
        ty.rust = taken.take(&ty.rust);
        api.types.push(ty);
    }
    name_families(api, super::inherit::root(index), &mut modules);
    inherited_rows::move_up(index, &inheritance, api);
    restated::settle(api);
    inheritance
}

/// A type by the Rust name that is its own, which others may have too.
fn unnamed(position: usize, index: &Index<'_>, inheritance: &Inheritance, out: &mut Diagnostics) -> Type {
    let id = TypeId(u32::try_from(position).unwrap_or(u32::MAX));
    let definition = index.definition(id);
    let shape = if definition.is_enumeration() {
        Shape::Enumeration(enumeration::resolve(definition, index, out))
    } else {
        Shape::Object(object(id, definition, index, inheritance, out))
    };
    Type {
        qualified: definition.name.value.clone(),
        module: module(&definition.name.value, &index.dialect.namespace),
        rust: camel(short(&definition.name.value)),
        docs: docs::resolve_all(&definition.summary, index),
        deprecated: definition.deprecated.clone(),
        shape,
        span: Some(definition.name.span),
        evidence: type_evidence(id, definition, inheritance),
    }
}

fn type_evidence(id: TypeId, definition: &TypeDefinition, inheritance: &Inheritance) -> Trail {
    let mut evidence = definition.evidence.clone();
    evidence.extend(inheritance.evidence(id));
    evidence
}

/// Module path of a namespace below the default one; another namespace has all of its parts.
fn module(qualified: &str, default: &str) -> Vec<String> {
    let Some((namespace, _)) = qualified.rsplit_once('.') else {
        return vec![];
    };
    let is_default = namespace.len() >= default.len() && namespace[..default.len()].eq_ignore_ascii_case(default);
    let rest = if is_default {
        &namespace[default.len()..]
    } else {
        namespace
    };
    rest.split('.').filter(|part| !part.is_empty()).map(snake).collect()
}

/// Names the enumerations over a type and those that derive from it.
///
/// There is none over the root of all: it would be one of everything, and a part of the API that has a value of it would be the
/// whole.
fn name_families(api: &mut Api, root: Option<TypeId>, modules: &mut HashMap<Vec<String>, Taken>) {
    for (id, ty) in (0..).map(TypeId).zip(&mut api.types) {
        if let Shape::Object(object) = &mut ty.shape
            && !object.derived.is_empty()
            && root != Some(id)
        {
            let taken = modules.entry(ty.module.clone()).or_default();
            object.any = Some(taken.take(&format!("Any{}", ty.rust)));
        }
    }
}

/// Drops the enumerations over types that nothing refers to with their derived ones.
pub(super) fn drop_unused_families(api: &mut Api) {
    let mut used = vec![false; api.types.len()];
    let mut mark = |ty: &TypeRef| {
        let mut ty = ty;
        while let TypeRef::List(item) = ty {
            ty = item;
        }
        if let TypeRef::Polymorphic(id) = ty {
            used[id.0 as usize] = true;
        }
    };
    for ty in &api.types {
        if let Shape::Object(object) = &ty.shape {
            object.properties.iter().for_each(|property| mark(&property.ty));
        }
    }
    for operation in &api.operations {
        operation.parameters.iter().for_each(|parameter| mark(&parameter.ty));
        if let Some(Body::Json(ty)) = &operation.body {
            mark(ty);
        }
        let walked = operation.walks.iter().map(|walk| &walk.answer);
        for answer in walked.chain([&operation.answer]) {
            if let Answer::Json(ty) | Answer::Page(ty) | Answer::Wrapped(ty) = answer {
                mark(ty);
            }
        }
    }
    for (ty, used) in api.types.iter_mut().zip(used) {
        if let Shape::Object(object) = &mut ty.shape
            && !used
        {
            object.any = None;
        }
    }
}

fn object(
    id: TypeId,
    definition: &TypeDefinition,
    index: &Index<'_>,
    inheritance: &Inheritance,
    out: &mut Diagnostics,
) -> Object {
    let mut properties: Vec<Property> = vec![];
    for row in &definition.rows {
        properties.push(property(row, definition, index, inheritance, out));
    }
    for shown in &definition.shown {
        properties.push(shown_property(shown, definition, index, inheritance));
    }
    Object {
        role: Role::Resource,
        base: inheritance.base(id),
        derived: inheritance.derived(id).to_vec(),
        properties,
        restated: vec![],
        open: definition.open,
        is_abstract: definition.is_abstract,
        entity: inheritance.is_entity(id),
        media: definition.media,
        any: None,
    }
}

/// A property from its row.
pub(super) fn property(
    row: &Row,
    definition: &TypeDefinition,
    index: &Index<'_>,
    lineage: &impl Lineage,
    out: &mut Diagnostics,
) -> Property {
    let from = row.span.source;
    let ty = match &row.ty {
        Some(expr) => reference::resolve(expr, from, index, lineage, out),
        None => TypeRef::Opaque,
    };
    let is_key = definition.key.as_deref() == Some(row.name.value.as_str());
    Property {
        name: row.name.value.clone(),
        rust: snake(&row.name.value),
        ty,
        docs: docs::resolve(&row.description, from, index),
        read_only: row.notes.read_only,
        required: row.notes.required == Some(true),
        nullable: row.notes.nullable.unwrap_or(!is_key),
        navigation: row.navigation,
        key: is_key || row.notes.key,
        default: row.notes.default.clone(),
        max_length: row.notes.max_length,
        deprecated: row.notes.deprecated.clone(),
        span: Some(row.name.span),
        evidence: property_evidence(row, definition),
    }
}

/// The same, where another place knows the type better than the table.
fn property_evidence(row: &Row, definition: &TypeDefinition) -> Trail {
    let mut evidence = row_evidence(row);
    if definition.key.as_deref() == Some(row.name.value.as_str()) {
        evidence.overrule(Fact::Key, Kind::Annotation, definition.name.span, Verdict::LessTrusted);
    }
    let retyped = definition.retyped.iter().find(|(name, ..)| *name == row.name.value);
    if let Some((_, Evidence { kind, span }, table)) = retyped {
        evidence.forget(Fact::Type, row.span.source);
        evidence.believe(Fact::Type, *kind, *span);
        evidence.lose(Fact::Type, Kind::Table, *table, Verdict::LessPrecise);
    }
    evidence
}

/// Why the facts of a row are believed: they stand in its cells.
pub(super) fn row_evidence(row: &Row) -> Trail {
    let mut evidence = Trail::of(Fact::Exists, Kind::Table, row.name.span);
    if let Some(ty) = &row.ty {
        evidence.believe(Fact::Type, Kind::Table, ty.span);
    }
    let prose = row.description.span.unwrap_or(row.span);
    let notes = &row.notes;
    let said = [
        (Fact::Required, notes.required.is_some()),
        (Fact::ReadOnly, notes.read_only),
        (Fact::Nullable, notes.nullable.is_some()),
        (Fact::Key, notes.key),
        (Fact::Deprecated, notes.deprecated.is_some()),
    ];
    for (fact, _) in said.into_iter().filter(|(_, said)| *said) {
        evidence.believe(fact, Kind::Prose, prose);
    }
    evidence
}

fn shown_property(shown: &Shown, definition: &TypeDefinition, index: &Index<'_>, lineage: &impl Lineage) -> Property {
    Property {
        name: shown.name.clone(),
        rust: snake(&shown.name),
        ty: shown_type(&shown.value, definition.name.span.source, index, lineage),
        docs: crate::api::Docs::default(),
        read_only: false,
        required: false,
        nullable: true,
        navigation: false,
        key: definition.key.as_ref() == Some(&shown.name),
        default: None,
        max_length: None,
        deprecated: None,
        span: Some(shown.span),
        evidence: shown_evidence(
            shown.span,
            if definition.exemplified {
                Kind::Example
            } else {
                Kind::Representation
            },
        ),
    }
}

/// Why a member that is only shown is believed: its value tells its type.
pub(super) fn shown_evidence(span: Span, kind: Kind) -> Trail {
    let mut evidence = Trail::of(Fact::Exists, kind, span);
    evidence.believe(Fact::Type, kind, span);
    evidence
}

/// The type that a value of a JSON representation stands for.
pub(super) fn shown_type(value: &json::Value, from: SourceId, index: &Index<'_>, lineage: &impl Lineage) -> TypeRef {
    match &value.kind {
        json::Kind::Bool(_) => TypeRef::Primitive(Primitive::Boolean),
        json::Kind::Number(text) if text.contains(['.', 'e', 'E']) => TypeRef::Primitive(Primitive::Double),
        json::Kind::Number(text) if text.parse::<i32>().is_ok() => TypeRef::Primitive(Primitive::Int32),
        json::Kind::Number(_) => TypeRef::Primitive(Primitive::Int64),
        json::Kind::String(text) => type_in_words(text, index).unwrap_or_else(|| text_type(text)),
        json::Kind::Array(elements) => {
            let item = elements
                .first()
                .map_or(TypeRef::Opaque, |first| shown_type(first, from, index, lineage));
            TypeRef::List(Box::new(item))
        }
        json::Kind::Object(_) => index
            .dialect
            .json
            .tags
            .iter()
            .find_map(|tag| value.get(tag)?.as_str())
            .and_then(|tag| tagged_type(tag, from, index, lineage))
            .unwrap_or(TypeRef::Opaque),
        json::Kind::Null => TypeRef::Opaque,
    }
}

/// The type that a tag names: `#microsoft.graph.user`, `Collection(microsoft.graph.user)`.
pub(super) fn tagged_type(tag: &str, from: SourceId, index: &Index<'_>, lineage: &impl Lineage) -> Option<TypeRef> {
    let tag = tag.trim().trim_start_matches('#');
    if let Some(item) = tag.strip_prefix("Collection(").and_then(|rest| rest.strip_suffix(')')) {
        return Some(TypeRef::List(Box::new(tagged_type(item, from, index, lineage)?)));
    }
    let name = TypeName {
        name: tag.to_owned(),
        link: None,
        span: crate::source::Span::new(from, 0..0),
    };
    reference::resolve_name(&name, from, index, lineage)
}

/// Representations name the type where the value would stand: "Boolean". A word in lower case may be a value.
fn type_in_words(text: &str, index: &Index<'_>) -> Option<TypeRef> {
    reference::primitive(text, index).filter(|_| text.starts_with(char::is_uppercase))
}

/// Representations say in words what a text holds: "String (timestamp)".
fn text_type(text: &str) -> TypeRef {
    let lower = text.to_ascii_lowercase();
    TypeRef::Primitive(if lower.contains("timestamp") {
        Primitive::DateTimeOffset
    } else if lower.contains("binary") {
        Primitive::Binary
    } else {
        Primitive::String
    })
}
