//! For tests: of generated crates, which compare what they send and understand with what is documented, and of programs that
//! use them.
//!
//! ```
//! use docwright_client::testing::MockTransport;
//! use docwright_client::{Client, Json};
//!
//! # fn main() -> docwright_client::Result<()> {
//! let transport = MockTransport::new(|request| {
//!     assert_eq!(request.uri().path(), "/v1/me");
//!     http::Response::new(r#"{"id": "1"}"#.into())
//! });
//! let client = Client::builder("https://example.com/v1").transport(transport).build()?;
//! let request = client.root().literal("me").get::<Json>();
//! # let _ = request;
//! # Ok(())
//! # }
//! ```

mod compare;
mod double;
mod live;
mod request;

use http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header};

pub use self::compare::Difference;
pub use self::double::{MockTransport, NoTransport};
pub use self::live::{SERVER, client, exchange};
pub use self::request::check_request;
use crate::codec::{self, Document};
use crate::response::Received;
use crate::{Answer, Body, Dialect, FromResponse, Json};

/// Reads a value from JSON: a body to send in a test.
///
/// # Panics
///
/// If the text cannot be decoded, with the JSON path of what is wrong.
#[must_use]
#[track_caller]
pub fn parse<T: Document>(json: &str) -> T {
    match codec::decode(json, Dialect::default_ref()) {
        Ok(value) => value,
        Err(fault) => panic!("{fault}, in\n{json}"),
    }
}

/// Checks that a documented answer is understood: decoded to a `T` and encoded again, it says the same.
///
/// Members may stand in another order; date-times are compared as instants, GUIDs without case, numbers by value.
///
/// # Panics
///
/// If the answer cannot be decoded, or something in it got lost, with the JSON path.
#[track_caller]
pub fn check_response<T: FromResponse>(status: u16, body: &str) {
    if let Err(problem) = compare_response::<T>(status, body) {
        panic!("{problem}, in\n{body}");
    }
}

fn compare_response<T: FromResponse>(status: u16, body: &str) -> Result<(), String> {
    let dialect = Dialect::default_ref();
    let document = codec::decode::<Json>(body, dialect);
    let media_type = if document.is_ok() {
        "application/json"
    } else {
        "text/plain"
    };
    let mut headers = HeaderMap::new();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
    let answer = Answer::new(Received {
        status: StatusCode::from_u16(status).map_err(|error| format!("{status}: {error}"))?,
        headers,
        body: Body::from(body.as_bytes().to_vec()),
        dialect,
        method: Method::GET,
        uri: Uri::from_static("/documented"),
        is_home: true,
    });
    let value = T::from_response(answer).map_err(|error| error.message().to_owned())?;
    let (Some(again), Ok(expected)) = (value.to_json(dialect), document) else {
        return Ok(());
    };
    let actual = codec::decode(&again, dialect).map_err(|fault| fault.to_string())?;
    compare::compare(&actual, &expected).map_err(|difference| difference.to_string())
}
