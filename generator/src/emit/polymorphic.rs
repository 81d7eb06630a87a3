//! Enumerations over a type and those that derive from it.

use std::collections::BTreeSet;

use heck::ToUpperCamelCase;
use proc_macro2::TokenStream;
use quote::quote;

use super::{
    codec,
    context::{Context, Face},
    docs::{self, Writer},
    inline,
    name::ident,
    scope::Scope,
};
use crate::api::{Object, TypeId};

/// A variant: its name, and the type that it holds.
pub(super) struct Variant<'a> {
    pub name: String,
    pub id: TypeId,
    pub ty: Face<'a>,
}

/// The enumeration over a type, where values of it are polymorphic.
pub(super) fn items(context: &Context<'_>, scope: &Scope<'_>, id: TypeId, object: &Object) -> TokenStream {
    let Some(any) = object.any.as_deref() else {
        return if context.is_root(id) {
            codec::root(context.face(id).rust)
        } else {
            TokenStream::new()
        };
    };
    let variants = variants(context, id, object);
    let definition = definition(context, scope, id, any, &variants);
    let codec = codec::polymorphic(scope, any, &variants);
    let is_set = context.is_set(id);
    let conversions = codec::conversions(scope, any, &variants, is_set || context.is_in_requests(id), is_set);
    quote!(#definition #codec #conversions)
}

/// The type itself, which is also what an unknown tag means, and those that derive from it.
fn variants<'a>(context: &Context<'a>, id: TypeId, object: &Object) -> Vec<Variant<'a>> {
    let mut taken = BTreeSet::new();
    let ids = std::iter::once(id).chain(object.derived.iter().copied());
    ids.map(|id| {
        let ty = context.face(id);
        // Types of several namespaces can have one name.
        let module: String = ty.module.iter().map(|name| name.to_upper_camel_case()).collect();
        let name = if taken.contains(ty.rust) {
            format!("{module}{}", ty.rust)
        } else {
            ty.rust.to_owned()
        };
        taken.insert(name.clone());
        Variant { name, id, ty }
    })
    .collect()
}

fn definition(
    context: &Context<'_>,
    scope: &Scope<'_>,
    id: TypeId,
    any: &str,
    variants: &[Variant<'_>],
) -> TokenStream {
    let base = context.face(id).rust;
    let path = docs::path_of(context, id);
    let docs = Writer::new(context)
        .text(format!(
            "A [`{base}`]({path}), or one of the types that derive from it, told apart by `{}`.",
            context.service().tag
        ))
        .finish();
    let name = ident(any);
    let boxed = scope.runtime("Boxed");
    let variants = variants.iter().map(|variant| {
        let text = if variant.id == id {
            "The base, and any type that the pages do not know."
        } else {
            &format!("{}.", inline::code(variant.ty.qualified))
        };
        let docs = docs::outer(text);
        let (name, ty) = (ident(&variant.name), scope.ty(variant.id));
        quote!(#docs #name(#boxed<#ty>))
    });
    quote! {
        #docs
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
        }
    }
}
