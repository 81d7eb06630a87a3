//! Tables of names: of fields, of an enumeration's values, of a hierarchy's types.

/// The place of a name in a table.
#[inline]
pub(super) fn position(names: &[&str], name: &str) -> Option<usize> {
    names.iter().position(|known| is_same(known, name))
}

/// Compares names. Most are so short that two words, which may overlap, are all of them; a call to compare memory takes longer.
#[inline]
pub(super) fn is_same(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    if one.len() != other.len() {
        return false;
    }
    match (one.first_chunk::<8>(), one.last_chunk::<8>()) {
        (Some(first), Some(last)) => {
            other.first_chunk() == Some(first) && other.last_chunk() == Some(last) && (one.len() <= 16 || one == other)
        }
        _ => std::iter::zip(one, other).all(|(one, other)| one == other),
    }
}
