//! Who has the database: everybody who opens it holds a shared lock for as long as it is open, and whoever puts
//! another one in its place needs it alone.
//!
//! The locks are the system's, so that a process that dies lets go of them: `flock` on a file beside SQLite's (never
//! on the database itself, whose own locks are lost when any handle of the process to it is closed), an advisory lock
//! of each connection on PostgreSQL. A connection that comes back after a break asks anew.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};
use std::time::Duration;

use sqlx::PgConnection;

use super::{Error, Result};

/// "svar" in ASCII: the number of the advisory lock, one for each PostgreSQL database.
const NUMBER: i64 = 0x7376_6172;

/// What whoever comes during a restore is told.
pub(super) const RESTORING: &str =
    "a backup is being restored into this database by `svar restore`; wait until that has ended, then start again";

/// A lock file that is locked; it is let go with the value.
#[derive(Debug)]
pub struct Held(#[allow(dead_code)] File);

/// Together with all others that only use the database.
pub(super) fn share_file(database: &Path) -> Result<Held> {
    let file = lock_file(database)?;
    match file.try_lock_shared() {
        Ok(()) => Ok(Held(file)),
        Err(TryLockError::WouldBlock) => Err(Error::Setup(RESTORING.to_owned())),
        Err(TryLockError::Error(e)) => Err(unlockable(database, &e)),
    }
}

/// Alone; `None` when somebody has the database open.
pub(super) fn claim_file(database: &Path) -> Result<Option<Held>> {
    let file = lock_file(database)?;
    match file.try_lock() {
        Ok(()) => Ok(Some(Held(file))),
        Err(TryLockError::WouldBlock) => Ok(None),
        Err(TryLockError::Error(e)) => Err(unlockable(database, &e)),
    }
}

pub(super) async fn share_connection(connection: &mut PgConnection) -> std::result::Result<bool, sqlx::Error> {
    granted(connection, "SELECT pg_try_advisory_lock_shared($1)").await
}

pub(super) async fn claim_connection(connection: &mut PgConnection) -> std::result::Result<bool, sqlx::Error> {
    granted(connection, "SELECT pg_try_advisory_lock($1)").await
}

/// A program that has just ended is given a moment: PostgreSQL lets go of its lock when it notices.
const MOMENT: Duration = Duration::from_millis(100);
const MOMENTS: usize = 20;

async fn granted(connection: &mut PgConnection, sql: &'static str) -> std::result::Result<bool, sqlx::Error> {
    for _ in 0..MOMENTS {
        if sqlx::query_scalar(sql).bind(NUMBER).fetch_one(&mut *connection).await? {
            return Ok(true);
        }
        tokio::time::sleep(MOMENT).await;
    }
    Ok(false)
}

/// It stays where it is: taking a lock file away would part those who hold it from those who come later.
fn lock_file(database: &Path) -> Result<File> {
    let mut name = database.as_os_str().to_owned();
    name.push(".lock");
    let path = PathBuf::from(name);
    let opened = OpenOptions::new().write(true).create(true).truncate(false).open(&path);
    // Another user of the machine may have made it (a backup by root): to lock it, reading is enough.
    opened.or_else(|e| File::open(&path).map_err(|_| e)).map_err(|e| {
        let (database, lock) = (database.display(), path.display());
        Error::Setup(format!("the database file {database} cannot be opened: its lock file {lock}: {e}"))
    })
}

fn unlockable(database: &Path, error: &std::io::Error) -> Error {
    let shown = database.display();
    Error::Setup(format!("the database file {shown} lies where files cannot be locked: {error}; use a local disk"))
}
