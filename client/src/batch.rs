//! Several requests in one (`OData` JSON format 4.01, section 19).

use std::fmt;
use std::marker::PhantomData;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri, header};
use serde_json::{Map, json};

use crate::response::Received;
use crate::{Answer, Body, Bytes, Client, Error, ErrorKind, FromResponse, Json, Request, Result, failure};

/// Several requests that are sent as one, each with an answer of its own.
///
/// ```no_run
/// # use docwright_client::{Batch, Client, Json, Page, Request, Result};
/// # async fn both(client: &Client, me: Request<Json>, mail: Request<Page<Json>>) -> Result<()> {
/// let mut batch = Batch::new(client);
/// let me = batch.add(me);
/// let mail = batch.add_after([me.step()], mail.top(5));
/// let mut answers = batch.send().await?;
/// println!("{} has {} new messages", answers.take(me)?, answers.take(mail)?.value.len());
/// # Ok(())
/// # }
/// ```
#[must_use = "a batch does nothing until it is sent"]
pub struct Batch {
    client: Client,
    requests: Vec<Json>,
    /// What each request is about, for errors.
    targets: Vec<(Method, Uri)>,
    /// The first mistake, reported when the batch is sent.
    problem: Option<Error>,
}

/// Stands for a request of a batch, and later for its answer.
pub struct Ticket<T> {
    step: Step,
    kind: PhantomData<fn() -> T>,
}

/// Names a request of a batch, whatever its answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step(usize);

/// The answers of a batch.
pub struct Answers {
    client: Client,
    singles: Vec<Option<Single>>,
    targets: Vec<(Method, Uri)>,
}

struct Single {
    status: StatusCode,
    headers: HeaderMap,
    body: Bytes,
}

impl Batch {
    /// A batch without requests.
    pub fn new(client: impl AsRef<Client>) -> Self {
        Self {
            client: client.as_ref().clone(),
            requests: Vec::new(),
            targets: Vec::new(),
            problem: None,
        }
    }

    /// Adds a request, which the service may carry out before, after or together with the others.
    pub fn add<T>(&mut self, request: impl Into<Request<T>>) -> Ticket<T> {
        self.add_after([], request)
    }

    /// Adds a request that is carried out when the others have succeeded; where one fails, this one fails with status 424.
    pub fn add_after<T>(
        &mut self,
        others: impl IntoIterator<Item = Step>,
        request: impl Into<Request<T>>,
    ) -> Ticket<T> {
        let step = Step(self.requests.len());
        let others: Vec<String> = others.into_iter().map(Step::id).collect();
        match describe(&self.client, request.into()) {
            Ok((target, mut request)) => {
                request.insert(String::from("id"), step.id().into());
                if !others.is_empty() {
                    request.insert(String::from("dependsOn"), others.into());
                }
                self.requests.push(request.into());
                self.targets.push(target);
            }
            Err(error) => {
                self.problem.get_or_insert(error);
            }
        }
        Ticket {
            step,
            kind: PhantomData,
        }
    }

    /// How many requests there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.requests.len()
    }

    /// Whether there are no requests.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.requests.is_empty()
    }

    /// Sends the batch. That single requests fail is no error here, but when their answers are taken.
    ///
    /// More requests than a batch can hold ([`Dialect::batch_limit`](crate::Dialect)) are an error, and so is a request that
    /// leads elsewhere or whose body is a stream.
    pub async fn send(self) -> Result<Answers> {
        if let Some(problem) = self.problem {
            return Err(problem);
        }
        let dialect = self.client.dialect();
        let count = self.requests.len();
        if count > dialect.batch_limit {
            let message = format!("{count} requests, where a batch can hold {}", dialect.batch_limit);
            return Err(Error::new(ErrorKind::Request, message));
        }
        let mut answers = Answers {
            singles: (0..count).map(|_| None).collect(),
            client: self.client.clone(),
            targets: self.targets,
        };
        if count == 0 {
            return Ok(answers);
        }
        let body = Body::json_in(&json!({ "requests": self.requests }), dialect);
        let request = self.client.root().literal(dialect.batch_path).post::<Json>(body);
        let mut document = request.await?;
        if let Some(responses) = document.get_mut("responses").and_then(Json::as_array_mut) {
            for response in responses {
                answers.keep(response.take())?;
            }
        }
        Ok(answers)
    }
}

impl<T> Ticket<T> {
    /// The request, for others to wait for.
    #[must_use]
    pub fn step(&self) -> Step {
        self.step
    }
}

impl Step {
    /// Its name in the batch, counted from one as people do.
    fn id(self) -> String {
        (self.0 + 1).to_string()
    }
}

impl Answers {
    /// The answer of one request; an error if that request failed, or if its answer was taken before.
    ///
    /// A [`Response`](crate::Response) has status and headers next to the value, if the request was made
    /// by [`Request::response`].
    pub fn take<T: FromResponse>(&mut self, ticket: Ticket<T>) -> Result<T> {
        T::from_response(self.take_answer(ticket.step.0)?)
    }

    fn take_answer(&mut self, index: usize) -> Result<Answer> {
        let answer = self.singles.get_mut(index).and_then(Option::take);
        let missing = || Error::new(ErrorKind::Decode, "the batch has no answer for this request");
        let answer = answer.ok_or_else(missing)?;
        let (method, uri) = self.targets.get(index).cloned().ok_or_else(missing)?;
        let dialect = self.client.dialect();
        if !answer.status.is_success() {
            let error = failure::describe(answer.status, answer.headers, answer.body, dialect);
            return Err(error.about(&method, &uri, true));
        }
        Ok(Answer::new(Received {
            status: answer.status,
            headers: answer.headers,
            body: answer.body.into(),
            dialect,
            method,
            uri,
            is_home: true,
        }))
    }

    fn keep(&mut self, mut response: Json) -> Result<()> {
        let wrong = |what: &str| {
            Error::new(
                ErrorKind::Decode,
                format!("an answer of the batch has no good `{what}`"),
            )
        };
        let id = response.get("id").and_then(Json::as_str).and_then(|id| id.parse().ok());
        let index: usize = id.ok_or_else(|| wrong("id"))?;
        let slot = index.checked_sub(1).and_then(|index| self.singles.get_mut(index));
        let slot = slot.ok_or_else(|| wrong("id"))?;
        let status = response.get("status").and_then(Json::as_u64);
        let status = status.and_then(|status| StatusCode::from_u16(u16::try_from(status).ok()?).ok());
        let status = status.ok_or_else(|| wrong("status"))?;
        let headers = headers(response.get("headers"));
        let body = response.get_mut("body").map(Json::take).unwrap_or_default();
        *slot = Some(Single {
            status,
            body: bytes(body, &headers),
            headers,
        });
        Ok(())
    }
}

/// A request as a batch has it, without its id.
fn describe<T>(client: &Client, request: Request<T>) -> Result<((Method, Uri), Map<String, Json>)> {
    let draft = request.draft;
    let own = draft.headers.clone();
    let request = draft.build()?;
    let (method, uri) = (request.method().clone(), request.uri().clone());
    let url = uri.path_and_query().map_or("/", |path| path.as_str());
    let base = client.0.base.path().trim_end_matches('/');
    let url = url.strip_prefix(base).filter(|url| url.starts_with('/'));
    let is_home = crate::uri::same_origin(&uri, &client.0.base);
    let Some(url) = url.filter(|_| is_home) else {
        let error = Error::new(
            ErrorKind::Request,
            "a request that leads elsewhere cannot be part of a batch",
        );
        return Err(error.about(&method, &uri, is_home));
    };
    let mut described = Map::new();
    described.insert(String::from("method"), method.as_str().into());
    described.insert(String::from("url"), url.into());
    let mut headers = Map::new();
    for (name, value) in &own {
        headers.insert(name.to_string(), String::from_utf8_lossy(value.as_bytes()).into());
    }
    if !request.body().is_empty() {
        let Some(body) = request.body().as_bytes() else {
            let error = Error::new(ErrorKind::Request, "a stream cannot be part of a batch");
            return Err(error.about(&method, &uri, true));
        };
        let content_type = request.headers().get(header::CONTENT_TYPE);
        let content_type = content_type.and_then(|value| value.to_str().ok()).unwrap_or_default();
        described.insert(String::from("body"), embed(body, content_type));
        if !content_type.is_empty() {
            headers.insert(header::CONTENT_TYPE.to_string(), content_type.into());
        }
    }
    if !headers.is_empty() {
        described.insert(String::from("headers"), headers.into());
    }
    Ok(((method, uri), described))
}

/// A body in a batch: JSON as it is, anything else as Base64.
fn embed(body: &Bytes, content_type: &str) -> Json {
    let document = is_json(content_type)
        .then(|| serde_json::from_slice(body).ok())
        .flatten();
    document.unwrap_or_else(|| STANDARD.encode(body).into())
}

/// The body of an answer as it would have come by itself.
fn bytes(body: Json, headers: &HeaderMap) -> Bytes {
    let content_type = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    match body {
        Json::Null => Bytes::new(),
        Json::String(text) if !content_type.is_some_and(is_json) => match STANDARD.decode(&text) {
            Ok(bytes) => bytes.into(),
            Err(_) => text.into(),
        },
        body => body.to_string().into(),
    }
}

fn is_json(content_type: &str) -> bool {
    let essence = content_type.split(';').next().unwrap_or_default().trim();
    essence.eq_ignore_ascii_case("application/json") || essence.to_ascii_lowercase().ends_with("+json")
}

fn headers(headers: Option<&Json>) -> HeaderMap {
    let headers = headers.and_then(Json::as_object).into_iter().flatten();
    let headers = headers.filter_map(|(name, value)| {
        let name = HeaderName::try_from(name).ok()?;
        Some((name, HeaderValue::try_from(value.as_str()?).ok()?))
    });
    headers.collect()
}

// Not derived: a ticket can be copied whatever its answer is.
impl<T> Clone for Ticket<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Ticket<T> {}

impl<T> fmt::Debug for Ticket<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Ticket").field(&self.step.0).finish()
    }
}

impl fmt::Debug for Batch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let targets = self
            .targets
            .iter()
            .map(|(method, uri)| format!("{method} {}", uri.path()));
        f.debug_list().entries(targets).finish()
    }
}

impl fmt::Debug for Answers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let left = self.singles.iter().flatten().map(|answer| answer.status);
        f.debug_list().entries(left).finish()
    }
}
