//! Tests a program without any server: a function stands in for the service.

use std::sync::{Arc, Mutex};

use docwright_client::{HttpResponse, testing::MockTransport};
use graph_client::{Client, Error};

/// The code under test.
async fn calendar_names(graph: &Client) -> Result<Vec<String>, Error> {
    let page = graph.me().calendars().list().top(10).await?;
    Ok(page.into_iter().filter_map(|calendar| calendar.name).collect())
}

#[tokio::main]
async fn main() -> Result<(), Error> {
    let seen = Arc::<Mutex<Vec<String>>>::default();
    let log = Arc::clone(&seen);
    let transport = MockTransport::new(move |request| {
        let line = format!("{} {}", request.method(), request.uri().path());
        log.lock().expect("nobody panicked").push(line);
        HttpResponse::new(r#"{"value": [{"name": "Tide tables"}]}"#.into())
    });
    let graph = Client::builder("no token").transport(transport).build()?;
    println!("{:?}", calendar_names(&graph).await?);
    println!("{:?}", seen.lock().expect("nobody panicked"));
    Ok(())
}
