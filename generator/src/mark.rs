//! Marks of a few characters in short texts.

/// Where a mark stands, from an offset on. There are many such texts, and to prepare a search takes longer than most searches.
pub(crate) fn find(text: &str, from: usize, mark: &str) -> Option<usize> {
    let first = *mark.as_bytes().first()?;
    let mut places = memchr::memchr_iter(first, &text.as_bytes()[from..]).map(|at| from + at);
    places.find(|&at| text.as_bytes()[at..].starts_with(mark.as_bytes()))
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
    }
}
