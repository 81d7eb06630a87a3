//! Sending a request again.

use std::hash::{BuildHasher, RandomState};
use std::time::{Duration, Instant};

use http::{Method, Response, StatusCode};

use crate::failure::retry_after;
use crate::{Body, ErrorKind, Result};

/// When a request is sent again.
///
/// A request that the service refused before it acted (429), or that never reached it, is sent again whatever its method; one
/// that may have been acted on (503, 504, a connection that broke) only if acting twice is the same as acting once (RFC 9110,
/// section 9.2.2). A body that came as a stream is gone and is never sent again. The wait is what the service asks for, or else doubles with each attempt, with some chance in it
/// so that clients that were refused together do not come back together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RetryPolicy {
    attempts: u32,
    first_wait: Duration,
    total: Duration,
}

impl Default for RetryPolicy {
    /// Four attempts within five minutes.
    fn default() -> Self {
        Self {
            attempts: 4,
            first_wait: Duration::from_millis(500),
            total: Duration::from_secs(300),
        }
    }
}

impl RetryPolicy {
    /// Requests are sent once.
    #[must_use]
    pub fn never() -> Self {
        Self::default().attempts(1)
    }

    /// How often a request is sent at most.
    #[must_use]
    pub fn attempts(mut self, attempts: u32) -> Self {
        self.attempts = attempts;
        self
    }

    /// How long to wait before the second attempt, where the service does not say; the wait doubles from there.
    #[must_use]
    pub fn first_wait(mut self, wait: Duration) -> Self {
        self.first_wait = wait;
        self
    }

    /// How long all attempts and waits may take together: a wait that would go beyond is not begun.
    #[must_use]
    pub fn total(mut self, total: Duration) -> Self {
        self.total = total;
        self
    }

    /// Between half of and the whole of the doubled wait.
    fn backoff(&self, attempts: u32) -> Duration {
        let doubled = 2_u32.saturating_pow(attempts.saturating_sub(1));
        let longest = self.first_wait.saturating_mul(doubled);
        // The standard library seeds its hash maps at random, which is chance enough for this.
        let chance = RandomState::new().hash_one(attempts) % 1024;
        #[allow(clippy::cast_possible_truncation)]
        let part = longest / 2 / 1024 * chance as u32;
        longest / 2 + part
    }
}

/// The attempts at one request.
pub(crate) struct Attempts<'a> {
    policy: &'a RetryPolicy,
    started: Instant,
    count: u32,
}

impl<'a> Attempts<'a> {
    pub(crate) fn new(policy: &'a RetryPolicy) -> Self {
        Self {
            policy,
            started: Instant::now(),
            count: 0,
        }
    }

    /// How many attempts have failed.
    #[cfg(feature = "tracing")]
    pub(crate) fn count(&self) -> u32 {
        self.count
    }

    /// How long to wait before the next attempt; `None` if what came of this one is final.
    pub(crate) fn wait(&mut self, method: &Method, result: &Result<Response<Body>>) -> Option<Duration> {
        self.count += 1;
        if !may_retry(method, result) || self.count >= self.policy.attempts {
            return None;
        }
        let asked = result
            .as_ref()
            .ok()
            .and_then(|response| retry_after(response.headers()));
        let wait = asked.unwrap_or_else(|| self.policy.backoff(self.count));
        (self.started.elapsed().saturating_add(wait) <= self.policy.total).then_some(wait)
    }
}

fn may_retry(method: &Method, result: &Result<Response<Body>>) -> bool {
    match result {
        Ok(response) => match response.status() {
            StatusCode::TOO_MANY_REQUESTS => true,
            StatusCode::SERVICE_UNAVAILABLE | StatusCode::GATEWAY_TIMEOUT => method.is_idempotent(),
            _ => false,
        },
        Err(error) if error.kind() == ErrorKind::Transport => error.is_unsent() || method.is_idempotent(),
        Err(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Error;

    fn wait(policy: &RetryPolicy, method: &Method, status: u16, after: &str) -> Option<Duration> {
        let mut response = Response::builder().status(status);
        if !after.is_empty() {
            response = response.header("retry-after", after);
        }
        let response = response.body(Body::empty()).unwrap();
        Attempts::new(policy).wait(method, &Ok(response))
    }

    #[test]
    fn only_what_can_be_sent_again_is() {
        let policy = RetryPolicy::default();
        assert!(wait(&policy, &Method::POST, 429, "").is_some());
        assert!(wait(&policy, &Method::GET, 503, "").is_some());
        assert!(wait(&policy, &Method::POST, 503, "").is_none());
        assert!(wait(&policy, &Method::GET, 500, "").is_none());
        assert!(wait(&policy, &Method::GET, 200, "").is_none());
        assert!(wait(&RetryPolicy::never(), &Method::GET, 429, "").is_none());
    }

    #[test]
    fn the_service_says_how_long() {
        let policy = RetryPolicy::default();
        let seconds = Duration::from_secs;
        assert_eq!(wait(&policy, &Method::GET, 429, "7"), Some(seconds(7)));
        assert_eq!(
            wait(&policy, &Method::GET, 429, "Wed, 21 Oct 2015 07:28:00 GMT"),
            Some(Duration::ZERO)
        );
        assert_eq!(wait(&policy, &Method::GET, 429, "301"), None);
        let unclear = wait(&policy, &Method::GET, 429, "soon").unwrap();
        assert!((250..=500).contains(&unclear.as_millis()), "{unclear:?}");
    }

    #[test]
    fn broken_connections_are_tried_again_where_that_does_no_harm() {
        let policy = RetryPolicy::default();
        let wait = |method, error: Error| Attempts::new(&policy).wait(method, &Err(error)).is_some();
        let broken = || Error::new(ErrorKind::Transport, "the connection broke");
        assert!(wait(&Method::GET, broken()));
        assert!(!wait(&Method::POST, broken()));
        assert!(wait(&Method::POST, broken().unsent()));
        assert!(!wait(&Method::GET, Error::new(ErrorKind::Timeout, "no answer in time")));
    }

    #[test]
    fn there_is_a_limit_to_attempts_and_to_time() {
        let policy = RetryPolicy::default().attempts(3).total(Duration::from_secs(1));
        let refused = |after| {
            let response = Response::builder().status(429).header("retry-after", after);
            Ok(response.body(Body::empty()).unwrap())
        };
        let mut attempts = Attempts::new(&policy);
        let waits: Vec<_> = (0..4)
            .map(|_| attempts.wait(&Method::GET, &refused("0")).is_some())
            .collect();
        assert_eq!(waits, [true, true, false, false]);
        assert_eq!(Attempts::new(&policy).wait(&Method::GET, &refused("2")), None);
    }

    #[test]
    fn waits_double() {
        let policy = RetryPolicy::default().first_wait(Duration::from_secs(1));
        for (attempt, longest) in [(1, 1), (2, 2), (3, 4)] {
            let wait = policy.backoff(attempt).as_millis();
            assert!((longest * 500..=longest * 1000).contains(&wait), "{wait}");
        }
    }
}
