//! Values that descriptions list: set as code, as items of a list in HTML, or as plain words.

mod code;
mod tokens;

use std::ops::Range;

use self::tokens::Token;
use crate::{markdown::Text, page::Located, source::Span};

/// The values that are listed behind the phrase.
pub(super) fn read(text: &Text<'_>, plain: &str, phrase: Range<usize>) -> Vec<Located<String>> {
    let from = phrase.end;
    let asides = asides(plain, from);
    let all = tokens::read(text, from, &asides);
    let found = code::read(&all);
    if !found.is_empty() {
        return found;
    }
    let found = in_items(&all);
    if !found.is_empty() {
        return found;
    }
    let found = text
        .span
        .map_or_else(Vec::new, |span| in_words(&outside(plain, from, &asides), span));
    if !found.is_empty() || asides.is_empty() {
        return found;
    }
    // A list may stand in parentheses as a whole; one word in them is an aside.
    let found = code::read(&tokens::read(text, from, &[]));
    if found.len() > 1 { found } else { vec![] }
}

/// Whether text could be a member of an enumeration.
pub(super) fn is_value(text: &str) -> bool {
    !text.is_empty()
        && text.len() < 80
        && text
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | ':' | '+' | '/'))
}

/// What is said in parentheses behind an offset, unless it begins with the list itself. Parentheses that nothing closes are none.
fn asides(plain: &str, from: usize) -> Vec<Range<usize>> {
    let mut open = vec![];
    let mut found = vec![];
    for (at, c) in plain[from..].char_indices() {
        match c {
            '(' => open.push(from + at),
            ')' => {
                if let Some(start) = open.pop() {
                    // What holds others comes behind them, and in place of them.
                    while found.last().is_some_and(|inner: &Range<usize>| inner.start > start) {
                        found.pop();
                    }
                    found.push(start..from + at + 1);
                }
            }
            _ => {}
        }
    }
    let begins = |aside: &Range<usize>| plain[from..aside.start].trim_matches([' ', ':']).is_empty();
    found.retain(|aside| !begins(aside));
    found
}

/// The text behind an offset without asides.
fn outside(plain: &str, from: usize, asides: &[Range<usize>]) -> String {
    let mut out = String::with_capacity(plain.len() - from);
    let mut at = from;
    for aside in asides {
        out.push_str(&plain[at..aside.start]);
        at = aside.end;
    }
    out.push_str(&plain[at..]);
    out
}

/// The values that items of a list begin with, none of them set as code; nothing if an item begins with something else.
fn in_items(tokens: &[Token<'_>]) -> Vec<Located<String>> {
    let mut items: Vec<(String, Option<Span>)> = vec![];
    for token in tokens {
        match (token, items.last_mut()) {
            (Token::Item, _) => items.push((String::new(), None)),
            (Token::Text(text, span), Some((item, place))) => {
                item.push_str(text);
                place.get_or_insert(*span);
            }
            (Token::Code(run), Some((item, _))) => item.push_str(&run.text),
            (Token::Line, Some((item, _))) => item.push(' '),
            (_, None) => {}
        }
    }
    let values = items.iter().filter(|(item, _)| !item.trim().is_empty());
    let values = values.map(|(item, span)| {
        Some(Located {
            value: first_of_item(item)?.to_owned(),
            span: (*span)?,
        })
    });
    values.collect::<Option<Vec<_>>>().unwrap_or_default()
}

/// The value that an item begins with: its only word, or one that is explained.
fn first_of_item(item: &str) -> Option<&str> {
    let item = item.trim();
    let end = item.find(char::is_whitespace).unwrap_or(item.len());
    let word = item[..end].trim_end_matches([':', '.', ',', ';', '=']);
    let rest = &item[word.len()..];
    let is_alone = rest.trim_matches(['.', ',', ';', ' ']).is_empty();
    (is_value(word) && (is_alone || explains(rest))).then_some(word)
}

/// The values of a list of plain words.
fn in_words(rest: &str, span: Span) -> Vec<Located<String>> {
    let end = rest.find(". ").or_else(|| rest.rfind('.')).unwrap_or(rest.len());
    let list = rest[..end].trim_start_matches([':', ' ']);
    let words: Vec<&str> = list
        .split([',', '|', ';', '/'])
        .flat_map(|part| part.split(" or "))
        .flat_map(|part| part.split(" and "))
        .map(|word| {
            word.trim()
                .trim_start_matches("and ")
                .trim_start_matches("or ")
                .trim_matches(['"', '\'', '`', ' ', '*'])
        })
        .filter(|word| !word.is_empty())
        .collect();
    if words.len() < 2 || !words.iter().all(|word| is_value(word)) {
        return vec![];
    }
    let located = words.into_iter().map(|word| Located {
        value: word.to_owned(),
        span,
    });
    located.collect()
}

/// Whether text does no more than part values from each other.
fn is_separator(text: &str) -> bool {
    let mut words = text.split(|c: char| c.is_whitespace() || SEPARATORS.contains(&c));
    words.all(|word| matches!(word, "" | "or" | "and"))
}

/// Marks between values, and bullets before them.
const SEPARATORS: [char; 9] = [',', ';', '|', '/', '*', '-', '\u{2013}', '\u{2014}', BULLET];

const BULLET: char = '\u{2022}';

/// Whether text that stands behind a value begins to explain it.
fn explains(text: &str) -> bool {
    let (apart, text) = (text.starts_with(' '), text.trim_start());
    let mark = text.trim_start_matches(['-', '\u{2013}', '\u{2014}', ':', '=']);
    let is_marked = mark.len() < text.len() && (apart || !text.starts_with('-') || mark.starts_with(' '));
    is_marked && !is_separator(mark)
}

#[cfg(test)]
mod tests {
    use crate::{
        diagnostic::Diagnostics,
        dialect::{Dialect, Remark},
        markdown::{self, Block},
        source::{Source, SourceId},
    };

    /// The values of a description, with spaces between them.
    fn read(description: &str) -> String {
        let source = Source::new("page.md", format!("|Text|\n|-|\n|{description}|\n"));
        let document = markdown::parse(SourceId(0), &source, &mut Diagnostics::default());
        let blocks = document.sections.iter().flat_map(|section| &section.blocks);
        let tables = blocks.filter_map(|block| match block {
            Block::Table(table) => Some(table),
            _ => None,
        });
        let text = &tables.into_iter().next().expect("there is a table").rows[0].cells[0];
        let plain = text.visible();
        let said = Dialect::microsoft_graph()
            .prose
            .remarks
            .find(&plain.to_ascii_lowercase());
        let phrase = said.get(Remark::Values).expect("the phrase is there");
        let values = super::read(text, &plain, phrase);
        let values: Vec<&str> = values.iter().map(|value| value.value.as_str()).collect();
        values.join(" ")
    }

    /// Each of the descriptions lists an oak, an ash and an elm.
    #[track_caller]
    fn assert_woods(descriptions: &[&str]) {
        for description in descriptions {
            assert_eq!(read(description), "oak ash elm", "{description}");
        }
    }

    #[test]
    fn items_of_a_list_begin_with_values() {
        assert_woods(&[
            "Possible values are: <br/><li>`oak` - as in `wood`.</li><li>`ash` - too.</li><li>`elm`</li>",
            "Possible values are: <li>`oak` - an oak. <li>`ash` - no `oak`. <li>`elm`.",
            "Possible values are: <ul><li>`oak`: see <ul><li>`cork`</li></ul></li><li>`ash`</li><li>`elm`</li></ul> Not `fir`.",
            "Possible values are: <ul><li>**oak**: hard</li><li>**ash** - grey, like `dust`</li><li>elm</li></ul>",
            "Wood. <ul><li>Possible values are: `oak`, `ash`, `elm`</li><li>`fir` is none</li></ul>",
        ]);
        assert_eq!(read("Possible values: <ul><li>any wood</li><li>elm</li></ul>"), "");
    }

    #[test]
    fn lines_begin_with_values() {
        assert_woods(&[
            "Possible values are:<br> - `oak`: hard. <br> - `ash`: see `dust`. <br> - `elm`",
            "Possible values are:<br/>`oak` is hard.<br/>`ash` has `dust`.<br/>`elm` is left.",
            "Possible values are: • `oak` is hard. • `ash` has `dust`. • `elm`",
            "Possible values are:<br>`oak`, `ash`, `elm`.<br>`fir` is none.",
        ]);
    }

    #[test]
    fn explanations_stand_between_values() {
        assert_woods(&[
            "Possible values are: `oak` - hard. `ash` - see `dust`, always. `elm` - left. `fir` is none.",
            "Possible values are: `oak` - hard, `ash` - grey, `elm`. Not `fir`.",
            "The possible values are `oak` for doors, `ash` for floors, `elm` for boats. Not `fir`.",
            "Possible values are: `oak` (see `cork`), `ash` (the default. It is grey.), and `elm`.",
        ]);
    }

    #[test]
    fn parentheses_hold_asides() {
        assert_eq!(read("Possible values (`oak`, `ash`)."), "oak ash");
        assert_eq!(read("Possible values are all woods (`oak`, `ash`)."), "oak ash");
        assert_eq!(read("Possible values are oak, ash (see `wood`)."), "oak ash");
        assert_eq!(read("Possible values are many (see `wood`)."), "");
        assert_eq!(read("Possible values are: `oak` (hard, `ash`."), "oak ash");
    }

    #[test]
    fn plain_words_are_values_in_a_list() {
        assert_eq!(
            read("Its values are: 'oak', 'ash' and \"elm\". Not `fir`"),
            "oak ash elm"
        );
        assert_eq!(read("Possible values are elsewhere. Use `fir`."), "");
    }
}
