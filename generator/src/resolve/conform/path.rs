//! The place of a value within JSON, for people.

use std::fmt;

/// Members and elements on the way to a value, written as `JSONPath` (RFC 9535) has it: `$.value[0].start`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Path<'v> {
    steps: Vec<Step<'v>>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Step<'v> {
    Member(&'v str),
    Element(usize),
}

impl<'v> Path<'v> {
    pub(super) fn is_root(&self) -> bool {
        self.steps.is_empty()
    }

    pub(super) fn member(&mut self, name: &'v str) {
        self.steps.push(Step::Member(name));
    }

    pub(super) fn element(&mut self, index: usize) {
        self.steps.push(Step::Element(index));
    }

    pub(super) fn leave(&mut self) {
        self.steps.pop();
    }
}

impl fmt::Display for Path<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("$")?;
        self.steps.iter().try_for_each(|step| match step {
            Step::Member(name) if name.chars().all(|c| c.is_alphanumeric() || c == '_') => write!(f, ".{name}"),
            Step::Member(name) => write!(f, "['{name}']"),
            Step::Element(index) => write!(f, "[{index}]"),
        })
    }
}
