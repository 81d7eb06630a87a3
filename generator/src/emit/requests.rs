//! The modules of the builders.

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::quote;

use super::{context::Context, docs::Writer, facts::Facts, file::Draft, inline, layout::Area, name::ident, node};

/// The files of the builders: one for each area, or a folder where an area is large.
pub(super) fn drafts<'a>(facts: &'a Facts<'_>) -> Vec<Draft<'a>> {
    let areas = &facts.layout.areas;
    let mut drafts = vec![Draft::new("src/requests/mod.rs", areas, |context, areas| {
        module(context, areas)
    })];
    for (name, area) in areas {
        let module = &area.module;
        if area.is_folder() {
            let path = format!("src/requests/{module}/mod.rs");
            drafts.push(Draft::new(path, (name, area), |context, (name, area)| {
                folder(context, name, area)
            }));
        }
        for (file, nodes) in &area.nodes {
            if file.is_empty() {
                let path = format!("src/requests/{module}.rs");
                drafts.push(Draft::new(path, (name, nodes), |context, (name, nodes)| {
                    let docs = title(context, name);
                    let items = node::file(context, nodes);
                    quote!(#docs #items)
                }));
            } else {
                let path = format!("src/requests/{module}/{file}.rs");
                drafts.push(Draft::new(path, nodes, |context, nodes| node::file(context, nodes)));
            }
        }
    }
    drafts
}

fn module(context: &Context<'_>, areas: &BTreeMap<String, Area>) -> TokenStream {
    let text = "Builders: a type for each place in the API, with a method for each step on and each request.";
    let docs = Writer::new(context).text(text).finish_inner();
    let areas = areas.values().map(|area| {
        let node = area.nodes.values().flatten().next();
        let condition = node.map(|id| context.condition_of_node(*id));
        let module = ident(&area.module);
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
        let names = nodes.iter().map(|id| ident(context.node_name(*id)));
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
