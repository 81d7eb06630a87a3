//! Where the crate stands: what its manifest has to say because of the folders around it.

use std::{
    fs,
    path::{Component, Path, PathBuf},
};

use globset::GlobBuilder;

use crate::{
    config::RUNTIME,
    error::{Error, slashed},
};

/// Whether the manifest of a crate in this folder must declare a workspace of its own.
///
/// Cargo looks for a workspace in all folders above. One that neither lists the crate as a member nor excludes it
/// makes Cargo refuse the crate, unless the crate is the root of its own workspace.
pub fn is_standalone(out: &Path) -> Result<bool, Error> {
    let out = normalized(out)?;
    for folder in out.ancestors().skip(1) {
        let path = folder.join("Cargo.toml");
        let Ok(text) = fs::read_to_string(&path) else { continue };
        // A manifest that cannot be read is Cargo's to complain about.
        let Ok(manifest) = text.parse::<toml::Table>() else {
            continue;
        };
        let inside = slashed(out.strip_prefix(folder).unwrap_or(&out));
        match standing(&manifest, &inside) {
            Standing::Unrelated => {}
            Standing::Member => return Ok(false),
            Standing::Unlisted => return Ok(true),
        }
    }
    Ok(false)
}

/// How a crate relates to a manifest in a folder above it.
#[derive(Debug, PartialEq, Eq)]
enum Standing {
    /// There is no workspace, or it excludes the crate: Cargo looks further up.
    Unrelated,
    Member,
    /// There is a workspace that does not know the crate.
    Unlisted,
}

/// Follows Cargo: a member that is listed without a pattern beats an exclusion, an exclusion beats patterns, and path
/// dependencies of the root are members too.
fn standing(manifest: &toml::Table, inside: &str) -> Standing {
    let Some(workspace) = manifest.get("workspace").and_then(toml::Value::as_table) else {
        return Standing::Unrelated;
    };
    let members = strings(workspace, "members");
    let holds = |folder: &str| Path::new(inside).starts_with(folder.trim_start_matches("./"));
    if members.iter().any(|member| member.trim_matches('/') == inside) {
        Standing::Member
    } else if strings(workspace, "exclude").into_iter().any(holds) {
        Standing::Unrelated
    } else if members.into_iter().any(|member| matches(member, inside)) || depends_on(manifest, inside) {
        Standing::Member
    } else {
        Standing::Unlisted
    }
}

fn strings<'a>(table: &'a toml::Table, key: &str) -> Vec<&'a str> {
    let values = table.get(key).and_then(toml::Value::as_array).into_iter().flatten();
    values.filter_map(toml::Value::as_str).collect()
}

fn matches(pattern: &str, inside: &str) -> bool {
    let pattern = pattern.trim_start_matches("./").trim_end_matches('/');
    let glob = GlobBuilder::new(pattern).literal_separator(true).build();
    glob.is_ok_and(|glob| glob.compile_matcher().is_match(inside))
}

/// Whether the root package has a path dependency on the folder.
fn depends_on(manifest: &toml::Table, inside: &str) -> bool {
    let targets = manifest
        .get("target")
        .and_then(toml::Value::as_table)
        .into_iter()
        .flatten();
    let tables = targets.filter_map(|(_, table)| table.as_table()).chain([manifest]);
    let kinds = ["dependencies", "dev-dependencies", "build-dependencies"];
    let dependencies = tables.flat_map(|table| kinds.iter().filter_map(|kind| table.get(*kind)?.as_table()));
    dependencies
        .flat_map(toml::Table::values)
        .filter_map(|dependency| dependency.get("path")?.as_str())
        .any(|path| path.trim_start_matches("./").trim_end_matches('/') == inside)
}

/// The folder of the runtime as seen from the crate, after a look whether the runtime is there.
pub fn runtime_path(out: &Path, runtime: &Path) -> Result<String, Error> {
    let manifest = fs::read_to_string(runtime.join("Cargo.toml")).ok();
    let manifest = manifest.and_then(|text| text.parse::<toml::Table>().ok());
    let name = manifest
        .as_ref()
        .and_then(|manifest| manifest.get("package")?.get("name")?.as_str());
    if name == Some(RUNTIME) {
        relative_path(out, runtime)
    } else {
        Err(Error::RuntimeNotFound {
            path: runtime.to_owned(),
        })
    }
}

/// The way from one folder to another, with forward slashes; absolute where there is no relative one.
fn relative_path(from: &Path, to: &Path) -> Result<String, Error> {
    let (from, to) = (normalized(from)?, normalized(to)?);
    let (mut left, mut right) = (from.components().peekable(), to.components().peekable());
    if left.peek() != right.peek() {
        return Ok(slashed(&to));
    }
    while left.peek().is_some() && left.peek() == right.peek() {
        left.next();
        right.next();
    }
    let up = left.map(|_| Component::ParentDir);
    let way: PathBuf = up.chain(right).collect();
    Ok(if way.as_os_str().is_empty() {
        ".".to_owned()
    } else {
        slashed(&way)
    })
}

/// An absolute path without `.` and `..`; the folder itself may be still to be made.
fn normalized(path: &Path) -> Result<PathBuf, Error> {
    let absolute = std::path::absolute(path).map_err(Error::unreadable(path))?;
    let mut normalized = PathBuf::new();
    for component in absolute.components() {
        if component == Component::ParentDir {
            normalized.pop();
        } else {
            normalized.push(component);
        }
    }
    Ok(normalized)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn standing_in(manifest: &str, inside: &str) -> Standing {
        standing(&manifest.parse().expect("the manifest is TOML"), inside)
    }

    #[test]
    fn workspaces_above_decide() {
        use Standing::{Member, Unlisted, Unrelated};
        assert_eq!(standing_in("[package]\nname = 'a'", "b"), Unrelated);
        assert_eq!(standing_in("[workspace]", "b"), Unlisted);
        assert_eq!(standing_in("[workspace]\nmembers = ['crates/*']", "crates/b"), Member);
        assert_eq!(
            standing_in("[workspace]\nmembers = ['crates/*']", "crates/b/c"),
            Unlisted
        );
        assert_eq!(standing_in("[workspace]\nexclude = ['target']", "target/b"), Unrelated);
        assert_eq!(
            standing_in("[workspace]\nmembers = ['x/b']\nexclude = ['x']", "x/b"),
            Member
        );
        assert_eq!(
            standing_in("[workspace]\nmembers = ['x/*']\nexclude = ['x']", "x/b"),
            Unrelated
        );
        assert_eq!(standing_in("[workspace]\n[dependencies]\nb.path = './b'", "b"), Member);
        assert_eq!(
            standing_in("[workspace]\n[target.'cfg(unix)'.dev-dependencies]\nb.path = 'b'", "b"),
            Member
        );
    }

    #[test]
    fn relative_paths_go_up_and_down() {
        let relative = |from: &str, to: &str| {
            relative_path(Path::new(from), Path::new(to)).expect("both paths can be made absolute")
        };
        assert_eq!(relative("generated", "client"), "../client");
        assert_eq!(relative("target/x/../graph", "./client"), "../../client");
        assert_eq!(relative("a", "a"), ".");
    }
}
