//! Places of the sample.

use super::NASTY;
use super::operations::docs;
use crate::api::{Call, Docs, Edge, Node, NodeId, OperationId, Part, PathArgument};

fn argument(rust: &str, name: &str) -> PathArgument {
    PathArgument {
        rust: rust.to_owned(),
        name: name.to_owned(),
        docs: Docs::text(NASTY),
    }
}

fn edge(rust: &str, target: u32, parts: Vec<Part>, arguments: Vec<PathArgument>) -> Edge {
    Edge {
        rust: rust.to_owned(),
        target: NodeId(target),
        parts,
        arguments,
    }
}

fn call(rust: &str, operation: u32, path: &str) -> Call {
    let parts = if path.is_empty() {
        vec![]
    } else {
        vec![Part::Text(path.to_owned())]
    };
    Call {
        rust: rust.to_owned(),
        operation: OperationId(operation),
        parts,
        arguments: vec![],
    }
}

fn node(rust: &str, area: &str, template: &str, edges: Vec<Edge>, calls: Vec<Call>) -> Node {
    Node {
        rust: rust.to_owned(),
        area: area.to_owned(),
        templates: vec![template.to_owned()],
        docs: docs(),
        edges,
        calls,
    }
}

/// Nodes of which all operations are reached.
pub(super) fn all() -> Vec<Node> {
    let text = |text: &str| Part::Text(text.to_owned());
    let user = vec![text("/users/"), Part::Segment(0)];
    let item = vec![text("/"), Part::Segment(0)];
    let range = vec![
        text("/range(from='"),
        Part::Quoted(0),
        text("',to='"),
        Part::Quoted(1),
        text("')"),
    ];
    let range = Call {
        parts: range,
        arguments: vec![argument("from", "from"), argument("to", "to")],
        ..call("range", 9, "")
    };
    let content = vec![text("/drive/root:/"), Part::Path(0), text(":/content")];
    let content = Call {
        parts: content,
        arguments: vec![argument("path", "item-path")],
        ..call("content", 15, "")
    };
    vec![
        node(
            "Client",
            "",
            "",
            vec![
                edge("me", 1, vec![text("/me")], vec![]),
                edge("user", 1, user, vec![argument("id", "id | name")]),
            ],
            vec![],
        ),
        node(
            "User",
            "users",
            "/me",
            vec![edge("things", 2, vec![text("/things")], vec![])],
            vec![content],
        ),
        node(
            "Things",
            "users",
            "/me/things",
            vec![edge("id", 3, item, vec![argument("r#type", "type")])],
            vec![call("create", 1, ""), call("list", 0, "")],
        ),
        node(
            "Thing",
            "type",
            "/me/things/{id}",
            vec![],
            vec![
                call("delete", 4, ""),
                call("flags", 14, "/flags"),
                call("get", 2, ""),
                call("list", 11, "/list"),
                call("names", 8, "/names"),
                call("opaque", 10, "/opaque"),
                call("put_content", 6, "/content"),
                call("r#move", 5, "/$value"),
                range,
                call("send", 7, "/send"),
                call("state", 13, "/state"),
                call("text", 12, "/text"),
                call("update", 3, ""),
            ],
        ),
    ]
}
