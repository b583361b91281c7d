//! A write: all or nothing, acknowledged when it is on disk.

use sqlx::{Postgres, Transaction};

use super::writer::Lease;
use super::{Error, Result, on_tx, put_tx};
use crate::domain::site::SiteId;
use crate::domain::thread::ThreadKey;

/// An open write. Dropped without [`Tx::commit`], it never happened.
pub struct Tx {
    engine: Option<Engine>,
    changes: Changes,
}

pub(super) enum Engine {
    Sqlite(Lease),
    Postgres(Transaction<'static, Postgres>),
}

/// What a committed write changed, for caches and wake-ups. Those move after the commit, never before.
#[derive(Debug, Default)]
pub struct Changes {
    pub threads: Vec<ThreadChange>,
    pub sites: Vec<SiteId>,
    /// Sites whose desk shows something else now: a comment came, or somebody decided.
    pub desks: Vec<SiteId>,
    /// A job was added that may be due at once.
    pub jobs: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ThreadChange {
    pub site: SiteId,
    pub key: ThreadKey,
    pub version: i64,
}

impl Tx {
    pub(super) fn sqlite(lease: Lease) -> Self {
        Self { engine: Some(Engine::Sqlite(lease)), changes: Changes::default() }
    }

    pub(super) fn postgres(transaction: Transaction<'static, Postgres>) -> Self {
        Self { engine: Some(Engine::Postgres(transaction)), changes: Changes::default() }
    }

    pub(super) fn engine(&mut self) -> Result<&mut Engine> {
        self.engine.as_mut().ok_or_else(|| Error::Defect("a write was used after its commit".to_owned()))
    }

    pub(super) fn note_thread(&mut self, change: ThreadChange) {
        self.changes.threads.retain(|c| (c.site, &c.key) != (change.site, &change.key));
        self.changes.threads.push(change);
    }

    pub(super) fn note_site(&mut self, site: SiteId) {
        self.changes.sites.push(site);
    }

    pub(super) fn note_desk(&mut self, site: SiteId) {
        if !self.changes.desks.contains(&site) {
            self.changes.desks.push(site);
        }
    }

    pub(super) fn note_job(&mut self) {
        self.changes.jobs = true;
    }

    /// Makes writers of one site take turns, so that checks and counters see each other. SQLite has one
    /// writer and needs nothing; PostgreSQL locks the site's tally until the commit.
    pub async fn lock_site(&mut self, site: SiteId) -> Result<()> {
        if let Engine::Postgres(transaction) = self.engine()? {
            sqlx::query("SELECT site_id FROM tally WHERE site_id = $1 FOR UPDATE")
                .bind(site.0)
                .execute(&mut **transaction)
                .await?;
        }
        Ok(())
    }

    /// Returns when everything is on disk. On PostgreSQL the other nodes hear of it with the commit.
    pub async fn commit(mut self) -> Result<Changes> {
        let changes = std::mem::take(&mut self.changes);
        for message in super::listen::messages(&changes) {
            self.notify(&message).await?;
        }
        match self.engine.take() {
            Some(Engine::Sqlite(lease)) => lease.commit().await?,
            Some(Engine::Postgres(transaction)) => transaction.commit().await?,
            None => return Err(Error::Defect("a write was committed twice".to_owned())),
        }
        Ok(changes)
    }

    /// Undoes everything, and returns when whatever this write could see is on disk. On SQLite it shares an
    /// open transaction with the writes before it: who answers from what it saw there (a duplicate, say)
    /// must wait until that is certain.
    pub async fn rollback(mut self) -> Result<()> {
        match self.engine.take() {
            Some(Engine::Sqlite(lease)) => lease.rollback().await,
            Some(Engine::Postgres(transaction)) => Ok(transaction.rollback().await?),
            None => Ok(()),
        }
    }

    /// Only PostgreSQL has other nodes to tell.
    async fn notify(&mut self, message: &str) -> Result<()> {
        if let Engine::Postgres(transaction) = self.engine()? {
            sqlx::query("SELECT pg_notify('svar', $1)").bind(message).execute(&mut **transaction).await?;
        }
        Ok(())
    }

    /// How many comments of a site wait for a moderator, this write included.
    pub async fn waiting(&mut self, site: SiteId) -> Result<i64> {
        let sql = "SELECT pending FROM tally WHERE site_id = $1";
        let row: Option<i64> = on_tx!(self, |c| sqlx::query_scalar(sql).bind(site.0).fetch_optional(c))?;
        Ok(row.unwrap_or(0))
    }

    /// Adds `delta` to a site's count of one status.
    pub(super) async fn tally(
        &mut self,
        site: SiteId,
        status: crate::domain::comment::Status,
        delta: i64,
    ) -> Result<()> {
        use crate::domain::comment::Status;
        self.note_desk(site);
        let sql = match status {
            Status::Pending => "UPDATE tally SET pending = pending + $2 WHERE site_id = $1",
            Status::Approved => "UPDATE tally SET approved = approved + $2 WHERE site_id = $1",
            Status::Spam => "UPDATE tally SET spam = spam + $2 WHERE site_id = $1",
            Status::Trash => "UPDATE tally SET trash = trash + $2 WHERE site_id = $1",
        };
        put_tx!(self, sql, site.0, delta);
        Ok(())
    }
}
