//! Moderators' accounts, their sessions, and the tokens of machines that act for them.

use super::{Error, Result, Store, Tx, on_pool, on_tx, run_tx};
use crate::domain::clock::Timestamp;
use crate::domain::moderator::{Moderator, ModeratorId, Role, Scope};
use crate::domain::sealed::{KeyedHash, Sealed, TokenHash};
use crate::domain::site::SiteId;

/// What signing in needs to know of an account.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Credentials {
    pub id: i64,
    pub password_hash: String,
    pub disabled: bool,
    pub failures: i64,
    pub blocked_until: Option<i64>,
}

#[derive(Clone, Debug)]
pub struct Session {
    pub moderator: Moderator,
    pub csrf: Vec<u8>,
    pub created: Timestamp,
    pub seen: Timestamp,
}

#[derive(sqlx::FromRow)]
struct SessionRow {
    moderator_id: i64,
    csrf: Vec<u8>,
    created: i64,
    seen: i64,
}

#[derive(sqlx::FromRow)]
struct ModeratorRow {
    id: i64,
    name: String,
    disabled: bool,
    created: i64,
}

impl Store {
    pub async fn credentials(&self, email: &KeyedHash) -> Result<Option<Credentials>> {
        let sql = "SELECT id, password_hash, disabled, failures, blocked_until FROM moderator WHERE email_hash = $1";
        Ok(on_pool!(self, |c| sqlx::query_as(sql).bind(&email.0).fetch_optional(c))?)
    }

    pub async fn moderator(&self, id: ModeratorId) -> Result<Option<Moderator>> {
        let sql = "SELECT id, name, disabled, created FROM moderator WHERE id = $1";
        let row: Option<ModeratorRow> = on_pool!(self, |c| sqlx::query_as(sql).bind(id.0).fetch_optional(c))?;
        match row {
            Some(row) => Ok(Some(self.with_roles(row).await?)),
            None => Ok(None),
        }
    }

    /// A moderator's own sealed address.
    pub async fn moderator_address(&self, id: ModeratorId) -> Result<Option<Sealed>> {
        let sql = "SELECT email_sealed FROM moderator WHERE id = $1";
        let row: Option<Vec<u8>> = on_pool!(self, |c| sqlx::query_scalar(sql).bind(id.0).fetch_optional(c))?;
        Ok(row.map(Sealed))
    }

    /// All accounts with their sealed addresses, for `svar user list` and for mail to moderators.
    pub async fn moderators(&self) -> Result<Vec<(Moderator, Sealed)>> {
        let sql = "SELECT id, email_sealed FROM moderator ORDER BY id";
        let rows: Vec<(i64, Vec<u8>)> = on_pool!(self, |c| sqlx::query_as(sql).fetch_all(c))?;
        let mut list = Vec::with_capacity(rows.len());
        for (id, sealed) in rows {
            if let Some(moderator) = self.moderator(ModeratorId(id)).await? {
                list.push((moderator, Sealed(sealed)));
            }
        }
        Ok(list)
    }

    async fn with_roles(&self, row: ModeratorRow) -> Result<Moderator> {
        let sql = "SELECT site_id, role FROM role WHERE moderator_id = $1 ORDER BY site_id";
        let roles: Vec<(i64, String)> = on_pool!(self, |c| sqlx::query_as(sql).bind(row.id).fetch_all(c))?;
        let roles = roles
            .into_iter()
            .map(|(site, role)| Role::from_word(&role).map(|r| (SiteId(site), r)).ok_or(Error::damaged("role", "role")))
            .collect::<Result<_>>()?;
        Ok(Moderator {
            id: ModeratorId(row.id),
            name: row.name,
            disabled: row.disabled,
            created: Timestamp(row.created),
            roles,
        })
    }

    /// A session that is neither idle nor too old, of an account that is not disabled.
    pub async fn session(
        &self,
        token: &TokenHash,
        seen_since: Timestamp,
        created_since: Timestamp,
    ) -> Result<Option<Session>> {
        let sql = "SELECT moderator_id, csrf, created, seen FROM session
                   WHERE token_hash = $1 AND seen >= $2 AND created >= $3";
        let row: Option<SessionRow> = on_pool!(self, |c| sqlx::query_as(sql)
            .bind(&token.0)
            .bind(seen_since.0)
            .bind(created_since.0)
            .fetch_optional(c))?;
        let Some(row) = row else { return Ok(None) };
        let moderator = self.moderator(ModeratorId(row.moderator_id)).await?;
        Ok(moderator.filter(|m| !m.disabled).map(|moderator| Session {
            moderator,
            csrf: row.csrf,
            created: Timestamp(row.created),
            seen: Timestamp(row.seen),
        }))
    }

    /// Who a bearer token acts for at this site, and what it allows.
    pub async fn api_token(
        &self,
        site: SiteId,
        token: &TokenHash,
        now: Timestamp,
    ) -> Result<Option<(ModeratorId, Scope)>> {
        let sql = "SELECT t.moderator_id, t.scope FROM api_token t
                   JOIN moderator m ON m.id = t.moderator_id
                   JOIN role r ON r.site_id = t.site_id AND r.moderator_id = t.moderator_id
                   WHERE t.site_id = $1 AND t.token_hash = $2 AND t.expires > $3 AND NOT m.disabled";
        let row: Option<(i64, String)> =
            on_pool!(self, |c| sqlx::query_as(sql).bind(site.0).bind(&token.0).bind(now.0).fetch_optional(c))?;
        let Some((moderator, scope)) = row else { return Ok(None) };
        let scope = Scope::from_word(&scope).ok_or_else(|| Error::damaged("api_token", "scope"))?;
        Ok(Some((ModeratorId(moderator), scope)))
    }
}

impl Tx {
    /// [`Error::Conflict`] when the address has an account.
    pub async fn insert_moderator(
        &mut self,
        name: &str,
        email: &(Sealed, KeyedHash),
        password_hash: &str,
        now: Timestamp,
    ) -> Result<ModeratorId> {
        let sql = "INSERT INTO moderator (name, email_sealed, email_hash, password_hash, disabled, failures, created)
                   VALUES ($1, $2, $3, $4, FALSE, 0, $5) RETURNING id";
        let id: i64 = on_tx!(self, |c| sqlx::query_scalar(sql)
            .bind(name)
            .bind(&email.0.0)
            .bind(&email.1.0)
            .bind(password_hash)
            .bind(now.0)
            .fetch_one(c))?;
        Ok(ModeratorId(id))
    }

    pub async fn set_role(&mut self, site: SiteId, moderator: ModeratorId, role: Role) -> Result<()> {
        let sql = "INSERT INTO role (site_id, moderator_id, role) VALUES ($1, $2, $3)
                   ON CONFLICT (site_id, moderator_id) DO UPDATE SET role = excluded.role";
        run_tx!(self, sqlx::query(sql).bind(site.0).bind(moderator.0).bind(role.as_str()))?;
        Ok(())
    }

    /// A new password forgets the failures and ends every session.
    pub async fn set_password(&mut self, moderator: ModeratorId, password_hash: &str) -> Result<()> {
        let sql = "UPDATE moderator SET password_hash = $2, failures = 0, blocked_until = NULL WHERE id = $1";
        run_tx!(self, sqlx::query(sql).bind(moderator.0).bind(password_hash))?;
        self.end_sessions(moderator).await
    }

    pub async fn disable_moderator(&mut self, moderator: ModeratorId) -> Result<()> {
        let sql = "UPDATE moderator SET disabled = TRUE WHERE id = $1";
        run_tx!(self, sqlx::query(sql).bind(moderator.0))?;
        self.end_sessions(moderator).await
    }

    async fn end_sessions(&mut self, moderator: ModeratorId) -> Result<()> {
        let sql = "DELETE FROM session WHERE moderator_id = $1";
        run_tx!(self, sqlx::query(sql).bind(moderator.0))?;
        Ok(())
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

    pub async fn insert_session(
        &mut self,
        token: &TokenHash,
        moderator: ModeratorId,
        csrf: &[u8],
        now: Timestamp,
    ) -> Result<()> {
        let sql = "INSERT INTO session (token_hash, moderator_id, csrf, created, seen) VALUES ($1, $2, $3, $4, $4)";
        run_tx!(self, sqlx::query(sql).bind(&token.0).bind(moderator.0).bind(csrf).bind(now.0))?;
        Ok(())
    }

    pub async fn see_session(&mut self, token: &TokenHash, now: Timestamp) -> Result<()> {
        let sql = "UPDATE session SET seen = $2 WHERE token_hash = $1";
        run_tx!(self, sqlx::query(sql).bind(&token.0).bind(now.0))?;
        Ok(())
    }

    pub async fn delete_session(&mut self, token: &TokenHash) -> Result<()> {
        let sql = "DELETE FROM session WHERE token_hash = $1";
        run_tx!(self, sqlx::query(sql).bind(&token.0))?;
        Ok(())
    }

    pub async fn insert_api_token(
        &mut self,
        site: SiteId,
        token: &TokenHash,
        moderator: ModeratorId,
        scope: Scope,
        now: Timestamp,
        expires: Timestamp,
    ) -> Result<()> {
        let sql = "INSERT INTO api_token (site_id, token_hash, moderator_id, scope, created, expires)
                   VALUES ($1, $2, $3, $4, $5, $6)";
        run_tx!(
            self,
            sqlx::query(sql)
                .bind(site.0)
                .bind(&token.0)
                .bind(moderator.0)
                .bind(scope.as_str())
                .bind(now.0)
                .bind(expires.0)
        )?;
        Ok(())
    }
}
