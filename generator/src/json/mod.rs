//! JSON as pages have it: with places, and with the repairs that are needed to read what is not quite JSON.

mod number;
mod parse;
mod repair;
mod value;

pub use parse::{Fault, Parsed, parse};
pub use repair::{Repair, RepairKind};
pub use value::{Kind, Member, Value};
