//! The modules of the types.

use proc_macro2::TokenStream;
use quote::quote;

use super::{
    context::Context, docs::Writer, enumeration, facts::Facts, file::Draft, inline, layout::Namespace, name::ident,
    object,
};
use crate::api::{Shape, TypeId};

/// The files of the types: one each, and one for each namespace.
pub(super) fn drafts<'a>(facts: &'a Facts<'_>) -> Vec<Draft<'a>> {
    let mut drafts = vec![];
    for (path, namespace) in &facts.layout.namespaces {
        let folder: String = path.iter().flat_map(|name| [name, "/"]).collect();
        let file = format!("src/models/{folder}mod.rs");
        drafts.push(Draft::new(file, (path, namespace), |context, (path, namespace)| {
            module(context, path, namespace)
        }));
        for (name, id) in &namespace.types {
            let file = format!("src/models/{folder}{name}.rs");
            drafts.push(Draft::new(file, *id, |context, id| item(context, *id)));
        }
    }
    drafts
}

fn module(context: &Context<'_>, path: &[String], namespace: &Namespace) -> TokenStream {
    let docs = Writer::new(context)
        .text(title(context, path, namespace))
        .finish_inner();
    let children = namespace.children.iter().map(|name| ident(name));
    let modules = namespace.types.iter().map(|(name, id)| {
        let (condition, module) = (context.condition_of_type(*id), ident(name));
        quote!(#condition mod #module;)
    });
    let exports = namespace.types.iter().map(|(name, id)| {
        let module = ident(name);
        let items = exported(context, *id);
        let condition = context.condition_of_type(*id);
        quote!(#condition pub use self::#module::{#(#items),*};)
    });
    quote! {
        #docs
        #(pub mod #children;)*
        #(#modules)*
        #(#exports)*
    }
}

/// The names that the file of a type declares.
fn exported(context: &Context<'_>, id: TypeId) -> Vec<TokenStream> {
    let face = context.face(id);
    [Some(face.rust), face.any]
        .into_iter()
        .flatten()
        .map(ident)
        .map(|name| quote!(#name))
        .collect()
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

fn item(context: &Context<'_>, id: TypeId) -> TokenStream {
    match &context.ty(id).shape {
        Shape::Object(object) => object::file(context, id, object),
        Shape::Enumeration(enumeration) => enumeration::file(context, id, enumeration),
    }
}
