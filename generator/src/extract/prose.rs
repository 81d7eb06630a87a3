//! Inline text as Markdown without HTML.

use crate::{
    markdown::{Block, Run, Style, Text},
    page::{Prose, ProsePiece},
};

/// The prose of a text.
pub(super) fn read(text: &Text<'_>) -> Prose {
    read_from(text, 0)
}

/// The prose of a text from one of its runs on.
pub(super) fn read_from(text: &Text<'_>, first: usize) -> Prose {
    let runs = &text.runs[first.min(text.runs.len())..];
    let runs = runs.chunk_by(|a, b| a.link == b.link);
    // There are many of them, so none takes more room than it needs.
    let mut pieces: Vec<ProsePiece> = Vec::with_capacity(runs.clone().count());
    let mut plain = String::new();
    for these in runs {
        let link = these[0].link.filter(|link| !text.links[*link].image);
        if let Some(link) = link {
            let mut label = String::with_capacity(room(these));
            for run in these {
                write_run(&mut label, run);
            }
            flush(&mut plain, &mut pieces);
            pieces.push(ProsePiece::Link {
                label,
                target: text.links[link].target.clone().into_owned(),
                span: text.links[link].span,
            });
        } else {
            plain.reserve(room(these));
            for run in these {
                write_run(&mut plain, run);
            }
        }
    }
    flush(&mut plain, &mut pieces);
    Prose {
        span: text.span.filter(|_| !pieces.is_empty()),
        pieces,
    }
}

/// The bytes that runs take, with the marks of most.
fn room(runs: &[Run<'_>]) -> usize {
    let marks = |run: &Run<'_>| if run.style == Style::default() { 0 } else { 4 };
    runs.iter().map(|run| run.text.len() + marks(run)).sum()
}

fn flush(plain: &mut String, pieces: &mut Vec<ProsePiece>) {
    if !plain.is_empty() {
        pieces.push(ProsePiece::Text(std::mem::take(plain)));
    }
}

fn write_run(out: &mut String, run: &Run<'_>) {
    if run.style.html {
        return;
    }
    if run.style.code {
        let fence = if run.text.contains('`') { "``" } else { "`" };
        for part in [fence, run.text.as_ref(), fence] {
            out.push_str(part);
        }
        return;
    }
    let mark = match (run.style.strong, run.style.emphasis) {
        (true, true) => "***",
        (true, false) => "**",
        (false, true) => "*",
        (false, false) => "",
    };
    // Marks must touch the text that they set, or they are not marks.
    let core = run.text.trim();
    let lead = run.text.len() - run.text.trim_start().len();
    out.push_str(&run.text[..lead]);
    if !core.is_empty() {
        out.push_str(mark);
        escape(out, core);
        out.push_str(mark);
        out.push_str(&run.text[lead + core.len()..]);
    }
}

/// Text was unescaped by the parser, so what would be markup has to be escaped again.
fn escape(out: &mut String, text: &str) {
    let mut rest = text;
    while let Some(at) = rest.bytes().position(|byte| MARKED[usize::from(byte)]) {
        let (before, marked) = rest.split_at(at);
        let (mark, behind) = marked.split_at(1);
        out.push_str(before);
        match mark {
            "\n" | "\r" | "\t" => out.push(' '),
            mark => out.extend(["\\", mark]),
        }
        rest = behind;
    }
    out.push_str(rest);
}

/// [`is_marked`] of each byte, as a table: nearly all bytes of a text are looked at. The last one is in no text.
const MARKED: [bool; 256] = {
    let mut marked = [false; 256];
    let mut byte = u8::MIN;
    while byte < u8::MAX {
        marked[byte as usize] = is_marked(byte);
        byte += 1;
    }
    marked
};

/// Whether a byte is markup, or a break of a line, which there are none of in prose.
const fn is_marked(byte: u8) -> bool {
    matches!(
        byte,
        b'\\' | b'*' | b'_' | b'[' | b']' | b'<' | b'>' | b'`' | b'|' | b'#' | b'\n' | b'\r' | b'\t'
    )
}

/// The prose of blocks: paragraphs, quotations, and lists as one paragraph an item.
pub(super) fn read_blocks(blocks: &[Block<'_>], out: &mut Vec<Prose>) {
    for block in blocks {
        match block {
            Block::Paragraph(text) if !text.is_blank() => out.push(read(text)),
            Block::Quote(blocks) => read_blocks(blocks, out),
            Block::List(items) => {
                for item in items {
                    let start = out.len();
                    read_blocks(item, out);
                    if let Some(first) = out.get_mut(start) {
                        first.pieces.insert(0, ProsePiece::Text("- ".to_owned()));
                    }
                }
            }
            _ => {}
        }
    }
}
