//! Where two texts differ, for people.

/// The lines that differ, with two lines around: `-` what was expected, `+` what is there.
pub(crate) fn print(expected: &str, actual: &str) -> String {
    const AROUND: usize = 2;
    let (old, new): (Vec<&str>, Vec<&str>) = (expected.lines().collect(), actual.lines().collect());
    let start = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let (old_rest, new_rest) = (&old[start..], &new[start..]);
    let end = old_rest
        .iter()
        .rev()
        .zip(new_rest.iter().rev())
        .take_while(|(a, b)| a == b)
        .count();
    let mut text = format!("  line {}\n", start + 1);
    let mut add = |mark: char, lines: &[&str]| {
        lines
            .iter()
            .for_each(|line| text.push_str(&format!("  {mark} {line}\n")))
    };
    add(' ', &old[start.saturating_sub(AROUND)..start]);
    add('-', &old_rest[..old_rest.len() - end]);
    add('+', &new_rest[..new_rest.len() - end]);
    add(
        ' ',
        &old_rest[old_rest.len() - end..(old_rest.len() - end + AROUND).min(old_rest.len())],
    );
    text
}
