//! Letting go of what is no longer needed. `privacy` says what and when; this does it, in small bites, so
//! that no write waits long.

use super::{Result, Tx, on_tx, run_tx};
use crate::domain::clock::Timestamp;
use crate::domain::comment::{CommentId, Status};
use crate::domain::site::SiteId;

/// Which rejected comments a purge looks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rejected {
    Spam,
    /// Spam that Akismet called blatant and that nobody decided about.
    BlatantSpam,
    Trash,
}

impl Tx {
    /// Comments of this kind whose status has not changed since `before`, and of which something can still go; those
    /// that have waited longest. Among them replies come before what they answer, so that a branch goes as a whole; if
    /// it was parted by the limit, its empty beginning goes the next time.
    pub async fn rejected_before(
        &mut self,
        site: SiteId,
        kind: Rejected,
        before: Timestamp,
        limit: i64,
    ) -> Result<Vec<CommentId>> {
        macro_rules! rejected {
            ($filter:literal) => {
                // The condition with IN says nothing new: by it SQLite knows that the index of the rejected holds all.
                concat!(
                    "SELECT id FROM (
                         SELECT c.id FROM comment c WHERE c.site_id = $1 AND c.status IN ('spam', 'trash') AND ",
                    $filter,
                    " AND c.status_changed < $2 AND (c.source <> '' OR NOT EXISTS (
                             SELECT 1 FROM comment r WHERE r.site_id = c.site_id AND r.parent_id = c.id))
                         ORDER BY c.status_changed LIMIT $3) AS longest
                     ORDER BY id DESC"
                )
            };
        }
        let sql = match kind {
            Rejected::Spam => rejected!("c.status = 'spam'"),
            Rejected::BlatantSpam => {
                rejected!("c.status = 'spam' AND NOT c.decided AND CAST(c.signals AS TEXT) LIKE '%akismet-discard%'")
            }
            Rejected::Trash => rejected!("c.status = 'trash'"),
        };
        let ids: Vec<i64> =
            on_tx!(self, |c| sqlx::query_scalar(sql).bind(site.0).bind(before.0).bind(limit).fetch_all(c))?;
        Ok(ids.into_iter().map(CommentId).collect())
    }

    /// Removes a rejected comment: the row, or, where something answers it, everything in the row but its place.
    pub async fn purge_comment(&mut self, site: SiteId, id: CommentId, status: Status) -> Result<()> {
        self.forget_traces(site, id).await?;
        self.forget_voters(site, id).await?;
        self.leave_person(site, id).await?;
        let sql = "DELETE FROM comment WHERE site_id = $1 AND id = $2
                   AND NOT EXISTS (SELECT 1 FROM comment r WHERE r.site_id = $1 AND r.parent_id = $2) RETURNING id";
        let gone: Option<i64> = on_tx!(self, |c| sqlx::query_scalar(sql).bind(site.0).bind(id.0).fetch_optional(c))?;
        if gone.is_some() {
            return self.tally(site, status, -1).await;
        }
        self.blank_comment(site, id).await
    }

    /// Overwrites everything in a comment but its place. The receipt stays, and still says what became of it.
    pub async fn blank_comment(&mut self, site: SiteId, id: CommentId) -> Result<()> {
        let sql = "UPDATE comment SET name = '', website = NULL, email_sealed = NULL, email_hash = NULL,
                          email_confirmed = FALSE, notify = FALSE, address_hash = NULL, address_prefix = NULL,
                          source = '', html = $3, text_hash = $3, article_title = NULL, sketch = NULL, version = version + 1
                   WHERE site_id = $1 AND id = $2";
        self.forget_voters(site, id).await?;
        self.leave_person(site, id).await?;
        // The hash of a short text is as good as the text to whoever guesses it.
        let nothing: &[u8] = &[];
        run_tx!(self, sqlx::query(sql).bind(site.0).bind(id.0).bind(nothing))?;
        Ok(())
    }

    /// Forgets client addresses of comments from before; returns how many.
    pub async fn forget_addresses(&mut self, site: SiteId, before: Timestamp, limit: i64) -> Result<u64> {
        let sql = "UPDATE comment SET address_hash = NULL, address_prefix = NULL WHERE site_id = $1 AND id IN (
                   SELECT id FROM comment WHERE site_id = $1 AND address_hash IS NOT NULL AND created < $2 LIMIT $3)";
        self.affected(sql, site, before, limit).await
    }

    pub async fn forget_check_requests(&mut self, site: SiteId, before: Timestamp, limit: i64) -> Result<u64> {
        let sql = "DELETE FROM check_request WHERE site_id = $1 AND comment_id IN (
                   SELECT comment_id FROM check_request WHERE site_id = $1 AND created < $2 LIMIT $3)";
        self.affected(sql, site, before, limit).await
    }

    pub async fn forget_answers(&mut self, site: SiteId, before: Timestamp, limit: i64) -> Result<u64> {
        let sql = "DELETE FROM idempotency WHERE site_id = $1 AND key IN (
                   SELECT key FROM idempotency WHERE site_id = $1 AND created < $2 LIMIT $3)";
        self.affected(sql, site, before, limit).await
    }

    /// Mail links that ran out before.
    pub async fn forget_mail_tokens(&mut self, site: SiteId, before: Timestamp, limit: i64) -> Result<u64> {
        let sql = "DELETE FROM mail_token WHERE site_id = $1 AND token_hash IN (
                   SELECT token_hash FROM mail_token WHERE site_id = $1 AND expires < $2 LIMIT $3)";
        self.affected(sql, site, before, limit).await
    }

    /// Deletes the bans that ran out before.
    pub async fn forget_bans(&mut self, site: SiteId, before: Timestamp, limit: i64) -> Result<u64> {
        let sql = "DELETE FROM ban WHERE site_id = $1 AND id IN (
                   SELECT id FROM ban WHERE site_id = $1 AND expires < $2 LIMIT $3)";
        self.affected(sql, site, before, limit).await
    }

    /// Deletes the bans of somebody's addresses that were lifted before; one of a word says nothing about anybody.
    pub async fn forget_lifted(&mut self, site: SiteId, before: Timestamp, limit: i64) -> Result<u64> {
        let sql = "DELETE FROM ban WHERE site_id = $1 AND id IN (
                   SELECT id FROM ban WHERE site_id = $1 AND lifted < $2 AND kind IN ('address', 'email', 'range', 'name')
                   LIMIT $3)";
        self.affected(sql, site, before, limit).await
    }

    pub async fn forget_dead_jobs(&mut self, site: SiteId, before: Timestamp, limit: i64) -> Result<u64> {
        let sql = "DELETE FROM job WHERE site_id = $1 AND id IN (
                   SELECT id FROM job WHERE site_id = $1 AND state = 'dead' AND run_at < $2 LIMIT $3)";
        self.affected(sql, site, before, limit).await
    }

    /// Sessions not used since; not of a site, so it asks for none.
    pub async fn forget_sessions(&mut self, seen_before: Timestamp) -> Result<()> {
        let sql = "DELETE FROM session WHERE seen < $1";
        run_tx!(self, sqlx::query(sql).bind(seen_before.0))?;
        Ok(())
    }

    async fn affected(&mut self, sql: &'static str, site: SiteId, before: Timestamp, limit: i64) -> Result<u64> {
        Ok(run_tx!(self, sqlx::query(sql).bind(site.0).bind(before.0).bind(limit))?)
    }
}
