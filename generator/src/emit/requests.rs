//! The modules of the builders.

use std::{collections::BTreeMap, sync::Arc};

use proc_macro2::TokenStream;
use quote::quote;

use super::{
    context::Context,
    docs::Writer,
    facts::Facts,
    file::Draft,
    inline,
    layout::Area,
    module::{self, Holds, Module},
    name::ident,
    node,
};

/// The files of the builders: one for each area, or a folder where an area is large.
pub(super) fn drafts<'a>(facts: &'a Facts<'_>) -> Vec<Draft<'a>> {
    let areas = &facts.layout.areas;
    let mut drafts = vec![Draft::new("src/requests/mod.rs", areas, |context, areas| {
        areas_file(context, areas)
    })];
    for (name, area) in areas {
        let folder = &area.module;
        let module = Arc::new(self::module(facts, area));
        if area.is_folder() {
            let path = format!("src/requests/{folder}/mod.rs");
            let subject = (name, area, Arc::clone(&module));
            drafts.push(Draft::new(path, subject, |context, (name, area, module)| {
                area_file(context, name, area, module)
            }));
        }
        for (file, nodes) in &area.nodes {
            if file.is_empty() {
                let path = format!("src/requests/{folder}.rs");
                drafts.push(Draft::new(path, (name, nodes), |context, (name, nodes)| {
                    let docs = title(context, name);
                    let items = node::module(context, nodes);
                    quote!(#docs #items)
                }));
            } else {
                let path = format!("src/requests/{folder}/{file}.rs");
                let subject = (nodes, Arc::clone(&module));
                drafts.push(Draft::new(path, subject, |context, (nodes, module)| {
                    node::file(context, nodes, module)
                }));
            }
        }
    }
    drafts
}

fn areas_file(context: &Context<'_>, areas: &BTreeMap<String, Area>) -> TokenStream {
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

/// The module of a large area, with the names that its builders have.
fn module(facts: &Facts<'_>, area: &Area) -> Module {
    let nodes = area.nodes.values().flatten();
    Module::new(Holds::Builders, nodes.map(|id| facts.api.node(*id).rust.as_str()))
}

fn area_file(context: &Context<'_>, name: &str, area: &Area, module: &Module) -> TokenStream {
    let docs = title(context, name);
    let imports = module.imports();
    let files = area.nodes.keys().map(|file| module::include(file));
    quote! {
        #docs
        #imports
        #(#files)*
    }
}

fn title(context: &Context<'_>, area: &str) -> TokenStream {
    let text = format!("Builders of the area {}.", inline::code(area));
    Writer::new(context).text(text).finish_inner()
}
