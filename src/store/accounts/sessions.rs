//! Sessions of moderators, and how often signing in has failed.

use super::{Result, Store, Tx, on_pool, on_tx, run_tx};
use crate::domain::clock::Timestamp;
use crate::domain::moderator::{Moderator, ModeratorId};
use crate::domain::sealed::TokenHash;

/// A session's public number, by which its owner ends it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SessionId(pub i64);

#[derive(Clone, Debug)]
pub struct Session {
    pub id: SessionId,
    pub moderator: Moderator,
    pub csrf: Vec<u8>,
    pub created: Timestamp,
    pub seen: Timestamp,
    /// When the password was last asked for.
    pub fresh: Timestamp,
}

/// Where a session was begun, as its owner sees it.
#[derive(Clone, Debug, Default)]
pub struct SeenFrom<'a> {
    /// Browser and system, in a few words.
    pub browser: &'a str,
    /// The network, cut short: never a whole address.
    pub network: &'a str,
}

/// A session in its owner's list.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct SessionEntry {
    pub id: i64,
    pub created: i64,
    pub seen: i64,
    pub browser: String,
    pub network: String,
}

/// Failures since the last success, and until when nothing is tried.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, sqlx::FromRow)]
pub struct Counter {
    pub failures: i64,
    pub blocked_until: Option<i64>,
}

#[derive(sqlx::FromRow)]
struct SessionRow {
    id: i64,
    moderator_id: i64,
    csrf: Vec<u8>,
    created: i64,
    seen: i64,
    fresh: i64,
}

impl Store {
    /// A session that is neither idle nor too old, of an account that is not disabled.
    pub async fn session(
        &self,
        token: &TokenHash,
        seen_since: Timestamp,
        created_since: Timestamp,
    ) -> Result<Option<Session>> {
        let sql = "SELECT id, moderator_id, csrf, created, seen, fresh FROM session
                   WHERE token_hash = $1 AND seen >= $2 AND created >= $3";
        let row: Option<SessionRow> = on_pool!(self, |c| sqlx::query_as(sql)
            .bind(&token.0)
            .bind(seen_since.0)
            .bind(created_since.0)
            .fetch_optional(c))?;
        let Some(row) = row else { return Ok(None) };
        let moderator = self.moderator(ModeratorId(row.moderator_id)).await?;
        Ok(moderator.filter(|m| !m.disabled).map(|moderator| Session {
            id: SessionId(row.id),
            moderator,
            csrf: row.csrf,
            created: Timestamp(row.created),
            seen: Timestamp(row.seen),
            fresh: Timestamp(row.fresh),
        }))
    }

    /// The sessions of an account that still open something, the last used first.
    pub async fn sessions(
        &self,
        moderator: ModeratorId,
        seen_since: Timestamp,
        created_since: Timestamp,
    ) -> Result<Vec<SessionEntry>> {
        let sql = "SELECT id, created, seen, browser, network FROM session
                   WHERE moderator_id = $1 AND seen >= $2 AND created >= $3 ORDER BY seen DESC, id DESC LIMIT 200";
        Ok(on_pool!(self, |c| sqlx::query_as(sql)
            .bind(moderator.0)
            .bind(seen_since.0)
            .bind(created_since.0)
            .fetch_all(c))?)
    }

    /// What is counted for a browser that is known; nothing was, as long as nothing has failed.
    pub async fn device_counter(&self, moderator: ModeratorId, device: &[u8]) -> Result<Counter> {
        let sql = "SELECT failures, blocked_until FROM known_device WHERE moderator_id = $1 AND device = $2";
        let row: Option<Counter> =
            on_pool!(self, |c| sqlx::query_as(sql).bind(moderator.0).bind(device).fetch_optional(c))?;
        Ok(row.unwrap_or_default())
    }
}

impl Tx {
    pub async fn insert_session(
        &mut self,
        token: &TokenHash,
        moderator: ModeratorId,
        csrf: &[u8],
        now: Timestamp,
        from: SeenFrom<'_>,
    ) -> Result<()> {
        let sql = "INSERT INTO session (token_hash, moderator_id, csrf, created, seen, fresh, browser, network)
                   VALUES ($1, $2, $3, $4, $4, $4, $5, $6)";
        run_tx!(
            self,
            sqlx::query(sql)
                .bind(&token.0)
                .bind(moderator.0)
                .bind(csrf)
                .bind(now.0)
                .bind(from.browser)
                .bind(from.network)
        )?;
        Ok(())
    }

    /// Gives a session another secret and other forms; what the old ones opened is shut.
    pub async fn renew_session(&mut self, old: &TokenHash, new: &TokenHash, csrf: &[u8], now: Timestamp) -> Result<()> {
        let sql = "UPDATE session SET token_hash = $2, csrf = $3, seen = $4, fresh = $4 WHERE token_hash = $1";
        run_tx!(self, sqlx::query(sql).bind(&old.0).bind(&new.0).bind(csrf).bind(now.0))?;
        Ok(())
    }

    pub async fn see_session(&mut self, token: &TokenHash, now: Timestamp) -> Result<()> {
        let sql = "UPDATE session SET seen = $2 WHERE token_hash = $1";
        run_tx!(self, sqlx::query(sql).bind(&token.0).bind(now.0))?;
        Ok(())
    }

    /// The password was asked for and was right.
    pub async fn freshen_session(&mut self, token: &TokenHash, now: Timestamp) -> Result<()> {
        let sql = "UPDATE session SET fresh = $2 WHERE token_hash = $1";
        run_tx!(self, sqlx::query(sql).bind(&token.0).bind(now.0))?;
        Ok(())
    }

    pub async fn delete_session(&mut self, token: &TokenHash) -> Result<()> {
        let sql = "DELETE FROM session WHERE token_hash = $1";
        run_tx!(self, sqlx::query(sql).bind(&token.0))?;
        Ok(())
    }

    /// Ends a session of this account; false when it has none of this number.
    pub async fn end_session(&mut self, moderator: ModeratorId, id: SessionId) -> Result<bool> {
        let sql = "DELETE FROM session WHERE moderator_id = $1 AND id = $2";
        Ok(run_tx!(self, sqlx::query(sql).bind(moderator.0).bind(id.0))? > 0)
    }

    /// Ends all sessions of an account.
    pub async fn end_sessions(&mut self, moderator: ModeratorId) -> Result<()> {
        let sql = "DELETE FROM session WHERE moderator_id = $1";
        run_tx!(self, sqlx::query(sql).bind(moderator.0))?;
        Ok(())
    }

    /// Ends all sessions of an account but this one.
    pub async fn end_other_sessions(&mut self, moderator: ModeratorId, but: &TokenHash) -> Result<u64> {
        let sql = "DELETE FROM session WHERE moderator_id = $1 AND token_hash <> $2";
        Ok(run_tx!(self, sqlx::query(sql).bind(moderator.0).bind(&but.0))?)
    }

    pub async fn set_failures(
        &mut self,
        moderator: ModeratorId,
        failures: i64,
        blocked_until: Option<Timestamp>,
    ) -> Result<()> {
        let sql = "UPDATE moderator SET failures = $2, blocked_until = $3 WHERE id = $1";
        run_tx!(self, sqlx::query(sql).bind(moderator.0).bind(failures).bind(blocked_until.map(|t| t.0)))?;
        Ok(())
    }

    /// One more failure of strangers; how many there are now.
    pub async fn count_failure(&mut self, moderator: ModeratorId) -> Result<i64> {
        let sql = "UPDATE moderator SET failures = failures + 1 WHERE id = $1 RETURNING failures";
        Ok(on_tx!(self, |c| sqlx::query_scalar(sql).bind(moderator.0).fetch_one(c))?)
    }

    /// One more failure of a known browser; how many there are now.
    pub async fn count_device_failure(&mut self, moderator: ModeratorId, device: &[u8], now: Timestamp) -> Result<i64> {
        let sql = "INSERT INTO known_device (moderator_id, device, failures, seen) VALUES ($1, $2, 1, $3)
                   ON CONFLICT (moderator_id, device) DO UPDATE SET failures = known_device.failures + 1, seen = $3
                   RETURNING failures";
        Ok(on_tx!(self, |c| sqlx::query_scalar(sql).bind(moderator.0).bind(device).bind(now.0).fetch_one(c))?)
    }

    pub async fn block_device(&mut self, moderator: ModeratorId, device: &[u8], until: Timestamp) -> Result<()> {
        let sql = "UPDATE known_device SET blocked_until = $3 WHERE moderator_id = $1 AND device = $2";
        run_tx!(self, sqlx::query(sql).bind(moderator.0).bind(device).bind(until.0))?;
        Ok(())
    }

    pub async fn forgive_device(&mut self, moderator: ModeratorId, device: &[u8]) -> Result<()> {
        let sql = "DELETE FROM known_device WHERE moderator_id = $1 AND device = $2";
        run_tx!(self, sqlx::query(sql).bind(moderator.0).bind(device))?;
        Ok(())
    }

    /// Forgets the failures of browsers that have not been heard of since.
    pub async fn forget_devices(&mut self, seen_before: Timestamp) -> Result<()> {
        let sql = "DELETE FROM known_device WHERE seen < $1";
        run_tx!(self, sqlx::query(sql).bind(seen_before.0))?;
        Ok(())
    }
}
