use graph_client::{Client, Error, models::Event};

async fn plan_the_day(token: String) -> Result<(), Error> {
    let graph = Client::builder(token).build()?;
    let unread = graph.me().messages().list().filter("isRead eq false").top(10).await?;
    for message in &unread.value {
        println!("{}", message.subject.as_deref().unwrap_or("(no subject)"));
    }
    let event = graph.me().events().create(Event::new().subject("Read mail")).await?;
    println!("{}", event.web_link.unwrap_or_default());
    Ok(())
}
