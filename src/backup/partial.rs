//! A file that is written beside its target under another name, and gets its own when it is whole.
//!
//! Whoever writes it holds a lock on it. What a killed program left behind is not locked, and the next one that
//! writes to the same target takes it away, so that at most one of them is ever left. It is never taken over: it may have
//! its own name by now as well, or be another's.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Error, ErrorKind, Result};
use std::path::{Path, PathBuf};

use super::folder_of;
use crate::store::backup::{COMPANIONS, with_end};

pub struct Partial {
    path: PathBuf,
    pub file: File,
    /// It has another name now, or is gone.
    done: bool,
}

impl Partial {
    /// Under which name it is written.
    pub fn path_for(target: &Path) -> Option<PathBuf> {
        let mut hidden = std::ffi::OsString::from(".");
        hidden.push(target.file_name()?);
        hidden.push(".partial");
        Some(folder_of(target).join(hidden))
    }

    /// An empty file, readable by its owner alone; `None` when somebody else is writing to this target.
    pub fn begin(target: &Path) -> Result<Option<Self>> {
        let path = Self::path_for(target).ok_or_else(|| Error::from(ErrorKind::InvalidFilename))?;
        let mut options = OpenOptions::new();
        options.read(true).write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        loop {
            let file = match options.open(&path) {
                Ok(file) => file,
                Err(e) if e.kind() == ErrorKind::AlreadyExists => match clear_away(&path)? {
                    true => continue,
                    false => return Ok(None),
                },
                Err(e) => return Err(e),
            };
            if !locked(&file)? {
                return Ok(None);
            }
            // Between making and locking it may have been taken for what somebody left.
            if is_still(&path, &file)? {
                forget_journals(&path);
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
            forget_journals(&self.path);
        }
    }
}

/// Takes away what nobody writes any more; `false` while somebody does.
fn clear_away(path: &Path) -> Result<bool> {
    let gone = |e: Error| if e.kind() == ErrorKind::NotFound { Ok(true) } else { Err(e) };
    match std::fs::symlink_metadata(path) {
        Ok(there) if there.is_file() => {}
        Ok(_) => return Err(Error::other(format!("{} is in the way, and is no file", path.display()))),
        Err(e) => return gone(e),
    }
    let file = match File::open(path) {
        Ok(file) => file,
        Err(e) => return gone(e),
    };
    if !locked(&file)? {
        return Ok(false);
    }
    // Between opening and locking it may have got its name, and must not be touched any more.
    if is_still(path, &file)? {
        std::fs::remove_file(path)?;
    }
    Ok(true)
}

fn locked(file: &File) -> Result<bool> {
    match file.try_lock() {
        Ok(()) => Ok(true),
        Err(TryLockError::WouldBlock) => Ok(false),
        Err(TryLockError::Error(e)) => Err(e),
    }
}

/// Of a killed program's SQLite: it would take them for the journals of the next file of this name.
fn forget_journals(path: &Path) {
    for end in COMPANIONS {
        let _ = std::fs::remove_file(with_end(path, end));
    }
}

/// Makes names in a file's folder durable.
pub fn sync_folder(file: &Path) -> Result<()> {
    File::open(folder_of(file)).and_then(|folder| folder.sync_all())
}

/// Whether this name leads to this very file.
#[cfg(unix)]
pub fn is_same(path: &Path, file: &File) -> bool {
    std::fs::metadata(path).is_ok_and(|there| file.metadata().is_ok_and(|file| id(&file) == id(&there)))
}

/// By which the system knows a file, whatever its names are.
#[cfg(unix)]
fn id(file: &std::fs::Metadata) -> (u64, u64) {
    use std::os::unix::fs::MetadataExt;
    (file.dev(), file.ino())
}

#[cfg(not(unix))]
pub fn is_same(_: &Path, _: &File) -> bool {
    false
}

#[cfg(unix)]
fn is_still(path: &Path, file: &File) -> Result<bool> {
    let opened = file.metadata()?;
    match std::fs::symlink_metadata(path) {
        Ok(there) => Ok(id(&there) == id(&opened)),
        Err(e) if e.kind() == ErrorKind::NotFound => Ok(false),
        Err(e) => Err(e),
    }
}

#[cfg(not(unix))]
fn is_still(path: &Path, _: &File) -> Result<bool> {
    Ok(path.exists())
}
