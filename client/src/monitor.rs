//! Operations that go on after their answer: 202, and a link where to ask how it goes.

use std::fmt;
use std::time::Duration;

use http::{Method, StatusCode, header};

use crate::failure::retry_after;
use crate::{Answer, Body, Client, Error, ErrorKind, FromResponse, Json, Request, Response, Result, uri};

/// How long to wait before asking, where the service does not say: the first time, and at most.
const WAITS: (Duration, Duration) = (Duration::from_secs(1), Duration::from_secs(30));

/// An operation that goes on after its answer, and can be asked how it goes. Made by [`Request::monitor`].
pub struct Monitor {
    client: Client,
    url: String,
    /// Whether the link is on the service itself, and so gets the token.
    is_home: bool,
    wait: Option<Duration>,
}

/// How an operation goes.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Progress {
    /// Whether it is over, successfully.
    pub is_done: bool,
    /// The service's word for the state, such as `inProgress`.
    pub status: Option<String>,
    /// How far it is, from 0 to 100.
    pub percentage: Option<f64>,
    /// The URL or id of what was made, once it is known.
    pub result: Option<String>,
    /// The answer as it came.
    pub document: Json,
    wait: Option<Duration>,
}

impl<T: FromResponse> Request<T> {
    /// Sends a request whose answer is that the service has begun, and where to ask how it goes: 202 with a `Location`.
    pub async fn monitor(self) -> Result<Monitor> {
        let client = self.draft.client.clone();
        let answer = Request::<Response<()>>::from_draft(self.draft).await?;
        Monitor::new(client, &answer)
    }
}

impl Monitor {
    fn new(client: Client, answer: &Response<()>) -> Result<Self> {
        let Some(location) = answer.header(header::LOCATION.as_str()) else {
            let message = "the service does not say where to ask how the operation goes";
            return Err(Error::new(ErrorKind::Link, message));
        };
        Ok(Self {
            wait: retry_after(&answer.headers),
            ..Self::at(client, location)?
        })
    }

    /// The operation whose monitor is at a URL, saved from an earlier run.
    pub fn at(client: impl AsRef<Client>, url: &str) -> Result<Self> {
        let client = client.as_ref().clone();
        // A path is one below the base URL, as everywhere in the service.
        let is_home = url.starts_with('/') || uri::same_origin(&uri::parse(url)?, &client.0.base);
        Ok(Self {
            client,
            url: url.to_owned(),
            is_home,
            wait: None,
        })
    }

    /// Where the operation can be asked how it goes; saved, it can be asked again later, see [`Monitor::at`].
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Asks once. An operation that failed is an error.
    pub async fn poll(&self) -> Result<Progress> {
        let request = if self.is_home {
            self.client.follow(self.url.clone())
        } else {
            self.client
                .preauthenticated(Method::GET, self.url.clone(), Body::empty())
        };
        let answer: Answer = request.await?;
        let progress = self.read(&answer)?;
        match &progress.status {
            Some(status) if is_among(status, self.client.dialect().monitor.failed) => {
                let message = format!("the operation ended as `{status}`");
                Err(answer.into_error(Some(message)))
            }
            _ => Ok(progress),
        }
    }

    /// Asks until the operation is over, as often as the service likes to be asked, and gives what it said last.
    ///
    /// There is no limit of time: put a time-out around it, or drop it.
    pub async fn wait(self) -> Result<Progress> {
        let (mut next, most) = WAITS;
        let mut asked = self.wait;
        loop {
            self.client.0.transport.sleep(asked.unwrap_or(next)).await;
            let progress = self.poll().await?;
            if progress.is_done {
                return Ok(progress);
            }
            asked = progress.wait;
            next = most.min(next * 2);
        }
    }

    fn read(&self, answer: &Answer) -> Result<Progress> {
        let names = &self.client.dialect().monitor;
        // The final answer may be the thing itself, or nothing.
        let document = if answer.body().is_empty() {
            Json::Null
        } else {
            answer.decode()?
        };
        let text = |name: &str| document.get(name).and_then(Json::as_str).map(str::to_owned);
        let status = text(names.status);
        let is_done = match &status {
            Some(status) => is_among(status, names.succeeded),
            None => answer.status() != StatusCode::ACCEPTED,
        };
        Ok(Progress {
            is_done,
            percentage: document.get(names.percentage).and_then(Json::as_f64),
            result: names.result.iter().find_map(|name| text(name)),
            wait: retry_after(answer.headers()),
            status,
            document,
        })
    }
}

fn is_among(status: &str, words: &[&str]) -> bool {
    words.iter().any(|word| word.eq_ignore_ascii_case(status))
}

impl fmt::Debug for Monitor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The URL may be as good as a token, and is left out.
        f.debug_struct("Monitor")
            .field("is_home", &self.is_home)
            .finish_non_exhaustive()
    }
}
