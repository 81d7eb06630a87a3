//! What a file refers to, and under which names.

use std::{cell::RefCell, collections::BTreeMap};

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use super::{context::Context, module::Module, name::ident};
use crate::api::{NodeId, TypeId, TypeRef};

/// Modules of the prelude's items that emitted code uses.
pub(super) const PRELUDE: [(&str, &str); 9] = [
    ("AsRef", "convert"),
    ("Default", "default"),
    ("From", "convert"),
    ("Into", "convert"),
    ("None", "option"),
    ("Option", "option"),
    ("Result", "result"),
    ("String", "string"),
    ("Vec", "vec"),
];

/// The names in one file.
///
/// The first item of a name is imported and used by that name, a second one of the same name is spelled out. Emission of a file
/// is sequential, so that the outcome depends on the model alone. In a file that is included, whatever its module neither has nor
/// imports is spelled out.
pub(super) struct Scope<'a> {
    context: &'a Context<'a>,
    names: RefCell<BTreeMap<String, Origin>>,
    /// The module that the file is included in, if it is: its items and imports are the file's.
    included: Option<Vec<String>>,
    /// The emitted crate, as seen from the file.
    root: String,
    /// The crate that the runtime's items are taken from.
    runtime: String,
}

/// Where a name of a file comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Origin {
    /// The file itself, whose items are visible in this module.
    Here(Vec<String>),
    /// The prelude; the path is for when the file has something else of the name.
    Prelude(&'static str),
    /// A module.
    Module(Vec<String>),
}

impl<'a> Scope<'a> {
    /// A file that declares these names, which are visible in this module.
    pub(super) fn new(context: &'a Context<'a>, module: &[String], declared: &[&str]) -> Self {
        let here = || Origin::Here(module.to_vec());
        let names = declared.iter().map(|name| ((*name).to_owned(), here())).collect();
        Self {
            context,
            names: RefCell::new(names),
            included: None,
            root: "crate".to_owned(),
            runtime: "docwright_client".to_owned(),
        }
    }

    /// A file that is included in this module.
    pub(super) fn included(context: &'a Context<'a>, path: Vec<String>, module: &Module) -> Self {
        let own = |name: &str| (name.to_owned(), Origin::Here(path.clone()));
        let mut names: BTreeMap<String, Origin> = module.taken().map(own).collect();
        for (from, imported) in module.imported() {
            let from: Vec<String> = from.iter().map(|&name| name.to_owned()).collect();
            names.extend(imported.map(|name| (name.to_owned(), Origin::Module(from.clone()))));
        }
        Self {
            names: RefCell::new(names),
            included: Some(path),
            ..Self::new(context, &[], &[])
        }
    }

    /// A file of the crate's tests, which are a crate of their own.
    pub(super) fn of_tests(context: &'a Context<'a>) -> Self {
        Self {
            root: context.crate_name(),
            ..Self::new(context, &[], &[])
        }
    }

    /// An example in the documentation, whose readers know the crate alone.
    pub(super) fn of_documentation(context: &'a Context<'a>) -> Self {
        Self {
            runtime: context.crate_name(),
            ..Self::of_tests(context)
        }
    }

    /// The crate's client.
    pub(super) fn client(&self) -> TokenStream {
        self.item(&Origin::Module(vec![self.root.clone()]), "Client")
    }

    /// The Rust type of a documented type.
    pub(super) fn ty(&self, id: TypeId) -> TokenStream {
        self.model(id, self.context.face(id).rust)
    }

    /// The enumeration over a type and those derived from it; the type itself where there is none.
    pub(super) fn any(&self, id: TypeId) -> TokenStream {
        let any = self.context.face(id).any;
        any.map_or_else(|| self.ty(id), |any| self.model(id, any))
    }

    /// Whether values are of exactly one object type.
    pub(super) fn is_object(&self, ty: &TypeRef) -> bool {
        match ty {
            TypeRef::Named(id) => self.context.face(*id).is_object,
            // Without an enumeration over it, a polymorphic type is the type itself.
            TypeRef::Polymorphic(id) => {
                let face = self.context.face(*id);
                face.is_object && face.any.is_none()
            }
            _ => false,
        }
    }

    /// Whether a collection of these values needs a link that ends the compiler's search for `Send`.
    pub(super) fn is_deep(&self, item: &TypeRef) -> bool {
        match item {
            TypeRef::Named(id) | TypeRef::Polymorphic(id) => self.is_object(item) && !self.context.is_ending(*id),
            _ => false,
        }
    }

    fn model(&self, id: TypeId, name: &str) -> TokenStream {
        let mut module = self.context.type_module(id);
        module[0].clone_from(&self.root);
        self.item(&Origin::Module(module), name)
    }

    /// A builder.
    pub(super) fn node(&self, id: NodeId) -> TokenStream {
        self.item(
            &Origin::Module(self.context.node_module(id)),
            self.context.node_name(id),
        )
    }

    /// A builder that may not be there, so that it cannot be imported.
    pub(super) fn node_apart(&self, id: NodeId) -> TokenStream {
        let path = Origin::Module(self.context.node_module(id)).path();
        let name = ident(self.context.node_name(id));
        quote!(#path #name)
    }

    /// The crate's request type.
    pub(super) fn request(&self) -> TokenStream {
        self.item(&Origin::Module(vec![self.root.clone()]), "Request")
    }

    /// A type that stands for parameters.
    pub(super) fn parameters(&self, name: &str) -> TokenStream {
        self.item(&Origin::Module(vec![self.root.clone(), "parameters".to_owned()]), name)
    }

    /// An item of the runtime crate.
    pub(super) fn runtime(&self, name: &str) -> TokenStream {
        self.item(&Origin::Module(vec![self.runtime.clone()]), name)
    }

    /// A function of the runtime crate's support for tests.
    pub(super) fn testing(&self, name: &str) -> TokenStream {
        self.item(&Origin::Module(vec![self.runtime.clone(), "testing".to_owned()]), name)
    }

    /// A function of the crate's tests that they share.
    pub(super) fn tests(&self, name: &str) -> TokenStream {
        self.item(&Origin::Module(vec!["crate".to_owned()]), name)
    }

    /// `Display`.
    pub(super) fn display(&self) -> TokenStream {
        self.item(&Origin::Module(vec!["std".to_owned(), "fmt".to_owned()]), "Display")
    }

    /// `Borrow`.
    pub(super) fn borrow(&self) -> TokenStream {
        self.item(&Origin::Module(vec!["std".to_owned(), "borrow".to_owned()]), "Borrow")
    }

    /// An item of the runtime's codec. One import of the module costs the compiler less than one of each item.
    pub(super) fn codec(&self, name: &str) -> TokenStream {
        let (codec, item) = (self.codec_module(), ident(name));
        quote!(#codec::#item)
    }

    /// The runtime's codec itself.
    pub(super) fn codec_module(&self) -> TokenStream {
        self.runtime("codec")
    }

    /// An item of the prelude, which needs no import.
    pub(super) fn prelude(&self, name: &str) -> TokenStream {
        let module = PRELUDE
            .iter()
            .find(|(item, _)| *item == name)
            .map_or("prelude", |(_, module)| module);
        self.item(&Origin::Prelude(module), name)
    }

    fn item(&self, origin: &Origin, name: &str) -> TokenStream {
        let item = ident(name);
        if self.is_plain(origin, name) {
            return quote!(#item);
        }
        let path = self.path(origin);
        quote!(#path #item)
    }

    /// Whether the name alone means what is there. If no other item has it, it is imported.
    fn is_plain(&self, origin: &Origin, name: &str) -> bool {
        // Type parameters are called so.
        if name.len() == 1 {
            return false;
        }
        let mut names = self.names.borrow_mut();
        match (names.get(name), origin, &self.included) {
            (Some(known), ..) => known.is(origin),
            (None, Origin::Module(module), Some(here)) => module == here,
            (None, ..) => {
                names.insert(name.to_owned(), origin.clone());
                true
            }
        }
    }

    /// The way to an item from here.
    fn path(&self, origin: &Origin) -> TokenStream {
        match origin {
            // Some of its modules may be imported.
            Origin::Module(module) if module.len() > 1 => {
                let names = self.names.borrow();
                let is_imported = matches!(names.get(&module[1]), Some(Origin::Module(from)) if *from == module[..1]);
                module_path(&module[usize::from(is_imported)..])
            }
            _ => origin.path(),
        }
    }

    /// The imports that the names asked for so far need; a file that is included has none.
    pub(super) fn imports(&self) -> TokenStream {
        if self.included.is_some() {
            return TokenStream::new();
        }
        let known = self.names.borrow();
        let mut modules: BTreeMap<&[String], Vec<&str>> = BTreeMap::new();
        for (name, origin) in known.iter() {
            if let Origin::Module(module) = origin {
                modules.entry(module).or_default().push(name);
            }
        }
        let imports = modules.iter().map(|(module, names)| {
            let names = names.iter().map(|name| ident(name));
            let module = module.iter().map(|segment| ident_or_crate(segment));
            quote!(use #(#module)::*::{#(#names),*};)
        });
        // To interpolate tokens is to copy them.
        imports.collect()
    }
}

impl Origin {
    fn is(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Here(here), Self::Module(module)) => here == module,
            _ => self == other,
        }
    }

    fn path(&self) -> TokenStream {
        match self {
            Self::Here(_) => TokenStream::new(),
            Self::Prelude(module) => {
                let module = ident(module);
                quote!(::std::#module::)
            }
            Self::Module(module) => module_path(module),
        }
    }
}

fn module_path(module: &[String]) -> TokenStream {
    let module = module.iter().map(|segment| ident_or_crate(segment));
    quote!(#(#module::)*)
}

/// The identifier of a module, which may be the crate.
pub(super) fn ident_or_crate(segment: &str) -> Ident {
    match segment {
        "crate" => Ident::new(segment, Span::call_site()),
        _ => ident(segment),
    }
}
