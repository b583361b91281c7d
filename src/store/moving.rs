//! Threads that move to another key, become one, and part again.
//!
//! Whoever cached a thread under a key and a version must never see something else under the same two. So a version
//! never falls, whichever thread a key leads to, and a key that leads nowhere any more keeps the version it had.
//! Call everything here after [`Tx::lock_site`].

use serde::{Deserialize, Serialize};

use super::tx::ThreadChange;
use super::{Result, Tx, on_tx, run_tx};
use crate::domain::clock::Timestamp;
use crate::domain::site::SiteId;
use crate::domain::thread::{Thread, ThreadId, ThreadKey};

/// A thread that was merged into another, as far as parting them needs it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Merged {
    pub id: i64,
    pub key: String,
    pub url: Option<String>,
    pub title: Option<String>,
    pub created: i64,
    pub closed: Option<i64>,
    pub closes: Option<i64>,
    /// Keys that led to it.
    pub aliases: Vec<String>,
    /// When the other thread began.
    pub into_created: i64,
}

impl Tx {
    /// Gives a thread another key and address; the key that it had goes on leading to it. Whether the key is free
    /// is for the caller to ask.
    pub async fn move_thread(
        &mut self,
        site: SiteId,
        thread: &Thread,
        to: &ThreadKey,
        url: Option<&str>,
    ) -> Result<()> {
        let Some(id) = thread.id else { return Ok(()) };
        self.rekey(site, id, to, url).await?;
        self.add_alias(site, &thread.key, id).await?;
        self.touch_thread(site, id, 0, 0).await
    }

    /// Gives a moved thread the key and address of before. The key that it moved to leads nowhere then.
    pub async fn move_back(&mut self, site: SiteId, thread: &Thread, to: &ThreadKey, url: Option<&str>) -> Result<()> {
        let Some(id) = thread.id else { return Ok(()) };
        self.rekey(site, id, to, url).await?;
        let version = thread.version + 2;
        let sql = "INSERT INTO thread_alias (site_id, key, thread_id, version) VALUES ($1, $2, NULL, $3)
                   ON CONFLICT (site_id, key) DO UPDATE SET thread_id = NULL, version = excluded.version";
        run_tx!(self, sqlx::query(sql).bind(site.0).bind(thread.key.as_str()).bind(version))?;
        self.note_thread(ThreadChange { site, key: thread.key.clone(), version });
        self.touch_thread(site, id, 0, 0).await
    }

    /// The version is at least the one that the key ever had.
    async fn rekey(&mut self, site: SiteId, id: ThreadId, to: &ThreadKey, url: Option<&str>) -> Result<()> {
        let sql = "DELETE FROM thread_alias WHERE site_id = $1 AND key = $2 RETURNING version";
        let floor: Option<i64> =
            on_tx!(self, |c| sqlx::query_scalar(sql).bind(site.0).bind(to.as_str()).fetch_optional(c))?;
        let sql = "UPDATE thread SET key = $3, url = $4, version = CASE WHEN version < $5 THEN $5 ELSE version END
                   WHERE site_id = $1 AND id = $2";
        run_tx!(self, sqlx::query(sql).bind(site.0).bind(id.0).bind(to.as_str()).bind(url).bind(floor.unwrap_or(0)))?;
        self.put_thread_words(site, id).await
    }

    async fn add_alias(&mut self, site: SiteId, key: &ThreadKey, id: ThreadId) -> Result<()> {
        let sql = "INSERT INTO thread_alias (site_id, key, thread_id, version) VALUES ($1, $2, $3, 0)
                   ON CONFLICT (site_id, key) DO UPDATE SET thread_id = excluded.thread_id";
        run_tx!(self, sqlx::query(sql).bind(site.0).bind(key.as_str()).bind(id.0))?;
        Ok(())
    }

    /// What [`Tx::merge_threads`] will do away with.
    pub async fn to_merge(&mut self, site: SiteId, from: &Thread, into: &Thread) -> Result<Merged> {
        let id = from.id.map_or(0, |id| id.0);
        let sql = "SELECT key FROM thread_alias WHERE site_id = $1 AND thread_id = $2 ORDER BY key";
        let aliases: Vec<String> = on_tx!(self, |c| sqlx::query_scalar(sql).bind(site.0).bind(id).fetch_all(c))?;
        Ok(Merged {
            id,
            key: from.key.as_str().to_owned(),
            url: from.url.as_ref().map(|url| url.as_str().to_owned()),
            title: from.title.clone(),
            created: from.created.map_or(0, |t| t.0),
            closed: from.closed.map(|t| t.0),
            closes: from.closes.map(|t| t.0),
            aliases,
            into_created: into.created.map_or(0, |t| t.0),
        })
    }

    /// Brings all comments of one thread into another, with every key that led there. `decision`: by which they can
    /// be parted again.
    pub async fn merge_threads(&mut self, site: SiteId, from: &Thread, into: ThreadId, decision: i64) -> Result<()> {
        let Some(id) = from.id else { return Ok(()) };
        let sql = "INSERT INTO thread_merge (site_id, decision_id, comment_id)
                   SELECT site_id, CAST($3 AS BIGINT), id FROM comment WHERE site_id = $1 AND thread_id = $2";
        run_tx!(self, sqlx::query(sql).bind(site.0).bind(id.0).bind(decision))?;
        let statements = [
            "UPDATE comment SET thread_id = $3 WHERE site_id = $1 AND thread_id = $2",
            "UPDATE thread_alias SET thread_id = $3 WHERE site_id = $1 AND thread_id = $2",
            "UPDATE thread SET
                 created = CASE WHEN created < f.f_created THEN created ELSE f.f_created END,
                 active = CASE WHEN active > f.f_active THEN active ELSE f.f_active END,
                 version = CASE WHEN version > f.f_version THEN version ELSE f.f_version END
             FROM (SELECT created AS f_created, active AS f_active, version AS f_version FROM thread
                   WHERE site_id = $1 AND id = $2) f
             WHERE site_id = $1 AND id = $3",
        ];
        for sql in statements {
            run_tx!(self, sqlx::query(sql).bind(site.0).bind(id.0).bind(into.0))?;
        }
        let sql = "DELETE FROM thread WHERE site_id = $1 AND id = $2";
        run_tx!(self, sqlx::query(sql).bind(site.0).bind(id.0))?;
        self.add_alias(site, &from.key, into).await?;
        self.touch_thread(site, into, from.count, from.top).await
    }

    /// Parts what was merged: what came with it goes back, and what was answered to that since.
    pub async fn part_threads(&mut self, site: SiteId, into: &Thread, merged: &Merged, decision: i64) -> Result<()> {
        let Some(target) = into.id else { return Ok(()) };
        let sql = "INSERT INTO thread (site_id, id, key, url, title, created, closed, closes, count, top, version)
                   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0, 0, $9)";
        run_tx!(
            self,
            sqlx::query(sql)
                .bind(site.0)
                .bind(merged.id)
                .bind(&merged.key)
                .bind(&merged.url)
                .bind(&merged.title)
                .bind(merged.created)
                .bind(merged.closed)
                .bind(merged.closes)
                .bind(into.version)
        )?;
        let sql = "UPDATE comment SET thread_id = $3 WHERE site_id = $1 AND thread_id = $2 AND (
                       id IN (SELECT comment_id FROM thread_merge WHERE site_id = $1 AND decision_id = $4)
                       OR root_id IN (SELECT comment_id FROM thread_merge WHERE site_id = $1 AND decision_id = $4))";
        run_tx!(self, sqlx::query(sql).bind(site.0).bind(target.0).bind(merged.id).bind(decision))?;
        let sql = "DELETE FROM thread_merge WHERE site_id = $1 AND decision_id = $2";
        run_tx!(self, sqlx::query(sql).bind(site.0).bind(decision))?;
        let sql = "DELETE FROM thread_alias WHERE site_id = $1 AND key = $2";
        run_tx!(self, sqlx::query(sql).bind(site.0).bind(&merged.key))?;
        let sql = "UPDATE thread_alias SET thread_id = $4 WHERE site_id = $1 AND key = $2 AND thread_id = $3";
        for key in &merged.aliases {
            run_tx!(self, sqlx::query(sql).bind(site.0).bind(key).bind(target.0).bind(merged.id))?;
        }
        let sql = "UPDATE thread SET created = $3 WHERE site_id = $1 AND id = $2";
        run_tx!(self, sqlx::query(sql).bind(site.0).bind(target.0).bind(merged.into_created))?;
        for id in [target, ThreadId(merged.id)] {
            self.put_thread_words(site, id).await?;
            self.recount(site, id).await?;
        }
        Ok(())
    }

    /// Counts what is otherwise maintained.
    async fn recount(&mut self, site: SiteId, id: ThreadId) -> Result<()> {
        let sql = "UPDATE thread SET
                count = (SELECT COUNT(*) FROM comment c WHERE c.site_id = $1 AND c.thread_id = $2 AND c.status = 'approved'),
                top = (SELECT COUNT(*) FROM comment c WHERE c.site_id = $1 AND c.thread_id = $2 AND c.visible
                       AND c.parent_id IS NULL),
                active = COALESCE((SELECT MAX(c.created) FROM comment c WHERE c.site_id = $1 AND c.thread_id = $2
                                   AND c.status <> 'spam'), created)
            WHERE site_id = $1 AND id = $2";
        run_tx!(self, sqlx::query(sql).bind(site.0).bind(id.0))?;
        self.touch_thread(site, id, 0, 0).await
    }
}

impl Merged {
    pub fn key(&self) -> Option<ThreadKey> {
        ThreadKey::parse(&self.key)
    }

    pub fn began(&self) -> Timestamp {
        Timestamp(self.created)
    }
}
