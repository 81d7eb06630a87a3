//! The mock over real HTTP: what it allows, what it refuses, and what it can be told to do.

use std::time::{Duration, Instant};

use docwright::{
    Generator,
    mock::{Server, Settings},
};
use http::StatusCode;
use http_body_util::{BodyExt, Full};
use hyper::body::Bytes;
use hyper_util::{
    client::legacy::{self, connect::HttpConnector},
    rt::TokioExecutor,
};
use serde_json::{Value, json};

async fn start(change: impl FnOnce(&mut Settings)) -> Server {
    let report = Generator::new().docs("docs").lint().expect("the docs can be read");
    let mut settings = Settings::default();
    change(&mut settings);
    let server = Server::builder(report.api).settings(settings);
    server.bind("127.0.0.1:0").await.expect("a port is free")
}

/// An answer that has arrived.
#[derive(Debug)]
struct Answer {
    status: StatusCode,
    headers: http::HeaderMap,
    body: String,
}

impl Answer {
    fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_default()
    }

    /// The message of an error, in the service's shape.
    fn message(&self) -> String {
        let error = &self.json()["error"];
        assert!(
            error["code"].is_string() && error["innerError"]["request-id"].is_string(),
            "{error}"
        );
        error["message"].as_str().unwrap_or_default().to_owned()
    }

    fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
    }
}

struct Client {
    base: String,
    http: legacy::Client<HttpConnector, Full<Bytes>>,
}

type Failure = Box<dyn std::error::Error + Send + Sync>;

impl Client {
    fn new(server: &Server) -> Self {
        Self {
            base: server.url(),
            http: legacy::Client::builder(TokioExecutor::new()).build_http(),
        }
    }

    /// Sends a request to a path, or to a URL, with headers written `name: value`.
    async fn send(&self, line: &str, headers: &[&str], body: impl Into<Bytes>) -> Result<Answer, Failure> {
        let (method, target) = line.split_once(' ').expect("a request line has a method");
        let is_url = target.starts_with("http");
        let url = if is_url {
            target.to_owned()
        } else {
            format!("{}{target}", self.base)
        };
        let mut request = http::Request::builder().method(method).uri(url);
        for header in headers {
            let (name, value) = header.split_once(": ").expect("a header has a value");
            request = request.header(name, value);
        }
        let answer = self.http.request(request.body(Full::new(body.into()))?).await?;
        Ok(Answer {
            status: answer.status(),
            headers: answer.headers().clone(),
            body: String::from_utf8(answer.into_body().collect().await?.to_bytes().to_vec())?,
        })
    }

    async fn get(&self, target: &str) -> Answer {
        self.send(&format!("GET {target}"), &[], "")
            .await
            .expect("there is an answer")
    }

    async fn post(&self, target: &str, body: &Value) -> Answer {
        let line = format!("POST {target}");
        let answer = self.send(&line, &["content-type: application/json"], body.to_string());
        answer.await.expect("there is an answer")
    }
}

#[tokio::test]
async fn paths_are_found_in_all_documented_forms() {
    let server = start(|_| {}).await;
    let client = Client::new(&server);
    for target in [
        "/me",
        "/Me",
        "/users/noor@contoso.com",
        "/users('noor@contoso.com')",
        "/me/messages/AAMkNoor01MsgTide=/$value",
        "/devices(deviceId='2c9f41b8-07ad-4e65-b8d3-fa1067e2c594')",
        "/devices(deviceId=%272c9f%2F41b8%27)",
        "/me/drive/root:/Papers/notes.txt:/content",
        "/me/mailFolders/inbox/messages/delta",
        "/me/mailFolders/inbox/messages/microsoft.graph.delta()",
        "/users/1/reminderView(startDateTime='2024-06-03T00:00:00',endDateTime='2024-06-07T00:00:00')",
    ] {
        let answer = client.get(target).await;
        assert!(
            answer.status.is_success() || answer.status.is_redirection(),
            "{target}: {answer:?}"
        );
    }
    let bare = Client {
        base: format!("http://{}", server.local_addr()),
        ..client
    };
    assert_eq!(bare.get("/me").await.status, 200);
    assert_eq!(bare.get("/beta/me").await.status, 200);
}

#[tokio::test]
async fn what_is_not_documented_is_refused() {
    let server = start(|_| {}).await;
    let client = Client::new(&server);
    let answer = client.get("/me/mesages").await;
    assert_eq!(answer.status, 404);
    assert!(
        answer.message().contains("the nearest is `GET /me/messages`"),
        "{answer:?}"
    );
    let answer = client.post("/me/messages/1", &json!({})).await;
    assert_eq!(
        (answer.status.as_u16(), answer.header("allow")),
        (405, "GET, PATCH, DELETE")
    );
    let answer = client.get("/me/messages?colour=red").await;
    assert_eq!(answer.status, 400);
    assert!(
        answer.message().contains("`colour`") && answer.message().contains("`$filter`"),
        "{answer:?}"
    );
    let answer = client.get("/me/messages?$top=many").await;
    assert!(
        answer.status == 400 && answer.message().contains("`$top` takes a number"),
        "{answer:?}"
    );
    let answer = client.get("/me/calendarView").await;
    assert!(
        answer.status == 400 && answer.message().contains("`startDateTime`"),
        "{answer:?}"
    );
    let answer = client.post("/me/events", &json!({"subject": 5})).await;
    assert!(
        answer.status == 400 && answer.message().contains("`$.subject` is the number 5"),
        "{answer:?}"
    );
    let answer = client
        .send("POST /me/events", &["content-type: application/json"], "{")
        .await;
    let answer = answer.expect("there is an answer");
    assert!(
        answer.status == 400 && answer.message().contains("not JSON"),
        "{answer:?}"
    );
    let answer = client.send("POST /me/events", &["content-type: text/csv"], "a,b").await;
    assert_eq!(answer.expect("there is an answer").status, 415);
    let answer = client
        .post("/me/mailFolders", &json!({"displayName": "x", "colour": "red"}))
        .await;
    assert_eq!(answer.status, 201, "the service passes over what it does not know");
    assert!(
        answer.header("x-docwright-mock-warning").contains("`colour`"),
        "{answer:?}"
    );
}

#[tokio::test]
async fn a_lenient_mock_only_warns() {
    let server = start(|settings| settings.lenient = true).await;
    let client = Client::new(&server);
    let answer = client.get("/me/messages?colour=red").await;
    assert_eq!(answer.status, 200);
    assert!(
        answer.header("x-docwright-mock-warning").contains("`colour`"),
        "{answer:?}"
    );
}

#[tokio::test]
async fn collections_come_in_pages() {
    let server = start(|settings| settings.items = Some(7)).await;
    let client = Client::new(&server);
    let mut next = Some(format!(
        "{}/me/messages?$top=3&$count=true&$filter=isRead%20eq%20false",
        client.base
    ));
    let (mut sizes, mut ids) = (vec![], std::collections::HashSet::new());
    while let Some(url) = next {
        let page = client.get(&url).await.json();
        assert_eq!(page["@odata.count"], 7);
        let items = page["value"].as_array().expect("a page has items");
        sizes.push(items.len());
        ids.extend(items.iter().map(|item| item["id"].to_string()));
        next = page["@odata.nextLink"].as_str().map(str::to_owned);
    }
    assert_eq!((sizes, ids.len()), (vec![3, 3, 1], 7));
    assert!(
        server.requests()[1].target.contains("$filter=isRead%20eq%20false&"),
        "{:?}",
        server.requests()[1]
    );
}

#[tokio::test]
async fn a_delta_query_ends_with_a_link_to_later_changes() {
    let server = start(|_| {}).await;
    let client = Client::new(&server);
    let mut url = "/me/mailFolders/inbox/messages/delta".to_owned();
    let delta = loop {
        let page = client.get(&url).await.json();
        match (&page["@odata.nextLink"], &page["@odata.deltaLink"]) {
            (Value::String(next), Value::Null) => url.clone_from(next),
            (Value::Null, Value::String(delta)) => break delta.clone(),
            _ => panic!("{page}"),
        }
    };
    let page = client.get(&delta).await.json();
    assert_eq!(page["value"], json!([]), "nothing changed since");
    assert!(page["@odata.deltaLink"].is_string());
}

#[tokio::test]
async fn examples_are_chosen_by_likeness_or_by_name() {
    let server = start(|_| {}).await;
    let client = Client::new(&server);
    client.get("/me").await;
    client.get("/users/noor@contoso.com?$select=displayName,jobTitle").await;
    let named = client
        .send("GET /me", &["prefer: docwright-example=user_get_2"], "")
        .await;
    assert_eq!(named.expect("there is an answer").status, 200);
    let examples: Vec<_> = server
        .requests()
        .iter()
        .map(|entry| entry.example.clone().unwrap_or_default())
        .collect();
    assert_eq!(examples[0], "user_get_1");
    assert_eq!(examples[2], "user_get_2");
    let unknown = client
        .send("GET /me", &["x-docwright-mock: example=nothing"], "")
        .await
        .expect("there is an answer");
    assert!(
        unknown.status == 400 && unknown.message().contains("user_get_1"),
        "{unknown:?}"
    );
}

#[tokio::test]
async fn failures_come_as_asked() {
    let server = start(|_| {}).await;
    let client = Client::new(&server);
    let mock = "x-docwright-mock: throttle=1; fail=1; status=502; cut=1; retry-after=7";
    let mut seen = vec![];
    for _ in 0..4 {
        let answer = client.send("GET /me", &[mock], "").await;
        seen.push(answer.as_ref().map_or(0, |answer| answer.status.as_u16()));
        if let Some(answer) = answer.ok().filter(|answer| answer.status == 429) {
            assert_eq!(answer.header("retry-after"), "7");
        }
    }
    assert_eq!(seen, [429, 502, 0, 200]);
    let dated = client
        .send("GET /me", &["x-docwright-mock: throttle; retry-date=2"], "")
        .await;
    assert!(
        dated
            .expect("there is an answer")
            .header("retry-after")
            .ends_with("GMT")
    );
    let start = Instant::now();
    let late = client.send("GET /me", &["x-docwright-mock: delay=120"], "").await;
    assert!(late.is_ok() && start.elapsed() >= Duration::from_millis(120));
}

#[tokio::test]
async fn files_are_uploaded_piece_by_piece() {
    let server = start(|settings| settings.upload_failures = 1).await;
    let client = Client::new(&server);
    let session = client
        .post("/me/drive/root:/sonar.dat:/createUploadSession", &json!({}))
        .await
        .json();
    let url = session["uploadUrl"]
        .as_str()
        .expect("a session has an address")
        .to_owned();
    let put = async |first: usize, length: usize| {
        let range = format!("content-range: bytes {first}-{}/983040", first + length - 1);
        let answer = client.send(&format!("PUT {url}"), &[&range], vec![0; length]).await;
        answer.map_or((0, Value::Null), |answer| (answer.status.as_u16(), answer.json()))
    };
    assert_eq!(put(0, 327_680).await.1["nextExpectedRanges"], json!(["327680-"]));
    assert_eq!(put(327_680, 327_680).await.0, 503, "the failure that was asked for");
    assert_eq!(put(655_360, 327_680).await.0, 416, "a piece is missing");
    assert_eq!(put(327_680, 327_680).await.0, 202);
    assert_eq!(client.get(&url).await.json()["nextExpectedRanges"], json!(["655360-"]));
    let (status, item) = put(655_360, 327_680).await;
    assert_eq!((status, &item["size"]), (201, &json!(983_040)));
    assert_eq!(client.get(&url).await.status, 404, "it is done");
}

#[tokio::test]
async fn what_goes_on_is_watched_to_its_end() {
    let server = start(|_| {}).await;
    let client = Client::new(&server);
    let answer = client.post("/me/drive/items/1/copy", &json!({"name": "copy"})).await;
    assert_eq!(answer.status, 202);
    let monitor = answer.header("location").to_owned();
    let mut statuses = vec![];
    for _ in 0..3 {
        let report = client.get(&monitor).await;
        statuses.push((
            report.status.as_u16(),
            report.json()["status"].as_str().map(str::to_owned),
        ));
    }
    let (running, done) = (Some("inProgress".to_owned()), Some("completed".to_owned()));
    assert_eq!(statuses, [(202, running), (200, done.clone()), (200, done)]);
}

#[tokio::test]
async fn batches_are_run() {
    let server = start(|_| {}).await;
    let client = Client::new(&server);
    let requests = json!({"requests": [
        {"id": "1", "method": "GET", "url": "/me/nothing", "dependsOn": ["3"]},
        {"id": "2", "method": "GET", "url": "/me", "dependsOn": ["1"]},
        {"id": "3", "method": "POST", "url": "/me/mailFolders", "headers": {"Content-Type": "application/json"},
         "body": {"displayName": "Beacons"}},
        {"id": "4", "method": "GET", "url": "me/photo/$value"},
    ]});
    let answer = client.post("/$batch", &requests).await.json();
    let responses = answer["responses"].as_array().expect("there are responses");
    let status = |id: &str| {
        let response = responses.iter().find(|response| response["id"] == id);
        response.map(|response| response["status"].clone()).unwrap_or_default()
    };
    assert_eq!(
        [status("1"), status("2"), status("3"), status("4")],
        [404, 424, 201, 200],
        "{answer}"
    );
    let circle = json!({"requests": [{"id": "1", "method": "GET", "url": "/me", "dependsOn": ["1"]}]});
    assert_eq!(client.post("/$batch", &circle).await.status, 400);
    let many: Vec<_> = (0..21)
        .map(|id| json!({"id": id.to_string(), "method": "GET", "url": "/me"}))
        .collect();
    assert_eq!(client.post("/$batch", &json!({"requests": many})).await.status, 400);
}

#[tokio::test]
async fn bytes_come_in_ranges() {
    let server = start(|_| {}).await;
    let client = Client::new(&server);
    let target = "/me/messages/AAMkNoor01MsgTide=/$value";
    let whole = client.get(target).await.body;
    let part = client
        .send(&format!("GET {target}"), &["range: bytes=5-9"], "")
        .await
        .expect("there is an answer");
    assert_eq!((part.status.as_u16(), part.body.as_str()), (206, &whole[5..10]));
    let moved = client.get("/me/drive/items/1/content").await;
    assert_eq!(moved.status, 302);
    assert_eq!(client.get(moved.header("location")).await.status, 200);
}
