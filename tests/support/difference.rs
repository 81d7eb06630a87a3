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
    let kept = old_rest.len() - end;
    let marked = [
        (" ", &old[start.saturating_sub(AROUND)..start]),
        ("-", &old_rest[..kept]),
        ("+", &new_rest[..new_rest.len() - end]),
        (" ", &old_rest[kept..(kept + AROUND).min(old_rest.len())]),
    ];
    let mut text = format!("  line {}\n", start + 1);
    for (mark, lines) in marked {
        for line in lines {
            text.extend(["  ", mark, " ", *line, "\n"]);
        }
    }
    text
}
