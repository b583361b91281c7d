//! The store does what it promises, on both engines: every function of `Store` and `Tx` is called in one of
//! these rooms, and what it did is looked at from outside as well.

mod accounts;
mod comments;
mod disk;
mod history;
mod intake;
mod jobs;
mod laws;
mod million;
mod packed;
mod people;
mod plans;
#[cfg(target_os = "linux")]
mod readers;
mod retention;
mod search;
mod writer;

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use sqlx::postgres::{PgPool, PgPoolOptions, PgRow};
use sqlx::sqlite::{SqliteConnectOptions, SqlitePool, SqlitePoolOptions, SqliteRow};
use sqlx::{AssertSqlSafe, FromRow};
use svar::domain::author::AuthorKind;
use svar::domain::clock::Timestamp;
use svar::domain::comment::{CommentId, Status, StoredHtml};
use svar::domain::sealed::{KeyedHash, Sealed, TokenHash};
use svar::domain::site::{Origin, SiteId, SiteKey};
use svar::domain::submission::Address;
use svar::domain::thread::{PageUrl, ThreadId, ThreadKey};
use svar::domain::verdict::Verdict;
use svar::store::statuses::{Before, Change};
use svar::store::submissions::NewComment;
use svar::store::{BatchObserver, Changes, Store, Tx};

use crate::support::{Engine, TestDb};

/// 2026-03-02 12:00 UTC, and a number of milliseconds.
pub fn at(millis: i64) -> Timestamp {
    Timestamp(1_772_452_800_000 + millis)
}

pub fn key(word: &str) -> ThreadKey {
    ThreadKey::parse(word).unwrap()
}

pub fn address(word: &str) -> Address {
    Address { key: key(word), url: None }
}

pub fn with_url(word: &str) -> Address {
    Address { key: key(word), url: PageUrl::parse(&format!("https://magasinet.example/{word}")) }
}

pub fn hash(word: &str) -> KeyedHash {
    KeyedHash(word.as_bytes().to_vec())
}

pub fn token(word: &str) -> TokenHash {
    TokenHash(word.as_bytes().to_vec())
}

pub fn sealed(word: &str) -> Sealed {
    Sealed(word.as_bytes().to_vec())
}

/// An e-mail as it is stored; two are the same when their words are.
pub fn email(word: &str) -> Option<(Sealed, KeyedHash)> {
    Some((sealed(&format!("sealed {word}")), hash(word)))
}

pub fn nobody_hears() -> BatchObserver {
    Arc::new(|_| {})
}

/// An approved top-level comment of a guest. A test says what is otherwise: `NewComment { status, ..comment(…) }`.
pub fn comment(site: SiteId, thread: ThreadId) -> NewComment {
    static RECEIPTS: AtomicU64 = AtomicU64::new(0);
    let number = RECEIPTS.fetch_add(1, Ordering::Relaxed);
    NewComment {
        site,
        thread,
        parent: None,
        root: None,
        depth: 0,
        status: Status::Approved,
        author_kind: AuthorKind::Guest,
        name: "Åse".to_owned(),
        website: None,
        email: None,
        notify: false,
        address: None,
        source: "Tak for *en* god artikel.".to_owned(),
        html: StoredHtml { html: "<p>Tak for <em>en</em> god artikel.</p>".to_owned(), revision: 1 },
        text_hash: format!("text {number}").into_bytes(),
        verdict: Verdict::from_signals(Vec::new()),
        receipt: token(&format!("receipt {number}")),
        sketch: None,
        article_title: None,
        picked: false,
        created: at(0),
    }
}

/// The same as a reply to `parent`, somewhere below `root`.
pub fn reply(site: SiteId, thread: ThreadId, parent: CommentId, root: CommentId) -> NewComment {
    let depth = if parent == root { 1 } else { 2 };
    NewComment { parent: Some(parent), root: Some(root), depth, ..comment(site, thread) }
}

/// A decision of a person.
pub fn decided(to: Status, now: Timestamp) -> Change {
    Change { to, decided: true, withdrawn: false, verdict: None, now, before: Before::Follow }
}

/// An open store with one site, and a way to look at its tables past it.
pub struct Scene {
    pub store: Store,
    pub site: SiteId,
    pub raw: Raw,
}

impl Scene {
    pub async fn open(db: &TestDb) -> Self {
        let store = Store::open(&db.url, 4, nobody_hears()).await.unwrap();
        let site = add_site(&store, "demo").await;
        Self { store, site, raw: Raw::open(db).await }
    }

    pub async fn begin(&self) -> Tx {
        self.store.begin().await.unwrap()
    }

    pub async fn add_site(&self, key: &str) -> SiteId {
        add_site(&self.store, key).await
    }

    pub async fn thread(&self, word: &str) -> ThreadId {
        let mut tx = self.begin().await;
        let id = tx.ensure_thread(self.site, &address(word), None, at(0)).await.unwrap();
        tx.commit().await.unwrap();
        id
    }

    pub async fn add(&self, new: &NewComment) -> CommentId {
        self.add_and_tell(new).await.0
    }

    pub async fn add_and_tell(&self, new: &NewComment) -> (CommentId, Changes) {
        let mut tx = self.begin().await;
        tx.lock_site(new.site).await.unwrap();
        let id = tx.insert_comment(new).await.unwrap();
        (id, tx.commit().await.unwrap())
    }

    pub async fn change(&self, id: CommentId, change: &Change) -> Changes {
        let mut tx = self.begin().await;
        tx.lock_site(self.site).await.unwrap();
        let current = tx.current(self.site, id).await.unwrap().unwrap();
        tx.change_status(self.site, &current, change).await.unwrap();
        tx.commit().await.unwrap()
    }

    /// The rows of a statement whose only parameter is the site.
    pub async fn rows<T: Row>(&self, sql: &str) -> Vec<T> {
        self.raw.rows(sql, self.site.0).await
    }

    pub async fn count(&self, sql: &str) -> i64 {
        self.rows::<(i64,)>(sql).await[0].0
    }
}

async fn add_site(store: &Store, key: &str) -> SiteId {
    let origins = [Origin::parse("https://magasinet.example").unwrap()];
    let mut tx = store.begin().await.unwrap();
    let id = tx.insert_site(&SiteKey::parse(key).unwrap(), "Magasinet", &origins, at(0)).await.unwrap();
    tx.commit().await.unwrap();
    id
}

/// What comes out of either engine.
pub trait Row: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin {}
impl<T: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin> Row for T {}

/// A connection of the test's own, past the store.
pub enum Raw {
    Sqlite(SqlitePool),
    Postgres(PgPool),
}

impl Raw {
    pub async fn open(db: &TestDb) -> Self {
        Self::at(db.engine, &db.url).await
    }

    pub async fn at(engine: Engine, url: &str) -> Self {
        match engine {
            Engine::Sqlite => Self::sqlite(url).await,
            Engine::Postgres => Self::Postgres(PgPoolOptions::new().max_connections(1).connect(url).await.unwrap()),
        }
    }

    pub async fn sqlite(url: &str) -> Self {
        let options: SqliteConnectOptions = url.parse().unwrap();
        Self::Sqlite(SqlitePoolOptions::new().max_connections(1).connect_with(options).await.unwrap())
    }

    /// The rows of a statement with one parameter.
    pub async fn rows<T: Row>(&self, sql: &str, parameter: i64) -> Vec<T> {
        let sql = AssertSqlSafe(sql.to_owned());
        match self {
            Self::Sqlite(pool) => sqlx::query_as(sql).bind(parameter).fetch_all(pool).await.unwrap(),
            Self::Postgres(pool) => sqlx::query_as(sql).bind(parameter).fetch_all(pool).await.unwrap(),
        }
    }

    pub async fn run(&self, sql: &str, parameter: i64) {
        let sql = AssertSqlSafe(sql.to_owned());
        match self {
            Self::Sqlite(pool) => drop(sqlx::query(sql).bind(parameter).execute(pool).await.unwrap()),
            Self::Postgres(pool) => drop(sqlx::query(sql).bind(parameter).execute(pool).await.unwrap()),
        }
    }
}
