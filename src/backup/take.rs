//! Taking a backup, while the service runs or not.

use std::path::{Path, PathBuf};

use secrecy::ExposeSecret;
use serde::Serialize;

use super::partial::Partial;
use super::{BackupError, Contents, KeyReport, Tell, folder_of, key, key_beside, moment, seal};
use crate::config::DatabaseTarget;
use crate::domain::clock::Timestamp;
use crate::keys::file::{self, KeyFileError};
use crate::store::backup::{COMPANIONS, Copy, newest_schema, snapshot_postgres, snapshot_sqlite, with_end};
use crate::store::{self};

/// What is asked for.
pub struct Taking<'a> {
    pub database: &'a DatabaseTarget,
    pub key_path: &'a Path,
    /// The file that is to be; it must not exist.
    pub target: &'a Path,
    /// Copies the key file beside it.
    pub with_key: bool,
    pub now: Timestamp,
}

/// What was taken.
#[derive(Debug, Serialize)]
pub struct Taken {
    pub file: PathBuf,
    #[serde(flatten)]
    pub contents: Contents,
    pub bytes: u64,
    pub schema: i64,
    /// What it was taken from.
    pub engine: &'static str,
    /// When, RFC 3339.
    pub made: String,
    pub key: KeyReport,
    /// What somebody else has put into the database, a sentence each.
    pub left_out: Vec<String>,
    /// What the database itself counts wrong; the backup is as whole as the database is.
    pub warnings: Vec<String>,
}

/// # Errors
/// One sentence; then there is nothing under the target's name.
pub async fn take(order: &Taking<'_>, tell: Tell<'_>) -> Result<Taken, BackupError> {
    let target = order.target;
    let beside = key_beside(target);
    is_free(target)?;
    if order.with_key {
        is_free(&beside)?;
    }
    if let DatabaseTarget::Sqlite(database) = order.database {
        if !database.is_file() {
            return Err(BackupError::NoDatabase(database.clone()));
        }
        if is_beside(target, database) {
            return Err(BackupError::Inside(target.to_owned()));
        }
    }
    let written = |e: &std::io::Error| written(target, e);
    let mut partial =
        Partial::begin(target).map_err(|e| written(&e))?.ok_or_else(|| BackupError::Busy(target.to_owned()))?;
    let mut taken = copy(order, partial.path(), tell).await?;
    if order.with_key {
        fits(order.key_path, taken.key.fingerprint.as_deref())?;
    }
    taken.bytes = seal::seal(&mut partial.file).map_err(|e| written(&e))?;
    partial.file.sync_all().map_err(|e| written(&e))?;
    // The key first: a backup that is there has everything that it was asked to have.
    if order.with_key {
        key::copy(order.key_path, &beside)?;
        taken.key.file = Some(beside.clone());
    }
    partial.publish(target).map_err(|e| {
        if order.with_key {
            let _ = std::fs::remove_file(&beside);
        }
        if e.kind() == std::io::ErrorKind::AlreadyExists { BackupError::Exists(target.to_owned()) } else { written(&e) }
    })?;
    Ok(taken)
}

/// The copy under its other name, labelled and verified.
async fn copy(order: &Taking<'_>, path: &Path, tell: Tell<'_>) -> Result<Taken, BackupError> {
    let engine = match order.database {
        DatabaseTarget::Sqlite(database) => {
            snapshot_sqlite(database, path, tell).await.map_err(|e| failed(order.target, e))?;
            "sqlite"
        }
        DatabaseTarget::Postgres(url) => {
            snapshot_postgres(url.expose_secret(), path, tell).await.map_err(|e| failed(order.target, e))?;
            "postgres"
        }
    };
    let failed = |e| failed(order.target, e);
    let mut copy = Copy::open(path).await.map_err(failed)?;
    let schema = copy.schema().await.map_err(failed)?.filter(|schema| *schema <= newest_schema());
    let schema = schema.ok_or(BackupError::NotOurs)?;
    let left_out = copy.leave_out_others().await.map_err(failed)?;
    copy.check(tell).await.map_err(|e| BackupError::Unsound(e.to_string()))?;
    let warnings = copy.wrong_counters().await.map_err(failed)?;
    let contents = copy.contents().await.map_err(failed)?;
    let fingerprint = copy.fingerprint().await.map_err(failed)?;
    copy.put_label(order.now, engine).await.map_err(failed)?;
    copy.close().await.map_err(failed)?;
    Ok(Taken {
        file: order.target.to_owned(),
        contents,
        bytes: 0,
        schema,
        engine,
        made: moment(order.now.0),
        key: KeyReport { fingerprint, file: None },
        left_out,
        warnings,
    })
}

fn is_free(file: &Path) -> Result<(), BackupError> {
    if file.file_name().is_none() {
        return Err(BackupError::NoName(file.to_owned()));
    }
    if file.symlink_metadata().is_ok() {
        return Err(BackupError::Exists(file.to_owned()));
    }
    let folder = folder_of(file);
    if folder.is_dir() { Ok(()) } else { Err(BackupError::NoFolder(folder.to_owned())) }
}

/// A name that SQLite, or the lock on the database, uses: the next start would take the backup for its own.
fn is_beside(target: &Path, database: &Path) -> bool {
    let folder = |path: &Path| folder_of(path).canonicalize().ok();
    let mut ends = COMPANIONS.into_iter().chain([".lock"]);
    ends.any(|end| with_end(database, end).file_name() == target.file_name()) && folder(target) == folder(database)
}

/// A backup with the wrong key beside it would be found out when it is needed.
fn fits(key_path: &Path, fingerprint: Option<&str>) -> Result<(), BackupError> {
    match file::read(key_path)? {
        None => Err(KeyFileError::Missing(key_path.to_owned()).into()),
        Some(keys) if fingerprint.is_some_and(|known| known != keys.fingerprint()) => {
            Err(KeyFileError::Other(key_path.to_owned()).into())
        }
        Some(_) => Ok(()),
    }
}

fn written(target: &Path, error: &std::io::Error) -> BackupError {
    BackupError::Write { folder: folder_of(target).to_owned(), why: error.to_string() }
}

/// Of what a database says, only a full or failing disk is about the copy.
fn failed(target: &Path, error: store::Error) -> BackupError {
    match error {
        store::Error::Unavailable(why) if why.contains("full") || why.contains("I/O") => {
            BackupError::Write { folder: folder_of(target).to_owned(), why }
        }
        store::Error::Defect(why) if why.contains("malformed") => BackupError::Unsound(why),
        other => other.into(),
    }
}
