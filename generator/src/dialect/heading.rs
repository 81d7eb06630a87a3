//! Headings: what a section holds.

use std::ops::Range;

use serde::Deserialize;

use crate::map::Map;

/// What a section holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// What the page is about, where its introduction is not all that says so.
    Summary,
    Permissions,
    Request,
    Headers,
    ResponseHeaders,
    Query,
    Function,
    Path,
    Body,
    Errors,
    Response,
    Examples,
    Properties,
    Relationships,
    Members,
    Methods,
    Representation,
    Prose,
}

/// A role and the headings that have it, in lower case; `*` stands for one or more words.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Rule {
    holds: Role,
    headings: Vec<String>,
}

/// What sections hold, by heading. Of several patterns that fit, the first counts.
#[derive(Debug, Clone, Deserialize)]
#[serde(from = "Vec<Rule>")]
pub struct Headings {
    /// Patterns without a star, with their ranks.
    exact: Map<String, (usize, Role)>,
    /// The others, in order.
    stars: Vec<Star>,
}

/// A pattern with a star.
#[derive(Debug, Clone)]
struct Star {
    rank: usize,
    before: String,
    after: String,
    role: Role,
}

impl Headings {
    /// The role of a section with this heading, in lower case, and the place of what the pattern's `*` stood for.
    #[must_use]
    pub fn role(&self, heading: &str) -> Option<(Role, Option<Range<usize>>)> {
        let exact = self.exact.get(heading);
        let mut before = self
            .stars
            .iter()
            .take_while(|star| exact.is_none_or(|(rank, _)| star.rank < *rank));
        before
            .find_map(|star| Some((star.role, Some(star.matches(heading)?))))
            .or(exact.map(|(_, role)| (*role, None)))
    }
}

impl Star {
    /// The offsets of what the star stands for, if the heading matches.
    fn matches(&self, heading: &str) -> Option<Range<usize>> {
        let rest = heading.strip_prefix(self.before.as_str())?;
        let name = rest.strip_suffix(self.after.as_str())?;
        let start = self.before.len();
        (!name.trim().is_empty()).then(|| start..start + name.len())
    }
}

impl From<Vec<Rule>> for Headings {
    fn from(rules: Vec<Rule>) -> Self {
        let mut headings = Self {
            exact: Map::default(),
            stars: vec![],
        };
        let all = rules
            .into_iter()
            .flat_map(|rule| rule.headings.into_iter().map(move |heading| (heading, rule.holds)));
        for (rank, (heading, role)) in all.enumerate() {
            match heading.split_once('*') {
                Some((before, after)) => headings.stars.push(Star {
                    rank,
                    before: before.to_owned(),
                    after: after.to_owned(),
                    role,
                }),
                None => _ = headings.exact.entry(heading).or_insert((rank, role)),
            }
        }
        headings
    }
}
