//! Permissions as security requirements.

use std::collections::HashSet;

use indexmap::IndexMap;
use serde_json::{Map, Value, json};

use super::{context::Context, fields::Fields};

/// A row of an operation's permissions.
#[derive(Debug)]
pub(super) struct Permission<'a> {
    /// What the page calls the kind of permission.
    kind: &'a str,
    /// What the page says, which may be that there is none.
    text: &'a str,
    /// The security scheme of the kind, where the dialect knows it.
    scheme: Option<&'a str>,
    /// Alternatives from least to most privileged, each of scopes that are needed together.
    alternatives: Vec<Vec<&'a str>>,
}

/// The permissions of an operation, from the rows of its tables.
pub(super) fn permissions<'a>(rows: &'a [(String, String)], context: &Context<'a>) -> Vec<Permission<'a>> {
    rows.iter()
        .map(|(kind, text)| Permission {
            kind,
            text,
            scheme: context.dialect.scheme(kind).map(|scheme| scheme.name.as_str()),
            alternatives: alternatives(text),
        })
        .collect()
}

/// The requirements: any of them is enough, the least privileged first.
pub(super) fn requirements(permissions: &[Permission<'_>]) -> Vec<Value> {
    let mut requirements: Vec<Value> = vec![];
    for permission in permissions {
        let Some(scheme) = permission.scheme else { continue };
        for scopes in &permission.alternatives {
            let requirement = Fields::new().with(scheme, scopes.clone()).into();
            if !requirements.contains(&requirement) {
                requirements.push(requirement);
            }
        }
    }
    requirements
}

/// The requirements of an operation whose page says nothing: any of the schemes.
pub(super) fn any(context: &Context<'_>) -> Vec<Value> {
    let schemes = context.dialect.security.iter();
    schemes
        .map(|scheme| Fields::new().with(&scheme.name, Vec::<Value>::new()).into())
        .collect()
}

/// The permissions as the page has them.
pub(super) fn extension(permissions: &[Permission<'_>]) -> Vec<Value> {
    let rows = permissions.iter().map(|permission| {
        Fields::new()
            .with("kind", permission.kind)
            .with_any("scheme", permission.scheme)
            .with_any(
                "permissions",
                permission
                    .alternatives
                    .iter()
                    .map(|scopes| scopes.join(" and "))
                    .collect::<Vec<_>>(),
            )
            .with("text", permission.text)
            .into()
    });
    rows.collect()
}

/// The security schemes, with all scopes that some operation needs.
pub(super) fn schemes(context: &Context<'_>) -> Map<String, Value> {
    let mut scopes: IndexMap<&str, Vec<&str>> = IndexMap::new();
    for operation in &context.api.operations {
        for permission in permissions(&operation.permissions, context) {
            if let Some(scheme) = permission.scheme {
                scopes
                    .entry(scheme)
                    .or_default()
                    .extend(permission.alternatives.into_iter().flatten());
            }
        }
    }
    let schemes = context.dialect.security.iter().map(|scheme| {
        let mut scopes = scopes.swap_remove(scheme.name.as_str()).unwrap_or_default();
        scopes.sort_unstable();
        scopes.dedup();
        let scopes: Map<String, Value> = scopes.into_iter().map(|scope| (scope.to_owned(), "".into())).collect();
        let mut flow = Fields::new();
        if let Some(url) = &scheme.authorization_url {
            flow.set("authorizationUrl", url.as_str());
        }
        let flow = flow.with("tokenUrl", scheme.token_url.as_str()).with("scopes", scopes);
        let fields = json!({
            "type": "oauth2",
            "description": scheme.description,
            "flows": { scheme.flow.name(): Value::from(flow) },
        });
        (scheme.name.clone(), fields)
    });
    schemes.collect()
}

/// Scopes of a cell: each is an alternative, unless a word says that it is needed together with the one before.
fn alternatives(text: &str) -> Vec<Vec<&str>> {
    let mut found: Vec<Vec<&str>> = vec![];
    for part in text.split([',', ';', '\n']) {
        let (mut joined, mut begun) = (false, false);
        for word in part.split_whitespace() {
            match (scope(word), found.last_mut()) {
                (Some(scope), Some(together)) if joined => together.push(scope),
                (Some(scope), _) => found.push(vec![scope]),
                (None, _) => {}
            }
            begun |= scope(word).is_some();
            // "A, B, and C" are three.
            joined = begun && ["and", "plus", "+"].iter().any(|with| with.eq_ignore_ascii_case(word));
        }
    }
    let mut seen = HashSet::new();
    found.retain(|scopes| seen.insert(scopes.clone()));
    found
}

/// A name of a permission: `Mail.Read`, `offline_access`. Anything else is prose.
fn scope(word: &str) -> Option<&str> {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    let is_name = word.chars().all(|c| c.is_ascii_alphanumeric() || "._-".contains(c))
        && (word.contains('_') || (word.contains('.') && word.starts_with(|c: char| c.is_ascii_uppercase())));
    is_name.then_some(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_alternatives() {
        assert_eq!(
            alternatives("Mail.ReadBasic, Mail.Read,`Mail.ReadWrite`."),
            [["Mail.ReadBasic"], ["Mail.Read"], ["Mail.ReadWrite"]]
        );
        assert_eq!(
            alternatives("User.Read.All and Group.Read.All, Directory.Read.All"),
            [vec!["User.Read.All", "Group.Read.All"], vec!["Directory.Read.All"]]
        );
        assert_eq!(
            alternatives("Mail.Read Mail.Send or Chat.Read for a chat message."),
            [["Mail.Read"], ["Mail.Send"], ["Chat.Read"]]
        );
        assert_eq!(
            alternatives("Edu.Read plus Member.Read.Hidden"),
            [["Edu.Read", "Member.Read.Hidden"]]
        );
        assert_eq!(alternatives("A.R, B.R, and C.R"), [["A.R"], ["B.R"], ["C.R"]]);
        assert!(alternatives("Not supported.").is_empty());
    }
}
