//! Optional parameters that pages document, as methods of requests.
//!
//! Most parameters are those that every request can have. Where an operation documents others, its request says so in its
//! type; operations with the same parameters share one such type, so that their methods are emitted once.

use std::collections::{BTreeMap, BTreeSet};

use heck::ToUpperCamelCase;
use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::{
    context::Context,
    digest::{Digest, Digester},
    docs::Writer,
    facts::Facts,
    file::Draft,
    inline,
    name::{distinct, ident},
    scope::Scope,
    value,
};
use crate::api::{Api, Location, Operation, OperationId, Parameter, Primitive, TypeRef};

/// Methods of the runtime's request for parameters that have one of their own, by the name without `$` and in lower case.
const COMMON: [(&str, &str); 13] = [
    ("consistencylevel", ".consistency_level(…)"),
    ("count", ".count()"),
    ("expand", ".expand([…])"),
    ("filter", ".filter(…)"),
    ("format", ".format(…)"),
    ("if-match", ".if_match(…)"),
    ("if-none-match", ".if_none_match(…)"),
    ("orderby", ".order_by(…)"),
    ("prefer", ".prefer(…)"),
    ("search", ".search(…)"),
    ("select", ".select([…])"),
    ("skip", ".skip(…)"),
    ("top", ".top(…)"),
];

/// Further methods of the runtime's request, whose names a parameter cannot have.
const RESERVED: [&str; 12] = [
    "new", "build", "bytes", "header", "items", "monitor", "pages", "query", "range", "response", "send", "timeout",
];

/// How many names a marker spells out.
const SPELLED_OUT: usize = 3;

/// The sets of parameters that operations document of their own.
#[derive(Debug, Default)]
pub(super) struct Parameters {
    sets: Vec<Set>,
    /// By operation: which of the sets it has.
    by_operation: Vec<Option<usize>>,
}

/// Parameters that some operations have in common.
#[derive(Debug)]
pub(super) struct Set {
    /// The Rust type that stands for them.
    marker: String,
    setters: Vec<Setter>,
}

#[derive(Debug)]
struct Setter {
    rust: String,
    parameter: Parameter,
}

impl Parameters {
    /// Finds the sets of a model.
    pub(super) fn new(api: &Api) -> Self {
        let mut parameters = Self::default();
        let mut known: BTreeMap<Vec<(String, String)>, usize> = BTreeMap::new();
        let mut markers = BTreeSet::new();
        for operation in &api.operations {
            let own: Vec<&Parameter> = own(operation).collect();
            let set = (!own.is_empty()).then(|| {
                *known.entry(key(&own)).or_insert_with(|| {
                    parameters.sets.push(Set::new(&own, &mut markers));
                    parameters.sets.len() - 1
                })
            });
            parameters.by_operation.push(set);
        }
        parameters
    }

    pub(super) fn set(&self, operation: OperationId) -> Option<&Set> {
        let set = self.by_operation.get(operation.0 as usize).copied().flatten()?;
        self.sets.get(set)
    }
}

impl Digest for Set {
    fn write(&self, to: &mut Digester<'_>) {
        let Self { marker, setters } = self;
        (marker, setters).write(to);
    }
}

impl Digest for Setter {
    fn write(&self, to: &mut Digester<'_>) {
        let Self { rust, parameter } = self;
        (rust, parameter).write(to);
    }
}

impl Set {
    fn new(own: &[&Parameter], markers: &mut BTreeSet<String>) -> Self {
        let mut names: BTreeSet<String> = RESERVED.iter().map(|name| (*name).to_owned()).collect();
        names.extend(COMMON.iter().filter_map(|(_, call)| method(call)));
        let setters: Vec<Setter> = own
            .iter()
            .map(|parameter| Setter {
                rust: distinct(parameter.rust.trim_start_matches("r#"), &mut names),
                parameter: (*parameter).clone(),
            })
            .collect();
        let spelled: Vec<String> = setters
            .iter()
            .take(SPELLED_OUT)
            .map(|setter| setter.rust.to_upper_camel_case())
            .collect();
        let more = if setters.len() > SPELLED_OUT { "AndMore" } else { "" };
        let marker = distinct(&format!("{}{more}", spelled.join("And")), markers).to_upper_camel_case();
        Self { marker, setters }
    }
}

/// The name of the method that a call like `.top(…)` calls.
fn method(call: &str) -> Option<String> {
    call.trim_start_matches('.').split('(').next().map(str::to_owned)
}

/// The optional parameters that not every request can have.
fn own(operation: &Operation) -> impl Iterator<Item = &Parameter> {
    let optional = operation.parameters.iter().filter(|parameter| !parameter.required);
    optional.filter(|parameter| common(parameter).is_none())
}

fn common(parameter: &Parameter) -> Option<&'static str> {
    let name = parameter.name.trim_start_matches('$').to_lowercase();
    let known = COMMON.iter().find(|(known, _)| *known == name);
    known.map(|(_, call)| *call)
}

fn key(own: &[&Parameter]) -> Vec<(String, String)> {
    let key = own.iter().map(|parameter| {
        let name = match parameter.location {
            Location::Query => format!("?{}", parameter.name),
            // Names of headers know no case.
            Location::Header => parameter.name.to_lowercase(),
        };
        (name, format!("{:?}", parameter.ty))
    });
    key.collect()
}

/// The type of an operation's request.
pub(super) fn request(
    context: &Context<'_>,
    scope: &Scope<'_>,
    operation: OperationId,
    answer: &TokenStream,
) -> TokenStream {
    let request = scope.request();
    let marker = context.parameters(operation).map(|set| {
        let marker = scope.parameters(&set.marker);
        quote!(, #marker)
    });
    quote!(#request<#answer #marker>)
}

/// How to set an optional parameter of an operation's request, as documentation shows it.
pub(super) fn setter(context: &Context<'_>, operation: OperationId, parameter: &Parameter) -> String {
    if let Some(call) = common(parameter) {
        return call.to_owned();
    }
    let setters = context.parameters(operation).map_or(&[][..], |set| &set.setters);
    let same = |setter: &&Setter| {
        setter.parameter.location == parameter.location && setter.parameter.name.eq_ignore_ascii_case(&parameter.name)
    };
    setters
        .iter()
        .find(same)
        .map_or_else(String::new, |setter| format!(".{}(…)", setter.rust))
}

/// The call that gives a parameter of an example to its request.
pub(super) fn setting(
    context: &Context<'_>,
    operation: OperationId,
    location: Location,
    name: &str,
    value: &str,
) -> TokenStream {
    let key = name.trim_start_matches('$').to_lowercase();
    let number = value.parse::<u32>().ok().map(Literal::u32_unsuffixed);
    match (location, key.as_str(), number) {
        (Location::Query, "select", _) if !value.contains('(') => {
            let names = value.split(',').map(str::trim);
            quote!(.select([#(#names),*]))
        }
        (Location::Query, "expand", _) => quote!(.expand([#value])),
        (Location::Query, "filter", _) => quote!(.filter(#value)),
        (Location::Query, "orderby", _) => quote!(.order_by(#value)),
        (Location::Query, "search", _) => quote!(.search(#value)),
        (Location::Query, "format", _) => quote!(.format(#value)),
        (Location::Query, "top", Some(number)) => quote!(.top(#number)),
        (Location::Query, "skip", Some(number)) => quote!(.skip(#number)),
        (Location::Query, "count", _) if value == "true" => quote!(.count()),
        (Location::Header, "prefer", _) => quote!(.prefer(#value)),
        (Location::Header, "if-match", _) => quote!(.if_match(#value)),
        (Location::Header, "if-none-match", _) => quote!(.if_none_match(#value)),
        (Location::Header, "consistencylevel", _) => quote!(.consistency_level(#value)),
        _ => own_setting(context, operation, location, name, value),
    }
}

fn own_setting(
    context: &Context<'_>,
    operation: OperationId,
    location: Location,
    name: &str,
    value: &str,
) -> TokenStream {
    let setter = context.parameters(operation).and_then(|set| {
        let same = |setter: &&Setter| {
            let parameter = &setter.parameter;
            parameter.location == location && parameter.name.eq_ignore_ascii_case(name) && takes_text(&parameter.ty)
        };
        set.setters.iter().find(same)
    });
    match (setter, location) {
        (Some(setter), _) => {
            let rust = ident(&setter.rust);
            quote!(.#rust(#value))
        }
        (None, Location::Query) => quote!(.query(#name, &#value)),
        (None, Location::Header) => quote!(.header(#name, #value)),
    }
}

/// Whether the setter of a parameter takes any text.
fn takes_text(ty: &TypeRef) -> bool {
    match ty {
        TypeRef::Primitive(primitive) => !is_exact(*primitive),
        TypeRef::Named(_) | TypeRef::Flags(_) => false,
        TypeRef::Polymorphic(_) | TypeRef::List(_) | TypeRef::Opaque => true,
    }
}

/// The file of the types that stand for parameters, if there are any.
pub(super) fn draft<'a>(facts: &'a Facts<'_>) -> Option<Draft<'a>> {
    let sets = facts.parameters.sets.as_slice();
    (!sets.is_empty()).then(|| Draft::new("src/parameters.rs", sets, |context, sets| file(context, sets)))
}

fn file(context: &Context<'_>, sets: &[Set]) -> TokenStream {
    let text =
        "Optional parameters that pages document for some requests: a type for each set of them, with its methods.";
    let docs = Writer::new(context).text(text).finish_inner();
    let names: Vec<&str> = sets.iter().map(|set| set.marker.as_str()).collect();
    let scope = Scope::new(context, &["crate".to_owned(), "parameters".to_owned()], &names);
    let items: Vec<TokenStream> = sets.iter().map(|set| item(context, &scope, set)).collect();
    let imports = scope.imports();
    quote!(#docs #imports #(#items)*)
}

fn item(context: &Context<'_>, scope: &Scope<'_>, set: &Set) -> TokenStream {
    let marker = ident(&set.marker);
    let names: Vec<String> = set
        .setters
        .iter()
        .map(|setter| inline::code(&setter.parameter.name))
        .collect();
    let text = format!("Stands for requests that can have {}.", names.join(", "));
    let docs = Writer::new(context).text(text).finish();
    let request = scope.request();
    let setters = set.setters.iter().map(|setter| self::set(context, scope, setter));
    quote! {
        #docs
        #[derive(Debug)]
        #[non_exhaustive]
        pub struct #marker;

        impl<T> #request<T, #marker> {
            #(#setters)*
        }
    }
}

fn set(context: &Context<'_>, scope: &Scope<'_>, setter: &Setter) -> TokenStream {
    let Parameter {
        name,
        docs,
        location,
        ty,
        ..
    } = &setter.parameter;
    let what = match location {
        Location::Query => format!("Sets the query parameter {}.", inline::code(name)),
        Location::Header => format!("Sets the header {}.", inline::code(name)),
    };
    let docs = Writer::new(context).text(what).docs(docs).finish();
    let rust = ident(&setter.rust);
    let (generics, argument, value) = argument(scope, ty);
    let call = match location {
        Location::Query => quote!(self.query(#name, &#value)),
        Location::Header => quote!(self.header(#name, &#value.to_string())),
    };
    quote! {
        #docs
        #[inline]
        pub fn #rust #generics(self, value: #argument) -> Self {
            #call
        }
    }
}

/// Type parameters, type and text of an argument that goes into a URL or a header.
fn argument(scope: &Scope<'_>, ty: &TypeRef) -> (TokenStream, TokenStream, TokenStream) {
    let exact = match ty {
        TypeRef::Primitive(primitive) => is_exact(*primitive),
        TypeRef::Named(_) | TypeRef::Flags(_) => !scope.is_object(ty),
        TypeRef::Polymorphic(_) | TypeRef::List(_) | TypeRef::Opaque => false,
    };
    if exact {
        let (ty, into) = (value::ty(scope, ty), scope.prelude("Into"));
        return (quote!(<A: #into<#ty>>), quote!(A), quote!(value.into()));
    }
    let display = scope.display();
    (quote!(<A: #display>), quote!(A), quote!(value))
}

/// Whether values of this type are written in a URL as they are in JSON.
fn is_exact(primitive: Primitive) -> bool {
    match primitive {
        Primitive::String | Primitive::Binary | Primitive::Stream | Primitive::Decimal => false,
        Primitive::Boolean
        | Primitive::Byte
        | Primitive::SByte
        | Primitive::Int16
        | Primitive::Int32
        | Primitive::Int64
        | Primitive::Single
        | Primitive::Double
        | Primitive::DateTimeOffset
        | Primitive::Date
        | Primitive::TimeOfDay
        | Primitive::Duration
        | Primitive::Guid => true,
    }
}
