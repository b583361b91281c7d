//! Recommendations: one a comment and voter. The counter on the comment is what is shown; the rows only
//! keep anybody from counting twice, and go before it does.

use super::{Result, Store, Tx, on_pool, on_tx, run_tx};
use crate::domain::clock::Timestamp;
use crate::domain::comment::CommentId;
use crate::domain::sealed::KeyedHash;
use crate::domain::site::SiteId;
use crate::domain::thread::{ThreadId, ThreadKey};

impl Store {
    /// The keys that lead to the thread of a comment that is approved, its own first; none for every other comment.
    pub async fn approved_in(&self, site: SiteId, id: CommentId) -> Result<Vec<ThreadKey>> {
        let sql = "SELECT t.key, 0 AS before FROM comment c CROSS JOIN thread t
                   WHERE t.site_id = c.site_id AND t.id = c.thread_id
                   AND c.site_id = $1 AND c.id = $2 AND c.status = 'approved'
                   UNION ALL
                   SELECT a.key, 1 AS before FROM comment c CROSS JOIN thread_alias a
                   WHERE a.site_id = c.site_id AND a.thread_id = c.thread_id
                   AND c.site_id = $1 AND c.id = $2 AND c.status = 'approved' ORDER BY before";
        let keys: Vec<(String, i32)> = on_pool!(self, |c| sqlx::query_as(sql).bind(site.0).bind(id.0).fetch_all(c))?;
        Ok(keys.iter().filter_map(|(key, _)| ThreadKey::parse(key)).collect())
    }
}

impl Tx {
    /// Gives a vote (`to`) or takes it back; the same twice changes nothing. Returns how many the comment
    /// has now; `None` when it is not approved. Call after [`Tx::lock_site`].
    pub async fn vote(
        &mut self,
        site: SiteId,
        id: CommentId,
        voter: &KeyedHash,
        to: bool,
        now: Timestamp,
    ) -> Result<Option<i64>> {
        let sql = "SELECT thread_id, votes FROM comment WHERE site_id = $1 AND id = $2 AND status = 'approved'";
        let found: Option<(i64, i64)> =
            on_tx!(self, |c| sqlx::query_as(sql).bind(site.0).bind(id.0).fetch_optional(c))?;
        let Some((thread, votes)) = found else { return Ok(None) };
        let changed: u64 = if to {
            let sql = "INSERT INTO vote (site_id, comment_id, voter, created) VALUES ($1, $2, $3, $4)
                       ON CONFLICT DO NOTHING";
            run_tx!(self, sqlx::query(sql).bind(site.0).bind(id.0).bind(&voter.0).bind(now.0))?
        } else {
            let sql = "DELETE FROM vote WHERE site_id = $1 AND comment_id = $2 AND voter = $3";
            run_tx!(self, sqlx::query(sql).bind(site.0).bind(id.0).bind(&voter.0))?
        };
        if changed == 0 {
            return Ok(Some(votes));
        }
        // The comment's own version stays: what its author or a moderator has before them is not out of date.
        let delta: i64 = if to { 1 } else { -1 };
        let sql = "UPDATE comment SET votes = votes + $3 WHERE site_id = $1 AND id = $2";
        run_tx!(self, sqlx::query(sql).bind(site.0).bind(id.0).bind(delta))?;
        self.touch_thread(site, ThreadId(thread), 0, 0).await?;
        Ok(Some(votes + delta))
    }

    /// Forgets who voted for a comment; how many did stays.
    pub(super) async fn forget_voters(&mut self, site: SiteId, id: CommentId) -> Result<()> {
        let sql = "DELETE FROM vote WHERE site_id = $1 AND comment_id = $2";
        run_tx!(self, sqlx::query(sql).bind(site.0).bind(id.0))?;
        Ok(())
    }

    /// Forgets votes from before; the counters stay.
    pub async fn forget_votes(&mut self, site: SiteId, before: Timestamp, limit: i64) -> Result<u64> {
        let sql = "DELETE FROM vote WHERE site_id = $1 AND (comment_id, voter) IN (
                   SELECT comment_id, voter FROM vote WHERE site_id = $1 AND created < $2 LIMIT $3)";
        Ok(run_tx!(self, sqlx::query(sql).bind(site.0).bind(before.0).bind(limit))?)
    }
}
