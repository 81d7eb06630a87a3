//! A small model that has one of everything, under unkind names.

mod examples;
mod nodes;
mod operations;
mod types;

use crate::{
    api::{Api, Service, TypeId},
    source::{Source, SourceId, Sources, Span},
};

/// Documentation that breaks whatever is not escaped.
pub(in crate::emit::tests) const NASTY: &str = "It's */ a \"test\" of <b>tags, <id>, `code <x>`, an open ` tick, [brackets], [a][b] and \
[^1].\r\nSee https://example.com/a?b=c, <https://example.com/x> or http://localhost.\n\n    let indented = 1;\n\n\
```\nlet fence = 1;\n```\n\n~~~rust\nlet unclosed = 1;\n```\n~~~\n- item one\n    - nested\n\n      let deep = 1;\n- two\nlazy\n\n\
> [!NOTE]\n> quoted\n>     let quoted = 1;\nlazy quote\n\n|a|b|\n|--|--|\n|`x \\| y`|z|\n\n# Heading\ntext\n---\n\
tab\there, \u{202e}reversed\u{202c}, nul \0, trailing \\";

/// Pages that the spans of the model point into.
pub(in crate::emit::tests) fn sources() -> Sources {
    let page = |path: &str| Source::new(path, "# Title\n\nText\n\n```http\nGET /me\n```\n");
    Sources::new(vec![page("api/things-list.md"), page("resources/thing.md")])
}

fn span(source: u32, start: usize) -> Span {
    Span::new(SourceId(source), start..start + 1)
}

const STATE: TypeId = TypeId(0);
const PARTS: TypeId = TypeId(1);
pub(super) const BASE: TypeId = TypeId(2);
pub(super) const DERIVED: TypeId = TypeId(3);
const LEAF: TypeId = TypeId(4);
pub(super) const LOOP: TypeId = TypeId(5);
const OPTION: TypeId = TypeId(6);
const INNER: TypeId = TypeId(7);
const PARAMETERS: TypeId = TypeId(8);

/// The model.
pub(in crate::emit::tests) fn api() -> Api {
    Api {
        service: Service {
            base_url: "https://api.example.com/v1.0".to_owned(),
            tag: "@odata.type".to_owned(),
            namespace: "example".to_owned(),
            root: None,
        },
        types: types::all(),
        operations: operations::all(),
        nodes: nodes::all(),
        examples: examples::all(),
    }
}
