use super::*;

fn repaired(text: &str) -> (String, Vec<RepairKind>) {
    let parsed = parse(text);
    let value = parsed
        .result
        .unwrap_or_else(|fault| panic!("{text}: {}", fault.message));
    let compact: String = value.to_json().split_whitespace().collect();
    (compact, parsed.repairs.iter().map(|repair| repair.kind).collect())
}

#[test]
fn valid_json_needs_no_repair() {
    let (json, repairs) = repaired(r#"{"a": [1, -2.5e3, true, null], "b": {"c": "d\u00e9\ud83d\ude00\n"}}"#);
    assert_eq!(json, r#"{"a":[1,-2.5e3,true,null],"b":{"c":"dé😀\n"}}"#);
    assert!(repairs.is_empty());
}

#[test]
fn repairs_are_named() {
    for (text, json, kind) in [
        ("{\"a\": 1, // one\n}", r#"{"a":1}"#, RepairKind::TrailingComma),
        (
            "{\"a\":\u{a0}1 <!-- one -->\u{feff}}",
            r#"{"a":1}"#,
            RepairKind::Comment,
        ),
        ("{\"a\": 1 /* one */}", r#"{"a":1}"#, RepairKind::Comment),
        ("{\"a\": 1\n\"b\": 2}", r#"{"a":1,"b":2}"#, RepairKind::MissingComma),
        ("{\"a\": 1, ...}", r#"{"a":1}"#, RepairKind::Ellipsis),
        ("[{\"a\": 1}, \u{2026}]", r#"[{"a":1}]"#, RepairKind::Ellipsis),
        ("{'a': 1}", r#"{"a":1}"#, RepairKind::SingleQuotes),
        ("{a: 1}", r#"{"a":1}"#, RepairKind::UnquotedName),
        ("{\"a\": abc}", r#"{"a":"abc"}"#, RepairKind::UnquotedText),
        ("{\"a\": 2020-01-01}", r#"{"a":"2020-01-01"}"#, RepairKind::UnquotedText),
        ("{\"a\": 007}", r#"{"a":7}"#, RepairKind::BadNumber),
        ("{\"a\": [1, 2}", r#"{"a":[1,2]}"#, RepairKind::Unclosed),
        ("{\"a\": 1}}", r#"{"a":1}"#, RepairKind::SurplusBracket),
        (
            "{\"a\": \u{201c}b\u{201d}}",
            r#"{"a":"b"}"#,
            RepairKind::TypographicQuotes,
        ),
        ("{\"a\": \"b\\-c\"}", r#"{"a":"b\\-c"}"#, RepairKind::BadEscape),
        ("{\"a\": , \"b\": 1}", r#"{"a":null,"b":1}"#, RepairKind::MissingValue),
    ] {
        let (found, repairs) = repaired(text);
        assert_eq!(found, json, "{text}");
        assert!(repairs.contains(&kind), "{text}: {repairs:?}");
    }
}

#[test]
fn what_has_several_readings_is_a_fault() {
    for text in ["", "{\"a\": \"b\n\"c\": 1}", "{\"a\" 1}", "{} {}"] {
        assert!(parse(text).result.is_err(), "{text}");
    }
    assert!(parse(&"[".repeat(5000)).result.is_err());
}
