//! Reads Markdown REST API reference pages as a compiler reads source, and emits a typed Rust client crate.

pub mod api;
pub mod diagnostic;
pub mod emit;
pub mod source;
