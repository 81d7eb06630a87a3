//! Relationships in parts of the API.

use super::*;
use crate::api::ExampleBody;

/// The API with relationships: of a message to a group, to attachments and to itself, and of items to the root of all.
fn related() -> Api {
    let mut api = api();
    let related = |name: &str, ty: TypeRef| Property {
        navigation: true,
        ..bare::property(name, ty)
    };
    let one = |id| TypeRef::Named(TypeId(id));
    let message = object(&mut api, MESSAGE);
    message.properties.insert(0, related("group", one(GROUP)));
    message.properties.push(related("reply", one(MESSAGE)));
    message
        .properties
        .push(related("owners", TypeRef::List(Box::new(one(USER)))));
    object(&mut api, ITEM).any = None;
    api
}

fn object(api: &mut Api, id: u32) -> &mut Object {
    match &mut api.types[id as usize].shape {
        Shape::Object(object) => object,
        Shape::Enumeration(_) => panic!("it is an object"),
    }
}

fn part(api: Api, pattern: &str) -> Api {
    let pattern = pattern.parse().expect("the pattern can be read");
    let api = select(api, &[pattern], &[]).expect("the pattern chooses something");
    assert_consistent(&api);
    api
}

fn properties<'a>(api: &'a Api, name: &str) -> Vec<&'a str> {
    let ty = api.types.iter().find(|ty| ty.rust == name).expect("the type stays");
    match &ty.shape {
        Shape::Object(object) => object
            .properties
            .iter()
            .map(|property| property.name.as_str())
            .collect(),
        Shape::Enumeration(_) => vec![],
    }
}

/// The example of a message, with this answer.
fn answering(mut api: Api, body: &str) -> Api {
    let example = api.examples.iter_mut().find(|example| example.rust == "message");
    example.expect("there is one").responses[0].body = Some(ExampleBody::Json(body.to_owned()));
    api
}

#[test]
fn relationships_bring_no_types() {
    let api = part(related(), "/me/messages/**#GET");
    assert_eq!(type_names(&api), ["attachment", "fileAttachment", "item", "message"]);
    assert_eq!(properties(&api, "message"), ["attachments", "reply"]);
}

#[test]
fn relationships_to_types_that_are_there_stay_in_their_order() {
    let whole = related();
    let names = properties(&whole, "message").join(" ");
    assert_eq!(names, "group attachments reply owners");
    let api = part(whole, "/**");
    assert_eq!(properties(&api, "message").join(" "), names);
}

#[test]
fn what_examples_show_stays() {
    let api = part(answering(related(), r#"{"owners": [{}]}"#), "/me/messages/*");
    assert_eq!(
        type_names(&api),
        ["attachment", "fileAttachment", "item", "message", "user"]
    );
    assert_eq!(properties(&api, "message"), ["attachments", "reply", "owners"]);
}

#[test]
fn the_root_of_all_brings_what_examples_name() {
    let any_item = || TypeRef::Polymorphic(TypeId(ITEM));
    let mut whole = related();
    whole.service.tag = "@odata.type".to_owned();
    object(&mut whole, MESSAGE)
        .properties
        .push(bare::property("subject", any_item()));
    let api = part(whole.clone(), "/me/messages/*");
    assert_eq!(type_names(&api), ["attachment", "fileAttachment", "item", "message"]);
    let api = part(
        answering(whole, r##"{"subject": {"@odata.type": "#user"}}"##),
        "/me/messages/*",
    );
    assert_eq!(
        type_names(&api),
        ["attachment", "fileAttachment", "item", "message", "user"]
    );
}
