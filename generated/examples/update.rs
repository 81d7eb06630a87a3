//! Creates an event, then changes its subject and takes its location away.

use std::env;

use graph_client::{
    Client, Error, Null,
    models::{Event, Location},
};

#[tokio::main]
async fn main() -> Result<(), Error> {
    let graph = client()?;
    let events = graph.me().events();
    let location = Location::new().display_name("The usual place");
    let event = events.create(Event::new().subject("Lunch").location(location)).await?;
    let id = event.id.unwrap_or_default();
    println!("created {id}");

    // What is not mentioned stays as it is; null is said by name.
    let changes = Event::new().subject("A long lunch").location(Null);
    let event = events.id(&id).update(changes).await?;
    println!("updated {}", event.id.unwrap_or_default());
    events.id(&id).delete().await?;
    println!("deleted");
    Ok(())
}

/// The base URL is the first argument, or `GRAPH_URL`; a mock prints its own.
fn client() -> Result<Client, Error> {
    let url = env::args().nth(1).or_else(|| env::var("GRAPH_URL").ok());
    let token = env::var("GRAPH_TOKEN").unwrap_or_default();
    Client::builder(token)
        .base_url(url.unwrap_or_else(|| Client::BASE_URL.to_owned()))
        .build()
}
