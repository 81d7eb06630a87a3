//! Phrases in prose.

/// The offsets of the first of the phrases that stands in the text, both in lower case, at word boundaries.
#[must_use]
pub fn find_phrase(text: &str, phrases: &[String]) -> Option<std::ops::Range<usize>> {
    phrases
        .iter()
        .filter_map(|phrase| find(text, phrase))
        .min_by_key(|range| (range.start, std::cmp::Reverse(range.end)))
}

/// Whether one of the phrases stands in the text.
#[must_use]
pub fn has_phrase(text: &str, phrases: &[String]) -> bool {
    phrases.iter().any(|phrase| find(text, phrase).is_some())
}

fn find(text: &str, phrase: &str) -> Option<std::ops::Range<usize>> {
    let mut from = 0;
    while let Some(at) = text[from..].find(phrase).map(|at| from + at) {
        let end = at + phrase.len();
        let open = text[..at].chars().next_back().is_none_or(|c| !c.is_alphanumeric());
        let closed =
            !phrase.ends_with(char::is_alphanumeric) || text[end..].chars().next().is_none_or(|c| !c.is_alphanumeric());
        if open && closed {
            return Some(at..end);
        }
        from = end;
    }
    None
}
