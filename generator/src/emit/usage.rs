//! A program that uses the crate: the example of its front page.

use std::{cmp::Reverse, collections::VecDeque};

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use super::{call, facts::Facts, name::ident};
use crate::api::{Answer, Api, Body, Call, Edge, Method, NodeId, TypeRef};

/// A chain of calls that the example can make.
struct Candidate<'a> {
    steps: Vec<&'a Edge>,
    call: &'a Call,
}

/// The program, if the API has an operation that a short one can use.
pub(super) fn program(facts: &Facts<'_>) -> Option<String> {
    let candidate = candidates(facts.api)
        .into_iter()
        .min_by_key(|candidate| effort(facts.api, candidate))?;
    let package = ident(&facts.crate_name());
    let request = request(facts, &candidate);
    let statement = statement(&facts.api.operation(candidate.call.operation).answer, &request);
    let program = quote! {
        async fn example(token: String) -> Result<(), #package::Error> {
            let client = #package::Client::builder(token).build()?;
            #statement
            Ok(())
        }
    };
    syn::parse2(program).ok().map(|file| prettyplease::unparse(&file))
}

/// Operations that can be called without a body, each by the shortest way.
fn candidates(api: &Api) -> Vec<Candidate<'_>> {
    let mut ways: Vec<Option<Vec<&Edge>>> = vec![None; api.nodes.len()];
    let mut queue = VecDeque::new();
    if let Some(way) = ways.first_mut() {
        *way = Some(vec![]);
        queue.push_back(NodeId(0));
    }
    let mut candidates = vec![];
    while let Some(id) = queue.pop_front() {
        let way = ways[id.0 as usize].clone().unwrap_or_default();
        let node = api.node(id);
        candidates.extend(node.calls.iter().map(|call| Candidate {
            steps: way.clone(),
            call,
        }));
        for edge in &node.edges {
            let slot = &mut ways[edge.target.0 as usize];
            if slot.is_none() {
                *slot = Some(way.iter().copied().chain([edge]).collect());
                queue.push_back(edge.target);
            }
        }
    }
    candidates
}

/// What makes a bad example, worst first: a page of a collection is best, then what takes no arguments, and of those
/// what is documented in most places.
fn effort(api: &Api, candidate: &Candidate<'_>) -> (bool, bool, usize, Reverse<usize>, usize) {
    let operation = api.operation(candidate.call.operation);
    let typed = matches!(
        operation.answer,
        Answer::Page(TypeRef::Named(_) | TypeRef::Polymorphic(_))
    );
    let plain = operation.method == Method::Get && operation.deprecated.is_none() && operation.body.is_none();
    let steps = candidate.steps.iter().map(|edge| edge.arguments.len());
    let arguments = steps.sum::<usize>() + candidate.call.arguments.len() + call::required(operation).count();
    (
        !plain,
        !typed,
        arguments,
        Reverse(operation.templates.len()),
        candidate.steps.len(),
    )
}

/// The expression that sends the request.
fn request(facts: &Facts<'_>, candidate: &Candidate<'_>) -> TokenStream {
    let steps = candidate.steps.iter().map(|edge| {
        let name = ident(&edge.rust);
        let arguments = edge.arguments.iter().map(|argument| &argument.name);
        quote!(.#name(#(#arguments),*))
    });
    let name = ident(&candidate.call.rust);
    let operation = facts.api.operation(candidate.call.operation);
    let path = candidate
        .call
        .arguments
        .iter()
        .map(|argument| argument.name.to_token_stream());
    let body = operation.body.as_ref().map(|body| self::body(facts, body));
    let required = call::required(operation).map(|parameter| parameter.name.to_token_stream());
    let arguments = path.chain(body).chain(required);
    quote!(client #(#steps)* .#name(#(#arguments),*).await?)
}

/// A body that says nothing yet.
fn body(facts: &Facts<'_>, body: &Body) -> TokenStream {
    let package = ident(&facts.crate_name());
    match body {
        Body::Json(TypeRef::Named(id) | TypeRef::Polymorphic(id)) if facts.api.object(*id).is_some() => {
            let ty = facts.api.ty(*id);
            let (module, name) = (ty.module.iter().map(|name| ident(name)), ident(&ty.rust));
            quote!(#package::models::#(#module::)*#name::new())
        }
        Body::Bytes(_) => quote!("text"),
        Body::Json(_) => quote!(Default::default()),
    }
}

/// What the example does with the answer.
fn statement(answer: &Answer, request: &TokenStream) -> TokenStream {
    match answer {
        Answer::Empty => quote!(#request;),
        Answer::Page(_) => quote! {
            let page = #request;
            for item in &page.value {
                println!("{item:?}");
            }
        },
        Answer::Json(_) | Answer::Wrapped(_) | Answer::Bytes => quote! {
            let answer = #request;
            println!("{answer:?}");
        },
    }
}
