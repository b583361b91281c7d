//! First answers, kept for a day, so that a repeated request gets the same one instead of acting twice.

use super::{Result, Store, Tx, on_pool, put_tx};
use crate::domain::clock::Timestamp;
use crate::domain::comment::CommentId;
use crate::domain::sealed::Sealed;
use crate::domain::site::SiteId;

/// What a request with this key was, and what it was answered; sealed, because it holds a receipt.
#[derive(Clone, Debug)]
pub struct FirstAnswer {
    pub body_hash: Vec<u8>,
    pub answer: Sealed,
}

impl Store {
    /// `since`: answers from before are forgotten.
    pub async fn first_answer(&self, site: SiteId, key: &str, since: Timestamp) -> Result<Option<FirstAnswer>> {
        let sql = "SELECT body_hash, answer_sealed FROM idempotency WHERE site_id = $1 AND key = $2 AND created >= $3";
        let row: Option<(Vec<u8>, Vec<u8>)> =
            on_pool!(self, |c| sqlx::query_as(sql).bind(site.0).bind(key).bind(since.0).fetch_optional(c))?;
        Ok(row.map(|(body_hash, answer)| FirstAnswer { body_hash, answer: Sealed(answer) }))
    }
}

impl Tx {
    /// Keeps an answer in the write that it answers. Whether another request with this key was first is among the
    /// [`Facts`](super::submissions::Facts) of that write; where it was, this one fails with a conflict.
    pub async fn keep_answer(
        &mut self,
        site: SiteId,
        key: &str,
        first: &FirstAnswer,
        comment: CommentId,
        now: Timestamp,
    ) -> Result<()> {
        let sql = "INSERT INTO idempotency (site_id, key, body_hash, answer_sealed, comment_id, created)
                   VALUES ($1, $2, $3, $4, $5, $6)";
        put_tx!(self, sql, site.0, key, &first.body_hash, &first.answer.0, comment.0, now.0);
        Ok(())
    }

    /// An answer from before `since` makes place for another one.
    pub async fn forget_answer(&mut self, site: SiteId, key: &str, since: Timestamp) -> Result<()> {
        let sql = "DELETE FROM idempotency WHERE site_id = $1 AND key = $2 AND created < $3";
        put_tx!(self, sql, site.0, key, since.0);
        Ok(())
    }
}
