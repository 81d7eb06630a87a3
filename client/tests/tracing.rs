//! What traces show of requests, and what they must not.
#![cfg(feature = "tracing")]

mod sample;
mod support;

use std::collections::BTreeMap;
use std::fmt;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

use crate::sample::Client;
use crate::support::{Server, empty, json, status};

/// Keeps the fields of all spans.
#[derive(Clone, Default)]
struct Spans(Arc<Mutex<Vec<BTreeMap<&'static str, String>>>>);

impl Subscriber for Spans {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, attributes: &Attributes<'_>) -> Id {
        let mut spans = self.0.lock().unwrap();
        let mut fields = BTreeMap::new();
        attributes.record(&mut Fields(&mut fields));
        spans.push(fields);
        Id::from_u64(spans.len() as u64)
    }

    fn record(&self, span: &Id, values: &Record<'_>) {
        let mut spans = self.0.lock().unwrap();
        let index = usize::try_from(span.into_u64()).unwrap() - 1;
        values.record(&mut Fields(&mut spans[index]));
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, _: &Event<'_>) {}

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

struct Fields<'a>(&'a mut BTreeMap<&'static str, String>);

impl Visit for Fields<'_> {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        self.0.insert(field.name(), format!("{value:?}"));
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        self.0.insert(field.name(), value.to_owned());
    }
}

#[tokio::test]
async fn spans_follow_the_conventions_and_hold_no_secret() {
    let count = AtomicUsize::new(0);
    let server = Server::start(move |request| match request.uri().path() {
        "/v1.0/me/events/gone" => json(404, r#"{"error": {"code": "x", "message": "y"}}"#),
        _ if count.fetch_add(1, Ordering::SeqCst) == 0 => status(429).header("retry-after", "0").body(empty()).unwrap(),
        _ => json(200, r#"{"id": "1"}"#),
    })
    .await;
    let spans = Spans::default();
    let kept = Arc::clone(&spans.0);
    let _guard = tracing::subscriber::set_default(spans);
    let client = Client::builder("t0ken").base_url(server.url()).build().unwrap();
    client
        .me()
        .events()
        .id("hunter1")
        .get()
        .query("key", &"hunter2")
        .await
        .unwrap();
    client.me().events().id("gone").get().await.unwrap_err();
    let session =
        docwright_client::Upload::<docwright_client::Json>::new(&client, format!("{}/hunter3", server.url()), "x");
    session.send().await.unwrap();

    let spans = kept.lock().unwrap();
    let ours: Vec<_> = spans.iter().filter(|span| span.contains_key("otel.kind")).collect();
    assert_eq!(ours.len(), 3);
    let port = server.address.port().to_string();
    for (name, value) in [
        ("otel.name", "GET /me/events/{}"),
        ("otel.kind", "client"),
        ("http.request.method", "GET"),
        ("http.request.resend_count", "1"),
        ("http.response.status_code", "200"),
        ("server.address", "127.0.0.1"),
        ("server.port", port.as_str()),
        ("url.template", "/me/events/{}"),
        ("url.full", &format!("{}/me/events/hunter1", server.url())),
    ] {
        assert_eq!(ours[0].get(name).map(String::as_str), Some(value), "{name}");
    }
    assert!(!ours[0].contains_key("error.type"));
    assert_eq!(ours[1]["error.type"], "404");
    assert_eq!(ours[1]["http.response.status_code"], "404");
    assert!(!ours[2].contains_key("url.full") && !ours[2].contains_key("url.template"));
    let all = format!("{ours:?}");
    for secret in ["t0ken", "hunter2", "hunter3"] {
        assert!(!all.contains(secret), "{secret} in {all}");
    }
}
