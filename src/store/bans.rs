//! Bans by address, e-mail and word. Addresses and e-mails are kept as keyed hashes only.

use super::{Result, Store, Tx, on_pool, on_tx, run_tx};
use crate::domain::clock::Timestamp;
use crate::domain::comment::CommentId;
use crate::domain::moderator::ModeratorId;
use crate::domain::sealed::KeyedHash;
use crate::domain::site::SiteId;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BanTarget {
    Address(KeyedHash),
    Email(KeyedHash),
    Word(String),
}

impl BanTarget {
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Address(_) => "address",
            Self::Email(_) => "email",
            Self::Word(_) => "word",
        }
    }
}

pub struct NewBan {
    pub site: SiteId,
    pub target: BanTarget,
    /// What moderators see of it: the author's name, or the word.
    pub label: String,
    pub moderator: Option<ModeratorId>,
    pub created: Timestamp,
    pub expires: Option<Timestamp>,
}

/// A ban as the desk lists it.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct BanEntry {
    pub id: i64,
    pub kind: String,
    pub label: String,
    pub created: i64,
    pub expires: Option<i64>,
}

#[derive(sqlx::FromRow)]
struct AuthorRow {
    name: String,
    email_hash: Option<Vec<u8>>,
    address_hash: Option<Vec<u8>>,
}

impl Store {
    pub async fn banned_words(&self, site: SiteId, now: Timestamp) -> Result<Vec<String>> {
        let sql = "SELECT word FROM ban WHERE site_id = $1 AND kind = 'word' AND word IS NOT NULL
                   AND (expires IS NULL OR expires > $2)";
        Ok(on_pool!(self, |c| sqlx::query_scalar(sql).bind(site.0).bind(now.0).fetch_all(c))?)
    }

    pub async fn bans(&self, site: SiteId, now: Timestamp) -> Result<Vec<BanEntry>> {
        let sql = "SELECT id, kind, label, created, expires FROM ban
                   WHERE site_id = $1 AND (expires IS NULL OR expires > $2) ORDER BY id DESC LIMIT 1000";
        Ok(on_pool!(self, |c| sqlx::query_as(sql).bind(site.0).bind(now.0).fetch_all(c))?)
    }

    /// The hashes by which the author of a comment can be banned, while they are kept.
    pub async fn author_hashes(
        &self,
        site: SiteId,
        id: CommentId,
    ) -> Result<Option<(String, Option<KeyedHash>, Option<KeyedHash>)>> {
        let sql = "SELECT name, email_hash, address_hash FROM comment WHERE site_id = $1 AND id = $2";
        let row: Option<AuthorRow> = on_pool!(self, |c| sqlx::query_as(sql).bind(site.0).bind(id.0).fetch_optional(c))?;
        Ok(row.map(|row| (row.name, row.email_hash.map(KeyedHash), row.address_hash.map(KeyedHash))))
    }
}

impl Tx {
    /// Whether an address is shut out, by its hash.
    pub async fn is_banned(&mut self, site: SiteId, address: &KeyedHash, now: Timestamp) -> Result<bool> {
        let sql = "SELECT EXISTS (SELECT 1 FROM ban WHERE site_id = $1 AND kind = 'address' AND hash = $2
                   AND (expires IS NULL OR expires > $3))";
        Ok(on_tx!(self, |c| sqlx::query_scalar(sql).bind(site.0).bind(&address.0).bind(now.0).fetch_one(c))?)
    }

    pub async fn insert_ban(&mut self, ban: &NewBan) -> Result<()> {
        let (hash, word) = match &ban.target {
            BanTarget::Address(hash) | BanTarget::Email(hash) => (Some(hash.0.as_slice()), None),
            BanTarget::Word(word) => (None, Some(word.as_str())),
        };
        let sql = "INSERT INTO ban (site_id, kind, hash, word, label, moderator_id, created, expires)
                   VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
        run_tx!(
            self,
            sqlx::query(sql)
                .bind(ban.site.0)
                .bind(ban.target.kind())
                .bind(hash)
                .bind(word)
                .bind(&ban.label)
                .bind(ban.moderator.map(|m| m.0))
                .bind(ban.created.0)
                .bind(ban.expires.map(|e| e.0))
        )?;
        Ok(())
    }

    pub async fn delete_ban(&mut self, site: SiteId, id: i64) -> Result<bool> {
        let sql = "DELETE FROM ban WHERE site_id = $1 AND id = $2 RETURNING id";
        let row: Option<i64> = on_tx!(self, |c| sqlx::query_scalar(sql).bind(site.0).bind(id).fetch_optional(c))?;
        Ok(row.is_some())
    }
}
