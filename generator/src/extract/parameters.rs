//! Parameters that stand elsewhere than in a table of their own: in prose, and in tables of headers.

use super::{prose, rows::is_property_name};
use crate::{
    dialect::Dialect,
    markdown::Text,
    page::{Located, Notes, ProsePiece, Row},
};

/// Query parameters of the operation's own that a paragraph names as code right before words such as "query parameter". A value that is
/// shown with the name is an example.
pub(super) fn in_prose(text: &Text<'_>, dialect: &Dialect) -> Vec<Row> {
    let about = &dialect.query.about;
    let is_about = |rest: &str| {
        let rest = rest.trim_start().to_ascii_lowercase();
        about.iter().any(|phrase| rest.starts_with(phrase.as_str()))
    };
    let pairs = text.runs.iter().zip(text.runs.iter().skip(1));
    pairs
        .filter(|(run, next)| run.style.code && !next.style.code && is_about(&next.text))
        .filter_map(|(run, _)| {
            let name = run.text.split('=').next().unwrap_or_default().trim();
            is_property_name(name).then(|| Row {
                name: Located {
                    value: name.to_owned(),
                    span: run.span,
                },
                ty: None,
                description: prose::read(text),
                navigation: false,
                aside: false,
                notes: Notes::default(),
                span: run.span,
            })
        })
        .collect()
}

/// Headers, each once. A cell may name a header with the preference that the row is about ("Prefer: x"): the preference is what the
/// header holds, so it is told with the description.
pub(super) fn join_headers(rows: &mut Vec<Row>, from: usize) {
    let added = rows.split_off(from);
    for mut row in added {
        if let Some((name, held)) = row.name.value.split_once(": ") {
            let held = format!("`{}`: ", held.trim());
            row.name.value.truncate(name.trim_end().len());
            row.description.pieces.insert(0, ProsePiece::Text(held));
            row.description.span = row.description.span.or(Some(row.span));
            if let Some(other) = rows.iter_mut().find(|other| other.name.value == row.name.value) {
                other.description.pieces.push(ProsePiece::Text(" ".to_owned()));
                other.description.pieces.append(&mut row.description.pieces);
                continue;
            }
        }
        rows.push(row);
    }
}
