//! Tokens from an authorization server, over real HTTP.
#![cfg(feature = "oauth")]

mod sample;
mod support;

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use docwright_client::oauth::{ClientCredentials, DeviceCode};
use docwright_client::{Credential, ErrorKind};

use crate::sample::Client;
use crate::support::{Request, Server, json};

fn form(request: &Request) -> Vec<(String, String)> {
    let text = String::from_utf8(request.body().to_vec()).unwrap();
    let pairs = text.split('&').map(|pair| pair.split_once('=').unwrap());
    pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}

fn has(request: &Request, name: &str, value: &str) -> bool {
    form(request).contains(&(name.to_owned(), value.to_owned()))
}

async fn service() -> Server {
    Server::start(|_| json(200, r#"{"id": "1"}"#)).await
}

fn client(service: &Server, credential: Credential) -> Client {
    Client::builder(credential).base_url(service.url()).build().unwrap()
}

#[tokio::test]
async fn a_program_gets_a_token_for_itself_and_keeps_it() {
    let authority = Server::start(|_| {
        json(
            200,
            r#"{"access_token": "abc", "token_type": "Bearer", "expires_in": 3600}"#,
        )
    })
    .await;
    let service = service().await;
    let tokens = ClientCredentials::new(authority.url(), "program", "s3cret")
        .scope("a/.default")
        .scope("b");
    assert!(!format!("{tokens:?}").contains("s3cret"));
    let client = client(&service, Credential::source(tokens));
    for _ in 0..3 {
        client.me().events().id("1").get().await.unwrap();
    }
    assert!(
        service
            .seen()
            .iter()
            .all(|request| request.headers()["authorization"] == "Bearer abc")
    );
    let asked = authority.seen();
    assert_eq!(asked.len(), 1, "the token is kept until it expires");
    for (name, value) in [
        ("grant_type", "client_credentials"),
        ("client_id", "program"),
        ("client_secret", "s3cret"),
        ("scope", "a%2F.default+b"),
    ] {
        assert!(has(&asked[0], name, value), "{name}: {:?}", form(&asked[0]));
    }
}

#[tokio::test]
async fn a_refusal_says_why_and_nothing_secret() {
    let body = r#"{"error": "invalid_client", "error_description": "AADSTS7000215: Invalid secret.\r\nTrace ID: 1"}"#;
    let authority = Server::start(move |_| json(401, body)).await;
    let service = service().await;
    let tokens = ClientCredentials::new(authority.url(), "program", "s3cret");
    let client = client(&service, Credential::source(tokens));
    let error = client.me().events().id("1").get().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Credential);
    assert!(error.is_unauthorized());
    let line = error.to_string();
    assert!(
        line.contains("invalid_client: AADSTS7000215: Invalid secret.") && !line.contains("Trace"),
        "{line}"
    );
    assert!(!format!("{error:?}").contains("s3cret"));
    assert!(service.seen().is_empty(), "no request goes without its token");
}

#[tokio::test]
async fn somebody_signs_in_elsewhere_and_the_token_is_refreshed() {
    let asked = AtomicUsize::new(0);
    let authority = Server::start(move |request| {
        if request.uri().path().ends_with("/device") {
            return json(
                200,
                r#"{"device_code": "d", "user_code": "ABCD", "verification_uri": "https://login.example/device",
                    "expires_in": 900, "interval": 0}"#,
            );
        }
        if has(request, "grant_type", "refresh_token") {
            assert!(has(request, "refresh_token", "r1"));
            return json(
                200,
                r#"{"access_token": "second", "token_type": "Bearer", "expires_in": 3600}"#,
            );
        }
        match asked.fetch_add(1, Ordering::SeqCst) {
            0 => json(400, r#"{"error": "authorization_pending"}"#),
            // It has expired when it is used the next time.
            _ => json(
                200,
                r#"{"access_token": "first", "token_type": "Bearer", "expires_in": 1, "refresh_token": "r1"}"#,
            ),
        }
    })
    .await;
    let service = service().await;
    let prompts = Arc::<Mutex<Vec<String>>>::default();
    let kept = Arc::clone(&prompts);
    let device_url = format!("{}/device", authority.url());
    let tokens = DeviceCode::new(device_url, authority.url(), "program", move |prompt| {
        kept.lock().unwrap().push(format!("{} {}", prompt.url, prompt.code));
    });
    let client = client(&service, Credential::source(tokens.scope("User.Read")));
    for _ in 0..2 {
        client.me().events().id("1").get().await.unwrap();
    }
    assert_eq!(*prompts.lock().unwrap(), ["https://login.example/device ABCD"]);
    let tokens: Vec<_> = service
        .seen()
        .iter()
        .map(|request| request.headers()["authorization"].clone())
        .collect();
    assert_eq!(tokens, ["Bearer first", "Bearer second"]);
}
