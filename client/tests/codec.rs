//! Round trips through the codec, on types as the emitter writes them.

mod sample;

use docwright_client::codec::{self, decode, encode};
use docwright_client::testing::parse;
use docwright_client::{Binary, Dialect, Json, Null, Page, Wrapped};
use serde_json::json;

use crate::sample::{AnyAttachment, Attachment, Attendee, Day, Entity, Event, FileAttachment, Importance, Location};

/// The JSON path and the problem of a text that is not a `T`.
fn fault<T: docwright_client::codec::Document + std::fmt::Debug>(text: &str) -> (String, String) {
    let fault = decode::<T>(text, Dialect::default_ref()).expect_err("a fault");
    (fault.path(), fault.problem().to_owned())
}

fn write<T: docwright_client::codec::Document>(value: &T) -> String {
    encode(value, Dialect::default_ref())
}

#[test]
fn every_kind_of_field_makes_a_round_trip() {
    let text = json!({
        "id": "1",
        "subject": "Überraschung \"am\" Freitag",
        "isAllDay": false,
        "seats": -3,
        "size": 9_007_199_254_740_993_i64,
        "createdDateTime": "2024-03-01T12:00:00.5Z",
        "transactionId": "6c1e1a2a-0f2e-4a55-9f8a-111111111111",
        "importance": "high",
        "days": "monday,friday",
        "categories": ["a", "b"],
        "location": {"displayName": "Room 1"},
        "attendees": [{"address": "a@example.com"}, {}],
        "attachments": [],
        "seriesMaster": {"id": "0", "seriesMaster": {"id": "00"}},
        "thumbnail": "AAEC/w==",
        "settings": {"any": [1, null, {"deep": true}]},
    });
    let event: Event = parse(&text.to_string());
    assert_eq!(event.importance, Some(Importance::High));
    assert!(event.days.as_ref().unwrap().contains(&Day::Friday));
    assert_eq!(event.thumbnail.as_deref(), Some(&[0, 1, 2, 255][..]));
    assert_eq!(event.size, Some(9_007_199_254_740_993));
    assert_eq!(event.attendees.as_ref().unwrap().len(), 2);
    assert_eq!(event.location.as_ref().unwrap().display_name.as_deref(), Some("Room 1"));
    assert_eq!(serde_json::from_str::<Json>(&write(&event)).unwrap(), text);
    assert!(codec::equal(&event, &event.clone()));
}

#[test]
fn fields_are_written_in_the_order_of_their_declaration() {
    let event: Event = parse(r#"{"zebra": 1, "seats": 2, "id": "1", "aardvark": {}}"#);
    assert_eq!(write(&event), r#"{"id":"1","seats":2,"zebra":1,"aardvark":{}}"#);
    assert_eq!(write(&Event::new()), "{}");
}

#[test]
fn null_and_absent_are_told_apart() {
    let event: Event = parse(r#"{"subject": null, "location": null, "seats": 1}"#);
    assert_eq!(event.subject, None);
    assert!(event.extra.is_null("subject") && !event.extra.is_null("id"));
    assert_eq!(write(&event), r#"{"seats":1,"subject":null,"location":null}"#);

    let patch = Event::new().location(Null).subject("x").seats(None::<i32>);
    assert_eq!(write(&patch), r#"{"subject":"x","location":null}"#);
    // A value set later takes the place of the null.
    let patch = patch.location(Location::new().display_name("here"));
    assert_eq!(write(&patch), r#"{"subject":"x","location":{"displayName":"here"}}"#);
    // A field that was assigned hides a null that was read.
    let mut event = event;
    event.subject = Some(String::from("now"));
    assert_eq!(write(&event), r#"{"subject":"now","seats":1,"location":null}"#);
}

#[test]
fn setters_take_what_is_at_hand() {
    let event = Event::new()
        .subject("a")
        .subject(String::from("b"))
        .seats(2)
        .size(3)
        .importance("urgent")
        .days([Day::Monday, Day::Friday])
        .categories(["x", "y"])
        .attendees([Attendee::new().address("a@example.com")])
        .attachments(vec![FileAttachment::new().name("f").into()]);
    assert_eq!(
        write(&event),
        concat!(
            r##"{"subject":"b","seats":2,"size":3,"importance":"urgent","days":"monday,friday","##,
            r##""categories":["x","y"],"attendees":[{"address":"a@example.com"}],"##,
            r##""attachments":[{"@odata.type":"#microsoft.graph.fileAttachment","name":"f"}]}"##
        )
    );
}

#[test]
fn unknown_enumeration_values_survive() {
    let event: Event = parse(r#"{"importance": "Urgent", "days": "friday, someday"}"#);
    let importance = event.importance.as_ref().unwrap();
    assert!(matches!(importance, Importance::Other(name) if name == "Urgent"));
    assert_eq!(importance.to_string(), "Urgent");
    assert_eq!(event.days.as_ref().unwrap().to_string(), "friday,someday");
    assert_eq!(write(&event), r#"{"importance":"Urgent","days":"friday,someday"}"#);
    assert_eq!(Importance::from("low"), Importance::Low);
}

#[test]
fn derived_types_are_told_by_their_tag_wherever_it_stands() {
    for text in [
        r##"{"@odata.type": "#microsoft.graph.fileAttachment", "name": "f", "contentBytes": "AQ=="}"##,
        r#"{"name": "f", "x": {"@odata.type": 1}, "contentBytes": "AQ==", "@odata.type": "microsoft.graph.fileAttachment"}"#,
        r##"{"name": "f", "contentBytes": "AQ==", "\u0040odata.type": "#microsoft.graph.fileAttachment"}"##,
    ] {
        let attachment: AnyAttachment = parse(text);
        let AnyAttachment::FileAttachment(file) = &attachment else {
            panic!("{attachment:?}");
        };
        assert_eq!(file.content_bytes, Some(Binary::from(vec![1])));
        let again: AnyAttachment = parse(&write(&attachment));
        assert!(codec::equal_polymorph(&again, &attachment));
        assert!(codec::equal_polymorph(&attachment.clone(), &attachment));
    }
}

#[test]
fn an_object_as_its_base_loses_nothing() {
    let text = r##"{"@odata.type":"#microsoft.graph.fileAttachment","name":"a","contentBytes":"aGk=","size":2}"##;
    let base: Attachment = parse::<AnyAttachment>(text).into();
    assert_eq!(base.name.as_deref(), Some("a"));
    assert_eq!(base.extra.get("contentBytes"), Some(&"aGk=".into()));
    let AnyAttachment::FileAttachment(again) = parse::<AnyAttachment>(&write(&base)) else {
        panic!("the tag is kept");
    };
    assert_eq!(again.content_bytes.as_deref(), Some(&b"hi"[..]));
    assert_eq!(again.extra.get("size"), Some(&2.into()));
    let known: Attachment = AnyAttachment::from(base.clone()).into();
    assert!(codec::equal(&known, &base));
}

#[test]
fn an_unknown_derived_type_is_the_base_and_keeps_all() {
    let text = r##"{"@odata.type":"#microsoft.graph.hologram","name":"h","depth":3}"##;
    let attachment: AnyAttachment = parse(text);
    let AnyAttachment::Attachment(base) = &attachment else {
        panic!("{attachment:?}");
    };
    assert_eq!(base.name.as_deref(), Some("h"));
    assert_eq!(base.extra.get("depth"), Some(&json!(3)));
    let written: Json = parse(&write(&attachment));
    assert_eq!(written, parse::<Json>(text));
    // Without a tag it is the base as well, and none is invented.
    assert_eq!(write(&parse::<AnyAttachment>(r#"{"name":"p"}"#)), r#"{"name":"p"}"#);
}

#[test]
fn faults_name_the_path() {
    assert_eq!(
        fault::<Page<Event>>(r#"{"value": [{"attendees": [{"address": "a"}, {"address": 5}]}]}"#),
        (
            "$.value[0].attendees[1].address".into(),
            "expected a string, found a number".into()
        )
    );
    assert_eq!(
        fault::<Event>(r#"{"createdDateTime": "yesterday"}"#),
        (
            "$.createdDateTime".into(),
            "expected a date and time, found \"yesterday\"".into()
        )
    );
    assert_eq!(
        fault::<Event>(r#"{"@odata.etag": 1, "attendees": {}}"#),
        ("$.attendees".into(), "expected an array, found an object".into())
    );
    assert_eq!(
        fault::<Event>(r#"{"@odata.context": {"a b": [1, x]}}"#),
        ("$['@odata.context']['a b'][1]".into(), "expected a value".into())
    );
    assert_eq!(
        fault::<Vec<String>>(r#"["a", null]"#),
        ("$[1]".into(), "expected a string, found null".into())
    );
    assert_eq!(fault::<Event>("{} {}").1, "expected the end of the text");
    assert_eq!(fault::<Event>("").1, "expected a value, the text ends");
}

#[test]
fn nesting_has_a_limit() {
    let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    assert!(decode::<Json>(&nested(128), Dialect::default_ref()).is_ok());
    assert_eq!(fault::<Json>(&nested(129)).1, "nested deeper than 128 levels");
    let deep = r#"{"seriesMaster": "#.repeat(200);
    assert_eq!(fault::<Event>(&deep).1, "nested deeper than 128 levels");
    // Two objects side by side are not deeper than one.
    let wide = format!("[{}{{}}]", "[{}],".repeat(1000));
    assert!(decode::<Json>(&wide, Dialect::default_ref()).is_ok());
}

#[test]
fn pages_keep_their_envelope() {
    let text = r#"{"@odata.context":"c","@odata.count":2,"value":[{"id":"1"}],"@odata.nextLink":"https://x/y"}"#;
    let page: Page<Event> = parse(text);
    assert_eq!((page.value.len(), page.count), (1, Some(2)));
    assert_eq!(page.next_link.as_deref(), Some("https://x/y"));
    assert_eq!(parse::<Json>(&write(&page)), parse::<Json>(text));
    assert_eq!(
        fault::<Page<Event>>(r#"{"id": "1"}"#).1,
        "expected a page, which has `value`"
    );
    assert_eq!(
        fault::<Page<Event>>(r#"{"value": [], "value": []}"#).1,
        "`value` for a second time"
    );

    let wrapped: Wrapped<i32> = parse(r#"{"@odata.context":"c","value":3}"#);
    assert_eq!(wrapped.value, Some(3));
    assert_eq!(write(&wrapped), r#"{"@odata.context":"c","value":3}"#);
    let nothing: Wrapped<i32> = parse(r#"{"value":null}"#);
    assert_eq!(nothing.value, None);
    assert_eq!(write(&nothing), r#"{"value":null}"#);
}

#[test]
fn another_dialect_has_other_names() {
    static PLAIN: Dialect = {
        let mut dialect = Dialect::ODATA;
        dialect.type_tag = "kind";
        dialect.type_tag_prefix = "";
        dialect
    };
    let text = r#"{"name":"f","kind":"microsoft.graph.fileAttachment"}"#;
    let attachment: AnyAttachment = decode(text, &PLAIN).unwrap();
    assert!(matches!(attachment, AnyAttachment::FileAttachment(_)));
    let new = AnyAttachment::from(FileAttachment::new().name("f"));
    assert_eq!(
        encode(&new, &PLAIN),
        r#"{"kind":"microsoft.graph.fileAttachment","name":"f"}"#
    );
}

#[test]
fn debug_shows_what_is_there() {
    let event: Event = parse(r#"{"subject": "s", "location": {"displayName": "d"}, "x": 1}"#);
    assert_eq!(
        format!("{event:?}"),
        r#"Event { subject: "s", location: Location { displayName: "d" }, extra: {"x": Number(1)} }"#
    );
}

#[test]
fn a_wrong_field_type_is_found_at_once() {
    let wrong = std::panic::catch_unwind(|| docwright_client::codec::set::<_, i32, _>(Event::new(), 1, 5));
    assert!(wrong.is_err());
}

#[test]
fn the_root_gives_the_type_that_an_object_really_is() {
    let text = r##"{"@odata.type":"#microsoft.graph.event","id":"1","subject":"Lunch","location":{"displayName":"Room 1"},"zebra":1}"##;
    let entity: Entity = parse(text);
    assert_eq!(entity.kind(), Some("microsoft.graph.event"));
    let event: Event = entity.downcast().expect("the members fit").expect("it is an event");
    assert_eq!(event.id.as_deref(), Some("1"));
    assert_eq!(event.subject.as_deref(), Some("Lunch"));
    assert_eq!(event.location.as_ref().unwrap().display_name.as_deref(), Some("Room 1"));
    assert_eq!(event.extra.get("zebra"), Some(&json!(1)));
    assert_eq!(
        serde_json::from_str::<Json>(&write(&event)).unwrap(),
        serde_json::from_str::<Json>(text).unwrap()
    );
    assert!(entity.downcast::<FileAttachment>().expect("nothing is read").is_none());
}

#[test]
fn the_caller_knows_what_an_object_without_a_tag_is() {
    let entity: Entity = parse(r#"{"id": "1", "subject": "Lunch", "seats": null}"#);
    assert_eq!(entity.kind(), None);
    let event: Event = entity.downcast().expect("the members fit").expect("the caller says so");
    assert_eq!(event.subject.as_deref(), Some("Lunch"));
    assert!(event.extra.is_null("seats"));

    let wrong: Entity = parse(r#"{"id": "1", "subject": ["Lunch"]}"#);
    let error = wrong.downcast::<Event>().expect_err("a list is no text");
    assert_eq!(error.json_path(), Some("$.subject"));
}
