//! The call that makes a documented request, for the documentation of its method.

use proc_macro2::TokenStream;
use quote::quote;

use super::{
    chain,
    construct::{self, Place},
    context::Context,
    name::ident,
    parameters,
    scope::Scope,
    value,
};
use crate::api::{Answer, Body, ExampleBody, ExampleRequest, Location, Operation, OperationId, TypeRef};

/// Bodies with more bytes than this say more about the service than about the call.
const LONGEST: usize = 1500;

/// The example of an operation as a block of code, which is compiled and not run; empty where the pages have none.
pub(super) fn block(context: &Context<'_>, id: OperationId) -> String {
    let requests = context.requests(id);
    let short = requests.filter(|request| request.body.as_ref().is_none_or(|body| text(body).len() <= LONGEST));
    let code = short
        .map(|request| code(context, request))
        .find(|code| !code.contains("```"));
    code.map_or_else(String::new, |code| format!("```no_run\n{code}```"))
}

fn code(context: &Context<'_>, request: &ExampleRequest) -> String {
    let scope = Scope::of_documentation(context);
    let operation = context.operation(request.operation);
    let (client, result) = (scope.client(), scope.runtime("Result"));
    let statement = statement(context, &scope, request, operation);
    let imports = scope.imports();
    let program = quote! {
        #imports
        async fn example(client: &#client) -> #result<()> {
            #statement
            Ok(())
        }
    };
    let program = syn::parse2(program).map(|file| prettyplease::unparse(&file));
    hidden(&program.unwrap_or_default())
}

/// Only what the body says is shown; the rest makes it compile.
fn hidden(program: &str) -> String {
    let lines: Vec<&str> = program.lines().collect();
    let start = lines
        .iter()
        .position(|line| line.starts_with("async fn"))
        .unwrap_or_default();
    let end = lines.len().saturating_sub(2);
    let lines = (0..).zip(&lines).map(|(index, line)| {
        if index > start && index < end {
            format!("{}\n", line.strip_prefix("    ").unwrap_or(line))
        } else {
            format!("# {line}\n")
        }
    });
    lines.collect()
}

fn statement(context: &Context<'_>, scope: &Scope<'_>, request: &ExampleRequest, operation: &Operation) -> TokenStream {
    let steps = request.steps.iter().map(chain::step);
    let name = ident(&request.call.rust);
    let texts = &request.call.arguments;
    let mut arguments: Vec<TokenStream> = texts.iter().map(|text| quote!(#text)).collect();
    if let Some(documented) = &operation.body {
        arguments.push(body(context, scope, documented, request.body.as_ref()));
    }
    arguments.extend(chain::required_values(request, operation));
    let query = request
        .query
        .iter()
        .filter(|(name, _)| !chain::is_argument(operation, Location::Query, name))
        .map(|(name, value)| parameters::setting(context, request.operation, Location::Query, name, value));
    let headers = request
        .headers
        .iter()
        .filter(|(name, _)| {
            !chain::is_argument(operation, Location::Header, name) && !chain::is_implied(operation, name)
        })
        .map(|(name, value)| parameters::setting(context, request.operation, Location::Header, name, value));
    let chain = quote!(client #(#steps)* .#name(#(#arguments),*) #(#query)* #(#headers)* .await?);
    let binding = answer_name(operation).map(|name| {
        let name = ident(name);
        quote!(let #name =)
    });
    quote!(#binding #chain;)
}

fn answer_name(operation: &Operation) -> Option<&'static str> {
    match operation.answer {
        Answer::Empty => None,
        Answer::Page(_) => Some("page"),
        Answer::Bytes => Some("stream"),
        Answer::Json(_) | Answer::Wrapped(_) => Some("answer"),
    }
}

fn body(context: &Context<'_>, scope: &Scope<'_>, documented: &Body, example: Option<&ExampleBody>) -> TokenStream {
    match (documented, example) {
        (Body::Bytes(_), Some(body)) => {
            let text = text(body);
            quote!(#text)
        }
        (Body::Bytes(_), None) => quote!(""),
        (Body::Json(ty), Some(ExampleBody::Json(text))) => constructed(context, scope, ty, text),
        (Body::Json(ty), _) => parsed(scope, ty, "{}"),
    }
}

fn constructed(context: &Context<'_>, scope: &Scope<'_>, ty: &TypeRef, text: &str) -> TokenStream {
    let json = serde_json::from_str(text).ok();
    let expression = json.and_then(|json| construct::expression(context, scope, ty, &json, Place::Exact));
    expression.unwrap_or_else(|| parsed(scope, ty, text))
}

/// What cannot be written with setters: members that no page documents, for one.
fn parsed(scope: &Scope<'_>, ty: &TypeRef, text: &str) -> TokenStream {
    let parse = scope.testing("parse");
    let ty = value::ty(scope, ty);
    let text = super::examples::literal(text);
    quote!(#parse::<#ty>(#text))
}

fn text(body: &ExampleBody) -> &str {
    match body {
        ExampleBody::Json(text) | ExampleBody::Text(text) => text,
    }
}
