//! Documentation as descriptions.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::Value;

use super::context::Context;
use crate::api::{DocPiece, DocTarget, Docs};

/// What may stand as it is in the fragment of a URL, and in a link of Markdown.
const PLAIN: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'$')
    .remove(b'@');

/// A reference to something in the document, as a URL that links of descriptions can have.
pub(super) fn pointer(path: &[&str]) -> String {
    let names = path.iter().map(|name| name.replace('~', "~0").replace('/', "~1"));
    let names = names.map(|name| utf8_percent_encode(&name, PLAIN).to_string());
    format!("#/{}", names.collect::<Vec<_>>().join("/"))
}

/// The description that some documentation is: the Markdown of the pages, with links into the document.
pub(super) fn description(docs: &Docs, context: &Context<'_>) -> String {
    let mut text = String::new();
    for piece in &docs.pieces {
        match piece {
            DocPiece::Text(plain) => text.push_str(plain),
            DocPiece::Link { label, target } => match address(target, context) {
                Some(address) => {
                    text.push('[');
                    text.push_str(label);
                    text.push_str("](");
                    text.push_str(&address);
                    text.push(')');
                }
                None => text.push_str(label),
            },
        }
    }
    text.trim().to_owned()
}

/// Where a link leads, in the document or outside.
fn address(target: &DocTarget, context: &Context<'_>) -> Option<String> {
    match target {
        DocTarget::Url(url) => {
            let plain = url.replace(' ', "%20").replace('(', "%28").replace(')', "%29");
            Some(plain)
        }
        DocTarget::Type(id) => context.key(*id).map(|key| pointer(&["components", "schemas", key])),
        DocTarget::Operation(id) => context.home(*id).map(|(path, method)| {
            let method = method.as_str().to_ascii_lowercase();
            pointer(&["paths", path, &method])
        }),
    }
}

/// A text, unless it is empty.
pub(super) fn some(text: &str) -> Value {
    let text = text.trim();
    if text.is_empty() { Value::Null } else { text.into() }
}
