//! The documented examples as tests of the crate.

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
};

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::{
    allowed, chain,
    context::Context,
    docs::{self, Writer},
    facts::Facts,
    file::Draft,
    margin,
    name::{Folder, distinct, ident},
    scope::Scope,
    value,
};
use crate::api::{Answer, Example, ExampleBody, ExampleRequest, ExampleResponse};

/// The folder of the tests.
const FOLDER: &str = "tests/examples";

/// Areas with more examples than this get a file for each page.
const EXAMPLES_PER_FILE: usize = 40;

/// The examples of one area.
struct Area<'a> {
    module: String,
    /// By the module of the page that holds them; one without a name where the area is a single file.
    pages: BTreeMap<String, Vec<&'a Example>>,
}

/// The files of the tests.
pub(super) fn drafts<'a>(facts: &'a Facts<'_>) -> Vec<Draft<'a>> {
    let areas = areas(facts);
    if areas.is_empty() {
        return vec![];
    }
    let modules: Vec<String> = areas.iter().map(|area| area.module.clone()).collect();
    let has_requests = facts.api.examples.iter().any(|example| example.request.is_some());
    let path = format!("{FOLDER}/main.rs");
    let mut drafts = vec![Draft::new(
        path,
        (modules, has_requests),
        |context, (modules, has_requests)| main(context, modules, *has_requests),
    )];
    for area in areas {
        let Area { module, pages } = area;
        if !pages.contains_key("") {
            let names: Vec<String> = pages.keys().cloned().collect();
            let path = format!("{FOLDER}/{module}/mod.rs");
            drafts.push(Draft::new(path, names, |_, names| modules_of(names)));
        }
        for (page, examples) in pages {
            let path = if page.is_empty() {
                format!("{FOLDER}/{module}.rs")
            } else {
                format!("{FOLDER}/{module}/{page}.rs")
            };
            drafts.push(Draft::new(path, examples, |context, examples| tests(context, examples)));
        }
    }
    drafts
}

fn areas<'a>(facts: &Facts<'a>) -> Vec<Area<'a>> {
    let mut members: BTreeMap<&str, Vec<&Example>> = BTreeMap::new();
    for example in &facts.api.examples {
        members.entry(&example.area).or_default().push(example);
    }
    let mut folder = Folder::default();
    folder.take("main");
    let areas = members.into_iter().map(|(name, examples)| Area {
        module: folder.take(name),
        pages: pages(facts, examples),
    });
    areas.collect()
}

fn pages<'a>(facts: &Facts<'_>, examples: Vec<&'a Example>) -> BTreeMap<String, Vec<&'a Example>> {
    if examples.len() <= EXAMPLES_PER_FILE {
        return BTreeMap::from([(String::new(), examples)]);
    }
    let mut by_page: BTreeMap<&str, Vec<&Example>> = BTreeMap::new();
    for example in examples {
        let page = &facts.sources.get(example.span.source).path;
        by_page.entry(page).or_default().push(example);
    }
    let mut folder = Folder::default();
    let pages = by_page.into_iter().map(|(page, examples)| {
        let name = page.rsplit('/').next().unwrap_or(page);
        (folder.take(name.trim_end_matches(".md")), examples)
    });
    pages.collect()
}

fn main(context: &Context<'_>, modules: &[String], has_requests: bool) -> TokenStream {
    let docs = docs::inner("The documented examples, a test for each request and response.");
    let allowed = allowed::attributes(&[
        ("deprecated", "examples of deprecated operations have to pass, too"),
        ("clippy::too_many_lines", "an example is as long as the page has it"),
    ]);
    let package = ident(&context.crate_name());
    let modules = modules.iter().map(|module| ident(module));
    let client = has_requests.then(|| {
        quote! {
            /// A client that sends nothing, unless the environment variable `DOCWRIGHT_SERVER` names the base URL of a server.
            fn client() -> #package::Client {
                docwright_client::testing::client(#package::Client::builder(docwright_client::Credential::none()))
            }
        }
    });
    quote! {
        #docs
        #allowed
        #(mod #modules;)*
        #client
    }
}

fn modules_of(names: &[String]) -> TokenStream {
    let names = names.iter().map(|name| ident(name));
    quote!(#(mod #names;)*)
}

/// The tests of a file, with the imports that they need.
fn tests(context: &Context<'_>, examples: &[&Example]) -> TokenStream {
    let scope = Scope::of_tests(context);
    let mut names = BTreeSet::new();
    let mut items = vec![];
    for example in examples {
        if let Some(request) = &example.request {
            let name = distinct(&format!("{}_request", example.rust), &mut names);
            items.push(request_test(context, &scope, &name, request));
        }
        for response in &example.responses {
            let name = distinct(&format!("{}_response", example.rust), &mut names);
            items.push(response_test(context, &scope, &name, response));
        }
    }
    std::iter::once(scope.imports()).chain(items).collect()
}

fn request_test(context: &Context<'_>, scope: &Scope<'_>, name: &str, request: &ExampleRequest) -> TokenStream {
    let head = head(context, name, request.span, request.excuse.as_deref());
    let exchange = scope.testing("exchange");
    let operation = context.operation(request.operation);
    let method = operation.method.as_str();
    let url = &request.url;
    let headers = request.headers.iter().map(|(name, value)| quote!((#name, #value)));
    let (binding, body) = match &request.body {
        None => (TokenStream::new(), quote!(None)),
        Some(body) => {
            let text = self::body(text(body));
            (quote!(let body = #text;), quote!(Some(body)))
        }
    };
    let chain = chain::request(context, scope, request);
    quote! {
        #head {
            #binding
            let request = #chain;
            #exchange(request, #method, #url, &[#(#headers),*], #body);
        }
    }
}

fn response_test(context: &Context<'_>, scope: &Scope<'_>, name: &str, response: &ExampleResponse) -> TokenStream {
    let head = head(context, name, response.span, response.excuse.as_deref());
    let check = scope.testing("check_response");
    let status = Literal::u16_unsuffixed(response.status);
    let answer = match (&response.answer, &response.body) {
        // Bytes are bytes, whether they come as a stream or not; and a text has no type to be checked against.
        (Answer::Bytes, _) | (_, Some(ExampleBody::Text(_))) => scope.runtime("Bytes"),
        (answer, _) => value::answer(scope, answer, response.may_be_empty),
    };
    let body = body(response.body.as_ref().map_or("", text));
    quote! {
        #head {
            let body = #body;
            #check::<#answer>(#status, body);
        }
    }
}

/// Documentation, attributes and signature of a test.
fn head(context: &Context<'_>, name: &str, span: crate::source::Span, excuse: Option<&str>) -> TokenStream {
    let docs = Writer::new(context).evidence(&[span]).finish();
    let name = ident(name);
    let ignore = excuse.map(|reason| {
        let reason = reason.split_whitespace().collect::<Vec<_>>().join(" ");
        quote!(#[ignore = #reason])
    });
    quote! {
        #docs
        #[test]
        #ignore
        fn #name()
    }
}

fn text(body: &ExampleBody) -> &str {
    match body {
        ExampleBody::Json(text) | ExampleBody::Text(text) => text,
    }
}

/// The body of an example, bound to a name, so that it is no matter for the formatter.
fn body(text: &str) -> TokenStream {
    let aside = raw(text).and_then(|raw| margin::literal(&raw));
    aside.map_or_else(|| literal(text), |aside| quote!(#aside))
}

/// A text as people read it: raw, unless it has characters that a raw literal cannot have or that would not be seen.
pub(super) fn literal(text: &str) -> TokenStream {
    let raw = raw(text).and_then(|raw| raw.parse().ok());
    raw.unwrap_or_else(|| {
        let text = line_feeds(text);
        quote!(#text)
    })
}

/// A raw literal of a text that is better read so.
fn raw(text: &str) -> Option<String> {
    let text = line_feeds(text);
    let hidden = |c: char| {
        !matches!(c, '\n' | '\t')
            && (c.is_control()
                || matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}' | '\u{AD}'))
    };
    let plain = memchr::memchr3(b'"', b'\\', b'\n', text.as_bytes()).is_none();
    // Nearly all texts are ASCII, which takes no reading of characters.
    let is_shown = |byte: u8| matches!(byte, b'\n' | b'\t' | b' '..=b'~');
    if plain || (!text.bytes().all(is_shown) && text.contains(hidden)) {
        return None;
    }
    let hashes = "#".repeat(hashes(&text));
    Some(format!("r{hashes}\"{text}\"{hashes}"))
}

fn line_feeds(text: &str) -> Cow<'_, str> {
    if text.contains('\r') {
        text.replace("\r\n", "\n").into()
    } else {
        text.into()
    }
}

/// How many hashes a raw literal needs: one more than stand behind any quote of the text.
fn hashes(text: &str) -> usize {
    let quotes = memchr::memchr_iter(b'"', text.as_bytes());
    let runs = quotes.map(|at| text[at + 1..].bytes().take_while(|byte| *byte == b'#').count());
    runs.max().map_or(0, |longest| longest + 1)
}
