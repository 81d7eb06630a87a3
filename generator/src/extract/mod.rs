//! From a document to the facts of its page. Knows one page at a time, and never fails.

mod body;
mod check;
mod code;
mod columns;
mod coverage;
mod defaults;
mod http;
mod include;
mod inheritance;
mod links;
mod notes;
mod page;
mod parameters;
mod prose;
mod representation;
mod request_line;
mod required;
mod response;
mod rows;
mod sections;
mod segment;
mod table;
mod template;
mod title;
mod type_expr;
mod values;

pub use include::Includes;
pub use page::extract;
pub(crate) use rows::is_property_name;
pub use template::{TemplateFault, parse_template};
pub(crate) use template::{base_of, calls, is_foreign, split_query, strip_base};
pub(crate) use title::type_of_title;
pub(crate) use type_expr::parse as parse_type;
