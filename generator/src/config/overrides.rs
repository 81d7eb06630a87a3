//! Facts that the pages get wrong, put right.

use std::{fmt, ops::Range};

use serde::{Deserialize, Deserializer, de};
use toml::Spanned;

use crate::{
    api::Method,
    source::{SourceId, Span},
};

/// A fact that the pages get wrong, and why it is overridden.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Override {
    pub subject: Subject,
    /// At least one.
    pub set: Facts,
    /// Why the pages are wrong, for whoever wonders later; never empty.
    pub reason: String,
    /// Where the [configuration](SourceId::CONFIGURATION) names what the override is about.
    pub span: Span,
}

/// What an override is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Subject {
    /// A type by its qualified name.
    Type(String),
    /// A property by its JSON name, with the qualified name of its type.
    Property { ty: String, property: String },
    /// A member of an enumeration by its JSON name, with the qualified name of the enumeration.
    Member { ty: String, member: String },
    /// An operation by one of its paths.
    Operation(Request),
    /// A query or header parameter by its name on the wire, with its operation.
    Parameter { operation: Request, parameter: String },
}

/// A request line, as `METHOD /path`. Names of placeholders do not matter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    pub method: Method,
    /// As it is written, with its leading slash.
    pub path: String,
}

/// What an override says. What is `None` stays as the pages have it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Facts {
    /// The type of a property or query parameter, as a table would state it: `String`, `Edm.Int64`, `user collection`.
    #[serde(rename = "type")]
    pub ty: Option<String>,
    /// The base type of a type, by qualified name; `none` for no base.
    pub base: Option<String>,
    /// Whether the type may hold members that no page documents.
    pub open: Option<bool>,
    /// Whether the members of an enumeration combine.
    pub flags: Option<bool>,
    pub required: Option<bool>,
    pub nullable: Option<bool>,
    pub read_only: Option<bool>,
    /// Why not to use it any more; empty for what is not deprecated.
    pub deprecated: Option<String>,
    /// The Rust name.
    pub name: Option<String>,
    /// What a request carries: a type as a table would state it, `Stream` or a media type for bytes, `none` for nothing.
    pub body: Option<String>,
    /// What a response carries: a type as a table would state it (a collection comes in pages), `Stream` for bytes, `none`
    /// for nothing.
    pub answer: Option<String>,
    /// Left out altogether. Of an operation, it is the path that is left out; others that lead to the same stay.
    pub skip: Option<bool>,
}

/// An override as it is written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Written {
    #[serde(rename = "type")]
    ty: Option<Spanned<String>>,
    property: Option<Spanned<String>>,
    member: Option<Spanned<String>>,
    operation: Option<Spanned<Request>>,
    parameter: Option<Spanned<String>>,
    set: Facts,
    reason: String,
}

impl<'de> Deserialize<'de> for Override {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let written = Written::deserialize(deserializer)?;
        if written.reason.trim().is_empty() {
            return Err(de::Error::custom("`reason` says nothing; say why the pages are wrong"));
        }
        let subject = subject(
            written.ty,
            written.property,
            written.member,
            written.operation,
            written.parameter,
        );
        let (subject, range) = subject.map_err(de::Error::custom)?;
        check_facts(&subject, &written.set).map_err(de::Error::custom)?;
        Ok(Self {
            subject,
            set: written.set,
            reason: written.reason,
            span: Span::new(SourceId::CONFIGURATION, range),
        })
    }
}

/// What an override is about, and where its name stands.
fn subject(
    ty: Option<Spanned<String>>,
    property: Option<Spanned<String>>,
    member: Option<Spanned<String>>,
    operation: Option<Spanned<Request>>,
    parameter: Option<Spanned<String>>,
) -> Result<(Subject, Range<usize>), &'static str> {
    let place = |name: &Spanned<String>| name.span();
    let name = Spanned::<String>::into_inner;
    match (ty, property, member, operation, parameter) {
        (Some(ty), None, None, None, None) => {
            let range = place(&ty);
            Ok((Subject::Type(name(ty)), range))
        }
        (Some(ty), Some(property), None, None, None) => {
            let (range, ty, property) = (place(&property), name(ty), name(property));
            Ok((Subject::Property { ty, property }, range))
        }
        (Some(ty), None, Some(member), None, None) => {
            let (range, ty, member) = (place(&member), name(ty), name(member));
            Ok((Subject::Member { ty, member }, range))
        }
        (None, None, None, Some(operation), None) => {
            let range = operation.span();
            Ok((Subject::Operation(operation.into_inner()), range))
        }
        (None, None, None, Some(operation), Some(parameter)) => {
            let (range, operation, parameter) = (place(&parameter), operation.into_inner(), name(parameter));
            Ok((Subject::Parameter { operation, parameter }, range))
        }
        _ => Err(
            "an override is about a `type`, a `type` and its `property`, a `type` and its `member`, an `operation`, or an \
             `operation` and its `parameter`",
        ),
    }
}

impl<'de> Deserialize<'de> for Request {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let parts = text.trim().split_once(char::is_whitespace);
        let parts = parts.and_then(|(method, path)| Some((Method::parse(method)?, path.trim_start())));
        match parts {
            Some((method, path)) if path.starts_with('/') => Ok(Self {
                method,
                path: path.to_owned(),
            }),
            _ => Err(de::Error::custom(format!(
                "`{text}` is not an operation; write it as `GET /me/messages`"
            ))),
        }
    }
}

/// Refuses facts that the subject cannot have, so that none is ignored without a word.
fn check_facts(subject: &Subject, facts: &Facts) -> Result<(), String> {
    let allowed: &[&str] = match subject {
        Subject::Type(_) => &["base", "open", "flags", "deprecated", "name", "skip"],
        Subject::Property { .. } => &[
            "type",
            "required",
            "nullable",
            "read-only",
            "deprecated",
            "name",
            "skip",
        ],
        Subject::Member { .. } => &["deprecated", "name", "skip"],
        Subject::Operation(_) => &["body", "answer", "deprecated", "name", "skip"],
        Subject::Parameter { .. } => &["type", "required", "name", "skip"],
    };
    let said = facts.names();
    if said.is_empty() {
        return Err(format!(
            "`set` says nothing; {subject} can be given {}",
            quoted(allowed)
        ));
    }
    match said.iter().find(|name| !allowed.contains(name)) {
        Some(name) => Err(format!(
            "{subject} has no `{name}`; it can be given {}",
            quoted(allowed)
        )),
        None if facts.skip == Some(true) && said.len() > 1 => Err(format!(
            "{subject} is left out by `skip`, so that nothing else can be said of it"
        )),
        None => Ok(()),
    }
}

fn quoted(names: &[&str]) -> String {
    let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    names.join(", ")
}

impl Facts {
    /// The names of the facts that are given.
    fn names(&self) -> Vec<&'static str> {
        let facts = [
            ("type", self.ty.is_some()),
            ("base", self.base.is_some()),
            ("open", self.open.is_some()),
            ("flags", self.flags.is_some()),
            ("required", self.required.is_some()),
            ("nullable", self.nullable.is_some()),
            ("read-only", self.read_only.is_some()),
            ("deprecated", self.deprecated.is_some()),
            ("name", self.name.is_some()),
            ("body", self.body.is_some()),
            ("answer", self.answer.is_some()),
            ("skip", self.skip == Some(true)),
        ];
        facts
            .iter()
            .filter(|(_, given)| *given)
            .map(|(name, _)| *name)
            .collect()
    }
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Type(ty) => write!(f, "type `{ty}`"),
            Self::Property { ty, property } => write!(f, "property `{property}` of `{ty}`"),
            Self::Member { ty, member } => write!(f, "member `{member}` of `{ty}`"),
            Self::Operation(operation) => write!(f, "operation `{operation}`"),
            Self::Parameter { operation, parameter } => write!(f, "parameter `{parameter}` of `{operation}`"),
        }
    }
}

impl fmt::Display for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.method.as_str(), self.path)
    }
}

#[cfg(test)]
mod tests {
    use crate::config::Config;

    #[test]
    fn overrides_know_where_they_stand() {
        let text = "dialect = 'microsoft-graph'\n\n[[override]]\ntype = 'a'\nset.open = true\nreason = 'r'\n";
        let config = Config::parse(text).expect("the configuration is valid");
        assert_eq!(&text[config.overrides[0].span.range()], "'a'");
    }

    #[test]
    fn faults_say_what_is_allowed() {
        let cases = [
            ("type = 'a'\nset.open = true", "missing field `reason`"),
            ("type = 'a'\nset.open = true\nreason = ' '", "`reason` says nothing"),
            (
                "type = 'a'\nset = {}\nreason = 'r'",
                "type `a` can be given `base`, `open`",
            ),
            (
                "type = 'a'\nset.answer = 'b'\nreason = 'r'",
                "type `a` has no `answer`; it can be given",
            ),
            ("property = 'a'\nset.type = 'b'\nreason = 'r'", "an override is about"),
            (
                "type = 'a'\nset.typ = 'b'\nreason = 'r'",
                "unknown field `typ`, expected one of `type`",
            ),
            (
                "type = 'a'\nset.skip = true\nset.open = true\nreason = 'r'",
                "type `a` is left out by `skip`",
            ),
            (
                "operation = 'me/messages'\nset.skip = true\nreason = 'r'",
                "`me/messages` is not an operation; write it as",
            ),
        ];
        for (text, expected) in cases {
            let message = Config::parse(&format!("[[override]]\n{text}\n")).expect_err(text);
            assert!(
                message.contains(expected) && message.contains("line "),
                "{text}: {message}"
            );
        }
    }
}
