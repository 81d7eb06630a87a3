//! The emitted form of encoding and decoding: tables and matches by index, which the runtime's codec reads and writes by.
//!
//! The cost of an emitted crate is the cost of compiling it, which follows the number of fields and functions. So a field is one line of
//! a table and nothing else, of which the runtime's macro makes all that people expect of a type; everything is `#[inline]`, so that
//! no code is generated before a program uses it.

use std::fmt::Write;

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{ToTokens, quote};

use super::{margin, name::ident, polymorphic::Variant, scope::Scope, value};
use crate::api::{Property, Role, Type};

/// The last field of a struct, which holds what no other field can.
pub(super) fn extra(scope: &Scope<'_>) -> TokenStream {
    let extra = scope.runtime("Extra");
    quote!(pub extra: #extra)
}

/// The table of an object. It is text, not tokens, which would be parsed and printed to come out as they went in.
pub(super) fn object(ty: &Type, role: Role, properties: &[&Property]) -> TokenStream {
    let table = verbatim(&table(ty, role, properties));
    quote!(docwright_client::object! { #table })
}

/// What stands in a macro's braces as it is written.
fn verbatim(text: &str) -> TokenStream {
    match margin::literal(text) {
        Some(mark) => mark.into_token_stream(),
        None => text.parse().expect("it is made of documentation, names and literals"),
    }
}

/// The lines of an object's table, as they stand within the macro's braces.
fn table(ty: &Type, role: Role, properties: &[&Property]) -> String {
    // Only resources are named in JSON.
    let tag = if role == Role::Resource {
        ty.qualified.as_str()
    } else {
        ""
    };
    let write = if properties.iter().any(|property| is_escaped(&property.name)) {
        ", ESCAPED"
    } else {
        ""
    };
    let mut table = format!("{}({}{write}) {{", ident(&ty.rust), Literal::string(tag));
    for (number, property) in properties.iter().enumerate() {
        let (field, name) = (ident(&property.rust), Literal::string(&property.name));
        let _ = write!(table, "\n        {number} => {field}: {name},");
    }
    table.push_str(if properties.is_empty() { "}" } else { "\n    }" });
    table
}

/// Whether JSON must write a name otherwise than it is.
fn is_escaped(name: &str) -> bool {
    name.contains(|c: char| c < ' ' || c == '"' || c == '\\')
}

/// A choice by index, counted from `first`.
fn choice(index: &Ident, first: usize, arms: &[TokenStream], other: &TokenStream) -> TokenStream {
    if arms.is_empty() {
        return other.clone();
    }
    let indices = (first..).map(Literal::usize_unsuffixed);
    let arms = indices.zip(arms).map(|(index, arm)| quote!(#index => #arm,));
    quote!(match #index { #(#arms)* _ => #other, })
}

/// A parameter with this name, which is marked as unused where there is nothing to choose from.
fn parameter<T>(name: &str, choices: &[T]) -> Ident {
    if choices.is_empty() {
        ident(&format!("_{name}"))
    } else {
        ident(name)
    }
}

/// The method that sets the field with this index.
pub(super) fn setter(scope: &Scope<'_>, index: usize, property: &Property) -> TokenStream {
    let (codec, set, into) = (scope.codec_module(), scope.runtime("Set"), scope.prelude("Into"));
    let name = ident(&property.rust);
    let ty = value::field(scope, &property.ty);
    let index = Literal::usize_unsuffixed(index);
    // No `#[inline]`: what is generic is compiled where it is used anyway.
    quote! {
        #[must_use]
        pub fn #name<V: #into<#set<#ty>>>(self, value: V) -> Self {
            #codec::set(self, #index, value)
        }
    }
}

/// The declaration of an enumeration, with the names of its variants, by the macro that makes sure that they are as many.
pub(super) fn enumeration(declaration: &str) -> TokenStream {
    let declaration = verbatim(declaration);
    quote!(docwright_client::enumeration! { #declaration })
}

/// What the type has that all others derive from.
pub(super) fn root(name: &str) -> TokenStream {
    let name = ident(name);
    quote!(docwright_client::root!(#name);)
}

/// Conversions to an enumeration over a type and those that derive from it: where requests carry it, since they are what such an
/// enumeration costs most. Setters of such a value alone, not of a list of them, also take an object of each type.
pub(super) fn conversions(
    scope: &Scope<'_>,
    any: &str,
    variants: &[Variant<'_>],
    is_carried: bool,
    is_set: bool,
) -> TokenStream {
    let name = ident(any);
    let names: Vec<Ident> = variants.iter().map(|variant| ident(&variant.name)).collect();
    let types: Vec<TokenStream> = variants.iter().map(|variant| scope.ty(variant.id)).collect();
    let carried = is_carried.then(|| quote!(docwright_client::variants!(#name { #(#names(#types)),* });));
    let set = is_set.then(|| quote!(docwright_client::settable!(#name { #(#types),* });));
    quote!(#carried #set)
}

/// The tables of an enumeration over a type and those that derive from it; the first variant is the base.
pub(super) fn polymorphic(scope: &Scope<'_>, any: &str, variants: &[Variant<'_>]) -> TokenStream {
    let (polymorph, object, boxed) = (scope.codec("Polymorph"), scope.codec("Object"), scope.runtime("Boxed"));
    let name = ident(any);
    let tags = variants.iter().map(|variant| &variant.ty.qualified);
    let names: Vec<Ident> = variants.iter().map(|variant| ident(&variant.name)).collect();
    let types: Vec<TokenStream> = variants.iter().map(|variant| scope.ty(variant.id)).collect();
    let values: Vec<TokenStream> = names
        .iter()
        .map(|name| quote!(Self::#name(#boxed::default())))
        .collect();
    let (base, derived) = values.split_first().expect("the base is a variant");
    let at = choice(&ident("tag"), 1, derived, base);
    let tag = parameter("tag", derived);
    quote! {
        impl #polymorph for #name {
            #[inline]
            fn tags() -> &'static [&'static str] {
                &[#(#tags),*]
            }
            #[inline]
            fn at(#tag: usize) -> Self {
                #at
            }
            #[inline]
            fn object(&self) -> &dyn #object {
                match self {
                    #(Self::#names(value) => &**value,)*
                }
            }
            #[inline]
            fn object_mut(&mut self) -> &mut dyn #object {
                match self {
                    #(Self::#names(value) => &mut **value,)*
                }
            }
        }

        docwright_client::polymorph!(#name { #(#names(#types)),* });
    }
}
