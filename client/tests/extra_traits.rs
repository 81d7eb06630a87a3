//! What the feature `extra-traits` gives generated types, and places in the service's URL space.
#![cfg(feature = "extra-traits")]

mod sample;

use docwright_client::testing::MockTransport;

use crate::sample::{AnyAttachment, Attachment, Event, FileAttachment};

#[test]
fn places_are_copied_and_shown() {
    let client = sample::Client::builder("t")
        .transport(MockTransport::new(|_| unreachable!("nothing is sent")))
        .build()
        .unwrap();
    let place = client.me();
    let copy = place.clone();
    assert_eq!(format!("{copy:?}"), format!("{place:?}"));
    assert!(format!("{place:?}").contains("/me"), "{place:?}");
}

#[test]
fn objects_are_compared_by_their_members() {
    let mut event = Event::new().subject("Lunch");
    let copy = event.clone();
    assert_eq!(event, copy);
    event.extra.insert("more", 1);
    assert_ne!(event, copy);
}

#[test]
fn values_of_a_hierarchy_are_compared_by_type_and_members() {
    let file = || FileAttachment::new().name("a");
    assert_eq!(AnyAttachment::from(file()), AnyAttachment::from(file()));
    assert_ne!(AnyAttachment::from(file()), AnyAttachment::from(file().name("b")));
    assert_ne!(
        AnyAttachment::from(file()),
        AnyAttachment::from(Attachment::from(AnyAttachment::from(file())))
    );
}
