//! Putting a backup in the database's place.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use secrecy::ExposeSecret;
use serde::Serialize;

use super::partial::{self, Partial, sync_folder};
use super::seal::{self, Kind};
use super::{BackupError, Contents, KeyReport, Tell, folder_of, key, moment};
use crate::config::DatabaseTarget;
use crate::domain::clock::Timestamp;
use crate::store::backup::{Copy, Existing, Label, PostgresClaim, SqliteClaim, newest_schema, with_end};

/// What is asked for.
pub struct Restoring<'a> {
    pub backup: &'a Path,
    pub database: &'a DatabaseTarget,
    pub key_path: &'a Path,
    /// Where a work copy may lie while PostgreSQL is filled.
    pub data_dir: &'a Path,
    /// In place of a database that holds something.
    pub replace: bool,
    pub now: Timestamp,
    /// True from the moment when it can no longer be stopped half-way: it is over at once.
    pub ending: AtomicBool,
}

/// What was restored.
#[derive(Debug, Serialize)]
pub struct Restored {
    pub file: PathBuf,
    #[serde(flatten)]
    pub contents: Contents,
    pub bytes: u64,
    /// The schema of the backup; the database has the newest one.
    pub schema: i64,
    /// What it is restored into.
    pub engine: &'static str,
    /// When the backup was taken, RFC 3339.
    pub made: String,
    pub key: KeyReport,
    /// Where what was there before is kept: a file, or a schema of the PostgreSQL database.
    pub kept: Option<String>,
    pub kept_key: Option<PathBuf>,
    pub warnings: Vec<String>,
}

/// The place that the backup goes to, ours alone.
enum Place {
    Sqlite { claim: SqliteClaim, database: PathBuf },
    Postgres(PostgresClaim),
}

/// # Errors
/// One sentence; then the database is what it was.
pub async fn restore(order: &Restoring<'_>, tell: Tell<'_>) -> Result<Restored, BackupError> {
    let backup = order.backup;
    let unreadable = |e| BackupError::Unreadable(backup.to_owned(), e);
    // Before it is opened: whoever opened a pipe would wait for ever.
    if !std::fs::metadata(backup).map_err(unreadable)?.is_file() {
        return Err(BackupError::NoBackup(backup.to_owned()));
    }
    let mut file = File::open(backup).map_err(unreadable)?;
    is_apart(order, &file)?;
    let body = match seal::kind(&mut file).map_err(unreadable)? {
        Kind::Sealed(body) => body,
        Kind::CutShort => return Err(BackupError::CutShort(backup.to_owned())),
        Kind::Other => return Err(BackupError::NoBackup(backup.to_owned())),
    };
    let bytes = file.metadata().map_err(unreadable)?.len();

    let work = work_file(order);
    let written = |e: std::io::Error| BackupError::Write { folder: folder_of(&work).to_owned(), why: e.to_string() };
    std::fs::create_dir_all(folder_of(&work)).map_err(written)?;
    let mut place = claim(order).await?;
    let holds = place.holds_something(order).await?;

    let partial = Partial::begin(&work).map_err(written)?;
    let mut partial = partial.ok_or(BackupError::Running)?;
    if !seal::unseal(&mut file, body, &mut partial.file, tell).map_err(written)? {
        let why = "it is not as it was written".to_owned();
        return Err(BackupError::Damaged(backup.to_owned(), why));
    }
    let mut copy = Copy::open(partial.path()).await?;
    let (schema, label) = sound(order, &mut copy, tell).await?;
    let fingerprint = copy.fingerprint().await?;
    let plan = match &fingerprint {
        Some(fingerprint) => key::plan(backup, fingerprint, order.key_path, |path| aside(path, order.now))?,
        None => key::Plan::Nothing,
    };
    copy.make_ready().await.map_err(|e| BackupError::Damaged(backup.to_owned(), e.to_string()))?;
    let (contents, warnings) = (copy.contents().await?, copy.wrong_counters().await?);

    let filled = place.fill(order, (copy, partial), holds, &plan, tell).await;
    let (engine, kept) = filled.inspect_err(|_| plan.take_back())?;
    Ok(Restored {
        file: backup.to_owned(),
        contents,
        bytes,
        schema,
        engine,
        made: moment(label.made),
        key: KeyReport { fingerprint, file: Some(order.key_path.to_owned()) },
        kept,
        kept_key: plan.kept().map(Path::to_owned),
        warnings,
    })
}

/// On SQLite it becomes the database, so it lies beside it.
fn work_file(order: &Restoring<'_>) -> PathBuf {
    match order.database {
        DatabaseTarget::Sqlite(database) => database.clone(),
        DatabaseTarget::Postgres(_) => order.data_dir.join("restore"),
    }
}

/// The place is one for a file, and the backup is not what would be replaced or written on the way there.
fn is_apart(order: &Restoring<'_>, backup: &File) -> Result<(), BackupError> {
    let work = work_file(order);
    if let DatabaseTarget::Sqlite(database) = order.database
        && std::fs::metadata(database).is_ok_and(|there| !there.is_file())
    {
        return Err(BackupError::NoFile(database.clone()));
    }
    let mut taken = [Some(work.clone()), Partial::path_for(&work)].into_iter().flatten();
    match taken.any(|path| partial::is_same(&path, backup)) {
        true => Err(BackupError::Inside(order.backup.to_owned())),
        false => Ok(()),
    }
}

/// What is replaced is kept under this name, or this name with a number: nothing that is kept is replaced.
fn aside(path: &Path, now: Timestamp) -> PathBuf {
    let first = with_end(path, &format!(".before-{}", stamp(now)));
    let next = (2_u32..).map(|number| with_end(&first, &format!("-{number}")));
    let mut names = std::iter::once(first.clone()).chain(next);
    names.find(|path| path.symlink_metadata().is_err()).unwrap_or(first)
}

/// `20261128T143334Z`
fn stamp(now: Timestamp) -> String {
    let seconds = moment(now.0.div_euclid(1000) * 1000);
    seconds.chars().filter(|c| !matches!(c, '-' | ':')).collect()
}

async fn claim(order: &Restoring<'_>) -> Result<Place, BackupError> {
    let place = match order.database {
        DatabaseTarget::Sqlite(database) => {
            SqliteClaim::take(database)?.map(|claim| Place::Sqlite { claim, database: database.clone() })
        }
        DatabaseTarget::Postgres(url) => PostgresClaim::take(url.expose_secret()).await?.map(Place::Postgres),
    };
    place.ok_or(BackupError::Running)
}

/// What the copy is, if it is whole and of a schema that this program knows.
async fn sound(order: &Restoring<'_>, copy: &mut Copy, tell: Tell<'_>) -> Result<(i64, Label), BackupError> {
    let damaged = |why: String| BackupError::Damaged(order.backup.to_owned(), why);
    let no_backup = || BackupError::NoBackup(order.backup.to_owned());
    let schema = copy.schema().await.map_err(|e| damaged(e.to_string()))?.ok_or_else(no_backup)?;
    let label = copy.label().await.map_err(|e| damaged(e.to_string()))?.ok_or_else(no_backup)?;
    if schema > newest_schema() {
        let file = order.backup.to_owned();
        return Err(BackupError::Future { file, schema, svar: label.svar, known: newest_schema() });
    }
    copy.check(tell).await.map_err(|e| damaged(e.to_string()))?;
    Ok((schema, label))
}

impl Place {
    /// Whether something stands there that has to be kept; an error when it may not be replaced.
    async fn holds_something(&mut self, order: &Restoring<'_>) -> Result<bool, BackupError> {
        let (existing, place) = match self {
            Place::Sqlite { claim, database } => {
                (claim.existing().await?.ok_or(BackupError::Running)?, database.display().to_string())
            }
            Place::Postgres(claim) => (claim.existing().await?, "at database.url".to_owned()),
        };
        match existing {
            Existing::Nothing => Ok(false),
            _ if order.replace => Ok(true),
            Existing::Holds(Contents { comments, sites, accounts, .. }) => {
                Err(BackupError::Holds { place, comments: comments.all(), sites: sites.len(), accounts })
            }
            Existing::Unreadable(why) => Err(BackupError::Broken(place, why)),
        }
    }

    /// The last step, the key's included: it comes as late as can be, and from then on nothing stops this any more. Also
    /// says where what was there is kept. Where it fails, a key that is placed already is the caller's to take back.
    async fn fill(
        self,
        order: &Restoring<'_>,
        (mut copy, partial): (Copy, Partial),
        holds: bool,
        plan: &key::Plan,
        tell: Tell<'_>,
    ) -> Result<(&'static str, Option<String>), BackupError> {
        let place_key = || {
            order.ending.store(true, Ordering::Relaxed);
            plan.carry_out()
        };
        match self {
            Place::Sqlite { claim, database } => {
                copy.close().await?;
                let kept = holds.then(|| aside(&database, order.now));
                let written = |e: std::io::Error| BackupError::Write {
                    folder: folder_of(&database).to_owned(),
                    why: e.to_string(),
                };
                partial.belongs_with(&database);
                partial.file.sync_all().map_err(written)?;
                place_key()?;
                claim.replace(partial.path(), kept.as_deref()).map_err(written)?;
                partial.was_moved();
                sync_folder(&database).map_err(written)?;
                Ok(("sqlite", kept.map(|path| path.display().to_string())))
            }
            Place::Postgres(claim) => {
                let kept = holds.then(|| format!("svar_before_{}", stamp(order.now).to_lowercase()));
                let at_last = || place_key().map_err(|e| crate::store::Error::Setup(e.to_string()));
                let kept = claim.replace(&mut copy, kept.as_deref(), at_last, tell).await?;
                copy.close().await?;
                Ok(("postgres", kept))
            }
        }
    }
}
