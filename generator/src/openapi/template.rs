//! Path templates as OpenAPI takes them: each placeholder with a name of its own.

/// A path template with unique names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Template {
    /// With the unique names: `/users/{user-id}/messages/{message-id}`.
    pub(super) path: String,
    /// In the order of the path.
    pub(super) placeholders: Vec<Placeholder>,
}

/// A placeholder of a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Placeholder {
    /// Unique within the path.
    pub(super) name: String,
    /// As the pages write it.
    pub(super) documented: String,
    /// Its value is a path itself, whose slashes are not encoded.
    pub(super) is_path: bool,
    /// It stands inside the quotes of a function call.
    pub(super) quoted: bool,
}

impl Template {
    /// Names the placeholders of a documented template.
    pub(super) fn new(documented: &str) -> Self {
        let pieces = split(documented);
        let names = names(&pieces);
        let mut path = String::with_capacity(documented.len() + 8);
        let mut placeholders: Vec<Placeholder> = vec![];
        for piece in &pieces {
            match piece {
                Piece::Text(text) => path.push_str(text),
                Piece::Placeholder(name) => {
                    let placeholder = Placeholder {
                        name: names[placeholders.len()].clone(),
                        documented: (*name).to_owned(),
                        is_path: path.ends_with(":/"),
                        quoted: path.ends_with('\''),
                    };
                    path.push('{');
                    path.push_str(&placeholder.name);
                    path.push('}');
                    placeholders.push(placeholder);
                }
            }
        }
        Self { path, placeholders }
    }
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
fn names(pieces: &[Piece<'_>]) -> Vec<String> {
    let mut plain: Vec<(String, String)> = vec![];
    let mut before = "";
    for piece in pieces {
        match piece {
            Piece::Text(text) => {
                before = last_word(text).unwrap_or(before);
            }
            Piece::Placeholder(name) => {
                let name = readable(name);
                let qualified = format!("{}-{name}", singular(before));
                plain.push((name, qualified.trim_start_matches('-').to_owned()));
            }
        }
    }
    let mut names: Vec<String> = vec![];
    for (index, (name, qualified)) in plain.iter().enumerate() {
        let is_alone = plain
            .iter()
            .enumerate()
            .all(|(other, (same, _))| other == index || same != name);
        let wanted = if is_alone { name } else { qualified };
        let taken = |candidate: &String| names.contains(candidate);
        let numbered = (1..).map(|number| format!("{wanted}{number}"));
        let name = std::iter::once(wanted.clone())
            .chain(numbered)
            .find(|name| !taken(name));
        names.extend(name);
    }
    names
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
        Template::new(documented).path
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
    fn functions_and_paths_keep_their_signs() {
        let template = Template::new("/drives/{drive-id}/root:/{path}:/range(address='{address}')");
        assert_eq!(
            template.path,
            "/drives/{drive-id}/root:/{path}:/range(address='{address}')"
        );
        let kinds: Vec<(bool, bool)> = template
            .placeholders
            .iter()
            .map(|placeholder| (placeholder.is_path, placeholder.quoted))
            .collect();
        assert_eq!(kinds, [(false, false), (true, false), (false, true)]);
    }

    #[test]
    fn odd_names_become_readable() {
        assert_eq!(path("/a/{}"), "/a/{value}");
        assert_eq!(path("/a/{the id, please}"), "/a/{the-id-please}");
        assert_eq!(path("/a/{unclosed"), "/a/{unclosed");
    }
}
