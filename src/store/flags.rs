//! Readers' reports of comments: one a comment and reporter. A comment counts those that nobody has
//! settled, and the site its comments that have any.

use super::{Error, Result, Store, Tx, on_pool, on_readers, on_tx, run_tx};
use crate::domain::clock::Timestamp;
use crate::domain::comment::CommentId;
use crate::domain::flag::Reason;
use crate::domain::sealed::{KeyedHash, Sealed};
use crate::domain::site::SiteId;

/// Reports that are shown with a comment; how many there are is said beside them.
const SHOWN: i64 = 20;

/// A report about to be stored.
pub struct NewFlag<'a> {
    pub site: SiteId,
    pub comment: CommentId,
    pub reporter: &'a KeyedHash,
    pub reason: Reason,
    pub note: &'a str,
    /// Name and e-mail, and by which the latter is found again.
    pub contact: Option<(Sealed, Option<KeyedHash>)>,
    pub now: Timestamp,
}

/// A report as moderators see it: nothing of who made it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FlagEntry {
    pub comment: CommentId,
    pub reason: Reason,
    pub note: String,
    pub created: Timestamp,
}

#[derive(sqlx::FromRow)]
struct FlagRow {
    comment_id: i64,
    reason: String,
    note: String,
    created: i64,
}

impl FlagRow {
    fn into_entry(self) -> Result<FlagEntry> {
        Ok(FlagEntry {
            comment: CommentId(self.comment_id),
            reason: Reason::from_word(&self.reason).ok_or_else(|| Error::damaged("flag", "reason"))?,
            note: self.note,
            created: Timestamp(self.created),
        })
    }
}

/// A report, for the person whose e-mail it holds.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct PersonFlag {
    pub comment_id: i64,
    pub reason: String,
    pub note: String,
    contact_sealed: Option<Vec<u8>>,
    pub created: i64,
}

impl PersonFlag {
    pub fn contact(&self) -> Option<Sealed> {
        self.contact_sealed.clone().map(Sealed)
    }
}

impl Store {
    /// The newest reports of these comments that nobody has settled, newest first. Two texts, because the
    /// engines pass lists differently.
    pub async fn open_flags(&self, site: SiteId, ids: &[CommentId]) -> Result<Vec<FlagEntry>> {
        macro_rules! newest {
            ($list:literal) => {
                concat!(
                    "SELECT comment_id, reason, note, created FROM (
                         SELECT f.comment_id, f.reason, f.note, f.created, f.id,
                                ROW_NUMBER() OVER (PARTITION BY f.comment_id ORDER BY f.id DESC) AS place
                         FROM flag f WHERE f.site_id = $1 AND f.settled IS NULL AND f.comment_id ",
                    $list,
                    ") AS placed WHERE place <= $3 ORDER BY id DESC"
                )
            };
        }
        let ids: Vec<i64> = ids.iter().map(|id| id.0).collect();
        let rows: Vec<FlagRow> = match self {
            Store::Sqlite(engine) => {
                let query = sqlx::query_as(newest!("IN (SELECT value FROM json_each($2))"));
                let query = query.bind(site.0).bind(sqlx::types::Json(&ids)).bind(SHOWN);
                on_readers!(engine, |c| query.fetch_all(c))
            }
            Store::Postgres(pool) => {
                let query = sqlx::query_as(newest!("= ANY($2)"));
                query.bind(site.0).bind(&ids).bind(SHOWN).fetch_all(pool).await?
            }
        };
        rows.into_iter().map(FlagRow::into_entry).collect()
    }

    /// Those of these comments whose reports say who made them. Two texts, as above.
    pub async fn with_contact(&self, site: SiteId, ids: &[CommentId]) -> Result<Vec<CommentId>> {
        macro_rules! named {
            ($list:literal) => {
                concat!(
                    "SELECT DISTINCT comment_id FROM flag
                     WHERE site_id = $1 AND contact_sealed IS NOT NULL AND comment_id ",
                    $list
                )
            };
        }
        let ids: Vec<i64> = ids.iter().map(|id| id.0).collect();
        let found: Vec<i64> = match self {
            Store::Sqlite(engine) => {
                let query = sqlx::query_scalar(named!("IN (SELECT value FROM json_each($2))"));
                on_readers!(engine, |c| query.bind(site.0).bind(sqlx::types::Json(&ids)).fetch_all(c))
            }
            Store::Postgres(pool) => {
                let query = sqlx::query_scalar(named!("= ANY($2)"));
                query.bind(site.0).bind(&ids).fetch_all(pool).await?
            }
        };
        Ok(found.into_iter().map(CommentId).collect())
    }

    /// The reports that name this e-mail address, oldest first.
    pub async fn flags_of(&self, site: SiteId, email: &KeyedHash) -> Result<Vec<PersonFlag>> {
        let sql = "SELECT comment_id, reason, note, contact_sealed, created FROM flag
                   WHERE site_id = $1 AND email_hash = $2 ORDER BY id";
        Ok(on_pool!(self, |c| sqlx::query_as(sql).bind(site.0).bind(&email.0).fetch_all(c))?)
    }
}

impl Tx {
    /// Stores a report. Returns how many of the comment nobody has settled; `None` when this reporter has
    /// reported it before, which changes nothing.
    pub async fn insert_flag(&mut self, new: &NewFlag<'_>) -> Result<Option<i64>> {
        let sql = "INSERT INTO flag (site_id, comment_id, reporter, reason, note, contact_sealed, email_hash, created)
                   VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING";
        let sealed = new.contact.as_ref().map(|(sealed, _)| sealed.0.as_slice());
        let email = new.contact.as_ref().and_then(|(_, hash)| hash.as_ref()).map(|hash| hash.0.as_slice());
        let stored: u64 = run_tx!(
            self,
            sqlx::query(sql)
                .bind(new.site.0)
                .bind(new.comment.0)
                .bind(&new.reporter.0)
                .bind(new.reason.as_str())
                .bind(new.note)
                .bind(sealed)
                .bind(email)
                .bind(new.now.0)
        )?;
        if stored == 0 {
            return Ok(None);
        }
        let sql = "UPDATE comment SET flags = flags + 1 WHERE site_id = $1 AND id = $2 RETURNING flags";
        let flags: Option<i64> =
            on_tx!(self, |c| sqlx::query_scalar(sql).bind(new.site.0).bind(new.comment.0).fetch_optional(c))?;
        if flags == Some(1) {
            self.tally_flagged(new.site, 1).await?;
        }
        Ok(flags)
    }

    /// Comments of a site that have reports which nobody has settled.
    pub async fn flagged(&mut self, site: SiteId) -> Result<i64> {
        let sql = "SELECT flagged FROM tally WHERE site_id = $1";
        let row: Option<i64> = on_tx!(self, |c| sqlx::query_scalar(sql).bind(site.0).fetch_optional(c))?;
        Ok(row.unwrap_or(0))
    }

    /// The contacts in a comment's reports, settled or not, oldest first, and since when each is there.
    pub async fn contacts(&mut self, site: SiteId, id: CommentId) -> Result<Vec<(Timestamp, Sealed)>> {
        let sql = "SELECT created, contact_sealed FROM flag
                   WHERE site_id = $1 AND comment_id = $2 AND contact_sealed IS NOT NULL ORDER BY id";
        let rows: Vec<(i64, Vec<u8>)> = on_tx!(self, |c| sqlx::query_as(sql).bind(site.0).bind(id.0).fetch_all(c))?;
        Ok(rows.into_iter().map(|(created, sealed)| (Timestamp(created), Sealed(sealed))).collect())
    }

    /// A moderator has decided about the comment, so its reports have been heard.
    pub async fn settle_flags(&mut self, site: SiteId, id: CommentId, now: Timestamp) -> Result<()> {
        let sql = "UPDATE flag SET settled = $3 WHERE site_id = $1 AND comment_id = $2 AND settled IS NULL";
        let settled: u64 = run_tx!(self, sqlx::query(sql).bind(site.0).bind(id.0).bind(now.0))?;
        if settled > 0 { self.unflag(site, id).await } else { Ok(()) }
    }

    /// Opens again the reports that a decision of that moment settled, because it is taken back.
    pub async fn reopen_flags(&mut self, site: SiteId, id: CommentId, settled: Timestamp) -> Result<()> {
        let sql = "UPDATE flag SET settled = NULL WHERE site_id = $1 AND comment_id = $2 AND settled = $3";
        let reopened: u64 = run_tx!(self, sqlx::query(sql).bind(site.0).bind(id.0).bind(settled.0))?;
        if reopened == 0 {
            return Ok(());
        }
        let sql = "UPDATE comment SET flags = flags + $3 WHERE site_id = $1 AND id = $2 RETURNING flags";
        let reopened = i64::try_from(reopened).unwrap_or(i64::MAX);
        let flags: Option<i64> =
            on_tx!(self, |c| sqlx::query_scalar(sql).bind(site.0).bind(id.0).bind(reopened).fetch_optional(c))?;
        if flags == Some(reopened) { self.tally_flagged(site, 1).await } else { Ok(()) }
    }

    /// Deletes a comment's reports with everything in them.
    pub(super) async fn forget_flags(&mut self, site: SiteId, id: CommentId) -> Result<()> {
        let sql = "DELETE FROM flag WHERE site_id = $1 AND comment_id = $2";
        run_tx!(self, sqlx::query(sql).bind(site.0).bind(id.0))?;
        self.unflag(site, id).await
    }

    async fn unflag(&mut self, site: SiteId, id: CommentId) -> Result<()> {
        let sql = "UPDATE comment SET flags = 0 WHERE site_id = $1 AND id = $2 AND flags > 0";
        let flagged: u64 = run_tx!(self, sqlx::query(sql).bind(site.0).bind(id.0))?;
        if flagged > 0 { self.tally_flagged(site, -1).await } else { Ok(()) }
    }

    async fn tally_flagged(&mut self, site: SiteId, delta: i64) -> Result<()> {
        let sql = "UPDATE tally SET flagged = flagged + $2 WHERE site_id = $1";
        self.note_desk(site);
        run_tx!(self, sqlx::query(sql).bind(site.0).bind(delta))?;
        Ok(())
    }

    /// Takes everything personal out of the reports that name this e-mail address; that the comment was
    /// reported, and why, stays.
    pub async fn erase_flags(&mut self, site: SiteId, email: &KeyedHash) -> Result<u64> {
        let sql = "UPDATE flag SET note = '', reporter = NULL, contact_sealed = NULL, email_hash = NULL
                   WHERE site_id = $1 AND email_hash = $2";
        Ok(run_tx!(self, sqlx::query(sql).bind(site.0).bind(&email.0))?)
    }

    /// Forgets who made reports from before.
    pub async fn forget_reporters(&mut self, site: SiteId, before: Timestamp, limit: i64) -> Result<u64> {
        let sql = "UPDATE flag SET reporter = NULL WHERE site_id = $1 AND id IN (
                   SELECT id FROM flag WHERE site_id = $1 AND reporter IS NOT NULL AND created < $2 LIMIT $3)";
        Ok(run_tx!(self, sqlx::query(sql).bind(site.0).bind(before.0).bind(limit))?)
    }

    /// Forgets the names and e-mails of reports from before.
    pub async fn forget_contacts(&mut self, site: SiteId, before: Timestamp, limit: i64) -> Result<u64> {
        let sql = "UPDATE flag SET contact_sealed = NULL, email_hash = NULL WHERE site_id = $1 AND id IN (
                   SELECT id FROM flag WHERE site_id = $1 AND contact_sealed IS NOT NULL AND created < $2 LIMIT $3)";
        Ok(run_tx!(self, sqlx::query(sql).bind(site.0).bind(before.0).bind(limit))?)
    }
}
