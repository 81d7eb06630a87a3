//! Upload sessions: a file that arrives in pieces.

use std::{
    collections::BTreeMap,
    sync::{Mutex, PoisonError},
    time::Duration,
};

use http::StatusCode;
use serde_json::{Value, json};

use super::reply::{Content, Refusal, Reply};
use crate::dialect::{Dialect, UploadRules};

/// The sessions that are under way.
#[derive(Debug, Default)]
pub(super) struct Uploads {
    sessions: Mutex<Sessions>,
}

#[derive(Debug, Default)]
struct Sessions {
    next: u64,
    /// By number, oldest first.
    open: BTreeMap<u64, Session>,
}

/// A file of which some has arrived: what has is not kept, only counted.
#[derive(Debug, Clone)]
pub(super) struct Session {
    /// The first byte that is missing.
    received: u64,
    total: Option<u64>,
    /// How many pieces are to fail.
    failures: u32,
    /// How many did.
    failures_so_far: u32,
    /// The last piece failed, so that the next one is taken.
    failed: bool,
    /// The answer to the last piece, as documented.
    done: Reply,
}

/// A piece of a file, as its headers tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) first: u64,
    pub(super) last: u64,
    pub(super) total: u64,
    /// How many bytes there really were.
    pub(super) length: u64,
}

/// How many sessions are kept; then the oldest is given up.
const MOST: usize = 1_000;

impl Uploads {
    /// Opens a session and returns its number.
    pub(super) fn open(&self, failures: u32, done: Reply) -> u64 {
        let mut sessions = self.lock();
        let number = sessions.next;
        sessions.next += 1;
        if sessions.open.len() >= MOST {
            sessions.open.pop_first();
        }
        let session = Session {
            received: 0,
            total: None,
            failures,
            failures_so_far: 0,
            failed: false,
            done,
        };
        sessions.open.insert(number, session);
        number
    }

    /// What is missing.
    pub(super) fn state(&self, number: u64, dialect: &Dialect) -> Reply {
        match self.lock().open.get(&number) {
            Some(session) => session.missing(StatusCode::OK, &dialect.service.upload),
            None => gone().reply(dialect),
        }
    }

    /// Gives a file up.
    pub(super) fn cancel(&self, number: u64, dialect: &Dialect) -> Reply {
        match self.lock().open.remove(&number) {
            Some(_) => Reply::new(StatusCode::NO_CONTENT, Content::Nothing),
            None => gone().reply(dialect),
        }
    }

    /// Takes a piece, or says why not.
    pub(super) fn take(&self, number: u64, piece: Piece, dialect: &Dialect) -> Reply {
        let mut sessions = self.lock();
        let Some(session) = sessions.open.get_mut(&number) else {
            return gone().reply(dialect);
        };
        if let Some(reply) = session.fail(dialect) {
            return reply;
        }
        if let Err(refusal) = session.check(piece, &dialect.service.upload) {
            return refusal.reply(dialect);
        }
        session.received = piece.last + 1;
        session.total = Some(piece.total);
        if session.received < piece.total {
            return session.missing(StatusCode::ACCEPTED, &dialect.service.upload);
        }
        let mut done = session.done.clone();
        if let Content::Json(Value::Object(members)) = &mut done.content
            && let Some(size) = members.get_mut(&dialect.service.upload.size)
        {
            *size = json!(piece.total);
        }
        sessions.open.remove(&number);
        done
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Sessions> {
        self.sessions.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Session {
    /// The failure that is due: never of the first piece, and never twice in a row.
    fn fail(&mut self, dialect: &Dialect) -> Option<Reply> {
        let is_due = self.failures_so_far < self.failures && self.received > 0 && !self.failed;
        self.failed = is_due;
        if !is_due {
            return None;
        }
        self.failures_so_far += 1;
        let message = "The mock was told to fail this piece.";
        let mut reply = Refusal::new(StatusCode::SERVICE_UNAVAILABLE, "ServiceUnavailable", message).reply(dialect);
        reply.cut = self.failures_so_far.is_multiple_of(2);
        Some(reply)
    }

    fn check(&self, piece: Piece, rules: &UploadRules) -> Result<(), Refusal> {
        let Piece {
            first,
            last,
            total,
            length,
        } = piece;
        let range = format!("bytes {first}-{last}/{total}");
        if first > last || last >= total {
            return Err(Refusal::bad(format!("`{range}` is no range of bytes")));
        }
        if length != last - first + 1 {
            return Err(Refusal::bad(format!(
                "`{range}` promises {} bytes, and there are {length}",
                last - first + 1
            )));
        }
        if self.total.is_some_and(|other| other != total) {
            return Err(Refusal::bad("the size of the file changed"));
        }
        let is_last = last + 1 == total;
        if length > rules.most || !(is_last || length.is_multiple_of(rules.unit)) {
            let (unit, most) = (rules.unit, rules.most);
            let message = format!(
                "a piece of {length} bytes is not one of at most {most}, in multiples of {unit} but for the last one"
            );
            return Err(Refusal::bad(message));
        }
        if first != self.received {
            let message = format!("`{range}` does not go on at byte {}", self.received);
            return Err(Refusal::new(StatusCode::RANGE_NOT_SATISFIABLE, "InvalidRange", message));
        }
        Ok(())
    }

    fn missing(&self, status: StatusCode, rules: &UploadRules) -> Reply {
        let expiration = jiff::Timestamp::now() + Duration::from_secs(24 * 60 * 60);
        let body = json!({
            &rules.expiration: expiration.strftime("%Y-%m-%dT%H:%M:%SZ").to_string(),
            &rules.ranges: [format!("{}-", self.received)],
        });
        Reply::new(status, Content::Json(body))
    }
}

impl Piece {
    /// Reads `bytes 0-25/128` (RFC 9110, section 14.4).
    pub(super) fn parse(header: &str, length: u64) -> Option<Self> {
        let (range, total) = header.trim().strip_prefix("bytes")?.trim().split_once('/')?;
        let (first, last) = range.split_once('-')?;
        Some(Self {
            first: first.trim().parse().ok()?,
            last: last.trim().parse().ok()?,
            total: total.trim().parse().ok()?,
            length,
        })
    }
}

fn gone() -> Refusal {
    let message = "There is no such upload session: it is done, was given up, or never was.";
    Refusal::new(StatusCode::NOT_FOUND, "ItemNotFound", message)
}

#[cfg(test)]
mod tests {
    use super::*;

    const UNIT: u64 = 327_680;

    fn piece(first: u64, length: u64, total: u64) -> Piece {
        Piece {
            first,
            last: first + length - 1,
            total,
            length,
        }
    }

    fn session(failures: u32) -> (Uploads, u64, Dialect) {
        let (uploads, dialect) = (Uploads::default(), Dialect::microsoft_graph());
        let done = Reply::new(StatusCode::CREATED, Content::Json(json!({"size": 1})));
        let number = uploads.open(failures, done);
        (uploads, number, dialect)
    }

    #[test]
    fn pieces_arrive_in_order() {
        let (uploads, number, dialect) = session(0);
        let total = UNIT * 2 + 5;
        let take = |first, length| uploads.take(number, piece(first, length, total), &dialect);
        assert_eq!(take(0, 7).status, 400, "not a multiple");
        assert_eq!(take(UNIT, UNIT).status, 416, "not the next");
        let first = take(0, UNIT * 2);
        assert_eq!(first.status, 202);
        let Content::Json(body) = first.content else {
            panic!("there is a body")
        };
        assert_eq!(body["nextExpectedRanges"], json!(["655360-"]));
        assert_eq!(uploads.state(number, &dialect).status, 200);
        let last = take(UNIT * 2, 5);
        assert_eq!(
            (last.status, last.content),
            (StatusCode::CREATED, Content::Json(json!({"size": total})))
        );
        assert_eq!(uploads.cancel(number, &dialect).status, 404);
    }

    #[test]
    fn failures_come_between() {
        let (uploads, number, dialect) = session(2);
        let total = UNIT * 3;
        let take = |first| {
            let reply = uploads.take(number, piece(first, UNIT, total), &dialect);
            (reply.status.as_u16(), reply.cut)
        };
        let all = [take(0), take(UNIT), take(UNIT), take(UNIT * 2), take(UNIT * 2)];
        assert_eq!(
            all,
            [(202, false), (503, false), (202, false), (503, true), (201, false)]
        );
    }

    #[test]
    fn ranges_are_read() {
        assert_eq!(Piece::parse("bytes 0-25/128", 26), Some(piece(0, 26, 128)));
        for wrong in [
            "",
            "bytes 0-25",
            "bytes */128",
            "items 0-1/2",
            "bytes 9999999999999999999999-1/2",
        ] {
            assert_eq!(Piece::parse(wrong, 1), None, "{wrong}");
        }
    }
}
