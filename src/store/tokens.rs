//! Links in mails, and what was sent to Akismet: both are kept only as long as they are needed.

use super::{Result, Store, Tx, on_pool, on_tx, run_tx};
use crate::domain::clock::Timestamp;
use crate::domain::comment::CommentId;
use crate::domain::sealed::{Sealed, TokenHash};
use crate::domain::site::SiteId;

/// What a mail link may do: one thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Confirms that the author of a comment reads mail at its address.
    ConfirmEmail,
}

impl Purpose {
    fn as_str(self) -> &'static str {
        match self {
            Purpose::ConfirmEmail => "confirm-email",
        }
    }

    fn from_str(word: &str) -> Option<Self> {
        (word == Purpose::ConfirmEmail.as_str()).then_some(Purpose::ConfirmEmail)
    }
}

/// A mail link that can still be used.
#[derive(Clone, Debug)]
pub struct MailLink {
    pub purpose: Purpose,
    pub comment: CommentId,
}

/// A request to Akismet as it was sent, and what came back.
#[derive(Clone, Debug)]
pub struct CheckRequest {
    pub sealed: Sealed,
    pub guid: Option<String>,
    /// `true`, `false`, or nothing when there was no answer yet.
    pub answer: Option<String>,
    /// What a person reported back, in the same words.
    pub reported: Option<String>,
}

impl Tx {
    pub async fn insert_mail_token(
        &mut self,
        site: SiteId,
        hash: &TokenHash,
        link: &MailLink,
        now: Timestamp,
        expires: Timestamp,
    ) -> Result<()> {
        let sql = "INSERT INTO mail_token (site_id, token_hash, purpose, comment_id, created, expires)
                   VALUES ($1, $2, $3, $4, $5, $6)";
        run_tx!(
            self,
            sqlx::query(sql)
                .bind(site.0)
                .bind(&hash.0)
                .bind(link.purpose.as_str())
                .bind(link.comment.0)
                .bind(now.0)
                .bind(expires.0)
        )?;
        Ok(())
    }

    /// Uses a mail link up. `None` when it is unknown, expired or used.
    pub async fn use_mail_token(&mut self, site: SiteId, hash: &TokenHash, now: Timestamp) -> Result<Option<MailLink>> {
        let sql = "UPDATE mail_token SET used = $3
                   WHERE site_id = $1 AND token_hash = $2 AND used IS NULL AND expires > $3
                   RETURNING purpose, comment_id";
        let row: Option<(String, i64)> =
            on_tx!(self, |c| sqlx::query_as(sql).bind(site.0).bind(&hash.0).bind(now.0).fetch_optional(c))?;
        Ok(row.and_then(link))
    }

    /// What Akismet thinks of a comment: what it was last told, else what it answered. `None` when it never
    /// answered, or when the request is no longer kept, so that there is nothing to correct.
    pub async fn akismet_belief(&mut self, site: SiteId, comment: CommentId) -> Result<Option<bool>> {
        let sql = "SELECT COALESCE(reported, answer) FROM check_request WHERE site_id = $1 AND comment_id = $2";
        let word: Option<Option<String>> =
            on_tx!(self, |c| sqlx::query_scalar(sql).bind(site.0).bind(comment.0).fetch_optional(c))?;
        Ok(word.flatten().map(|word| word == "true"))
    }

    /// What Akismet was last told by us; `None` when it never was.
    pub async fn akismet_told(&mut self, site: SiteId, comment: CommentId) -> Result<Option<bool>> {
        let sql = "SELECT reported FROM check_request WHERE site_id = $1 AND comment_id = $2";
        let word: Option<Option<String>> =
            on_tx!(self, |c| sqlx::query_scalar(sql).bind(site.0).bind(comment.0).fetch_optional(c))?;
        Ok(word.flatten().map(|word| word == "true"))
    }

    /// What is kept about a comment, inside a write.
    pub async fn check_request(&mut self, site: SiteId, comment: CommentId) -> Result<Option<CheckRequest>> {
        let row: Option<CheckRow> =
            on_tx!(self, |c| sqlx::query_as(CHECK_REQUEST).bind(site.0).bind(comment.0).fetch_optional(c))?;
        Ok(row.map(check_request))
    }

    /// The comments whose check Akismet knows by this name: one, or none; a second tells that the name is no use.
    pub async fn checked_as(&mut self, site: SiteId, guid: &str) -> Result<Vec<CommentId>> {
        let sql = "SELECT comment_id FROM check_request WHERE site_id = $1 AND guid = $2 ORDER BY comment_id LIMIT 2";
        let ids: Vec<i64> = on_tx!(self, |c| sqlx::query_scalar(sql).bind(site.0).bind(guid).fetch_all(c))?;
        Ok(ids.into_iter().map(CommentId).collect())
    }

    /// Notes another answer of Akismet's about the same request.
    pub async fn note_answer(&mut self, site: SiteId, comment: CommentId, answer: &str) -> Result<()> {
        let sql = "UPDATE check_request SET answer = $3, reported = NULL WHERE site_id = $1 AND comment_id = $2";
        run_tx!(self, sqlx::query(sql).bind(site.0).bind(comment.0).bind(answer))?;
        Ok(())
    }

    /// Notes that a person's correction has reached Akismet.
    pub async fn note_report(&mut self, site: SiteId, comment: CommentId, reported: &str) -> Result<()> {
        let sql = "UPDATE check_request SET reported = $3 WHERE site_id = $1 AND comment_id = $2";
        run_tx!(self, sqlx::query(sql).bind(site.0).bind(comment.0).bind(reported))?;
        Ok(())
    }

    pub async fn keep_check_request(
        &mut self,
        site: SiteId,
        comment: CommentId,
        request: &CheckRequest,
        now: Timestamp,
    ) -> Result<()> {
        let sql = "INSERT INTO check_request (site_id, comment_id, sealed, guid, answer, created)
                   VALUES ($1, $2, $3, $4, $5, $6)
                   ON CONFLICT (site_id, comment_id) DO UPDATE
                   SET sealed = excluded.sealed, guid = excluded.guid, answer = excluded.answer, reported = NULL";
        run_tx!(
            self,
            sqlx::query(sql)
                .bind(site.0)
                .bind(comment.0)
                .bind(&request.sealed.0)
                .bind(&request.guid)
                .bind(&request.answer)
                .bind(now.0)
        )?;
        Ok(())
    }
}

impl Store {
    /// Looks at a mail link without using it.
    pub async fn mail_token(&self, site: SiteId, hash: &TokenHash, now: Timestamp) -> Result<Option<MailLink>> {
        let sql = "SELECT purpose, comment_id FROM mail_token
                   WHERE site_id = $1 AND token_hash = $2 AND used IS NULL AND expires > $3";
        let row: Option<(String, i64)> =
            on_pool!(self, |c| sqlx::query_as(sql).bind(site.0).bind(&hash.0).bind(now.0).fetch_optional(c))?;
        Ok(row.and_then(link))
    }

    pub async fn check_request(&self, site: SiteId, comment: CommentId) -> Result<Option<CheckRequest>> {
        let row: Option<CheckRow> =
            on_pool!(self, |c| sqlx::query_as(CHECK_REQUEST).bind(site.0).bind(comment.0).fetch_optional(c))?;
        Ok(row.map(check_request))
    }

    /// The sealed e-mail of a comment's author.
    pub async fn sealed_email(&self, site: SiteId, comment: CommentId) -> Result<Option<Sealed>> {
        let sql = "SELECT email_sealed FROM comment WHERE site_id = $1 AND id = $2 AND email_sealed IS NOT NULL";
        let row: Option<Vec<u8>> =
            on_pool!(self, |c| sqlx::query_scalar(sql).bind(site.0).bind(comment.0).fetch_optional(c))?;
        Ok(row.map(Sealed))
    }
}

const CHECK_REQUEST: &str =
    "SELECT sealed, guid, answer, reported FROM check_request WHERE site_id = $1 AND comment_id = $2";

type CheckRow = (Vec<u8>, Option<String>, Option<String>, Option<String>);

fn check_request((sealed, guid, answer, reported): CheckRow) -> CheckRequest {
    CheckRequest { sealed: Sealed(sealed), guid, answer, reported }
}

fn link((purpose, comment): (String, i64)) -> Option<MailLink> {
    Some(MailLink { purpose: Purpose::from_str(&purpose)?, comment: CommentId(comment) })
}
