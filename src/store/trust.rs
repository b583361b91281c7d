//! Whom moderators trust. Trust lies with the e-mail address and counts only where that is proved.

use super::{Result, Tx, on_tx};
use crate::domain::clock::Timestamp;
use crate::domain::moderator::ModeratorId;
use crate::domain::sealed::KeyedHash;
use crate::domain::site::SiteId;

impl Tx {
    /// Trusts a person (`by`), or no more (`None`). False when nothing changes: there is no such person, or it is so
    /// already.
    pub async fn set_trust(
        &mut self,
        site: SiteId,
        email: &KeyedHash,
        by: Option<ModeratorId>,
        now: Timestamp,
    ) -> Result<bool> {
        let sql = "UPDATE person SET trusted = $3, trusted_by = $4 WHERE site_id = $1 AND email_hash = $2
                   AND (trusted IS NULL) <> (CAST($3 AS BIGINT) IS NULL) RETURNING id";
        let changed: Option<i64> = on_tx!(self, |c| sqlx::query_scalar(sql)
            .bind(site.0)
            .bind(&email.0)
            .bind(by.map(|_| now.0))
            .bind(by.map(|m| m.0))
            .fetch_optional(c))?;
        Ok(changed.is_some())
    }
}
