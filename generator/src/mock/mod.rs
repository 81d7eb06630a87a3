//! A stand-in for the service: it answers over HTTP with the documented examples, and refuses what the docs don't allow.
//!
//! A request takes this way: `exchange` reads it off the wire, `fault` may have it fail, `route` finds its operation,
//! `check` compares it with the docs, `choose` picks the example that it is answered with (or `instance` makes an
//! answer), `page` cuts collections into pages, and `link` makes URLs lead back here. `batch`, `upload` and `monitor` are what
//! answers lead to.

mod batch;
mod body;
mod check;
mod choose;
mod control;
mod exchange;
mod fault;
mod instance;
mod journal;
mod link;
mod monitor;
mod page;
mod reply;
mod request;
mod respond;
mod route;
mod server;
mod service;
mod settings;
mod upload;

pub use journal::Entry;
pub use server::{Builder, Server};
pub use settings::{RetryAfter, Settings};
