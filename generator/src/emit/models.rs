//! The modules of the types.

use std::{iter, sync::Arc};

use proc_macro2::TokenStream;
use quote::quote;

use super::{
    context::{Context, Face},
    docs::Writer,
    enumeration,
    facts::Facts,
    file::Draft,
    inline,
    layout::Namespace,
    module::{self, Holds, Module},
    name::ident,
    object,
};
use crate::api::{Shape, TypeId};

/// The files of the types: one each, and one for each namespace.
pub(super) fn drafts<'a>(facts: &'a Facts<'_>) -> Vec<Draft<'a>> {
    let mut drafts = vec![];
    for (path, namespace) in &facts.layout.namespaces {
        let folder: String = path.iter().flat_map(|name| [name, "/"]).collect();
        let file = format!("src/models/{folder}mod.rs");
        let module = Arc::new(module(facts, namespace));
        let subject = (path, namespace, Arc::clone(&module));
        drafts.push(Draft::new(file, subject, |context, (path, namespace, module)| {
            namespace_file(context, path, namespace, module)
        }));
        for (name, id) in &namespace.types {
            let file = format!("src/models/{folder}{name}.rs");
            let subject = (*id, Arc::clone(&module));
            drafts.push(Draft::new(file, subject, |context, (id, module)| {
                item(context, *id, module)
            }));
        }
    }
    drafts
}

/// The module of a namespace, with the names that its types have.
fn module(facts: &Facts<'_>, namespace: &Namespace) -> Module {
    let types = namespace.types.values().map(|id| Face::of(facts.api.ty(*id)));
    Module::new(Holds::Types, types.flat_map(|ty| iter::once(ty.rust).chain(ty.any)))
}

fn namespace_file(context: &Context<'_>, path: &[String], namespace: &Namespace, module: &Module) -> TokenStream {
    let docs = Writer::new(context)
        .text(title(context, path, namespace))
        .finish_inner();
    let children = namespace.children.iter().map(|name| ident(name));
    let imports = module.imports();
    let types = namespace.types.iter().map(|(file, id)| {
        let (condition, include) = (context.condition_of_type(*id), module::include(file));
        quote!(#condition #include)
    });
    quote! {
        #docs
        #imports
        #(pub mod #children;)*
        #(#types)*
    }
}

fn title(context: &Context<'_>, path: &[String], namespace: &Namespace) -> String {
    if path.is_empty() {
        return "Types of the API.".to_owned();
    }
    let first = namespace.types.values().next().map(|id| context.face(*id).qualified);
    match first.and_then(|qualified| qualified.rsplit_once('.')) {
        Some((name, _)) => format!("Types of the namespace {}.", inline::code(name)),
        None => format!("Types of the namespaces below `{}`.", path.join(".")),
    }
}

fn item(context: &Context<'_>, id: TypeId, module: &Module) -> TokenStream {
    match &context.ty(id).shape {
        Shape::Object(object) => object::file(context, id, object, module),
        Shape::Enumeration(enumeration) => enumeration::file(context, id, enumeration),
    }
}
