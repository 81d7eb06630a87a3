//! Chains of calls: from the client to a request.

use proc_macro2::TokenStream;
use quote::quote;

use super::{call, context::Context, name::ident, scope::Scope, value};
use crate::api::{Body, ExampleBody, ExampleRequest, ExampleStep, Location, Operation, Parameter, TypeRef};

/// The expression that builds a documented request.
pub(super) fn request(context: &Context<'_>, scope: &Scope<'_>, request: &ExampleRequest) -> TokenStream {
    let operation = context.operation(request.operation);
    let steps = request.steps.iter().map(step);
    let call = final_call(scope, request, operation);
    let query = request
        .query
        .iter()
        .filter(|(name, _)| !is_argument(operation, Location::Query, name));
    let query = query.map(|(name, value)| quote!(.query(#name, &#value)));
    let headers = request
        .headers
        .iter()
        .filter(|(name, _)| !is_argument(operation, Location::Header, name));
    let headers = headers.filter(|(name, _)| !is_implied(operation, name));
    let headers = headers.map(|(name, value)| quote!(.header(#name, #value)));
    let client = scope.tests("client");
    quote!(#client() #(#steps)* #call #(#query)* #(#headers)*)
}

/// Whether a parameter of this name is an argument of the call.
pub(super) fn is_argument(operation: &Operation, location: Location, name: &str) -> bool {
    call::required(operation).any(|each| each.location == location && is_named(each, name))
}

/// Whether a parameter has this name; those of headers know no case.
fn is_named(parameter: &Parameter, name: &str) -> bool {
    match parameter.location {
        Location::Query => parameter.name == name,
        Location::Header => parameter.name.eq_ignore_ascii_case(name),
    }
}

/// Whether a client sends this header with the operation, so that an example need not ask for it.
pub(super) fn is_implied(operation: &Operation, name: &str) -> bool {
    matches!(operation.body, Some(Body::Json(_))) && name.eq_ignore_ascii_case("Content-Type")
}

/// A step of a chain.
pub(super) fn step(step: &ExampleStep) -> TokenStream {
    let name = ident(&step.rust);
    let arguments = &step.arguments;
    quote!(.#name(#(#arguments),*))
}

fn final_call(scope: &Scope<'_>, request: &ExampleRequest, operation: &Operation) -> TokenStream {
    let name = ident(&request.call.rust);
    let texts = &request.call.arguments;
    let mut arguments: Vec<TokenStream> = texts.iter().map(|text| quote!(#text)).collect();
    arguments.extend(
        operation
            .body
            .as_ref()
            .map(|documented| body(scope, documented, request.body.as_ref())),
    );
    arguments.extend(required_values(request, operation));
    quote!(.#name(#(#arguments),*))
}

/// What the example gives for the parameters that are arguments.
pub(super) fn required_values(request: &ExampleRequest, operation: &Operation) -> Vec<TokenStream> {
    let values = call::required(operation).map(|parameter| {
        let values = match parameter.location {
            Location::Query => &request.query,
            Location::Header => &request.headers,
        };
        let value = values
            .iter()
            .find(|(name, _)| is_named(parameter, name))
            .map_or("", |(_, value)| value.as_str());
        quote!(#value)
    });
    values.collect()
}

/// The body of a call, from the text bound to `body` where the example has one.
fn body(scope: &Scope<'_>, documented: &Body, example: Option<&ExampleBody>) -> TokenStream {
    match (documented, example) {
        (Body::Bytes(_), Some(_)) => quote!(body),
        (Body::Bytes(_), None) => quote!(""),
        (Body::Json(ty), Some(ExampleBody::Json(_))) => parsed(scope, ty, &quote!(body)),
        (Body::Json(ty), _) => {
            let empty = match ty {
                TypeRef::List(_) => "[]",
                TypeRef::Named(_) | TypeRef::Polymorphic(_) | TypeRef::Opaque => "{}",
                TypeRef::Primitive(_) | TypeRef::Flags(_) => "null",
            };
            parsed(scope, ty, &quote!(#empty))
        }
    }
}

fn parsed(scope: &Scope<'_>, ty: &TypeRef, text: &TokenStream) -> TokenStream {
    let parse = scope.testing("parse");
    let ty = value::ty(scope, ty);
    quote!(#parse::<#ty>(#text))
}
