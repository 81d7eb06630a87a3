//! A place where tests run the program.

use std::{
    fs,
    path::PathBuf,
    process::{Command, Output},
};

/// A page with a request line, a permissions placeholder (a finding) and an example.
pub(crate) const PAGE: &str = "\
---
title: \"Get thing\"
doc_type: apiPageType
---

# Get thing

Reads a thing.

## Permissions

|Permission type|Permissions (from least to most privileged)|
|:---|:---|
|Delegated (work or school account)|**TODO: Provide applicable permissions.**|

## HTTP request

``` http
GET /things/{id}
```

## Response

If successful, this method returns a `200 OK` response code and a [thing](../resources/thing.md) object in the response body.

## Example

### Request

<!-- { \"blockType\": \"request\", \"name\": \"get_thing\" } -->
``` http
GET https://graph.microsoft.com/v1.0/things/17
```

### Response

<!-- { \"blockType\": \"response\", \"@odata.type\": \"microsoft.graph.thing\" } -->
``` http
HTTP/1.1 200 OK
Content-Type: application/json

{ \"id\": \"17\" }
```
";

/// A folder with docs, in which the program runs.
pub(crate) struct Workshop {
    folder: tempfile::TempDir,
}

impl Workshop {
    pub(crate) fn new() -> Self {
        let workshop = Self {
            folder: tempfile::tempdir().expect("a temporary folder can be made"),
        };
        workshop.write("docs/api/thing-get.md", PAGE);
        workshop
    }

    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    pub(crate) fn write(&self, path: &str, content: impl AsRef<[u8]>) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("the file is in a folder")).expect("the folder can be made");
        fs::write(path, content).expect("the file can be written");
    }

    /// The program, to be run in the folder.
    pub(crate) fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_docwright"));
        command.current_dir(self.folder.path());
        command
    }

    pub(crate) fn run(&self, arguments: &str) -> Run {
        let output = self.command().args(arguments.split_whitespace()).output();
        Run(output.expect("the program can be started"))
    }
}

pub(crate) struct Run(Output);

impl Run {
    pub(crate) fn code(&self) -> Option<i32> {
        self.0.status.code()
    }

    pub(crate) fn out(&self) -> String {
        String::from_utf8_lossy(&self.0.stdout).into_owned()
    }

    pub(crate) fn err(&self) -> String {
        String::from_utf8_lossy(&self.0.stderr).into_owned()
    }

    /// The run could not be done, and says so in one paragraph that holds these.
    #[track_caller]
    pub(crate) fn fails_with(&self, parts: &[&str]) {
        let err = self.err();
        assert_eq!(self.code(), Some(2), "{err}");
        assert_eq!(self.out(), "");
        assert!(err.starts_with("error: ") && !err.trim_end().contains("\n\n"), "{err}");
        for part in parts {
            assert!(err.contains(part), "`{part}` is not in: {err}");
        }
    }

    #[track_caller]
    pub(crate) fn ends_with_code(self, code: i32) -> Self {
        assert_eq!(self.code(), Some(code), "{}{}", self.out(), self.err());
        self
    }
}
