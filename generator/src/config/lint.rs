//! Levels of findings, by code.

use std::{collections::BTreeMap, fmt};

use serde::{
    Deserialize, Deserializer,
    de::{self, MapAccess, Visitor},
};

use crate::diagnostic::{Code, Level};

/// Levels that findings are given instead of their own.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lint {
    levels: BTreeMap<Code, LintLevel>,
}

/// A level, or none: the finding is not made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LintLevel {
    Allow,
    Note,
    Warning,
    Error,
}

impl Lint {
    /// The level of a finding that has this one by itself; `None` where it is not to be made.
    #[must_use]
    pub fn level(&self, code: Code, own: Level) -> Option<Level> {
        match self.levels.get(&code) {
            None => Some(own),
            Some(LintLevel::Allow) => None,
            Some(LintLevel::Note) => Some(Level::Note),
            Some(LintLevel::Warning) => Some(Level::Warning),
            Some(LintLevel::Error) => Some(Level::Error),
        }
    }

    /// Sets the level of a code.
    pub fn set(&mut self, code: Code, level: LintLevel) {
        self.levels.insert(code, level);
    }
}

impl<'de> Deserialize<'de> for Lint {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(LintVisitor)
    }
}

struct LintVisitor;

impl<'de> Visitor<'de> for LintVisitor {
    type Value = Lint;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a table of diagnostic codes and their levels")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Lint, A::Error> {
        let mut lint = Lint::default();
        while let Some(CodeName(code)) = map.next_key()? {
            lint.set(code, map.next_value()?);
        }
        Ok(lint)
    }
}

/// A code by its name.
struct CodeName(Code);

impl<'de> Deserialize<'de> for CodeName {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = String::deserialize(deserializer)?;
        match Code::parse(&name) {
            Some(code) => Ok(Self(code)),
            None => Err(de::Error::custom(unknown_code(&name))),
        }
    }
}

/// What to say of a code that does not exist.
#[must_use]
pub fn unknown_code(name: &str) -> String {
    let similarity = |code: &Code| strsim::jaro_winkler(name, code.name());
    let nearest = Code::ALL.iter().max_by(|a, b| similarity(a).total_cmp(&similarity(b)));
    match nearest.filter(|code| similarity(code) > 0.8) {
        Some(code) => format!("there is no diagnostic `{name}`; did you mean `{code}`?"),
        None => format!("there is no diagnostic `{name}`; `docwright explain` lists them"),
    }
}
