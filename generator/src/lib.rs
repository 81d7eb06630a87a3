//! Reads Markdown REST API reference pages as a compiler reads source, and emits a typed Rust client crate.

pub mod api;
pub mod config;
pub mod coverage;
pub mod diagnostic;
pub mod dialect;
pub mod emit;
pub mod error;
pub mod evidence;
pub mod extract;
pub mod frontend;
mod generator;
pub mod json;
pub mod lower;
mod map;
mod mark;
pub mod markdown;
#[cfg(feature = "mock")]
pub mod mock;
pub mod model;
pub mod openapi;
pub mod page;
pub mod pattern;
mod pipeline;
pub mod read;
pub mod report;
pub mod resolve;
pub mod select;
pub mod source;
pub mod write;

pub use error::Error;
pub use generator::Generator;
pub use report::Report;
