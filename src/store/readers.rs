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

use super::{Error, Result};

/// How long a question waits for a connection.
const PATIENCE: Duration = Duration::from_secs(5);

pub struct Readers {
    options: SqliteConnectOptions,
    /// The last one to come back is the next one to go: its cache is the warmest.
    idle: Mutex<Vec<SqliteConnection>>,
    free: Semaphore,
    most: u32,
}

impl Readers {
    /// Opens one connection, so that what is wrong with the file is known at once, and up to `most` when they are
    /// needed.
    pub async fn open(options: SqliteConnectOptions, most: u32) -> Result<Arc<Self>> {
        let first = options.connect().await?;
        let most = most.max(1);
        Ok(Arc::new(Self { options, idle: Mutex::new(vec![first]), free: Semaphore::new(most as usize), most }))
    }

    /// A connection for one question.
    pub async fn reader(&self) -> Result<Reader<'_>> {
        let stopped = |_| Error::Unavailable("the database is closed".to_owned());
        let late = |_| Error::Unavailable("too many questions are waiting".to_owned());
        let permit = tokio::time::timeout(PATIENCE, self.free.acquire()).await.map_err(late)?.map_err(stopped)?;
        let idle = self.idle().pop();
        let connection = match idle {
            Some(connection) => connection,
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
        for connection in idle {
            let _ = connection.close().await;
        }
    }

    fn idle(&self) -> MutexGuard<'_, Vec<SqliteConnection>> {
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
    pub fn done<T>(self, answer: std::result::Result<T, sqlx::Error>) -> std::result::Result<T, sqlx::Error> {
        if matches!(answer, Ok(_) | Err(sqlx::Error::RowNotFound)) {
            self.readers.idle().push(self.connection);
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
