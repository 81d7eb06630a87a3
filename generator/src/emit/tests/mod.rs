//! Tests of emission on a small model of everything.

mod compile;
mod digests;
mod emission;
mod forms;
mod prose;
mod sample;
