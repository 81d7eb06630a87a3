//! `docwright.toml`: what the pages do not say, or say wrong.

mod lint;
mod overrides;

pub use lint::{Lint, LintLevel, unknown_code};
pub use overrides::{Facts, Override, Request, Subject};

use serde::{Deserialize, Deserializer, de};

use crate::{emit::Runtime, pattern::Pattern};

/// The package that generated crates stand on.
pub const RUNTIME: &str = "docwright-client";

/// The configuration of a set of docs. Everything has a default.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Config {
    /// The conventions that the pages follow.
    pub dialect: Option<String>,
    /// The URL that documented paths are relative to; the dialect's, unless said here.
    pub base_url: Option<String>,
    pub package: Package,
    pub pages: Pages,
    pub operations: Operations,
    pub openapi: Document,
    pub lint: Lint,
    /// Facts that the pages get wrong, in the order of the file.
    #[serde(rename = "override")]
    pub overrides: Vec<Override>,
}

/// The crate to be made.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Package {
    /// Unless said, the name of the output folder.
    pub name: Option<String>,
    /// Unless said, `0.1.0`.
    pub version: Option<String>,
    /// `"carried"`, a path or a version; see [`Runtime`]. A path is relative to the folder of the configuration.
    #[serde(deserialize_with = "runtime")]
    pub runtime: Option<Runtime>,
    /// Whether the documented examples become tests; they do, unless said.
    pub tests: Option<bool>,
    /// Whether each area of the API is a feature of the crate; they are, unless said.
    pub features: Option<bool>,
    /// Whether the crate is a workspace of its own; decided from the folders around it, unless said.
    pub standalone: Option<bool>,
}

/// Which files are pages.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Pages {
    /// Patterns of files that are not, by path relative to the docs. The dialect has its own list besides.
    pub skip: Vec<String>,
}

/// Which operations the crate is to have.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Operations {
    /// Empty for all.
    #[serde(deserialize_with = "patterns")]
    pub include: Vec<Pattern>,
    /// Those that are left out of the ones included.
    #[serde(deserialize_with = "patterns")]
    pub exclude: Vec<Pattern>,
}

/// What the OpenAPI document says of itself.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Document {
    /// Unless said, the base URL without its scheme and its last segment.
    pub title: Option<String>,
    /// The version of the API that is documented; unless said, the last segment of the base URL.
    pub version: Option<String>,
    /// Markdown.
    pub description: Option<String>,
}

impl Config {
    /// Reads a configuration; the error names the line and says what is allowed there.
    pub fn parse(text: &str) -> Result<Self, String> {
        toml::from_str(text).map_err(|error| error.to_string().trim_end().replace("TOML parse error at ", ""))
    }
}

/// How people write a runtime, in the configuration and on the command line.
///
/// What starts like a version requirement is one; a path that does so can be written with `./` before it.
#[must_use]
pub fn parse_runtime(text: &str) -> Runtime {
    match text {
        "carried" => Runtime::Carried,
        _ if text.starts_with(|c: char| c.is_ascii_digit() || "^~=<>*".contains(c)) => {
            Runtime::Version(text.to_owned())
        }
        _ => Runtime::Path(text.to_owned()),
    }
}

fn runtime<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Runtime>, D::Error> {
    String::deserialize(deserializer).map(|text| Some(parse_runtime(&text)))
}

fn patterns<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Pattern>, D::Error> {
    let texts = Vec::<String>::deserialize(deserializer)?;
    texts
        .iter()
        .map(|text| text.parse().map_err(de::Error::custom))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Code, Level};

    #[test]
    fn nothing_is_a_configuration() {
        assert_eq!(Config::parse(""), Ok(Config::default()));
    }

    #[test]
    fn everything_can_be_said() {
        let config = Config::parse(
            r#"
            dialect = "microsoft-graph"
            base-url = "https://graph.example/v1.0"

            [package]
            name = "graph-client"
            version = "0.2.0"
            runtime = "../client"
            tests = false
            standalone = true

            [pages]
            skip = ["drafts/**"]

            [operations]
            include = ["/me/**#GET", "/users/{id}"]
            exclude = ["/me/photo/**"]

            [lint]
            table-ragged = "allow"
            type-unknown = "error"

            [[override]]
            type = "microsoft.graph.user"
            property = "mail"
            set.type = "String"
            reason = "the table calls it a number"
            "#,
        )
        .expect("the configuration is valid");
        assert_eq!(config.package.runtime, Some(Runtime::Path("../client".to_owned())));
        assert_eq!(config.operations.include[0].to_string(), "/me/**#GET");
        assert_eq!(config.lint.level(Code::TableRagged, Level::Note), None);
        assert_eq!(config.lint.level(Code::TypeUnknown, Level::Warning), Some(Level::Error));
        assert_eq!(
            config.lint.level(Code::JsonSyntax, Level::Warning),
            Some(Level::Warning)
        );
        assert_eq!(config.overrides[0].set.ty.as_deref(), Some("String"));
    }

    #[test]
    fn faults_name_the_line_and_what_is_allowed() {
        let cases = [
            (
                "dialekt = 'x'",
                "line 1",
                "unknown field `dialekt`, expected one of `dialect`",
            ),
            ("[package]\ntests = 'no'", "line 2", "expected a boolean"),
            (
                "[lint]\n\ntype-unknwon = 'error'",
                "line 3",
                "did you mean `type-unknown`?",
            ),
            (
                "[lint]\ntype-unknown = 'loud'",
                "line 2",
                "expected one of `allow`, `note`, `warning`, `error`",
            ),
            ("[operations]\ninclude = ['me']", "line 2", "must start with `/`"),
            ("[package\n", "line 1", "]"),
        ];
        for (text, line, allowed) in cases {
            let message = Config::parse(text).expect_err(text);
            assert!(message.contains(line) && message.contains(allowed), "{text}: {message}");
        }
    }
}
