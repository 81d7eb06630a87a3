//! Marks of a few characters in short texts.

//!
//! There are many such texts, and to prepare a search takes longer than most searches.

/// Where a mark stands, from an offset on.
pub(crate) fn find(text: &str, from: usize, mark: &str) -> Option<usize> {
    let mut places = places(&text.as_bytes()[from..], mark.as_bytes());
    places.next().map(|at| from + at)
}

/// Wherever a mark stands. An empty one stands nowhere.
pub(crate) fn all(text: &str, mark: &str) -> impl Iterator<Item = usize> {
    places(text.as_bytes(), mark.as_bytes())
}

fn places(text: &[u8], mark: &[u8]) -> impl Iterator<Item = usize> {
    let first = mark.first().map(|first| memchr::memchr_iter(*first, text));
    let places = first.into_iter().flatten();
    places.filter(move |&at| text[at..].starts_with(mark))
}

/// The pieces of a text between marks.
pub(crate) fn split<'t>(text: &'t str, mark: &str) -> impl Iterator<Item = &'t str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest?;
        let end = find(text, 0, mark);
        rest = end.map(|end| &text[end + mark.len()..]);
        Some(end.map_or(text, |end| &text[..end]))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_found_from_an_offset_on() {
        let text = "a:b://ü <!-- x -->";
        assert_eq!(find(text, 0, "://"), Some(3));
        assert_eq!(find(text, 4, "://"), None);
        assert_eq!(find(text, 0, "<!--"), text.find("<!--"));
        assert_eq!(find(text, 0, "-->"), text.find("-->"));
        assert_eq!(find(text, text.len(), "-->"), None);
        assert_eq!(all("aXbXX", "X").collect::<Vec<_>>(), [1, 3, 4]);
        assert_eq!(all("a", "").count(), 0);
    }

    #[test]
    fn marks_split_texts() {
        for text in ["", "a or b", "a or b or ", " or ", "a o b"] {
            assert!(split(text, " or ").eq(text.split(" or ")));
        }
    }
}
