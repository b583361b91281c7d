//! Copies of the whole database, and putting one in its place. One format serves both engines: a SQLite file with the
//! tables of `migrations/sqlite`, whatever it was taken from, so that a backup can go to either.
//!
//! Nothing here migrates or changes a database that a copy is taken from. What a copy says of its schema is compared
//! with a schema that this program makes itself before a name out of it becomes part of a statement.

mod copy;
mod from_postgres;
mod sqlite;
mod table;
mod to_postgres;

use sqlx::migrate::Migrator;

pub use copy::{Copy, is_ours};
pub use from_postgres::snapshot as snapshot_postgres;
pub use sqlite::{COMPANIONS, Claim as SqliteClaim, keep, snapshot as snapshot_sqlite, with_end};
pub use to_postgres::Claim as PostgresClaim;

/// How far a copy is.
#[derive(Clone, Copy, Debug)]
pub enum Progress {
    /// Bytes or rows, and about how many there are.
    Copying {
        done: u64,
        total: u64,
    },
    Checking,
}

/// Hears how far it is.
pub type Tell<'a> = &'a (dyn Fn(Progress) + Send + Sync);

/// What a database holds.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Contents {
    pub comments: ByStatus,
    pub threads: i64,
    /// The keys of the sites.
    pub sites: Vec<String>,
    pub accounts: i64,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct ByStatus {
    pub pending: i64,
    pub approved: i64,
    pub spam: i64,
    pub trash: i64,
}

impl ByStatus {
    pub fn all(self) -> i64 {
        self.pending + self.approved + self.spam + self.trash
    }
}

impl Contents {
    /// Nothing that anybody made: a database as a first start leaves it.
    pub fn is_nothing(&self) -> bool {
        self.comments.all() == 0 && self.sites.is_empty() && self.accounts == 0
    }
}

/// What stands where a backup is to go.
#[derive(Debug)]
pub enum Existing {
    /// No database, or one without anything in it.
    Nothing,
    Holds(Contents),
    /// It cannot be read, and why.
    Unreadable(String),
}

/// What a copy says of itself, in a row of `meta` that no other database has.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
pub struct Label {
    /// When it was taken, in milliseconds UTC.
    pub made: i64,
    /// The program's version.
    pub svar: String,
    /// What it was taken from: `sqlite` or `postgres`.
    pub engine: String,
}

/// The newest schema that this program knows.
pub fn newest_schema() -> i64 {
    newest(&super::SQLITE)
}

fn newest(migrator: &Migrator) -> i64 {
    migrator.iter().map(|migration| migration.version).max().unwrap_or(0)
}
