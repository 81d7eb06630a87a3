//! How a mock behaves.

use std::time::Duration;

/// How a mock behaves. The defaults are those of a service that is well: start from them and change what is wanted.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Settings {
    /// Answer requests that the docs don't allow, and say what is wrong in the header `x-docwright-mock-warning`.
    pub lenient: bool,
    /// How many items a page of a collection has at most; what the pages show, unless said.
    pub page_size: Option<usize>,
    /// How many items a collection has: the documented ones again and again. As many as documented, unless said.
    pub items: Option<usize>,
    /// Wait before each answer.
    pub delay: Duration,
    /// Refuse every so many requests with 429.
    pub throttle: Option<u64>,
    /// Fail every so many requests, with [`fail_status`](Self::fail_status).
    pub fail: Option<u64>,
    pub fail_status: u16,
    /// Cut the connection in the middle of every so many answers.
    pub cut: Option<u64>,
    /// When to come again after a 429 or a 503.
    pub retry_after: RetryAfter,
    /// How many pieces of each upload session fail before they are taken: with 503 and a cut connection in turn.
    pub upload_failures: u32,
    /// The most bytes that a body other than a file may have; more are refused with 413.
    pub body_limit: usize,
}

/// When to come again, in the two forms of `Retry-After` (RFC 9110, section 10.2.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RetryAfter {
    /// In so many seconds.
    Seconds(u32),
    /// At the date that is so many seconds away.
    Date(u32),
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            lenient: false,
            page_size: None,
            items: None,
            delay: Duration::ZERO,
            throttle: None,
            fail: None,
            fail_status: 503,
            cut: None,
            retry_after: RetryAfter::Seconds(1),
            upload_failures: 0,
            body_limit: 16 << 20,
        }
    }
}

impl RetryAfter {
    /// The value of the header.
    pub(super) fn header(self) -> String {
        match self {
            Self::Seconds(seconds) => seconds.to_string(),
            Self::Date(seconds) => {
                let then = jiff::Timestamp::now() + Duration::from_secs(u64::from(seconds));
                then.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_forms_are_those_of_http() {
        assert_eq!(RetryAfter::Seconds(7).header(), "7");
        let date = RetryAfter::Date(2).header();
        assert!(
            date.ends_with(" GMT") && date.len() == "Sun, 06 Nov 1994 08:49:37 GMT".len(),
            "{date}"
        );
    }
}
