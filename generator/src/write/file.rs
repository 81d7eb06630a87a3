//! A single file, outside of any crate.

use std::{
    ffi::OsString,
    fs,
    path::{Path, PathBuf},
};

use crate::error::Error;

/// Makes a file hold this text, and says whether that was a change. The file is replaced when all of the text is written,
/// so that it is as before after an error. A file with the right content is not touched. Of a link to a file, it is the file that is
/// replaced; what is no file, such as a device or a pipe, is written to.
pub fn replace(path: &Path, text: &str) -> Result<bool, Error> {
    let target = path.is_symlink().then(|| fs::canonicalize(path).ok()).flatten();
    let path = target.as_deref().unwrap_or(path);
    if fs::metadata(path).is_ok_and(|there| !there.is_file() && !there.is_dir()) {
        return fs::write(path, text).map(|()| true).map_err(Error::unwritable(path));
    }
    if fs::read(path).is_ok_and(|present| present == text.as_bytes()) {
        return Ok(false);
    }
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        fs::create_dir_all(folder).map_err(Error::unwritable(folder))?;
    }
    let staged = staged(path);
    let written = fs::write(&staged, text).and_then(|()| fs::rename(&staged, path));
    written.map_err(|source| {
        let _ = fs::remove_file(&staged);
        Error::unwritable(path)(source)
    })?;
    Ok(true)
}

/// A name beside the file, so that the move stays on one file system; with the process's number, so that two runs do not
/// write to one.
pub(super) fn staged(path: &Path) -> PathBuf {
    let mut name = OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(format!(".{}.new", std::process::id()));
    path.with_file_name(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_replaced_only_by_other_text() {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let path = folder.path().join("deep/api.json");
        assert!(replace(&path, "one").expect("it can be written"));
        assert!(!replace(&path, "one").expect("it can be read"));
        assert!(replace(&path, "two").expect("it can be written"));
        assert_eq!(fs::read_to_string(&path).expect("it is there"), "two");
        let files = fs::read_dir(folder.path().join("deep")).expect("it can be listed");
        assert_eq!(files.count(), 1, "nothing is left beside it");
    }

    #[cfg(unix)]
    #[test]
    fn links_and_devices_stay_what_they_are() {
        use std::os::unix::fs::{FileTypeExt, symlink};

        let folder = tempfile::tempdir().expect("a folder can be made");
        let (file, link) = (folder.path().join("api.json"), folder.path().join("link.json"));
        fs::write(&file, "one").expect("it can be written");
        symlink(&file, &link).expect("a link can be made");
        assert!(replace(&link, "two").expect("it can be written"));
        assert_eq!(fs::read_to_string(&file).expect("it is there"), "two");
        assert!(fs::symlink_metadata(&link).expect("it is there").is_symlink());
        // A link to the device, since whoever may do anything could lose the device itself.
        let null = folder.path().join("null");
        symlink("/dev/null", &null).expect("a link can be made");
        assert!(replace(&null, "text").expect("it can be written"));
        let there = fs::metadata(&null).expect("it is there");
        assert!(there.file_type().is_char_device());
    }

    #[test]
    fn what_is_there_stays_after_an_error() {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let taken = folder.path().join("taken");
        fs::create_dir(&taken).expect("a folder can be made");
        fs::write(taken.join("file"), "kept").expect("it can be written");
        assert!(matches!(replace(&taken, "text"), Err(Error::Unwritable { .. })));
        let files = fs::read_dir(folder.path()).expect("it can be listed");
        assert_eq!(files.count(), 1, "nothing is left beside it");
    }
}
