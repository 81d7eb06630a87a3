//! Operations of the sample.

use super::types::list;
use super::{BASE, DERIVED, LEAF, LOOP, NASTY, PARAMETERS, PARTS, STATE, span};
use crate::{
    api::{
        Answer, Body, DocPiece, DocTarget, Docs, Location, Method, Operation, OperationId, Parameter, Primitive,
        TypeRef, bare,
    },
    evidence::Trail,
};

fn operation(method: Method, template: &str, body: Option<Body>, answer: Answer) -> Operation {
    let templates = vec![template.to_owned(), template.replace("/me", "/users/{id | name}")];
    Operation {
        title: "Do a <thing>".to_owned(),
        docs: docs(),
        permissions: vec![("Delegated (work | school)".to_owned(), "A.Read, B.*".to_owned())],
        body,
        sources: vec![span(0, 10)],
        ..bare::operation(method, templates, answer)
    }
}

/// Documentation with links of all kinds.
pub(super) fn docs() -> Docs {
    let link = |label: &str, target| DocPiece::Link {
        label: label.to_owned(),
        target,
    };
    Docs {
        pieces: vec![
            DocPiece::Text("Uses a **".to_owned()),
            link("base [x] `y`", DocTarget::Type(BASE)),
            DocPiece::Text("**, ".to_owned()),
            link("leaf", DocTarget::Type(LEAF)),
            DocPiece::Text(", ".to_owned()),
            link(
                "https://example.com/x",
                DocTarget::Url("https://example.com/a b(c)".to_owned()),
            ),
            DocPiece::Text(" and ".to_owned()),
            link("the list", DocTarget::Operation(OperationId(0))),
            DocPiece::Text(" `".to_owned()),
            link("nothing", DocTarget::Url("relative.md".to_owned())),
            DocPiece::Text(format!("`.\n\n{NASTY}")),
        ],
    }
}

fn parameter(name: &str, rust: &str, location: Location, ty: Primitive, required: bool) -> Parameter {
    Parameter {
        name: name.to_owned(),
        rust: rust.to_owned(),
        location,
        ty: TypeRef::Primitive(ty),
        required,
        docs: Docs::text(NASTY),
        evidence: Trail::default(),
    }
}

/// Operations of all kinds.
pub(super) fn all() -> Vec<Operation> {
    let named = |id| TypeRef::Named(id);
    let any = || TypeRef::Polymorphic(BASE);
    let json = |ty| Some(Body::Json(ty));
    let text = || TypeRef::Primitive(Primitive::String);
    let mut listing = operation(Method::Get, "/me/things", None, Answer::Page(any()));
    listing.parameters = vec![
        parameter(
            "startDateTime",
            "start_date_time",
            Location::Query,
            Primitive::DateTimeOffset,
            true,
        ),
        parameter("$top", "top", Location::Query, Primitive::Int32, false),
        parameter("X-Count", "x_count", Location::Header, Primitive::Int32, true),
        parameter("Prefer", "prefer", Location::Header, Primitive::String, false),
    ];
    listing.deprecated = Some("Use `create`.".to_owned());
    vec![
        listing,
        operation(Method::Post, "/me/things", json(any()), Answer::Json(any())),
        operation(Method::Get, "/me/things/{id}", None, Answer::Json(named(DERIVED))),
        operation(
            Method::Patch,
            "/me/things/{id}",
            json(named(DERIVED)),
            Answer::Json(named(DERIVED)),
        ),
        operation(Method::Delete, "/me/things/{id}", None, Answer::Empty),
        operation(
            Method::Put,
            "/me/things/{id}/$value",
            Some(Body::Bytes(Some("image/jpeg".to_owned()))),
            Answer::Bytes,
        ),
        operation(
            Method::Put,
            "/me/things/{id}/content",
            Some(Body::Bytes(None)),
            Answer::Empty,
        ),
        operation(
            Method::Post,
            "/me/things/{id}/send",
            json(named(PARAMETERS)),
            Answer::Wrapped(TypeRef::Primitive(Primitive::Boolean)),
        ),
        operation(Method::Head, "/me/things/{id}/names", None, Answer::Page(text())),
        operation(
            Method::Options,
            "/me/things/{id}/range(from='{from}',to='{to}')",
            None,
            Answer::Wrapped(list(text())),
        ),
        operation(
            Method::Post,
            "/me/things/{id}/opaque",
            json(TypeRef::Opaque),
            Answer::Json(TypeRef::Opaque),
        ),
        operation(
            Method::Post,
            "/me/things/{id}/list",
            json(list(named(LOOP))),
            Answer::Json(list(named(LOOP))),
        ),
        operation(Method::Post, "/me/things/{id}/text", json(text()), Answer::Json(text())),
        operation(
            Method::Post,
            "/me/things/{id}/state",
            json(named(STATE)),
            Answer::Wrapped(named(STATE)),
        ),
        operation(
            Method::Post,
            "/me/things/{id}/flags",
            json(TypeRef::Flags(PARTS)),
            Answer::Wrapped(TypeRef::Flags(PARTS)),
        ),
        operation(Method::Get, "/me/drive/root:/{path}:/content", None, Answer::Bytes),
    ]
}
