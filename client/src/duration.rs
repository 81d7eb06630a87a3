//! Durations.

use std::fmt;
use std::ops::Deref;
use std::str::FromStr;

use jiff::Span;

/// A duration in ISO 8601's form, such as `P1DT12H`: a [`jiff::Span`] that can be compared.
///
/// Two durations are equal if they have the same units: `PT60M` is not `PT1H`, because what was read must be what is written
/// back. To ask whether they are as long as each other, compare the spans.
#[derive(Clone, Copy, Debug, Default)]
pub struct Duration(pub Span);

impl PartialEq for Duration {
    fn eq(&self, other: &Self) -> bool {
        self.0.fieldwise() == other.0.fieldwise()
    }
}

impl Eq for Duration {}

impl FromStr for Duration {
    type Err = jiff::Error;

    fn from_str(text: &str) -> Result<Self, jiff::Error> {
        text.parse().map(Self)
    }
}

impl fmt::Display for Duration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

impl From<Span> for Duration {
    fn from(span: Span) -> Self {
        Self(span)
    }
}

impl Deref for Duration {
    type Target = Span;

    fn deref(&self) -> &Span {
        &self.0
    }
}
