//! Everything durable, on SQLite or PostgreSQL, behind one type: the only place that says `sqlx`.
//!
//! One SQL text serves both engines; a function with two texts says why. Reads are methods of
//! [`Store`], writes are methods of [`Tx`]. A `Tx` is all or nothing, and what it did is acknowledged
//! only by [`Tx::commit`], which returns after the bytes are on disk. Look-ups return `Option`; nothing
//! here knows why a comment is refused, what HTTP is, or what a sealed value holds.

pub mod accounts;
pub mod articles;
pub mod audit;
pub mod backup;
pub mod bans;
pub mod comments;
pub mod embed_seen;
mod error;
pub mod figures;
pub mod flags;
pub mod found;
mod guard;
pub mod health;
pub mod history;
pub mod idempotency;
pub mod jobs;
mod later;
pub mod lessons;
pub mod links;
pub mod listen;
pub mod log;
pub mod marks;
pub mod moving;
pub mod notes;
mod packed;
pub mod people;
pub mod persons;
pub mod queue;
pub mod readers;
pub mod rechecks;
pub mod retention;
mod rows;
pub mod search;
pub mod settings;
pub mod sites;
mod sqlite;
mod statement;
pub mod statuses;
pub mod steps;
pub mod submissions;
pub mod threads;
pub mod tokens;
pub mod tried;
pub mod trust;
mod tx;
pub mod votes;
pub mod waves;
pub mod words;
mod writer;

use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::{ConnectOptions, Connection, PgPool};
use std::str::FromStr;
use std::time::Duration;

pub use error::Error;
pub use tx::{Changes, ThreadChange, Tx};
pub use writer::BatchObserver;

use crate::domain::clock::Timestamp;

pub type Result<T> = std::result::Result<T, Error>;

/// An open database.
#[derive(Clone)]
pub enum Store {
    Sqlite(sqlite::Sqlite),
    Postgres(PgPool),
}

/// Runs one query expression on either engine's pool: `on_pool!(store, |c| sqlx::query(…).fetch_one(c))`.
/// Each arm is checked against its own driver, so there are no generics in any signature.
macro_rules! on_pool {
    ($store:expr, |$c:ident| $query:expr) => {
        match $store {
            $crate::store::Store::Sqlite(engine) => {
                let mut reader = engine.reader().await?;
                let $c = &mut *reader;
                let answer = $query.await;
                reader.done(answer).await
            }
            $crate::store::Store::Postgres(pool) => {
                let $c = pool;
                $query.await
            }
        }
    };
}

/// The same inside a transaction.
macro_rules! on_tx {
    ($tx:expr, |$c:ident| $query:expr) => {
        match $tx.engine()? {
            $crate::store::tx::Engine::Sqlite(lease) => {
                let $c = lease.connection().await?;
                $query.await
            }
            $crate::store::tx::Engine::Postgres(transaction) => {
                let $c = &mut **transaction;
                $query.await
            }
        }
    };
}

/// A statement without rows inside a transaction: how many rows it changed.
macro_rules! run_tx {
    ($tx:expr, $query:expr) => {
        match $tx.engine()? {
            $crate::store::tx::Engine::Sqlite(lease) => {
                $query.execute(lease.connection().await?).await.map(|done| done.rows_affected())
            }
            $crate::store::tx::Engine::Postgres(transaction) => {
                $query.execute(&mut **transaction).await.map(|done| done.rows_affected())
            }
        }
    };
}

/// A statement inside a transaction whose outcome nobody needs: `put_tx!(tx, sql, first, second)`. SQLite puts it off
/// until somebody asks something, or until the commit.
macro_rules! put_tx {
    ($tx:expr, $sql:expr, $($value:expr),+ $(,)?) => {
        match $tx.engine()? {
            $crate::store::tx::Engine::Sqlite(lease) => {
                let later = lease.later();
                later.put($sql)?;
                $(later.bind($value)?;)+
            }
            $crate::store::tx::Engine::Postgres(transaction) => {
                sqlx::query($sql)$(.bind($value))+.execute(&mut **transaction).await?;
            }
        }
    };
}

/// One query on SQLite's readers, where the engines have two texts: `on_readers!(engine, |c| query.fetch_all(c))`.
macro_rules! on_readers {
    ($engine:expr, |$c:ident| $query:expr) => {{
        let mut reader = $engine.reader().await?;
        let $c = &mut *reader;
        let answer = $query.await;
        reader.done(answer).await?
    }};
}

use {on_pool, on_readers, on_tx, put_tx, run_tx};

static SQLITE: sqlx::migrate::Migrator = sqlx::migrate!("migrations/sqlite");
static POSTGRES: sqlx::migrate::Migrator = sqlx::migrate!("migrations/postgres");

fn pg_options(url: &str) -> Result<PgConnectOptions> {
    Ok(PgConnectOptions::from_str(url)
        .map_err(|_| Error::Setup("database.url is not a valid postgres:// address".to_owned()))?
        .application_name("svar")
        .options([("synchronous_commit", "on")]))
}

impl Store {
    /// Opens, and if need be creates and migrates, the database at `url`: `sqlite:FILE` or
    /// `postgres://…`. `observer` hears the size of every batch that SQLite's writer commits.
    pub async fn open(url: &str, max_connections: u32, observer: BatchObserver) -> Result<Self> {
        if let Some(path) = url.strip_prefix("sqlite:") {
            let path = path.strip_prefix("//").unwrap_or(path);
            return Ok(Store::Sqlite(sqlite::Sqlite::open(path, max_connections, observer, &SQLITE).await?));
        }
        if !(url.starts_with("postgres://") || url.starts_with("postgresql://")) {
            return Err(Error::Setup("database.url must start with sqlite: or postgres://".to_owned()));
        }
        // First alone, because a pool would only say that no connection came; and without a limit, because a migration
        // takes as long as it takes, and another node waits for it as long.
        let mut first = pg_options(url)?.options([("statement_timeout", "0")]).connect().await?;
        if !guard::share_connection(&mut first).await? {
            return Err(Error::Setup(guard::RESTORING.to_owned()));
        }
        POSTGRES.run(&mut first).await.map_err(Error::migration)?;
        let options = pg_options(url)?.options([("statement_timeout", "5000"), ("lock_timeout", "5000")]);
        let pool = PgPoolOptions::new()
            .max_connections(max_connections)
            .acquire_timeout(Duration::from_secs(5))
            .after_connect(|connection, _| {
                Box::pin(async move {
                    let shared = guard::share_connection(connection).await?;
                    if shared { Ok(()) } else { Err(sqlx::Error::Protocol(guard::RESTORING.to_owned())) }
                })
            })
            .connect_with(options)
            .await?;
        first.close().await?;
        Ok(Store::Postgres(pool))
    }

    /// Begins a write. On SQLite it waits for its turn on the one writer; on PostgreSQL it is an
    /// ordinary transaction.
    pub async fn begin(&self) -> Result<Tx> {
        match self {
            Store::Sqlite(engine) => Ok(Tx::sqlite(engine.lease().await?)),
            Store::Postgres(pool) => Ok(Tx::postgres(pool.begin().await?)),
        }
    }

    pub fn engine_name(&self) -> &'static str {
        match self {
            Store::Sqlite(_) => "sqlite",
            Store::Postgres(_) => "postgres",
        }
    }

    /// Proves that the database can be written, for `/readyz`.
    pub async fn probe(&self, now: Timestamp) -> Result<()> {
        let mut tx = self.begin().await?;
        tx.set_meta("probe", &now.0.to_string()).await?;
        tx.commit().await?;
        Ok(())
    }

    pub async fn meta(&self, name: &str) -> Result<Option<String>> {
        let sql = "SELECT value FROM meta WHERE name = $1";
        Ok(on_pool!(self, |c| sqlx::query_scalar(sql).bind(name).fetch_optional(c))?)
    }

    /// Finishes what is queued and closes every connection.
    pub async fn close(&self) {
        match self {
            Store::Sqlite(engine) => engine.close().await,
            Store::Postgres(pool) => pool.close().await,
        }
    }
}

impl Tx {
    pub async fn set_meta(&mut self, name: &str, value: &str) -> Result<()> {
        let sql = "INSERT INTO meta (name, value) VALUES ($1, $2)
                   ON CONFLICT (name) DO UPDATE SET value = excluded.value";
        run_tx!(self, sqlx::query(sql).bind(name).bind(value))?;
        Ok(())
    }

    /// Takes a value away if it is still this one; false when it is not.
    pub async fn drop_meta(&mut self, name: &str, value: &str) -> Result<bool> {
        let sql = "DELETE FROM meta WHERE name = $1 AND value = $2";
        Ok(run_tx!(self, sqlx::query(sql).bind(name).bind(value))? > 0)
    }

    /// Sets a value that must never be replaced; returns what stands there now.
    pub async fn claim_meta(&mut self, name: &str, value: &str) -> Result<String> {
        let sql = "INSERT INTO meta (name, value) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING";
        run_tx!(self, sqlx::query(sql).bind(name).bind(value))?;
        let sql = "SELECT value FROM meta WHERE name = $1";
        Ok(on_tx!(self, |c| sqlx::query_scalar(sql).bind(name).fetch_one(c))?)
    }
}
