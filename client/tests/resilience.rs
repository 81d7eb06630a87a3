//! The client when things go wrong, over real HTTP: throttling, time-outs, refused connections, tokens that expire.

mod sample;
mod support;

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, SystemTime};

use docwright_client::{AccessToken, Body, BoxFuture, Credential, ErrorKind, Result, RetryPolicy, TokenSource};

use crate::sample::Client;
use crate::support::{Chunks, Server, empty, json, status};

fn client(server: &Server) -> Client {
    builder(server).build().unwrap()
}

fn builder(server: &Server) -> docwright_client::Builder<Client> {
    Client::builder("t0ken").base_url(server.url())
}

#[tokio::test]
async fn throttled_requests_are_sent_again() {
    let count = AtomicUsize::new(0);
    let server = Server::start(move |request| match count.fetch_add(1, Ordering::SeqCst) {
        0 => status(429).header("retry-after", "0").body(empty()).unwrap(),
        1 if request.method() == "GET" => status(503).body(empty()).unwrap(),
        _ => json(200, r#"{"id": "1"}"#),
    })
    .await;
    let policy = RetryPolicy::default().first_wait(Duration::from_millis(1));
    let events = builder(&server).retry(policy).build().unwrap().me().events();
    assert_eq!(events.id("1").get().await.unwrap().id.as_deref(), Some("1"));
    assert_eq!(server.seen().len(), 3);

    let server = Server::start(|_| status(429).header("retry-after", "0").body(empty()).unwrap()).await;
    let content = client(&server).drive().path("f").content();
    let error = content.upload(Body::stream(Chunks(0), None)).await.unwrap_err();
    assert!(error.is_throttled() && error.retry_after() == Some(Duration::ZERO));
    assert_eq!(server.seen().len(), 1, "a stream cannot be sent again");
    content.upload("text").await.unwrap_err();
    assert_eq!(server.seen().len(), 5);
}

#[tokio::test]
async fn both_forms_of_retry_after_are_honoured() {
    let count = AtomicUsize::new(0);
    let server = Server::start(move |_| match count.fetch_add(1, Ordering::SeqCst) {
        0 => status(429).header("retry-after", "1").body(empty()).unwrap(),
        1 => {
            // Dates are in whole seconds: this one is between one and two seconds away.
            let date = jiff::Timestamp::now() + Duration::from_secs(2);
            let date = jiff::fmt::rfc2822::DateTimePrinter::new()
                .timestamp_to_rfc9110_string(&date)
                .unwrap();
            status(503).header("retry-after", date).body(empty()).unwrap()
        }
        _ => json(200, r#"{"id": "1"}"#),
    })
    .await;
    let started = std::time::Instant::now();
    client(&server).me().events().id("1").get().await.unwrap();
    let waited = started.elapsed().as_millis();
    assert!((2_000..4_500).contains(&waited), "{waited}");
    assert_eq!(server.seen().len(), 3);
}

#[tokio::test]
async fn dropping_a_request_cancels_it() {
    let server = Server::start(|_| status(429).header("retry-after", "1").body(empty()).unwrap()).await;
    let request = client(&server).me().events().id("1").get().send();
    tokio::time::timeout(Duration::from_millis(500), request)
        .await
        .unwrap_err();
    tokio::time::sleep(Duration::from_secs(1)).await;
    assert_eq!(server.seen().len(), 1, "nothing is sent again");
}

#[tokio::test]
async fn time_outs_and_refused_connections_are_errors() {
    let server = Server::start(|_| {
        std::thread::sleep(Duration::from_millis(300));
        json(200, "{}")
    })
    .await;
    let request = client(&server).me().events().id("1").get();
    let error = request.timeout(Duration::from_millis(20)).await.unwrap_err();
    assert!(error.is_timeout() && error.kind() == ErrorKind::Timeout, "{error}");

    let nobody = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", nobody.local_addr().unwrap());
    drop(nobody);
    let policy = RetryPolicy::default().first_wait(Duration::from_millis(1));
    let client = Client::builder("t0ken").base_url(url).retry(policy).build().unwrap();
    let error = client.me().events().id("1").get().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Transport);
    assert!(error.is_transient());
    assert!(error.to_string().contains("GET /me/events/1"), "{error}");
}

#[tokio::test]
async fn token_sources_are_asked_when_need_be() {
    struct Source(AtomicUsize, Duration);

    impl TokenSource for Source {
        fn token(&self) -> BoxFuture<'_, Result<AccessToken>> {
            let number = self.0.fetch_add(1, Ordering::SeqCst);
            let token = AccessToken::new(format!("t{number}"));
            let token = token.expiring(SystemTime::now() + self.1);
            Box::pin(async { Ok(token) })
        }
    }

    let server = Server::start(|_| json(200, "{}")).await;
    for (lifetime, expected) in [(3600, "Bearer t0"), (1, "Bearer t1")] {
        let source = Arc::new(Source(AtomicUsize::new(0), Duration::from_secs(lifetime)));
        let client = Client::builder(Credential::from(source))
            .base_url(server.url())
            .build()
            .unwrap();
        for _ in 0..2 {
            client.me().events().id("1").get().await.unwrap();
        }
        assert_eq!(server.seen().last().unwrap().headers()["authorization"], expected);
    }
}
