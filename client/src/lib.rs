//! x
pub mod codec;
mod binary; mod boxed; mod dialect; mod duration; mod extra; mod flags;
pub use binary::*; pub use boxed::*; pub use dialect::*; pub use duration::*; pub use extra::*; pub use flags::*; pub use codec::{Set,Null}; pub use serde_json::Value as Json;
