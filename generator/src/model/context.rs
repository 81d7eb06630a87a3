//! What every part of the model is written with: names for ids, places for spans, text for documentation.

use std::fmt;

use serde::{Serialize, Serializer};

use crate::{
    api::{Api, DocPiece, DocTarget, Docs, Primitive, Shape, TypeId, TypeRef},
    source::{Source, Sources, Span},
};

/// Names and places.
#[derive(Clone, Copy)]
pub(super) struct Context<'a> {
    pub(super) api: &'a Api,
    sources: &'a Sources,
}

impl<'a> Context<'a> {
    pub(super) fn new(api: &'a Api, sources: &'a Sources) -> Self {
        Self { api, sources }
    }

    pub(super) fn place(self, span: Span) -> Place<'a> {
        let source = self.source(span);
        let position = source.position(span.start);
        Place {
            page: &source.path,
            line: position.line,
            column: position.column,
        }
    }

    /// The text of a place.
    pub(super) fn text(self, span: Span) -> &'a str {
        self.source(span).text.get(span.range()).unwrap_or_default()
    }

    fn source(self, span: Span) -> &'a Source {
        self.sources.get(span.source)
    }

    pub(super) fn name(self, id: TypeId) -> &'a str {
        &self.api.ty(id).qualified
    }
}

/// A place on a page.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct Place<'a> {
    /// The path of the page, relative to the folder of the docs; for a fact that the configuration states, its file.
    page: &'a str,
    line: u32,
    column: u32,
}

/// The type of a value.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "lowercase")]
pub(super) enum ValueType<'a> {
    /// A primitive type of OData.
    Primitive {
        /// The name in OData: `Edm.String`.
        name: &'static str,
    },
    Object {
        /// The name of one of the types.
        name: &'a str,
        /// The value may also be of a type that derives from this one.
        polymorphic: bool,
    },
    Enumeration {
        /// The name of one of the types.
        name: &'a str,
    },
    Collection {
        items: Box<ValueType<'a>>,
    },
    /// Any JSON: the pages do not say, and a finding does.
    Opaque,
}

impl<'a> ValueType<'a> {
    pub(super) fn of(ty: &TypeRef, context: Context<'a>) -> Self {
        match ty {
            TypeRef::Primitive(primitive) => Self::Primitive { name: edm(*primitive) },
            TypeRef::Named(id) if matches!(context.api.ty(*id).shape, Shape::Object(_)) => Self::Object {
                name: context.name(*id),
                polymorphic: false,
            },
            TypeRef::Polymorphic(id) => Self::Object {
                name: context.name(*id),
                polymorphic: true,
            },
            TypeRef::Named(id) | TypeRef::Flags(id) => Self::Enumeration {
                name: context.name(*id),
            },
            TypeRef::List(items) => Self::Collection {
                items: Box::new(Self::of(items, context)),
            },
            TypeRef::Opaque => Self::Opaque,
        }
    }
}

/// The name of a primitive in OData 4.01 (part 3, section 3.3).
const fn edm(primitive: Primitive) -> &'static str {
    match primitive {
        Primitive::String => "Edm.String",
        Primitive::Boolean => "Edm.Boolean",
        Primitive::Byte => "Edm.Byte",
        Primitive::SByte => "Edm.SByte",
        Primitive::Int16 => "Edm.Int16",
        Primitive::Int32 => "Edm.Int32",
        Primitive::Int64 => "Edm.Int64",
        Primitive::Single => "Edm.Single",
        Primitive::Double => "Edm.Double",
        Primitive::Decimal => "Edm.Decimal",
        Primitive::DateTimeOffset => "Edm.DateTimeOffset",
        Primitive::Date => "Edm.Date",
        Primitive::TimeOfDay => "Edm.TimeOfDay",
        Primitive::Duration => "Edm.Duration",
        Primitive::Guid => "Edm.Guid",
        Primitive::Binary => "Edm.Binary",
        Primitive::Stream => "Edm.Stream",
    }
}

/// Documentation as Markdown, written without a copy.
pub(super) struct Text<'a>(&'a Docs);

impl<'a> Text<'a> {
    /// `None` where there is nothing to say.
    pub(super) fn of(docs: &'a Docs) -> Option<Self> {
        (!docs.is_empty()).then_some(Self(docs))
    }
}

impl fmt::Display for Text<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for piece in &self.0.pieces {
            match piece {
                DocPiece::Text(text) => f.write_str(text)?,
                DocPiece::Link {
                    label,
                    target: DocTarget::Url(url),
                } => write!(f, "[{label}]({url})")?,
                DocPiece::Link { label, .. } => f.write_str(label)?,
            }
        }
        Ok(())
    }
}

impl Serialize for Text<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
impl schemars::JsonSchema for Text<'_> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Markdown".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        String::json_schema(generator)
    }
}
