//! Every documented operation over real HTTP: the emitted tests send the documented requests to a mock of the same docs, and read
//! what it answers.

use std::{
    path::{Path, PathBuf},
    process::Command,
};

use docwright::{Generator, api::Api, emit::Runtime, mock::Server};

const CORPUS: &str = "../shared/corpus/microsoft-graph/api-reference/v1.0";

/// How often operations were called, and what the tests said.
struct Outcome {
    /// Operations that no request reached, as request lines.
    missed: Vec<String>,
    operations: usize,
    requests: usize,
    /// Whether all tests passed.
    success: bool,
    output: String,
}

/// Runs Cargo's tests against a mock of an API.
async fn exchange(api: Api, cargo: impl FnOnce(&mut Command)) -> Outcome {
    let names: Vec<String> = api
        .operations
        .iter()
        .map(|operation| format!("{} {}", operation.method.as_str(), operation.templates[0]))
        .collect();
    let server = Server::builder(api).bind("127.0.0.1:0").await.expect("a port is free");
    let mut command = Command::new(env!("CARGO"));
    command
        .env("DOCWRIGHT_SERVER", server.url())
        .args(["test", "--quiet", "--test", "examples"]);
    cargo(&mut command);
    let output = tokio::task::spawn_blocking(move || command.output());
    let output = output.await.expect("nothing panics").expect("Cargo can be started");
    let calls: Vec<u64> = server.calls().map(|(_, calls)| calls).collect();
    let missed = names.iter().zip(&calls).filter(|(_, calls)| **calls == 0);
    let refused = server.requests().into_iter().filter(|entry| entry.status >= 400);
    let refused: Vec<String> = refused
        .map(|entry| {
            format!(
                "{} {}: {} {}",
                entry.method,
                entry.target,
                entry.status,
                entry.remarks.join("; ")
            )
        })
        .collect();
    let text = [&output.stdout, &output.stderr].map(|bytes| String::from_utf8_lossy(bytes).into_owned());
    Outcome {
        missed: missed.map(|(name, _)| name.clone()).collect(),
        operations: names.len(),
        requests: usize::try_from(calls.iter().sum::<u64>()).unwrap_or(usize::MAX),
        success: output.status.success(),
        output: format!("{}\n{}", text.concat(), refused.join("\n")),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_operation_of_the_docs_is_exercised() {
    let report = Generator::new().docs("docs").lint().expect("the docs can be read");
    let outcome = exchange(report.api, |cargo| {
        cargo.arg("--workspace");
    })
    .await;
    assert!(outcome.success, "{}", outcome.output);
    assert!(outcome.missed.is_empty(), "no request reached {:#?}", outcome.missed);
    println!("{} requests to {} operations", outcome.requests, outcome.operations);
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "takes minutes: compiles the crate of all real pages"]
async fn operations_of_the_real_pages_are_exercised() {
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
    let report = generator.run().expect("the pages can be read");
    let outcome = exchange(report.api, |cargo| {
        cargo.current_dir(&out).args(["--offline", "--no-fail-fast"]);
        cargo.env("CARGO_TARGET_DIR", temporary.with_file_name("real"));
    })
    .await;
    println!("{}", outcome.output);
    println!(
        "{} requests to {} of {} operations",
        outcome.requests,
        outcome.operations - outcome.missed.len(),
        outcome.operations
    );
}
