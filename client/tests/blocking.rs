//! The client in programs without an async runtime, over real HTTP.
#![cfg(feature = "blocking")]

mod sample;
mod support;

use std::io::Read;

use docwright_client::blocking;

use crate::sample::Client;
use crate::support::{Server, json, status};

#[test]
fn a_program_without_a_runtime_waits() {
    let server = blocking::wait(Server::start(|request| {
        let host = request.headers()["host"].to_str().unwrap();
        match (request.uri().path(), request.uri().query()) {
            ("/v1.0/me/events", None) => {
                let link = format!("http://{host}/v1.0/me/events?page=2");
                json(
                    200,
                    &format!(r#"{{"value": [{{"id": "1"}}], "@odata.nextLink": "{link}"}}"#),
                )
            }
            ("/v1.0/me/events", _) => json(200, r#"{"value": [{"id": "2"}]}"#),
            _ => status(200).body("the file".into()).unwrap(),
        }
    }));
    let client = Client::builder("t0ken").base_url(server.url()).build().unwrap();
    let page = blocking::wait(client.me().events().list()).unwrap();
    assert_eq!(page.value.len(), 1);
    let ids: Vec<_> = blocking::items(client.me().events().list().items())
        .map(|event| event.unwrap().id.unwrap())
        .collect();
    assert_eq!(ids, ["1", "2"]);
    let stream = blocking::wait(client.drive().path("f").content().download()).unwrap();
    let mut text = String::new();
    blocking::reader(stream).read_to_string(&mut text).unwrap();
    assert_eq!(text, "the file");
}

#[test]
fn errors_come_through_the_iterator() {
    let server = blocking::wait(Server::start(|_| json(403, "{}")));
    let client = Client::builder("t0ken").base_url(server.url()).build().unwrap();
    let mut items = blocking::items(client.me().events().list().items());
    assert!(items.next().unwrap().unwrap_err().is_forbidden());
    assert!(items.next().is_none());
}
