//! SQLite: a pool of readers and one writer that commits what has queued up together.
//!
//! Many acknowledged requests share one fsync, and none is lost by a crash or a power cut:
//! `synchronous=FULL`, and a lease's `commit` returns only after the batch's COMMIT (`store::writer`).
//!
//! Each statement is a walk to SQLite's thread and back, which costs more than most statements. So what nobody waits
//! for is put off (`store::later`) and walks in one go, with the next question or with the end of the request.
//!
//! One writer connection instead of a pool, because SQLite has one writer anyway: waiting in a queue is
//! fair and short, waiting for a lock is neither.

use std::path::Path;
use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;

use sqlx::migrate::Migrator;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sqlx::{Connection, SqliteConnection};
use tokio::sync::{mpsc, oneshot};

use super::guard;
use super::readers::{Reader, Readers};
use super::writer::{self, BatchObserver, Lease, Request, Writer};
use super::{Error, Result};

/// How long a write waits for its turn. Whoever has waited this long is told to come again, so that on a disk that
/// does not keep up neither the queue nor the waiting grows.
const PATIENCE: Duration = Duration::from_secs(10);

/// In kilobytes, negated, as SQLite wants it. Each reader has one of its own, and loses it with every change, so large
/// ones would cost much memory and save little: the system keeps the pages anyway.
const READER_CACHE: &str = "-1000";

/// As [`READER_CACHE`]. Holds what one batch changes and the upper pages of the indexes; what falls out comes back from the
/// system's memory.
const WRITER_CACHE: &str = "-4000";

#[derive(Clone)]
pub struct Sqlite {
    readers: Arc<Readers>,
    queue: mpsc::Sender<Request>,
}

impl Sqlite {
    pub async fn open(path: &str, most: u32, observer: BatchObserver, migrator: &Migrator) -> Result<Self> {
        let options = options(path)?;
        let held = guard::share_file(Path::new(path))?;
        make_private(Path::new(path));
        // A reader's large sort may lie in a file meanwhile.
        let reading = options.clone().read_only(true).create_if_missing(false).pragma("cache_size", READER_CACHE);
        // What a request has changed is kept beside it until its savepoint is released: in memory, or it would be written
        // to a file of its own, twice a page.
        let options = options.pragma("temp_store", "MEMORY");
        // The writer first: a read-only connection cannot switch the file to WAL.
        let mut connection = writer::connect(&options).await.map_err(|e| match e {
            Error::Unavailable(why) | Error::Defect(why) => {
                Error::Setup(format!("the database file {path} cannot be opened: {why}"))
            }
            other => other,
        })?;
        migrator.run(&mut connection).await.map_err(Error::migration)?;
        if forget_statistics(&mut connection).await {
            // It would go on planning by what it has read of them.
            connection.close().await?;
            connection = writer::connect(&options).await?;
        }
        let readers = Readers::open(reading, most, Readers::KEPT).await?;
        let (queue, requests) = mpsc::channel(4_096);
        tokio::spawn(Writer::new(options, connection, requests, observer, held).run());
        Ok(Self { readers, queue })
    }

    /// A connection that reads.
    pub async fn reader(&self) -> Result<Reader<'_>> {
        self.readers.reader().await
    }

    /// Waits for a turn on the writer, but not for ever.
    pub async fn lease(&self) -> Result<Lease> {
        let late = || Error::Unavailable("too many writes are waiting".to_owned());
        tokio::time::timeout(PATIENCE, self.turn()).await.unwrap_or_else(|_| Err(late()))
    }

    async fn turn(&self) -> Result<Lease> {
        let (turn, lease) = oneshot::channel();
        let stopped = || Error::Unavailable("the database is not accepting writes".to_owned());
        self.queue.send(Request::Turn(turn)).await.map_err(|_| stopped())?;
        lease.await.map_err(|_| stopped())
    }

    pub async fn close(&self) {
        // A last empty turn: everything queued before it is on disk when it returns.
        if let Ok(lease) = self.lease().await {
            let _ = lease.commit().await;
        }
        // The writer last: the last connection moves the write-ahead log into the file, and readers cannot.
        self.readers.close().await;
        let (stopped, done) = oneshot::channel();
        if self.queue.send(Request::Stop(stopped)).await.is_ok() {
            let _ = done.await;
        }
    }
}

/// A new database can be read by its owner alone, and so can its log, which takes this from it. Where the file cannot be
/// made, SQLite says why.
fn make_private(path: &Path) {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let _ = options.open(path);
}

/// Drops what ANALYZE has left, and says whether there was any. SQLite would plan by it for years: where it says "eight
/// comments", each post reads them all when they are a million. Without any, SQLite takes every table for large, as
/// `store::plans` does. Earlier versions made statistics at each end, and an operator's tool may.
async fn forget_statistics(connection: &mut SqliteConnection) -> bool {
    let there = "SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE name IN ('sqlite_stat1', 'sqlite_stat4'))";
    if !sqlx::query_scalar(there).fetch_one(&mut *connection).await.unwrap_or(false) {
        return false;
    }
    let drop = "DROP TABLE IF EXISTS sqlite_stat1; DROP TABLE IF EXISTS sqlite_stat4";
    match sqlx::query(drop).execute(connection).await {
        Ok(_) => true,
        // A full disk, or somebody else who is writing: with them it is slower, and no reason not to start.
        Err(error) => {
            tracing::warn!(%error, "SQLite's statistics could not be dropped: plans may be slow until the next start");
            false
        }
    }
}

pub(super) fn options(path: &str) -> Result<SqliteConnectOptions> {
    Ok(SqliteConnectOptions::from_str("sqlite:")
        .map_err(Error::from)?
        .filename(path)
        .in_memory(false)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(Duration::from_secs(5))
        .pragma("trusted_schema", "OFF")
        .pragma("secure_delete", "ON")
        .pragma("journal_size_limit", "67108864")
        .pragma("cache_size", WRITER_CACHE))
}
