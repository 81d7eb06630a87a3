//! What users do with futures and values on a multi-threaded runtime: they must be `Send`.
//!
//! This is a crate of its own, as users' crates are, with the compiler's default recursion limit.

mod sample;

use docwright_client::{ByteStream, Client, Error, Items, Page, Pages, Request, Sending};

use crate::sample::{AnyAttachment, Event};

fn is_send<T: Send>() {}
fn is_sync<T: Sync>() {}
fn is_send_value<T: Send>(_: T) {}

#[test]
fn everything_moves_between_threads() {
    is_send::<Client>();
    is_sync::<Client>();
    is_send::<Error>();
    is_sync::<Error>();
    is_send::<Request<Event>>();
    is_send::<Sending<Page<Event>>>();
    is_send::<Items<Event>>();
    is_send::<Pages<Event>>();
    is_send::<ByteStream>();
    is_send::<Event>();
    is_sync::<Event>();
    is_send::<AnyAttachment>();
}

/// A value that is held while something is awaited.
async fn hold(client: sample::Client) -> docwright_client::Result<()> {
    let event = client.me().events().id("1").get().await?;
    let mut items = client.me().events().list().items();
    while let Some(item) = items.try_next().await? {
        client
            .me()
            .events()
            .id(item.id.as_deref().unwrap_or_default())
            .update(&event)
            .await?;
    }
    drop(event);
    Ok(())
}

#[test]
fn futures_that_hold_values_are_send() {
    let client = sample::Client::builder("token")
        .transport(docwright_client::testing::NoTransport)
        .build()
        .unwrap();
    is_send_value(hold(client));
}

macro_rules! cycle {
    ($($name:ident -> $next:ident)*) => {$(
        struct $name {
            next: Option<docwright_client::Boxed<$next>>,
            all: Option<docwright_client::List<$next>>,
            extra: docwright_client::Extra,
        }

        docwright_client::object! {
            $name("") {
                0 => next: "next",
                1 => all: "all",
            }
        }
    )*};
}

// Plain boxes give out in a cycle of some forty types.
cycle! {
    A0 -> A1 A1 -> A2 A2 -> A3 A3 -> A4 A4 -> A5 A5 -> A6 A6 -> A7 A7 -> A8 A8 -> A9 A9 -> B0
    B0 -> B1 B1 -> B2 B2 -> B3 B3 -> B4 B4 -> B5 B5 -> B6 B6 -> B7 B7 -> B8 B8 -> B9 B9 -> C0
    C0 -> C1 C1 -> C2 C2 -> C3 C3 -> C4 C4 -> C5 C5 -> C6 C6 -> C7 C7 -> C8 C8 -> C9 C9 -> D0
    D0 -> D1 D1 -> D2 D2 -> D3 D3 -> D4 D4 -> D5 D5 -> D6 D6 -> D7 D7 -> D8 D8 -> D9 D9 -> E0
    E0 -> E1 E1 -> E2 E2 -> E3 E3 -> E4 E4 -> E5 E5 -> E6 E6 -> E7 E7 -> E8 E8 -> E9 E9 -> F0
    F0 -> F1 F1 -> F2 F2 -> F3 F3 -> F4 F4 -> F5 F5 -> F6 F6 -> F7 F7 -> F8 F8 -> F9 F9 -> A0
}

#[test]
fn long_cycles_of_types_are_send() {
    is_send::<A0>();
    is_sync::<F9>();
    is_send::<Sending<Page<A0>>>();
    let value: A0 = docwright_client::testing::parse(r#"{"next": {"next": {"all": [{}]}}}"#);
    assert!(docwright_client::codec::equal(&value, &value.clone()));
}
