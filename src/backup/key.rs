//! The key file on its way: beside a backup, and back to where the service looks for it.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use super::partial::{Partial, sync_folder};
use super::{BackupError, folder_of, key_beside};
use crate::keys::file;
use crate::store::backup::keep;

/// Copies the key file, for its owner alone, and never over another one.
pub fn copy(from: &Path, to: &Path) -> Result<(), BackupError> {
    copied(from, to)?.publish(to).map_err(|e| written(to, &e))
}

fn copied(from: &Path, to: &Path) -> Result<Partial, BackupError> {
    let bytes = std::fs::read(from).map_err(|e| BackupError::Unreadable(from.to_owned(), e))?;
    let partial = Partial::begin(to).map_err(|e| written(to, &e))?;
    let mut partial = partial.ok_or_else(|| BackupError::Busy(to.to_owned()))?;
    partial.file.write_all(&bytes).map_err(|e| written(to, &e))?;
    Ok(partial)
}

fn written(to: &Path, error: &std::io::Error) -> BackupError {
    BackupError::Write { folder: folder_of(to).to_owned(), why: error.to_string() }
}

/// What has to be done, so that the service has the key of a backup.
pub enum Plan {
    /// It is there.
    Nothing,
    /// It comes from beside the backup; `kept` is where the one that is there now goes.
    Place { from: PathBuf, to: PathBuf, kept: Option<PathBuf>, placed: AtomicBool },
}

/// `aside` names what is kept when another key is there.
pub fn plan(
    backup: &Path,
    fingerprint: &str,
    key_path: &Path,
    aside: impl FnOnce(&Path) -> PathBuf,
) -> Result<Plan, BackupError> {
    let at_hand = file::read(key_path)?.map(|keys| keys.fingerprint());
    if at_hand.as_deref() == Some(fingerprint) {
        return Ok(Plan::Nothing);
    }
    let beside = key_beside(backup);
    if file::read(&beside)?.is_some_and(|keys| keys.fingerprint() == fingerprint) {
        let kept = at_hand.is_some().then(|| aside(key_path));
        return Ok(Plan::Place { from: beside, to: key_path.to_owned(), kept, placed: AtomicBool::new(false) });
    }
    let shown = key_path.display();
    let found = match at_hand {
        Some(other) => format!("the key file {shown} holds the key {other}"),
        None => format!("there is no key file {shown}"),
    };
    Err(BackupError::Key { fingerprint: fingerprint.to_owned(), found, beside })
}

impl Plan {
    pub fn kept(&self) -> Option<&Path> {
        match self {
            Plan::Nothing => None,
            Plan::Place { kept, .. } => kept.as_deref(),
        }
    }

    /// At no moment is there no key, and what was kept before is never replaced.
    pub fn carry_out(&self) -> Result<(), BackupError> {
        let Plan::Place { from, to, kept, placed } = self else { return Ok(()) };
        std::fs::create_dir_all(folder_of(to)).map_err(|e| written(to, &e))?;
        let partial = copied(from, to)?;
        partial.belongs_with(to);
        let Some(kept) = kept else {
            partial.publish(to).map_err(|e| written(to, &e))?;
            placed.store(true, Ordering::Relaxed);
            return Ok(());
        };
        partial.file.sync_all().and_then(|()| keep(to, kept)).map_err(|e| written(to, &e))?;
        placed.store(true, Ordering::Relaxed);
        let moved = std::fs::rename(partial.path(), to).inspect(|_| partial.was_moved());
        moved.and_then(|()| sync_folder(to)).map_err(|e| {
            self.take_back();
            written(to, &e)
        })
    }

    /// As far as it goes: what went wrong is told already. Nothing is done where nothing was placed.
    pub fn take_back(&self) {
        let Plan::Place { to, kept, placed, .. } = self else { return };
        if placed.swap(false, Ordering::Relaxed) {
            let _ = match kept {
                // Two names of one file are not renamed: then the second goes.
                Some(kept) => std::fs::rename(kept, to).and_then(|()| std::fs::remove_file(kept)),
                None => std::fs::remove_file(to),
            };
            let _ = sync_folder(to);
        }
    }
}
