//! Lints that emitted code cannot keep.

use proc_macro2::TokenStream;
use quote::quote;

/// The attributes that allow these lints in a crate, each with its reason.
pub(super) fn attributes(lints: &[(&str, &str)]) -> TokenStream {
    let attributes = lints.iter().map(|(lint, reason)| {
        let lint: TokenStream = lint.parse().expect("lints are paths");
        quote!(#![allow(#lint, reason = #reason)])
    });
    quote!(#(#attributes)*)
}
