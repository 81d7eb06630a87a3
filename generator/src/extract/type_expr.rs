//! Types as cells and sentences write them.

use crate::{
    dialect::Dialect,
    mark,
    markdown::Text,
    page::{TypeExpr, TypeName},
    source::Span,
};

/// Reads a type cell; `None` for an empty one or one that names no type.
pub(super) fn read(cell: &Text<'_>, dialect: &Dialect) -> Option<TypeExpr> {
    let span = cell.span?;
    let links = linked_names(cell);
    let plain = cell.plain();
    if !links.is_empty() {
        // A linked word alone may be the name of a type, such as `list`.
        let outside = outside_links(cell).to_lowercase();
        let collection = is_collection(&outside, dialect) || says_collection(&plain.to_lowercase(), dialect);
        return Some(TypeExpr {
            names: links,
            collection,
            span,
        });
    }
    parse(&plain, span, dialect)
}

/// Reads a type from text without links.
pub(crate) fn parse(text: &str, span: Span, dialect: &Dialect) -> Option<TypeExpr> {
    let mut names = Vec::with_capacity(1);
    let mut collection = false;
    for alternative in split_alternatives(text) {
        let (core, many) = strip_collection(alternative.trim(), dialect);
        collection |= many;
        let name = core_name(core, dialect);
        if !name.is_empty() {
            names.push(TypeName { name, link: None, span });
        }
    }
    (!names.is_empty()).then_some(TypeExpr {
        names,
        collection,
        span,
    })
}

/// Names that carry links. Adjacent runs of one link are one name.
pub(super) fn linked_names(text: &Text<'_>) -> Vec<TypeName> {
    let mut names = Vec::with_capacity(text.links.len());
    for (index, link) in text.links.iter().enumerate().filter(|(_, link)| !link.image) {
        let label: String = text
            .runs
            .iter()
            .filter(|run| run.link == Some(index) && !run.style.html)
            .map(|run| run.text.as_ref())
            .collect();
        let name = clean(&label);
        if !name.is_empty() {
            names.push(TypeName {
                name: name.to_owned(),
                link: Some(link.target.clone().into_owned()),
                span: link.span,
            });
        }
    }
    names
}

fn outside_links(text: &Text<'_>) -> String {
    text.runs
        .iter()
        .filter(|run| run.link.is_none() && !run.style.html)
        .map(|run| run.text.as_ref())
        .collect()
}

fn is_collection(lower: &str, dialect: &Dialect) -> bool {
    let lower = lower.trim();
    let mut suffixes = dialect.types.collection_suffixes.iter();
    suffixes.any(|suffix| lower == suffix.trim()) || says_collection(lower, dialect)
}

/// The same by more than a word that stands alone.
fn says_collection(lower: &str, dialect: &Dialect) -> bool {
    let words = &dialect.types;
    let lower = lower.trim();
    words
        .collection_prefixes
        .iter()
        .any(|prefix| lower.starts_with(prefix.as_str()))
        || words
            .collection_suffixes
            .iter()
            .any(|suffix| lower.ends_with(suffix.as_str()))
        || lower.starts_with("collection")
        || lower.contains(" collection ")
}

fn split_alternatives(text: &str) -> impl Iterator<Item = &str> {
    mark::split(text, " or ").flat_map(|part| mark::split(part, " | "))
}

fn strip_collection<'t>(text: &'t str, dialect: &Dialect) -> (&'t str, bool) {
    let lower = text.to_ascii_lowercase();
    // `[x][]` is a reference link that lacks its definition, not an array.
    if text.starts_with('[') {
        return (text, lower.ends_with(" collection"));
    }
    for prefix in &dialect.types.collection_prefixes {
        if lower.starts_with(prefix.as_str()) {
            return (text[prefix.len()..].trim_end_matches([')', '>']), true);
        }
    }
    for suffix in &dialect.types.collection_suffixes {
        if lower.ends_with(suffix.as_str()) {
            return (&text[..text.len() - suffix.len()], true);
        }
    }
    let many = lower.contains(" collection");
    (
        if many {
            &text[..lower.find(" collection").unwrap_or(text.len())]
        } else {
            text
        },
        many,
    )
}

/// The name at the heart of a cell: without parentheses, brackets and words that say nothing.
fn core_name(text: &str, dialect: &Dialect) -> String {
    let text = text.trim();
    if dialect.primitives.contains_key(&text.to_ascii_lowercase()) {
        return text.to_owned();
    }
    let without = outside_parentheses(text);
    let without = without.trim().trim_start_matches('[');
    let without = without.split(']').next().unwrap_or(without);
    if dialect.primitives.contains_key(&without.trim().to_ascii_lowercase()) {
        return width(text, without, dialect)
            .unwrap_or_else(|| without.trim())
            .to_owned();
    }
    let words: Vec<&str> = without
        .split_whitespace()
        .map(clean)
        .filter(|word| !word.is_empty() && !dialect.types.noise.iter().any(|noise| noise.eq_ignore_ascii_case(word)))
        .collect();
    match words.as_slice() {
        [] => enumerated(without, dialect)
            .unwrap_or_else(|| clean(without))
            .to_owned(),
        words => words.join(" "),
    }
}

/// The word of a text that says nothing but that there is an enumeration.
fn enumerated<'t>(text: &'t str, dialect: &Dialect) -> Option<&'t str> {
    let is_one = |word: &&str| dialect.types.enumerated.contains(&word.to_ascii_lowercase());
    text.split_whitespace().map(clean).find(is_one)
}

/// The kind of number that a remark in parentheses says a number to be: "integer (int64)". What a text holds is a text even so.
fn width<'t>(text: &'t str, number: &str, dialect: &Dialect) -> Option<&'t str> {
    let is_number = |name: &str| {
        dialect
            .primitive(name)
            .is_some_and(|primitive| NUMBERS.contains(&primitive))
    };
    let (_, remark) = text.split_once('(')?;
    let (remark, _) = remark.split_once(')')?;
    Some(remark.trim()).filter(|remark| is_number(number) && is_number(remark))
}

/// Primitives that JSON writes as numbers.
const NUMBERS: [&str; 8] = [
    "Byte", "SByte", "Int16", "Int32", "Int64", "Single", "Double", "Decimal",
];

fn outside_parentheses(text: &str) -> String {
    let mut depth = 0_u32;
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            c if depth == 0 => out.push(c),
            _ => {}
        }
    }
    out
}

fn clean(text: &str) -> &str {
    text.trim()
        .trim_matches(|c: char| matches!(c, '`' | '*' | ',' | ';' | ':' | '"' | '\'' | '#'))
        .trim_end_matches('.')
        .trim()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::SourceId;

    #[test]
    fn a_number_is_of_the_kind_in_parentheses() {
        let dialect = Dialect::microsoft_graph();
        for (text, name) in [
            ("integer (int64)", "int64"),
            ("Number (Edm.Double)", "Edm.Double"),
            ("integer (at most 5)", "integer"),
            ("integer(int64) collection", "int64"),
            ("String (int64)", "String"),
            ("string (timestamp)", "string"),
            ("integer (string)", "integer"),
        ] {
            let span = Span::new(SourceId::CONFIGURATION, 0..0);
            let expr = parse(text, span, &dialect).expect("there is a name");
            assert_eq!(expr.names[0].name, name, "{text}");
        }
    }
}
