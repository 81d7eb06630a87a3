//! Steps through URL space: the arguments of methods, and the paths that they make.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::{docs::Writer, inline, name::ident, scope::Scope, signature::Signature};
use crate::api::{Docs, Part, PathArgument};

/// Adds the arguments that become parts of a path to the signature of a method.
pub(super) fn arguments(scope: &Scope<'_>, signature: &mut Signature, arguments: &[PathArgument]) {
    for argument in arguments {
        signature.displayed(scope, &argument.rust);
    }
}

/// The expression of a path: parts appended to a base.
pub(super) fn expression(
    scope: &Scope<'_>,
    base: &TokenStream,
    parts: &[Part],
    arguments: &[PathArgument],
) -> TokenStream {
    let value = |index: usize| arguments.get(index).map(|argument| ident(&argument.rust));
    match parts {
        [] => base.clone(),
        [Part::Text(text)] if is_segment(text) => {
            let segment = &text[1..];
            quote!(#base.literal(#segment))
        }
        [Part::Text(slash), Part::Segment(index)] if slash == "/" => {
            let value = value(*index);
            quote!(#base.parameter(&#value))
        }
        parts => {
            let part = scope.runtime("Part");
            let parts = parts.iter().map(|each| match each {
                Part::Text(text) => quote!(#part::Text(#text)),
                Part::Segment(index) => spelled(&part, "Value", value(*index).as_ref()),
                Part::Quoted(index) => spelled(&part, "Quoted", value(*index).as_ref()),
                Part::Path(index) => spelled(&part, "Raw", value(*index).as_ref()),
            });
            quote!(#base.append(&[#(#parts),*]))
        }
    }
}

/// The template of a path, as pages write it.
pub(super) fn template(parts: &[Part], arguments: &[PathArgument]) -> String {
    let name = |index: usize| arguments.get(index).map_or("", |argument| argument.name.as_str());
    let parts = parts.iter().map(|part| match part {
        Part::Text(text) => text.clone(),
        Part::Segment(index) | Part::Quoted(index) | Part::Path(index) => format!("{{{}}}", name(*index)),
    });
    parts.collect()
}

fn spelled(part: &TokenStream, kind: &str, value: Option<&Ident>) -> TokenStream {
    let kind = ident(kind);
    quote!(#part::#kind(&#value))
}

/// Whether a text is one segment, with its slash.
fn is_segment(text: &str) -> bool {
    text.strip_prefix('/')
        .is_some_and(|segment| !segment.is_empty() && !segment.contains('/'))
}

/// The documentation of path arguments, an item of a list each. Arguments that say no more than their name are left out.
pub(super) fn argument_items(writer: &Writer<'_>, arguments: &[PathArgument]) -> Vec<String> {
    let told = arguments
        .iter()
        .filter(|each| each.docs != Docs::default() || each.name != each.rust);
    told.map(|each| {
        let name = each.rust.trim_start_matches("r#");
        let label = if each.name == name {
            format!("`{name}`")
        } else {
            format!("`{name}`, in the path {}", inline::code(&format!("{{{}}}", each.name)))
        };
        writer.item(&label, &each.docs)
    })
    .collect()
}
