//! Modules whose items stand in files of their own, each included: imports are theirs, once for all of their files.
//!
//! A module for each file, with imports and exports of its own, takes the compiler a twentieth longer. No file of a module may
//! have imports, which would meet those of another, nor do they follow from what is in the files, since each is written by itself.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use super::{
    digest::{Digest, Digester},
    name::ident,
    scope::{PRELUDE, ident_or_crate},
};

/// Names, by the module that they are imported from.
type Imports = &'static [(&'static [&'static str], &'static [&'static str])];

/// What modules of types import.
const OF_TYPES: Imports = &[(
    &["docwright_client"],
    &[
        "Binary",
        "Boxed",
        "Date",
        "Duration",
        "Extra",
        "Flags",
        "Json",
        "List",
        "Set",
        "Time",
        "Timestamp",
        "Uuid",
        "codec",
    ],
)];

/// What modules of builders import.
const OF_BUILDERS: Imports = &[
    (&["crate"], &["Request", "models"]),
    (
        &["docwright_client"],
        &[
            "Body",
            "ByteStream",
            "Json",
            "Method",
            "Page",
            "Part",
            "Path",
            "Wrapped",
        ],
    ),
    (&["std", "borrow"], &["Borrow"]),
    (&["std", "fmt"], &["Display"]),
];

/// A module of included files.
#[derive(Debug)]
pub(super) struct Module {
    holds: Holds,
    /// Names of the module's own items that imports or the prelude have, too.
    taken: BTreeSet<&'static str>,
}

/// What is in the files of a module.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Holds {
    Types,
    Builders,
}

impl Holds {
    fn imports(self) -> Imports {
        match self {
            Self::Types => OF_TYPES,
            Self::Builders => OF_BUILDERS,
        }
    }
}

impl Module {
    /// A module whose items have these names.
    pub(super) fn new<'n>(holds: Holds, names: impl IntoIterator<Item = &'n str>) -> Self {
        let imported = holds.imports().iter().flat_map(|(_, names)| *names);
        let wanted: BTreeSet<&'static str> = imported.chain(PRELUDE.iter().map(|(name, _)| name)).copied().collect();
        let taken = names.into_iter().filter_map(|name| wanted.get(name).copied());
        Self {
            holds,
            taken: taken.collect(),
        }
    }

    /// Names of the module's own items that would mean something else otherwise.
    pub(super) fn taken(&self) -> impl Iterator<Item = &'static str> {
        self.taken.iter().copied()
    }

    /// The names that are imported, by module.
    pub(super) fn imported(
        &self,
    ) -> impl Iterator<Item = (&'static [&'static str], impl Iterator<Item = &'static str>)> {
        let modules = self.holds.imports().iter();
        modules.map(|(module, names)| {
            let names = names.iter().copied();
            (*module, names.filter(|name| !self.taken.contains(name)))
        })
    }

    /// The imports of the module, behind its documentation.
    pub(super) fn imports(&self) -> TokenStream {
        let imports = self.imported().map(|(module, names)| {
            let (module, names) = (module.iter().map(|name| ident_or_crate(name)), names.map(ident));
            quote!(use #(#module)::*::{#(#names),*};)
        });
        quote! {
            #![allow(unused_imports, reason = "they are for all files of the module, whatever these need")]
            #(#imports)*
        }
    }
}

impl Digest for Module {
    fn write(&self, to: &mut Digester<'_>) {
        let Self { holds, taken } = self;
        (*holds == Holds::Types).write(to);
        taken.write(to);
    }
}

/// Puts a file that stands beside the module's own into the module.
pub(super) fn include(file: &str) -> TokenStream {
    let name = format!("{file}.rs");
    quote!(include!(#name);)
}
