//! Texts that are cut off, deep, large, or odd: they are read or refused, and neither takes long.

mod sample;

use docwright_client::codec::{self, Document, Object, Polymorph, decode, encode};
use docwright_client::{Boxed, Dialect, Extra, Json, Page};

use crate::sample::Event;

fn read<T: Document>(text: &str) -> Option<T> {
    decode(text, Dialect::default_ref()).ok()
}

const EVENT: &str = concat!(
    r#"{"@odata.etag":"W/\"1\"","id":"1","subject":"\ud83d\ude00 Überraschung\n","isAllDay":false,"seats":-3,"size":1e3,"#,
    r#""createdDateTime":"2024-03-01T12:00:00.5Z","importance":"high","days":"monday,friday","categories":["a","\\"],"#,
    r##""attachments":[{"name":"f","@odata.type":"#microsoft.graph.fileAttachment","contentBytes":"AQ=="}],"##,
    r#""location":{"displayName":null},"settings":{"any":[1.5,null,{"deep":true}]}}"#
);

#[test]
fn a_text_that_is_cut_off_is_refused() {
    assert!(read::<Event>(EVENT).is_some());
    for end in (0..EVENT.len()).filter(|end| EVENT.is_char_boundary(*end)) {
        let text = &EVENT[..end];
        assert!(read::<Event>(text).is_none(), "{text}");
        assert!(read::<Json>(text).is_none(), "{text}");
        assert!(read::<Page<Event>>(&format!("{{\"value\":[{text}")).is_none(), "{text}");
    }
}

#[test]
fn a_byte_that_is_another_never_panics() {
    for place in (0..EVENT.len()).filter(|place| EVENT.is_char_boundary(*place)) {
        let rest = EVENT[place..].chars().as_str();
        let rest = &rest[rest.chars().next().map_or(0, char::len_utf8)..];
        for other in [
            "\"", "\\", ",", ":", "{", "}", "[", "]", "0", "-", "n", "é", "\u{0}", "",
        ] {
            let text = format!("{}{other}{rest}", &EVENT[..place]);
            // What is no JSON is no event either. The other way around there are types.
            assert!(
                read::<Json>(&text).is_some() || read::<Event>(&text).is_none(),
                "{text}"
            );
        }
    }
}

#[test]
fn escapes_are_read_and_written_wherever_they_stand() {
    for escape in ["\"", "\\", "\n", "\r", "\t", "\u{0}", "\u{1f}"] {
        for before in 0..20 {
            for filler in ["a", "!", "\u{7f}", "é", "😀"] {
                let text = format!("{0}{escape}{0}{escape}{escape}", filler.repeat(before));
                let written = encode(&text, Dialect::default_ref());
                assert_eq!(written, serde_json::to_string(&text).unwrap());
                assert_eq!(read::<String>(&written), Some(text));
            }
        }
    }
}

#[test]
fn halves_of_pairs_are_refused_wherever_they_stand() {
    for bad in [
        r"\ud83d",
        r"\ude00",
        r"\ud83d\u0041",
        r"\ud83dx",
        r"\u12g4",
        r"\x",
        r"\u00é",
    ] {
        for before in 0..10 {
            let text = format!("\"{}{bad}\"", "a".repeat(before));
            assert_eq!(read::<String>(&text), None, "{text}");
            assert!(serde_json::from_str::<String>(&text).is_err(), "{text}");
        }
    }
}

#[test]
fn numbers_of_any_size_are_read_or_refused() {
    assert_eq!(read::<i64>("-9223372036854775808"), Some(i64::MIN));
    assert_eq!(read::<u64>("18446744073709551615"), Some(u64::MAX));
    assert_eq!(read::<i64>("9223372036854775808"), None);
    assert_eq!(read::<i32>("-0"), Some(0));
    assert_eq!(read::<f64>("-0").map(f64::to_bits), Some((-0.0_f64).to_bits()));
    assert_eq!(read::<i32>("12e2"), Some(1200));
    assert_eq!(read::<i32>("1e400"), None);
    assert_eq!(read::<i32>(&"9".repeat(400)), None);
    assert_eq!(read::<i32>("01"), None);
    assert!(read::<f64>(&"9".repeat(300)).is_some());
}

/// An object that may hold another of any kind.
macro_rules! holder {
    ($name:ident, $tag:literal) => {
        struct $name {
            held: Option<AnyHolder>,
            extra: Extra,
        }

        docwright_client::object! {
            $name($tag) {
                0 => held: "held",
            }
        }
    };
}

holder!(Holder, "holder");
holder!(Special, "special");

enum AnyHolder {
    Holder(Boxed<Holder>),
    Special(Boxed<Special>),
}

impl Polymorph for AnyHolder {
    fn tags() -> &'static [&'static str] {
        &["holder", "special"]
    }

    fn at(tag: usize) -> Self {
        match tag {
            1 => Self::Special(Boxed::default()),
            _ => Self::Holder(Boxed::default()),
        }
    }

    fn object(&self) -> &dyn Object {
        match self {
            Self::Holder(object) => &**object,
            Self::Special(object) => &**object,
        }
    }

    fn object_mut(&mut self) -> &mut dyn Object {
        match self {
            Self::Holder(object) => &mut **object,
            Self::Special(object) => &mut **object,
        }
    }
}

docwright_client::polymorph!(AnyHolder { Holder(Holder), Special(Special) });

fn holders(levels: usize, innermost: &str, tag: &str) -> String {
    let open = r#"{"held":"#.repeat(levels);
    format!("{open}{innermost}{}", format!("{tag}}}").repeat(levels))
}

#[test]
fn tags_behind_what_is_held_do_not_double_the_work_at_each_level() {
    let tag = r##","@odata.type":"#special""##;
    let mut next: Option<AnyHolder> = read(&holders(120, "{}", tag));
    for level in 0..120 {
        let Some(AnyHolder::Special(special)) = next else {
            panic!("{level}: {next:?}");
        };
        assert_eq!(special.extra.get("@odata.type"), Some(&"#special".into()));
        next = special.into_inner().held;
    }
    let Some(AnyHolder::Holder(innermost)) = next else {
        panic!("{next:?}");
    };
    assert!(codec::equal(&*innermost, &Holder::default()));
    let broken = decode::<AnyHolder>(&holders(120, "[]", ""), Dialect::default_ref()).unwrap_err();
    assert_eq!(broken.problem(), "expected an object, found an array");
    assert_eq!(broken.path(), format!("${}", ".held".repeat(120)));
}

struct Odd {
    odd: Option<i32>,
    extra: Extra,
}

docwright_client::object! {
    Odd("", ESCAPED) {
        0 => odd: "an \"odd\\one\"",
    }
}

#[test]
fn names_that_need_escapes_have_them() {
    let text = r#"{"an \"odd\\one\"":1,"so \"is\" this":{"\"":2}}"#;
    let odd: Odd = read(text).unwrap();
    assert_eq!(odd.odd, Some(1));
    assert_eq!(encode(&odd, Dialect::default_ref()), text);
}
