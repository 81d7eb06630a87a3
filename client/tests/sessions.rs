//! What takes more than one exchange: upload sessions, batches, long operations.

mod sample;
mod support;

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use docwright_client::testing::MockTransport;
use docwright_client::{Batch, Body, Bytes, ErrorKind, Json, Monitor, Multipart, Source, Upload};

use crate::sample::Client;
use crate::support::{Server, empty, json, status};

const UNIT: usize = 320 * 1024;

fn client(server: &Server) -> Client {
    Client::builder("t0ken").base_url(server.url()).build().unwrap()
}

/// An upload session that keeps what it gets, and fails in the ways that it is told to.
struct Session {
    bytes: Vec<u8>,
    troubles: Vec<Trouble>,
}

#[derive(PartialEq)]
enum Trouble {
    /// The chunk is lost.
    Lost,
    /// The chunk arrives, and the answer says that it did not.
    Misreported,
    /// Half of the chunk arrives.
    Half,
}

impl Session {
    fn answer(&mut self, request: &support::Request) -> support::Response {
        if request.method() == "GET" {
            return self.state(200);
        }
        let range = request.headers()["content-range"].to_str().unwrap().to_owned();
        let (first, total) = range.strip_prefix("bytes ").unwrap().split_once('/').unwrap();
        let first: usize = first.split('-').next().unwrap().parse().unwrap();
        if first != self.bytes.len() {
            return json(416, r#"{"error": {"code": "invalidRange", "message": "no"}}"#);
        }
        match self.troubles.pop() {
            Some(Trouble::Lost) => return status(500).body(empty()).unwrap(),
            Some(Trouble::Misreported) => {
                self.bytes.extend_from_slice(request.body());
                return status(502).body(empty()).unwrap();
            }
            Some(Trouble::Half) => {
                self.bytes
                    .extend_from_slice(&request.body()[..request.body().len() / 2]);
            }
            None => self.bytes.extend_from_slice(request.body()),
        }
        if self.bytes.len() == total.parse::<usize>().unwrap() {
            json(201, r#"{"id": "7", "name": "film.mkv"}"#)
        } else {
            self.state(202)
        }
    }

    fn state(&self, code: u16) -> support::Response {
        let ranges = format!(
            r#"{{"expirationDateTime": "2030-01-01T00:00:00Z", "nextExpectedRanges": ["{}-"]}}"#,
            self.bytes.len()
        );
        json(code, &ranges)
    }
}

async fn session(troubles: Vec<Trouble>) -> (Server, Arc<Mutex<Session>>) {
    let bytes = Vec::new();
    let session = Arc::new(Mutex::new(Session { bytes, troubles }));
    let kept = Arc::clone(&session);
    let server = Server::start(move |request| kept.lock().unwrap().answer(request)).await;
    (server, session)
}

fn film(chunks: usize) -> Bytes {
    let bytes = (0..=250_u8).cycle().take(UNIT * chunks + 100);
    bytes.collect::<Vec<_>>().into()
}

#[tokio::test]
async fn large_files_go_in_chunks_and_survive_failures() {
    let (storage, session) = session(vec![Trouble::Half, Trouble::Misreported, Trouble::Lost]).await;
    let service = Server::start(|_| panic!("the session is elsewhere")).await;
    let film = film(5);
    let progress = Arc::<Mutex<Vec<u64>>>::default();
    let kept = Arc::clone(&progress);
    let upload = Upload::<Json>::new(client(&service), storage.url(), film.clone())
        // Not a multiple of the unit: rounded down.
        .chunk_size(UNIT as u64 * 2 + 5)
        .on_progress(move |sent, total| kept.lock().unwrap().push(sent * 100 / total));
    let item = upload.send().await.unwrap();
    assert_eq!(item["id"], "7");
    assert_eq!(session.lock().unwrap().bytes, film);
    let seen = storage.seen();
    assert!(
        seen.iter()
            .all(|request| !request.headers().contains_key("authorization"))
    );
    let range = |n: usize| seen[n].headers()["content-range"].to_str().unwrap();
    assert_eq!(range(0), format!("bytes 0-{}/{}", UNIT * 2 - 1, film.len()));
    assert_eq!((seen[1].method().as_str(), range(2)), ("GET", range(0)));
    let progress = progress.lock().unwrap();
    assert!(progress.is_sorted() && progress.last() == Some(&100), "{progress:?}");
}

#[tokio::test]
async fn an_upload_goes_on_the_next_day_and_can_be_cancelled() {
    let (storage, session) = session(vec![]).await;
    let film = film(1);
    session.lock().unwrap().bytes.extend_from_slice(&film[..UNIT]);
    let path = std::env::temp_dir().join(format!("docwright-upload-{}", std::process::id()));
    std::fs::write(&path, &film).unwrap();
    let client = client(&storage);
    let source = Source::file(&path).unwrap();
    let upload = Upload::<Json>::new(&client, storage.url(), source).resume();
    let state = upload.state().await.unwrap();
    assert_eq!(state.missing, [(UNIT as u64, None)]);
    assert_eq!(state.expires.unwrap().to_string(), "2030-01-01T00:00:00Z");
    upload.send().await.unwrap();
    std::fs::remove_file(&path).unwrap();
    assert_eq!(session.lock().unwrap().bytes, film);
    assert_eq!(storage.seen().last().unwrap().body().len(), 100);

    let gone = Server::start(|request| match request.method().as_str() {
        "DELETE" => status(204).body(empty()).unwrap(),
        _ => json(
            404,
            r#"{"error": {"code": "itemNotFound", "message": "No such session."}}"#,
        ),
    })
    .await;
    let upload = || Upload::<Json>::new(&client, gone.url(), film.clone());
    let error = upload().send().await.unwrap_err();
    assert!(error.is_not_found());
    assert!(!error.to_string().contains("v1.0"), "the URL is a secret: {error}");
    assert_eq!(gone.seen().len(), 1, "a session that is gone is not asked again");
    upload().cancel().await.unwrap();
    assert!(Source::file(&path).is_err());
}

#[tokio::test]
async fn an_upload_that_gets_nowhere_ends() {
    let attempts = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&attempts);
    let transport = MockTransport::new(move |_| {
        count.fetch_add(1, Ordering::SeqCst);
        http::Response::builder().status(500).body(Body::empty()).unwrap()
    });
    let client = Client::builder("t").transport(transport).build().unwrap();
    let upload = Upload::<Json>::new(&client, "https://storage.example/session", film(1));
    let error = upload.send().await.unwrap_err();
    assert_eq!(error.status().unwrap().as_u16(), 500);
    assert_eq!(attempts.load(Ordering::SeqCst), 6);
    let nothing = Upload::<Json>::new(&client, "https://storage.example/session", Bytes::new());
    assert_eq!(nothing.send().await.unwrap_err().kind(), ErrorKind::Request);
}

#[tokio::test]
async fn batches_have_typed_answers() {
    let server = Server::start(|_| {
        let body = r#"{"responses": [
            {"id": "3", "status": 424, "body": {"error": {"code": "failedDependency", "message": "Later."}}},
            {"id": "2", "status": 200, "headers": {"Content-Type": "text/plain"}, "body": "aGVsbG8="},
            {"id": "1", "status": 201, "headers": {"ETag": "W/1"}, "body": {"id": "9", "subject": "Lunch"}},
            {"id": "4", "status": 204}
        ]}"#;
        json(200, body)
    })
    .await;
    let client = client(&server);
    let events = client.me().events();
    let mut batch = Batch::new(&client);
    let created = batch.add(events.create(sample::Event::new().subject("Lunch")).prefer("x=1"));
    let file = batch.add(client.drive().path("a b").content().download().bytes());
    let listed = batch.add_after([created.step()], events.list().top(2).filter("a eq 'b'"));
    let deleted = batch.add(events.id("1").delete().response());
    let uploaded = batch.add(client.drive().path("f").content().upload("text"));
    assert_eq!(batch.len(), 5);
    let mut answers = batch.send().await.unwrap();

    let sent: Json = serde_json::from_slice(server.seen()[0].body()).unwrap();
    let expected = serde_json::json!({"requests": [
        {"id": "1", "method": "POST", "url": "/me/events", "body": {"subject": "Lunch"},
         "headers": {"prefer": "x=1", "content-type": "application/json"}},
        {"id": "2", "method": "GET", "url": "/drive/root:/a%20b:/content"},
        {"id": "3", "method": "GET", "url": "/me/events?$top=2&$filter=a%20eq%20%27b%27", "dependsOn": ["1"]},
        {"id": "4", "method": "DELETE", "url": "/me/events/1"},
        {"id": "5", "method": "PUT", "url": "/drive/root:/f:/content", "body": "dGV4dA==",
         "headers": {"content-type": "application/octet-stream"}},
    ]});
    assert_eq!(sent, expected);
    assert_eq!(server.seen()[0].uri(), "/v1.0/$batch");

    assert_eq!(answers.take(created).unwrap().subject.as_deref(), Some("Lunch"));
    assert!(answers.take(created).is_err(), "an answer can be taken once");
    assert_eq!(answers.take(file).unwrap(), "hello");
    let error = answers.take(listed).unwrap_err();
    assert_eq!(
        (error.status().unwrap().as_u16(), error.code()),
        (424, Some("failedDependency"))
    );
    assert!(error.to_string().contains("GET /v1.0/me/events"), "{error}");
    assert_eq!(answers.take(deleted).unwrap().status, 204);
    assert_eq!(answers.take(uploaded).unwrap_err().kind(), ErrorKind::Decode);
}

#[tokio::test]
async fn batches_are_checked_before_they_are_sent() {
    let server = Server::start(|_| panic!("nothing should be sent")).await;
    let client = client(&server);
    let mut batch = Batch::new(&client);
    for _ in 0..21 {
        batch.add(client.me().events().id("1").get());
    }
    let error = batch.send().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Request);
    assert!(error.to_string().contains("21 requests, where a batch can hold 20"));

    let mut batch = Batch::new(&client);
    batch.add(
        client
            .drive()
            .path("f")
            .content()
            .upload(Body::stream(support::Chunks(0), None)),
    );
    assert!(batch.send().await.unwrap_err().to_string().contains("stream"));
    assert!(Batch::new(&client).send().await.is_ok(), "nothing to do is no error");
}

#[tokio::test]
async fn long_operations_are_asked_how_they_go() {
    let asked = AtomicUsize::new(0);
    let monitor = Server::start(
        move |request| match (request.uri().path(), asked.fetch_add(1, Ordering::SeqCst)) {
            ("/v1.0/failing", _) => json(
                200,
                r#"{"status": "failed", "error": {"code": "nameAlreadyExists", "message": "Taken."}}"#,
            ),
            (_, 0) => {
                let mut response = json(202, r#"{"status": "inProgress", "percentageComplete": 40.5}"#);
                response.headers_mut().insert("retry-after", "0".parse().unwrap());
                response
            }
            _ => json(200, r#"{"status": "completed", "resourceId": "01AB"}"#),
        },
    )
    .await;
    let link = format!("{}/monitor", monitor.url());
    let server = Server::start(move |_| {
        let response = status(202).header("location", &link).header("retry-after", "0");
        response.body(empty()).unwrap()
    })
    .await;
    let client = client(&server);
    let event = client.me().events().id("1");
    let operation = event.dismiss().monitor().await.unwrap();
    let progress = operation.poll().await.unwrap();
    assert_eq!((progress.is_done, progress.percentage), (false, Some(40.5)));
    let progress = operation.wait().await.unwrap();
    assert!(progress.is_done);
    assert_eq!(progress.result.as_deref(), Some("01AB"));
    assert!(
        monitor
            .seen()
            .iter()
            .all(|request| !request.headers().contains_key("authorization"))
    );

    let failing = Monitor::at(&client, &format!("{}/failing", monitor.url())).unwrap();
    let error = failing.wait().await.unwrap_err();
    assert_eq!((error.code(), error.message()), (Some("nameAlreadyExists"), "Taken."));
    let home = Monitor::at(&client, "/operations/1").unwrap();
    home.poll().await.unwrap();
    let seen = server.seen();
    assert_eq!(seen.last().unwrap().uri(), "/v1.0/operations/1");
    assert!(seen.last().unwrap().headers().contains_key("authorization"));
}

#[test]
fn forms_have_parts() {
    let form = Multipart::new()
        .part("Presentation", "text/html", "<p>")
        .file("a\"b", "ü.png", "image/png", vec![1, 2]);
    let body = Body::from(form);
    let media_type = body.content_type().unwrap().to_str().unwrap().to_owned();
    let boundary = media_type.strip_prefix("multipart/form-data; boundary=").unwrap();
    let expected = format!(
        "--{boundary}\r\nContent-Disposition: form-data; name=\"Presentation\"\r\nContent-Type: text/html\r\n\r\n<p>\r\n\
         --{boundary}\r\nContent-Disposition: form-data; name=\"a%22b\"; filename=\"ü.png\"\r\nContent-Type: image/png\r\n\r\n\
         \u{1}\u{2}\r\n--{boundary}--\r\n"
    );
    assert_eq!(body.as_bytes().unwrap(), expected.as_bytes());
}
