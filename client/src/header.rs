//! Headers that callers name.

use http::{HeaderMap, HeaderName, HeaderValue};

use crate::{Error, ErrorKind};

/// Sets a header, or notes the first one that is none, so that calls chain.
pub(crate) fn set(headers: &mut HeaderMap, problem: &mut Option<Error>, name: &str, value: &str) {
    if let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::try_from(value)) {
        headers.insert(name, value);
    } else {
        // The value is left out: it may be a secret.
        problem.get_or_insert_with(|| Error::new(ErrorKind::Request, format!("`{name}` is not a good header")));
    }
}
