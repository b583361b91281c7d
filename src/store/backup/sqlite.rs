//! A copy of a SQLite database while it is in use, and a copy in its place.

use std::path::{Path, PathBuf};
use std::time::Duration;

use sqlx::{ConnectOptions, Connection};

use super::copy::contents;
use super::{Existing, Progress, Tell};
use crate::store::guard::{self, Held};
use crate::store::sqlite::options;
use crate::store::{Error, Result};

/// How often somebody is told how far it is.
const TICK: Duration = Duration::from_millis(200);

/// Copies the database at one moment into the empty file `into`: everything that was committed before, and nothing
/// of what comes after. Readers and the writer go on meanwhile, and so does the write-ahead log, which shrinks again
/// afterwards.
pub async fn snapshot(database: &Path, into: &Path, tell: Tell<'_>) -> Result<()> {
    let _held = guard::share_file(database)?;
    let mut connection = options(text(database)?)?.create_if_missing(false).connect().await?;
    let sql = "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size";
    let total: i64 = sqlx::query_scalar(sql).fetch_one(&mut connection).await?;
    let total = u64::try_from(total).unwrap_or(0);
    {
        let mut copying = std::pin::pin!(sqlx::query("VACUUM INTO $1").bind(text(into)?).execute(&mut connection));
        let mut clock = tokio::time::interval(TICK);
        loop {
            tokio::select! {
                done = &mut copying => {
                    done?;
                    break;
                }
                _ = clock.tick() => {
                    let done = std::fs::metadata(into).map_or(0, |file| file.len());
                    tell(Progress::Copying { done: done.min(total), total });
                }
            }
        }
    }
    Ok(connection.close().await?)
}

/// A database that nobody else has open, or the place of one.
pub struct Claim {
    database: PathBuf,
    _held: Held,
}

impl Claim {
    /// `None` when somebody has it open.
    pub fn take(database: &Path) -> Result<Option<Self>> {
        let held = guard::claim_file(database)?;
        Ok(held.map(|held| Self { database: database.to_owned(), _held: held }))
    }

    /// What is there; `None` when another program, one without our lock, has it open. What its write-ahead log
    /// still holds is moved into the file first, so that the file alone is the whole of it.
    pub async fn existing(&self) -> Result<Option<Existing>> {
        if !self.database.exists() {
            return Ok(Some(Existing::Nothing));
        }
        match self.look().await {
            Ok(existing) => Ok(Some(existing)),
            Err(Error::Unavailable(why)) if why.contains("locked") => Ok(None),
            Err(e) => Ok(Some(Existing::Unreadable(e.to_string()))),
        }
    }

    async fn look(&self) -> Result<Existing> {
        let options = options(text(&self.database)?)?.create_if_missing(false).busy_timeout(Duration::from_secs(1));
        let mut connection = options.connect().await?;
        let sql = "SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE name = 'moderator')";
        let ours: bool = sqlx::query_scalar(sql).fetch_one(&mut connection).await?;
        let contents = if ours { Some(contents(&mut connection).await?) } else { None };
        let sql = "SELECT EXISTS (SELECT 1 FROM sqlite_schema)";
        let anything: bool = sqlx::query_scalar(sql).fetch_one(&mut connection).await?;
        sqlx::query("PRAGMA journal_mode = DELETE").execute(&mut connection).await?;
        connection.close().await?;
        Ok(match contents {
            Some(contents) if contents.is_nothing() => Existing::Nothing,
            Some(contents) => Existing::Holds(contents),
            None if anything => Existing::Unreadable("it is no database of Svar's".to_owned()),
            None => Existing::Nothing,
        })
    }

    /// Puts the file `ready` in its place, at once: at no moment is there no database. What was there is kept as
    /// `aside`.
    pub fn replace(&self, ready: &Path, aside: Option<&Path>) -> std::io::Result<()> {
        if let Some(aside) = aside {
            keep(&self.database, aside)?;
        }
        // Only a database that could not be opened still has these; a log must never meet another database.
        for end in COMPANIONS {
            let beside = with_end(&self.database, end);
            let moved = match aside {
                Some(aside) => std::fs::rename(&beside, with_end(aside, end)),
                None => std::fs::remove_file(&beside),
            };
            moved.or_else(|e| if e.kind() == std::io::ErrorKind::NotFound { Ok(()) } else { Err(e) })?;
        }
        std::fs::rename(ready, &self.database)
    }
}

/// A second name for a file, never that of another one; where the file system knows no second names, it is moved.
pub fn keep(file: &Path, aside: &Path) -> std::io::Result<()> {
    match std::fs::hard_link(file, aside) {
        Err(e) if e.kind() != std::io::ErrorKind::AlreadyExists && !aside.exists() => std::fs::rename(file, aside),
        done => done,
    }
}

/// What SQLite may keep beside a file, by the ends of the names.
pub const COMPANIONS: [&str; 3] = ["-wal", "-shm", "-journal"];

pub fn with_end(path: &Path, end: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(end);
    PathBuf::from(name)
}

fn text(path: &Path) -> Result<&str> {
    path.to_str().ok_or_else(|| Error::Setup(format!("the name {} is not UTF-8", path.display())))
}
