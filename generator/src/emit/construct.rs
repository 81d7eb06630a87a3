//! Rust expressions that make a value which an example has as JSON, as a person would write them.

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use serde_json::{Map, Value as Json};

use super::{context::Context, name::ident, scope::Scope, value};
use crate::api::{Enumeration, Primitive, Property, Shape, TypeId, TypeRef};

/// Where an expression stands: what is understood there differs.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// As the argument of a setter, which converts what is at hand.
    Setter,
    /// Where exactly the type is needed.
    Exact,
}

/// The expression of a value, unless it cannot be written with the methods of its type.
pub(super) fn expression(
    context: &Context<'_>,
    scope: &Scope<'_>,
    ty: &TypeRef,
    json: &Json,
    place: Place,
) -> Option<TokenStream> {
    match ty {
        TypeRef::Primitive(primitive) => self::primitive(scope, *primitive, json, place),
        TypeRef::Named(id) => match &context.ty(*id).shape {
            Shape::Object(_) => object(context, scope, *id, json.as_object()?),
            Shape::Enumeration(enumeration) => member(scope, *id, enumeration, json.as_str()?),
        },
        TypeRef::Polymorphic(id) => polymorphic(context, scope, *id, json.as_object()?),
        TypeRef::Flags(id) if place == Place::Setter => flags(context, scope, *id, json.as_str()?),
        TypeRef::List(item) => list(context, scope, item, json.as_array()?, place),
        TypeRef::Flags(_) | TypeRef::Opaque => None,
    }
}

fn primitive(scope: &Scope<'_>, primitive: Primitive, json: &Json, place: Place) -> Option<TokenStream> {
    match primitive {
        Primitive::String => {
            let text = json.as_str()?;
            Some(if place == Place::Setter {
                quote!(#text)
            } else {
                quote!(#text.to_owned())
            })
        }
        Primitive::Boolean => json.as_bool().map(|value| quote!(#value)),
        Primitive::Byte | Primitive::SByte | Primitive::Int16 | Primitive::Int32 => {
            json.as_i64().map(Literal::i64_unsuffixed).map(|value| quote!(#value))
        }
        Primitive::Int64 => json.as_i64().map(|value| quote!(#value)),
        Primitive::Single | Primitive::Double | Primitive::Decimal => {
            let value = json.as_f64().map(Literal::f64_unsuffixed)?;
            Some(quote!(#value))
        }
        Primitive::DateTimeOffset
        | Primitive::Date
        | Primitive::TimeOfDay
        | Primitive::Duration
        | Primitive::Guid
        | Primitive::Binary => {
            let (text, ty) = (json.as_str()?, value::ty(scope, &TypeRef::Primitive(primitive)));
            Some(quote!(#text.parse::<#ty>().unwrap()))
        }
        Primitive::Stream => None,
    }
}

fn member(scope: &Scope<'_>, id: TypeId, enumeration: &Enumeration, name: &str) -> Option<TokenStream> {
    let member = enumeration.members.iter().find(|member| member.name == name)?;
    let (ty, variant) = (scope.ty(id), ident(&member.rust));
    Some(quote!(#ty::#variant))
}

fn flags(context: &Context<'_>, scope: &Scope<'_>, id: TypeId, text: &str) -> Option<TokenStream> {
    let Shape::Enumeration(enumeration) = &context.ty(id).shape else {
        return None;
    };
    let names = text.split(',').map(str::trim);
    let members: Option<Vec<TokenStream>> = names.map(|name| member(scope, id, enumeration, name)).collect();
    members.map(|members| quote!([#(#members),*]))
}

fn list(context: &Context<'_>, scope: &Scope<'_>, item: &TypeRef, items: &[Json], place: Place) -> Option<TokenStream> {
    let is_text = matches!(item, TypeRef::Primitive(Primitive::String)) && place == Place::Setter && !items.is_empty();
    let inner = if is_text { Place::Setter } else { Place::Exact };
    let items: Option<Vec<TokenStream>> = items
        .iter()
        .map(|each| expression(context, scope, item, each, inner))
        .collect();
    let items = items?;
    if place == Place::Setter && !items.is_empty() {
        return Some(quote!([#(#items),*]));
    }
    Some(quote!(vec![#(#items),*]))
}

/// The type that the tag names, in the enumeration over its base where there is one.
fn polymorphic(
    context: &Context<'_>,
    scope: &Scope<'_>,
    id: TypeId,
    members: &Map<String, Json>,
) -> Option<TokenStream> {
    let base = context.face(id);
    if !base.is_object {
        return None;
    }
    let tag = members.get(&context.service().tag).and_then(Json::as_str);
    let tag = tag.map(|tag| tag.trim_start_matches('#'));
    let mut kinds = std::iter::once(id).chain(base.derived.iter().copied());
    let exact = match tag {
        Some(tag) => kinds.find(|kind| context.face(*kind).qualified == tag)?,
        None => id,
    };
    let value = object(context, scope, exact, members)?;
    if base.any.is_none() {
        return (exact == id).then_some(value);
    }
    let any = scope.any(id);
    Some(quote!(#any::from(#value)))
}

fn object(context: &Context<'_>, scope: &Scope<'_>, id: TypeId, members: &Map<String, Json>) -> Option<TokenStream> {
    let properties = context.properties(id);
    let mut setters = vec![];
    for (name, json) in members {
        if is_own_tag(context, id, name, json) {
            continue;
        }
        let property = properties.iter().find(|property| &property.name == name)?;
        if !context.is_settable(id, property) {
            return None;
        }
        setters.push(setter(context, scope, property, json)?);
    }
    let ty = scope.ty(id);
    context.is_in_requests(id).then(|| quote!(#ty::new()#(#setters)*))
}

/// Whether a member names the type that the value is of anyway.
fn is_own_tag(context: &Context<'_>, id: TypeId, name: &str, json: &Json) -> bool {
    let tag = json.as_str().map(|tag| tag.trim_start_matches('#'));
    name == context.service().tag && tag == Some(context.face(id).qualified)
}

fn setter(context: &Context<'_>, scope: &Scope<'_>, property: &Property, json: &Json) -> Option<TokenStream> {
    let value = if json.is_null() {
        scope.runtime("Null")
    } else {
        expression(context, scope, &property.ty, json, Place::Setter)?
    };
    let name = ident(&property.rust);
    Some(quote!(.#name(#value)))
}
