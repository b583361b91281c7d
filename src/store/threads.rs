//! Threads: found by their key, made by their first comment, and the keepers of count and version.

use std::collections::HashMap;

use super::rows::ThreadRow;
use super::tx::ThreadChange;
use super::{Result, Store, Tx, on_pool, on_readers, on_tx, put_tx, run_tx};
use crate::domain::clock::Timestamp;
use crate::domain::site::SiteId;
use crate::domain::submission::Address;
use crate::domain::thread::{PageUrl, Thread, ThreadId, ThreadKey};

macro_rules! columns {
    () => {
        "SELECT id, key, url, title, created, closed, closes, count, top, version FROM thread"
    };
}

/// The thread of the key `$2`: its own, else the one that it led to before. Only a key of no thread costs the second
/// question.
macro_rules! by_key {
    () => {
        " WHERE site_id = $1 AND id = COALESCE(
            (SELECT k.id FROM thread k WHERE k.site_id = $1 AND k.key = $2),
            (SELECT k.thread_id FROM thread_alias k WHERE k.site_id = $1 AND k.key = $2))"
    };
}

/// What a comment that comes needs to know of its thread.
#[derive(Clone, Debug)]
pub struct KnownThread {
    pub id: ThreadId,
    pub key: ThreadKey,
    pub url: Option<PageUrl>,
    pub titled: bool,
}

impl Store {
    pub async fn thread(&self, site: SiteId, key: &ThreadKey) -> Result<Option<Thread>> {
        let sql = concat!(columns!(), by_key!());
        let row: Option<ThreadRow> =
            on_pool!(self, |c| sqlx::query_as(sql).bind(site.0).bind(key.as_str()).fetch_optional(c))?;
        row.map(ThreadRow::into_thread).transpose()
    }

    pub async fn thread_by_id(&self, site: SiteId, id: ThreadId) -> Result<Option<Thread>> {
        let sql = concat!(columns!(), " WHERE site_id = $1 AND id = $2");
        let row: Option<ThreadRow> = on_pool!(self, |c| sqlx::query_as(sql).bind(site.0).bind(id.0).fetch_optional(c))?;
        row.map(ThreadRow::into_thread).transpose()
    }

    /// The thread's version; 0 when nobody wrote in it yet. A key that led to a thread for a while keeps the version
    /// that it had then.
    pub async fn thread_version(&self, site: SiteId, key: &ThreadKey) -> Result<i64> {
        let sql = "SELECT COALESCE(
                       (SELECT version FROM thread WHERE site_id = $1 AND key = $2),
                       (SELECT COALESCE(t.version, a.version) FROM thread_alias a
                        LEFT JOIN thread t ON t.site_id = a.site_id AND t.id = a.thread_id
                        WHERE a.site_id = $1 AND a.key = $2), 0)";
        Ok(on_pool!(self, |c| sqlx::query_scalar(sql).bind(site.0).bind(key.as_str()).fetch_one(c))?)
    }

    /// Version and approved comments by thread key; keys without a thread, of now or before, are absent. Two texts,
    /// because the engines pass lists differently.
    pub async fn counts(&self, site: SiteId, keys: &[ThreadKey]) -> Result<HashMap<String, (i64, i64)>> {
        macro_rules! of_keys {
            ($list:literal) => {
                concat!(
                    "SELECT key, version, count FROM thread WHERE site_id = $1 AND key ",
                    $list,
                    " UNION ALL
                     SELECT a.key, COALESCE(t.version, a.version), COALESCE(t.count, 0) FROM thread_alias a
                     LEFT JOIN thread t ON t.site_id = a.site_id AND t.id = a.thread_id
                     WHERE a.site_id = $1 AND a.key ",
                    $list
                )
            };
        }
        let keys: Vec<String> = keys.iter().map(|k| k.as_str().to_owned()).collect();
        let rows: Vec<(String, i64, i64)> = match self {
            Store::Sqlite(engine) => {
                on_readers!(engine, |c| sqlx::query_as(of_keys!("IN (SELECT value FROM json_each($2))"))
                    .bind(site.0)
                    .bind(sqlx::types::Json(&keys))
                    .fetch_all(c))
            }
            Store::Postgres(pool) => {
                sqlx::query_as(of_keys!("= ANY($2)")).bind(site.0).bind(&keys).fetch_all(pool).await?
            }
        };
        Ok(rows.into_iter().map(|(key, version, count)| (key, (version, count))).collect())
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
        let known = self.thread_of(site, &address.key).await?.and_then(|thread| {
            let (url, titled) = (thread.url, thread.title.is_some());
            Some(KnownThread { id: thread.id?, key: thread.key, url, titled })
        });
        Ok(self.complete_thread(site, known, address, title, now).await?.id)
    }

    /// The same where it is known what is there, inside this write.
    pub async fn complete_thread(
        &mut self,
        site: SiteId,
        known: Option<KnownThread>,
        address: &Address,
        title: Option<&str>,
        now: Timestamp,
    ) -> Result<KnownThread> {
        let Some(mut known) = known else { return self.new_thread(site, address, title, now).await };
        let url = address.url.as_ref();
        if known.url.is_none() && url.is_some() || !known.titled && title.is_some() {
            let sql = "UPDATE thread SET url = COALESCE(url, $3), title = COALESCE(title, $4)
                       WHERE site_id = $1 AND id = $2";
            put_tx!(self, sql, site.0, known.id.0, url.map(PageUrl::as_str), title);
            self.put_thread_words(site, known.id).await?;
            self.touch_thread(site, known.id, 0, 0).await?;
            known.url = known.url.or_else(|| url.cloned());
        }
        Ok(known)
    }

    async fn new_thread(
        &mut self,
        site: SiteId,
        address: &Address,
        title: Option<&str>,
        now: Timestamp,
    ) -> Result<KnownThread> {
        let (key, url) = (address.key.as_str(), address.url.as_ref().map(|u| u.as_str()));
        let sql = "INSERT INTO thread (site_id, key, url, title, created, count, top, version, words, active)
                   VALUES ($1, $2, $3, $4, $5, 0, 0,
                           COALESCE((SELECT a.version FROM thread_alias a WHERE a.site_id = $1 AND a.key = $2), 0), $6, $5)
                   ON CONFLICT (site_id, key) DO UPDATE SET key = excluded.key RETURNING id";
        let words = crate::domain::search::article(title, key, url);
        let id: i64 = on_tx!(self, |c| sqlx::query_scalar(sql)
            .bind(site.0)
            .bind(key)
            .bind(url)
            .bind(title)
            .bind(now.0)
            .bind(words)
            .fetch_one(c))?;
        let (key, url) = (address.key.clone(), address.url.clone());
        Ok(KnownThread { id: ThreadId(id), key, url, titled: title.is_some() })
    }

    /// Moves a thread's counters and its version, which every change that a reader could see must do.
    pub async fn touch_thread(&mut self, site: SiteId, id: ThreadId, count: i64, top: i64) -> Result<()> {
        let sql = "UPDATE thread SET count = count + $3, top = top + $4, version = version + 1
                   WHERE site_id = $1 AND id = $2
                   RETURNING key, version, EXISTS (SELECT 1 FROM thread_alias a
                                                   WHERE a.site_id = thread.site_id AND a.thread_id = thread.id)";
        let row: Option<(String, i64, bool)> =
            on_tx!(self, |c| sqlx::query_as(sql).bind(site.0).bind(id.0).bind(count).bind(top).fetch_optional(c))?;
        let Some((key, version, has_more)) = row else { return Ok(()) };
        // Who reads it under a key of before is told as well.
        let before: Vec<String> = match has_more {
            true => {
                let sql = "SELECT key FROM thread_alias WHERE site_id = $1 AND thread_id = $2";
                on_tx!(self, |c| sqlx::query_scalar(sql).bind(site.0).bind(id.0).fetch_all(c))?
            }
            false => Vec::new(),
        };
        for key in before.iter().chain([&key]).filter_map(|key| ThreadKey::parse(key)) {
            self.note_thread(ThreadChange { site, key, version });
        }
        Ok(())
    }

    /// A thread as it is inside this write.
    pub async fn thread(&mut self, site: SiteId, id: ThreadId) -> Result<Option<Thread>> {
        let sql = concat!(columns!(), " WHERE site_id = $1 AND id = $2");
        let row: Option<ThreadRow> = on_tx!(self, |c| sqlx::query_as(sql).bind(site.0).bind(id.0).fetch_optional(c))?;
        row.map(ThreadRow::into_thread).transpose()
    }

    /// The thread that a key leads to, its own or one of before.
    pub async fn thread_of(&mut self, site: SiteId, key: &ThreadKey) -> Result<Option<Thread>> {
        let sql = concat!(columns!(), by_key!());
        let row: Option<ThreadRow> =
            on_tx!(self, |c| sqlx::query_as(sql).bind(site.0).bind(key.as_str()).fetch_optional(c))?;
        row.map(ThreadRow::into_thread).transpose()
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

    /// From when on nobody writes here; `None`: as the site's rule says.
    pub async fn date_thread(&mut self, site: SiteId, id: ThreadId, closes: Option<Timestamp>) -> Result<()> {
        let sql = "UPDATE thread SET closes = $3 WHERE site_id = $1 AND id = $2";
        run_tx!(self, sqlx::query(sql).bind(site.0).bind(id.0).bind(closes.map(|t| t.0)))?;
        self.touch_thread(site, id, 0, 0).await
    }

    /// What an article is called, and where it is.
    pub async fn describe_thread(
        &mut self,
        site: SiteId,
        id: ThreadId,
        title: Option<&str>,
        url: Option<&str>,
    ) -> Result<()> {
        let sql = "UPDATE thread SET title = $3, url = $4 WHERE site_id = $1 AND id = $2";
        run_tx!(self, sqlx::query(sql).bind(site.0).bind(id.0).bind(title).bind(url))?;
        self.put_thread_words(site, id).await?;
        self.touch_thread(site, id, 0, 0).await
    }
}
