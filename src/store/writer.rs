//! SQLite's one writer: it lends its connection to one request after the other and commits what has queued up together.
//!
//! Each request has a savepoint of its own, so a failing one does not touch its neighbours. When the COMMIT itself fails
//! (a full disk), the whole batch failed and every request in it hears so. It must never acknowledge before that.

use std::sync::Arc;

use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions, Connection, SqliteConnection};
use tokio::runtime::Handle;
use tokio::sync::{mpsc, oneshot};

use super::guard::Held;
use super::later::Later;
use super::words::WordChanges;
use super::{Error, Result};
use crate::domain::comment::CommentId;
use crate::domain::site::SiteId;

/// Hears how many requests each batch committed.
pub type BatchObserver = Arc<dyn Fn(usize) + Send + Sync>;

/// Requests that may share one COMMIT; bounds how long the first of them waits.
const BATCH: usize = 256;

/// What the writer is asked for.
pub(super) enum Request {
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

pub(super) struct Writer {
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

/// How much the writer gives way (sched(7), 0: not, 19: most): where there is not enough of the processor, it gets a tenth
/// of what each other thread gets. Readers would wait for writers otherwise, of whom there are few and who wait for the
/// disk anyway.
#[cfg(target_os = "linux")]
const GIVES_WAY: i32 = 10;

/// Opens the writer's connection. SQLite's thread inherits how much it gives way from the one that begins it, so that one
/// is made for the purpose and ends.
pub(super) async fn connect(options: &SqliteConnectOptions) -> Result<SqliteConnection> {
    let (done, opened) = oneshot::channel();
    let (options, runtime) = (options.clone(), Handle::current());
    let open = move || {
        // Where it is refused, the writer does not give way. Elsewhere than on Linux the whole process would.
        #[cfg(target_os = "linux")]
        let _ = rustix::process::nice(GIVES_WAY);
        let _ = done.send(runtime.block_on(options.connect()));
    };
    let failed = |why: &dyn std::fmt::Display| Error::Unavailable(format!("the writer cannot begin: {why}"));
    std::thread::Builder::new().name("writer-opening".to_owned()).spawn(open).map_err(|e| failed(&e))?;
    Ok(opened.await.map_err(|e| failed(&e))??)
}

fn no_connection() -> Error {
    Error::Unavailable("no connection".to_owned())
}

/// The requests of one batch that wait for its COMMIT.
type Waiting = Vec<oneshot::Sender<Result<()>>>;

impl Writer {
    pub fn new(
        options: SqliteConnectOptions,
        connection: SqliteConnection,
        requests: mpsc::Receiver<Request>,
        observer: BatchObserver,
        held: Held,
    ) -> Self {
        Self { options, connection: Some(connection), requests, observer, stop: None, _held: held }
    }

    /// Serves until the store is closed.
    pub async fn run(mut self) {
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
            self.connection = Some(connect(&self.options).await?);
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
