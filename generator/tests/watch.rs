//! `docwright generate --watch`, as somebody who edits pages has it.

use std::{
    fs,
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::mpsc::{self, Receiver},
    thread,
    time::Duration,
};

const PAGE: &str = "---\ntitle: \"List things\"\ndoc_type: apiPageType\n---\n\n# List things\n\nNamespace: microsoft.graph\n\nLists all things.\n\n## HTTP request\n\n```http\nGET /things\n```\n\n## Response\n\nIf successful, this method returns a `200 OK` response code and a collection of [thing](thing.md) objects in the response body.\n";
const TYPE: &str = "---\ntitle: \"thing resource type\"\ndoc_type: resourcePageType\n---\n\n# thing resource type\n\nNamespace: microsoft.graph\n\nA thing.\n\n## Properties\n\n|Property|Type|Description|\n|:---|:---|:---|\n|name|String|The name.|\n";

/// Long enough for a machine that does much else.
const PATIENCE: Duration = Duration::from_secs(60);

struct Watch {
    _temporary: tempfile::TempDir,
    docs: PathBuf,
    out: PathBuf,
    program: Child,
    lines: Receiver<String>,
}

impl Watch {
    fn start() -> Self {
        let temporary = tempfile::tempdir().expect("a temporary folder can be made");
        let (docs, out) = (temporary.path().join("docs"), temporary.path().join("things"));
        write_pages(&docs);
        let mut program = Command::new(env!("CARGO_BIN_EXE_docwright"))
            .args(["generate", "--watch", "--out"])
            .arg(&out)
            .arg(&docs)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program can be started");
        let (sender, lines) = mpsc::channel();
        let stdout = program.stdout.take().expect("it is a pipe");
        let stderr = program.stderr.take().expect("it is a pipe");
        let errors = sender.clone();
        thread::spawn(move || forward(BufReader::new(stdout), &sender));
        thread::spawn(move || forward(BufReader::new(stderr), &errors));
        Self {
            _temporary: temporary,
            docs,
            out,
            program,
            lines,
        }
    }

    /// The next line that has this text.
    fn wait_for(&self, text: &str) -> String {
        loop {
            let line = self.lines.recv_timeout(PATIENCE);
            let line = line.unwrap_or_else(|_| panic!("no line has `{text}`"));
            if line.contains(text) {
                return line;
            }
        }
    }

    fn emitted(&self) -> String {
        fs::read_to_string(self.out.join("src/models/thing.rs")).expect("the type is emitted")
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}

fn forward(lines: impl BufRead, sender: &mpsc::Sender<String>) {
    for line in lines.lines().map_while(Result::ok) {
        if sender.send(line).is_err() {
            return;
        }
    }
}

fn write_pages(docs: &Path) {
    fs::create_dir_all(docs).expect("the folder can be made");
    fs::write(docs.join("thing-list.md"), PAGE).expect("the page can be written");
    fs::write(docs.join("thing.md"), TYPE).expect("the page can be written");
}

#[test]
fn each_save_is_emitted_and_only_what_changed() {
    let watch = Watch::start();
    watch.wait_for("added");
    let untouched = watch.out.join("src/lib.rs");
    let time = |path: &Path| {
        fs::metadata(path)
            .and_then(|data| data.modified())
            .expect("the system keeps times")
    };
    let before = time(&untouched);

    let typed = TYPE.replace(
        "|name|String|The name.|\n",
        "|name|String|The name.|\n|size|Int32|The size.|\n",
    );
    fs::write(watch.docs.join("thing.md"), &typed).expect("the page can be written");
    let line = watch.wait_for("changed");
    assert!(line.contains("unchanged"), "{line}");
    assert!(watch.emitted().contains("size"));
    assert_eq!(time(&untouched), before);

    // Half a page: the table lost its end, and a finding says what is wrong.
    let broken = typed.replace("|size|Int32|The size.|", "|size|Nowhere|The size.|");
    fs::write(watch.docs.join("thing.md"), broken).expect("the page can be written");
    watch.wait_for("+ ");
    fs::write(watch.docs.join("thing.md"), &typed).expect("the page can be written");
    watch.wait_for("- ");
}

#[test]
fn deleted_docs_are_waited_for() {
    let watch = Watch::start();
    watch.wait_for("added");
    fs::remove_dir_all(&watch.docs).expect("the folder can be removed");
    watch.wait_for("error");
    write_pages(&watch.docs);
    let typed = TYPE.replace("A thing.", "A thing again.");
    fs::write(watch.docs.join("thing.md"), typed).expect("the page can be written");
    watch.wait_for("changed");
    assert!(watch.emitted().contains("A thing again."));
}
