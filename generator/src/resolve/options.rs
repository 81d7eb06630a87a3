//! Query options of the protocol that pages name.

use super::{docs, index::Index};
use crate::{
    api::{Docs, QueryOption},
    dialect::{QueryRules, has_phrase},
    page::{Page, Prose, ProsePiece, RequestLine},
};

/// The options that request lines, tables and prose name, in the order of the dialect.
pub(super) fn resolve(pages: &[&Page], lines: &[&RequestLine], index: &Index<'_>) -> Vec<QueryOption> {
    let rules = &index.dialect.query;
    let prose: Vec<String> = pages
        .iter()
        .flat_map(|page| supported(&page.query_prose, rules))
        .collect();
    let options = rules.option.iter().filter_map(|option| {
        let name = option.name.as_str();
        let mut rows = pages.iter().flat_map(|page| &page.query);
        let row = rows.find(|row| row.name.value.eq_ignore_ascii_case(name));
        let in_line = || {
            let mut queries = lines.iter().flat_map(|line| &line.query);
            queries.any(|(other, _)| other.eq_ignore_ascii_case(name))
        };
        let in_prose = || prose.iter().any(|sentence| names(sentence, name, rules));
        let docs = match row {
            Some(row) => docs::resolve(&row.description, row.span.source, index),
            None if in_line() || in_prose() => Docs::default(),
            None => return None,
        };
        Some(QueryOption {
            name: name.to_owned(),
            docs,
        })
    });
    options.collect()
}

/// The sentences that do not say what is not supported, in lower case.
fn supported(prose: &[Prose], rules: &QueryRules) -> Vec<String> {
    let mut sentences = vec![];
    for paragraph in prose {
        let text: String = paragraph.pieces.iter().map(text).collect();
        let text = text.to_lowercase();
        let all = text.split_inclusive(". ").flat_map(|part| part.split('\n'));
        let wanted = all.filter(|sentence| !has_phrase(sentence, &rules.unsupported));
        sentences.extend(wanted.map(str::to_owned));
    }
    sentences
}

fn text(piece: &ProsePiece) -> &str {
    match piece {
        ProsePiece::Text(text) => text,
        ProsePiece::Link { label, .. } => label,
    }
}

/// Whether a sentence names an option: with its sign anywhere, without it as code in a sentence about query parameters.
fn names(sentence: &str, option: &str, rules: &QueryRules) -> bool {
    let ends = |rest: &str| !rest.starts_with(|c: char| c.is_alphanumeric());
    let mut with_sign = sentence.match_indices(option);
    if with_sign.any(|(at, _)| ends(&sentence[at + option.len()..])) {
        return true;
    }
    let bare = format!("`{}`", option.trim_start_matches('$'));
    sentence.contains(&bare) && has_phrase(sentence, &rules.about)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dialect::Dialect;

    fn named(prose: &str) -> Vec<String> {
        let rules = Dialect::microsoft_graph().query;
        let prose = Prose {
            pieces: vec![ProsePiece::Text(prose.to_owned())],
            span: None,
        };
        let sentences = supported(&[prose], &rules);
        let options = rules.option.iter().map(|option| option.name.clone());
        options
            .filter(|option| sentences.iter().any(|sentence| names(sentence, option, &rules)))
            .collect()
    }

    #[test]
    fn prose_names_options() {
        assert_eq!(named("Supports `$select` and **$orderBy**."), ["$select", "$orderby"]);
        assert_eq!(named("Supports the `top` query parameter, not more."), ["$top"]);
        assert_eq!(named("Give `top` a number. `$skiptoken` is not ours."), ["$skiptoken"]);
        assert!(named("Supports the OData query parameters.").is_empty());
    }

    #[test]
    fn what_is_not_supported_is_left_out() {
        assert_eq!(named("`$filter` is not supported. Use `$search`."), ["$search"]);
        assert!(named("This method does **not** support OData query parameters, such as $filter.").is_empty());
    }
}
