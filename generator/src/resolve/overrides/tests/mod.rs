//! Overrides of small pages, from the text of the pages to the model.

mod outcome;

use crate::{
    api::{Answer, Body, Primitive, TypeRef},
    diagnostic::Code,
};
use outcome::{apply, fault, one, resolve};

const STRING: TypeRef = TypeRef::Primitive(Primitive::String);
const DOUBLE: TypeRef = TypeRef::Primitive(Primitive::Double);

#[test]
fn nothing_is_overridden_unless_it_is_said() {
    let outcome = resolve("");
    assert_eq!(outcome.faults(), [""; 0]);
    // What the tests below change.
    assert!(outcome.count(Code::TypeUnknown) > 2);
    assert_eq!(outcome.property("thing", "size").ty, TypeRef::Opaque);
    assert_eq!(outcome.properties("gadget"), ["power"]);
    assert_eq!(outcome.enumeration("shade").members.len(), 2);
    assert!(outcome.ty("thing").deprecated.is_some());
    assert_eq!(
        outcome.operation("/things/{id}").templates,
        ["/things/{id}", "/me/things/{thing-id}"]
    );
    assert!(!outcome.parameter("depth").required);
    assert_eq!(outcome.calls(), ["bend", "get", "paint"]);
}

const SIZE: &str = "type = 'microsoft.graph.thing'\nproperty = 'size'";

#[test]
fn types_of_properties() {
    let outcome = apply(SIZE, "type = 'Double collection'");
    assert_eq!(outcome.property("thing", "size").ty, TypeRef::List(Box::new(DOUBLE)));
    // The row that was wrong is no finding any more, and the page that repeats it no redefinition.
    let before = resolve("").count(Code::TypeUnknown);
    assert_eq!(outcome.count(Code::TypeUnknown), before - 1);
    assert_eq!(outcome.properties("gadget"), ["power"]);
    // Nor is anything made of the values that the row lists.
    let outcome = apply("type = 'thing'\nproperty = 'shade'", "type = 'String'");
    assert_eq!(outcome.property("thing", "shade").ty, STRING);
    assert!(outcome.api.types.iter().all(|ty| ty.rust != "Shade"));
    // What only the representation shows is a property too.
    let outcome = apply("type = 'thing'\nproperty = 'note'", "type = 'microsoft.graph.gadget'");
    assert!(matches!(outcome.property("thing", "note").ty, TypeRef::Named(id) if outcome.api.ty(id).rust == "Gadget"));
}

#[test]
fn facts_of_properties() {
    let facts = "required = true, nullable = false, read-only = true, deprecated = 'old', name = 'extent'";
    let outcome = apply(SIZE, facts);
    let size = outcome.property("thing", "size");
    assert!(size.required && !size.nullable && size.read_only);
    assert_eq!(
        (size.deprecated.as_deref(), size.rust.as_str()),
        (Some("old"), "extent")
    );
    let outcome = apply(SIZE, "skip = true");
    assert_eq!(outcome.properties("thing"), ["id", "color", "shade", "note"]);
    assert_eq!(outcome.properties("gadget"), ["power"]);
}

#[test]
fn facts_of_types() {
    let outcome = apply("type = 'thing'", "open = true, deprecated = '', name = 'Item'");
    assert!(outcome.object("thing").open);
    assert_eq!(
        (
            outcome.ty("thing").deprecated.as_deref(),
            outcome.ty("thing").rust.as_str()
        ),
        (None, "Item")
    );
    let outcome = apply("type = 'gadget'", "base = 'none'");
    assert_eq!(outcome.object("gadget").base, None);
    let both = one("type = 'gadget'", "base = 'none'") + &one("type = 'thing'", "base = 'microsoft.graph.gadget'");
    let outcome = resolve(&both);
    assert_eq!(outcome.faults(), [""; 0]);
    let base = outcome
        .object("thing")
        .base
        .map(|base| outcome.api.ty(base).rust.as_str());
    assert_eq!(base, Some("Gadget"));
}

#[test]
fn types_that_are_left_out() {
    let outcome = apply("type = 'microsoft.graph.color'", "skip = true");
    assert!(outcome.api.types.iter().all(|ty| ty.rust != "Color"));
    assert_eq!(outcome.property("thing", "color").ty, TypeRef::Opaque);
    assert_eq!(outcome.count(Code::TypeUnknown), resolve("").count(Code::TypeUnknown));
    // Those that descriptions tell of are no others.
    let outcome = apply("type = 'shade'", "skip = true");
    assert_eq!(outcome.property("thing", "shade").ty, TypeRef::Opaque);
}

#[test]
fn facts_of_enumerations() {
    let outcome = apply("type = 'color'", "flags = true");
    assert!(outcome.enumeration("color").flags);
    assert!(matches!(outcome.property("thing", "color").ty, TypeRef::Flags(_)));
    let outcome = apply(
        "type = 'color'\nmember = 'red'",
        "deprecated = 'faded', name = 'Crimson'",
    );
    let red = outcome.member("color", "red");
    assert_eq!(
        (red.deprecated.as_deref(), red.rust.as_str()),
        (Some("faded"), "Crimson")
    );
    let outcome = apply("type = 'color'\nmember = 'unknownFutureValue'", "skip = true");
    assert_eq!(outcome.enumeration("color").members.len(), 2);
}

#[test]
fn what_operations_answer() {
    let get = "operation = 'GET /me/things/{any-name}'";
    let answer = |text: &str| {
        let outcome = apply(get, &format!("answer = '{text}'"));
        outcome.operation("/things/{id}").answer.clone()
    };
    assert_eq!(answer("none"), Answer::Empty);
    assert_eq!(answer("String"), Answer::Wrapped(STRING));
    assert_eq!(answer("String collection"), Answer::Page(STRING));
    assert_eq!(answer("Stream"), Answer::Bytes);
    assert!(matches!(answer("gadget"), Answer::Json(TypeRef::Named(_))));
    // The other request of the page answers what the page says, and the page's type is still unknown.
    let outcome = apply("operation = 'POST /things/{id}/bend'", "answer = 'thing'");
    assert!(matches!(
        outcome.operation("/things/{id}/bend").answer,
        Answer::Json(TypeRef::Polymorphic(_))
    ));
    assert_ne!(
        outcome.operation("/things/{id}/paint").answer,
        outcome.operation("/things/{id}/bend").answer
    );
    // With both of them put right, what the page says does not matter.
    let both = one("operation = 'POST /things/{id}/bend'", "answer = 'none'")
        + &one("operation = 'POST /things/{id}/paint'", "answer = 'none'");
    assert_eq!(
        resolve(&both).count(Code::TypeUnknown),
        resolve("").count(Code::TypeUnknown) - 1
    );
}

#[test]
fn what_requests_carry() {
    let body = |text: &str| {
        let outcome = apply("operation = 'post /things/{id}/paint'", &format!("body = '{text}'"));
        let body = outcome.operation("/things/{id}/paint").body.clone();
        assert_ne!(body, outcome.operation("/things/{id}/bend").body);
        body
    };
    assert_eq!(body("none"), None);
    assert_eq!(body("String"), Some(Body::Json(STRING)));
    assert_eq!(body("Stream"), Some(Body::Bytes(None)));
    assert_eq!(body("image/png"), Some(Body::Bytes(Some("image/png".to_owned()))));
}

#[test]
fn facts_of_operations() {
    let paint = "operation = 'POST /things/{id}/paint'";
    let outcome = apply(paint, "deprecated = 'dry', name = 'coat'");
    assert_eq!(
        outcome.operation("/things/{id}/paint").deprecated.as_deref(),
        Some("dry")
    );
    assert_eq!(outcome.calls(), ["bend", "coat", "get"]);
    let outcome = apply(paint, "skip = true");
    assert_eq!(outcome.calls(), ["bend", "get"]);
    let outcome = apply("operation = 'GET /things/{id}'", "skip = true");
    assert_eq!(
        outcome.operation("/me/things/{thing-id}").templates,
        ["/me/things/{thing-id}"]
    );
}

#[test]
fn facts_of_parameters() {
    let parameter = |name: &str| format!("operation = 'GET /things/{{id}}'\nparameter = '{name}'");
    let outcome = apply(
        &parameter("depth"),
        "type = 'color', required = true, name = 'how_deep'",
    );
    let depth = outcome.parameter("depth");
    assert!(depth.required && matches!(depth.ty, TypeRef::Named(_)));
    assert_eq!(depth.rust, "how_deep");
    let outcome = apply(&parameter("if-match"), "required = true");
    assert!(outcome.parameter("If-Match").required);
    let outcome = apply(&parameter("width"), "skip = true");
    let names: Vec<&str> = outcome
        .operation("/things/{id}")
        .parameters
        .iter()
        .map(|parameter| parameter.name.as_str())
        .collect();
    assert_eq!(names, ["depth", "If-Match"]);
}

#[test]
fn types_made_of_tables_can_be_put_right() {
    let outcome = apply(
        "type = 'microsoft.graph.thingPaintBody'\nproperty = 'coat'",
        "type = 'Double', required = true",
    );
    let coat = outcome.property("ThingPaintBody", "coat");
    assert!(coat.required && coat.ty == DOUBLE);
    let outcome = apply("type = 'microsoft.graph.thingPaintBody'", "name = 'Paint'");
    assert_eq!(outcome.ty("ThingPaintBody").rust, "Paint");
    let outcome = apply("type = 'thingPaintBody'\nproperty = 'coat'", "skip = true");
    assert_eq!(outcome.properties("ThingPaintBody"), [""; 0]);
}

#[test]
fn names_can_make_room_for_each_other() {
    let rename = |property: &str, name: &str| {
        one(
            &format!("type = 'thing'\nproperty = '{property}'"),
            &format!("name = '{name}'"),
        )
    };
    let outcome = resolve(&(rename("size", "color") + &rename("color", "hue")));
    assert_eq!(outcome.faults(), [""; 0]);
    assert_eq!(outcome.property("thing", "size").rust, "color");
    assert_eq!(outcome.property("thing", "color").rust, "hue");
}

#[test]
fn overrides_of_nothing_are_found() {
    let cases = [
        (
            "type = 'thign'",
            "open = true",
            "2:8: override-unused: no page documents type `thign` (did you mean `microsoft.graph.thing`?)",
        ),
        (
            "type = 'thing'\nproperty = 'sise'",
            "skip = true",
            "3:12: override-unused: no page documents property `sise` of `thing` (did you mean `size`?)",
        ),
        (
            "type = 'gadget'\nproperty = 'color'",
            "required = true",
            "3:12: override-unused: no page documents property `color` of `gadget` (`microsoft.graph.gadget` inherits it from `microsoft.graph.thing`; override it there)",
        ),
        (
            "type = 'color'\nmember = 'reed'",
            "skip = true",
            "3:10: override-unused: no page documents member `reed` of `color` (did you mean `red`?)",
        ),
        (
            "type = 'thing'\nmember = 'red'",
            "skip = true",
            "3:10: override-unused: no page documents member `red` of `thing` (the type is no enumeration; name a `property` of it)",
        ),
        (
            "operation = 'PUT /things/{id}'",
            "skip = true",
            "2:13: override-unused: no page documents operation `PUT /things/{id}` (did you mean `GET /things/{id}`?)",
        ),
        (
            "operation = 'POST /things/{id}/point'",
            "answer = 'none'",
            "2:13: override-unused: no page documents operation `POST /things/{id}/point` (did you mean `/things/{id}/paint`?)",
        ),
        (
            "operation = 'GET /things/{id}'\nparameter = 'dept'",
            "required = true",
            "3:13: override-unused: no page documents parameter `dept` of `GET /things/{id}` (did you mean `depth`?)",
        ),
        (
            "operation = 'GET /things/{id}'\nparameter = 'id'",
            "required = true",
            "3:13: override-unused: no page documents parameter `id` of `GET /things/{id}` (it is a part of the path; an override can be about parameters of the query and headers)",
        ),
    ];
    for (subject, facts, expected) in cases {
        assert_eq!(fault(subject, facts), format!("docwright.toml:{expected}"));
    }
}

#[test]
fn facts_that_do_not_fit_are_found() {
    let cases = [
        (SIZE, "type = '()'", "`()` cannot be read as a type"),
        (
            SIZE,
            "name = 'id'",
            "`id` is taken: it is the name of property `id` of `microsoft.graph.thing`",
        ),
        (
            SIZE,
            "name = 'power'",
            "`power` is taken: it is the name of property `power` of `microsoft.graph.gadget`",
        ),
        (
            SIZE,
            "name = 'extra'",
            "`extra` is taken: generated code has it for itself",
        ),
        (SIZE, "name = 'type'", "`type` is a keyword of Rust"),
        (SIZE, "name = 'how large'", "`how large` is not a name in Rust"),
        (
            SIZE,
            "name = 'howLarge'",
            "`howLarge` is not how Rust writes names of fields and methods; `how_large` is",
        ),
        (
            "type = 'thing'",
            "name = 'a_thing'",
            "`a_thing` is not how Rust writes names of types and variants; `AThing` is",
        ),
        (
            "type = 'thing'",
            "name = 'Gadget'",
            "`Gadget` is taken: it is the name of type `microsoft.graph.gadget`",
        ),
        (
            "type = 'color'\nmember = 'red'",
            "name = 'Green'",
            "`Green` is taken: it is the name of member `green`",
        ),
        (
            "type = 'thing'",
            "flags = true",
            "type `thing` is no enumeration, so it has no values that combine",
        ),
        (
            "type = 'color'",
            "open = true",
            "type `color` is an enumeration, which is always open",
        ),
        (
            "type = 'color'",
            "base = 'thing'",
            "type `color` is an enumeration, which has no base",
        ),
        (
            "type = 'gadget'",
            "base = 'color'",
            "`gadget` cannot derive from `color`, which is an enumeration",
        ),
        (
            "type = 'gadget'",
            "base = 'thin'",
            "no page describes `thin`, which `gadget` is to derive from (did you mean `microsoft.graph.thing`?)",
        ),
        (
            "operation = 'GET /things/{id}'",
            "body = 'thing'",
            "`GET /things/{id}` cannot carry a body: requests of this method have none",
        ),
        (
            "operation = 'POST /things/{id}/paint'",
            "name = 'bend'",
            "`bend` is taken: `ThingsItem` has another method of this name",
        ),
        (
            "operation = 'GET /things/{id}'\nparameter = 'if-match'",
            "type = 'Int32'",
            "`if-match` is a header, which is always text",
        ),
        (
            "operation = 'GET /things/{id}'\nparameter = 'depth'",
            "name = 'width'",
            "`width` is taken: it is the name of parameter `width`",
        ),
    ];
    for (subject, facts, expected) in cases {
        let fault = fault(subject, facts);
        assert!(
            fault.contains(": override-unfit: ") && fault.ends_with(expected),
            "{fault}"
        );
    }
    // What a type cell of a page can get wrong is found in the same way, where it stands.
    let unknown = fault(SIZE, "type = 'extent'");
    assert_eq!(
        unknown,
        "docwright.toml:3:12: type-unknown: no page describes the type `extent`"
    );
    let circle = fault("type = 'thing'", "base = 'gadget'");
    assert!(circle.contains("base-cycle"), "{circle}");
}
