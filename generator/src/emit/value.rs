//! Rust types of values, bodies and answers.

use proc_macro2::TokenStream;
use quote::quote;

use super::scope::Scope;
use crate::api::{Answer, Primitive, TypeRef};

/// The Rust type of a value.
pub(super) fn ty(scope: &Scope<'_>, ty: &TypeRef) -> TokenStream {
    match ty {
        TypeRef::Primitive(primitive) => self::primitive(scope, *primitive),
        TypeRef::Named(id) => scope.ty(*id),
        TypeRef::Polymorphic(id) => scope.any(*id),
        TypeRef::Flags(id) => generic(&scope.runtime("Flags"), &scope.ty(*id)),
        TypeRef::List(item) if scope.is_deep(item) => generic(&scope.runtime("List"), &self::ty(scope, item)),
        TypeRef::List(item) => generic(&scope.prelude("Vec"), &self::ty(scope, item)),
        TypeRef::Opaque => scope.runtime("Json"),
    }
}

/// The type of a value that is a field: links between objects go through a box that ends the compiler's search for
/// `Send`, which deep cycles would exhaust.
pub(super) fn field(scope: &Scope<'_>, ty: &TypeRef) -> TokenStream {
    let value = self::ty(scope, ty);
    if scope.is_object(ty) {
        generic(&scope.runtime("Boxed"), &value)
    } else {
        value
    }
}

fn generic(outer: &TokenStream, inner: &TokenStream) -> TokenStream {
    quote!(#outer<#inner>)
}

/// The type of what a request gives; an option where a documented success has no body.
pub(super) fn answer(scope: &Scope<'_>, answer: &Answer, may_be_empty: bool) -> TokenStream {
    let of = |name: &str, ty: &TypeRef| generic(&scope.runtime(name), &self::ty(scope, ty));
    match answer {
        Answer::Json(_) | Answer::Wrapped(_) if may_be_empty => {
            generic(&scope.prelude("Option"), &self::answer(scope, answer, false))
        }
        Answer::Empty => quote!(()),
        Answer::Json(ty) => self::ty(scope, ty),
        Answer::Page(ty) => of("Page", ty),
        Answer::Wrapped(ty) => of("Wrapped", ty),
        Answer::Bytes => scope.runtime("ByteStream"),
    }
}

fn primitive(scope: &Scope<'_>, primitive: Primitive) -> TokenStream {
    match primitive {
        Primitive::String => scope.prelude("String"),
        Primitive::Boolean => quote!(bool),
        Primitive::Byte => quote!(u8),
        Primitive::SByte => quote!(i8),
        Primitive::Int16 => quote!(i16),
        Primitive::Int32 => quote!(i32),
        Primitive::Int64 => quote!(i64),
        Primitive::Single => quote!(f32),
        Primitive::Double | Primitive::Decimal => quote!(f64),
        Primitive::DateTimeOffset => scope.runtime("Timestamp"),
        Primitive::Date => scope.runtime("Date"),
        Primitive::TimeOfDay => scope.runtime("Time"),
        Primitive::Duration => scope.runtime("Duration"),
        Primitive::Guid => scope.runtime("Uuid"),
        Primitive::Binary => scope.runtime("Binary"),
        // Where the bytes are is said by annotations; the value itself is not documented.
        Primitive::Stream => scope.runtime("Json"),
    }
}
