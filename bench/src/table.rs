//! Tables in Markdown, to be read as they are and to be kept in documents.

use std::time::Duration;

/// Prints a table whose first row is its header.
pub(crate) fn print(rows: &[Vec<String>]) {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let width = |column: usize| {
        let cells = rows.iter().filter_map(|row| row.get(column));
        cells.map(|cell| cell.chars().count()).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..columns).map(width).collect();
    for (number, row) in rows.iter().enumerate() {
        let cells = widths.iter().enumerate().map(|(column, width)| {
            let cell = row.get(column).map_or("", String::as_str);
            if column == 0 {
                format!("{cell:<width$}")
            } else {
                format!("{cell:>width$}")
            }
        });
        println!("| {} |", cells.collect::<Vec<_>>().join(" | "));
        if number == 0 {
            let rules = widths.iter().enumerate();
            let rules = rules.map(|(column, width)| {
                if column == 0 {
                    "-".repeat(*width)
                } else {
                    "-".repeat(width - 1) + ":"
                }
            });
            println!("| {} |", rules.collect::<Vec<_>>().join(" | "));
        }
    }
    println!();
}

/// A row of texts.
pub(crate) fn row(cells: &[&str]) -> Vec<String> {
    cells.iter().map(ToString::to_string).collect()
}

/// A time in seconds.
pub(crate) fn seconds(time: Duration) -> String {
    format!("{:.2} s", time.as_secs_f64())
}

/// How many times one is the other.
pub(crate) fn ratio(one: Duration, other: Duration) -> String {
    format!("{:.2}×", one.as_secs_f64() / other.as_secs_f64())
}

/// An amount of memory.
pub(crate) fn megabytes(bytes: u64) -> String {
    format!("{} MB", bytes / 1_000_000)
}
