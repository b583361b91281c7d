//! What belongs to one person, found by the keyed hash of an e-mail address: to be shown, and to be erased.

use super::packed::PackedHtml;
use super::{Result, Store, Tx, on_pool, on_tx, run_tx};
use crate::domain::clock::Timestamp;
use crate::domain::comment::{CommentId, StoredHtml};
use crate::domain::sealed::{KeyedHash, Sealed};
use crate::domain::site::SiteId;

/// Everything stored of one comment, for its author.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct PersonComment {
    pub id: i64,
    pub thread_key: String,
    pub thread_url: Option<String>,
    pub thread_title: Option<String>,
    pub status: String,
    pub name: String,
    pub website: Option<String>,
    pub email_confirmed: bool,
    pub notify: bool,
    pub address_prefix: Option<String>,
    pub source: String,
    html: PackedHtml,
    renderer: i64,
    pub created: i64,
    pub edited: Option<i64>,
    pub check_request: Option<Vec<u8>>,
}

impl PersonComment {
    pub fn html(&self) -> StoredHtml {
        self.html.clone().stored(&self.source, self.renderer)
    }

    /// The sealed request to Akismet, while it is kept.
    pub fn sealed_request(&self) -> Option<Sealed> {
        self.check_request.clone().map(Sealed)
    }
}

impl Store {
    /// Every comment of this address, whatever its status, oldest first.
    pub async fn comments_of(&self, site: SiteId, email: &KeyedHash) -> Result<Vec<PersonComment>> {
        let sql = "SELECT c.id, t.key AS thread_key, t.url AS thread_url, t.title AS thread_title, c.status, c.name,
                          c.website, c.email_confirmed, c.notify, c.address_prefix, c.source, c.html, c.renderer, c.created, c.edited,
                          k.sealed AS check_request
                   FROM comment c JOIN thread t ON t.site_id = c.site_id AND t.id = c.thread_id
                   LEFT JOIN check_request k ON k.site_id = c.site_id AND k.comment_id = c.id
                   WHERE c.site_id = $1 AND c.email_hash = $2 ORDER BY c.created, c.id";
        Ok(on_pool!(self, |c| sqlx::query_as(sql).bind(site.0).bind(&email.0).fetch_all(c))?)
    }
}

/// What stands in an erased comment's place.
pub struct Erased<'a> {
    pub name: &'a str,
    pub source: &'a str,
    pub html: &'a StoredHtml,
    pub text_hash: &'a [u8],
    pub now: Timestamp,
}

impl Tx {
    /// Overwrites everything personal in a comment and forgets what hangs on it. Its place, its status
    /// and its replies stay.
    pub async fn erase_comment(&mut self, site: SiteId, id: CommentId, erased: &Erased<'_>) -> Result<()> {
        let sql = "UPDATE comment SET name = $3, website = NULL, email_sealed = NULL, email_hash = NULL,
                          email_confirmed = FALSE, notify = FALSE, address_hash = NULL, address_prefix = NULL,
                          source = $4, html = $5, renderer = $6, text_hash = $7, receipt_hash = NULL,
                          article_title = NULL, edited = NULL, sketch = NULL, version = version + 1
                   WHERE site_id = $1 AND id = $2 RETURNING thread_id";
        self.leave_person(site, id).await?;
        let thread: Option<i64> = on_tx!(self, |c| sqlx::query_scalar(sql)
            .bind(site.0)
            .bind(id.0)
            .bind(erased.name)
            .bind(erased.source)
            .bind(PackedHtml::of(erased.source, &erased.html.html))
            .bind(erased.html.revision)
            .bind(erased.text_hash)
            .fetch_optional(c))?;
        if let Some(thread) = thread {
            self.touch_thread(site, crate::domain::thread::ThreadId(thread), 0, 0).await?;
        }
        self.forget_traces(site, id).await
    }

    /// Deletes what was kept about a comment elsewhere: the request to Akismet, the first answer, mail
    /// links, readers' reports, work that still waits, what it linked to, the words by which it was found and what
    /// it said before it was changed.
    pub async fn forget_traces(&mut self, site: SiteId, id: CommentId) -> Result<()> {
        // The plus keeps SQLite from walking through the keys of a whole site.
        let statements = [
            "DELETE FROM check_request WHERE site_id = $1 AND comment_id = $2",
            "DELETE FROM idempotency WHERE +site_id = $1 AND comment_id = $2",
            "DELETE FROM mail_token WHERE +site_id = $1 AND comment_id = $2",
            "DELETE FROM job WHERE site_id = $1 AND comment_id = $2",
            "DELETE FROM link WHERE site_id = $1 AND comment_id = $2",
            "UPDATE decision SET before = NULL, after = NULL WHERE site_id = $1 AND comment_id = $2",
        ];
        self.forget_flags(site, id).await?;
        self.forget_words(site, id).await?;
        self.forget_named_hosts(site, id).await?;
        for sql in statements {
            run_tx!(self, sqlx::query(sql).bind(site.0).bind(id.0))?;
        }
        Ok(())
    }

    /// Takes the name off the bans of this e-mail and of the client addresses and ranges it was used from, as far as
    /// its comments still know them, and what was noted with the ban; the bans themselves stay.
    pub async fn unname_bans(
        &mut self,
        site: SiteId,
        email: &KeyedHash,
        ranges: &[KeyedHash],
        label: &str,
    ) -> Result<()> {
        let sql = "UPDATE ban SET label = $3, reason = '' WHERE site_id = $1 AND ((kind = 'email' AND hash = $2)
                   OR (kind = 'address' AND hash IN (SELECT address_hash FROM comment
                       WHERE site_id = $1 AND email_hash = $2 AND address_hash IS NOT NULL)))";
        run_tx!(self, sqlx::query(sql).bind(site.0).bind(&email.0).bind(label))?;
        // One that was typed is named by itself.
        let sql = "UPDATE ban SET label = $3, reason = '' WHERE site_id = $1 AND kind = 'range' AND hash = $2
                   AND word IS NULL";
        for range in ranges {
            run_tx!(self, sqlx::query(sql).bind(site.0).bind(&range.0).bind(label))?;
        }
        Ok(())
    }

    /// Forgets a person: the row with trust and names, the notes, and whom the audit log's lines are about.
    pub async fn erase_person(&mut self, site: SiteId, email: &KeyedHash) -> Result<()> {
        let statements = [
            "DELETE FROM note WHERE site_id = $1 AND person_id IN (
                 SELECT id FROM person WHERE site_id = $1 AND email_hash = $2)",
            "DELETE FROM person WHERE site_id = $1 AND email_hash = $2",
            "UPDATE decision SET person = NULL, before = NULL, after = NULL WHERE site_id = $1 AND person = $2",
        ];
        for sql in statements {
            run_tx!(self, sqlx::query(sql).bind(site.0).bind(&email.0))?;
        }
        Ok(())
    }
}
