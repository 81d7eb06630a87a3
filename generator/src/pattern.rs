//! Patterns that choose operations: `/me/messages/**#GET`.

use std::{fmt, str::FromStr};

use globset::{GlobBuilder, GlobMatcher};

use crate::{api::Method, error::Error};

/// A pattern for operations: a path, and methods after a `#` where not all are meant.
///
/// In the path, `*` stands for anything within one segment and `**` for any number of segments, also none. A
/// placeholder matches any placeholder, whatever its name: `/users/{id}` is also `/users/{user-id}`. Case does not
/// matter.
#[derive(Debug, Clone)]
pub struct Pattern {
    text: String,
    paths: Vec<GlobMatcher>,
    /// Empty for all methods.
    methods: Vec<Method>,
}

impl Pattern {
    /// Whether the pattern chooses the operation with this method and path template.
    #[must_use]
    pub fn matches(&self, method: Method, template: &str) -> bool {
        let template = without_names(template);
        (self.methods.is_empty() || self.methods.contains(&method))
            && self.paths.iter().any(|path| path.is_match(&template))
    }
}

impl FromStr for Pattern {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let fault = |reason: String| Error::Pattern {
            pattern: text.to_owned(),
            reason,
        };
        let (path, methods) = text.split_once('#').unwrap_or((text, ""));
        if !path.starts_with('/') && !path.starts_with("**") {
            return Err(fault(
                "it must start with `/`, as `/me/messages/**#GET` does".to_owned(),
            ));
        }
        let methods = methods.split(',').filter(|name| !name.is_empty());
        let methods = methods
            .map(|name| {
                Method::parse(name).ok_or_else(|| {
                    fault(format!(
                        "`{name}` is not a method; after the `#` goes `GET` or `GET,POST`"
                    ))
                })
            })
            .collect::<Result<_, _>>()?;
        // `/**` at the end also stands for nothing: who asks for `/me/messages/**` wants `/me/messages` too.
        let whole = path.strip_suffix("/**").filter(|whole| !whole.is_empty());
        let paths = [Some(path), whole].into_iter().flatten();
        let paths = paths.map(|path| glob(path).map_err(&fault)).collect::<Result<_, _>>()?;
        Ok(Self {
            text: text.to_owned(),
            paths,
            methods,
        })
    }
}

/// A matcher for templates [without names](without_names).
fn glob(path: &str) -> Result<GlobMatcher, String> {
    // In a glob, braces are alternatives and brackets are classes; in a path template they are not.
    let mut escaped = String::new();
    for c in without_names(path).chars() {
        if matches!(c, '{' | '}' | '[' | ']' | '!' | '\\') {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    let glob = GlobBuilder::new(&escaped)
        .literal_separator(true)
        .case_insensitive(true)
        .backslash_escape(true)
        .build();
    glob.map(|glob| glob.compile_matcher())
        .map_err(|error| error.kind().to_string())
}

/// The template with all placeholders as `{}`.
pub(crate) fn without_names(template: &str) -> String {
    let mut plain = String::with_capacity(template.len());
    let mut inside = false;
    for c in template.chars() {
        match c {
            '{' => inside = true,
            '}' => inside = false,
            _ if inside => continue,
            _ => {}
        }
        plain.push(c);
    }
    plain
}

impl fmt::Display for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl PartialEq for Pattern {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Eq for Pattern {}

#[cfg(test)]
mod tests {
    use super::*;

    fn matches(pattern: &str, template: &str) -> bool {
        let pattern: Pattern = pattern.parse().expect("the pattern can be read");
        pattern.matches(Method::Get, template)
    }

    #[test]
    fn paths_match_by_segment() {
        assert!(matches("/me/messages", "/me/messages"));
        assert!(!matches("/me/messages", "/me/messages/{id}"));
        assert!(matches("/me/messages/**", "/me/messages"));
        assert!(matches("/me/messages/**", "/me/messages/{id}/attachments"));
        assert!(!matches("/me/messages/**", "/me/messagesAndMore"));
        assert!(matches("/me/*/{id}", "/me/messages/{message-id}"));
        assert!(!matches("/me/*", "/me/messages/{id}"));
        assert!(matches("**/messages", "/users/{id}/messages"));
        assert!(matches("/**", "/me"));
        assert!(matches("/ME/sendmail", "/me/sendMail"));
    }

    #[test]
    fn placeholders_match_whatever_they_are_called() {
        assert!(matches("/users/{id}/**", "/users/{id | userPrincipalName}/messages"));
        assert!(matches("/users/*/messages", "/users/{id}/messages"));
        assert!(!matches("/users/{id}", "/users/delta"));
        assert!(matches("/reports/f(period='{value}')", "/reports/f(period='{period}')"));
    }

    #[test]
    fn methods_narrow_the_choice() {
        assert!(matches("/me#get,POST", "/me"));
        assert!(!matches("/me#POST", "/me"));
    }

    #[test]
    fn faults_are_named() {
        let fault = |pattern: &str| {
            pattern
                .parse::<Pattern>()
                .expect_err("the pattern is wrong")
                .to_string()
        };
        assert!(fault("me").contains("must start with `/`"));
        assert!(fault("/me#FETCH").contains("`FETCH` is not a method"));
    }
}
