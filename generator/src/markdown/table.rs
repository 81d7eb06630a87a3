//! Tables, well formed or not.

use pulldown_cmark::{Event, Tag, TagEnd};

use super::{
    document::{Block, Row, Table, Text},
    inline::Inline,
    parse::{Reader, events},
};
use crate::{
    diagnostic::{Code, Diagnostics},
    source::{SourceId, Span},
};

/// Reads the events of a table.
pub(super) fn read<'s>(reader: &mut Reader<'s, '_>, span: Span) -> Table<'s> {
    let mut header = vec![];
    let mut rows = vec![];
    while let Some((event, range)) = reader.events.next() {
        match event {
            Event::Start(Tag::TableHead) => header = cells(reader, TagEnd::TableHead, 0),
            Event::Start(Tag::TableRow) => {
                let cells = cells(reader, TagEnd::TableRow, header.len());
                let span = Span::new(reader.id, reader.base + range.start..reader.base + range.end);
                rows.push(level(reader, Row { cells, span }));
            }
            Event::End(TagEnd::Table) => break,
            _ => {}
        }
    }
    Table { header, rows, span }
}

fn cells<'s>(reader: &mut Reader<'s, '_>, end: TagEnd, columns: usize) -> Vec<Text<'s>> {
    let mut cells = Vec::with_capacity(columns);
    while let Some((event, _)) = reader.events.next() {
        match event {
            Event::Start(Tag::TableCell) => cells.push(reader.inline(TagEnd::TableCell)),
            Event::End(tag) if tag == end => break,
            _ => {}
        }
    }
    cells
}

/// The parser pads short rows and drops surplus cells: says so, and gives the surplus to the last column.
fn level<'s>(reader: &mut Reader<'s, '_>, mut row: Row<'s>) -> Row<'s> {
    let range = row.span.range();
    let line = &reader.text[range.start - reader.base..range.end - reader.base];
    let columns = row.cells.len();
    if columns == 0 || cells_of(line).count() == columns {
        return row;
    }
    let pieces = split(line);
    if pieces.len() > columns && is_blank_behind(line, &pieces, columns) {
        return row;
    }
    reader.out.report(
        Code::TableRagged,
        row.span,
        format!("row has {} cells where the header has {columns}", pieces.len()),
    );
    if let Some(last) = pieces.last().filter(|_| pieces.len() > columns) {
        let range = pieces[columns - 1].start..last.end;
        row.cells[columns - 1] = inline(reader.id, &line[range.clone()], row.span.start as usize + range.start);
    }
    row
}

fn is_blank_behind(line: &str, pieces: &[std::ops::Range<usize>], columns: usize) -> bool {
    pieces[columns..]
        .iter()
        .all(|piece| line[piece.clone()].trim().is_empty())
}

/// The cells of a row, trimmed, as ranges of it. An escaped pipe is part of its cell, as GFM has it.
fn split(line: &str) -> Vec<std::ops::Range<usize>> {
    cells_of(line).map(|cell| trimmed(line, cell)).collect()
}

/// The same before they are trimmed.
fn cells_of(line: &str) -> impl Iterator<Item = std::ops::Range<usize>> {
    let start = line.len() - line.trim_start().len();
    let start = start + usize::from(line[start..].starts_with('|'));
    let end = line.trim_end().len();
    let is_closed = end > start && line[..end].ends_with('|') && !line[..end].ends_with("\\|");
    let end = end - usize::from(is_closed);
    let first = start.min(end);
    let mut from = first;
    let bytes = line.as_bytes();
    let pipes = memchr::memchr_iter(b'|', &bytes[first..end]).map(move |at| first + at);
    let bounds = pipes.filter(|at| bytes[at.saturating_sub(1)] != b'\\');
    bounds.chain([end]).map(move |at| {
        let cell = from..at;
        from = at + 1;
        cell
    })
}

fn trimmed(line: &str, range: std::ops::Range<usize>) -> std::ops::Range<usize> {
    let text = &line[range.clone()];
    let start = range.start + (text.len() - text.trim_start().len());
    start..start + text.trim().len()
}

/// Reads a piece of text, cut from its place, as inline text.
fn inline(source: SourceId, text: &str, base: usize) -> Text<'_> {
    let mut inline = Inline::new(source, base);
    for (event, range) in events(text) {
        inline.take(event, range);
    }
    inline.finish()
}

/// A paragraph, or the table that it was meant to be: one whose delimiter row does not fit its header, or that lacks one.
pub(super) fn recover<'s>(reader: &mut Reader<'s, '_>, text: Text<'s>) -> Block<'s> {
    let Some(span) = text.span else {
        return Block::Paragraph(text);
    };
    let range = span.range();
    let raw = &reader.text[range.start - reader.base..range.end - reader.base];
    let Some(end) = memchr::memchr(b'\n', raw.as_bytes()) else {
        return Block::Paragraph(text);
    };
    let (head, rest) = raw.split_at(end + 1);
    let rule = rest.split_inclusive('\n').next().unwrap_or_default();
    if !head.contains('|') || !is_rule(rule) {
        return Block::Paragraph(text);
    }
    let columns = split(head).len();
    reader.out.report(
        Code::TableRagged,
        span.slice(head.len()..head.len() + rule.trim_end().len()),
        format!(
            "rule below the header has {} cells where the header has {columns}",
            split(rule).len()
        ),
    );
    let mut rows = lines_of(reader.id, raw, span, reader.out, columns);
    let header = rows.remove(0).cells;
    rows.remove(0);
    Block::Table(Table { header, rows, span })
}

fn is_rule(line: &str) -> bool {
    let line = line.trim();
    line.contains('-') && line.contains('|') && line.chars().all(|c| matches!(c, '|' | '-' | ':' | ' ' | '\t'))
}

fn lines_of<'s>(id: SourceId, raw: &'s str, span: Span, out: &mut Diagnostics, columns: usize) -> Vec<Row<'s>> {
    let mut rows = vec![];
    let mut at = 0;
    for line in raw.split_inclusive('\n') {
        let place = span.slice(at..at + line.trim_end().len());
        let pieces = split(line);
        let mut cells: Vec<Text<'s>> = pieces
            .iter()
            .take(columns)
            .map(|piece| inline(id, &line[piece.clone()], span.start as usize + at + piece.start))
            .collect();
        if rows.len() > 1 && pieces.len() != columns {
            let message = format!("row has {} cells where the header has {columns}", pieces.len());
            out.report(Code::TableRagged, place, message);
        }
        if let (Some(first), Some(last)) = (pieces.get(columns - 1), pieces.get(columns..).and_then(<[_]>::last)) {
            let range = first.start..last.end;
            cells[columns - 1] = inline(id, &line[range.clone()], span.start as usize + at + range.start);
        }
        cells.resize_with(columns, Text::default);
        rows.push(Row { cells, span: place });
        at += line.len();
    }
    rows
}
