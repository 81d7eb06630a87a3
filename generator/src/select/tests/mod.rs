//! Parts of a small API.

mod relationships;
mod sample;

use super::*;
use crate::api::{DocPiece, Object, Property, Shape, TypeId, TypeRef, bare};
use sample::{GROUP, ITEM, MESSAGE, ROOT, UNUSED, USER, api};

fn selected(include: &[&str], exclude: &[&str]) -> Api {
    let patterns = |texts: &[&str]| -> Vec<Pattern> {
        let patterns = texts.iter().map(|text| text.parse());
        patterns.collect::<Result<_, _>>().expect("the patterns can be read")
    };
    let api = select(api(), &patterns(include), &patterns(exclude)).expect("the patterns choose something");
    assert_consistent(&api);
    api
}

/// Whatever is selected, each id leads to something, and operations can be reached.
fn assert_consistent(api: &Api) {
    let mut checked = api.clone();
    let mut check = |reference: renumber::Reference<'_>| match reference {
        renumber::Reference::Type(TypeRef::Named(id) | TypeRef::Polymorphic(id) | TypeRef::Flags(id))
        | renumber::Reference::Base(id) => {
            assert!((id.0 as usize) < api.types.len());
        }
        renumber::Reference::Type(_) | renumber::Reference::Docs(_) => {}
    };
    checked
        .types
        .iter_mut()
        .for_each(|ty| renumber::visit_type(ty, &mut check));
    checked
        .operations
        .iter_mut()
        .for_each(|operation| renumber::visit_operation(operation, &mut check));
    let called = |id: usize| {
        let mut calls = api.nodes.iter().flat_map(|node| &node.calls);
        calls.any(|call| call.operation.0 as usize == id)
    };
    assert!((0..api.operations.len()).all(called));
    let reached = |id: usize| {
        id == 0
            || api
                .nodes
                .iter()
                .flat_map(|node| &node.edges)
                .any(|edge| edge.target.0 as usize == id)
    };
    assert!((0..api.nodes.len()).all(reached));
}

fn type_names(api: &Api) -> Vec<&str> {
    api.types.iter().map(|ty| ty.rust.as_str()).collect()
}

fn node_names(api: &Api) -> Vec<&str> {
    api.nodes.iter().map(|node| node.rust.as_str()).collect()
}

fn example_names(api: &Api) -> Vec<&str> {
    api.examples.iter().map(|example| example.rust.as_str()).collect()
}

#[test]
fn no_pattern_keeps_everything() {
    let whole = api();
    assert_eq!(selected(&[], &[]), whole);
    assert_eq!(type_names(&whole)[UNUSED as usize], "zone");
}

#[test]
fn everything_keeps_all_but_what_is_unused() {
    let api = selected(&["/**"], &[]);
    assert_eq!(
        type_names(&api),
        ["attachment", "fileAttachment", "group", "item", "message", "user"]
    );
    assert_eq!(api.operations, self::api().operations);
    assert_eq!(example_names(&api), ["groups", "message", "user_message", "group"]);
    let edges = |api: &Api| api.nodes.iter().map(|node| node.edges.len()).collect::<Vec<_>>();
    assert_eq!(edges(&api), edges(&self::api()));
}

#[test]
fn a_part_has_what_it_needs_and_nothing_else() {
    let api = selected(&["/me/messages/**#GET"], &[]);
    let templates: Vec<_> = api
        .operations
        .iter()
        .map(|operation| operation.templates.join(" "))
        .collect();
    assert_eq!(templates, ["/me/messages", "/me/messages/{id}"]);
    // Derived attachments may come; the users and groups that derive from `item` may not.
    assert_eq!(type_names(&api), ["attachment", "fileAttachment", "item", "message"]);
    assert_eq!(node_names(&api), ["Client", "Person", "Messages", "Message"]);
    let root = &api.nodes[ROOT as usize];
    assert_eq!(
        root.edges.iter().map(|edge| edge.rust.as_str()).collect::<Vec<_>>(),
        ["me"]
    );
    assert_eq!(api.nodes[1].templates, ["/me"]);
    assert_eq!(api.nodes[1].calls, []);
    assert_eq!(
        api.operation(api.nodes[3].calls[0].operation).templates,
        ["/me/messages/{id}"]
    );
}

#[test]
fn examples_of_what_goes_lose_their_request_or_go() {
    let api = selected(&["/me/messages/**#GET"], &[]);
    assert_eq!(example_names(&api), ["message", "user_message"]);
    let requests: Vec<_> = api.examples.iter().map(|example| example.request.is_some()).collect();
    assert_eq!(requests, [true, false]);
}

#[test]
fn shared_places_keep_the_ways_that_are_wanted() {
    let api = selected(&["/groups/{group-id}/messages/*"], &[]);
    assert_eq!(node_names(&api), ["Client", "Message", "Group"]);
    assert_eq!(api.nodes[1].templates, ["/groups/{id}/messages/{id}"]);
    assert_eq!(api.nodes[1].calls.len(), 1);
}

#[test]
fn exclusions_beat_inclusions() {
    let api = selected(&["/me/**"], &["/me/messages/**", "/**#POST"]);
    let templates: Vec<_> = api
        .operations
        .iter()
        .map(|operation| operation.templates.join(" "))
        .collect();
    assert_eq!(templates, ["/me"]);
    assert_eq!(type_names(&api), ["item", "user"]);
}

#[test]
fn links_to_what_goes_become_text() {
    let api = selected(&["/me"], &[]);
    let user = api.types.iter().find(|ty| ty.rust == "user").expect("the user stays");
    assert_eq!(user.docs.pieces[1], DocPiece::Text("group".to_owned()));
}

#[test]
fn unused_enumerations_over_types_go() {
    let any = |api: &Api, name: &str| match &api.types.iter().find(|ty| ty.rust == name)?.shape {
        Shape::Object(object) => object.any.clone(),
        Shape::Enumeration(_) => None,
    };
    let api = selected(&["/me/**"], &[]);
    assert_eq!(any(&api, "attachment").as_deref(), Some("Anyattachment"));
    assert_eq!(any(&api, "item"), None);
}

#[test]
fn operations_that_no_walk_spells_keep_all_ways() {
    let mut odd = api();
    odd.operations[6].templates = vec!["/me/microsoft.graph.sendMail".to_owned()];
    let api = select(odd, &["/me/microsoft*".parse().expect("the pattern can be read")], &[]).expect("it chooses one");
    assert_consistent(&api);
    assert_eq!(node_names(&api), ["Client", "Person"]);
    assert_eq!(api.nodes[0].edges.len(), 2);
    assert_eq!(api.nodes[1].calls.len(), 1);
}

#[test]
fn patterns_that_choose_nothing_are_errors() {
    let pattern = "/me/mesages".parse().expect("the pattern can be read");
    let error = select(api(), &[pattern], &[]).expect_err("nothing is chosen");
    assert!(matches!(error, Error::NothingSelected { operations: 7, .. }), "{error}");
}
