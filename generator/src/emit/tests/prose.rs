//! Documentation text is safe for rustdoc, whatever the pages say.

use super::sample::NASTY;
use crate::{
    api::{DocPiece, DocTarget, Docs},
    emit::{inline, prose},
};

fn rendered(text: &str) -> String {
    prose::render(&Docs::text(text), &|_| None)
}

#[test]
fn text_is_escaped_and_formatting_kept() {
    assert_eq!(
        rendered("a [b] <c> **d** `e [f] <g>`"),
        "a \\[b\\] \\<c> **d** `e [f] <g>`"
    );
    assert_eq!(rendered("open ` tick"), "open \\` tick");
    assert_eq!(rendered("x<br/>y <!-- gone -->z\\"), "x<br>y z\\\\");
    assert_eq!(rendered("see https://a.example/b_c."), "see <https://a.example/b_c>.");
    assert_eq!(rendered("<https://a.example/b>"), "<https://a.example/b>");
    assert_eq!(rendered("\\[kept\\]"), "\\[kept\\]");
}

#[test]
fn nothing_is_an_indented_block() {
    assert_eq!(rendered("a\n\n    let x = 1;"), "a\n\nlet x = 1;");
    assert_eq!(rendered("- a\n    - b\n\n          c\n- d"), "- a\n  - b\n\n    c\n- d");
    assert_eq!(rendered(">      q"), "> q");
}

#[test]
fn fences_are_closed_and_never_rust() {
    assert_eq!(rendered("```\nx\n```"), "```text\nx\n```");
    assert_eq!(rendered("~~~rust\nx ```\n~~~\ny"), "```text\nx '''\n```\ny");
    assert_eq!(rendered("```json\n{}"), "```json\n{}\n```");
}

#[test]
fn lazy_lines_and_headings_are_spelled_out() {
    assert_eq!(rendered("- a\nb"), "- a\n  b");
    assert_eq!(rendered("> a\nb"), "> a\n\nb");
    assert_eq!(rendered("> [!NOTE]\n> a"), "> **Note:**\n> a");
    assert_eq!(rendered("> [!TIP] a [!b]"), "> **Tip:** a \\[!b\\]");
    assert_eq!(rendered("# a #\nb\n---"), "#### a\nb\n\\---");
}

#[test]
fn long_lines_are_broken_between_words() {
    let text = format!(
        "{} - {} `{}` 1. end",
        "word ".repeat(19),
        "x".repeat(9),
        "code ".repeat(8)
    );
    for line in rendered(&text).lines() {
        assert!(!line.starts_with(['-', '1']), "{line}");
        assert_eq!(line.matches('`').count() % 2, 0, "{line}");
    }
}

#[test]
fn items_hold_their_documentation() {
    let item = |text: &str| prose::item("`x`, a thing", &Docs::text(text), &|_| None);
    assert_eq!(item(""), "- `x`, a thing");
    assert_eq!(item("one\n\n- two\nthree"), "- `x`, a thing: one\n\n  - two\n    three");
    assert_eq!(item("- one"), "- `x`, a thing:\n  - one");
    assert!(
        item(&"word ".repeat(40))
            .lines()
            .skip(1)
            .all(|line| line.starts_with("  word"))
    );
}

#[test]
fn items_are_continued_inside() {
    let text = rendered(&format!(
        "some:\n\n- An item {}\n\n- two {}",
        "word ".repeat(30),
        "word ".repeat(30)
    ));
    assert!(
        text.lines()
            .all(|line| line.is_empty() || line.starts_with(['-', ' ', 's'])),
        "{text}"
    );
}

#[test]
fn links_are_atoms() {
    let link = |target| DocPiece::Link {
        label: "a [b] c".to_owned(),
        target,
    };
    let docs = Docs {
        pieces: vec![
            DocPiece::Text("see \\".to_owned()),
            link(DocTarget::Url("https://a.example/x y".to_owned())),
            DocPiece::Text(" ".to_owned()),
            link(DocTarget::Url("x.md".to_owned())),
        ],
    };
    let text = prose::render(&docs, &|target| match target {
        DocTarget::Url(url) => inline::url(url),
        _ => None,
    });
    let listed = Docs {
        pieces: vec![
            DocPiece::Text("\n".to_owned()),
            DocPiece::Text("- ".to_owned()),
            link(DocTarget::Url("https://a.example".to_owned())),
        ],
    };
    assert_eq!(
        prose::render(&listed, &|_| Some("<x>".to_owned())),
        "- [a \\[b\\] c](<x>)"
    );
    assert_eq!(text, "see \\\\[a \\[b\\] c](<https://a.example/x%20y>) a \\[b\\] c");
}

#[test]
fn characters_that_hide_are_dropped() {
    let text = rendered(NASTY);
    let hidden = |c: char| c != '\n' && (c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{e000}'));
    assert_eq!(text.chars().find(|c| hidden(*c)), None);
    assert!(inline::code("a`b").starts_with("``a"));
}
