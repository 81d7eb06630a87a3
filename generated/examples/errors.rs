//! Tells failures apart, and says what a person can do about them.

use std::{env, time::Duration};

use graph_client::{Client, Error, ErrorKind, models::User};

/// What the mock does to a request. The service passes over a header that it does not know.
const MOCK: &str = "x-docwright-mock";

#[tokio::main]
async fn main() -> Result<(), Error> {
    let graph = client()?;
    for trouble in [
        "fail=1; status=404",
        "throttle=9; retry-after=0",
        "fail=9; status=500",
        "cut=9",
        "delay=2000",
        "",
    ] {
        let request = graph.me().get();
        let answer = request.header(MOCK, trouble).timeout(Duration::from_millis(500)).await;
        println!("{}", describe(answer));
    }
    Ok(())
}

fn describe(answer: Result<User, Error>) -> String {
    match answer {
        Ok(user) => format!("read: {}", user.display_name.unwrap_or_default()),
        Err(error) if error.is_not_found() => "gone".to_owned(),
        Err(error) if error.is_throttled() => "busy: try again later".to_owned(),
        Err(error) if error.is_timeout() => "slow: try again later".to_owned(),
        Err(error) => match (error.kind(), error.status()) {
            (ErrorKind::Status, Some(status)) => format!("{status}, request {}", error.request_id().unwrap_or("?")),
            (kind, _) => format!("{kind:?}"),
        },
    }
}

/// The base URL is the first argument, or `GRAPH_URL`; a mock prints its own.
fn client() -> Result<Client, Error> {
    let url = env::args().nth(1).or_else(|| env::var("GRAPH_URL").ok());
    let token = env::var("GRAPH_TOKEN").unwrap_or_default();
    Client::builder(token)
        .base_url(url.unwrap_or_else(|| Client::BASE_URL.to_owned()))
        .build()
}
