//! Small pages, and what they come to with overrides.

use crate::{
    api::{Api, Enumeration, Member, Object, Operation, Parameter, Property, Shape, Type},
    config::Config,
    diagnostic::{Code, Diagnostics},
    dialect::Dialect,
    frontend, lower, resolve,
    source::{Source, Sources},
};

/// A resource whose table has a type that there is not, and a property that only the representation shows.
const THING: (&str, &str) = (
    "resources/thing.md",
    r#"# thing resource type

A thing. This resource is deprecated.

## Properties

|Property|Type|Description|
|:---|:---|:---|
|id|String|Key.|
|size|sizeInfo|How large.|
|color|color|Its color.|
|shade|shade|Its shade. Possible values are: `light`, `dark`.|

## JSON representation

<!-- { "blockType": "resource", "@odata.type": "microsoft.graph.thing" } -->
```json
{ "id": "String", "size": 1, "color": "String", "shade": "String", "note": 1 }
```
"#,
);

/// A resource that derives from the first one, and repeats a row of it.
const GADGET: (&str, &str) = (
    "resources/gadget.md",
    r#"# gadget resource type

Inherits from [thing](thing.md).

## Properties

|Property|Type|Description|
|:---|:---|:---|
|size|sizeInfo|How large.|
|power|Int32|How strong.|

## JSON representation

<!-- { "blockType": "resource", "@odata.type": "microsoft.graph.gadget" } -->
```json
{ "size": 1, "power": 1 }
```
"#,
);

const COLOR: (&str, &str) = (
    "resources/enums.md",
    "# Enum values\n\n### color values\n\n|Value|Description|\n|:---|:---|\n|red|Red.|\n|green|Green.|\n|unknownFutureValue|Not used.|\n",
);

/// Two ways to one request.
const GET: (&str, &str) = (
    "api/thing-get.md",
    r"# Get thing

## HTTP request

``` http
GET /things/{id}
GET /me/things/{thing-id}?depth={depth}
```

## Query parameters

|Parameter|Type|Description|
|:---|:---|:---|
|depth|Int32|How deep.|
|width|Int32|How wide.|

## Request headers

|Name|Description|
|:---|:---|
|If-Match|A tag.|

## Response

Returns a [thing](../resources/thing.md) object.
",
);

/// Two requests that have nothing to do with each other on one page.
const PAINT: (&str, &str) = (
    "api/thing-paint.md",
    r"# thing: paint and bend

## HTTP request

``` http
POST /things/{id}/paint
POST /things/{id}/bend
```

## Request body

|Parameter|Type|Description|
|:---|:---|:---|
|coat|Coat|How thick.|

## Response

Returns a [sheet](../resources/nowhere.md) object.
",
);

pub(super) struct Outcome {
    pub(super) api: Api,
    pub(super) sources: Sources,
    pub(super) out: Diagnostics,
}

/// Resolves all pages above with the overrides.
pub(super) fn resolve(overrides: &str) -> Outcome {
    let pages = [THING, GADGET, COLOR, GET, PAINT].map(|(path, text)| Source::new(path, text));
    let mut sources = Sources::new(pages.into());
    let config = Config::parse(overrides).unwrap_or_else(|message| panic!("{message}"));
    sources.configure(Source::new("docwright.toml", overrides));
    let (dialect, mut out) = (Dialect::microsoft_graph(), Diagnostics::default());
    let pages = frontend::read_pages(&sources, &dialect, &mut out);
    let definitions = lower::lower(pages, &dialect, &mut out);
    let (api, _) = resolve::resolve(definitions, &sources, &dialect, &config, &mut out);
    Outcome { api, sources, out }
}

/// Resolves the pages with one override, which is fine.
#[track_caller]
pub(super) fn apply(subject: &str, facts: &str) -> Outcome {
    let outcome = resolve(&one(subject, facts));
    assert_eq!(outcome.faults(), [""; 0]);
    outcome
}

/// The finding that one override comes to.
#[track_caller]
pub(super) fn fault(subject: &str, facts: &str) -> String {
    let outcome = resolve(&one(subject, facts));
    let [fault] = outcome.faults().try_into().expect("there is one fault");
    fault
}

pub(super) fn one(subject: &str, facts: &str) -> String {
    format!("[[override]]\n{subject}\nset = {{ {facts} }}\nreason = 'because'\n")
}

impl Outcome {
    /// Findings about the configuration: line, code, message and help.
    pub(super) fn faults(&self) -> Vec<String> {
        let faults = self
            .out
            .iter()
            .filter(|finding| self.sources.get(finding.span.source).path == "docwright.toml");
        let text = faults.map(|finding| {
            let place = self.sources.locate(finding.span);
            let help = Some(&finding.help).filter(|help| *help != finding.code.help());
            let help = help.map(|help| format!(" ({help})")).unwrap_or_default();
            format!("{place}: {}: {}{help}", finding.code, finding.message)
        });
        text.collect()
    }

    pub(super) fn count(&self, code: Code) -> usize {
        self.out.iter().filter(|finding| finding.code == code).count()
    }

    #[track_caller]
    pub(super) fn ty(&self, name: &str) -> &Type {
        let name = format!("microsoft.graph.{name}");
        self.api
            .types
            .iter()
            .find(|ty| ty.qualified == name)
            .expect("the type is there")
    }

    #[track_caller]
    pub(super) fn object(&self, name: &str) -> &Object {
        match &self.ty(name).shape {
            Shape::Object(object) => object,
            Shape::Enumeration(_) => panic!("the type is an object"),
        }
    }

    #[track_caller]
    pub(super) fn enumeration(&self, name: &str) -> &Enumeration {
        match &self.ty(name).shape {
            Shape::Enumeration(enumeration) => enumeration,
            Shape::Object(_) => panic!("the type is an enumeration"),
        }
    }

    pub(super) fn properties(&self, ty: &str) -> Vec<&str> {
        let properties = &self.object(ty).properties;
        properties.iter().map(|property| property.name.as_str()).collect()
    }

    #[track_caller]
    pub(super) fn property(&self, ty: &str, name: &str) -> &Property {
        let mut properties = self.object(ty).properties.iter();
        properties
            .find(|property| property.name == name)
            .expect("the property is there")
    }

    #[track_caller]
    pub(super) fn member(&self, ty: &str, name: &str) -> &Member {
        let mut members = self.enumeration(ty).members.iter();
        members.find(|member| member.name == name).expect("the member is there")
    }

    #[track_caller]
    pub(super) fn operation(&self, template: &str) -> &Operation {
        let has = |operation: &&Operation| operation.templates.iter().any(|other| other == template);
        self.api.operations.iter().find(has).expect("the operation is there")
    }

    #[track_caller]
    pub(super) fn parameter(&self, name: &str) -> &Parameter {
        let mut parameters = self.operation("/things/{id}").parameters.iter();
        parameters
            .find(|parameter| parameter.name == name)
            .expect("the parameter is there")
    }

    /// The methods of all builders.
    pub(super) fn calls(&self) -> Vec<&str> {
        let calls = self.api.nodes.iter().flat_map(|node| &node.calls);
        calls.map(|call| call.rust.as_str()).collect()
    }
}
