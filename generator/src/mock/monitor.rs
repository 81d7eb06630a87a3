//! Operations that go on behind their answer.

use std::{
    collections::BTreeMap,
    sync::{Mutex, PoisonError},
};

use http::StatusCode;
use serde_json::{Value, json};

use super::reply::{Content, Refusal, Reply};
use crate::{
    api::{ExampleBody, ExampleResponse},
    dialect::Dialect,
};

/// The operations that are under way.
#[derive(Debug, Default)]
pub(super) struct Monitors {
    running: Mutex<Running>,
}

#[derive(Debug, Default)]
struct Running {
    next: u64,
    /// By number, what is still to be told, the next last.
    reports: BTreeMap<u64, Vec<Reply>>,
}

/// How many operations are kept; then the oldest is forgotten.
const MOST: usize = 1_000;

impl Monitors {
    /// Starts an operation whose page shows these reports, and returns its number.
    pub(super) fn start(&self, shown: &[ExampleResponse], dialect: &Dialect) -> u64 {
        let rules = &dialect.service.monitor;
        let shown: Vec<Reply> = shown.iter().filter_map(report).collect();
        let running = json!({&rules.status: rules.running, &rules.percentage: 50.0});
        let done = json!({&rules.status: rules.done, &rules.percentage: 100.0, &rules.resource: "1"});
        let mut reports = vec![Reply::new(StatusCode::OK, Content::Json(done))];
        if shown.is_empty() {
            reports.push(Reply::new(StatusCode::ACCEPTED, Content::Json(running)));
        }
        reports.extend(shown.into_iter().rev());
        let mut running = self.running.lock().unwrap_or_else(PoisonError::into_inner);
        let number = running.next;
        running.next += 1;
        if running.reports.len() >= MOST {
            running.reports.pop_first();
        }
        running.reports.insert(number, reports);
        number
    }

    /// How far an operation is: a step farther at each call, and done in the end.
    pub(super) fn report(&self, number: u64, dialect: &Dialect) -> Reply {
        let mut running = self.running.lock().unwrap_or_else(PoisonError::into_inner);
        let reports = running.reports.get_mut(&number);
        let report = reports.and_then(|reports| match &reports[..] {
            [last] => Some(last.clone()),
            _ => reports.pop(),
        });
        report.unwrap_or_else(|| {
            let message = "There is no such operation under way.";
            Refusal::new(StatusCode::NOT_FOUND, "ItemNotFound", message).reply(dialect)
        })
    }
}

/// A documented report: the example of what a monitor says.
fn report(response: &ExampleResponse) -> Option<Reply> {
    let Some(ExampleBody::Json(text)) = &response.body else {
        return None;
    };
    let value = serde_json::from_str::<Value>(text).ok()?;
    let status = StatusCode::from_u16(response.status)
        .ok()
        .filter(http::StatusCode::is_success)?;
    Some(Reply::new(status, Content::Json(value)))
}
