//! Large files, uploaded in chunks through a session.

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;
use std::time::Duration;

use http::{Method, StatusCode, header};

use crate::codec;
use crate::{Answer, Body, Client, Error, ErrorKind, FromResponse, Json, Request, Result, Source, Timestamp};

/// How often in a row the session is asked what it has, before the upload gives up.
const RESUMES: u32 = 5;

/// How long to wait before the session is asked the first time; the wait doubles from there.
const FIRST_WAIT: Duration = Duration::from_millis(500);

/// A large file on its way, in chunks, through a session that the service opened for it.
///
/// A chunk that fails does not end the upload: the session is asked what it has, and the upload goes on from there. A
/// program that stopped can go on the next day, with the session's URL alone.
///
/// ```no_run
/// # use docwright_client::{Client, Json, Result, Source, Upload};
/// # async fn upload(client: &Client, upload_url: String) -> Result<()> {
/// let upload = Upload::<Json>::new(client, upload_url, Source::file("film.mkv")?);
/// let item = upload.chunk_size(10 * 1024 * 1024).send().await?;
/// # let _ = item;
/// # Ok(())
/// # }
/// ```
#[must_use = "an upload does nothing until it is sent"]
pub struct Upload<T> {
    session: Session,
    kind: PhantomData<fn() -> T>,
}

/// What a session has, and until when it lives.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct UploadState {
    /// The ranges of bytes that are missing, each from its first byte to its last, or to the end.
    pub missing: Vec<(u64, Option<u64>)>,
    /// Until when the session lives, if the service says so.
    pub expires: Option<Timestamp>,
}

/// An upload, whatever it is answered with.
struct Session {
    client: Client,
    url: String,
    source: Source,
    chunk_size: u64,
    is_begun: bool,
    progress: Option<Progress>,
}

type Progress = Arc<dyn Fn(u64, u64) + Send + Sync>;

impl<T: FromResponse> Upload<T> {
    /// An upload of `source` through the session at `url`, which the service gave when the session was made.
    ///
    /// What the last chunk is answered with becomes a `T`.
    pub fn new(client: impl AsRef<Client>, url: impl Into<String>, source: impl Into<Source>) -> Self {
        let client = client.as_ref().clone();
        let session = Session {
            chunk_size: client.dialect().upload.chunk_size,
            client,
            url: url.into(),
            source: source.into(),
            is_begun: false,
            progress: None,
        };
        Self {
            session,
            kind: PhantomData,
        }
    }

    /// How many bytes to send at once. What the service cannot take is rounded to what it can: down to a multiple of the unit
    /// that its chunks have ([`UploadNames::chunk_unit`](crate::UploadNames)), and between one unit and its limit.
    pub fn chunk_size(mut self, bytes: u64) -> Self {
        let names = &self.session.client.dialect().upload;
        let unit = names.chunk_unit.max(1);
        let most = (names.chunk_limit / unit).max(1);
        self.session.chunk_size = (bytes / unit).clamp(1, most) * unit;
        self
    }

    /// Goes on with an upload that was begun before: the session is asked first what it has.
    pub fn resume(mut self) -> Self {
        self.session.is_begun = true;
        self
    }

    /// Calls a function with the number of bytes sent and the number in all, after each chunk.
    pub fn on_progress(mut self, progress: impl Fn(u64, u64) + Send + Sync + 'static) -> Self {
        self.session.progress = Some(Arc::new(progress));
        self
    }

    /// Sends all chunks. Dropping the future stops the upload; the session goes on to exist, and so does what it has.
    pub async fn send(self) -> Result<T> {
        let answer = self.session.run().await?;
        T::from_response(answer)
    }

    /// Asks the session what it has.
    pub async fn state(&self) -> Result<UploadState> {
        self.session.state().await
    }

    /// Ends the session; what it has is thrown away.
    pub async fn cancel(self) -> Result<()> {
        self.session.request(Method::DELETE, Body::empty()).await
    }
}

/// What came of sending a chunk.
enum Outcome {
    /// The upload is complete.
    Done(Box<Answer>),
    /// The next chunk begins there.
    Next(u64),
    /// The service has to say what it has.
    Unknown(Error),
}

impl Session {
    async fn run(&self) -> Result<Answer> {
        let size = self.source.size();
        if size == 0 {
            return Err(Error::new(ErrorKind::Request, "a session cannot take an empty file"));
        }
        let mut offset = if self.is_begun { self.missing().await? } else { 0 };
        let mut failures = 0;
        loop {
            match self.send_chunk(offset).await? {
                Outcome::Done(answer) => {
                    self.report(size);
                    return Ok(*answer);
                }
                Outcome::Next(next) => {
                    failures = 0;
                    offset = next;
                }
                Outcome::Unknown(error) => offset = self.recover(error, &mut failures).await?,
            }
            self.report(offset);
        }
    }

    /// Sends the chunk that begins at `offset`; an error is one that asking the session would not mend.
    async fn send_chunk(&self, offset: u64) -> Result<Outcome> {
        let size = self.source.size();
        if offset >= size {
            let message = "the session has all bytes, and does not say what became of them";
            return Err(Error::new(ErrorKind::Decode, message));
        }
        let end = size.min(offset + self.chunk_size);
        let length = usize::try_from(end - offset)
            .map_err(|error| Error::new(ErrorKind::Request, "a chunk is larger than memory").with_source(error))?;
        let chunk = self.source.read_at(offset, length).await?;
        let range = format!("bytes {offset}-{}/{size}", end - 1);
        let request = self
            .request::<Answer>(Method::PUT, chunk.into())
            .header(header::CONTENT_RANGE.as_str(), &range);
        match request.await {
            Ok(answer) if answer.status() == StatusCode::ACCEPTED => {
                let state = self.read_state(&answer)?;
                Ok(Outcome::Next(state.missing.first().map_or(end, |(start, _)| *start)))
            }
            Ok(answer) => Ok(Outcome::Done(Box::new(answer))),
            Err(error) if may_go_on(&error) => Ok(Outcome::Unknown(error)),
            Err(error) => Err(error),
        }
    }

    /// Where to go on after a failure, unless there were too many in a row.
    async fn recover(&self, mut error: Error, failures: &mut u32) -> Result<u64> {
        loop {
            *failures += 1;
            if *failures > RESUMES {
                return Err(error);
            }
            let doubled = FIRST_WAIT.saturating_mul(2_u32.saturating_pow(*failures - 1));
            let wait = error.retry_after().unwrap_or(doubled);
            self.client.0.transport.sleep(wait).await;
            match self.missing().await {
                Err(next) if may_go_on(&next) => error = next,
                missing => return missing,
            }
        }
    }

    /// The first byte that the session does not have.
    async fn missing(&self) -> Result<u64> {
        let state = self.state().await?;
        Ok(state.missing.first().map_or(self.source.size(), |(start, _)| *start))
    }

    async fn state(&self) -> Result<UploadState> {
        let answer = self.request::<Answer>(Method::GET, Body::empty()).await?;
        self.read_state(&answer)
    }

    fn read_state(&self, answer: &Answer) -> Result<UploadState> {
        let names = &self.client.dialect().upload;
        let state: Json = answer.decode()?;
        let ranges = state.get(names.missing_ranges).and_then(Json::as_array);
        let ranges = ranges.into_iter().flatten().filter_map(Json::as_str);
        let expires = state.get(names.expires).and_then(Json::as_str);
        let mut missing: Vec<_> = ranges.filter_map(range).collect();
        missing.sort_unstable();
        Ok(UploadState {
            missing,
            expires: expires.and_then(codec::parse_instant),
        })
    }

    fn request<T>(&self, method: Method, body: Body) -> Request<T> {
        self.client.preauthenticated(method, self.url.clone(), body)
    }

    fn report(&self, sent: u64) {
        if let Some(progress) = &self.progress {
            progress(sent, self.source.size());
        }
    }
}

/// Whether the session may still be good: the connection broke, the service had trouble, or has the chunk already (416).
fn may_go_on(error: &Error) -> bool {
    match error.status() {
        Some(status) if error.kind() == ErrorKind::Status => {
            status.is_server_error()
                || matches!(
                    status,
                    StatusCode::RANGE_NOT_SATISFIABLE | StatusCode::REQUEST_TIMEOUT | StatusCode::TOO_MANY_REQUESTS
                )
        }
        _ => matches!(error.kind(), ErrorKind::Transport | ErrorKind::Timeout),
    }
}

/// A range as sessions write it: `26-`, or `0-12`.
fn range(text: &str) -> Option<(u64, Option<u64>)> {
    let (first, last) = text.split_once('-')?;
    Some((first.trim().parse().ok()?, last.trim().parse().ok()))
}

impl<T> fmt::Debug for Upload<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The URL is as good as a token, and left out.
        f.debug_struct("Upload")
            .field("source", &self.session.source)
            .field("chunk_size", &self.session.chunk_size)
            .finish_non_exhaustive()
    }
}
