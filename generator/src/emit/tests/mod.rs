//! Tests of emission on a small model of everything.

mod prose;
mod sample;
