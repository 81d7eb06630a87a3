//! Sends three requests as one, and reads each answer as what it is.

use std::env;

use graph_client::{Batch, Client, Error, models::Event};

#[tokio::main]
async fn main() -> Result<(), Error> {
    let graph = client()?;
    let mut batch = Batch::new(&graph);
    let me = batch.add(graph.me().get().select(["displayName"]));
    let event = batch.add(graph.me().events().create(Event::new().subject("Lunch")));
    // This one waits for the event, and is not tried where that fails.
    let messages = batch.add_after([event.step()], graph.me().messages().list().top(1));
    let mut answers = batch.send().await?;

    println!("hello {}", answers.take(me)?.display_name.unwrap_or_default());
    println!("the new event is {}", answers.take(event)?.id.unwrap_or_default());
    match answers.take(messages) {
        Ok(page) => println!("{} message", page.value.len()),
        Err(error) => println!("no messages: {error}"),
    }
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
