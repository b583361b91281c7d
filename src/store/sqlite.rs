//! SQLite: a pool of readers and one writer that commits what has queued up together.
//!
//! Many acknowledged requests share one fsync, and none is lost by a crash or a power cut:
//! `synchronous=FULL`, and a lease's `commit` returns only after the batch's COMMIT. Each request has
//! a savepoint of its own, so a failing one does not touch its neighbours. When the COMMIT itself fails
//! (a full disk), the whole batch failed and every request in it hears so.
//!
//! Each statement is a walk to SQLite's thread and back, which costs more than most statements. So what nobody waits
//! for is put off ([`Later`]) and walks in one go, with the next question or with the end of the request.
//!
//! One writer connection instead of a pool, because SQLite has one writer anyway: waiting in a queue is
//! fair and short, waiting for a lock is neither.

use std::path::Path;
use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;

use sqlx::migrate::Migrator;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sqlx::{ConnectOptions, Connection, SqliteConnection};
use tokio::sync::{mpsc, oneshot};

use super::guard::{self, Held};
use super::later::Later;
use super::readers::{Reader, Readers};
use super::words::WordChanges;
use super::{Error, Result};
use crate::domain::comment::CommentId;
use crate::domain::site::SiteId;

/// Hears how many requests each batch committed.
pub type BatchObserver = Arc<dyn Fn(usize) + Send + Sync>;

/// Requests that may share one COMMIT; bounds how long the first of them waits.
const BATCH: usize = 256;

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

/// What the writer is asked for.
enum Request {
    Turn(oneshot::Sender<Lease>),
    /// Stop: close the connection, and answer here when that is done.
    Stop(oneshot::Sender<()>),
}

/// What a lease hands back to the writer.
struct Returned {
    connection: SqliteConnection,
    /// What was put off and is still to be done if it is kept.
    later: Later,
    /// Keep what was done in the lease, or undo it.
    keep: bool,
    /// Answered after the batch's COMMIT.
    ack: Option<oneshot::Sender<Result<()>>>,
}

/// A turn on the writer's open transaction, inside a savepoint of its own. Dropped without `commit`,
/// everything done in it is undone.
pub struct Lease {
    connection: Option<SqliteConnection>,
    later: Later,
    back: Option<oneshot::Sender<Returned>>,
}

impl Lease {
    /// The connection, with everything done that was put off.
    pub async fn connection(&mut self) -> Result<&mut SqliteConnection> {
        let connection =
            self.connection.as_mut().ok_or_else(|| Error::Unavailable("the writer has stopped".to_owned()))?;
        self.later.run(connection).await?;
        Ok(connection)
    }

    /// A statement that may wait until somebody asks something, or until the end.
    pub fn later(&mut self) -> &mut Later {
        &mut self.later
    }

    /// By which words a comment is to be found when this is committed.
    pub(super) fn find_by(&mut self, comment: (SiteId, CommentId), words: Option<String>) {
        self.later.words.set(comment, words);
    }

    /// Keeps what was done and returns when it is on disk.
    pub async fn commit(self) -> Result<()> {
        self.end(true).await
    }

    /// Undoes what was done, and returns when what the lease could see of others is on disk.
    pub async fn rollback(self) -> Result<()> {
        self.end(false).await
    }

    async fn end(mut self, keep: bool) -> Result<()> {
        let (ack, outcome) = oneshot::channel();
        self.give_back(keep, Some(ack));
        outcome.await.unwrap_or_else(|_| Err(Error::Unavailable("the writer has stopped".to_owned())))
    }

    fn give_back(&mut self, keep: bool, ack: Option<oneshot::Sender<Result<()>>>) {
        if let (Some(connection), Some(back)) = (self.connection.take(), self.back.take()) {
            let later = std::mem::take(&mut self.later);
            let _ = back.send(Returned { connection, later, keep, ack });
        }
    }
}

impl Drop for Lease {
    fn drop(&mut self) {
        self.give_back(false, None);
    }
}

impl Sqlite {
    pub async fn open(path: &str, most: u32, observer: BatchObserver, migrator: &Migrator) -> Result<Self> {
        let options = options(path)?;
        let held = guard::share_file(Path::new(path))?;
        // A reader's large sort may lie in a file meanwhile.
        let reading = options.clone().read_only(true).create_if_missing(false).pragma("cache_size", READER_CACHE);
        // What a request has changed is kept beside it until its savepoint is released: in memory, or it would be written
        // to a file of its own, twice a page.
        let options = options.pragma("temp_store", "MEMORY");
        // The writer first: a read-only connection cannot switch the file to WAL.
        let mut connection = options.connect().await.map_err(|e| match Error::from(e) {
            Error::Unavailable(why) | Error::Defect(why) => {
                Error::Setup(format!("the database file {path} cannot be opened: {why}"))
            }
            other => other,
        })?;
        migrator.run(&mut connection).await.map_err(Error::migration)?;
        forget_statistics(&mut connection).await?;
        let readers = Readers::open(reading, most).await?;
        let (queue, requests) = mpsc::channel(4_096);
        tokio::spawn(
            Writer { options, connection: Some(connection), requests, observer, stop: None, _held: held }.run(),
        );
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

/// SQLite plans by what statistics knew when the connection began, and a service may run for years: where they said
/// "eight comments", each post would read them all when they are a million. Without any it takes every table for large.
/// Earlier versions made some at each end, and an operator's tool may.
async fn forget_statistics(connection: &mut SqliteConnection) -> Result<()> {
    sqlx::query("DROP TABLE IF EXISTS sqlite_stat1; DROP TABLE IF EXISTS sqlite_stat4").execute(connection).await?;
    Ok(())
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

struct Writer {
    options: SqliteConnectOptions,
    /// `None` after a failure that left the connection in an unknown state; opened again by the next batch.
    connection: Option<SqliteConnection>,
    requests: mpsc::Receiver<Request>,
    observer: BatchObserver,
    /// Set once the store is being closed.
    stop: Option<oneshot::Sender<()>>,
    /// Let go with the writer, which ends last.
    _held: Held,
}

fn no_connection() -> Error {
    Error::Unavailable("no connection".to_owned())
}

/// The requests of one batch that wait for its COMMIT.
type Waiting = Vec<oneshot::Sender<Result<()>>>;

impl Writer {
    async fn run(mut self) {
        while let Some(first) = self.next().await {
            let mut waiting = Waiting::new();
            let outcome = self.batch(first, &mut waiting).await;
            if outcome.is_err() {
                self.abandon().await;
            } else if !waiting.is_empty() {
                (self.observer)(waiting.len());
            }
            for ack in waiting {
                let _ = ack.send(match &outcome {
                    Ok(()) => Ok(()),
                    Err(e) => Err(Error::Unavailable(e.to_string())),
                });
            }
        }
        if let Some(connection) = self.connection.take() {
            let _ = connection.close().await;
        }
        let stop = self.stop.take();
        drop(self);
        if let Some(done) = stop {
            let _ = done.send(());
        }
    }

    /// Waits for a requester; `None` when writing has ended.
    async fn next(&mut self) -> Option<oneshot::Sender<Lease>> {
        if self.stop.is_some() {
            return None;
        }
        let request = self.requests.recv().await?;
        self.requester(request)
    }

    fn next_queued(&mut self) -> Option<oneshot::Sender<Lease>> {
        let request = self.requests.try_recv().ok()?;
        self.requester(request)
    }

    fn requester(&mut self, request: Request) -> Option<oneshot::Sender<Lease>> {
        match request {
            Request::Turn(turn) => Some(turn),
            Request::Stop(done) => {
                self.stop = Some(done);
                None
            }
        }
    }

    /// Serves what has queued up in one transaction. Dropping a requester's `turn` tells it that no
    /// turn came.
    async fn batch(&mut self, first: oneshot::Sender<Lease>, waiting: &mut Waiting) -> Result<()> {
        if self.connection.is_none() {
            self.connection = Some(self.options.connect().await?);
        }
        self.execute("BEGIN IMMEDIATE; SAVEPOINT request").await?;
        let mut next = Some(first);
        let (mut served, mut words) = (0, WordChanges::default());
        while let Some(turn) = next {
            self.turn(turn, waiting, &mut words).await?;
            served += 1;
            next = if served < BATCH { self.next_queued() } else { None };
        }
        words.write(self.connection.as_mut().ok_or_else(no_connection)?).await?;
        self.execute("COMMIT").await
    }

    async fn turn(
        &mut self,
        turn: oneshot::Sender<Lease>,
        waiting: &mut Waiting,
        words: &mut WordChanges,
    ) -> Result<()> {
        if turn.is_closed() {
            return Ok(());
        }
        let (back, returned) = oneshot::channel();
        let lease = Lease { connection: self.connection.take(), later: Later::default(), back: Some(back) };
        // A requester that has gone drops the lease, which hands the connection straight back.
        let _ = turn.send(lease);
        let lost = |_| Error::Unavailable("a write never returned the connection".to_owned());
        let Returned { connection, later, keep, ack } = returned.await.map_err(lost)?;
        let connection = self.connection.insert(connection);
        let kept = match keep {
            true => later.finish(connection).await.map(Some),
            false => Ok(None),
        };
        let undo = !matches!(kept, Ok(Some(_)));
        match (kept, ack) {
            // Before anything else can fail: then the batch fails, and this request hears so.
            (Ok(changed), ack) => {
                waiting.extend(ack);
                words.append(changed.unwrap_or_default());
            }
            // It failed by itself; its neighbours go on.
            (Err(e), Some(ack)) => drop(ack.send(Err(e))),
            (Err(_), None) => {}
        }
        // The savepoint stays, for whoever is next.
        if undo { self.execute("ROLLBACK TO request").await } else { Ok(()) }
    }

    async fn execute(&mut self, sql: &'static str) -> Result<()> {
        let connection = self.connection.as_mut().ok_or_else(no_connection)?;
        sqlx::query(sql).execute(connection).await?;
        Ok(())
    }

    /// After a failed batch: undo it, and start again with a fresh connection. SQLite may have rolled
    /// back by itself (a full disk), so a failing ROLLBACK means nothing.
    async fn abandon(&mut self) {
        let _ = self.execute("ROLLBACK").await;
        if let Some(connection) = self.connection.take() {
            let _ = connection.close().await;
        }
    }
}
