//! Uploads a large file in chunks: `upload URL FILE`. Chunks that fail are sent again.

use std::{env, error::Error};

use graph_client::{
    Client, Source, Upload,
    models::{DriveItem, DriveItemCreateUploadSessionBody},
};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let graph = client()?;
    let file = env::args().nth(2).ok_or("the second argument is the file")?;
    let source = Source::file(&file)?;
    println!("{} bytes", source.size());

    let item = graph.drives().id("b!drive").items().id("01NOORSONAR");
    let session = item
        .create_upload_session(DriveItemCreateUploadSessionBody::new())
        .await?;
    let url = session.upload_url.ok_or("the session has no address")?;
    let upload = Upload::<DriveItem>::new(&graph, url, source)
        .chunk_size(10 << 20)
        .on_progress(|sent, all| println!("{}%", sent * 100 / all));
    let item = upload.send().await?;
    println!(
        "stored {} bytes as {}",
        item.size.unwrap_or_default(),
        item.id.unwrap_or_default()
    );
    Ok(())
}

/// The base URL is the first argument, or `GRAPH_URL`; a mock prints its own.
fn client() -> Result<Client, graph_client::Error> {
    let url = env::args().nth(1).or_else(|| env::var("GRAPH_URL").ok());
    let token = env::var("GRAPH_TOKEN").unwrap_or_default();
    Client::builder(token)
        .base_url(url.unwrap_or_else(|| Client::BASE_URL.to_owned()))
        .build()
}
