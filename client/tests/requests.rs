//! Requests as they are built: paths, queries, headers, bodies.

mod sample;

use docwright_client::testing::{NoTransport, check_request, check_response, parse};
use docwright_client::{Body, Credential, ErrorKind, Expand, Multipart, Null, Page};

use crate::sample::{Client, Event, ForwardParameters};

fn client() -> Client {
    Client::builder(Credential::none())
        .transport(NoTransport)
        .build()
        .unwrap()
}

fn url<P>(request: crate::sample::Request<impl docwright_client::FromResponse, P>) -> String {
    request.build().unwrap().uri().to_string()
}

const BASE: &str = "https://graph.example.com/v1.0";

#[test]
fn path_parameters_are_escaped() {
    let events = client().me().events();
    for (id, escaped) in [
        ("AAMk=", "AAMk="),
        ("a@b.example", "a@b.example"),
        ("b!x-_.~", "b!x-_.~"),
        ("a/b?c#d", "a%2Fb%3Fc%23d"),
        ("a b%20'é", "a%20b%2520%27%C3%A9"),
    ] {
        assert_eq!(url(events.id(id).get()), format!("{BASE}/me/events/{escaped}"));
    }
}

#[test]
fn functions_quote_their_arguments() {
    let request = client().me().count_events("O'Neil & co/x", 5);
    assert_eq!(
        url(request),
        format!("{BASE}/me/countEvents(from='O%27%27Neil%20%26%20co%2Fx',importance='5')")
    );
}

#[test]
fn item_paths_keep_their_slashes() {
    let request = client().drive().path("a folder/ü.txt").content().download();
    assert_eq!(
        url(request),
        format!("{BASE}/drive/root:/a%20folder/%C3%BC.txt:/content")
    );
}

#[test]
fn parameters_that_lead_elsewhere_are_refused() {
    let client = client();
    for id in ["", ".", ".."] {
        let error = client.me().events().id(id).delete().build().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Request, "{id}");
    }
    let error = client.drive().path("a/../../secret").content().download().build();
    assert!(error.unwrap_err().message().contains("`..`"));
    assert!(client.me().events().id("...").get().build().is_ok());
}

#[test]
fn query_options_are_named_and_escaped() {
    let request = client()
        .me()
        .events()
        .list_from("2024-01-01T00:00:00+01:00")
        .select(["id", "subject"])
        .select(["start"])
        .expand(["attendees($select=address)"])
        .filter("subject eq 'a&b=c+d#e'")
        .order_by("start desc")
        .order_by("id")
        .top(5)
        .top(10)
        .skip(20)
        .count();
    assert_eq!(
        url(request),
        format!(
            "{BASE}/me/events?startDateTime=2024-01-01T00:00:00%2B01:00&$select=id,subject,start\
             &$expand=attendees($select%3Daddress)&$filter=subject%20eq%20%27a%26b%3Dc%2Bd%23e%27\
             &$orderby=start%20desc,id&$top=10&$skip=20&$count=true"
        )
    );
}

#[test]
fn documented_parameters_have_methods_beside_those_of_every_request() {
    let request = client()
        .me()
        .events()
        .delta()
        .top(1)
        .change_type("created")
        .select(["id"]);
    assert_eq!(
        url(request),
        format!("{BASE}/me/events/delta?$top=1&changeType=created&$select=id")
    );
}

#[test]
fn expanded_resources_have_options_of_their_own() {
    let members = Expand::new("members").select(["id", "mail"]).top(3).expand(["manager"]);
    let others = Expand::new("calendar")
        .filter("a eq 'b;c'")
        .order_by("name desc")
        .skip(1)
        .levels(2)
        .count()
        .search("x");
    let request = client()
        .me()
        .events()
        .list()
        .expand([members])
        .expand([others])
        .expand(["owner($select=id)"]);
    let expanded = "members($select=id,mail;$expand=manager;$top=3),calendar($filter=a eq 'b;c';$orderby=name desc;\
                    $search=x;$skip=1;$levels=2;$count=true),owner($select=id)";
    let request = request.consistency_level("eventual").build().unwrap();
    let expected = format!("/me/events?$expand={}", expanded.replace('&', "%26"));
    check_request(&request, "GET", &expected, &[("ConsistencyLevel", "eventual")], None);
    assert!(
        request
            .uri()
            .query()
            .unwrap()
            .contains("members($select%3Did,mail%3B$expand%3Dmanager%3B$top%3D3),calendar(")
    );
}

#[test]
fn bytes_are_of_the_type_that_is_documented_unless_they_say_so_themselves() {
    let content = client().drive().path("f").content();
    let media_type = |body: Body| {
        let request = content.upload(body).build().unwrap();
        request.headers()["content-type"].to_str().unwrap().to_owned()
    };
    assert_eq!(media_type("text".into()), "application/octet-stream");
    assert_eq!(media_type(vec![1].into()), "application/octet-stream");
    let html = Body::from("<p>").with_content_type(http::HeaderValue::from_static("text/html"));
    assert_eq!(media_type(html), "text/html");
    assert!(media_type(Multipart::new().into()).starts_with("multipart/form-data; boundary="));
}

#[test]
fn headers_are_added_and_checked() {
    let request = client()
        .me()
        .events()
        .list()
        .prefer("outlook.timezone=\"UTC\"")
        .prefer("respond-async")
        .search("\"subject:x\"")
        .if_match("W/\"1\"")
        .header("X-Custom", "1")
        .build()
        .unwrap();
    check_request(
        &request,
        "GET",
        "/me/events?$search=\"subject:x\"",
        &[
            ("Authorization", "Bearer {token}"),
            ("Prefer", "respond-async"),
            ("ConsistencyLevel", "eventual"),
            ("If-Match", "W/\"1\""),
            ("accept", "application/json"),
        ],
        None,
    );
    let error = client().me().events().list().header("a b", "c").build();
    assert_eq!(error.unwrap_err().kind(), ErrorKind::Request);
    let error = client().me().events().list().prefer("a\nb").build();
    assert_eq!(error.unwrap_err().kind(), ErrorKind::Request);
}

#[test]
fn bodies_are_json() {
    let event = Event::new().subject("s").location(Null);
    let request = client().me().events().id("1").update(&event).build().unwrap();
    check_request(
        &request,
        "PATCH",
        "https://graph.example.com/v1.0/me/events/1",
        &[("Content-type", "application/json; charset=utf-8")],
        Some(r#"{"location": null, "subject": "s"}"#),
    );
    let forward = ForwardParameters::new().comment("fyi");
    let request = client().me().events().id("1").forward(forward).build().unwrap();
    check_request(
        &request,
        "POST",
        "/me/events/1/forward",
        &[],
        Some(r#"{"comment":"fyi"}"#),
    );
    let request = client().me().events().id("1").dismiss().build().unwrap();
    check_request(&request, "POST", "/me/events/1/dismiss", &[], None);
}

#[test]
fn checks_fail_with_the_place() {
    let failure = |check: fn()| {
        let panic = std::panic::catch_unwind(check).expect_err("a failed check");
        panic.downcast_ref::<String>().expect("a message").clone()
    };
    let message = failure(|| {
        let request = client().me().events().create(parse::<Event>(r#"{"seats": 1}"#));
        check_request(
            &request.build().unwrap(),
            "POST",
            "/me/events",
            &[],
            Some(r#"{"seats": 2}"#),
        );
    });
    assert!(
        message.starts_with("in the body, 1, should be 2 at $.seats"),
        "{message}"
    );
    let message = failure(|| {
        let request = client().me().events().list().build().unwrap();
        check_request(&request, "GET", "/me/event?$top=1", &[], None);
    });
    assert!(
        message.contains("the path is /v1.0/me/events, should be /me/event"),
        "{message}"
    );
    let message = failure(|| check_response::<Event>(200, r#"{"seats": "many"}"#));
    assert!(message.contains("at $.seats (byte 10)"), "{message}");
}

#[test]
fn documented_answers_are_understood() {
    check_response::<Event>(
        200,
        r#"{"createdDateTime": "2024-01-01T01:00:00.0000000+01:00", "size": 1.0, "transactionId": "6C1E1A2A-0F2E-4A55-9F8A-111111111111", "subject": null}"#,
    );
    check_response::<Page<Event>>(
        200,
        r#"{"value": [{"createdDateTime": "9999-12-31T23:59:59.9999999Z"}]}"#,
    );
    check_response::<()>(204, "");
    check_response::<Option<Event>>(202, "");
    check_response::<docwright_client::ByteStream>(200, "some text");
    check_response::<String>(200, "some text");
    check_response::<String>(200, "\"some text\"");
}

#[test]
fn base_urls_are_checked() {
    let build = |url: &str| {
        let builder = Client::builder("token").base_url(url).transport(NoTransport);
        builder.build().map(|client| client.me().events().list())
    };
    assert_eq!(
        url(build("http://localhost:1/x/").unwrap()),
        "http://localhost:1/x/me/events"
    );
    for wrong in ["", "localhost", "ftp://a", "https://u:p@a", "https://a?b=c"] {
        assert_eq!(build(wrong).unwrap_err().kind(), ErrorKind::Request, "{wrong}");
    }
}

#[test]
fn links_stay_at_the_service() {
    let client = client();
    let follow = |link: &str| client.follow::<Page<Event>>(link).build();
    let link = "https://GRAPH.example.com:443/v1.0/me/events?$skiptoken=a%2Bb";
    assert_eq!(follow(link).unwrap().uri().query(), Some("$skiptoken=a%2Bb"));
    for elsewhere in [
        "https://graph.example.com.evil.example/",
        "https://evil.example/v1.0/me",
        "http://graph.example.com/v1.0/me",
        "https://graph.example.com:8443/",
    ] {
        assert_eq!(follow(elsewhere).unwrap_err().kind(), ErrorKind::Link, "{elsewhere}");
    }
    for wrong in [
        ".evil.example/",
        "@evil.example/",
        "https://graph.example.com@evil.example/",
        "x",
    ] {
        assert_eq!(follow(wrong).unwrap_err().kind(), ErrorKind::Request, "{wrong}");
    }
}

#[test]
fn secrets_do_not_show() {
    let client = Client::builder("s3cret").transport(NoTransport).build().unwrap();
    let request = client.me().events().list();
    let shown = format!(
        "{client:?} {request:?} {:?}",
        Client::builder("s3cret").header("key", "s3cret")
    );
    assert!(!shown.contains("s3cret"), "{shown}");
    let error = client.me().events().list().header("x", "s3cret\n").build().unwrap_err();
    assert!(!format!("{error:?} {error}").contains("s3cret"));
}

#[test]
fn bodies_know_their_length() {
    assert_eq!(Body::from("abc").len(), Some(3));
    assert!(Body::empty().is_empty());
    let content_type = Body::from("abc").content_type().cloned().unwrap();
    assert_eq!(content_type, "text/plain; charset=utf-8");
}
