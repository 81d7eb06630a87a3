//! Changes of a page as its writers make them, one at a time.

/// A change: what it is, and how it is done to the lines of a page. The answer is whether the page has what it changes.
pub(crate) type Edit = (&'static str, fn(&mut Vec<String>) -> bool);

/// All changes of one page's text.
pub(crate) const EDITS: [Edit; 20] = [
    ("a sentence", |lines| {
        after(lines, "# ", &["", "A sentence that was not there."])
    }),
    ("a line that moves all others", |lines| after(lines, "# ", &[""])),
    ("a title", |lines| replace(lines, "# ", " ", " new ")),
    ("a property more", |lines| {
        row(lines, "|Property|", "|addedLater|String|It came later.|")
    }),
    ("a property less", |lines| remove_row(lines, "|Property|")),
    ("another type", |lines| replace(lines, "|", "|String|", "|Int32|")),
    ("a collection", |lines| {
        replace(lines, "|", "|String|", "|String collection|")
    }),
    ("a reference", |lines| {
        replace(lines, "|", "|String|", "|[emailAddress](emailaddress.md)|")
    }),
    ("a property without a type", |lines| {
        replace(lines, "|", "|Boolean|", "|unheardOf|")
    }),
    ("deprecation", |lines| {
        row(
            lines,
            "|Property|",
            "|addedLater|String|**Deprecated.** Use something else.|",
        )
    }),
    ("another name of the type", |lines| rename(lines)),
    ("a base", |lines| {
        after(
            lines,
            "# ",
            &["", "Inherits from [directoryObject](directoryobject.md)."],
        )
    }),
    ("another value in an example", |lines| {
        replace(lines, "  \"", "\": \"", "\": \"x")
    }),
    ("a member that no page documents", |lines| {
        replace(lines, "  \"", "\"", "\"undocumented\": 1, \"")
    }),
    ("a header more", |lines| {
        row(lines, "|Name|", "|X-Later|string|It came later. Optional.|")
    }),
    ("a header less", |lines| remove_row(lines, "|Name|")),
    ("another method", |lines| replace(lines, "GET /", "GET /", "POST /")),
    ("another path", |lines| replace(lines, "", " /me/", " /me/later/")),
    ("another member of an enumeration", |lines| {
        row(lines, "|Member|", "|later|9|It came later.|")
    }),
    ("a permission", |lines| {
        row(lines, "|Permission type|", "|Later|Read.Later|")
    }),
];

/// Inserts lines behind the first one that begins so.
fn after(lines: &mut Vec<String>, start: &str, more: &[&str]) -> bool {
    let Some(at) = lines.iter().position(|line| line.starts_with(start)) else {
        return false;
    };
    lines.splice(at + 1..=at, more.iter().map(|line| (*line).to_owned()));
    true
}

/// Replaces a part of the first line that begins so and has it.
fn replace(lines: &mut [String], start: &str, from: &str, to: &str) -> bool {
    let line = lines
        .iter_mut()
        .find(|line| line.starts_with(start) && line.contains(from));
    line.map(|line| *line = line.replacen(from, to, 1)).is_some()
}

/// The first row of the table whose header begins so.
fn first_row(lines: &[String], header: &str) -> Option<usize> {
    let at = lines.iter().position(|line| line.starts_with(header))? + 2;
    lines.get(at).filter(|line| line.starts_with('|')).map(|_| at)
}

fn row(lines: &mut Vec<String>, header: &str, row: &str) -> bool {
    let at = first_row(lines, header);
    at.map(|at| lines.insert(at, row.to_owned())).is_some()
}

fn remove_row(lines: &mut Vec<String>, header: &str) -> bool {
    let at = first_row(lines, header);
    at.map(|at| lines.remove(at)).is_some()
}

/// Gives the type of a page another name wherever the page says it.
fn rename(lines: &mut [String]) -> bool {
    let titles = lines
        .iter()
        .filter_map(|line| line.strip_prefix("# ")?.strip_suffix(" resource type"));
    let Some(name) = titles.map(str::to_owned).next() else {
        return false;
    };
    let later = format!("{name}Later");
    for line in lines {
        *line = line
            .replace(&format!("# {name} "), &format!("# {later} "))
            .replace(&format!(".{name}\""), &format!(".{later}\""));
    }
    true
}
