//! Path templates as OpenAPI takes them: each placeholder with a name of its own.

use std::collections::HashMap;

use indexmap::IndexMap;

/// A path template with unique names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Template {
    /// With the unique names: `/users/{user-id}/messages/{message-id}`.
    pub(super) path: String,
    /// The names, in the order of the path.
    pub(super) names: Vec<String>,
}

/// How often pages give each placeholder each name. What stands behind one and the same beginning of a path is one
/// placeholder.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// By the beginning of the path, in lower case and without names.
    counts: HashMap<String, IndexMap<String, usize>>,
}

impl Template {
    /// Names the placeholders of a documented template: each as pages mostly do.
    pub(super) fn new(documented: &str, known: &Names) -> Self {
        let pieces = split(documented);
        let names = unique(&known.of(&pieces), &pieces);
        let mut path = String::with_capacity(documented.len() + 8);
        let mut next = names.iter();
        for piece in &pieces {
            match piece {
                Piece::Text(text) => path.push_str(text),
                Piece::Placeholder(_) => path.extend(["{", next.next().map_or("", String::as_str), "}"]),
            }
        }
        Self { path, names }
    }
}

impl Names {
    /// Counts the names of a documented template.
    pub(super) fn count(&mut self, documented: &str) {
        let pieces = split(documented);
        for (beginning, name) in beginnings(&pieces) {
            *self
                .counts
                .entry(beginning)
                .or_default()
                .entry(readable(name))
                .or_default() += 1;
        }
    }

    /// The most frequent name of each placeholder, the first of several.
    fn of(&self, pieces: &[Piece<'_>]) -> Vec<String> {
        let names = beginnings(pieces).into_iter().map(|(beginning, name)| {
            let counts = self.counts.get(&beginning).into_iter().flatten();
            let most = counts.rev().max_by_key(|(_, count)| **count);
            most.map_or_else(|| readable(name), |(name, _)| name.clone())
        });
        names.collect()
    }
}

/// The placeholders of a documented template, as it writes them.
pub(super) fn placeholders(documented: &str) -> Vec<&str> {
    let pieces = split(documented).into_iter();
    let names = pieces.filter_map(|piece| match piece {
        Piece::Text(_) => None,
        Piece::Placeholder(name) => Some(name),
    });
    names.collect()
}

/// Each placeholder's name, with what stands before it.
fn beginnings<'t>(pieces: &[Piece<'t>]) -> Vec<(String, &'t str)> {
    let mut beginning = String::new();
    let mut list = vec![];
    for piece in pieces {
        match piece {
            Piece::Text(text) => beginning.push_str(&text.to_ascii_lowercase()),
            Piece::Placeholder(name) => {
                list.push((beginning.clone(), *name));
                beginning.push_str("{}");
            }
        }
    }
    list
}

/// A piece of a documented template.
#[derive(Debug, PartialEq, Eq)]
enum Piece<'t> {
    Text(&'t str),
    /// Without its braces.
    Placeholder(&'t str),
}

fn split(template: &str) -> Vec<Piece<'_>> {
    let mut pieces = vec![];
    let mut rest = template;
    while let Some((text, (name, behind))) = rest
        .split_once('{')
        .and_then(|(text, more)| Some((text, more.split_once('}')?)))
    {
        if !text.is_empty() {
            pieces.push(Piece::Text(text));
        }
        pieces.push(Piece::Placeholder(name));
        rest = behind;
    }
    if !rest.is_empty() {
        pieces.push(Piece::Text(rest));
    }
    pieces
}

/// A name for each placeholder: its own, if no other has it; else with what it identifies before it, and a number if
/// that is not enough.
fn unique(names: &[String], pieces: &[Piece<'_>]) -> Vec<String> {
    let mut owners = vec![];
    let mut before = "";
    for piece in pieces {
        match piece {
            Piece::Text(text) => before = last_word(text).unwrap_or(before),
            Piece::Placeholder(_) => owners.push(before),
        }
    }
    let mut taken: Vec<String> = vec![];
    for (name, owner) in names.iter().zip(owners) {
        let same = names.iter().filter(|other| *other == name).count();
        let wanted = if same == 1 || owner.is_empty() {
            name.clone()
        } else {
            format!("{}-{name}", singular(owner))
        };
        let numbered = (1..).map(|number| format!("{wanted}{number}"));
        let free = std::iter::once(wanted.clone())
            .chain(numbered)
            .find(|name| !taken.contains(name));
        taken.extend(free);
    }
    taken
}

/// The last segment of literal text that is a name.
fn last_word(text: &str) -> Option<&str> {
    let segments = text
        .rsplit('/')
        .map(|segment| segment.split('(').next().unwrap_or(segment));
    let mut words = segments.map(|segment| segment.trim_matches(|c: char| !c.is_alphanumeric()));
    let word = words.find(|word| !word.is_empty())?;
    word.rsplit('.').next()
}

/// The word for one of several, as names of collections have it: `messages` holds a `message`.
fn singular(word: &str) -> String {
    let lower = word.to_ascii_lowercase();
    let cut = |length: usize, end: &str| format!("{}{end}", &word[..word.len() - length]);
    match lower.as_str() {
        word if word.ends_with("ies") => cut(3, "y"),
        word if word.ends_with("sses") || word.ends_with("xes") => cut(2, ""),
        word if word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("us") => cut(1, ""),
        _ => word.to_owned(),
    }
}

/// A name of letters, digits and a few signs, which every tool takes.
fn readable(name: &str) -> String {
    let name = name.replace('|', " or ");
    let words = name.split(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '_' | '.'));
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    let name = words.join("-");
    if name.is_empty() { "value".to_owned() } else { name }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(documented: &str) -> String {
        Template::new(documented, &Names::default()).path
    }

    #[test]
    fn names_are_unique() {
        assert_eq!(path("/me/messages/{id}"), "/me/messages/{id}");
        assert_eq!(
            path("/users/{id}/messages/{id}"),
            "/users/{user-id}/messages/{message-id}"
        );
        assert_eq!(
            path("/users/{id | userPrincipalName}/messages/{id}"),
            "/users/{id-or-userPrincipalName}/messages/{id}"
        );
        assert_eq!(path("/a/{id}/{id}"), "/a/{a-id}/{a-id1}");
        assert_eq!(path("/{id}/{id}"), "/{id}/{id1}");
    }

    #[test]
    fn one_placeholder_has_one_name() {
        let mut names = Names::default();
        for template in [
            "/users/{Id}",
            "/users/{user-id}/x",
            "/Users/{user-id}",
            "/users/{user-id}/y/{id}",
        ] {
            names.count(template);
        }
        assert_eq!(Template::new("/users/{Id}", &names).path, "/users/{user-id}");
        assert_eq!(
            Template::new("/users/{id}/y/{id}", &names).path,
            "/users/{user-id}/y/{id}"
        );
        assert_eq!(placeholders("/users/{Id}/y/{id | name}"), ["Id", "id | name"]);
    }

    #[test]
    fn functions_and_paths_keep_their_signs() {
        let template = path("/drives/{drive-id}/root:/{path}:/range(address='{address}')");
        assert_eq!(template, "/drives/{drive-id}/root:/{path}:/range(address='{address}')");
    }

    #[test]
    fn odd_names_become_readable() {
        assert_eq!(path("/a/{}"), "/a/{value}");
        assert_eq!(path("/a/{the id, please}"), "/a/{the-id-please}");
        assert_eq!(path("/a/{unclosed"), "/a/{unclosed");
    }
}
