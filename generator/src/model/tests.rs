use std::{env, fs};

use super::{Model, SCHEMA, operations::Operation, types::Type};

#[test]
fn the_published_schema_is_that_of_the_code() {
    let settings = schemars::generate::SchemaSettings::draft2020_12().for_serialize();
    let schema = settings
        .into_generator()
        .into_root_schema_for::<Model<'static, Vec<Type<'static>>, Vec<Operation<'static>>>>();
    let mut text = serde_json::to_string_pretty(&schema).expect("a schema is JSON");
    text.push('\n');
    if env::var_os("DOCWRIGHT_BLESS").is_some() {
        fs::write("schema/model.schema.json", &text).expect("the file can be written");
    } else {
        assert!(
            text == SCHEMA,
            "schema/model.schema.json is not what the code writes; DOCWRIGHT_BLESS=1 cargo test -p docwright model brings it up to date"
        );
    }
}
