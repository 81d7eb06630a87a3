//! Objects: structs with public fields, and methods to set them.

use proc_macro2::TokenStream;
use quote::quote;

use super::{
    codec,
    context::Context,
    docs::{self, Writer},
    inline,
    module::Module,
    name::ident,
    polymorphic,
    scope::Scope,
    value,
};
use crate::api::{Object, Property, Type, TypeId};

/// The items of an object's file.
pub(super) fn file(context: &Context<'_>, id: TypeId, object: &Object, module: &Module) -> TokenStream {
    let ty = context.ty(id);
    let scope = Scope::included(context, context.type_module(id), module);
    let properties = context.properties(id);
    let structure = structure(context, &scope, id, object, &properties);
    let setters = if context.is_in_requests(id) {
        setters(context, &scope, id, &properties)
    } else {
        TokenStream::new()
    };
    let codec = codec::object(ty, object.role, &properties);
    let any = polymorphic::items(context, &scope, id, object);
    [structure, codec, setters, any].into_iter().collect()
}

fn structure(
    context: &Context<'_>,
    scope: &Scope<'_>,
    id: TypeId,
    object: &Object,
    properties: &[&Property],
) -> TokenStream {
    let ty = context.ty(id);
    let docs = documentation(context, ty, object, context.is_root(id));
    let deprecated = docs::deprecated(ty.deprecated.as_deref());
    let name = ident(&ty.rust);
    let fields = properties.iter().map(|property| field(context, scope, property));
    let extra_docs = docs::outer("What the service sent beyond the documented members, and explicit nulls.");
    let extra = codec::extra(scope);
    quote! {
        #docs
        #deprecated
        #[non_exhaustive]
        pub struct #name {
            #(#fields,)*
            #extra_docs
            #extra,
        }
    }
}

fn documentation(context: &Context<'_>, ty: &Type, object: &Object, is_root: bool) -> TokenStream {
    let base = object.base.map(|base| {
        format!(
            "A kind of [`{}`]({}).",
            context.face(base).rust,
            docs::path_of(context, base)
        )
    });
    let open = object
        .open
        .then_some("The service may send members that are not documented; they are kept in `extra`.");
    Writer::new(context)
        .docs_or(&ty.docs, &format!("{}.", inline::code(&ty.qualified)))
        .text(base.unwrap_or_default())
        .text(open.unwrap_or_default())
        .text(if is_root {
            "Values may be of any type that derives from it: `kind` says of which, and `downcast` gives it."
        } else {
            ""
        })
        .text(if object.is_abstract {
            "The service sends derived types of this type, never the type itself."
        } else {
            ""
        })
        .evidence(ty.span.as_slice())
        .finish()
}

fn field(context: &Context<'_>, scope: &Scope<'_>, property: &Property) -> TokenStream {
    let writer = Writer::new(context).docs_or(&property.docs, &format!("{}.", inline::code(&property.name)));
    let navigation = if property.navigation {
        "A relationship: present where a request expands it."
    } else {
        ""
    };
    let docs = writer.text(navigation).finish();
    let deprecated = docs::deprecated(property.deprecated.as_deref());
    let name = ident(&property.rust);
    let option = scope.prelude("Option");
    let ty = value::field(scope, &property.ty);
    quote!(#docs #deprecated pub #name: #option<#ty>)
}

fn setters(context: &Context<'_>, scope: &Scope<'_>, id: TypeId, properties: &[&Property]) -> TokenStream {
    let name = ident(&context.ty(id).rust);
    let writable = properties
        .iter()
        .enumerate()
        .filter(|(_, property)| context.is_settable(id, property));
    let setters: Vec<TokenStream> = writable
        .map(|(index, property)| setter(scope, index, property))
        .collect();
    let docs = docs::outer("An empty object, to be filled by setters.");
    quote! {
        impl #name {
            #docs
            #[inline]
            #[must_use]
            pub fn new() -> Self {
                Self::default()
            }
            #(#setters)*
        }
    }
}

fn setter(scope: &Scope<'_>, index: usize, property: &Property) -> TokenStream {
    let docs = docs::outer(&format!("Sets `{}`.", property.rust.trim_start_matches("r#")));
    let deprecated = docs::deprecated(property.deprecated.as_deref());
    let method = codec::setter(scope, index, property);
    quote!(#docs #deprecated #method)
}
