//! Nothing that comes over the wire makes the mock panic or stop answering.

use std::{
    panic,
    sync::{Arc, Mutex},
};

use docwright::{
    Generator,
    mock::{Server, Settings},
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

/// Sends bytes and returns the status line of what comes back, if something does. After a request that may not be whole, the
/// connection is closed, so that the server does not wait for the rest.
async fn send(server: &Server, bytes: &[u8], is_whole: bool) -> Option<String> {
    let mut stream = TcpStream::connect(server.local_addr())
        .await
        .expect("the server listens");
    // The server may have refused the rest already.
    let _ = stream.write_all(bytes).await;
    if !is_whole {
        let _ = stream.shutdown().await;
    }
    let mut answer = vec![];
    let _ = stream.read_to_end(&mut answer).await;
    let text = String::from_utf8_lossy(&answer).into_owned();
    text.lines().next().map(str::to_owned)
}

fn request(line: &str, headers: &str, body: &[u8]) -> Vec<u8> {
    let length = body.len();
    let head =
        format!("{line} HTTP/1.1\r\nHost: mock\r\nConnection: close\r\nContent-Length: {length}\r\n{headers}\r\n");
    [head.as_bytes(), body].concat()
}

/// What is sent with a request: its line, headers, and body.
type Sent = (&'static str, &'static str, &'static [u8]);

const JSON: &str = "Content-Type: application/json\r\n";
const TEXT: &str = "Content-Type: text/plain\r\n";

/// Requests, each with the beginning of the status that it is answered with.
const REQUESTS: [(Sent, &str); 22] = [
    (("GET /v1.0/me/%zz%", "", b""), "404"),
    (("GET /v1.0/%ff%fe%00", "", b""), "404"),
    (("GET //", "", b""), "404"),
    (("GET /v1.0/me?%=%&&=&$top=%zz", "", b""), "400"),
    (("GET /v1.0/me/messages?$top=99999999999999999999", "", b""), "400"),
    (
        (
            "GET /v1.0/me/messages?$skip=18446744073709551615&$top=18446744073709551615",
            "",
            b"",
        ),
        "200",
    ),
    (
        (
            "GET /v1.0/me/messages?$skiptoken=docwright-18446744073709551615",
            "",
            b"",
        ),
        "200",
    ),
    (("GET /v1.0/devices(deviceId='", "", b""), "404"),
    (("GET /v1.0/devices(deviceId='''", "", b""), "404"),
    (("GET /v1.0/me/drive/root:/:/:/:", "", b""), ""),
    (("BREW /v1.0/me", "", b""), "501"),
    (("HEAD /v1.0/me", "", b""), "200"),
    (
        (
            "GET /v1.0/me",
            "Prefer: \u{e4}=;=,,;\r\nx-docwright-mock: ===;;\r\n",
            b"",
        ),
        "400",
    ),
    (("GET /v1.0/me/messages/1/$value", "Range: bytes=9-2\r\n", b""), "200"),
    (
        ("GET /v1.0/me/messages/1/$value", "Range: bytes=99999-\r\n", b""),
        "416",
    ),
    (("POST /v1.0/me/events", JSON, b"\xff\xfe"), "400"),
    (("POST /v1.0/me/events", JSON, b"nul"), "400"),
    (("POST /v1.0/me/events", JSON, &[b'['; 3000]), "400"),
    (("POST /v1.0/me/events", JSON, &[b' '; 5000]), "413"),
    (("PUT /v1.0/me/drive/items/1/content", TEXT, &[b'x'; 9000]), "20"),
    (("PUT /.docwright/upload/18446744073709551616", "", b""), "404"),
    (
        ("PUT /.docwright/upload/1", "Content-Range: bytes 5-1/0\r\n", b""),
        "404",
    ),
];

/// Requests that are good until somebody changes bytes of them.
const SEEDS: [Sent; 4] = [
    ("POST /v1.0/me/sendMail", JSON, b"{\"message\": {\"subject\": \"x\"}}"),
    (
        "GET /v1.0/me/drive/root:/Papers/notes.txt:/content?$select=a,b&$top=1",
        "Range: bytes=0-4\r\n",
        b"",
    ),
    (
        "GET /v1.0/devices(deviceId='2c9f41b8')",
        "Prefer: odata.maxpagesize=2\r\n",
        b"",
    ),
    (
        "POST /v1.0/$batch",
        JSON,
        b"{\"requests\": [{\"id\": \"1\", \"method\": \"GET\", \"url\": \"/me\", \"dependsOn\": []}]}",
    ),
];

/// Bytes that mean something to somebody.
const WEIRD: &[u8] = b"%'()/:?&={}[]\"\\\0\xff$*;, 9";

/// A generator of numbers that are the same in every run (the constants are Knuth's).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or_default() % limit.max(1)
    }

    /// Changes, adds or removes some bytes.
    fn mutate(&mut self, bytes: &mut Vec<u8>) {
        for _ in 0..=self.below(4) {
            let at = self.below(bytes.len());
            let weird = WEIRD[self.below(WEIRD.len())];
            match self.below(3) {
                0 => bytes[at] = weird,
                1 => bytes.insert(at, weird),
                _ => drop(bytes.remove(at)),
            }
        }
    }
}

#[tokio::test]
async fn the_mock_answers_whatever_comes() {
    let panics = Arc::<Mutex<Vec<String>>>::default();
    let seen = Arc::clone(&panics);
    let usual = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        seen.lock().expect("the hook does not panic").push(info.to_string());
        usual(info);
    }));
    let report = Generator::new().docs("docs").lint().expect("the docs can be read");
    let mut settings = Settings::default();
    settings.body_limit = 4096;
    let server = Server::builder(report.api).settings(settings).bind("127.0.0.1:0");
    let server = server.await.expect("a port is free");
    for ((line, headers, body), status) in REQUESTS {
        let answer = send(&server, &request(line, headers, body), true).await;
        let answer = answer.unwrap_or_default();
        assert!(
            answer.starts_with(&format!("HTTP/1.1 {status}")),
            "{answer:?} for {line}, {headers:?}"
        );
    }
    let long = format!("GET /v1.0{}", "/a".repeat(20_000));
    send(&server, &request(&long, "", b""), true).await;
    let mut numbers = Numbers(1);
    for round in 0..400 {
        let (line, headers, body) = SEEDS[round % SEEDS.len()];
        let mut bytes = request(line, headers, body);
        numbers.mutate(&mut bytes);
        send(&server, &bytes, false).await;
    }
    let answer = send(&server, &request("GET /v1.0/me", "", b""), true).await;
    assert_eq!(answer.as_deref(), Some("HTTP/1.1 200 OK"));
    drop(panic::take_hook());
    let panics = panics.lock().expect("the hook does not panic");
    assert!(panics.is_empty(), "{panics:#?}");
    println!("{} requests were answered", server.requests().len());
}
