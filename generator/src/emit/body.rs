//! What requests carry.

use proc_macro2::TokenStream;
use quote::quote;

use super::{name::ident, scope::Scope, value};
use crate::api::{Body, Method, Operation, TypeRef};

/// The bounds of an argument that gives a body: objects by value or by reference, the rest by what converts.
pub(super) fn bounds(scope: &Scope<'_>, body: &Body) -> TokenStream {
    let into = scope.prelude("Into");
    match body {
        Body::Bytes(_) => {
            let body = scope.runtime("Body");
            quote!(#into<#body>)
        }
        Body::Json(ty) => {
            let value = value::ty(scope, ty);
            if scope.is_object(ty) {
                let borrow = scope.borrow();
                quote!(#borrow<#value>)
            } else {
                quote!(#into<#value>)
            }
        }
    }
}

/// The calls that turn a path into a request with this body.
pub(super) fn expression(scope: &Scope<'_>, operation: &Operation) -> TokenStream {
    let sends = matches!(operation.method, Method::Post | Method::Put | Method::Patch);
    let name = ident(&operation.method.as_str().to_lowercase());
    match (&operation.body, operation.method) {
        (None, Method::Get | Method::Delete) => quote!(.#name()),
        // One call instead of two with a body between them, which the compiler would have to drop if the second failed.
        (Some(Body::Json(ty)), _) if sends => {
            let (name, value) = (ident(&format!("{name}_json")), json(scope, ty));
            quote!(.#name(#value))
        }
        (body, _) if sends => {
            let (body, media) = (value(scope, body.as_ref()), media(body.as_ref()));
            quote!(.#name(#body) #media)
        }
        (body, method) => {
            let (ty, method) = (scope.runtime("Method"), ident(method.as_str()));
            let (body, media) = (value(scope, body.as_ref()), media(body.as_ref()));
            quote!(.request(#ty::#method, #body) #media)
        }
    }
}

fn value(scope: &Scope<'_>, body: Option<&Body>) -> TokenStream {
    if let Some(Body::Bytes(_)) = body {
        return quote!(body.into());
    }
    let name = scope.runtime("Body");
    match body {
        Some(Body::Json(ty)) => {
            let value = json(scope, ty);
            quote!(#name::json(#value))
        }
        Some(Body::Bytes(_)) | None => quote!(#name::empty()),
    }
}

/// A reference to the value that becomes JSON.
fn json(scope: &Scope<'_>, ty: &TypeRef) -> TokenStream {
    if scope.is_object(ty) {
        quote!(body.borrow())
    } else {
        quote!(&body.into())
    }
}

/// The header that says of what type bytes are, which a caller can still change; a range of types says nothing.
fn media(body: Option<&Body>) -> TokenStream {
    match body {
        Some(Body::Bytes(Some(media))) if is_exact(media) => quote!(.media_type(#media)),
        _ => TokenStream::new(),
    }
}

/// Whether this is one media type, and fit to be sent as a header.
pub(super) fn is_exact(media: &str) -> bool {
    let token = |text: &str| {
        !text.is_empty()
            && text
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"-+._".contains(&byte))
    };
    media
        .split_once('/')
        .is_some_and(|(kind, subtype)| token(kind) && token(subtype))
}
