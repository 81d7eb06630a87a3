//! The root of the crate: its documentation, its allow list and the client.

use proc_macro2::TokenStream;
use quote::quote;

use super::{
    allowed,
    context::Context,
    docs::{self, Writer},
    facts::Facts,
    file::Draft,
    inline,
    name::ident,
    node, parameters, runtime,
    scope::Scope,
};
use crate::api::NodeId;

/// Lints that emitted code cannot keep, each with the reason that is written beside it.
const ALLOWED: [(&str, &str); 5] = [
    ("deprecated", "documented items refer to deprecated ones"),
    ("clippy::doc_markdown", "documentation is the pages' own text"),
    ("clippy::module_inception", "modules are named after what they hold"),
    (
        "clippy::too_many_lines",
        "a table is as long as the type that it describes",
    ),
    (
        "rustdoc::redundant_explicit_links",
        "a label may happen to be a name that is in scope",
    ),
];

/// Items of the runtime that users of the crate name.
const EXPORTED: [&str; 45] = [
    "AccessToken",
    "Answers",
    "Batch",
    "Binary",
    "Body",
    "BoxFuture",
    "Boxed",
    "Builder",
    "ByteStream",
    "Bytes",
    "Credential",
    "Date",
    "Duration",
    "Error",
    "ErrorDetail",
    "ErrorKind",
    "Expand",
    "Extra",
    "Flags",
    "Items",
    "Json",
    "List",
    "Monitor",
    "Multipart",
    "Null",
    "Page",
    "Pages",
    "Progress",
    "Response",
    "Result",
    "RetryPolicy",
    "Sending",
    "Set",
    "Source",
    "StatusCode",
    "Step",
    "Ticket",
    "Time",
    "Timestamp",
    "TokenSource",
    "Transport",
    "Upload",
    "UploadState",
    "Uuid",
    "Wrapped",
];

/// Modules of the runtime that a feature of the same name brings.
const OPTIONAL: [&str; 2] = ["blocking", "oauth"];

/// The files at the root of the crate.
pub(super) fn drafts<'a>(facts: &'a Facts<'_>) -> Vec<Draft<'a>> {
    let parameters = parameters::draft(facts);
    let mut drafts = vec![
        Draft::new("src/lib.rs", parameters.is_some(), |context, has_parameters| {
            root(context, *has_parameters)
        }),
        Draft::new("src/client.rs", (), |context, ()| client(context)),
        Draft::new("src/request.rs", (), |_, ()| quote!(docwright_client::request!();)),
    ];
    drafts.extend(parameters);
    drafts
}

fn root(context: &Context<'_>, has_parameters: bool) -> TokenStream {
    let parameters = has_parameters.then(|| {
        quote!(
            pub mod parameters;
        )
    });
    let allowed = allowed::attributes(&ALLOWED);
    let areas = context.features();
    let reason = "what a feature leaves out may be all that used them";
    let unused = (!areas.is_empty()).then(
        || quote!(#![cfg_attr(not(all(#(feature = #areas),*)), allow(dead_code, unused_imports, reason = #reason))]),
    );
    let exported = EXPORTED.iter().map(|name| ident(name));
    let (features, _) = runtime::features();
    let optional = OPTIONAL
        .iter()
        .filter(|name| features.iter().any(|feature| feature == *name));
    let optional = optional.map(|name| {
        let module = ident(name);
        quote!(#[cfg(feature = #name)] pub use docwright_client::#module;)
    });
    quote! {
        #![doc = include_str!("../README.md")]
        #![forbid(unsafe_code)]
        #allowed
        #unused

        mod client;
        pub mod models;
        #parameters
        mod request;
        pub mod requests;

        pub use self::client::Client;
        pub use self::request::Request;
        pub use docwright_client::{http, testing};
        #(#optional)*
        pub use docwright_client::{#(#exported),*};
    }
}

/// The client: the root of the API, which the builders start from.
fn client(context: &Context<'_>) -> TokenStream {
    let scope = Scope::new(context, &["crate".to_owned()], &["Client"]);
    let (builder, credential) = (scope.runtime("Builder"), scope.runtime("Credential"));
    let (into, from, as_ref) = (scope.prelude("Into"), scope.prelude("From"), scope.prelude("AsRef"));
    let service = context.service();
    let url = &service.base_url;
    let text = Writer::new(context).text(format!("A client of {}, cheap to clone.", inline::code(url)));
    let node = context.root();
    let docs = node.map(|node| &node.docs).cloned().unwrap_or_default();
    let docs = text.docs(&docs).finish();
    let methods = node.map(|_| node::methods(context, &scope, NodeId(0), &quote!(self.0.root())));
    let url_docs = docs::outer("Where the service answers, unless the builder is told otherwise.");
    let builder_docs = docs::outer("Starts a client that signs its requests with a credential.");
    let follow_docs = docs::outer(
        "A request to a URL that the service handed out and that was saved: the link to a next page, or to changes.",
    );
    let request = scope.request();
    let imports = scope.imports();
    quote! {
        #imports

        #docs
        #[derive(Clone, Debug)]
        pub struct Client(docwright_client::Client);

        impl Client {
            #url_docs
            pub const BASE_URL: &'static str = #url;

            #builder_docs
            pub fn builder<A: #into<#credential>>(credential: A) -> #builder<Self> {
                #builder::new(Self::BASE_URL).credential(credential)
            }

            #follow_docs
            pub fn follow<T>(&self, link: &str) -> #request<T> {
                #request::new(self.0.follow(link))
            }

            #methods
        }

        impl #from<docwright_client::Client> for Client {
            fn from(client: docwright_client::Client) -> Self {
                Self(client)
            }
        }

        impl #as_ref<docwright_client::Client> for Client {
            fn as_ref(&self) -> &docwright_client::Client {
                &self.0
            }
        }
    }
}
