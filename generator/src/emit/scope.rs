//! What a file refers to, and under which names.

use std::{cell::RefCell, collections::BTreeMap};

use proc_macro2::TokenStream;
use quote::quote;

use super::{context::Context, name::ident};
use crate::api::{NodeId, Shape, TypeId};

/// The names in one file.
///
/// The first item of a name is imported and used by that name, a second one of the same name is spelled out. Emission of a file
/// is sequential, so that the outcome depends on the model alone.
pub(super) struct Scope<'a> {
    context: &'a Context<'a>,
    names: RefCell<BTreeMap<String, Origin>>,
}

/// Where a name of a file comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Origin {
    /// The file itself.
    Here,
    /// The prelude; the path is for when the file has something else of the name.
    Prelude(&'static [&'static str]),
    /// A module.
    Module(Vec<String>),
}

impl<'a> Scope<'a> {
    /// A file that declares these names.
    pub(super) fn new(context: &'a Context<'a>, declared: &[&str]) -> Self {
        let names = declared.iter().map(|name| ((*name).to_owned(), Origin::Here)).collect();
        Self {
            context,
            names: RefCell::new(names),
        }
    }

    /// The Rust type of a documented type.
    pub(super) fn ty(&self, id: TypeId) -> TokenStream {
        self.model(id, &self.context.api.ty(id).rust)
    }

    /// The enumeration over a type and those derived from it; the type itself where there is none.
    pub(super) fn any(&self, id: TypeId) -> TokenStream {
        let any = match &self.context.api.ty(id).shape {
            Shape::Object(object) => object.any.as_deref(),
            Shape::Enumeration(_) => None,
        };
        any.map_or_else(|| self.ty(id), |any| self.model(id, any))
    }

    fn model(&self, id: TypeId, name: &str) -> TokenStream {
        let mut module = vec!["crate".to_owned(), "models".to_owned()];
        module.extend(self.context.api.ty(id).module.iter().cloned());
        self.item(Origin::Module(module), name)
    }

    /// A builder.
    pub(super) fn node(&self, id: NodeId) -> TokenStream {
        let node = self.context.api.node(id);
        self.item(Origin::Module(self.context.node_module(id)), &node.rust)
    }

    /// An item of the runtime crate.
    pub(super) fn runtime(&self, name: &str) -> TokenStream {
        self.item(Origin::Module(vec!["docwright_client".to_owned()]), name)
    }

    /// `Option`.
    pub(super) fn option(&self) -> TokenStream {
        self.item(Origin::Prelude(&["std", "option"]), "Option")
    }

    /// `Vec`.
    pub(super) fn vec(&self) -> TokenStream {
        self.item(Origin::Prelude(&["std", "vec"]), "Vec")
    }

    /// `Box`.
    pub(super) fn boxed(&self) -> TokenStream {
        self.item(Origin::Prelude(&["std", "boxed"]), "Box")
    }

    /// `String`.
    pub(super) fn string(&self) -> TokenStream {
        self.item(Origin::Prelude(&["std", "string"]), "String")
    }

    fn item(&self, origin: Origin, name: &str) -> TokenStream {
        let item = ident(name);
        let mut names = self.names.borrow_mut();
        match names.get(name) {
            None => {
                names.insert(name.to_owned(), origin);
                quote!(#item)
            }
            Some(known) if *known == origin => quote!(#item),
            // A file declares items of its own module: the same name and module is the same item.
            Some(_) => {
                let path = origin.path();
                quote!(#path #item)
            }
        }
    }

    /// The imports that the names asked for so far need.
    pub(super) fn imports(&self) -> TokenStream {
        let mut modules: BTreeMap<Vec<String>, Vec<String>> = BTreeMap::new();
        for (name, origin) in self.names.borrow().iter() {
            if let Origin::Module(module) = origin {
                modules.entry(module.clone()).or_default().push(name.clone());
            }
        }
        let imports = modules.iter().map(|(module, names)| {
            let names = names.iter().map(|name| ident(name));
            let module = module.iter().map(|segment| ident_or_crate(segment));
            quote!(use #(#module)::*::{#(#names),*};)
        });
        quote!(#(#imports)*)
    }
}

impl Origin {
    fn path(&self) -> TokenStream {
        match self {
            Self::Here => TokenStream::new(),
            Self::Prelude(module) => {
                let module = module.iter().map(|segment| ident(segment));
                quote!(::#(#module::)*)
            }
            Self::Module(module) => {
                let module = module.iter().map(|segment| ident_or_crate(segment));
                quote!(#(#module::)*)
            }
        }
    }
}

fn ident_or_crate(segment: &str) -> TokenStream {
    if segment == "crate" {
        return quote!(crate);
    }
    let segment = ident(segment);
    quote!(#segment)
}
