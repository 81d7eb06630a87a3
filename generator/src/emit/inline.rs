//! Inline text of the pages as rustdoc takes it: no tag is open, no bracket is a link.

/// Stands for a space that no line may break at, until the text is done.
pub(super) const JOINER: char = '\u{E000}';

/// Text on one line, for the cell of a table or the item of a list.
pub(super) fn one_line(text: &str) -> String {
    let mut escaped = String::new();
    escape(&text.split_whitespace().collect::<Vec<_>>().join(" "), &mut escaped);
    escaped.replace(JOINER, " ")
}

/// Text as a code span.
pub(super) fn code(text: &str) -> String {
    let text = plain(text);
    let text = text.trim();
    let ticks = "`".repeat(longest_run(text) + 1);
    match text {
        "" => String::new(),
        text if text.starts_with('`') || text.ends_with('`') => format!("{ticks} {text} {ticks}"),
        text => [&ticks, text, &ticks].concat(),
    }
}

fn longest_run(text: &str) -> usize {
    let runs = text.as_bytes().split(|byte| *byte != b'`');
    runs.map(<[u8]>::len).max().unwrap_or(0)
}

/// Text on one line without characters that reorder or hide what stands around them.
pub(super) fn plain(text: &str) -> String {
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return text.to_owned();
    }
    text.chars()
        .filter(|c| !is_invisible(*c))
        .map(|c| if c.is_whitespace() || c == JOINER { ' ' } else { c })
        .collect()
}

fn is_invisible(c: char) -> bool {
    let format = matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}' | '\u{AD}');
    format || (c.is_control() && !c.is_whitespace())
}

/// A link with its label; a link that leads nowhere is its label.
pub(super) fn link(label: &str, target: Option<String>) -> String {
    let mut text = String::new();
    escape(&label.split_whitespace().collect::<Vec<_>>().join(" "), &mut text);
    match target {
        // A bare URL in a label is a link already, and links do not nest.
        Some(target) if !text.is_empty() && !text.contains("<http") => format!("[{text}]({target})"),
        Some(target) if target.starts_with('<') => target,
        _ => text,
    }
    .replace(' ', &JOINER.to_string())
}

/// The target of a link to a URL, `None` for one that is not absolute.
pub(super) fn url(url: &str) -> Option<String> {
    let absolute = ["https://", "http://", "mailto:"]
        .iter()
        .any(|scheme| url.starts_with(scheme));
    let safe: String = url.chars().map(escaped_in_url).collect();
    absolute.then(|| format!("<{safe}>"))
}

fn escaped_in_url(c: char) -> String {
    match c {
        '<' => "%3C".to_owned(),
        '>' => "%3E".to_owned(),
        '\\' => "%5C".to_owned(),
        c if c.is_whitespace() => "%20".to_owned(),
        c if is_invisible(c) => String::new(),
        c => c.to_string(),
    }
}

/// Escapes what rustdoc would take for links or tags; formatting stays.
pub(super) fn escape(text: &str, out: &mut String) {
    let mut rest = text;
    // What stands before `at` goes out as it is.
    let mut at = 0;
    while let Some(byte) = rest.as_bytes().get(at) {
        if !matches!(byte, b'`' | b'\\' | b'<' | b'h' | b'[' | b']') {
            at += 1;
            continue;
        }
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let taken = match byte {
            b'`' => code_span(rest, out),
            b'\\' => backslash(rest, out),
            b'<' => angle(rest, out),
            b'h' => bare_url(rest, out),
            _ => {
                out.push('\\');
                0
            }
        };
        rest = &rest[taken..];
        at = usize::from(taken == 0);
    }
    out.push_str(rest);
}

/// Copies a code span; backticks that open none are text.
fn code_span(rest: &str, out: &mut String) -> usize {
    let length = rest.len() - rest.trim_start_matches('`').len();
    let ticks = &rest[..length];
    let Some(end) = closing(&rest[length..], length) else {
        out.push_str(&ticks.replace('`', "\\`"));
        return length;
    };
    let span = &rest[..length + end + length];
    out.push_str(&span.replace(' ', &JOINER.to_string()));
    span.len()
}

/// Offset of a run of exactly this many backticks.
fn closing(text: &str, length: usize) -> Option<usize> {
    let mut at = 0;
    while let Some(found) = text[at..].find('`') {
        let start = at + found;
        let run = text.len() - start - text[start..].trim_start_matches('`').len();
        if run == length {
            return Some(start);
        }
        at = start + run;
    }
    None
}

/// Copies an escape; a backslash at the end would escape what follows the text.
fn backslash(rest: &str, out: &mut String) -> usize {
    match rest[1..].chars().next() {
        Some(next) if next.is_ascii_punctuation() => {
            out.push_str(&rest[..2]);
            2
        }
        Some(_) => 0,
        None => {
            out.push_str("\\\\");
            1
        }
    }
}

/// Copies autolinks and line breaks, drops comments, escapes the rest.
fn angle(rest: &str, out: &mut String) -> usize {
    if let Some(end) = rest.strip_prefix("<!--").and_then(|comment| comment.find("-->")) {
        return "<!--".len() + end + "-->".len();
    }
    let Some(end) = rest.find('>') else {
        out.push_str("\\<");
        return 1;
    };
    let inner = &rest[1..end];
    let link = inner.starts_with("https://") || inner.starts_with("http://");
    if link && !inner.contains([' ', '<', JOINER]) {
        out.push_str(&rest[..=end]);
        return end + 1;
    }
    if inner.trim_end_matches(['/', ' ']).eq_ignore_ascii_case("br") {
        out.push_str("<br>");
        return end + 1;
    }
    out.push_str("\\<");
    1
}

/// Puts a bare URL into the brackets that make it a link.
fn bare_url(rest: &str, out: &mut String) -> usize {
    if !rest.starts_with("https://") && !rest.starts_with("http://") {
        return 0;
    }
    let end = rest
        .find([' ', '<', '>', '"', '`', '|', '[', ']', '\\', JOINER])
        .unwrap_or(rest.len());
    let url = rest[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', ')', '\'', '*', '_']);
    if url.ends_with("//") || url.ends_with(':') || url.len() <= "https://".len() {
        return 0;
    }
    out.push('<');
    out.push_str(url);
    out.push('>');
    url.len()
}
