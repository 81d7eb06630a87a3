//! Services that answer what nobody documented, over real HTTP; and very much of what they did.

mod sample;
mod support;

use std::sync::Arc;

use docwright_client::codec::encode;
use docwright_client::{Dialect, ErrorKind, Json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};

use crate::sample::{AnyAttachment, Client, Event, Importance};
use crate::support::{Server, json};

fn client(server: &Server) -> Client {
    Client::builder("t0ken").base_url(server.url()).build().unwrap()
}

async fn event(body: &'static str) -> docwright_client::Result<Event> {
    let server = Server::start(move |_| json(200, body)).await;
    client(&server).me().events().id("1").get().await
}

fn again(event: &Event) -> Json {
    serde_json::from_str(&encode(event, &Dialect::ODATA)).unwrap()
}

#[tokio::test]
async fn an_unknown_value_of_an_enumeration_is_kept() {
    let event = event(r#"{"importance": "urgent"}"#).await.unwrap();
    assert_eq!(event.importance, Some(Importance::Other(String::from("urgent"))));
    assert_eq!(again(&event), serde_json::json!({"importance": "urgent"}));
}

#[tokio::test]
async fn an_unknown_derived_type_is_its_base_and_keeps_what_it_has() {
    let text = r##"{"attachments": [{"@odata.type": "#microsoft.graph.hologram", "name": "x", "depth": 3}]}"##;
    let event = event(text).await.unwrap();
    let Some([AnyAttachment::Attachment(base)]) = event.attachments.as_deref() else {
        panic!("not the base: {:?}", event.attachments);
    };
    assert_eq!(base.name.as_deref(), Some("x"));
    assert_eq!(again(&event), serde_json::from_str::<Json>(text).unwrap());
}

#[tokio::test]
async fn a_null_where_a_value_is_documented_is_none() {
    let event = event(r#"{"subject": null, "seats": null, "attendees": null}"#)
        .await
        .unwrap();
    assert_eq!((&event.subject, event.seats), (&None, None));
    assert_eq!(
        again(&event),
        serde_json::json!({"subject": null, "seats": null, "attendees": null})
    );
}

#[tokio::test]
async fn a_wrong_type_is_an_error_that_says_where() {
    let body = r#"{"value": [{"id": "1"}, {"id": "2", "attendees": [{"address": {"secret": "hunter2"}}]}]}"#;
    let server = Server::start(move |_| json(200, body)).await;
    let error = client(&server).me().events().list().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert_eq!(error.json_path(), Some("$.value[1].attendees[0].address"));
    assert!(error.excerpt().unwrap().contains("\"secret\": \"hunter2\""));
    assert_eq!(error.body(), body);
    let line = error.to_string();
    assert!(
        line.contains("$.value[1].attendees[0].address") && line.contains("GET /v1.0/me/events"),
        "{line}"
    );
    // What was sent may be a secret, so that only those who ask see it.
    assert!(
        !line.contains("hunter2") && !format!("{error:?}").contains("hunter2"),
        "{error:?}"
    );
}

#[tokio::test]
async fn a_connection_that_is_cut_amid_a_body_is_an_error() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/v1.0", listener.local_addr().unwrap());
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let _ = stream.read(&mut [0; 4096]).await;
            let half = b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{\"subject\": \"ha";
            let _ = stream.write_all(half).await;
        }
    });
    let client = Client::builder("t0ken").base_url(url).build().unwrap();
    let error = client.me().events().id("1").get().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Transport);
    assert!(
        error.is_transient() && error.to_string().starts_with("the connection broke"),
        "{error}"
    );

    let mut stream = client.drive().path("f").content().download().await.unwrap();
    assert_eq!(stream.try_next().await.unwrap().unwrap().len(), 15);
    assert_eq!(stream.try_next().await.unwrap_err().kind(), ErrorKind::Transport);
}

#[tokio::test]
async fn ten_thousand_pages_take_no_more_memory_than_a_thousand() {
    let filler = "x".repeat(8 * 1024);
    let server = Server::forgetful(move |request| {
        let query = request.uri().query().unwrap_or("$skiptoken=0");
        let page: u32 = query.rsplit('=').next().unwrap().parse().unwrap();
        let host = request.headers()["host"].to_str().unwrap();
        let link = format!(
            r#", "@odata.nextLink": "http://{host}/v1.0/me/events?$skiptoken={}""#,
            page + 1
        );
        let link = if page == 9_999 { "" } else { &link };
        json(
            200,
            &format!(r#"{{"value": [{{"id": "{page}", "subject": "{filler}"}}]{link}}}"#),
        )
    })
    .await;
    let mut items = client(&server).me().events().list().items();
    let (mut count, mut early) = (0, 0);
    while let Some(event) = items.try_next().await.unwrap() {
        assert_eq!(event.id.unwrap(), count.to_string());
        count += 1;
        if count == 1_000 {
            early = memory();
        }
    }
    assert_eq!(count, 10_000);
    let grown = memory().saturating_sub(early);
    // All the pages together are eighty megabytes.
    assert!(grown < 16 * 1024 * 1024, "grown by {grown} bytes");
}

/// How much memory the process has, in bytes; 0 where that cannot be told.
fn memory() -> u64 {
    let text = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = text.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let number = line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok());
    number.unwrap_or_default() * 1024
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_hundred_requests_at_once_get_their_own_answers() {
    let server = Server::start(|request| {
        let id = request.uri().path().rsplit('/').next().unwrap();
        json(200, &format!(r#"{{"id": "{id}"}}"#))
    })
    .await;
    let client = client(&server);
    let gate = Arc::new(tokio::sync::Barrier::new(200));
    let tasks: Vec<_> = (0..200)
        .map(|number: u32| {
            let (client, gate) = (client.clone(), Arc::clone(&gate));
            tokio::spawn(async move {
                gate.wait().await;
                let event = client.me().events().id(number).get().await.unwrap();
                assert_eq!(event.id.unwrap(), number.to_string());
            })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
    assert_eq!(server.seen().len(), 200);
}
