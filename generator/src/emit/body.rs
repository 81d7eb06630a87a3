//! What requests carry.

use proc_macro2::TokenStream;
use quote::quote;

use super::{name::ident, scope::Scope, value};
use crate::api::{Body, Method, Operation};

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
    let body = operation.body.as_ref().map(|body| value(scope, body));
    let sent = matches!(operation.method, Method::Post | Method::Put | Method::Patch);
    let name = ident(&operation.method.as_str().to_lowercase());
    let body_type = || scope.runtime("Body");
    match (body, operation.method) {
        (Some(body), _) if sent => quote!(.#name(#body)),
        (None, _) if sent => {
            let body = body_type();
            quote!(.#name(#body::empty()))
        }
        (None, Method::Get | Method::Delete) => quote!(.#name()),
        (body, method) => {
            let (ty, method) = (scope.runtime("Method"), ident(method.as_str()));
            let body = body.unwrap_or_else(|| {
                let body = body_type();
                quote!(#body::empty())
            });
            quote!(.request(#ty::#method, #body))
        }
    }
}

fn value(scope: &Scope<'_>, body: &Body) -> TokenStream {
    match body {
        Body::Bytes(_) => quote!(body.into()),
        Body::Json(ty) => {
            let body = scope.runtime("Body");
            if scope.is_object(ty) {
                quote!(#body::json(body.borrow()))
            } else {
                quote!(#body::json(&body.into()))
            }
        }
    }
}
