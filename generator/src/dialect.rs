//! What is particular to one set of pages: data, never code.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use crate::map::Map;

mod annotations;
mod headers;
mod heading;
mod phrase;
mod phrasebook;
mod security;
mod service;

pub use annotations::Annotations;
pub use headers::Headers;
pub use heading::{Headings, Role};
pub use phrase::{Phrases, find_phrase, has_phrase};
pub use phrasebook::{Phrasebook, Remark, Statement, Told};
pub use security::{Flow, SecurityScheme};
pub use service::{BatchRules, ErrorNames, MonitorRules, QueryNames, ServiceRules, UploadRules};

/// The conventions of a set of pages.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dialect {
    /// URLs that documented templates may start with; the first is the service's.
    pub base_urls: Vec<String>,
    /// Namespace of types that are named without one.
    pub namespace: String,
    /// The type that all with a key of their own derive from, where the pages leave it out.
    pub root_entity: Option<String>,
    /// What annotations say in place of a base type that there is none of, in lower case.
    pub no_base: Vec<String>,
    pub json: JsonNames,
    pub service: ServiceRules,
    /// Values of `doc_type`, in lower case, to the kind of page.
    pub kinds: HashMap<String, Kind>,
    pub front_matter: FrontMatterRules,
    pub skip: Skip,
    pub titles: Titles,
    pub links: Links,
    /// What sections hold, by heading, in order of precedence.
    pub section: Headings,
    pub columns: Columns,
    pub annotations: Annotations,
    /// Spellings of primitive types, in lower case, to the name of the primitive.
    pub primitives: Map<String, String>,
    pub types: TypeWords,
    pub prose: Prose,
    pub placeholder_cells: PlaceholderCells,
    pub request_lines: RequestLines,
    pub headers: Headers,
    pub query: QueryRules,

    /// How programs prove who they are, in the order in which documents list it.
    pub security: Vec<SecurityScheme>,
    pub queries: Queries,
}

/// What a page describes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    Operation,
    Resource,
    Enumeration,
    Concept,
}

/// Members of JSON objects that are about the message.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct JsonNames {
    /// Members that name an object's type; the first is the one that is written.
    pub tags: Vec<String>,
    /// What the names of annotations start with.
    pub annotation_prefixes: Vec<String>,
    /// What the names of annotations start with that every object may have, so that none has them as properties.
    pub control_prefixes: Vec<String>,
    pub next_link: String,
    pub delta_link: String,
    /// Member of an answer that holds the items of a collection.
    pub collection: String,
    /// Member of an answer that says how many items a collection has on all pages.
    pub count: String,
    /// Texts that stand for a value in JSON, in lower case; `*` stands for anything at the start or the end.
    pub placeholders: Vec<String>,
}

/// Which fields of the front matter are looked at for placeholders.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FrontMatterRules {
    pub fields: Vec<String>,
    /// What placeholders start with, in lower case.
    pub placeholder: Vec<String>,
}

/// Files that are no pages.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Skip {
    /// Folders whose includes are samples in other languages.
    pub samples: Vec<String>,
    pub folders: Vec<String>,
    pub files: Vec<String>,
}

/// Where pages are published.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Links {
    /// The site that links with a leading slash are relative to.
    pub site: String,
    /// What stands between the site and a page's path.
    pub pages: String,
}

/// Titles of pages, in lower case.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Titles {
    /// What follows the name of a type in the title of its page.
    pub suffixes: Vec<String>,
    /// What the titles of pages begin with that create something.
    pub creates: Vec<String>,
}

/// Column headings, by what the column holds.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Columns {
    pub name: Vec<String>,
    pub member: Vec<String>,
    #[serde(rename = "type")]
    pub ty: Vec<String>,
    pub description: Vec<String>,
    pub value: Vec<String>,
    pub required: Vec<String>,
    pub default: Vec<String>,
    pub permission_kind: Vec<String>,
    pub permission: Vec<String>,
    /// Permissions that grant more than those of the column before it.
    pub permission_higher: Vec<String>,
    /// What cells say that hold no permission.
    pub no_permission: Vec<String>,
}

/// How types are written around their names.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TypeWords {
    /// Prefixes of primitive types that say nothing.
    pub prefixes: Vec<String>,
    pub collection_prefixes: Vec<String>,
    pub collection_suffixes: Vec<String>,
    /// What says beside a type that it is an enumeration.
    pub enumerated: Phrases,
    pub noise: Vec<String>,
}

/// Phrases of descriptions, in lower case.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Prose {
    /// What descriptions say in passing.
    pub remarks: Phrasebook<Remark>,
    /// What paragraphs say of the page's type, of requests and of answers.
    pub statements: Phrasebook<Statement>,
    /// What follows a word for "required" that is said of some cases only.
    pub required_if: Vec<String>,
    pub optional_start: Phrases,
    pub deprecated_start: Phrases,
    /// What a paragraph of the introduction starts with that is not about what the page describes.
    pub boilerplate_start: Phrases,
    /// What says at the start of a paragraph that nothing is of the type itself.
    pub abstract_start: Phrases,
    /// What says that a number of characters is the most allowed.
    pub length_limit: Phrases,
    /// What says that the values of an enumeration combine.
    pub flags: Phrases,
    /// What ends a default that is not set as code.
    pub default_end: Vec<String>,
    /// What the heading of a section says whose block of JSON is an answer.
    pub answer_heading: Phrases,
    /// What follows a name in bold, or in camel case, that is a type.
    pub type_noun: Phrases,
    /// What follows the number of a status that is not set as code.
    pub status_behind: Vec<String>,
    pub collection_before: Phrases,
    pub collection_behind: Phrases,
}

/// How to tell a cell that a template left, in whatever case of ASCII letters.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlaceholderCells {
    pub starts: Vec<String>,
    pub contains: Vec<String>,
}

/// Lines among request lines that are none.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RequestLines {
    /// What lines start with that a tool left behind, in lower case.
    pub noise: Vec<String>,
    /// Lines that stand between alternatives.
    pub separators: Vec<String>,
}

/// Query options.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Queries {
    /// Options that only collections have, in lower case.
    pub of_sets: Vec<String>,
}

/// Query options of the protocol, which every service of its kind may have.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QueryRules {
    /// Phrases of sentences about options.
    pub about: Phrases,
    /// Phrases of sentences about what there is not.
    pub unsupported: Phrases,
    /// What says that a number is the most that an option takes.
    pub most: Phrases,
    /// The option that asks for the number of all items.
    pub count: String,
    /// The option that continues from a link to changes.
    pub delta: String,
    pub option: Vec<OptionRule>,
}

/// A query option of the protocol.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OptionRule {
    /// With its sign: `$filter`.
    pub name: String,
    pub holds: OptionValue,
    /// What it is for, where a page does not say.
    pub docs: String,
}

/// What a query option holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum OptionValue {
    Text,
    /// Texts with commas between them.
    List,
    /// A number that is not negative.
    Number,
    Flag,
}

impl Dialect {
    /// The dialect of Microsoft Graph's pages.
    ///
    /// # Panics
    ///
    /// Never: a test reads the file that is compiled in.
    #[must_use]
    pub fn microsoft_graph() -> Self {
        Self::parse(include_str!("../dialects/microsoft-graph.toml")).expect("the built-in dialect is valid")
    }

    /// Reads a dialect from its TOML text.
    pub fn parse(text: &str) -> Result<Self, toml::de::Error> {
        toml::from_str(text)
    }

    /// The primitive that a spelling means.
    #[must_use]
    pub fn primitive(&self, name: &str) -> Option<&str> {
        let lower = name.trim().to_ascii_lowercase();
        let mut prefixes = self.types.prefixes.iter();
        let plain = prefixes.find_map(|prefix| lower.strip_prefix(prefix.as_str()));
        self.primitives.get(plain.unwrap_or(&lower)).map(String::as_str)
    }

    /// The role of a section with this heading, and what the pattern's `*` stood for.
    #[must_use]
    pub fn role<'h>(&self, heading: &'h str) -> (Role, Option<&'h str>) {
        let heading = heading.trim();
        match self.section.role(&heading.to_ascii_lowercase()) {
            Some((role, name)) => (role, name.map(|range| heading[range].trim())),
            None => (Role::Prose, None),
        }
    }

    /// The security scheme that grants permissions of this kind, as the tables of pages name it.
    #[must_use]
    pub fn scheme(&self, kind: &str) -> Option<&SecurityScheme> {
        let kind = kind.trim().to_lowercase();
        let grants = |scheme: &&SecurityScheme| scheme.kinds.iter().any(|start| kind.starts_with(start.as_str()));
        self.security.iter().find(grants)
    }

    /// Whether a JSON member is about the message rather than the resource.
    #[must_use]
    pub fn is_annotation(&self, member: &str) -> bool {
        self.json.tags.iter().any(|tag| tag == member)
            || self
                .json
                .annotation_prefixes
                .iter()
                .any(|prefix| member.contains(prefix.as_str()))
    }

    /// Whether a qualified name is in the dialect's namespace or in one below it.
    #[must_use]
    pub fn is_own(&self, qualified: &str) -> bool {
        let own = self.namespace.as_bytes();
        let name = qualified.as_bytes();
        name.len() > own.len() && name[..own.len()].eq_ignore_ascii_case(own) && name[own.len()] == b'.'
    }

    /// Whether a member is the protocol's, in whatever object it stands.
    #[must_use]
    pub fn is_control(&self, member: &str) -> bool {
        let prefixes = &self.json.control_prefixes;
        prefixes.iter().any(|prefix| member.starts_with(prefix.as_str()))
    }

    /// Whether a text in JSON only says that a value belongs there: one of the dialect's placeholders, or a type's name.
    #[must_use]
    pub fn is_value_placeholder(&self, text: &str) -> bool {
        let text = text.trim().to_lowercase();
        let matches = |pattern: &String| match (pattern.strip_prefix('*'), pattern.strip_suffix('*')) {
            (Some(rest), Some(_)) => text.contains(rest.trim_end_matches('*')),
            (Some(end), None) => text.ends_with(end),
            (None, Some(start)) => text.starts_with(start),
            (None, None) => text == *pattern,
        };
        self.primitives.contains_key(&text) || self.json.placeholders.iter().any(matches)
    }

    /// Whether text is what a page template puts where a writer should write.
    #[must_use]
    pub fn is_placeholder(&self, text: &str) -> bool {
        let text = text.trim().as_bytes();
        let same = |part: &[u8], wanted: &String| part.eq_ignore_ascii_case(wanted.as_bytes());
        let starts = |start: &String| text.get(..start.len()).is_some_and(|part| same(part, start));
        let contains = |wanted: &String| text.windows(wanted.len().max(1)).any(|part| same(part, wanted));
        self.placeholder_cells.starts.iter().any(starts) || self.placeholder_cells.contains.iter().any(contains)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn built_in_dialect_is_valid() {
        let dialect = Dialect::microsoft_graph();
        assert_eq!(dialect.role("Request headers"), (Role::Headers, None));
        assert_eq!(dialect.role("riskLevel values"), (Role::Members, Some("riskLevel")));
        assert_eq!(dialect.role("Example 2: everything").0, Role::Examples);
    }

    #[test]
    fn template_text_is_known_in_any_case() {
        let dialect = Dialect::microsoft_graph();
        for text in ["**TODO: Add", " todo: add", "Name **ToDo:", "{PlaceHolder}"] {
            assert!(dialect.is_placeholder(text), "{text}");
        }
        for text in ["", "to", "todo", "todoTask", "ist **todo"] {
            assert!(!dialect.is_placeholder(text), "{text}");
        }
    }
}
