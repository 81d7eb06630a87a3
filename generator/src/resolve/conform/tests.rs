use super::*;
use crate::{
    api::Primitive,
    resolve::examples::sample::{ITEM, api},
    source::SourceId,
};

/// Mismatches and notes as `code: text of the span: message`.
fn findings(json: &str, answer: &Answer) -> (Option<String>, Vec<String>) {
    let api = api();
    let dialect = Dialect::microsoft_graph();
    let mut out = Diagnostics::default();
    let value = crate::json::parse(json).result.expect("the JSON can be read");
    let place = |range| Span::new(SourceId(0), range);
    let fault = Conformance::new(&api, &dialect)
        .check(&value, answer, place, &mut out)
        .fault;
    let lines = out
        .iter()
        .map(|finding| format!("{}: {}: {}", finding.code, &json[finding.span.range()], finding.message));
    (fault, lines.collect())
}

fn item(json: &str) -> Vec<String> {
    let (fault, lines) = findings(json, &Answer::Json(TypeRef::Polymorphic(ITEM)));
    let mismatch = lines
        .iter()
        .find_map(|line| line.strip_prefix("example-mismatch: ")?.split_once(": "));
    assert_eq!(fault.as_deref(), mismatch.map(|(_, message)| message));
    lines
}

#[test]
fn what_the_codec_takes_conforms() {
    for json in [
        "{}",
        r#"{"id": null, "size": null, "children": null}"#,
        r#"{"@odata.context": 1, "children@odata.count": 2, "owner@odata.bind": "x"}"#,
        r#"{"kind": "a kind that no page lists", "settings": [1, {"a": null}]}"#,
        r##"{"children": [{"@odata.type": "#microsoft.graph.itemFile", "hash": "AAE="}, {"@odata.type": "#other.type"}]}"##,
        r#"{"@odata.type": "microsoft.graph.itemFile", "hash": "AAE="}"#,
        r#"{"size": "1", "size": 1}"#,
    ] {
        assert_eq!(item(json), [""; 0], "{json}");
    }
}

#[test]
fn mismatches_name_path_and_types_and_stand_at_the_value() {
    for (json, expected) in [
        (
            r#"{"size": "12"}"#,
            r#""12": `$.size` is the text `12`, and documented as Int32"#,
        ),
        (
            r#"{"size": 1.5}"#,
            "1.5: `$.size` is the number 1.5, and documented as Int32",
        ),
        (
            r#"{"created": "yesterday"}"#,
            r#""yesterday": `$.created` is the text `yesterday`, and documented as DateTimeOffset"#,
        ),
        (
            r#"{"kind": 3}"#,
            "3: `$.kind` is the number 3, and documented as microsoft.graph.itemKind",
        ),
        (
            r#"{"tags": "a"}"#,
            r#""a": `$.tags` is a string, and documented as String collection"#,
        ),
        (
            r#"{"tags": ["a", {}]}"#,
            "{}: `$.tags[1]` is an object, and documented as String",
        ),
        (
            r#"{"children": [{"children": {}}]}"#,
            "{}: `$.children[0].children` is an object, and documented as microsoft.graph.item collection",
        ),
        ("[]", "[]: `$` is an array, and documented as microsoft.graph.item"),
        ("null", "null: `$` is null, and documented as microsoft.graph.item"),
        (
            r##"{"@odata.type": "#microsoft.graph.itemFile", "hash": "?"}"##,
            r#""?": `$.hash` is the text `?`, and documented as Binary"#,
        ),
    ] {
        assert_eq!(item(json), [format!("example-mismatch: {expected}")], "{json}");
    }
}

#[test]
fn mismatches_show_where_the_property_is_documented() {
    let api = api();
    let dialect = Dialect::microsoft_graph();
    let mut out = Diagnostics::default();
    let value = crate::json::parse(r#"{"created": "soon"}"#)
        .result
        .expect("the JSON can be read");
    Conformance::new(&api, &dialect).check(
        &value,
        &Answer::Json(TypeRef::Named(ITEM)),
        |range| Span::new(SourceId(0), range),
        &mut out,
    );
    let finding = out.iter().next().expect("there is a mismatch");
    assert_eq!(
        finding.related,
        [(
            Span::new(SourceId(1), 10..14),
            "`created` is documented here".to_owned()
        )]
    );
    assert!(finding.help.contains("2024-05-17T08:30:00Z"), "{}", finding.help);
}

#[test]
fn undocumented_members_are_noted_once_for_a_type() {
    let json =
        r##"{"colour": 1, "children": [{"colour": 2}, {"@odata.type": "#microsoft.graph.itemFile", "colour": 3}]}"##;
    let expected = [
        r#"property-undocumented: "colour": `colour` is no documented property of `microsoft.graph.item`"#,
        r#"property-undocumented: "colour": `colour` is no documented property of `microsoft.graph.itemFile`"#,
    ];
    assert_eq!(item(json), expected);
}

#[test]
fn collections_and_wrapped_values_are_looked_into() {
    let page = Answer::Page(TypeRef::Named(ITEM));
    assert_eq!(
        findings(r#"{"value": [{"size": 1}], "@odata.nextLink": "x"}"#, &page).1,
        [""; 0]
    );
    let (fault, _) = findings(r#"{"value": [{"size": 1}, {"size": true}]}"#, &page);
    assert_eq!(
        fault.as_deref(),
        Some("`$.value[1].size` is a truth value, and documented as Int32")
    );
    let (fault, _) = findings(r#"{"size": 1}"#, &page);
    let expected =
        "the object has no member `value`, which holds what the page documents: microsoft.graph.item collection";
    assert_eq!(fault.as_deref(), Some(expected));
    let wrapped = Answer::Wrapped(TypeRef::Primitive(Primitive::Boolean));
    assert_eq!(findings(r#"{"value": true}"#, &wrapped).0, None);
    assert!(findings(r#"{"value": "true"}"#, &wrapped).0.is_some());
    assert!(findings("true", &wrapped).0.is_some());
}

#[test]
fn placeholders_are_left_out() {
    let api = api();
    let dialect = Dialect::microsoft_graph();
    let mut out = Diagnostics::default();
    let json = r##"{"id": "string", "created": "datetime-value", "size": "Int32", "kind": {"@odata.type": "#microsoft.graph.itemKind"}}"##;
    let value = crate::json::parse(json).result.expect("the JSON can be read");
    let answer = Answer::Json(TypeRef::Named(ITEM));
    let findings =
        Conformance::new(&api, &dialect).check(&value, &answer, |range| Span::new(SourceId(0), range), &mut out);
    assert_eq!(findings.fault, None);
    let texts: Vec<&str> = findings.placeholders.iter().map(|range| &json[range.clone()]).collect();
    assert_eq!(
        texts,
        [
            "\"datetime-value\"",
            "\"Int32\"",
            "{\"@odata.type\": \"#microsoft.graph.itemKind\"}"
        ]
    );
    assert!(
        out.iter().all(|finding| finding.code == Code::PlaceholderText),
        "{out:?}"
    );
}
