//! Enumerations, open to values that the pages do not know.

use proc_macro2::TokenStream;
use quote::quote;

use super::{
    codec,
    context::Context,
    docs::{self, Writer},
    inline,
    name::ident,
    scope::Scope,
};
use crate::api::{Enumeration, Member, Type, TypeId};

/// The items of an enumeration's file, with the imports that they need.
pub(super) fn file(context: &Context<'_>, id: TypeId, enumeration: &Enumeration) -> TokenStream {
    let ty = context.ty(id);
    let scope = Scope::new(context, &context.type_module(id), &[&ty.rust]);
    let definition = definition(context, &scope, ty, enumeration);
    let codec = codec::enumeration(&scope, ty, enumeration);
    let imports = scope.imports();
    [imports, definition, codec].into_iter().collect()
}

fn definition(context: &Context<'_>, scope: &Scope<'_>, ty: &Type, enumeration: &Enumeration) -> TokenStream {
    let flags = if enumeration.flags {
        "Values combine: see the runtime's `Flags`."
    } else {
        ""
    };
    let docs = Writer::new(context)
        .docs_or(&ty.docs, &format!("{}.", inline::code(&ty.qualified)))
        .text(flags)
        .evidence(ty.span.as_slice())
        .finish();
    let deprecated = docs::deprecated(ty.deprecated.as_deref());
    let name = ident(&ty.rust);
    let members = enumeration.members.iter().map(|each| member(context, each));
    let other = docs::outer("A value that the pages do not know.");
    let string = scope.prelude("String");
    quote! {
        #docs
        #deprecated
        #[non_exhaustive]
        pub enum #name {
            #(#members,)*
            #other
            Other(#string),
        }
    }
}

fn member(context: &Context<'_>, member: &Member) -> TokenStream {
    let docs = Writer::new(context)
        .docs_or(&member.docs, &format!("{}.", inline::code(&member.name)))
        .finish();
    let deprecated = docs::deprecated(member.deprecated.as_deref());
    let name = ident(&member.rust);
    quote!(#docs #deprecated #name)
}
