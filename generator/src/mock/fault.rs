//! Requests that are not answered the first time.

use std::{
    collections::HashMap,
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
};

use http::StatusCode;

use super::{
    control::Control,
    reply::{Refusal, Reply},
    settings::Settings,
};
use crate::dialect::Dialect;

/// Counts requests, and those that come again.
#[derive(Debug, Default)]
pub(super) struct Faults {
    requests: AtomicU64,
    /// How often a request was refused that is to be refused several times.
    refused: Mutex<HashMap<String, u32>>,
}

/// What befalls a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fault {
    Throttled,
    Failed,
    Cut,
}

/// How many requests are waited for that were refused and never came again.
const WAITING: usize = 10_000;

impl Faults {
    /// What befalls this request. One with the same `name` is the same request again.
    pub(super) fn next(&self, control: &Control, settings: &Settings, name: &str) -> Option<Fault> {
        let plan = [
            (control.throttle, Fault::Throttled),
            (control.fail, Fault::Failed),
            (control.cut, Fault::Cut),
        ];
        if plan.iter().any(|(times, _)| *times > 0) {
            return self.planned(plan, name);
        }
        let number = self.requests.fetch_add(1, Ordering::Relaxed) + 1;
        let is_due = |every: Option<u64>| every.is_some_and(|every| every > 0 && number.is_multiple_of(every));
        let faults = [
            (settings.throttle, Fault::Throttled),
            (settings.fail, Fault::Failed),
            (settings.cut, Fault::Cut),
        ];
        faults
            .into_iter()
            .find(|(every, _)| is_due(*every))
            .map(|(_, fault)| fault)
    }

    fn planned(&self, plan: [(u32, Fault); 3], name: &str) -> Option<Fault> {
        let mut refused = self.refused.lock().unwrap_or_else(PoisonError::into_inner);
        if refused.len() >= WAITING {
            refused.clear();
        }
        let times = refused.entry(name.to_owned()).or_default();
        let mut left = *times;
        *times += 1;
        for (count, fault) in plan {
            match left.checked_sub(count) {
                Some(rest) => left = rest,
                None => return Some(fault),
            }
        }
        refused.remove(name);
        None
    }
}

impl Fault {
    /// The answer; `None` where the answer is the proper one, and breaks off.
    pub(super) fn reply(self, control: &Control, dialect: &Dialect) -> Option<Reply> {
        let (status, code, message) = match self {
            Self::Cut => return None,
            Self::Throttled => (
                StatusCode::TOO_MANY_REQUESTS,
                "TooManyRequests",
                "The mock was told to throttle this request.",
            ),
            Self::Failed => {
                let status = StatusCode::from_u16(control.fail_status).unwrap_or(StatusCode::SERVICE_UNAVAILABLE);
                (status, "ServiceUnavailable", "The mock was told to fail this request.")
            }
        };
        let mut reply = Refusal::new(status, code, message).reply(dialect);
        if matches!(status, StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE) {
            reply.set("retry-after", &control.retry_after.header());
        }
        Some(reply)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_comes_again() {
        let (faults, settings) = (Faults::default(), Settings::default());
        let control = Control::new(&settings)
            .read("throttle=1; fail=2; cut")
            .expect("it is valid");
        let all: Vec<_> = (0..5).map(|_| faults.next(&control, &settings, "GET /me")).collect();
        let expected = [
            Some(Fault::Throttled),
            Some(Fault::Failed),
            Some(Fault::Failed),
            Some(Fault::Cut),
            None,
        ];
        assert_eq!(all, expected);
        assert_eq!(
            faults.next(&control, &settings, "GET /me"),
            Some(Fault::Throttled),
            "it begins anew"
        );
    }

    #[test]
    fn every_so_many_requests_fail() {
        let settings = Settings {
            throttle: Some(2),
            fail: Some(3),
            ..Settings::default()
        };
        let (faults, control) = (Faults::default(), Control::new(&settings));
        let all: Vec<_> = (0..6).map(|_| faults.next(&control, &settings, "GET /me")).collect();
        let (throttled, failed) = (Some(Fault::Throttled), Some(Fault::Failed));
        assert_eq!(all, [None, throttled, failed, throttled, None, throttled]);
    }
}
