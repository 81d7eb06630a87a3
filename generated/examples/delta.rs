//! Reads a folder once, and from then on only what changed.

#![allow(
    clippy::useless_conversion,
    reason = "where the docs know derived types of messages, items are any of those"
)]

use std::env;

use graph_client::{Client, Error, Page, models::Message};

#[tokio::main]
async fn main() -> Result<(), Error> {
    let graph = client()?;
    let folder = graph.me().mail_folders().id("inbox");
    let mut messages = folder.messages().delta().select(["subject"]).items();
    while let Some(message) = messages.try_next().await? {
        let message: Message = message.into();
        // What is gone has this member instead of the others.
        if message.extra.get("@removed").is_some() {
            println!("removed {}", message.id.unwrap_or_default());
        } else {
            println!("changed {}", message.subject.unwrap_or_default());
        }
    }

    // The link is text: a program keeps it until it runs again.
    let link = messages.delta_link().expect("the last page has the link").to_owned();
    let mut later = graph.as_ref().follow::<Page<Message>>(link).items();
    let mut count = 0;
    while later.try_next().await?.is_some() {
        count += 1;
    }
    println!("{count} changes since");
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
