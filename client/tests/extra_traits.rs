//! What the feature `extra-traits` gives places in the service's URL space.
#![cfg(feature = "extra-traits")]

mod sample;

use docwright_client::testing::MockTransport;

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
