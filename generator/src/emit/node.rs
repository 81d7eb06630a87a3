//! Builders: types that stand for places in URL space.

use proc_macro2::TokenStream;
use quote::quote;

use super::{
    call, context::Context, docs::Writer, inline, module::Module, name::ident, path, scope::Scope, signature::Signature,
};
use crate::api::{Edge, Node, NodeId};

/// The module of several builders, with the imports that they need.
pub(super) fn module(context: &Context<'_>, nodes: &[NodeId]) -> TokenStream {
    let names: Vec<&str> = nodes.iter().map(|id| context.node_name(*id)).collect();
    let module = nodes.first().map(|id| context.node_module(*id)).unwrap_or_default();
    let scope = Scope::new(context, &module, &names);
    let items: Vec<TokenStream> = nodes.iter().map(|id| item(context, &scope, *id)).collect();
    std::iter::once(scope.imports()).chain(items).collect()
}

/// The items of a file of builders.
pub(super) fn file(context: &Context<'_>, nodes: &[NodeId], module: &Module) -> TokenStream {
    let path = nodes.first().map(|id| context.node_module(*id)).unwrap_or_default();
    let scope = Scope::included(context, path, module);
    nodes.iter().map(|id| item(context, &scope, *id)).collect()
}

fn item(context: &Context<'_>, scope: &Scope<'_>, id: NodeId) -> TokenStream {
    let node = context.node(id);
    let docs = documentation(context, node);
    let name = ident(&node.rust);
    let path = scope.runtime("Path");
    let methods = methods(context, scope, id, &quote!(self.0));
    quote! {
        #docs
        #[must_use = "a place in the API does nothing until a request is made there"]
        pub struct #name(pub(crate) #path);

        docwright_client::place!(#name);

        impl #name {
            #methods
        }
    }
}

/// The methods of a builder; `base` is the expression of its path.
pub(super) fn methods(context: &Context<'_>, scope: &Scope<'_>, id: NodeId, base: &TokenStream) -> TokenStream {
    let node = context.node(id);
    let edges = node.edges.iter().map(|edge| step(context, scope, base, id, edge));
    let calls = node.calls.iter().map(|each| call::method(context, scope, base, each));
    edges.chain(calls).collect()
}

fn step(context: &Context<'_>, scope: &Scope<'_>, base: &TokenStream, id: NodeId, edge: &Edge) -> TokenStream {
    let node = context.node(id);
    let writer = Writer::new(context);
    let arguments_text = path::argument_items(&writer, &edge.arguments).join("\n");
    let start = node
        .templates
        .first()
        .map_or("", |template| template.trim_end_matches('/'));
    let template = format!("{start}{}", path::template(&edge.parts, &edge.arguments));
    let docs = writer
        .text(inline::code(&template))
        .section("Arguments", &arguments_text)
        .finish();
    let name = ident(&edge.rust);
    let mut signature = Signature::default();
    path::arguments(scope, &mut signature, &edge.arguments);
    let (generics, parameters) = (signature.generics(), signature.parameters());
    let (condition, ty) = if context.are_apart(id, edge.target) {
        (context.condition_of_node(edge.target), scope.node_apart(edge.target))
    } else {
        (TokenStream::new(), scope.node(edge.target))
    };
    let path = path::expression(scope, base, &edge.parts, &edge.arguments);
    quote! {
        #docs
        #condition
        #[inline]
        pub fn #name #generics(#parameters) -> #ty {
            #ty(#path)
        }
    }
}

fn documentation(context: &Context<'_>, node: &Node) -> TokenStream {
    let mut templates = node.templates.iter().map(|template| inline::code(template));
    let place = templates.next().unwrap_or_default();
    let others: Vec<String> = templates.map(|template| format!("- {template}")).collect();
    let others = if others.is_empty() {
        String::new()
    } else {
        format!("Also:\n{}", others.join("\n"))
    };
    Writer::new(context).text(place).docs(&node.docs).text(others).finish()
}
