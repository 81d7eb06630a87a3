//! Type expressions to types.

use super::index::Index;
use crate::{
    api::{Primitive, TypeId, TypeRef},
    diagnostic::{Code, Diagnostics},
    lower::short,
    page::{TypeExpr, TypeName},
    source::{SourceId, Span},
};

/// What inheritance decided: which references may hold derived types.
pub(super) trait Lineage {
    /// Whether some type derives from this one.
    fn is_base(&self, id: TypeId) -> bool;
    /// The types that this one derives from, nearest first.
    fn bases(&self, id: TypeId) -> Vec<TypeId>;
    /// Whether this is an enumeration, and whether its values combine.
    fn enumeration(&self, id: TypeId) -> Option<bool>;
}

/// Resolves a type expression. What cannot be resolved is opaque, and said.
pub(super) fn resolve(
    expr: &TypeExpr,
    from: SourceId,
    index: &Index<'_>,
    lineage: &impl Lineage,
    out: &mut Diagnostics,
) -> TypeRef {
    let mut found: Vec<TypeRef> = vec![];
    for name in &expr.names {
        let ty = resolve_name(name, from, index, lineage).unwrap_or_else(|| {
            // A type that was taken away on purpose is no finding.
            if index.find(name, from).is_none() {
                report_unknown(name, expr.span, out);
            }
            TypeRef::Opaque
        });
        if !found.contains(&ty) {
            found.push(ty);
        }
    }
    let item = match found.as_slice() {
        [] => TypeRef::Opaque,
        [only] => only.clone(),
        several => common(several, lineage).unwrap_or_else(|| {
            let names: Vec<_> = expr.names.iter().map(|name| format!("`{}`", name.name)).collect();
            out.report(
                Code::TypeAmbiguous,
                expr.span,
                format!("{} have no common base", names.join(" and ")),
            );
            TypeRef::Opaque
        }),
    };
    if expr.collection {
        TypeRef::List(Box::new(item))
    } else {
        item
    }
}

fn report_unknown(name: &TypeName, span: Span, out: &mut Diagnostics) {
    if name.name.split_whitespace().count() > 1 && name.link.is_none() {
        out.report(
            Code::TypeSyntax,
            span,
            format!("`{}` cannot be read as a type", name.name),
        );
    } else {
        out.report(
            Code::TypeUnknown,
            name.span,
            format!("no page describes the type `{}`", name.name),
        );
    }
}

/// Resolves a name: a primitive, or a type of the pages.
pub(super) fn resolve_name(
    name: &TypeName,
    from: SourceId,
    index: &Index<'_>,
    lineage: &impl Lineage,
) -> Option<TypeRef> {
    let page = index.link(name, from);
    let primitive = primitive(&name.name, index);
    if page.is_none() && primitive.is_some() {
        return primitive;
    }
    let found = index.find_on(page, name, from);
    let Some((key, id)) = found.and_then(|key| Some((key, index.id(key)?))) else {
        return primitive;
    };
    // The name of a primitive that links to a page about an object of another name means the primitive: the page explains it.
    let is_explained = lineage.enumeration(id).is_none() && !short(key).eq_ignore_ascii_case(short(&name.name));
    primitive
        .filter(|_| is_explained)
        .or_else(|| Some(reference_to(id, lineage)))
}

/// A reference to a type, as inheritance and enumerations have it.
pub(super) fn reference_to(id: TypeId, lineage: &impl Lineage) -> TypeRef {
    match lineage.enumeration(id) {
        Some(true) => TypeRef::Flags(id),
        None if lineage.is_base(id) => TypeRef::Polymorphic(id),
        Some(false) | None => TypeRef::Named(id),
    }
}

/// The primitive that a spelling means.
pub(super) fn primitive(name: &str, index: &Index<'_>) -> Option<TypeRef> {
    let primitive = match index.dialect.primitive(name)? {
        "String" => Primitive::String,
        "Boolean" => Primitive::Boolean,
        "Byte" => Primitive::Byte,
        "SByte" => Primitive::SByte,
        "Int16" => Primitive::Int16,
        "Int32" => Primitive::Int32,
        "Int64" => Primitive::Int64,
        "Single" => Primitive::Single,
        "Double" => Primitive::Double,
        "Decimal" => Primitive::Decimal,
        "DateTimeOffset" => Primitive::DateTimeOffset,
        "Date" => Primitive::Date,
        "TimeOfDay" => Primitive::TimeOfDay,
        "Duration" => Primitive::Duration,
        "Guid" => Primitive::Guid,
        "Binary" => Primitive::Binary,
        "Stream" => Primitive::Stream,
        _ => return Some(TypeRef::Opaque),
    };
    Some(TypeRef::Primitive(primitive))
}

/// The one type that covers several: one of them that the others derive from, or their nearest common base.
pub(super) fn common(several: &[TypeRef], lineage: &impl Lineage) -> Option<TypeRef> {
    let ids: Vec<TypeId> = several
        .iter()
        .map(|ty| match ty {
            TypeRef::Named(id) | TypeRef::Polymorphic(id) => Some(*id),
            _ => None,
        })
        .collect::<Option<_>>()?;
    let (first, rest) = ids.split_first()?;
    let mut candidates = vec![*first];
    candidates.extend(lineage.bases(*first));
    candidates
        .into_iter()
        .find(|candidate| {
            rest.iter()
                .all(|id| id == candidate || lineage.bases(*id).contains(candidate))
        })
        .map(|id| reference_to(id, lineage))
}
