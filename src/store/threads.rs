//! Threads: found by their key, made by their first comment, and the keepers of count and version.

use std::collections::HashMap;

use super::rows::ThreadRow;
use super::tx::ThreadChange;
use super::{Result, Store, Tx, on_pool, on_tx, run_tx};
use crate::domain::clock::Timestamp;
use crate::domain::site::SiteId;
use crate::domain::submission::Address;
use crate::domain::thread::{Thread, ThreadId, ThreadKey};

macro_rules! columns {
    () => {
        "SELECT id, key, url, title, created, closed, count, top, version FROM thread"
    };
}

impl Store {
    pub async fn thread(&self, site: SiteId, key: &ThreadKey) -> Result<Option<Thread>> {
        let sql = concat!(columns!(), " WHERE site_id = $1 AND key = $2");
        let row: Option<ThreadRow> =
            on_pool!(self, |c| sqlx::query_as(sql).bind(site.0).bind(key.as_str()).fetch_optional(c))?;
        row.map(ThreadRow::into_thread).transpose()
    }

    pub async fn thread_by_id(&self, site: SiteId, id: ThreadId) -> Result<Option<Thread>> {
        let sql = concat!(columns!(), " WHERE site_id = $1 AND id = $2");
        let row: Option<ThreadRow> = on_pool!(self, |c| sqlx::query_as(sql).bind(site.0).bind(id.0).fetch_optional(c))?;
        row.map(ThreadRow::into_thread).transpose()
    }

    /// The thread's version; 0 when nobody wrote in it yet.
    pub async fn thread_version(&self, site: SiteId, key: &ThreadKey) -> Result<i64> {
        let sql = "SELECT version FROM thread WHERE site_id = $1 AND key = $2";
        let version: Option<i64> =
            on_pool!(self, |c| sqlx::query_scalar(sql).bind(site.0).bind(key.as_str()).fetch_optional(c))?;
        Ok(version.unwrap_or(0))
    }

    /// Approved comments by thread key; keys without a thread are absent. Two texts, because the
    /// engines pass lists differently.
    pub async fn counts(&self, site: SiteId, keys: &[ThreadKey]) -> Result<HashMap<String, i64>> {
        let keys: Vec<String> = keys.iter().map(|k| k.as_str().to_owned()).collect();
        let rows: Vec<(String, i64)> = match self {
            Store::Sqlite(engine) => {
                sqlx::query_as(
                    "SELECT key, count FROM thread WHERE site_id = $1 AND key IN (SELECT value FROM json_each($2))",
                )
                .bind(site.0)
                .bind(sqlx::types::Json(&keys))
                .fetch_all(engine.readers())
                .await?
            }
            Store::Postgres(pool) => {
                sqlx::query_as("SELECT key, count FROM thread WHERE site_id = $1 AND key = ANY($2)")
                    .bind(site.0)
                    .bind(&keys)
                    .fetch_all(pool)
                    .await?
            }
        };
        Ok(rows.into_iter().collect())
    }
}

impl Tx {
    /// The thread of this address, made if this is its first comment. An article's address is kept from the
    /// first comment that names it (it is of the site's own origins), the title from the first that is approved:
    /// pass none before. Readers see both, so a late one moves the version.
    pub async fn ensure_thread(
        &mut self,
        site: SiteId,
        address: &Address,
        title: Option<&str>,
        now: Timestamp,
    ) -> Result<ThreadId> {
        let sql = "SELECT id, (url IS NULL), (title IS NULL) FROM thread WHERE site_id = $1 AND key = $2";
        let known: Option<(i64, bool, bool)> =
            on_tx!(self, |c| sqlx::query_as(sql).bind(site.0).bind(address.key.as_str()).fetch_optional(c))?;
        let news = match known {
            Some((_, no_url, no_title)) => no_url && address.url.is_some() || no_title && title.is_some(),
            None => false,
        };
        if let Some((id, ..)) = known.filter(|_| !news) {
            return Ok(ThreadId(id));
        }
        let sql = "INSERT INTO thread (site_id, key, url, title, created, count, top, version)
                   VALUES ($1, $2, $3, $4, $5, 0, 0, 0)
                   ON CONFLICT (site_id, key) DO UPDATE
                   SET url = COALESCE(thread.url, excluded.url), title = COALESCE(thread.title, excluded.title)
                   RETURNING id";
        let id: i64 = on_tx!(self, |c| sqlx::query_scalar(sql)
            .bind(site.0)
            .bind(address.key.as_str())
            .bind(address.url.as_ref().map(|u| u.as_str()))
            .bind(title)
            .bind(now.0)
            .fetch_one(c))?;
        if news {
            self.touch_thread(site, ThreadId(id), 0, 0).await?;
        }
        Ok(ThreadId(id))
    }

    /// Moves a thread's counters and its version, which every change that a reader could see must do.
    pub async fn touch_thread(&mut self, site: SiteId, id: ThreadId, count: i64, top: i64) -> Result<()> {
        let sql = "UPDATE thread SET count = count + $3, top = top + $4, version = version + 1
                   WHERE site_id = $1 AND id = $2 RETURNING key, version";
        let row: Option<(String, i64)> =
            on_tx!(self, |c| sqlx::query_as(sql).bind(site.0).bind(id.0).bind(count).bind(top).fetch_optional(c))?;
        if let Some((key, version)) = row
            && let Some(key) = ThreadKey::parse(&key)
        {
            self.note_thread(ThreadChange { site, key, version });
        }
        Ok(())
    }

    /// Closes a thread for new comments, or opens it again. False when there is no such thread.
    pub async fn close_thread(&mut self, site: SiteId, id: ThreadId, closed: Option<Timestamp>) -> Result<bool> {
        let sql = "UPDATE thread SET closed = $3 WHERE site_id = $1 AND id = $2";
        let done: u64 = run_tx!(self, sqlx::query(sql).bind(site.0).bind(id.0).bind(closed.map(|t| t.0)))?;
        if done > 0 {
            self.touch_thread(site, id, 0, 0).await?;
        }
        Ok(done > 0)
    }
}
