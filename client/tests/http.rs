//! The client over real HTTP, against a server on the loopback interface.

mod sample;
mod support;

use std::sync::{Arc, Mutex};

use docwright_client::testing::MockTransport;
use docwright_client::{Body, ErrorKind, Null, Page};

use crate::sample::{Client, Event};
use crate::support::{Chunks, Server, empty, json, status};

fn client(server: &Server) -> Client {
    builder(server).build().unwrap()
}

fn builder(server: &Server) -> docwright_client::Builder<Client> {
    Client::builder("t0ken").base_url(server.url())
}

#[tokio::test]
async fn lists_with_query_options() {
    let server = Server::start(|_| json(200, r#"{"value": [{"subject": "a"}]}"#)).await;
    let request = client(&server).me().events().list();
    let page = request
        .select(["subject"])
        .top(2)
        .filter("seats eq 1")
        .prefer("odata.maxpagesize=2")
        .response()
        .await
        .unwrap();
    assert_eq!(page.value.value[0].subject.as_deref(), Some("a"));
    assert_eq!((page.status.as_u16(), page.header("request-id")), (200, Some("r-1")));
    let seen = &server.seen()[0];
    assert_eq!(seen.method(), "GET");
    assert_eq!(
        seen.uri(),
        "/v1.0/me/events?$select=subject&$top=2&$filter=seats%20eq%201"
    );
    assert_eq!(seen.headers()["authorization"], "Bearer t0ken");
    assert_eq!(seen.headers()["prefer"], "odata.maxpagesize=2");
    assert_eq!(seen.headers()["accept"], "application/json");
    assert!(
        seen.headers()["user-agent"]
            .to_str()
            .unwrap()
            .starts_with("docwright-client/")
    );
}

#[tokio::test]
async fn follows_next_links_as_they_are_given() {
    let server = Server::start(|request| {
        let host = request.headers()["host"].to_str().unwrap();
        let link = |n: u32| format!("http://{host}/v1.0/me/events?$skiptoken=a%2Bb{n}");
        match request.uri().query() {
            None => json(
                200,
                &format!(
                    r#"{{"value": [{{"id": "1"}}, {{"id": "2"}}], "@odata.nextLink": "{}"}}"#,
                    link(1)
                ),
            ),
            Some("$skiptoken=a%2Bb1") => json(200, &format!(r#"{{"value": [], "@odata.nextLink": "{}"}}"#, link(2))),
            Some("$skiptoken=a%2Bb2") => json(200, r#"{"value": [{"id": "3"}], "@odata.deltaLink": "http://later"}"#),
            other => panic!("{other:?}"),
        }
    })
    .await;
    let client = client(&server);
    let mut items = client.me().events().list().prefer("x=1").items();
    let mut ids = Vec::new();
    while let Some(event) = items.try_next().await.unwrap() {
        ids.push(event.id.unwrap());
    }
    assert_eq!(ids, ["1", "2", "3"]);
    assert_eq!(items.delta_link(), Some("http://later"));
    assert!(items.try_next().await.unwrap().is_none());
    let seen = server.seen();
    assert_eq!(seen.len(), 3);
    assert!(seen.iter().all(|request| request.headers()["prefer"] == "x=1"));

    // A saved link resumes where it was.
    let mut pages = client.me().events().list().pages();
    pages.try_next().await.unwrap();
    let link = pages.next_link().unwrap().to_owned();
    let rest = client.follow::<Page<Event>>(link).items().collect().await.unwrap();
    assert_eq!(rest.len(), 1);
}

#[tokio::test]
async fn next_links_to_other_hosts_get_no_token() {
    let other = Server::start(|_| json(200, r#"{"value": []}"#)).await;
    let link = other.url();
    let server = Server::start(move |_| {
        json(
            200,
            &format!(r#"{{"value": [{{"id": "1"}}], "@odata.nextLink": "{link}/me"}}"#),
        )
    })
    .await;
    let mut items = client(&server).me().events().list().items();
    assert!(items.try_next().await.unwrap().is_some());
    let error = items.try_next().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Link);
    assert!(other.seen().is_empty());
    assert!(items.try_next().await.unwrap().is_none());

    // Allowed, the link is followed; but the token stays at home, and so do headers that may hold one.
    let client = builder(&server)
        .allow_links_to("127.0.0.1")
        .header("x-key", "k")
        .build()
        .unwrap();
    let items = client
        .me()
        .events()
        .list()
        .header("x-own-key", "k")
        .header("authorization", "Bearer own");
    items.items().collect().await.unwrap();
    let seen = &other.seen()[0];
    for secret in ["authorization", "x-key", "x-own-key"] {
        assert!(!seen.headers().contains_key(secret), "{secret}");
    }
}

#[tokio::test]
async fn a_page_that_links_to_itself_ends() {
    let server = Server::start(|request| {
        let host = request.headers()["host"].to_str().unwrap();
        json(
            200,
            &format!(r#"{{"value": [], "@odata.nextLink": "http://{host}/v1.0/again"}}"#),
        )
    })
    .await;
    let error = client(&server)
        .me()
        .events()
        .list()
        .items()
        .collect()
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Link);
}

#[tokio::test]
async fn creates_updates_and_deletes() {
    let server = Server::start(|request| match request.method().as_str() {
        "POST" => json(201, r#"{"id": "9", "subject": "Lunch"}"#),
        "PATCH" => json(200, r#"{"id": "9", "subject": "Lunch", "location": null}"#),
        _ => status(204).body(empty()).unwrap(),
    })
    .await;
    let events = client(&server).me().events();
    let event = events.create(Event::new().subject("Lunch").seats(3)).await.unwrap();
    let id = event.id.unwrap();
    let event = events.id(&id).update(Event::new().location(Null)).send().await.unwrap();
    assert!(event.extra.is_null("location"));
    events.id(&id).delete().await.unwrap();

    let seen = server.seen();
    let lines: Vec<_> = seen.iter().map(|r| format!("{} {}", r.method(), r.uri())).collect();
    assert_eq!(
        lines,
        [
            "POST /v1.0/me/events",
            "PATCH /v1.0/me/events/9",
            "DELETE /v1.0/me/events/9"
        ]
    );
    assert_eq!(seen[0].body(), r#"{"subject":"Lunch","seats":3}"#);
    assert_eq!(seen[0].headers()["content-type"], "application/json");
    assert_eq!(seen[1].body(), r#"{"location":null}"#);
    assert!(seen[2].headers().get("content-type").is_none());
}

#[tokio::test]
async fn errors_are_decoded() {
    let server = Server::start(|request| match request.uri().path() {
        "/v1.0/me/events/gone" => json(
            404,
            r#"{"error": {"code": "ErrorItemNotFound", "message": "The object was not found.",
                "details": [{"code": "a", "message": "b", "target": "c"}],
                "innerError": {"code": "deeper", "request-id": "r-2"}}}"#,
        ),
        "/v1.0/me/events/html" => status(500).body("<html>".into()).unwrap(),
        "/v1.0/me/events/wrong" => json(200, r#"{"id": "1", "seats": "many"}"#),
        _ => json(403, r#"{"error": "invalid_grant"}"#),
    })
    .await;
    let events = client(&server).me().events();
    let error = events.id("gone").get().await.unwrap_err();
    assert!(error.is_not_found() && error.kind() == ErrorKind::Status);
    assert_eq!(
        (error.code(), error.request_id()),
        (Some("ErrorItemNotFound"), Some("r-1"))
    );
    assert_eq!(error.inner_codes(), ["deeper"]);
    assert!(error.has_code("erroritemnotfound") && error.has_code("deeper") && !error.has_code("x"));
    assert_eq!(error.details()[0].target.as_deref(), Some("c"));
    assert_eq!(
        error.to_string(),
        "404 Not Found: ErrorItemNotFound: The object was not found. \
         (GET /v1.0/me/events/gone, request id r-1)"
    );
    assert!(!format!("{error:?}").contains("t0ken"));

    let error = events.id("html").get().await.unwrap_err();
    assert_eq!(error.status().unwrap().as_u16(), 500);
    assert_eq!(error.body(), "<html>");
    let error = events.id("x").get().await.unwrap_err();
    assert!(error.is_forbidden() && error.code() == Some("invalid_grant"));

    let error = events.id("wrong").get().await.unwrap_err();
    assert_eq!((error.kind(), error.json_path()), (ErrorKind::Decode, Some("$.seats")));
    assert_eq!(error.excerpt(), Some(r#"{"id": "1", "seats": "many"}"#));
    assert_eq!(error.status().unwrap().as_u16(), 200);
}

#[tokio::test]
async fn downloads_follow_redirects_without_the_token() {
    let storage = Server::start(|_| {
        status(200)
            .header("content-type", "text/plain")
            .body("the file".into())
            .unwrap()
    })
    .await;
    let location = format!("http://{}/blob?sig=1", storage.address);
    let server = Server::start(move |_| status(302).header("location", &location).body(empty()).unwrap()).await;
    let client = builder(&server).header("x-key", "k").build().unwrap();
    let mut stream = client
        .drive()
        .path("a b.txt")
        .content()
        .download()
        .range(0, 7)
        .await
        .unwrap();
    assert_eq!(
        (stream.content_type(), stream.content_length()),
        (Some("text/plain"), Some(8))
    );
    let mut bytes = Vec::new();
    while let Some(chunk) = stream.try_next().await.unwrap() {
        bytes.extend_from_slice(&chunk);
    }
    assert_eq!(bytes, b"the file");
    assert!(server.seen()[0].headers().contains_key("authorization"));
    let seen = &storage.seen()[0];
    assert_eq!(seen.uri(), "/blob?sig=1");
    assert_eq!(seen.headers()["range"], "bytes=0-7");
    for secret in ["authorization", "x-key"] {
        assert!(!seen.headers().contains_key(secret), "{secret}");
    }

    let bytes = client.drive().path("x").content().download().bytes().await.unwrap();
    assert_eq!(bytes, "the file");
}

#[tokio::test]
async fn redirects_at_home_keep_the_token_and_end() {
    let server = Server::start(|request| match request.uri().path() {
        "/v1.0/me/events/1" => status(307).header("location", "/v1.0/moved").body(empty()).unwrap(),
        "/v1.0/me/events/loop" => status(302).header("location", "loop").body(empty()).unwrap(),
        "/v1.0/me/events/nowhere" => status(302).body(empty()).unwrap(),
        _ => json(200, r#"{"id": "1"}"#),
    })
    .await;
    let events = client(&server).me().events();
    events.id("1").update(Event::new().subject("s")).await.unwrap();
    let moved = &server.seen()[1];
    assert_eq!((moved.method().as_str(), moved.uri().path()), ("PATCH", "/v1.0/moved"));
    assert_eq!(moved.body(), r#"{"subject":"s"}"#);
    assert!(moved.headers().contains_key("authorization"));
    let error = events.id("loop").get().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Link);
    let error = events.id("nowhere").get().await.unwrap_err();
    assert_eq!(error.status().unwrap().as_u16(), 302);
}

/// A service whose answers are made from the requests' URLs, and the requests that were signed.
fn redirecting(answers: fn(&str) -> &'static str) -> (Client, Arc<Mutex<Vec<String>>>) {
    let signed = Arc::<Mutex<Vec<String>>>::default();
    let seen = Arc::clone(&signed);
    let transport = MockTransport::new(move |request| {
        let url = request.uri().to_string();
        let location = answers(&url);
        if request.headers().contains_key("authorization") {
            seen.lock().unwrap().push(url);
        }
        let response = http::Response::builder();
        let response = match location {
            "" => response.status(200),
            location => response.status(302).header("location", location),
        };
        response.body(Body::from("{}")).unwrap()
    });
    let client = Client::builder("t0ken").transport(transport).build().unwrap();
    (client, signed)
}

#[tokio::test]
async fn a_request_that_left_does_not_get_its_token_back() {
    let (client, signed) = redirecting(|url| match url {
        "https://graph.example.com/v1.0/me/events/1" => "https://elsewhere.example/",
        "https://elsewhere.example/" => "https://graph.example.com/v1.0/me/secret",
        _ => "",
    });
    client.me().events().id("1").get().await.unwrap();
    assert_eq!(*signed.lock().unwrap(), ["https://graph.example.com/v1.0/me/events/1"]);
}

#[tokio::test]
async fn redirects_to_plain_http_are_refused() {
    let (client, _) = redirecting(|_| "http://graph.example.com/v1.0/me");
    let error = client.me().events().id("1").get().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Link);
    assert!(error.to_string().starts_with("redirected from https to plain http"));
}

#[tokio::test]
async fn uploads_bytes_and_streams() {
    let server = Server::start(|_| json(201, r#"{"name": "f"}"#)).await;
    let content = client(&server).drive().path("dir/f").content();
    assert_eq!(content.upload("text").await.unwrap().name.as_deref(), Some("f"));
    content.upload(Body::stream(Chunks(0), Some(12))).await.unwrap();
    content.upload(Body::stream(Chunks(0), None)).await.unwrap();

    let seen = server.seen();
    assert_eq!(seen[0].uri(), "/v1.0/drive/root:/dir/f:/content");
    assert_eq!(seen[0].headers()["content-type"], "application/octet-stream");
    assert_eq!(seen[1].body(), &[1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3][..]);
    assert_eq!(seen[1].headers()["content-length"], "12");
    assert_eq!(seen[2].headers()["transfer-encoding"], "chunked");
    assert_eq!(seen[2].body(), seen[1].body());
}
