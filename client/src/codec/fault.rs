//! Why a text could not be decoded, and where.

use std::fmt::{self, Write};

/// What is wrong with a JSON text: what was expected, the JSON path to it, and the offset in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault(Box<Details>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Details {
    problem: String,
    offset: usize,
    /// Innermost step first: steps are added as the error travels outwards.
    steps: Vec<Step>,
}

/// One step of the path from the root to a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    Member(Box<str>),
    Element(usize),
}

impl Fault {
    /// A fault at `offset` bytes from the start of the text.
    pub fn new(problem: impl Into<String>, offset: usize) -> Self {
        Self(Box::new(Details {
            problem: problem.into(),
            offset,
            steps: Vec::new(),
        }))
    }

    /// What is wrong, without where.
    #[must_use]
    pub fn problem(&self) -> &str {
        &self.0.problem
    }

    /// How many bytes of the text come before the fault.
    #[must_use]
    pub fn offset(&self) -> usize {
        self.0.offset
    }

    /// The path to the value at fault, as in `$.value[3].start['@odata.type']`.
    #[must_use]
    pub fn path(&self) -> String {
        let mut path = String::from("$");
        for step in self.0.steps.iter().rev() {
            step.append_to(&mut path);
        }
        path
    }

    pub(crate) fn inside(mut self, step: Step) -> Self {
        self.0.steps.push(step);
        self
    }
}

impl Step {
    pub(crate) fn append_to(&self, path: &mut String) {
        match self {
            Self::Element(index) => {
                // Writing to a string cannot fail.
                let _ = write!(path, "[{index}]");
            }
            Self::Member(name) if is_identifier(name) => {
                path.push('.');
                path.push_str(name);
            }
            Self::Member(name) => {
                let _ = write!(path, "['{}']", name.replace('\\', "\\\\").replace('\'', "\\'"));
            }
        }
    }
}

fn is_identifier(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_')
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Details { problem, offset, .. } = &*self.0;
        write!(f, "{problem} at {} (byte {offset})", self.path())
    }
}

impl std::error::Error for Fault {}
