//! Types, their properties and members.

use serde::Serialize;

use super::{
    context::{Context, Text, ValueType},
    evidence::{TypeEvidence, ValueEvidence},
};
use crate::api::{self, Shape};

/// A type.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "lowercase")]
pub(super) enum Type<'a> {
    Object(Object<'a>),
    Enumeration(Enumeration<'a>),
}

/// A JSON object with named members.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own on the page")]
pub(super) struct Object<'a> {
    /// The name with its namespace: `microsoft.graph.user`.
    name: &'a str,
    role: Role,
    /// The name of the type that it derives from.
    #[serde(skip_serializing_if = "Option::is_none")]
    base: Option<&'a str>,
    /// The service may send members that no page documents.
    open: bool,
    /// It has a key, and so a place of its own, as against a complex type.
    entity: bool,
    /// Its value is a stream of bytes, with the properties beside it.
    media: bool,
    /// No value is of this type itself, but of one that derives from it.
    r#abstract: bool,
    /// Markdown.
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<Text<'a>>,
    /// What the page says of that.
    #[serde(skip_serializing_if = "Option::is_none")]
    deprecated: Option<&'a str>,
    /// Its own properties, in the order of the page. Those of its base are there.
    properties: Vec<Property<'a>>,
    /// What the page says of inherited properties beyond what is said where they are declared.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    restated: Vec<Restated<'a>>,
    evidence: TypeEvidence<'a>,
}

/// What an object is for.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
enum Role {
    /// A documented resource or complex type.
    Resource,
    /// What a request carries; its name is made up.
    Parameters,
    /// What a response carries; its name is made up.
    Answer,
}

/// A member of an object.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own on the page")]
struct Property<'a> {
    /// The name in JSON.
    name: &'a str,
    r#type: ValueType<'a>,
    required: bool,
    read_only: bool,
    nullable: bool,
    /// From a table of relationships: there only when asked for.
    navigation: bool,
    /// It tells one object of the type from another.
    key: bool,
    /// The value that it has where none is given, as the page writes it.
    #[serde(skip_serializing_if = "Option::is_none")]
    default: Option<&'a str>,
    /// The most characters that a text may have.
    #[serde(skip_serializing_if = "Option::is_none")]
    max_length: Option<u32>,
    /// Markdown.
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<Text<'a>>,
    /// What the page says of that.
    #[serde(skip_serializing_if = "Option::is_none")]
    deprecated: Option<&'a str>,
    evidence: ValueEvidence<'a>,
}

/// What the page of a derived type says of an inherited property.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
struct Restated<'a> {
    /// The name in JSON.
    name: &'a str,
    /// Markdown; absent where it is that of the declaration.
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<Text<'a>>,
    /// Only this page says so.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    read_only: bool,
    /// Only this page says so.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    required: bool,
    /// The value that only this page gives where there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    default: Option<&'a str>,
    /// What only this page says of that.
    #[serde(skip_serializing_if = "Option::is_none")]
    deprecated: Option<&'a str>,
}

/// A list of names, which the service may extend.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct Enumeration<'a> {
    /// The name with its namespace: `microsoft.graph.bodyType`.
    name: &'a str,
    /// Values combine, separated by commas.
    flags: bool,
    /// Markdown.
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<Text<'a>>,
    /// What the page says of that.
    #[serde(skip_serializing_if = "Option::is_none")]
    deprecated: Option<&'a str>,
    /// In the order of the page.
    members: Vec<Member<'a>>,
    evidence: TypeEvidence<'a>,
}

/// A name of an enumeration.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Member<'a> {
    /// The text in JSON.
    name: &'a str,
    /// Markdown.
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<Text<'a>>,
    /// What the page says of that.
    #[serde(skip_serializing_if = "Option::is_none")]
    deprecated: Option<&'a str>,
    evidence: ValueEvidence<'a>,
}

impl<'a> Type<'a> {
    pub(super) fn of(ty: &'a api::Type, context: Context<'a>) -> Self {
        let description = Text::of(&ty.docs);
        let evidence = TypeEvidence::of(&ty.evidence, context);
        match &ty.shape {
            Shape::Object(object) => Self::Object(Object {
                name: &ty.qualified,
                role: Role::of(object.role),
                base: object.base.map(|id| context.name(id)),
                open: object.open,
                entity: object.entity,
                media: object.media,
                r#abstract: object.is_abstract,
                description,
                deprecated: ty.deprecated.as_deref(),
                properties: object
                    .properties
                    .iter()
                    .map(|property| Property::of(property, context))
                    .collect(),
                restated: object.restated.iter().map(Restated::of).collect(),
                evidence,
            }),
            Shape::Enumeration(enumeration) => Self::Enumeration(Enumeration {
                name: &ty.qualified,
                flags: enumeration.flags,
                description,
                deprecated: ty.deprecated.as_deref(),
                members: enumeration
                    .members
                    .iter()
                    .map(|member| Member::of(member, context))
                    .collect(),
                evidence,
            }),
        }
    }
}

impl<'a> Property<'a> {
    fn of(property: &'a api::Property, context: Context<'a>) -> Self {
        Self {
            name: &property.name,
            r#type: ValueType::of(&property.ty, context),
            required: property.required,
            read_only: property.read_only,
            nullable: property.nullable,
            navigation: property.navigation,
            key: property.key,
            default: property.default.as_deref(),
            max_length: property.max_length,
            description: Text::of(&property.docs),
            deprecated: property.deprecated.as_deref(),
            evidence: ValueEvidence::of(&property.evidence, context),
        }
    }
}

impl<'a> Restated<'a> {
    fn of(property: &'a api::Restated) -> Self {
        Self {
            name: &property.name,
            description: Text::of(&property.docs),
            read_only: property.read_only,
            required: property.required,
            default: property.default.as_deref(),
            deprecated: property.deprecated.as_deref(),
        }
    }
}

impl<'a> Member<'a> {
    fn of(member: &'a api::Member, context: Context<'a>) -> Self {
        Self {
            name: &member.name,
            description: Text::of(&member.docs),
            deprecated: member.deprecated.as_deref(),
            evidence: ValueEvidence::of(&member.evidence, context),
        }
    }
}

impl Role {
    const fn of(role: api::Role) -> Self {
        match role {
            api::Role::Resource => Self::Resource,
            api::Role::Parameters => Self::Parameters,
            api::Role::Answer => Self::Answer,
        }
    }
}
