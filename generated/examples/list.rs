//! Lists messages: one page, and then all of them, whatever the pages.

#![allow(
    clippy::useless_conversion,
    reason = "where the docs know derived types of messages, items are any of those"
)]

use std::env;

use graph_client::{Client, Error, models::Message};

#[tokio::main]
async fn main() -> Result<(), Error> {
    let graph = client()?;
    let messages = graph.me().messages();
    let page = messages.list().select(["subject", "isRead"]).top(2).count().await?;
    println!("{} of {} messages:", page.value.len(), page.count.unwrap_or_default());
    for message in page.value {
        let message: Message = message.into();
        println!("- {}", message.subject.as_deref().unwrap_or("(no subject)"));
    }

    // A stream follows the next links by itself, and has one page in memory.
    let mut unread = messages.list().filter("isRead eq false").top(2).items();
    let mut count = 0;
    while let Some(message) = unread.try_next().await? {
        let message: Message = message.into();
        count += usize::from(message.is_read != Some(true));
    }
    println!("{count} are unread");
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
