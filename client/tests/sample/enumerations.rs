//! Open enumerations.

use docwright_client::codec::OpenEnum;

/// How important something is.
#[non_exhaustive]
pub enum Importance {
    /// Not very.
    Low,
    /// As usual.
    Normal,
    /// Very.
    High,
    /// A value that this crate does not know.
    Other(String),
}

impl OpenEnum for Importance {
    #[inline]
    fn names() -> &'static [&'static str] {
        &["low", "normal", "high"]
    }
    #[inline]
    fn index(&self) -> Result<usize, &str> {
        Ok(match self {
            Self::Low => 0,
            Self::Normal => 1,
            Self::High => 2,
            Self::Other(name) => return Err(name),
        })
    }
    #[inline]
    fn at(index: usize, name: &str) -> Self {
        match index {
            0 => Self::Low,
            1 => Self::Normal,
            2 => Self::High,
            _ => Self::Other(name.to_owned()),
        }
    }
}

docwright_client::enumeration!(Importance);

/// A day of the week; the documentation says that values combine, so fields hold `Flags<Day>`.
#[non_exhaustive]
pub enum Day {
    /// Monday.
    Monday,
    /// Friday.
    Friday,
    /// A value that this crate does not know.
    Other(String),
}

impl OpenEnum for Day {
    #[inline]
    fn names() -> &'static [&'static str] {
        &["monday", "friday"]
    }
    #[inline]
    fn index(&self) -> Result<usize, &str> {
        Ok(match self {
            Self::Monday => 0,
            Self::Friday => 1,
            Self::Other(name) => return Err(name),
        })
    }
    #[inline]
    fn at(index: usize, name: &str) -> Self {
        match index {
            0 => Self::Monday,
            1 => Self::Friday,
            _ => Self::Other(name.to_owned()),
        }
    }
}

docwright_client::enumeration!(Day);
