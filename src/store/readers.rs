//! SQLite's readers: a few connections that take turns.
//!
//! Why not sqlx's pool: it asks a connection before each loan, and after each, whether it is well. Over a network that
//! is wise; to a file it is two more walks to another thread for each question. A connection that fails or is given up
//! in the middle of a question is let go here, and the next reader opens another.

use std::ops::{Deref, DerefMut};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions, Connection, SqliteConnection};
use tokio::sync::{Semaphore, SemaphorePermit};
use tokio::time::Instant;

use super::{Error, Result};

/// How long a question waits for a connection.
const PATIENCE: Duration = Duration::from_secs(5);

pub struct Readers {
    options: SqliteConnectOptions,
    /// The last one to come back is the next one to go: its cache is the warmest. So those that a quiet hour does not need
    /// are at the front.
    idle: Mutex<Vec<(Instant, SqliteConnection)>>,
    free: Semaphore,
    most: u32,
    kept: Duration,
}

impl Readers {
    /// How long a connection that nobody needs is kept: it holds a megabyte of pages and a thread.
    pub const KEPT: Duration = Duration::from_secs(60);

    /// Opens one connection, so that what is wrong with the file is known at once, and up to `most` when they are
    /// needed. `kept`: usually [`Self::KEPT`].
    pub async fn open(options: SqliteConnectOptions, most: u32, kept: Duration) -> Result<Arc<Self>> {
        let first = options.connect().await?;
        let idle = Mutex::new(vec![(Instant::now(), first)]);
        let most = most.max(1);
        Ok(Arc::new(Self { options, idle, free: Semaphore::new(most as usize), most, kept }))
    }

    /// A connection for one question.
    pub async fn reader(&self) -> Result<Reader<'_>> {
        let stopped = |_| Error::Unavailable("the database is closed".to_owned());
        let late = |_| Error::Unavailable("too many questions are waiting".to_owned());
        let permit = tokio::time::timeout(PATIENCE, self.free.acquire()).await.map_err(late)?.map_err(stopped)?;
        let idle = self.idle().pop();
        let connection = match idle {
            Some((_, connection)) => connection,
            None => self.options.connect().await?,
        };
        Ok(Reader { readers: self, connection, _permit: permit })
    }

    /// Waits until nobody reads, and closes every connection.
    pub async fn close(&self) {
        let everybody = self.free.acquire_many(self.most).await;
        self.free.close();
        drop(everybody);
        let idle = std::mem::take(&mut *self.idle());
        for (_, connection) in idle {
            let _ = connection.close().await;
        }
    }

    /// Keeps a connection for the next question, and gives back one that has waited for a question too long. So one is
    /// closed for each question that is answered; while the service runs, its worker asks every ten seconds at least.
    fn take_back(&self, connection: SqliteConnection) -> Option<SqliteConnection> {
        let now = Instant::now();
        let mut idle = self.idle();
        idle.push((now, connection));
        let stale = idle.len() > 1 && idle.first().is_some_and(|(since, _)| now.duration_since(*since) >= self.kept);
        stale.then(|| idle.remove(0).1)
    }

    fn idle(&self) -> MutexGuard<'_, Vec<(Instant, SqliteConnection)>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A connection on loan; it goes back by [`Reader::done`] alone.
pub struct Reader<'a> {
    readers: &'a Readers,
    connection: SqliteConnection,
    _permit: SemaphorePermit<'a>,
}

impl Reader<'_> {
    /// The question was answered, so the connection is in order.
    pub async fn done<T>(self, answer: std::result::Result<T, sqlx::Error>) -> std::result::Result<T, sqlx::Error> {
        let Self { readers, connection, _permit } = self;
        if matches!(answer, Ok(_) | Err(sqlx::Error::RowNotFound))
            && let Some(stale) = readers.take_back(connection)
        {
            // Under this reader's permit: whoever closes the database waits for it.
            let _ = stale.close().await;
        }
        answer
    }
}

impl Deref for Reader<'_> {
    type Target = SqliteConnection;

    fn deref(&self) -> &SqliteConnection {
        &self.connection
    }
}

impl DerefMut for Reader<'_> {
    fn deref_mut(&mut self) -> &mut SqliteConnection {
        &mut self.connection
    }
}
