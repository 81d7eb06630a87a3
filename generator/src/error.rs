//! Why a run could not be done.
//!
//! Nothing that a page says is an error: findings about pages are [diagnostics](crate::diagnostic). An [`Error`] is
//! about the run itself, and each reads as one paragraph: what happened, where, and what to do about it.

use std::{
    fmt, io,
    path::{MAIN_SEPARATOR, Path, PathBuf},
};

/// Why a run could not be done.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// No folder or file with pages was named.
    NoDocs,
    /// A path or pattern among the docs leads to nothing.
    DocsNotFound { path: PathBuf },
    /// The docs are there, but hold no page.
    NoPages { paths: Vec<PathBuf> },
    /// Pages are there, but nothing that a client could be made of was found on them.
    NothingDescribed { pages: usize },
    /// A page, a folder or a configuration cannot be read.
    Unreadable { path: PathBuf, source: io::Error },
    /// A page is so large that it cannot be one.
    TooLarge { path: PathBuf },
    /// A pattern among the docs, in the configuration or on the command line cannot be read.
    Pattern { pattern: String, reason: String },
    /// A pattern chooses no operation, so it is not what was meant.
    NothingSelected { pattern: String, operations: usize },
    /// There is no dialect of this name.
    Dialect { name: String },
    /// There is no such version of OpenAPI, or none that can be written.
    Version { name: String },
    /// A configuration cannot be read; the message names the line and what is allowed.
    Configuration { path: PathBuf, message: String },
    /// Several configurations stand beside the docs.
    ConfigurationAmbiguous { first: PathBuf, second: PathBuf },
    /// No output folder was named.
    NoOutput,
    /// The package cannot have this name.
    PackageName { name: String },
    /// The folder that was named as the runtime does not hold it.
    RuntimeNotFound { path: PathBuf },
    /// The output folder holds something that docwright did not make.
    NotOurs { out: PathBuf },
    /// Files that docwright made were changed by hand since.
    Edited { out: PathBuf, files: Vec<String> },
    /// Files that docwright did not make stand where it has to write.
    InTheWay { out: PathBuf, files: Vec<String> },
    /// The list of the files that docwright owns is damaged.
    Ledger { path: PathBuf, line: usize },
    /// Another run is writing to the output folder.
    Busy { out: PathBuf },
    /// The output cannot be written; what was there before is as it was.
    Unwritable { path: PathBuf, source: io::Error },
    /// The output could not be written, nor what was there before be put back.
    Torn {
        out: PathBuf,
        saved: PathBuf,
        source: io::Error,
    },
}

/// The dialects that configuration can name.
pub(crate) const DIALECTS: &[&str] = &["microsoft-graph"];

impl Error {
    /// For `map_err`: the path could not be read.
    pub(crate) fn unreadable(path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Self {
        let path = path.into();
        |source| Self::Unreadable { path, source }
    }

    /// For `map_err`: the path could not be written.
    pub(crate) fn unwritable(path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Self {
        let path = path.into();
        |source| Self::Unwritable { path, source }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoDocs
            | Self::DocsNotFound { .. }
            | Self::NoPages { .. }
            | Self::NothingDescribed { .. }
            | Self::Unreadable { .. }
            | Self::TooLarge { .. } => self.explain_reading(f),
            Self::Pattern { .. }
            | Self::NothingSelected { .. }
            | Self::Dialect { .. }
            | Self::Version { .. }
            | Self::Configuration { .. }
            | Self::ConfigurationAmbiguous { .. }
            | Self::NoOutput
            | Self::PackageName { .. }
            | Self::RuntimeNotFound { .. } => self.explain_settings(f),
            Self::NotOurs { .. }
            | Self::Edited { .. }
            | Self::InTheWay { .. }
            | Self::Ledger { .. }
            | Self::Busy { .. }
            | Self::Unwritable { .. }
            | Self::Torn { .. } => self.explain_writing(f),
        }
    }
}

impl Error {
    fn explain_reading(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoDocs => f.write_str("no docs were named; name the folder that holds the pages"),
            Self::DocsNotFound { path } => write!(
                f,
                "there is no file or folder `{}`; name the folder that holds the pages, or a pattern such as \
                 `docs/**/user-*.md`",
                path.display()
            ),
            Self::NoPages { paths } => write!(
                f,
                "there is no page in {}; pages are files whose names end in `.md`, in the folder itself or below, \
                 and not skipped by `[pages] skip` of the configuration",
                list(paths.iter().map(|path| path.display()))
            ),
            Self::NothingDescribed { pages } => write!(
                f,
                "none of the pages ({pages}) describes an operation or a type that could be read; `docwright lint` says what stands in \
                 the way: pages follow the conventions of Microsoft Graph's, such as a section \"HTTP request\" with a block of code",
            ),
            Self::Unreadable { path, source } => write!(
                f,
                "`{}` cannot be read: {source}; check that it is there and that you may read it",
                path.display()
            ),
            Self::TooLarge { path } => write!(
                f,
                "`{}` is larger than 1 GiB, which no page is; skip it with `[pages] skip` in the configuration",
                path.display()
            ),
            _ => Ok(()),
        }
    }

    fn explain_settings(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Pattern { pattern, reason } => write!(f, "the pattern `{pattern}` cannot be read: {reason}"),
            Self::NothingSelected { pattern, operations } => write!(
                f,
                "the pattern `{pattern}` chooses none of the {operations} operations; patterns are compared with \
                 whole paths, such as `/me/messages/{{id}}`, in which `*` is one segment and `**` any number of them"
            ),
            Self::Dialect { name } => write!(f, "there is no dialect `{name}`; there is `{}`", DIALECTS.join("`, `")),
            Self::Version { name } => write!(
                f,
                "no document can be written for OpenAPI `{name}`; there is `3.0` and `3.1`"
            ),
            Self::Configuration { path, message } => {
                write!(f, "the configuration `{}` cannot be used: {message}", path.display())
            }
            Self::ConfigurationAmbiguous { first, second } => write!(
                f,
                "both `{}` and `{}` stand beside the docs; keep one, or name the one to use with `--config`",
                first.display(),
                second.display()
            ),
            Self::NoOutput => f.write_str("no output folder was named; say where the crate goes with `--out`"),
            Self::PackageName { name } => write!(
                f,
                "a package cannot be called `{name}`; choose a name of letters, digits, `-` and `_` that starts \
                 with a letter and is no keyword of Rust, with `--name` or `[package] name` of the configuration"
            ),
            Self::RuntimeNotFound { path } => write!(
                f,
                "`{}` does not hold the runtime crate `docwright-client`; name its folder or a version of it, or \
                 leave `--runtime` away to have the generated crate carry its own copy",
                path.display()
            ),
            _ => Ok(()),
        }
    }

    fn explain_writing(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotOurs { out } => write!(
                f,
                "the output folder `{}` is not empty and docwright did not make what is in it; name an empty or a \
                 new folder, or write among the files that are there with `--force`, which overwrites those that \
                 stand in the way and leaves the rest",
                out.display()
            ),
            Self::Edited { out, files } => write!(
                f,
                "in `{}`, {} changed by hand since docwright wrote {}; undo the change, or overwrite it with \
                 `--force`. What a generated file gets wrong is put right in the pages or by an `[[override]]` of \
                 the configuration",
                out.display(),
                if let [file] = files.as_slice() {
                    format!("`{file}` was")
                } else {
                    format!("{} were", list(files))
                },
                if files.len() == 1 { "it" } else { "them" },
            ),
            Self::InTheWay { out, files } => write!(
                f,
                "in `{}`, {} in the way of a file that docwright would write; move {} elsewhere, or overwrite with \
                 `--force`",
                out.display(),
                if let [file] = files.as_slice() {
                    format!("`{file}` is")
                } else {
                    format!("{} are", list(files))
                },
                if files.len() == 1 { "it" } else { "them" },
            ),
            Self::Ledger { path, line } => write!(
                f,
                "`{}`, the list of the files that docwright owns, is damaged in line {line}; restore it, or delete \
                 it and generate with `--force`",
                path.display()
            ),
            Self::Busy { out } => write!(
                f,
                "another run of docwright is writing to `{}`; wait until it is done",
                out.display()
            ),
            Self::Unwritable { path, source } => write!(
                f,
                "`{}` cannot be written: {source}; what was there before is as it was",
                path.display()
            ),
            Self::Torn { out, saved, source } => write!(
                f,
                "writing to `{}` failed half-way and could not be undone: {source}; the files that were there \
                 before are in `{}`",
                out.display(),
                saved.display()
            ),
            _ => Ok(()),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Unreadable { source, .. } | Self::Unwritable { source, .. } | Self::Torn { source, .. } => {
                Some(source)
            }
            _ => None,
        }
    }
}

/// Items in prose, each in backticks; a long list is cut short, since nobody reads on.
fn list(items: impl IntoIterator<Item = impl fmt::Display>) -> String {
    const SHOWN: usize = 5;
    let mut items: Vec<String> = items.into_iter().map(|item| format!("`{item}`")).collect();
    let hidden = items.len().saturating_sub(SHOWN);
    if hidden > 0 {
        items.truncate(SHOWN);
        items.push(format!("{hidden} more"));
    }
    match items.split_last() {
        None => String::new(),
        Some((only, [])) => only.clone(),
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
    }
}

/// A path with forward slashes, the same on every system.
pub(crate) fn slashed(path: &Path) -> String {
    path.to_string_lossy().replace(MAIN_SEPARATOR, "/")
}
