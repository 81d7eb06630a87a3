//! The modules of the builders.

use proc_macro2::TokenStream;
use quote::quote;

use super::{context::Context, docs::Writer, file::Draft, inline, layout::Area, name::ident, node};
use crate::api::NodeId;

/// The files of the builders: one for each area, or a folder where an area is large.
pub(super) fn drafts<'a>(context: &'a Context<'a>) -> Vec<Draft<'a>> {
    let mut drafts = vec![Draft::new("src/requests/mod.rs", move || module(context))];
    for (name, area) in &context.layout.areas {
        let module = &area.module;
        if area.is_folder() {
            drafts.push(Draft::new(format!("src/requests/{module}/mod.rs"), move || {
                folder(context, name, area)
            }));
        }
        for (file, nodes) in &area.nodes {
            if file.is_empty() {
                let path = format!("src/requests/{module}.rs");
                drafts.push(Draft::new(path, move || {
                    let docs = title(context, name);
                    let items = node::file(context, nodes);
                    quote!(#docs #items)
                }));
            } else {
                let path = format!("src/requests/{module}/{file}.rs");
                drafts.push(Draft::new(path, move || node::file(context, nodes)));
            }
        }
    }
    drafts
}

fn module(context: &Context<'_>) -> TokenStream {
    let text = "Builders: a type for each place in the API, with a method for each step on and each request.";
    let docs = Writer::new(context).text(text).finish_inner();
    let areas = context.layout.areas.values().map(|area| {
        let nodes: Vec<NodeId> = area.nodes.values().flatten().copied().take(1).collect();
        let (condition, module) = (context.areas.of_nodes(&nodes), ident(&area.module));
        quote!(#condition pub mod #module;)
    });
    quote! {
        #docs
        #(#areas)*
    }
}

fn folder(context: &Context<'_>, name: &str, area: &Area) -> TokenStream {
    let docs = title(context, name);
    let modules = area.nodes.keys().map(|name| ident(name));
    let exports = area.nodes.iter().map(|(module, nodes)| {
        let module = ident(module);
        let names = nodes.iter().map(|id| ident(&context.api.node(*id).rust));
        quote!(pub use self::#module::{#(#names),*};)
    });
    quote! {
        #docs
        #(mod #modules;)*
        #(#exports)*
    }
}

fn title(context: &Context<'_>, area: &str) -> TokenStream {
    let text = format!("Builders of the area {}.", inline::code(area));
    Writer::new(context).text(text).finish_inner()
}
