//! What was asked and answered.

use std::{
    collections::VecDeque,
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
};

use crate::api::OperationId;

/// An answered request.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Entry {
    pub method: String,
    /// Path and query, as they came.
    pub target: String,
    pub status: u16,
    /// The documented operation that it was.
    pub operation: Option<OperationId>,
    /// The example that it was answered with; `None` for answers that no page shows.
    pub example: Option<String>,
    /// Why it was refused, or what was put up with.
    pub remarks: Vec<String>,
}

/// The last requests, and how often each operation was called.
#[derive(Debug)]
pub(super) struct Journal {
    last: Mutex<VecDeque<Entry>>,
    calls: Vec<AtomicU64>,
    next: AtomicU64,
}

/// How many requests are remembered.
const LENGTH: usize = 10_000;

impl Journal {
    pub(super) fn new(operations: usize) -> Self {
        Self {
            last: Mutex::default(),
            calls: (0..operations).map(|_| AtomicU64::new(0)).collect(),
            next: AtomicU64::new(1),
        }
    }

    /// A number for the next request.
    pub(super) fn number(&self) -> u64 {
        self.next.fetch_add(1, Ordering::Relaxed)
    }

    pub(super) fn write(&self, entry: Entry) {
        let is_success = (200..400).contains(&entry.status);
        if let Some(OperationId(id)) = entry.operation.filter(|_| is_success)
            && let Some(calls) = self.calls.get(id as usize)
        {
            calls.fetch_add(1, Ordering::Relaxed);
        }
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        if last.len() >= LENGTH {
            last.pop_front();
        }
        last.push_back(entry);
    }

    pub(super) fn last(&self) -> Vec<Entry> {
        let last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        last.iter().cloned().collect()
    }

    pub(super) fn calls(&self) -> Vec<u64> {
        self.calls.iter().map(|calls| calls.load(Ordering::Relaxed)).collect()
    }
}
