//! The programs in `generated/examples/`, each run as it is against a mock of the docs.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
    sync::LazyLock,
};

use docwright::{
    Generator,
    emit::Runtime,
    mock::{RetryAfter, Server, Settings},
};

const CORPUS: &str = "../shared/corpus/microsoft-graph/api-reference/v1.0";
const PROGRAMS: &str = "generated/examples";

/// The folder of the compiled programs. They are compiled as members of the workspace, as `cargo test --workspace` does, so
/// that nothing is compiled twice.
static COMPILED: LazyLock<PathBuf> = LazyLock::new(|| {
    let status = Command::new(env!("CARGO"))
        .args(["build", "--quiet", "--workspace", "--examples"])
        .status();
    assert!(status.expect("Cargo can be started").success(), "the programs compile");
    let test = env::current_exe().expect("a test knows its file");
    let profile = test
        .parent()
        .and_then(Path::parent)
        .expect("a test is in the target folder");
    profile.join("examples")
});

/// Runs a program against a mock, and returns what it prints.
async fn run(name: &str, arguments: &[&str], change: impl FnOnce(&mut Settings)) -> (String, Server) {
    let report = Generator::new().docs("docs").lint().expect("the docs can be read");
    let mut settings = Settings::default();
    settings.retry_after = RetryAfter::Seconds(0);
    change(&mut settings);
    let server = Server::builder(report.api).settings(settings).bind("127.0.0.1:0");
    let server = server.await.expect("a port is free");
    let mut command = Command::new(COMPILED.join(name));
    command.arg(server.url()).args(arguments).env("GRAPH_TOKEN", "t0ken");
    let output = tokio::task::spawn_blocking(move || command.output());
    let output = output
        .await
        .expect("nothing panics")
        .expect("the program can be started");
    let seen = server.requests();
    assert!(
        output.status.success(),
        "{name}: {}\n{seen:#?}",
        String::from_utf8_lossy(&output.stderr)
    );
    (String::from_utf8(output.stdout).expect("a program prints text"), server)
}

#[tokio::test(flavor = "multi_thread")]
async fn lists() {
    let (printed, server) = run("list", &[], |settings| settings.items = Some(7)).await;
    assert!(printed.starts_with("2 of 7 messages:\n- "), "{printed}");
    assert!(printed.contains(" are unread\n"), "{printed}");
    assert_eq!(server.requests().len(), 5, "a page, and four of two");
}

#[tokio::test(flavor = "multi_thread")]
async fn updates() {
    let (printed, server) = run("update", &[], |_| {}).await;
    assert!(
        printed.starts_with("created ") && printed.ends_with("deleted\n"),
        "{printed}"
    );
    let methods: Vec<String> = server.requests().into_iter().map(|entry| entry.method).collect();
    assert_eq!(methods, ["POST", "PATCH", "DELETE"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn follows_changes() {
    let (printed, _) = run("delta", &[], |_| {}).await;
    let expected = "changed Tide tables for June\nremoved AAMkNoor01MsgInvoice=\n0 changes since\n";
    assert_eq!(printed, expected);
}

#[tokio::test(flavor = "multi_thread")]
async fn uploads_thirty_mebibytes_through_two_failures() {
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("upload.dat");
    fs::write(&file, vec![7; 30 << 20]).expect("the file can be written");
    let path = file.to_str().expect("the path is text");
    let (printed, server) = run("upload", &[path], |settings| settings.upload_failures = 2).await;
    assert!(printed.starts_with("31457280 bytes\n"), "{printed}");
    assert!(printed.contains("100%\nstored 31457280 bytes as "), "{printed}");
    let pieces: Vec<u16> = server
        .requests()
        .into_iter()
        .filter(|entry| entry.method == "PUT")
        .map(|entry| entry.status)
        .collect();
    assert_eq!(
        pieces,
        [202, 503, 202, 503, 201],
        "the second and the last piece failed once"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn sends_batches() {
    let (printed, server) = run("batch", &[], |_| {}).await;
    assert!(printed.starts_with("hello Noor Haddad\nthe new event is "), "{printed}");
    assert!(printed.ends_with("1 message\n"), "{printed}");
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn tells_failures_apart() {
    let (printed, _) = run("errors", &[], |_| {}).await;
    let lines: Vec<&str> = printed.lines().collect();
    assert_eq!(&lines[..2], ["gone", "busy: try again later"], "{printed}");
    assert!(
        lines[2].starts_with("500 Internal Server Error, request 0000"),
        "{printed}"
    );
    assert_eq!(
        &lines[3..],
        ["Transport", "slow: try again later", "read: Noor Haddad"],
        "{printed}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn needs_no_server() {
    let (printed, server) = run("double", &[], |_| {}).await;
    assert_eq!(printed, "[\"Tide tables\"]\n[\"GET /v1.0/me/calendars\"]\n");
    assert!(server.requests().is_empty());
}

#[test]
fn programs_are_short() {
    for entry in fs::read_dir(PROGRAMS).expect("there are programs") {
        let path = entry.expect("the folder can be listed").path();
        let lines = fs::read_to_string(&path).expect("a program is text").lines().count();
        assert!(lines <= 60, "{} has {lines} lines", path.display());
    }
}

#[test]
#[ignore = "takes minutes: compiles the crate of all real pages"]
fn programs_compile_with_the_crate_of_the_real_pages() {
    if !Path::new(CORPUS).is_dir() {
        println!("skipped: there is no {CORPUS}");
        return;
    }
    let temporary = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    let out = temporary.join("real-client");
    let runtime = Runtime::Path("client".to_owned());
    let generator = Generator::new()
        .docs(CORPUS)
        .out(&out)
        .name("graph-client")
        .runtime(runtime);
    generator.run().expect("the pages can be read");
    fs::create_dir_all(out.join("examples")).expect("a folder can be made");
    for entry in fs::read_dir(PROGRAMS).expect("there are programs") {
        let path = entry.expect("the folder can be listed").path();
        let copy = out.join("examples").join(path.file_name().expect("a file has a name"));
        fs::copy(&path, copy).expect("a program can be copied");
    }
    let output = Command::new(env!("CARGO"))
        .args(["check", "--examples", "--offline", "--quiet"])
        .current_dir(&out)
        .env("CARGO_TARGET_DIR", temporary.with_file_name("real"))
        .output()
        .expect("Cargo can be started");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}
