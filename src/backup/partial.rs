//! A file that is written beside its target under another name, and gets its own when it is whole.
//!
//! Whoever writes it holds a lock on it. What a killed program left behind is not locked, and the next one that
//! writes to the same target takes it over, so that at most one of them is ever left.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Error, ErrorKind, Result};
use std::path::{Path, PathBuf};

use super::folder_of;

pub struct Partial {
    path: PathBuf,
    pub file: File,
    /// It has another name now, or is gone.
    done: bool,
}

impl Partial {
    /// An empty file, readable by its owner alone; `None` when somebody else is writing to this target.
    pub fn begin(target: &Path) -> Result<Option<Self>> {
        let name = target.file_name().ok_or_else(|| Error::from(ErrorKind::InvalidFilename))?;
        let mut hidden = std::ffi::OsString::from(".");
        hidden.push(name);
        hidden.push(".partial");
        let path = folder_of(target).join(hidden);
        let mut options = OpenOptions::new();
        options.read(true).write(true).create(true).truncate(false);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        loop {
            let file = options.open(&path)?;
            match file.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => return Ok(None),
                Err(TryLockError::Error(e)) => return Err(e),
            }
            // Between opening and locking it may have got its name, and must not be touched any more.
            if is_still(&path, &file)? {
                file.set_len(0)?;
                return Ok(Some(Self { path, file, done: false }));
            }
        }
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Makes sure that it is on the disk, and gives it its name. Never replaces a file.
    pub fn publish(mut self, target: &Path) -> Result<()> {
        self.file.sync_all()?;
        match std::fs::hard_link(&self.path, target) {
            Ok(()) => {}
            Err(e) if e.kind() == ErrorKind::AlreadyExists => return Err(e),
            // A file system without a second name for a file, such as that of a memory stick.
            Err(_) if !target.exists() => {
                std::fs::rename(&self.path, target)?;
                self.done = true;
            }
            Err(e) => return Err(e),
        }
        if !self.done {
            std::fs::remove_file(&self.path)?;
            self.done = true;
        }
        sync_folder(target)
    }

    /// Gives it to whoever has `target`, or the folder where that is to be: who restores may be another user (root)
    /// than the one that the service runs as. Where this is not allowed, it is not needed either.
    #[cfg(unix)]
    pub fn belongs_with(&self, target: &Path) {
        use std::os::unix::fs::MetadataExt;
        if let Ok(there) = std::fs::metadata(target).or_else(|_| std::fs::metadata(folder_of(target))) {
            let _ = std::os::unix::fs::fchown(&self.file, Some(there.uid()), Some(there.gid()));
        }
    }

    #[cfg(not(unix))]
    pub fn belongs_with(&self, _: &Path) {}

    /// It was given its name by somebody else.
    pub fn was_moved(mut self) {
        self.done = true;
    }
}

impl Drop for Partial {
    fn drop(&mut self) {
        if !self.done {
            let _ = std::fs::remove_file(&self.path);
        }
    }
}

/// Makes names in a file's folder durable.
pub fn sync_folder(file: &Path) -> Result<()> {
    File::open(folder_of(file)).and_then(|folder| folder.sync_all())
}

#[cfg(unix)]
fn is_still(path: &Path, file: &File) -> Result<bool> {
    use std::os::unix::fs::MetadataExt;
    let opened = file.metadata()?;
    match std::fs::symlink_metadata(path) {
        Ok(there) => Ok((there.dev(), there.ino()) == (opened.dev(), opened.ino())),
        Err(e) if e.kind() == ErrorKind::NotFound => Ok(false),
        Err(e) => Err(e),
    }
}

#[cfg(not(unix))]
fn is_still(path: &Path, _: &File) -> Result<bool> {
    Ok(path.exists())
}
