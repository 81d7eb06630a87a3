//! Methods that make requests.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use super::{
    body,
    context::Context,
    demo,
    docs::{self, Writer},
    inline,
    name::ident,
    parameters, path,
    scope::Scope,
    signature::Signature,
    value,
};
use crate::api::{Body, Call, Location, Operation, Parameter};

/// The method of a builder that makes a request; `base` is the expression of the builder's path.
pub(super) fn method(context: &Context<'_>, scope: &Scope<'_>, base: &TokenStream, call: &Call) -> TokenStream {
    let operation = context.operation(call.operation);
    let docs = documentation(context, call, operation);
    let aliases = aliases(operation);
    let deprecated = docs::deprecated(operation.deprecated.as_deref());
    let name = ident(&call.rust);
    let signature = signature(scope, call, operation);
    let (generics, parameters) = (signature.generics(), signature.parameters());
    let request = scope.request();
    let answer = value::answer(scope, &operation.answer, operation.may_be_empty);
    let ty = parameters::request(context, scope, call.operation, &answer);
    let path = path::expression(scope, base, &call.parts, &call.arguments);
    let body = body::expression(scope, operation);
    let settings = required(operation).map(setting);
    quote! {
        #docs
        #(#[doc(alias = #aliases)])*
        #deprecated
        #[inline]
        pub fn #name #generics(#parameters) -> #ty {
            #request::new(#path #body #(#settings)*)
        }
    }
}

/// Parameters that a call has to give: arguments of the method, after those of the path and the body.
pub(super) fn required(operation: &Operation) -> impl Iterator<Item = &Parameter> {
    operation.parameters.iter().filter(|parameter| parameter.required)
}

fn signature(scope: &Scope<'_>, call: &Call, operation: &Operation) -> Signature {
    let mut signature = Signature::default();
    path::arguments(scope, &mut signature, &call.arguments);
    if let Some(body) = &operation.body {
        signature.generic("body", &body::bounds(scope, body));
    }
    for parameter in required(operation) {
        signature.displayed(scope, &parameter.rust);
    }
    signature
}

/// The call that gives a required parameter to a request.
fn setting(parameter: &Parameter) -> TokenStream {
    let (name, value) = (&parameter.name, ident(&parameter.rust));
    match parameter.location {
        Location::Query => quote!(.query(#name, &#value)),
        Location::Header => quote!(.header(#name, &#value.to_string())),
    }
}

/// What a reader may look for: the request lines. Quotes cannot stand in an alias.
fn aliases(operation: &Operation) -> Vec<String> {
    let lines = templates(operation).into_iter().map(|template| {
        let template = template.split_whitespace().collect::<Vec<_>>().join(" ");
        format!("{} {}", operation.method.as_str(), template.replace(['"', '\''], ""))
    });
    let mut taken = BTreeSet::new();
    lines.filter(|line| taken.insert(line.clone())).collect()
}

/// The path templates, without those that differ from one before only by the case and spacing of placeholders.
fn templates(operation: &Operation) -> Vec<&str> {
    let mut taken = BTreeSet::new();
    let key = |template: &str| template.replace(char::is_whitespace, "").to_lowercase();
    let templates = operation.templates.iter().map(String::as_str);
    templates.filter(|template| taken.insert(key(template))).collect()
}

fn documentation(context: &Context<'_>, call: &Call, operation: &Operation) -> TokenStream {
    let writer = Writer::new(context);
    let arguments = argument_list(&writer, call, operation);
    let settings = setting_list(&writer, context, call, operation);
    let title = inline::one_line(operation.title.trim());
    let example = demo::block(context, call.operation);
    writer
        .text(if title.is_empty() || title.ends_with('.') {
            title
        } else {
            format!("{title}.")
        })
        .docs(&operation.docs)
        .text(lines(operation))
        .section("Arguments", &arguments)
        .section("Optional parameters", &settings)
        .section("Example", &example)
        .section("Permissions", &permissions(operation))
        .evidence(&operation.sources)
        .finish()
}

/// The request lines of the pages.
fn lines(operation: &Operation) -> String {
    let method = operation.method.as_str();
    let line = |template: &str| inline::code(&format!("{method} {template}"));
    match templates(operation).as_slice() {
        [] => String::new(),
        [template] => line(template),
        templates => {
            let lines: Vec<String> = templates
                .iter()
                .map(|template| format!("- {}", line(template)))
                .collect();
            lines.join("\n")
        }
    }
}

fn argument_list(writer: &Writer<'_>, call: &Call, operation: &Operation) -> String {
    let path = path::argument_items(writer, &call.arguments);
    let body = operation.body.iter().filter_map(|body| match body {
        Body::Bytes(Some(media)) => Some(format!("- `body`: bytes of type {}", inline::code(media))),
        Body::Bytes(None) | Body::Json(_) => None,
    });
    let required = required(operation).map(|parameter| {
        let (name, kind) = (inline::code(&parameter.name), kind(parameter.location));
        writer.item(&format!("`{}`, the {kind} {name}", parameter.rust), &parameter.docs)
    });
    path.into_iter()
        .chain(body)
        .chain(required)
        .collect::<Vec<_>>()
        .join("\n")
}

fn setting_list(writer: &Writer<'_>, context: &Context<'_>, call: &Call, operation: &Operation) -> String {
    let optional = operation.parameters.iter().filter(|parameter| !parameter.required);
    let items = optional.map(|parameter| {
        let setter = parameters::setter(context, call.operation, parameter);
        writer.item(&inline::code(&setter), &parameter.docs)
    });
    items.collect::<Vec<_>>().join("\n")
}

fn kind(location: Location) -> &'static str {
    match location {
        Location::Query => "query parameter",
        Location::Header => "header",
    }
}

fn permissions(operation: &Operation) -> String {
    if operation.permissions.is_empty() {
        return String::new();
    }
    let cell = |text: &str| inline::one_line(text).replace("\\|", "|").replace('|', "\\|");
    let rows = operation
        .permissions
        .iter()
        .map(|(kind, names)| format!("\n| {} | {} |", cell(kind), cell(names)));
    format!(
        "| Kind | Permissions, from least to most privileged |\n| --- | --- |{}",
        rows.collect::<String>()
    )
}
