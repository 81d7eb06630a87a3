//! Query options of the protocol that pages name.

use super::{docs, index::Index};
use crate::{
    api::{Docs, Method, QueryOption},
    dialect::{OptionValue, QueryRules, find_phrase, has_phrase},
    mark,
    page::{Page, Prose, ProsePiece, RequestLine},
};

/// The options that request lines, tables and prose name, in the order of the dialect.
pub(super) fn resolve(pages: &[&Page], method: Method, lines: &[&RequestLine], index: &Index<'_>) -> Vec<QueryOption> {
    let rules = &index.dialect.query;
    let reads = matches!(method, Method::Get | Method::Head);
    let prose: Vec<String> = pages
        .iter()
        .flat_map(|page| supported(prose_of(page, reads), rules))
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
        let most = matches!(option.holds, OptionValue::Number).then(|| most(pages, name, reads, rules));
        Some(QueryOption {
            name: name.to_owned(),
            docs,
            most: most.flatten(),
        })
    });
    options.collect()
}

/// What a page says of its query: in the section about that, and at its beginning, where it is about reading. A page about
/// something else speaks there of how to read what it makes.
fn prose_of(page: &Page, reads: bool) -> impl Iterator<Item = &Prose> {
    let summary = page.summary.iter().filter(move |_| reads);
    page.query_prose.iter().chain(summary)
}

/// The sentences that may name an option, which is written with its sign or as code, and do not say what is not supported; in lower case.
fn supported<'p>(prose: impl Iterator<Item = &'p Prose>, rules: &QueryRules) -> Vec<String> {
    let may_name = |text: &str| text.contains(['$', '`']);
    let paragraphs = prose.filter(|paragraph| paragraph.pieces.iter().any(|piece| may_name(text(piece))));
    paragraphs
        .flat_map(sentences)
        .filter(|sentence| may_name(sentence) && !has_phrase(sentence, &rules.unsupported))
        .collect()
}

/// The sentences of a paragraph in lower case.
fn sentences(paragraph: &Prose) -> Vec<String> {
    let text: String = paragraph.pieces.iter().map(text).collect();
    let text = text.to_lowercase();
    let all = text.split_inclusive(". ").flat_map(|part| part.split('\n'));
    all.map(str::to_owned).collect()
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
    let mut with_sign = mark::all(sentence, option);
    if with_sign.any(|at| ends(&sentence[at + option.len()..])) {
        return true;
    }
    let bare = option.trim_start_matches('$');
    let is_code = |at: usize| sentence[..at].ends_with('`') && sentence[at + bare.len()..].starts_with('`');
    sentence.contains('`') && mark::all(sentence, bare).any(is_code) && has_phrase(sentence, &rules.about)
}

/// The greatest number that an option takes: told in its row, in a sentence that names it, or in the one behind that.
fn most(pages: &[&Page], option: &str, reads: bool, rules: &QueryRules) -> Option<u64> {
    let rows = pages.iter().flat_map(|page| &page.query);
    let row = rows.filter(|row| row.name.value.eq_ignore_ascii_case(option));
    let told = row
        .flat_map(|row| sentences(&row.description))
        .map(|sentence| (true, sentence));
    let prose = pages
        .iter()
        .flat_map(|page| prose_of(page, reads))
        .flat_map(|paragraph| {
            let mut about = false;
            sentences(paragraph).into_iter().map(move |sentence| {
                let is_named = names(&sentence, option, rules);
                let is_about = is_named || (about && !sentence.contains('$'));
                about = is_named;
                (is_about, sentence)
            })
        });
    told.chain(prose)
        .filter(|(is_about, _)| *is_about)
        .find_map(|(_, sentence)| number_behind(&sentence, rules))
}

/// The greatest number behind a phrase about a limit.
fn number_behind(sentence: &str, rules: &QueryRules) -> Option<u64> {
    let phrase = find_phrase(sentence, &rules.most)?;
    let numbers = sentence[phrase.end..].split(|c: char| !c.is_ascii_digit());
    numbers.filter_map(|number| number.parse().ok()).max()
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
        let sentences = supported([&prose].into_iter(), &rules);
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
    fn prose_limits_options() {
        let rules = Dialect::microsoft_graph().query;
        let most = |text: &str| number_behind(text, &rules);
        assert_eq!(most("within the range of 1 and **700**."), Some(700));
        assert_eq!(most("the `$top` option has a limit of 90 items"), Some(90));
        assert_eq!(most("the default is 20"), None);
    }

    #[test]
    fn what_is_not_supported_is_left_out() {
        assert_eq!(named("`$filter` is not supported. Use `$search`."), ["$search"]);
        assert!(named("This method does **not** support OData query parameters, such as $filter.").is_empty());
    }
}
