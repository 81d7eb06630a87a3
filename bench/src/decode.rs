//! What decoding and encoding cost: a program is made that measures it for the types of a model.

use std::{
    env,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result, ensure};
use docwright::api::{Answer, Api, Body, ExampleBody, TypeRef};
use serde_json::Value as Json;

use crate::{Input, compile, edition::Edition, folder, model, program};

/// How many items the long page has.
const ITEMS: usize = 1_000;

#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    input: Input,
}

/// A documented body, and what it is to be decoded as.
struct Case<'a> {
    form: Form<'a>,
    text: &'a str,
}

/// A value, or one in an envelope.
#[derive(Clone, Copy)]
enum Form<'a> {
    Plain(&'a TypeRef),
    Page(&'a TypeRef),
    Wrapped(&'a TypeRef),
}

impl Form<'_> {
    /// The Rust type, where `value` spells the type of values and `envelopes` is where pages are.
    fn spell(self, envelopes: &str, value: impl Fn(&TypeRef) -> String) -> String {
        match self {
            Self::Plain(ty) => value(ty),
            Self::Page(ty) => format!("{envelopes}::Page<{}>", value(ty)),
            Self::Wrapped(ty) => format!("{envelopes}::Wrapped<{}>", value(ty)),
        }
    }
}

/// Makes the program and runs it.
pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    let api = model(&arguments.input)?;
    let root = &arguments.input.out;
    std::fs::create_dir_all(root)?;
    let root = root.canonicalize()?;
    compile::emit(&arguments.input.docs, &root.join("docwright"), &[])?;
    let editions = [Edition::Serde, Edition::SerdeBases, Edition::SerdeKeeping];
    for edition in editions {
        compile::derived(&root, &api, edition)?;
    }
    let program = write(&root, &api, editions)?;
    let status = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .args(["run", "--quiet", "--release"])
        .current_dir(program)
        .env("CARGO_TARGET_DIR", root.join("target"))
        .status()?;
    ensure!(status.success(), "the measuring program failed: {status}");
    Ok(())
}

fn write(root: &Path, api: &Api, editions: [Edition; 3]) -> Result<PathBuf> {
    let cases = cases(api);
    let (long, page) = long_page(&cases).context("no page documents an answer with several values")?;
    let spelled = |form: Form<'_>| {
        let ours = form.spell("bench_docwright", |ty| program::value(api, "bench_docwright", ty));
        let [full, bases, keeping] = editions.map(|edition| {
            let krate = format!("bench_{edition:?}").to_lowercase();
            form.spell("harness", |ty| {
                edition.value(api, ty).replace("crate::", &format!("{krate}::"))
            })
        });
        format!("{ours}, {full}, {bases}, {keeping}")
    };
    let lines = cases.iter().enumerate().map(|(number, case)| {
        let types = spelled(case.form);
        format!("    bodies.add::<{types}>(include_str!(\"bodies/{number}.json\"));\n")
    });
    let main = format!(
        "mod harness;\nuse bench_docwright::models;\n\nfn main() {{\n    let mut bodies = harness::Bodies::default();\n{}    \
         bodies.print(\"the documented bodies\");\n    let mut page = harness::Bodies::default();\n    \
         page.add::<{types}>(include_str!(\"bodies/page.json\"));\n    page.print(\"a page of {ITEMS} items\");\n    \
         let mut plain = harness::Bodies::default();\n    \
         plain.add::<{types}>(include_str!(\"bodies/plain.json\"));\n    \
         plain.print(\"the same page without annotations, which derived types drop\");\n}}\n",
        lines.collect::<String>(),
        types = spelled(page.form)
    );
    let mut files = vec![
        ("src/main.rs".to_owned(), main),
        (
            "src/harness.rs".to_owned(),
            include_str!("../assets/harness.rs").to_owned(),
        ),
        ("src/bodies/plain.json".to_owned(), without_annotations(&long)?),
        ("src/bodies/page.json".to_owned(), long),
    ];
    let bodies = cases.iter().enumerate();
    files.extend(bodies.map(|(number, case)| (format!("src/bodies/{number}.json"), case.text.to_owned())));
    let path = |name: &str| root.join(name).to_string_lossy().into_owned();
    let dependencies = format!(
        "allocation-counter = \"0.8\"\nserde = {{ version = \"1\", features = [\"derive\"] }}\nserde_json = \"1\"\n\
         docwright-client = {{ path = {:?}, default-features = false }}\n\
         bench_docwright = {{ path = {:?}, default-features = false }}\n\
         bench_serde = {{ path = {:?} }}\nbench_serdebases = {{ path = {:?} }}\n\
         bench_serdekeeping = {{ path = {:?} }}\n",
        folder::runtime().to_string_lossy(),
        path("docwright"),
        path("serde"),
        path("serdebases"),
        path("serdekeeping")
    );
    let folder = root.join("decode");
    let files: Vec<(&str, String)> = files.iter().map(|(path, text)| (path.as_str(), text.clone())).collect();
    folder::write(&folder, &folder::manifest("bench_decode", &dependencies), &files)?;
    Ok(folder)
}

/// The documented bodies in JSON that agree with their documentation.
fn cases(api: &Api) -> Vec<Case<'_>> {
    let requests = api.examples.iter().filter_map(|example| {
        let request = example.request.as_ref().filter(|request| request.excuse.is_none())?;
        match (&api.operation(request.operation).body, &request.body) {
            (Some(Body::Json(ty)), Some(ExampleBody::Json(text))) => Some(Case {
                form: Form::Plain(ty),
                text,
            }),
            _ => None,
        }
    });
    let responses = api.examples.iter().flat_map(|example| &example.responses);
    let responses = responses
        .filter(|response| response.excuse.is_none())
        .filter_map(|response| {
            let Some(ExampleBody::Json(text)) = &response.body else {
                return None;
            };
            let form = match &response.answer {
                Answer::Json(ty) => Form::Plain(ty),
                Answer::Page(ty) => Form::Page(ty),
                Answer::Wrapped(ty) => Form::Wrapped(ty),
                Answer::Empty | Answer::Bytes => return None,
            };
            Some(Case { form, text })
        });
    requests.chain(responses).collect()
}

/// A page as long as services make them, of the items of the documented page that says most about one.
fn long_page<'a>(cases: &'a [Case<'a>]) -> Option<(String, &'a Case<'a>)> {
    let pages = cases.iter().filter(|case| matches!(case.form, Form::Page(_)));
    let items = pages.filter_map(|case| {
        let body: Json = serde_json::from_str(case.text).ok()?;
        let items = body.get("value")?.as_array()?.clone();
        let longest = items.iter().map(|item| item.to_string().len()).max()?;
        Some((longest, items, case))
    });
    let (_, items, case) = items.max_by_key(|(longest, ..)| *longest)?;
    let items = items.iter().cycle().take(ITEMS).enumerate().map(|(number, item)| {
        let mut item = item.clone();
        if let Some(Json::String(id)) = item.get_mut("id") {
            *id += &number.to_string();
        }
        item
    });
    Some((
        serde_json::json!({ "value": items.collect::<Vec<_>>() }).to_string(),
        case,
    ))
}

/// A text without the members whose names have an `@`.
fn without_annotations(text: &str) -> Result<String> {
    fn strip(value: &mut Json) {
        match value {
            Json::Object(members) => {
                members.retain(|name, _| !name.contains('@'));
                members.values_mut().for_each(strip);
            }
            Json::Array(items) => items.iter_mut().for_each(strip),
            _ => {}
        }
    }
    let mut value: Json = serde_json::from_str(text)?;
    strip(&mut value);
    Ok(value.to_string())
}
