//! Parameters of a method, generic over what a caller has at hand.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::{name::ident, scope::Scope};

/// The generic and ordinary parameters of a method that takes `&self`.
///
/// Type parameters are named: `impl Trait` costs more to compile.
#[derive(Default)]
pub(super) struct Signature {
    generics: Vec<TokenStream>,
    parameters: Vec<TokenStream>,
}

impl Signature {
    /// Takes an argument whose text goes into a URL or a header.
    pub(super) fn displayed(&mut self, scope: &Scope<'_>, name: &str) {
        let display = scope.display();
        self.generic(name, &display);
    }

    /// Takes an argument of any type that keeps to these bounds.
    pub(super) fn generic(&mut self, name: &str, bounds: &TokenStream) {
        let (name, generic) = (ident(name), self.next());
        self.generics.push(quote!(#generic: #bounds));
        self.parameters.push(quote!(#name: #generic));
    }

    fn next(&self) -> Ident {
        // `A`, `B` and so on; no method has more arguments than there are letters, but if one had, it would still compile.
        let index = self.generics.len();
        match u8::try_from(index).ok().filter(|index| *index < 26) {
            Some(index) => ident(&char::from(b'A' + index).to_string()),
            None => ident(&format!("A{index}")),
        }
    }

    /// The type parameters with their angle brackets, if there are any.
    pub(super) fn generics(&self) -> TokenStream {
        let generics = &self.generics;
        if generics.is_empty() {
            TokenStream::new()
        } else {
            quote!(<#(#generics),*>)
        }
    }

    /// The parameters, the receiver first.
    pub(super) fn parameters(&self) -> TokenStream {
        let parameters = &self.parameters;
        quote!(&self #(, #parameters)*)
    }
}
