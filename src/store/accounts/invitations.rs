//! Invitations to a site's team. Only the hash of a link is kept, and one that was used or revoked is gone.

use super::{Error, Result, Store, Tx, on_pool, on_tx, run_tx};
use crate::domain::clock::Timestamp;
use crate::domain::moderator::{ModeratorId, Role};
use crate::domain::sealed::{Sealed, TokenHash};
use crate::domain::site::SiteId;

pub struct NewInvitation<'a> {
    pub site: SiteId,
    /// `None`: the mail makes the link.
    pub token: Option<&'a TokenHash>,
    pub role: Role,
    pub email: &'a Sealed,
    pub by: ModeratorId,
    pub created: Timestamp,
    pub expires: Timestamp,
}

/// An invitation that can still be used.
#[derive(Clone, Debug)]
pub struct Invitation {
    pub id: i64,
    pub role: Role,
    pub email: Sealed,
    pub by: ModeratorId,
    /// Who invites.
    pub by_name: String,
    pub created: Timestamp,
    pub expires: Timestamp,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    role: String,
    email_sealed: Vec<u8>,
    invited_by: i64,
    by_name: String,
    created: i64,
    expires: i64,
}

impl Row {
    fn read(self) -> Result<Invitation> {
        Ok(Invitation {
            id: self.id,
            role: Role::from_word(&self.role).ok_or(Error::damaged("invitation", "role"))?,
            email: Sealed(self.email_sealed),
            by: ModeratorId(self.invited_by),
            by_name: self.by_name,
            created: Timestamp(self.created),
            expires: Timestamp(self.expires),
        })
    }
}

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT i.id, i.role, i.email_sealed, i.invited_by, m.name AS by_name, i.created, i.expires
             FROM invitation i JOIN moderator m ON m.id = i.invited_by WHERE i.site_id = $1 AND i.expires > $2 ",
            $rest
        )
    };
}

impl Store {
    pub async fn invitations(&self, site: SiteId, now: Timestamp) -> Result<Vec<Invitation>> {
        let sql = select!("ORDER BY i.id DESC LIMIT 200");
        let rows: Vec<Row> = on_pool!(self, |c| sqlx::query_as(sql).bind(site.0).bind(now.0).fetch_all(c))?;
        rows.into_iter().map(Row::read).collect()
    }

    pub async fn invitation(&self, site: SiteId, id: i64, now: Timestamp) -> Result<Option<Invitation>> {
        let sql = select!("AND i.id = $3");
        let row: Option<Row> =
            on_pool!(self, |c| sqlx::query_as(sql).bind(site.0).bind(now.0).bind(id).fetch_optional(c))?;
        row.map(Row::read).transpose()
    }

    /// Looks at what a link invites to, without using it.
    pub async fn invited(&self, site: SiteId, token: &TokenHash, now: Timestamp) -> Result<Option<Invitation>> {
        let sql = select!("AND i.token_hash = $3");
        let row: Option<Row> =
            on_pool!(self, |c| sqlx::query_as(sql).bind(site.0).bind(now.0).bind(&token.0).fetch_optional(c))?;
        row.map(Row::read).transpose()
    }
}

impl Tx {
    pub async fn insert_invitation(&mut self, new: &NewInvitation<'_>) -> Result<i64> {
        let sql = "INSERT INTO invitation (site_id, token_hash, role, email_sealed, invited_by, created, expires)
                   VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id";
        Ok(on_tx!(self, |c| sqlx::query_scalar(sql)
            .bind(new.site.0)
            .bind(new.token.map(|t| t.0.as_slice()))
            .bind(new.role.as_str())
            .bind(&new.email.0)
            .bind(new.by.0)
            .bind(new.created.0)
            .bind(new.expires.0)
            .fetch_one(c))?)
    }

    /// Gives an invitation the link by which it is used. The one before it, if any, opens nothing more.
    pub async fn set_invitation_token(&mut self, site: SiteId, id: i64, token: &TokenHash) -> Result<()> {
        let sql = "UPDATE invitation SET token_hash = $3 WHERE site_id = $1 AND id = $2";
        run_tx!(self, sqlx::query(sql).bind(site.0).bind(id).bind(&token.0))?;
        Ok(())
    }

    /// Uses a link up: the role that it gives. `None` when it is unknown, used, revoked or expired.
    pub async fn use_invitation(
        &mut self,
        site: SiteId,
        token: &TokenHash,
        now: Timestamp,
    ) -> Result<Option<(i64, Role)>> {
        let sql = "DELETE FROM invitation WHERE site_id = $1 AND token_hash = $2 AND expires > $3 RETURNING id, role";
        let row: Option<(i64, String)> =
            on_tx!(self, |c| sqlx::query_as(sql).bind(site.0).bind(&token.0).bind(now.0).fetch_optional(c))?;
        row.map(|(id, word)| Role::from_word(&word).map(|role| (id, role)).ok_or(Error::damaged("invitation", "role")))
            .transpose()
    }

    /// Takes an invitation back: the role that it would have given.
    pub async fn delete_invitation(&mut self, site: SiteId, id: i64) -> Result<Option<Role>> {
        let sql = "DELETE FROM invitation WHERE site_id = $1 AND id = $2 RETURNING role";
        let row: Option<String> = on_tx!(self, |c| sqlx::query_scalar(sql).bind(site.0).bind(id).fetch_optional(c))?;
        row.map(|word| Role::from_word(&word).ok_or(Error::damaged("invitation", "role"))).transpose()
    }

    pub async fn forget_invitations(&mut self, before: Timestamp) -> Result<()> {
        let sql = "DELETE FROM invitation WHERE expires < $1";
        run_tx!(self, sqlx::query(sql).bind(before.0))?;
        Ok(())
    }
}
