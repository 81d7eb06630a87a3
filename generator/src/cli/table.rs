//! Tables of names and numbers, the numbers aligned.

use std::io;

/// Prints rows of a label and a number, indented, the numbers to the right and grouped by thousands.
pub(super) fn print(out: &mut dyn io::Write, rows: &[(String, usize)]) -> io::Result<()> {
    let numbers: Vec<String> = rows.iter().map(|(_, number)| grouped(*number)).collect();
    let label_width = rows.iter().map(|(label, _)| label.chars().count()).max().unwrap_or(0);
    let number_width = numbers.iter().map(String::len).max().unwrap_or(0);
    for ((label, _), number) in rows.iter().zip(&numbers) {
        writeln!(out, "  {label:label_width$}  {number:>number_width$}")?;
    }
    Ok(())
}

/// A number with commas between thousands.
pub(super) fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// `1 file`, `2 files`.
pub(super) fn counted(number: usize, noun: &str) -> String {
    format!("{} {noun}{}", grouped(number), if number == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped() {
        assert_eq!(
            [0, 999, 1000, 1_234_567].map(grouped),
            ["0", "999", "1,000", "1,234,567"]
        );
    }
}
