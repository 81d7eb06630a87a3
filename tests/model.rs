//! The model as JSON keeps to its published schema.

use std::path::Path;

use docwright::{Generator, model};
use jsonschema::Validator;
use serde_json::Value;

const CORPUS: &str = "../shared/corpus/microsoft-graph/api-reference/v1.0";

#[test]
fn the_model_of_the_docs_keeps_to_the_schema() {
    let model = model_of("docs");
    check(&validator(), &model);
    assert_eq!(model["version"], model::VERSION);
    let user = member(&model["types"], "name", "microsoft.graph.user");
    assert_eq!(user["base"], "microsoft.graph.directoryObject");
    let evidence = &user["evidence"];
    assert_eq!(evidence["exists"]["page"], "resources/user.md");
    let property = &user["properties"][0];
    assert_eq!(property["evidence"]["type"]["kind"], "table");
}

#[test]
fn every_fact_of_the_docs_has_a_place() {
    let model = model_of("docs");
    let types = model["types"].as_array().expect("types are a list");
    for ty in types {
        assert!(ty["evidence"]["exists"].is_object(), "{}", ty["name"]);
        assert_eq!(ty["base"].is_null(), ty["evidence"]["base"].is_null(), "{}", ty["name"]);
        let parts = ["properties", "members"]
            .into_iter()
            .filter_map(|list| ty[list].as_array());
        for part in parts.flatten() {
            assert!(
                part["evidence"]["exists"].is_object(),
                "{} of {}",
                part["name"],
                ty["name"]
            );
        }
    }
    let operations = model["operations"].as_array().expect("operations are a list");
    for operation in operations {
        let evidence = &operation["evidence"];
        let path = &operation["paths"][0]["template"];
        assert!(
            evidence["exists"].is_object() && evidence["answer"].is_object(),
            "{path}"
        );
        assert_eq!(operation["body"].is_null(), evidence["body"].is_null(), "{path}");
    }
}

#[test]
fn what_lost_is_listed_with_the_reason() {
    let docs = Generator::new()
        .docs("tests/cases/evidence")
        .config("tests/cases/evidence.toml");
    let model = written(&docs);
    check(&validator(), &model);
    let ferry = member(&model["types"], "name", "microsoft.graph.ferry");
    let base = &ferry["evidence"]["base"];
    assert_eq!(ferry["base"], "microsoft.graph.vessel");
    assert_eq!(base["kind"], "annotation");
    let lost = &base["lost"][0];
    assert_eq!((&lost["kind"], &lost["why"]), (&"prose".into(), &"lessTrusted".into()));
    assert_eq!((&lost["said"], &lost["line"]), (&"[raft](raft.md)".into(), &11.into()));
    let inspected = &member(&ferry["properties"], "name", "inspected")["evidence"]["type"];
    assert_eq!(inspected["kind"], "representation");
    assert_eq!(inspected["lost"][0]["why"], "lessPrecise");
    let vessel = member(&model["types"], "name", "microsoft.graph.vessel");
    let launched = member(&vessel["properties"], "name", "launched");
    assert_eq!(launched["type"]["name"], "Edm.String");
    let launched = &launched["evidence"]["type"];
    assert_eq!(
        (&launched["kind"], &launched["page"]),
        (&"override".into(), &"evidence.toml".into())
    );
    let lost = &launched["lost"][0];
    assert_eq!((&lost["said"], &lost["why"]), (&"Int32".into(), &"overridden".into()));
    let answer = &model["operations"][0]["evidence"]["answer"];
    assert_eq!(
        (&answer["kind"], &answer["lost"][0]["kind"]),
        (&"prose".into(), &"annotation".into())
    );
}

#[test]
fn the_model_of_the_corpus_keeps_to_the_schema() {
    if !Path::new(CORPUS).is_dir() {
        println!("skipped: there is no {CORPUS}");
        return;
    }
    check(&validator(), &model_of(CORPUS));
}

fn model_of(docs: &str) -> Value {
    written(&Generator::new().docs(docs))
}

fn written(generator: &Generator) -> Value {
    let report = generator.model().unwrap_or_else(|error| panic!("{error}"));
    let mut text = vec![];
    model::write(&report.api, &report.sources, &mut text).expect("memory takes what is written");
    serde_json::from_slice(&text).expect("the model is JSON")
}

fn validator() -> Validator {
    let schema = serde_json::from_str(model::SCHEMA).expect("the schema is JSON");
    jsonschema::meta::validate(&schema).unwrap_or_else(|error| panic!("the schema itself: {error}"));
    jsonschema::validator_for(&schema).unwrap_or_else(|error| panic!("{error}"))
}

fn check(validator: &Validator, model: &Value) {
    let errors: Vec<String> = validator
        .iter_errors(model)
        .take(5)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert!(errors.is_empty(), "{errors:#?}");
}

fn member<'v>(list: &'v Value, name: &str, wanted: &str) -> &'v Value {
    let mut items = list.as_array().into_iter().flatten();
    items
        .find(|item| item[name] == wanted)
        .unwrap_or_else(|| panic!("there is no {wanted}"))
}
