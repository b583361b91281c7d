//! Bans. E-mail addresses, client addresses and ranges of them are kept as keyed hashes only.
//!
//! A lifted ban stays a while, so that lifting it can be taken back ([`Tx::forget_bans`] ends that).

use super::{Error, Result, Store, Tx, on_pool, on_tx, run_tx};
use crate::domain::ban::{Domain, Effect, Kind, Pattern, Range, Rule};
use crate::domain::clock::Timestamp;
use crate::domain::comment::CommentId;
use crate::domain::moderator::ModeratorId;
use crate::domain::sealed::KeyedHash;
use crate::domain::site::SiteId;

pub struct NewBan {
    pub site: SiteId,
    pub rule: Rule,
    pub effect: Effect,
    /// What moderators see of it: the author's name, or what was typed.
    pub label: String,
    /// Why, in the moderator's words; may be empty.
    pub reason: String,
    pub moderator: Option<ModeratorId>,
    pub created: Timestamp,
    pub expires: Option<Timestamp>,
}

/// A ban in force, as it is compared with comments.
#[derive(Clone, Debug)]
pub struct ActiveBan {
    pub rule: Rule,
    pub effect: Effect,
}

/// By which bans are looked up that could hit somebody.
#[derive(Clone, Debug, Default)]
pub struct Near<'a> {
    pub email: Option<&'a KeyedHash>,
    pub address: Option<&'a KeyedHash>,
    pub ranges: &'a [KeyedHash],
}

/// A ban as the desk lists it.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct BanEntry {
    pub id: i64,
    pub kind: String,
    pub label: String,
    pub effect: String,
    pub reason: String,
    /// Name of whoever made it.
    pub moderator: Option<String>,
    pub created: i64,
    pub expires: Option<i64>,
}

#[derive(sqlx::FromRow)]
struct ActiveRow {
    kind: String,
    hash: Option<Vec<u8>>,
    word: Option<String>,
    effect: String,
}

impl ActiveRow {
    fn into_ban(self) -> Result<ActiveBan> {
        let damaged = |column| Error::damaged("ban", column);
        let effect = Effect::from_word(&self.effect).ok_or_else(|| damaged("effect"))?;
        let kind = Kind::from_word(&self.kind).ok_or_else(|| damaged("kind"))?;
        let word = self.word.as_deref();
        let rule = match (kind, self.hash.map(KeyedHash), word) {
            (Kind::Email, Some(hash), _) => Rule::Email(hash),
            (Kind::Address, Some(hash), _) => Rule::Address(hash),
            (Kind::Range, Some(hash), typed) => {
                Rule::Range { hash, typed: typed.and_then(|typed| Range::parse(typed).ok()) }
            }
            (Kind::Name, _, Some(name)) => Rule::Name(name.to_owned()),
            (Kind::Word, _, Some(word)) => Rule::Word(word.to_owned()),
            (Kind::Domain, _, Some(domain)) => Rule::Domain(Domain::parse(domain).map_err(|_| damaged("word"))?),
            (Kind::Pattern, _, Some(text)) => Rule::Pattern(Pattern::parse(text).map_err(|_| damaged("word"))?),
            _ => return Err(damaged("hash")),
        };
        Ok(ActiveBan { rule, effect })
    }
}

#[derive(sqlx::FromRow)]
struct AuthorRow {
    name: String,
    email_hash: Option<Vec<u8>>,
    address_hash: Option<Vec<u8>>,
    address_prefix: Option<String>,
}

/// By what the author of a comment can be banned, while that is kept.
#[derive(Clone, Debug)]
pub struct AuthorTraces {
    pub name: String,
    pub email: Option<KeyedHash>,
    pub address: Option<KeyedHash>,
    /// Truncated client address.
    pub prefix: Option<String>,
}

/// Bans in force that look at the text, and those of these hashes.
const NEAR: &str = "SELECT kind, hash, word, effect FROM ban
    WHERE site_id = $1 AND lifted IS NULL AND (expires IS NULL OR expires > $2)
    AND (kind IN ('name', 'domain', 'word', 'pattern') OR (kind = 'email' AND hash = $3)
         OR (kind = 'address' AND hash = $4) OR (kind = 'range' AND hash IN ($5, $6)))";

macro_rules! near {
    ($connection:expr, $site:expr, $near:expr, $now:expr) => {{
        let mut ranges = $near.ranges.iter().map(|h| h.0.as_slice());
        sqlx::query_as(NEAR)
            .bind($site.0)
            .bind($now.0)
            .bind($near.email.map(|h| h.0.as_slice()))
            .bind($near.address.map(|h| h.0.as_slice()))
            .bind(ranges.next())
            .bind(ranges.next())
            .fetch_all($connection)
    }};
}

macro_rules! entries {
    ($filter:literal) => {
        concat!(
            "SELECT b.id, b.kind, b.label, b.effect, b.reason, m.name AS moderator, b.created, b.expires
             FROM ban b LEFT JOIN moderator m ON m.id = b.moderator_id
             WHERE b.site_id = $1 AND b.lifted IS NULL AND (b.expires IS NULL OR b.expires > $2)",
            $filter,
            " ORDER BY b.id DESC LIMIT 1000"
        )
    };
}

impl Store {
    /// Every ban in force that could hit somebody with these hashes, whatever they write.
    pub async fn bans_near(&self, site: SiteId, near: &Near<'_>, now: Timestamp) -> Result<Vec<ActiveBan>> {
        let rows: Vec<ActiveRow> = on_pool!(self, |c| near!(c, site, near, now))?;
        rows.into_iter().map(ActiveRow::into_ban).collect()
    }

    pub async fn bans(&self, site: SiteId, now: Timestamp) -> Result<Vec<BanEntry>> {
        Ok(on_pool!(self, |c| sqlx::query_as(entries!("")).bind(site.0).bind(now.0).fetch_all(c))?)
    }

    /// The bans of a person's e-mail address, and of the client addresses that its comments still know.
    pub async fn bans_of(&self, site: SiteId, email: &KeyedHash, now: Timestamp) -> Result<Vec<BanEntry>> {
        let sql = entries!(
            " AND ((b.kind = 'email' AND b.hash = $3) OR (b.kind = 'address' AND b.hash IN (
                 SELECT address_hash FROM comment WHERE site_id = $1 AND email_hash = $3 AND address_hash IS NOT NULL)))"
        );
        Ok(on_pool!(self, |c| sqlx::query_as(sql).bind(site.0).bind(now.0).bind(&email.0).fetch_all(c))?)
    }

    /// What kind of ban this is, while it is in force.
    pub async fn ban_kind(&self, site: SiteId, id: i64) -> Result<Option<Kind>> {
        let sql = "SELECT kind FROM ban WHERE site_id = $1 AND id = $2 AND lifted IS NULL";
        let kind: Option<String> = on_pool!(self, |c| sqlx::query_scalar(sql).bind(site.0).bind(id).fetch_optional(c))?;
        kind.map(|kind| Kind::from_word(&kind).ok_or_else(|| Error::damaged("ban", "kind"))).transpose()
    }

    /// By what the author of a comment can be banned, as far as it is kept.
    pub async fn author_traces(&self, site: SiteId, id: CommentId) -> Result<Option<AuthorTraces>> {
        let sql = "SELECT name, email_hash, address_hash, address_prefix FROM comment WHERE site_id = $1 AND id = $2";
        let row: Option<AuthorRow> = on_pool!(self, |c| sqlx::query_as(sql).bind(site.0).bind(id.0).fetch_optional(c))?;
        Ok(row.map(|row| AuthorTraces {
            name: row.name,
            email: row.email_hash.map(KeyedHash),
            address: row.address_hash.map(KeyedHash),
            prefix: row.address_prefix,
        }))
    }
}

impl Tx {
    /// See [`Store::bans_near`].
    pub async fn bans_near(&mut self, site: SiteId, near: &Near<'_>, now: Timestamp) -> Result<Vec<ActiveBan>> {
        let rows: Vec<ActiveRow> = on_tx!(self, |c| near!(c, site, near, now))?;
        rows.into_iter().map(ActiveRow::into_ban).collect()
    }

    /// Saves a ban; returns its number.
    pub async fn insert_ban(&mut self, ban: &NewBan) -> Result<i64> {
        let sql = "INSERT INTO ban (site_id, kind, hash, word, label, moderator_id, created, expires, effect, reason)
                   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING id";
        Ok(on_tx!(self, |c| sqlx::query_scalar(sql)
            .bind(ban.site.0)
            .bind(ban.rule.kind().as_str())
            .bind(ban.rule.hash().map(|hash| hash.0.as_slice()))
            .bind(ban.rule.text())
            .bind(&ban.label)
            .bind(ban.moderator.map(|m| m.0))
            .bind(ban.created.0)
            .bind(ban.expires.map(|e| e.0))
            .bind(ban.effect.as_str())
            .bind(&ban.reason)
            .fetch_one(c))?)
    }

    /// Ends a ban; false when it has ended already. Returns the person whom it was about, if it was about one.
    pub async fn lift_ban(&mut self, site: SiteId, id: i64, now: Timestamp) -> Result<Option<LiftedBan>> {
        let sql = "UPDATE ban SET lifted = $3 WHERE site_id = $1 AND id = $2 AND lifted IS NULL
                   RETURNING kind, CASE WHEN kind = 'email' THEN hash END AS person";
        let row: Option<(String, Option<Vec<u8>>)> =
            on_tx!(self, |c| sqlx::query_as(sql).bind(site.0).bind(id).bind(now.0).fetch_optional(c))?;
        Ok(row.map(|(kind, person)| LiftedBan { kind, person: person.map(KeyedHash) }))
    }

    /// Puts a lifted ban in force again, while it is kept.
    pub async fn restore_ban(&mut self, site: SiteId, id: i64) -> Result<bool> {
        let sql = "UPDATE ban SET lifted = NULL WHERE site_id = $1 AND id = $2 AND lifted IS NOT NULL";
        Ok(run_tx!(self, sqlx::query(sql).bind(site.0).bind(id))? > 0)
    }
}

/// A ban that has just ended.
#[derive(Clone, Debug)]
pub struct LiftedBan {
    pub kind: String,
    /// Whose e-mail address was banned.
    pub person: Option<KeyedHash>,
}
