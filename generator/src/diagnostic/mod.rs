//! Findings about pages, from every phase, through one mechanism.
//!
//! A phase that meets something wrong reports a [`Diagnostic`] and goes on. Its [`Code`] is stable: people silence, count
//! and look up findings by it.

mod code;
mod finding;

pub use code::{Code, Level};
pub use finding::{Diagnostic, Diagnostics};
