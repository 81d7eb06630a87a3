//! Enumerations, open to values that the pages do not know.

use std::fmt::Write;

use proc_macro2::{Literal, TokenStream};

use super::{
    codec,
    context::Context,
    docs::{self, Writer},
    inline,
    name::ident,
};
use crate::api::{Enumeration, Member, TypeId};

/// How deep a declaration stands in its macro.
const OUTER: &str = "    ";

/// How deep its variants stand.
const INNER: &str = "        ";

/// The items of an enumeration's file.
pub(super) fn file(context: &Context<'_>, id: TypeId, enumeration: &Enumeration) -> TokenStream {
    codec::enumeration(declaration(context, id, enumeration).trim())
}

/// The enumeration's declaration. It is text, not tokens, since a formatter does not look into macros.
fn declaration(context: &Context<'_>, id: TypeId, enumeration: &Enumeration) -> String {
    let ty = context.ty(id);
    let flags = if enumeration.flags {
        "Values combine: see the runtime's `Flags`."
    } else {
        ""
    };
    let docs = Writer::new(context)
        .docs_or(&ty.docs, &format!("{}.", inline::code(&ty.qualified)))
        .text(flags)
        .evidence(ty.span.as_slice());
    let mut text = docs::written(&docs.finish_text(), ty.deprecated.as_deref(), OUTER);
    let _ = write!(text, "{OUTER}pub enum {} {{", ident(&ty.rust));
    for each in &enumeration.members {
        text.push('\n');
        member(&mut text, context, each);
    }
    text.push_str(if enumeration.members.is_empty() { "}" } else { "\n    }" });
    text
}

fn member(text: &mut String, context: &Context<'_>, member: &Member) {
    let docs = Writer::new(context)
        .docs_or(&member.docs, &format!("{}.", inline::code(&member.name)))
        .finish_text();
    text.push_str(&docs::written(&docs, member.deprecated.as_deref(), INNER));
    let (variant, name) = (ident(&member.rust), Literal::string(&member.name));
    let _ = write!(text, "{INNER}{variant} = {name},");
}
