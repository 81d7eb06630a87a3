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
    name::ident,
    object,
    shelf::{self, Goods, Shelf},
};
use crate::api::{Shape, TypeId};

/// The files of the types: one each, and one for each namespace.
pub(super) fn drafts<'a>(facts: &'a Facts<'_>) -> Vec<Draft<'a>> {
    let mut drafts = vec![];
    for (path, namespace) in &facts.layout.namespaces {
        let folder: String = path.iter().flat_map(|name| [name, "/"]).collect();
        let file = format!("src/models/{folder}mod.rs");
        let shelf = Arc::new(shelf(facts, namespace));
        let subject = (path, namespace, Arc::clone(&shelf));
        drafts.push(Draft::new(file, subject, |context, (path, namespace, shelf)| {
            module(context, path, namespace, shelf)
        }));
        for (name, id) in &namespace.types {
            let file = format!("src/models/{folder}{name}.rs");
            let subject = (*id, Arc::clone(&shelf));
            drafts.push(Draft::new(file, subject, |context, (id, shelf)| {
                item(context, *id, shelf)
            }));
        }
    }
    drafts
}

/// The module of a namespace, with the names that its types have.
fn shelf(facts: &Facts<'_>, namespace: &Namespace) -> Shelf {
    let types = namespace.types.values().map(|id| Face::of(facts.api.ty(*id)));
    Shelf::new(Goods::Types, types.flat_map(|ty| iter::once(ty.rust).chain(ty.any)))
}

fn module(context: &Context<'_>, path: &[String], namespace: &Namespace, shelf: &Shelf) -> TokenStream {
    let docs = Writer::new(context)
        .text(title(context, path, namespace))
        .finish_inner();
    let children = namespace.children.iter().map(|name| ident(name));
    let imports = shelf.imports();
    let types = namespace.types.iter().map(|(file, id)| {
        let (condition, include) = (context.condition_of_type(*id), shelf::include(file));
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

fn item(context: &Context<'_>, id: TypeId, shelf: &Shelf) -> TokenStream {
    match &context.ty(id).shape {
        Shape::Object(object) => object::file(context, id, object, shelf),
        Shape::Enumeration(enumeration) => enumeration::file(context, id, enumeration),
    }
}
