//! Backups: the whole database at one moment in one file that is verified, and putting one back in its place.
//!
//! A file either is there and whole or is not there at all: it is written beside its target under another name. The
//! key that e-mail addresses are sealed with is never in it; it may stand beside it in a file of its own. Restoring
//! needs the database for itself, changes nothing before everything about the backup is known to be right, and
//! keeps what it replaces. Neither ever makes a key, and a backup never migrates what it is taken from.

mod key;
mod partial;
mod restore;
mod seal;
mod take;

use std::path::{Path, PathBuf};

use serde::Serialize;

pub use crate::store::backup::{ByStatus, Contents, Progress, Tell};
pub use restore::{Restored, Restoring, restore};
pub use take::{Taken, Taking, take};

use crate::keys::file::KeyFileError;
use crate::store::backup::with_end;

/// Where the key is, or that it is not there.
#[derive(Clone, Debug, Serialize)]
pub struct KeyReport {
    /// By which a key file is known; says nothing about the key.
    pub fingerprint: Option<String>,
    /// The key file that belongs to it.
    pub file: Option<PathBuf>,
}

/// Why there is no backup, or why it was not restored. Each is one sentence that says what to do.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    #[error("{0} exists already; choose another name, or move it away")]
    Exists(PathBuf),
    #[error("{0} is no name for a file")]
    NoName(PathBuf),
    #[error("the folder {0} does not exist; make it first")]
    NoFolder(PathBuf),
    #[error("another svar is writing {0} at this moment; wait for it, or choose another name")]
    Busy(PathBuf),
    #[error("there is no database at {0}; look at database.data_dir and database.url")]
    NoDatabase(PathBuf),
    #[error("the database holds no Svar, or one of a newer version than this program; look at database.url")]
    NotOurs,
    #[error("the folder {folder} cannot be written: {why}; nothing is left there; {}, or choose another place", mend(.why))]
    Write { folder: PathBuf, why: String },
    #[error("{0} is where the database itself has a file, or is to have one; choose another name, in another folder")]
    Inside(PathBuf),
    #[error("{0}, where the database is to be, is no file; look at database.data_dir and database.url")]
    NoFile(PathBuf),
    #[error("the database is not sound, so there is no backup of it: {0}; restore the last good backup")]
    Unsound(String),
    #[error("the backup {0} cannot be read: {1}")]
    Unreadable(PathBuf, std::io::Error),
    #[error("{0} is no backup that `svar backup` made")]
    NoBackup(PathBuf),
    #[error("the end of the backup {0} is missing; fetch it again, whole, or take another one")]
    CutShort(PathBuf),
    #[error("the backup {0} is damaged: {1}; fetch it again, or take another one")]
    Damaged(PathBuf, String),
    #[error(
        "the backup {file} is of schema {schema}, made by Svar {svar}, and this version knows no newer one than {known}; \
         restore it with that version"
    )]
    Future { file: PathBuf, schema: i64, svar: String, known: i64 },
    #[error(
        "the database is in use; stop `svar serve`, on every node, and every other svar command, then run this again"
    )]
    Running,
    #[error(
        "the database {place} is not empty (comments: {comments}, sites: {sites}, accounts: {accounts}); run this with \
         --replace to have the backup in its place (what is there now is kept beside it)"
    )]
    Holds { place: String, comments: i64, sites: usize, accounts: i64 },
    #[error("the database {0} cannot be read: {1}; run this with --replace to have the backup in its place")]
    Broken(String, String),
    #[error(
        "e-mail addresses in the backup are sealed with the key {fingerprint}, and {found}; put the right key file there, \
         or beside the backup as {beside}"
    )]
    Key { fingerprint: String, found: String, beside: PathBuf },
    #[error(transparent)]
    KeyFile(#[from] KeyFileError),
    #[error(transparent)]
    Store(#[from] crate::store::Error),
}

/// What to do where a folder cannot be written.
fn mend(why: &str) -> &'static str {
    let full = ["full", "space", "quota", "large", "i/o"].iter().any(|word| why.to_lowercase().contains(word));
    if full { "make room" } else { "mend that" }
}

/// The key file of a backup.
fn key_beside(backup: &Path) -> PathBuf {
    with_end(backup, ".key")
}

/// The folder that a file is in.
fn folder_of(file: &Path) -> &Path {
    file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// A moment as RFC 3339.
fn moment(millis: i64) -> String {
    jiff::Timestamp::from_millisecond(millis).unwrap_or(jiff::Timestamp::UNIX_EPOCH).to_string()
}
