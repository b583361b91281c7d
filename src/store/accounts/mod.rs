//! Moderators' accounts, their sessions, and the tokens of machines that act for them.

mod factors;
mod invitations;
mod sessions;

pub use invitations::{Invitation, NewInvitation};
pub use sessions::{Counter, SeenFrom, Session, SessionEntry, SessionId};

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
    /// The sealed secret of the second factor.
    pub totp_sealed: Option<Vec<u8>>,
}

#[derive(sqlx::FromRow)]
struct ModeratorRow {
    id: i64,
    name: String,
    disabled: bool,
    created: i64,
    second_factor: bool,
    keys_off: bool,
}

/// Somebody of a site's team, as its owner sees them.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct TeamMember {
    pub id: i64,
    pub name: String,
    pub role: String,
    pub disabled: bool,
    pub second_factor: bool,
    /// When a session of theirs was last used; sessions that ended long ago are forgotten.
    pub seen: Option<i64>,
}

impl Store {
    pub async fn credentials(&self, email: &KeyedHash) -> Result<Option<Credentials>> {
        let sql = "SELECT id, password_hash, disabled, failures, blocked_until, totp_sealed FROM moderator
                   WHERE email_hash = $1";
        Ok(on_pool!(self, |c| sqlx::query_as(sql).bind(&email.0).fetch_optional(c))?)
    }

    pub async fn credentials_of(&self, id: ModeratorId) -> Result<Option<Credentials>> {
        let sql = "SELECT id, password_hash, disabled, failures, blocked_until, totp_sealed FROM moderator
                   WHERE id = $1";
        Ok(on_pool!(self, |c| sqlx::query_as(sql).bind(id.0).fetch_optional(c))?)
    }

    /// The sealed address of an account, for mail to it.
    pub async fn moderator_email(&self, id: ModeratorId) -> Result<Option<Sealed>> {
        let sql = "SELECT email_sealed FROM moderator WHERE id = $1";
        let row: Option<Vec<u8>> = on_pool!(self, |c| sqlx::query_scalar(sql).bind(id.0).fetch_optional(c))?;
        Ok(row.map(Sealed))
    }

    /// Whether there is any account.
    pub async fn has_moderators(&self) -> Result<bool> {
        let sql = "SELECT EXISTS (SELECT 1 FROM moderator)";
        Ok(on_pool!(self, |c| sqlx::query_scalar(sql).fetch_one(c))?)
    }

    /// Those with a role at a site, by name.
    pub async fn team(&self, site: SiteId) -> Result<Vec<TeamMember>> {
        let sql = "SELECT m.id, m.name, r.role, m.disabled, m.totp_sealed IS NOT NULL AS second_factor,
                          (SELECT MAX(s.seen) FROM session s WHERE s.moderator_id = m.id) AS seen
                   FROM role r JOIN moderator m ON m.id = r.moderator_id
                   WHERE r.site_id = $1 ORDER BY m.disabled, m.name, m.id";
        Ok(on_pool!(self, |c| sqlx::query_as(sql).bind(site.0).fetch_all(c))?)
    }

    pub async fn moderator(&self, id: ModeratorId) -> Result<Option<Moderator>> {
        let sql = "SELECT id, name, disabled, created, totp_sealed IS NOT NULL AS second_factor, keys_off
                   FROM moderator WHERE id = $1";
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
            second_factor: row.second_factor,
            keys_off: row.keys_off,
            roles,
        })
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

    /// The role at a site of an account that may sign in.
    pub async fn role(&mut self, site: SiteId, moderator: ModeratorId) -> Result<Option<Role>> {
        let sql = "SELECT r.role FROM role r JOIN moderator m ON m.id = r.moderator_id
                   WHERE r.site_id = $1 AND r.moderator_id = $2 AND NOT m.disabled";
        let word: Option<String> =
            on_tx!(self, |c| sqlx::query_scalar(sql).bind(site.0).bind(moderator.0).fetch_optional(c))?;
        word.map(|word| Role::from_word(&word).ok_or(Error::damaged("role", "role"))).transpose()
    }

    /// The role at a site, of a disabled account as well.
    pub async fn role_of(&mut self, site: SiteId, moderator: ModeratorId) -> Result<Option<Role>> {
        let sql = "SELECT role FROM role WHERE site_id = $1 AND moderator_id = $2";
        let word: Option<String> =
            on_tx!(self, |c| sqlx::query_scalar(sql).bind(site.0).bind(moderator.0).fetch_optional(c))?;
        word.map(|word| Role::from_word(&word).ok_or(Error::damaged("role", "role"))).transpose()
    }

    pub async fn delete_role(&mut self, site: SiteId, moderator: ModeratorId) -> Result<()> {
        let sql = "DELETE FROM role WHERE site_id = $1 AND moderator_id = $2";
        run_tx!(self, sqlx::query(sql).bind(site.0).bind(moderator.0))?;
        Ok(())
    }

    /// Owners of a site whose account is not disabled.
    pub async fn owners(&mut self, site: SiteId) -> Result<i64> {
        let sql = "SELECT COUNT(*) FROM role r JOIN moderator m ON m.id = r.moderator_id
                   WHERE r.site_id = $1 AND r.role = 'owner' AND NOT m.disabled";
        Ok(on_tx!(self, |c| sqlx::query_scalar(sql).bind(site.0).fetch_one(c))?)
    }

    /// An account's name, and whether it is disabled.
    pub async fn moderator_name(&mut self, id: ModeratorId) -> Result<Option<(String, bool)>> {
        let sql = "SELECT name, disabled FROM moderator WHERE id = $1";
        Ok(on_tx!(self, |c| sqlx::query_as(sql).bind(id.0).fetch_optional(c))?)
    }

    /// Whether `moderator` has a role at a site where `owner` is no owner.
    pub async fn serves_elsewhere(&mut self, moderator: ModeratorId, owner: ModeratorId) -> Result<bool> {
        let sql = "SELECT EXISTS (SELECT 1 FROM role r WHERE r.moderator_id = $1 AND NOT EXISTS (
                       SELECT 1 FROM role o WHERE o.site_id = r.site_id AND o.moderator_id = $2 AND o.role = 'owner'))";
        Ok(on_tx!(self, |c| sqlx::query_scalar(sql).bind(moderator.0).bind(owner.0).fetch_one(c))?)
    }

    /// Whether there is any account, inside a write.
    pub async fn has_moderators(&mut self) -> Result<bool> {
        let sql = "SELECT EXISTS (SELECT 1 FROM moderator)";
        Ok(on_tx!(self, |c| sqlx::query_scalar(sql).fetch_one(c))?)
    }

    pub async fn set_profile(&mut self, moderator: ModeratorId, name: &str, keys_off: bool) -> Result<()> {
        let sql = "UPDATE moderator SET name = $2, keys_off = $3 WHERE id = $1";
        run_tx!(self, sqlx::query(sql).bind(moderator.0).bind(name).bind(keys_off))?;
        Ok(())
    }

    /// A new password forgets the failures and ends every session.
    pub async fn set_password(&mut self, moderator: ModeratorId, password_hash: &str) -> Result<()> {
        self.replace_password(moderator, password_hash).await?;
        self.end_sessions(moderator).await
    }

    /// The same, but sessions are the caller's business.
    pub async fn replace_password(&mut self, moderator: ModeratorId, password_hash: &str) -> Result<()> {
        let sql = "UPDATE moderator SET password_hash = $2, failures = 0, blocked_until = NULL WHERE id = $1";
        run_tx!(self, sqlx::query(sql).bind(moderator.0).bind(password_hash))?;
        Ok(())
    }

    /// One of the sites that an account serves.
    pub async fn a_site_of(&mut self, moderator: ModeratorId) -> Result<Option<SiteId>> {
        let sql = "SELECT MIN(site_id) FROM role WHERE moderator_id = $1";
        let id: Option<i64> = on_tx!(self, |c| sqlx::query_scalar(sql).bind(moderator.0).fetch_one(c))?;
        Ok(id.map(SiteId))
    }

    pub async fn disable_moderator(&mut self, moderator: ModeratorId) -> Result<()> {
        let sql = "UPDATE moderator SET disabled = TRUE WHERE id = $1";
        run_tx!(self, sqlx::query(sql).bind(moderator.0))?;
        self.end_sessions(moderator).await
    }

    /// Lets a disabled account sign in again.
    pub async fn enable_moderator(&mut self, moderator: ModeratorId) -> Result<()> {
        let sql = "UPDATE moderator SET disabled = FALSE WHERE id = $1";
        run_tx!(self, sqlx::query(sql).bind(moderator.0))?;
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
