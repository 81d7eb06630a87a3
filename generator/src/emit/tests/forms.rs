//! The forms that emitted items have.

use super::{emission::options, sample};
use crate::{
    api::{Api, Body, ExampleBody, OperationId, Shape, TypeRef},
    emit::{Runtime, emit},
};

/// The text of an emitted file, its white space reduced to single spaces, since where lines are broken says nothing.
fn file(path: &str) -> String {
    file_of(&sample::api(), path)
}

fn file_of(api: &Api, path: &str) -> String {
    let files = emit(api, &sample::sources(), &options(Runtime::Version("1".to_owned())));
    let text = files.files.get(path).unwrap_or_else(|| panic!("{path} is emitted"));
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[track_caller]
fn assert_has(path: &str, parts: &[&str]) {
    let text = file(path);
    for part in parts {
        assert!(text.contains(part), "{path} has {part}");
    }
}

#[test]
fn names_that_collide_are_spelled_out() {
    assert_has(
        "src/models/option.rs",
        &["pub vec: ::std::option::Option<Vec<String>>", "pub struct Option {"],
    );
    assert_has(
        "src/models/deep/loop_.rs",
        &["pub outer: Option<Boxed<crate::models::Loop>>"],
    );
    assert_has(
        "src/models/loop_.rs",
        &["pub inner: ::std::option::Option<Boxed<crate::models::deep::Loop>>"],
    );
}

#[test]
fn a_module_includes_its_files_and_imports_for_them() {
    assert_has(
        "src/models/mod.rs",
        &[
            "use docwright_client::{ Binary, Boxed, Date,",
            r#"include!("loop_.rs");"#,
        ],
    );
    assert!(!file("src/models/loop_.rs").contains("use "));
    let mut api = sample::api();
    for (from, to) in [("Base", "Set"), ("Option", "V")] {
        let ty = api.types.iter_mut().find(|ty| ty.rust == from);
        ty.expect("it is there").rust = to.to_owned();
    }
    let module = file_of(&api, "src/models/mod.rs");
    assert!(
        module.contains("List, Time,") && module.contains(r#"include!("set.rs");"#),
        "{module}"
    );
    let text = file_of(&api, "src/models/loop_.rs");
    assert!(text.contains("V: Into<docwright_client::Set<String>>"), "{text}");
    assert!(text.contains("pub option: Option<Boxed<crate::models::V>>"), "{text}");
}

#[test]
fn links_between_objects_are_boxed() {
    let parts = [
        "pub next: ::std::option::Option<Boxed<Loop>>",
        "pub loops: ::std::option::Option<List<Loop>>",
        "pub grid: ::std::option::Option<Vec<List<Loop>>>",
    ];
    assert_has("src/models/loop_.rs", &parts);
    // What leads into a circle ends before it; what leads nowhere needs no end.
    let parts = [
        "pub loops: Option<List<crate::models::Loop>>",
        "pub options: Option<Vec<crate::models::Option>>",
    ];
    assert_has("src/models/deep/loop_.rs", &parts);
    assert_has(
        "src/models/loop_.rs",
        &[
            "pub base: ::std::option::Option<AnyBase>",
            "pub things: ::std::option::Option<Vec<AnyBase>>",
        ],
    );
    assert_has(
        "src/models/deep/er/leaf.rs",
        &[
            "pub parts: Option<Flags<crate::models::Parts>>",
            "pub states: Option<Vec<crate::models::State>>",
        ],
    );
}

#[test]
fn names_that_json_must_escape_are_marked() {
    let mark = ", ESCAPED) {";
    assert_has("src/models/deep/loop_.rs", &[mark]);
    assert!(!file("src/models/loop_.rs").contains(mark));
}

#[test]
fn inherited_members_are_repeated_and_set_by_their_place() {
    let text = file("src/models/deep/er/leaf.rs");
    assert!(
        text.find("pub id: ") < text.find("pub a_string: ") && text.find("pub a_string: ") < text.find("pub state: ")
    );
    assert_has(
        "src/models/derived.rs",
        &["pub fn a_string<V: Into<Set<String>>>(self, value: V) -> Self { codec::set(self, 1, value) }"],
    );
}

#[test]
fn only_types_of_requests_have_setters() {
    assert!(file("src/models/loop_.rs").contains("codec::set("));
    assert!(!file("src/models/mod_.rs").contains("codec::set("));
    assert!(!file("src/models/base.rs").contains("pub fn id<"), "`id` is read-only");
}

#[test]
fn relationships_are_set_where_an_example_shows_one_in_a_body() {
    let (derived, leaf, setter) = ("src/models/derived.rs", "src/models/deep/er/leaf.rs", "pub fn things<");
    let mut api = sample::api();
    let things = api.property(sample::LOOP, "things").cloned();
    let Shape::Object(base) = &mut api.types[sample::BASE.0 as usize].shape else {
        panic!("the base is an object");
    };
    base.properties.extend(things);
    assert!(!file_of(&api, derived).contains(setter));
    assert!(file_of(&api, derived).contains("pub things: "));
    let mut requests = api.examples.iter_mut().filter_map(|example| example.request.as_mut());
    let update = requests.find(|request| request.operation == OperationId(3));
    let update = update.expect("an example updates something");
    update.body = Some(ExampleBody::Json("{\"things\": []}".to_owned()));
    api.operations[3].body = Some(Body::Json(TypeRef::Named(sample::DERIVED)));
    assert!(file_of(&api, derived).contains(setter));
    assert!(file_of(&api, leaf).contains(setter), "it is the same relationship");
    assert!(
        !file_of(&api, "src/models/loop_.rs").contains(setter),
        "it is another one"
    );
}

#[test]
fn only_resources_have_a_tag() {
    assert_has("src/models/derived.rs", &["Derived(\"example.derived\") {"]);
    assert_has("src/models/send_parameters.rs", &["SendParameters(\"\") {"]);
    assert_has(
        "src/models/base.rs",
        &["&[\"example.base\", \"example.derived\", \"example.leaf\"]"],
    );
}

#[test]
fn bodies_are_taken_as_they_are_at_hand() {
    let update = "pub fn update<A: Borrow<Derived>>(&self, body: A) -> Request<Derived> { Request::new(self.0.patch_json(body.borrow())) }";
    let media = ".put(body.into()).media_type(\"image/jpeg\")";
    let list = "pub fn list<A: Into<List<Loop>>>(&self, body: A) -> Request<List<Loop>>";
    assert_has("src/requests/type_.rs", &[update, media, list]);
    assert_has(
        "src/requests/users.rs",
        &["pub fn create<A: Into<AnyBase>>(&self, body: A) -> Request<AnyBase>"],
    );
}

#[test]
fn methods_without_a_shorthand_are_spelled_out() {
    assert_has(
        "src/requests/type_.rs",
        &[
            ".request(Method::HEAD, Body::empty())",
            ".request(Method::OPTIONS, Body::empty())",
        ],
    );
}

#[test]
fn required_parameters_are_arguments() {
    let list =
        "pub fn list<A: Display, B: Display>( &self, start_date_time: A, x_count: B, ) -> Request<Page<AnyBase>>";
    let body = ".query(\"startDateTime\", &start_date_time) .header(\"X-Count\", &x_count.to_string())";
    assert_has("src/requests/users.rs", &[list, body, "`.top(…)`", "`.prefer(…)`"]);
}

#[test]
fn paths_are_made_of_parts() {
    let range = "Part::Text(\"/range(from='\"), Part::Quoted(&from), Part::Text(\"',to='\"), Part::Quoted(&to), Part::Text(\"')\")";
    assert_has("src/requests/type_.rs", &[range, "self.0.literal(\"send\")"]);
    assert_has(
        "src/requests/users.rs",
        &["Part::Raw(&path)", "Thing(self.0.parameter(&r#type))"],
    );
}

#[test]
fn request_lines_are_aliases() {
    let range = "#[doc(alias = \"OPTIONS /me/things/{id}/range(from={from},to={to})\")]";
    assert_has(
        "src/requests/type_.rs",
        &[
            range,
            "/// - `OPTIONS /users/{id | name}/things/{id}/range(from='{from}',to='{to}')`",
        ],
    );
}

#[test]
fn methods_show_the_call_that_makes_their_documented_request() {
    let text = file("src/requests/users.rs") + &file("src/requests/type_.rs");
    assert!(text.contains("/// ```no_run /// # use"), "{text}");
    assert!(text.contains("/// # async fn example(client: &Client) -> Result<()> {"));
    assert!(text.contains("/// # Ok(()) /// # } /// ```"), "{text}");
}

#[test]
fn excused_examples_are_ignored_with_the_reason() {
    let test = "#[test] #[ignore = \"the page says \\\"so\\\"\"] fn things_list_2_response()";
    assert_has("tests/examples/users.rs", &[test]);
}

#[test]
fn conversions_to_enumerations_over_types_are_there_where_requests_carry_them() {
    let path = "src/models/base.rs";
    assert_has(path, &["docwright_client::variants!("]);
    let mut api = sample::api();
    api.operations
        .iter_mut()
        .for_each(|operation| operation.body = Some(Body::Bytes(None)));
    for example in &mut api.examples {
        example.request = None;
    }
    let text = file_of(&api, path);
    assert!(text.contains("docwright_client::polymorph!("), "{text}");
    assert!(!text.contains("variants!"), "{text}");
}

#[test]
fn there_is_no_enumeration_over_the_root_of_all() {
    let mut api = sample::api();
    api.service.root = Some("example.base".to_owned());
    let base = api.types.iter_mut().find(|ty| ty.rust == "Base");
    if let Shape::Object(object) = &mut base.expect("it is there").shape {
        object.any = None;
    }
    let text = file_of(&api, "src/models/base.rs");
    assert!(text.contains("docwright_client::root!(Base);"), "{text}");
    assert!(!text.contains("AnyBase"), "{text}");
    let text = file_of(&api, "src/models/loop_.rs");
    assert!(text.contains("pub base: ::std::option::Option<Boxed<Base>>"), "{text}");
    assert!(!file("src/models/base.rs").contains("root!"));
}

#[test]
fn an_enumeration_is_declared_with_its_names() {
    let mut api = sample::api();
    let ty = api
        .types
        .iter_mut()
        .find(|ty| matches!(ty.shape, Shape::Enumeration(_)))
        .expect("there is one");
    let path = format!("src/models/{}.rs", ty.rust.to_lowercase());
    ty.deprecated = Some(String::new());
    let name = ty.rust.clone();
    if let Shape::Enumeration(enumeration) = &mut ty.shape {
        let [member, ..] = &mut enumeration.members[..] else {
            panic!("it has members");
        };
        "a \"b\"".clone_into(&mut member.name);
        "AB".clone_into(&mut member.rust);
        member.deprecated = Some("Use\nanother.".to_owned());
    }
    let text = file_of(&api, &path);
    let start = format!("#[deprecated] pub enum {name} {{");
    assert!(text.contains(&start), "{text}");
    assert!(
        text.contains(r#"#[deprecated(note = "Use another.")] AB = "a \"b\"","#),
        "{text}"
    );
    let full = emit(&api, &sample::sources(), &options(Runtime::Version("1".to_owned())));
    syn::parse_file(&full.files[path.as_str()]).expect("it is Rust");
}
