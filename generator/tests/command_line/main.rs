//! The program as people run it: arguments in, text and an exit code out.

mod workshop;

use std::{fs, process::Command};

use self::workshop::{PAGE, Run, Workshop};

fn generate(workshop: &Workshop) -> Run {
    workshop.run("generate docs --out client-crate")
}

#[test]
fn generate_writes_a_crate_and_says_what_is_in_it() {
    let workshop = Workshop::new();
    let run = generate(&workshop).ends_with_code(0);
    let out = run.out();
    for part in [
        "pages",
        "operations",
        "enumerations",
        "examples",
        "placeholder-text",
        "client-crate: ",
    ] {
        assert!(out.contains(part), "`{part}` is not in: {out}");
    }
    assert!(workshop.path("client-crate/Cargo.toml").is_file());
    assert_eq!(run.err(), "", "a pipe gets no progress");
    assert!(!out.contains('\x1b'), "a pipe gets no colors");
    assert!(generate(&workshop).out().contains("up to date"));
}

#[test]
fn quiet_is_quiet() {
    let workshop = Workshop::new();
    let run = workshop.run("generate docs --out client-crate -q").ends_with_code(0);
    assert_eq!((run.out(), run.err()), (String::new(), String::new()));
    let run = workshop.run("check docs --out client-crate -q").ends_with_code(0);
    assert_eq!(run.out(), "");
}

#[test]
fn verbose_names_files_and_phases() {
    let out = Workshop::new()
        .run("generate docs --out client-crate -v")
        .ends_with_code(0)
        .out();
    for part in ["reading", "writing", "added", "Cargo.toml"] {
        assert!(out.contains(part), "`{part}` is not in: {out}");
    }
}

#[test]
fn check_finds_what_generate_would_change() {
    let workshop = Workshop::new();
    let check = || workshop.run("check docs --out client-crate");
    let out = check().ends_with_code(1).out();
    assert!(out.contains("would change") && out.contains("Cargo.toml"), "{out}");
    assert!(!workshop.path("client-crate").exists());
    generate(&workshop).ends_with_code(0);
    assert!(check().ends_with_code(0).out().contains("up to date"));
    workshop.write(
        "docs/api/thing-get.md",
        PAGE.replace("Reads a thing.", "Reads the thing."),
    );
    let out = check().ends_with_code(1).out();
    assert!(out.contains("changed") && out.contains("+1 −1"), "{out}");
}

#[test]
fn findings_are_drawn_with_their_line() {
    let out = Workshop::new().run("lint docs").ends_with_code(0).out();
    for part in [
        "warning[placeholder-text]",
        "docs/api/thing-get.md:14:",
        "14 │ |Delegated",
        "help: ",
        "on 1 of 1 page",
    ] {
        assert!(out.contains(part), "`{part}` is not in: {out}");
    }
    assert!(!out.contains('\x1b'), "a pipe gets no colors");
}

#[test]
fn findings_are_lines_of_json() {
    let out = Workshop::new().run("lint docs --format json").ends_with_code(0).out();
    let findings: Vec<serde_json::Value> = out
        .lines()
        .map(|line| serde_json::from_str(line).expect("each line is JSON"))
        .collect();
    let finding = findings
        .iter()
        .find(|finding| finding["code"] == "placeholder-text")
        .expect("it is among them");
    assert_eq!(finding["path"], "docs/api/thing-get.md");
    assert_eq!((&finding["line"], &finding["end_line"]), (&14.into(), &14.into()));
    assert_eq!(finding["level"], "warning");
    assert!(finding["column"].is_u64() && finding["end_column"].is_u64());
    assert!(finding["message"].is_string() && finding["help"].is_string() && finding["related"].is_array());
}

#[test]
fn levels_decide_the_exit_code() {
    let workshop = Workshop::new();
    workshop.run("lint docs --deny warnings").ends_with_code(1);
    workshop.run("lint docs --deny placeholder-text").ends_with_code(1);
    workshop
        .run("lint docs --deny placeholder-text --allow placeholder-text")
        .ends_with_code(0);
    workshop.write("docs/docwright.toml", "[lint]\nplaceholder-text = \"error\"\n");
    workshop.run("lint docs").ends_with_code(1);
    workshop
        .run("lint docs --deny loudness")
        .fails_with(&["no diagnostic `loudness`"]);
}

#[test]
fn codes_are_explained() {
    let workshop = Workshop::new();
    let out = workshop.run("explain table-ragged").ends_with_code(0).out();
    assert!(
        out.contains("table-ragged (note)") && out.contains("What to do: "),
        "{out}"
    );
    let list = workshop.run("explain").ends_with_code(0).out();
    assert!(list.lines().count() > 30 && list.contains("table-ragged"), "{list}");
    workshop
        .run("explain table-raged")
        .fails_with(&["did you mean `table-ragged`?"]);
}

#[test]
fn missing_docs_are_an_error() {
    let workshop = Workshop::new();
    workshop
        .run("lint dox")
        .fails_with(&["no file or folder `dox`", "name the folder"]);
    fs::create_dir(workshop.path("empty")).expect("the folder can be made");
    workshop.run("lint empty").fails_with(&["no page in `empty`", "`.md`"]);
}

#[test]
fn pages_that_say_nothing_replace_no_crate() {
    let workshop = Workshop::new();
    generate(&workshop).ends_with_code(0);
    let library = || fs::read(workshop.path("client-crate/src/lib.rs")).expect("it was written");
    let before = library();
    workshop.write(
        "docs/api/thing-get.md",
        "# Thing\n\nA thing.\n\n## GET /thing\n\nReads it.\n",
    );
    generate(&workshop).fails_with(&[
        "none of the pages (1) describes an operation or a type",
        "docwright lint",
    ]);
    workshop
        .run("openapi docs")
        .fails_with(&["none of the pages (1) describes an operation or a type"]);
    assert_eq!(library(), before);
}

#[test]
fn the_version_of_most_examples_is_the_base() {
    let workshop = Workshop::new();
    let example = "\n## Example\n\n```http\nGET https://graph.microsoft.com/beta/things/1\n```\n";
    workshop.write("docs/api/thing-get.md", format!("{PAGE}{example}{example}"));
    let base = || workshop.run("openapi docs").ends_with_code(0).out();
    assert!(base().contains("https://graph.microsoft.com/beta"), "{}", base());
    workshop.write("docwright.toml", "base-url = \"https://things.example\"\n");
    assert!(base().contains("https://things.example\""), "{}", base());
}

#[test]
fn folders_of_others_are_refused() {
    let workshop = Workshop::new();
    workshop.write("client-crate/thesis.txt", "years of work");
    generate(&workshop).fails_with(&["`client-crate` is not empty", "--force"]);
    workshop
        .run("check docs --out client-crate")
        .fails_with(&["`client-crate` is not empty"]);
    workshop
        .run("generate docs --out client-crate --force")
        .ends_with_code(0);
    assert!(workshop.path("client-crate/thesis.txt").is_file());
}

#[test]
fn edited_files_are_refused() {
    let workshop = Workshop::new();
    generate(&workshop).ends_with_code(0);
    workshop.write("client-crate/Cargo.toml", "# mine\n");
    generate(&workshop).fails_with(&["`Cargo.toml` was changed by hand", "--force"]);
    let out = workshop.run("check docs --out client-crate").ends_with_code(1).out();
    assert!(out.contains("edited by hand"), "{out}");
}

#[test]
#[cfg(unix)]
fn unreadable_pages_are_an_error() {
    let workshop = Workshop::new();
    // A link to nowhere cannot be read, not even by the administrator, as whom tests may run.
    std::os::unix::fs::symlink("nowhere", workshop.path("docs/api/gone.md")).expect("the link can be made");
    workshop
        .run("lint docs")
        .fails_with(&["docs/api/gone.md", "cannot be read"]);
}

#[test]
fn pages_that_are_not_utf8_are_read_all_the_same() {
    let workshop = Workshop::new();
    let mut page = PAGE.as_bytes().to_vec();
    let place = PAGE.find("a thing").expect("the page says it");
    page[place] = 0xe9;
    workshop.write("docs/api/thing-get.md", page);
    let out = workshop.run("lint docs").ends_with_code(0).out();
    assert!(
        out.contains("encoding-repaired") && out.contains("docs/api/thing-get.md:8:7"),
        "{out}"
    );
}

#[test]
fn invalid_configurations_name_the_line() {
    let workshop = Workshop::new();
    workshop.write("docs/docwright.toml", "dialect = \"microsoft-graph\"\n[pakage]\n");
    workshop
        .run("lint docs")
        .fails_with(&["docwright.toml", "line 2", "unknown field `pakage`", "`package`"]);
    workshop.write("docs/docwright.toml", "dialect = \"klingon\"\n");
    workshop
        .run("lint docs")
        .fails_with(&["no dialect `klingon`", "`microsoft-graph`"]);
    workshop
        .run("lint docs --config other.toml")
        .fails_with(&["other.toml", "cannot be read"]);
}

#[test]
fn arguments_are_checked() {
    let workshop = Workshop::new();
    let generate = |arguments: &str| workshop.run(&format!("generate docs --out client-crate {arguments}"));
    generate("--include things").ends_with_code(2);
    generate("--include /nothing/**").fails_with(&["`/nothing/**` chooses none"]);
    generate("--runtime docs").fails_with(&["`docs` does not hold", "docwright-client"]);
    generate("--name 7up").fails_with(&["cannot be called `7up`", "--name"]);
    generate("--name gen").fails_with(&["cannot be called `gen`", "keyword"]);
    assert!(!workshop.path("client-crate").exists());
}

#[test]
fn help_says_how_to_begin() {
    let workshop = Workshop::new();
    let out = workshop.run("--help").ends_with_code(0).out();
    for command in ["generate", "check", "lint", "explain", "Exit codes"] {
        assert!(out.contains(command), "`{command}` is not in: {out}");
    }
    workshop.run("").ends_with_code(2);
}

#[test]
fn docs_are_told_from_the_folder_that_holds_them() {
    let workshop = Workshop::new();
    workshop.write("docs/api/thing-list.md", PAGE.replace("/things/{id}", "/things"));
    let paths = |arguments: &str| -> Vec<String> {
        let out = workshop
            .run(&format!("lint --format json {arguments}"))
            .ends_with_code(0)
            .out();
        let findings = out
            .lines()
            .map(|line| serde_json::from_str::<serde_json::Value>(line).expect("each line is JSON"));
        let mut paths: Vec<String> = findings
            .filter_map(|finding| Some(finding["path"].as_str()?.to_owned()))
            .collect();
        paths.dedup();
        paths
    };
    let both = ["docs/api/thing-get.md", "docs/api/thing-list.md"];
    assert_eq!(paths("docs"), both);
    assert_eq!(paths("docs/api/thing-list.md docs/api/thing-get.md"), both);
    assert_eq!(paths("docs/**/*-list.md"), both[1..]);
}

#[test]
fn overrides_of_nothing_are_shown_where_they_stand() {
    let workshop = Workshop::new();
    let entry = "[[override]]\noperation = 'GET /thing/{id}'\nset.answer = 'none'\nreason = 'it says so'\n";
    workshop.write("docs/docwright.toml", entry);
    let expected = "no page documents operation `GET /thing/{id}`";
    let lines = workshop.run("lint docs --format json").ends_with_code(1).out();
    let finding = lines.lines().find(|line| line.contains("override-unused"));
    let finding: serde_json::Value =
        serde_json::from_str(finding.expect("there is a finding")).expect("each line is JSON");
    assert_eq!(finding["path"], "docs/docwright.toml");
    assert_eq!((&finding["line"], &finding["column"]), (&2.into(), &13.into()));
    assert_eq!(finding["message"], expected);
    let drawn = workshop.run("generate docs --out client-crate").ends_with_code(0).out();
    for part in [expected, "docs/docwright.toml:2:13", "did you mean `/things/{id}`?"] {
        assert!(drawn.contains(part), "`{part}` is not in: {drawn}");
    }
    workshop.run("lint docs --allow override-unused").ends_with_code(0);
}

#[test]
fn includes_are_read_from_beside_the_docs() {
    let workshop = Workshop::new();
    let reference =
        "Reads a thing.\n\n[!INCLUDE [note](../../includes/note.md)]\n\n[!INCLUDE [gone](../../includes/gone.md)]";
    workshop.write("docs/v1/thing-get.md", PAGE.replace("Reads a thing.", reference));
    workshop.write("includes/note.md", "A note.\n");
    let out = workshop.run("lint docs/v1").out();
    assert!(out.contains("of 1 page"), "{out}");
    assert!(
        out.contains("includes/gone.md") && !out.contains("includes/note.md`"),
        "{out}"
    );
}

#[cfg(unix)]
#[test]
fn mock_prints_its_address_and_ends_with_a_signal() {
    use std::{
        io::{BufRead as _, BufReader, Read as _, Write as _},
        net::TcpStream,
        process::Stdio,
    };
    let workshop = Workshop::new();
    let mut mock = workshop
        .command()
        .args(["-v", "mock", "docs"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program can be started");
    let mut url = String::new();
    let out = mock.stdout.take().expect("the output is piped");
    BufReader::new(out).read_line(&mut url).expect("there is a line");
    let address = url
        .trim()
        .strip_prefix("http://")
        .and_then(|rest| rest.split('/').next());
    let mut stream = TcpStream::connect(address.expect("the line is a URL")).expect("it listens there");
    let request = "GET /things/1 HTTP/1.1\r\nHost: mock\r\nConnection: close\r\n\r\n";
    stream.write_all(request.as_bytes()).expect("the request leaves");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("the answer comes");
    assert!(answer.starts_with("HTTP/1.1 200 OK"), "{answer}");
    let id = mock.id().to_string();
    assert!(
        Command::new("kill")
            .args(["-TERM", &id])
            .status()
            .is_ok_and(|status| status.success())
    );
    let output = mock.wait_with_output().expect("it ends");
    assert_eq!(output.status.code(), Some(0));
    let log = String::from_utf8_lossy(&output.stderr);
    assert!(log.contains("GET /things/1 -> 200"), "{log}");
}
