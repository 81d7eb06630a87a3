//! Whether a path that an example shows is one that request lines write.

use super::paths::{PlaceId, Tree};
use crate::page::{Piece, Segment};

/// Whether a path is one of a template.
pub(super) fn is_same(shown: &[Segment], documented: &[Segment]) -> bool {
    shown.len() == documented.len()
        && shown
            .iter()
            .zip(documented)
            .all(|(shown, documented)| is_same_segment(shown, documented))
}

/// Whether a placeholder can stand for a segment: not for a call, and not for what begins with a dollar.
fn is_value(segment: &Segment) -> bool {
    let mut texts = segment.pieces.iter().map(|piece| match piece {
        Piece::Text(text) | Piece::Placeholder { name: text, .. } => text,
    });
    let is_system = matches!(segment.pieces.first(), Some(Piece::Text(text)) if text.starts_with('$'));
    !is_system && !texts.any(|text| text.contains('('))
}

/// Whether a segment is one of a template.
pub(super) fn is_same_segment(shown: &Segment, documented: &Segment) -> bool {
    if matches!(documented.pieces.as_slice(), [Piece::Placeholder { .. }]) {
        return is_value(shown);
    }
    match (shown.pieces.as_slice(), documented.pieces.as_slice()) {
        ([Piece::Text(shown)], [Piece::Text(documented)]) if !shown.contains('\'') && !documented.contains('\'') => {
            shown.eq_ignore_ascii_case(documented)
        }
        // Where a request line leaves out quotes, examples have them.
        _ => letters(shown).eq(letters(documented)),
    }
}

/// The texts of a segment without case and quotes, with a mark for each placeholder.
fn letters(segment: &Segment) -> impl Iterator<Item = char> {
    segment
        .pieces
        .iter()
        .flat_map(|piece| {
            match piece {
                Piece::Text(text) => text.as_str(),
                Piece::Placeholder { .. } => "\u{0}",
            }
            .chars()
        })
        .filter(|c| *c != '\'')
        .map(|c| c.to_ascii_lowercase())
}

/// The place that request lines lead to, with the segments that they write.
pub(super) fn follow(shown: &[Segment], tree: &Tree) -> Option<(PlaceId, Vec<Segment>)> {
    let mut place: PlaceId = 0;
    let mut segments = vec![];
    for segment in shown {
        place = step(place, segment, tree)?;
        segments.push(own_segment(tree.places[place].pieces())?);
    }
    Some((place, segments))
}

/// The place that a segment leads to: by its name, or as an item.
pub(super) fn step(place: PlaceId, segment: &Segment, tree: &Tree) -> Option<PlaceId> {
    let children = &tree.places[place].children;
    let item = || children.get("/{}").filter(|_| is_value(segment));
    let name = format!("/{}", segment.to_string().to_ascii_lowercase());
    children.get(&name).or_else(item).copied()
}

/// The segment that a step is, if it is one.
pub(super) fn own_segment(mut pieces: Vec<Piece>) -> Option<Segment> {
    if let Some(Piece::Text(text)) = pieces.first_mut() {
        *text = text.strip_prefix('/')?.to_owned();
        if text.is_empty() {
            pieces.remove(0);
        }
    }
    Some(Segment { pieces })
}

/// The name of the function that a segment calls.
pub(super) fn function(segment: &Segment) -> Option<&str> {
    match segment.pieces.as_slice() {
        [Piece::Text(start), .., Piece::Text(end)] if end.ends_with(')') => Some(start.split_once('(')?.0),
        _ => None,
    }
}
