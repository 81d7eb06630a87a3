//! What was wrong with JSON that could be read all the same.

use std::ops::Range;

/// A departure from JSON that has one reading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repair {
    pub kind: RepairKind,
    /// Offsets in the text that was parsed.
    pub range: Range<usize>,
}

/// The departures that are repaired.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RepairKind {
    Comment,
    TrailingComma,
    MissingComma,
    DoubledComma,
    Ellipsis,
    SingleQuotes,
    TypographicQuotes,
    UnquotedName,
    UnquotedText,
    MissingValue,
    LineBreakInString,
    BadEscape,
    BadNumber,
    Unclosed,
    SurplusBracket,
    TrailingText,
    MissingColon,
    DuplicateName,
}

impl RepairKind {
    /// The departure, as a phrase.
    #[must_use]
    pub const fn describe(self) -> &'static str {
        match self {
            Self::Comment => "a comment",
            Self::TrailingComma => "a comma before a closing bracket",
            Self::MissingComma => "a missing comma",
            Self::DoubledComma => "a comma without a value before it",
            Self::Ellipsis => "an ellipsis",
            Self::SingleQuotes => "a string in single quotes",
            Self::TypographicQuotes => "a string in typographic quotes",
            Self::UnquotedName => "a member name without quotes",
            Self::UnquotedText => "text without quotes",
            Self::MissingValue => "a member without a value",
            Self::LineBreakInString => "a line break in a string",
            Self::BadEscape => "an escape that JSON does not have",
            Self::BadNumber => "a number that JSON does not have",
            Self::Unclosed => "a bracket that is never closed",
            Self::SurplusBracket => "a closing bracket without an opening one",
            Self::TrailingText => "text behind the end",
            Self::MissingColon => "a missing colon",
            Self::DuplicateName => "a member that stands twice",
        }
    }
}
