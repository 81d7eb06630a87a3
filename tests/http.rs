//! The emitted client over real HTTP, against a server on the loopback interface.

#[path = "../client/tests/support/mod.rs"]
mod support;

use graph_client::{
    Client, Null,
    models::{Event, Location, Message},
};
use support::{Server, empty, json, status};

fn client(server: &Server) -> Client {
    Client::builder("t0ken")
        .base_url(server.url())
        .build()
        .expect("a client can be built")
}

fn line(request: &support::Request) -> String {
    format!("{} {}", request.method(), request.uri())
}

#[tokio::test]
async fn lists_and_follows_the_next_link() {
    let server = Server::start(|request| match request.uri().query() {
        Some(query) if query.contains("skiptoken") => json(200, r#"{"value": [{"subject": "last"}]}"#),
        _ => {
            let host = request.headers()["host"].to_str().expect("a host is text");
            let next = format!("http://{host}/v1.0/me/messages?$skiptoken=2");
            json(
                200,
                &format!(r#"{{"value": [{{"subject": "first"}}], "@odata.nextLink": "{next}"}}"#),
            )
        }
    })
    .await;
    let graph = client(&server);
    let list = graph.me().messages().list();
    let mut items = list.select(["subject"]).top(1).filter("isRead eq false").items();
    let mut subjects = vec![];
    while let Some(message) = items.try_next().await.expect("both pages arrive") {
        subjects.extend(message.subject);
    }
    assert_eq!(subjects, ["first", "last"]);
    let lines: Vec<String> = server.seen().iter().map(line).collect();
    assert_eq!(
        lines,
        [
            "GET /v1.0/me/messages?$select=subject&$top=1&$filter=isRead%20eq%20false",
            "GET /v1.0/me/messages?$skiptoken=2"
        ]
    );
    assert_eq!(server.seen()[0].headers()["authorization"], "Bearer t0ken");
}

#[tokio::test]
async fn creates_updates_and_deletes() {
    let server = Server::start(|request| match request.method().as_str() {
        "POST" => json(201, r#"{"id": "9", "subject": "Lunch"}"#),
        "PATCH" => json(200, r#"{"id": "9", "subject": "Lunch", "location": null}"#),
        _ => status(204).body(empty()).expect("the answer is valid"),
    })
    .await;
    let events = client(&server).me().events();
    let location = Location::new().display_name("The usual place");
    let event = Event::new().subject("Lunch").location(location);
    let created = events.create(event).await.expect("the event is created");
    let id = created.id.expect("the event has an id");
    let updated = events
        .id(&id)
        .update(Event::new().location(Null))
        .await
        .expect("the event is updated");
    assert!(updated.location.is_none() && updated.extra.is_null("location"));
    events.id(&id).delete().await.expect("the event is deleted");

    let seen = server.seen();
    let lines: Vec<String> = seen.iter().map(line).collect();
    assert_eq!(
        lines,
        [
            "POST /v1.0/me/events",
            "PATCH /v1.0/me/events/9",
            "DELETE /v1.0/me/events/9"
        ]
    );
    assert_eq!(
        seen[0].body(),
        r#"{"location":{"displayName":"The usual place"},"subject":"Lunch"}"#
    );
    assert_eq!(seen[1].body(), r#"{"location":null}"#);
}

#[tokio::test]
async fn errors_say_what_happened() {
    let server = Server::start(|_| {
        json(
            404,
            r#"{"error": {"code": "ErrorItemNotFound", "message": "There is no such message."}}"#,
        )
    })
    .await;
    let error = client(&server)
        .me()
        .messages()
        .id("gone")
        .get()
        .await
        .expect_err("the message is gone");
    assert!(error.is_not_found());
    assert_eq!(
        (error.code(), error.request_id()),
        (Some("ErrorItemNotFound"), Some("r-1"))
    );
    assert!(error.to_string().contains("There is no such message."), "{error}");
    assert!(!format!("{error:?}").contains("t0ken"));
}

#[tokio::test]
async fn downloads_bytes_from_where_it_is_sent() {
    let storage = Server::start(|_| status(200).body("the file".into()).expect("the answer is valid")).await;
    let location = format!("http://{}/blob?sig=1", storage.address);
    let server = Server::start(move |_| {
        status(302)
            .header("location", &location)
            .body(empty())
            .expect("the answer is valid")
    })
    .await;
    let content = client(&server).me().drive().items().id("a b").content();
    let mut stream = content.download().await.expect("the download begins");
    let mut bytes = vec![];
    while let Some(chunk) = stream.try_next().await.expect("the bytes arrive") {
        bytes.extend_from_slice(&chunk);
    }
    assert_eq!(bytes, b"the file");
    assert_eq!(line(&server.seen()[0]), "GET /v1.0/me/drive/items/a%20b/content");
    assert!(
        !storage.seen()[0].headers().contains_key("authorization"),
        "the token stays at home"
    );
}

#[tokio::test]
async fn uploads_bytes_by_path() {
    let server = Server::start(|_| json(201, r#"{"name": "notes.txt"}"#)).await;
    let content = client(&server).me().drive().root_path("Papers/notes.txt").content();
    let item = content.upload("text").await.expect("the file is stored");
    assert_eq!(item.name.as_deref(), Some("notes.txt"));
    assert_eq!(
        line(&server.seen()[0]),
        "PUT /v1.0/me/drive/root:/Papers/notes.txt:/content"
    );
}

/// Futures and clients move between threads, through types that refer to each other in circles too.
#[test]
fn futures_are_send() {
    fn is_send<T: Send>(_: &T) {}
    let graph = Client::builder("t0ken").build().expect("a client can be built");
    is_send(&graph);
    is_send(&graph.users().list().send());
    is_send(&graph.me().messages().create(Message::new()).send());
    is_send(&async move {
        let user = graph.me().get().await;
        let mut items = graph.me().drive().root().children().list().items();
        (user.is_ok(), items.try_next().await.is_ok())
    });
}
