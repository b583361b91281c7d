//! Reading the audit log: newest first, by whatever it is searched by.
//!
//! Numbers grow with time within a site, so a page ends at a number and the next one begins below it. Each search
//! begins at the index that finds least; the rest of what was asked for is looked at row by row.

use serde_json::Value;
use sqlx::types::Json;

use super::audit::About;
use super::{Result, Store, on_pool};
use crate::domain::clock::Timestamp;
use crate::domain::comment::{CommentId, Status};
use crate::domain::moderator::ModeratorId;
use crate::domain::sealed::KeyedHash;
use crate::domain::site::SiteId;
use crate::domain::thread::ThreadId;

/// Who did something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum By {
    Moderator(ModeratorId),
    /// The authors of comments, by receipt.
    Author,
    /// The filter and the rules of retention.
    System,
}

/// What is looked for; everything at once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LogFilter {
    pub by: Option<By>,
    pub action: Option<String>,
    pub about: Option<About>,
    /// From this moment on, and before that one.
    pub from: Option<Timestamp>,
    pub until: Option<Timestamp>,
}

/// A line of the log.
#[derive(Clone, Debug)]
pub struct LogEntry {
    pub id: i64,
    /// The moderator who did it, by name.
    pub moderator: Option<String>,
    /// `moderator`, `author` or `system`.
    pub actor: String,
    pub action: String,
    pub about: About,
    /// Who wrote the comment, while it is there.
    pub comment_name: Option<String>,
    /// The comment's or the thread's own title, else its key.
    pub thread_title: Option<String>,
    pub from: Option<Status>,
    pub to: Option<Status>,
    pub before: Option<Value>,
    pub after: Option<Value>,
    pub at: Timestamp,
}

impl LogEntry {
    /// What it is about, in one word, and the number of the comment or of the thread.
    pub fn about_words(&self) -> (&'static str, Option<i64>, Option<i64>) {
        match &self.about {
            About::Comment(id) => ("comment", Some(id.0), None),
            About::Thread(id) => ("thread", None, Some(id.0)),
            About::Person(_) => ("person", None, None),
            About::Site => ("site", None, None),
        }
    }
}

#[derive(sqlx::FromRow)]
struct LogRow {
    id: i64,
    moderator: Option<String>,
    actor: String,
    action: String,
    comment_id: Option<i64>,
    thread_id: Option<i64>,
    person: Option<Vec<u8>>,
    comment_name: Option<String>,
    thread_title: Option<String>,
    from_status: Option<String>,
    to_status: Option<String>,
    before: Option<Json<Value>>,
    after: Option<Json<Value>>,
    at: i64,
}

impl LogRow {
    fn into_entry(self) -> Result<LogEntry> {
        let status = |word: Option<String>| word.as_deref().map(super::rows::status).transpose();
        let about = match (self.comment_id, self.thread_id, self.person) {
            (Some(id), ..) => About::Comment(CommentId(id)),
            (None, Some(id), _) => About::Thread(ThreadId(id)),
            (None, None, Some(hash)) => About::Person(KeyedHash(hash)),
            (None, None, None) => About::Site,
        };
        Ok(LogEntry {
            id: self.id,
            moderator: self.moderator,
            actor: self.actor,
            action: self.action,
            about,
            comment_name: self.comment_name,
            thread_title: self.thread_title,
            from: status(self.from_status)?,
            to: status(self.to_status)?,
            before: self.before.map(|json| json.0),
            after: self.after.map(|json| json.0),
            at: Timestamp(self.at),
        })
    }
}

/// `$begin` is the index that is read, in the order of numbers; all of the filter is asked for besides.
macro_rules! search {
    ($begin:literal) => {
        concat!(
            "SELECT d.id, m.name AS moderator, d.actor, d.action, d.comment_id, d.thread_id, d.person,
                    c.name AS comment_name, COALESCE(t.title, t.key) AS thread_title, d.from_status, d.to_status,
                    d.before, d.after, d.at
             FROM decision d LEFT JOIN moderator m ON m.id = d.moderator_id
             LEFT JOIN comment c ON c.site_id = d.site_id AND c.id = d.comment_id
             LEFT JOIN thread t ON t.site_id = d.site_id AND t.id = COALESCE(d.thread_id, c.thread_id)
             WHERE d.site_id = $1 AND d.id < $2 AND d.id >= $3 AND d.at >= $4 AND d.at < $5
             AND (CAST($6 AS BIGINT) IS NULL OR d.moderator_id = $6) AND (CAST($7 AS TEXT) IS NULL OR d.actor = $7)
             AND (CAST($8 AS TEXT) IS NULL OR d.action = $8) AND (CAST($9 AS BIGINT) IS NULL OR d.comment_id = $9)
             AND (CAST($10 AS BIGINT) IS NULL OR d.thread_id = $10)
             AND (CAST($11 AS BYTEA) IS NULL OR d.person = $11) AND ",
            $begin,
            " ORDER BY d.id DESC LIMIT $12"
        )
    };
}

impl LogFilter {
    fn sql(&self) -> &'static str {
        match (&self.about, &self.by, &self.action) {
            (Some(About::Comment(_)), ..) => search!("d.comment_id = $9"),
            (Some(About::Thread(_)), ..) => search!("d.thread_id = $10"),
            (Some(About::Person(_)), ..) => search!("d.person = $11"),
            (Some(About::Site), ..) => search!("d.comment_id IS NULL AND d.thread_id IS NULL AND d.person IS NULL"),
            (None, _, Some(_)) => search!("d.action = $8"),
            (None, Some(By::Moderator(_)), None) => search!("d.moderator_id = $6"),
            (None, _, None) => search!("d.id IS NOT NULL"),
        }
    }
}

impl Store {
    /// Lines of the log below the number `before`, newest first.
    pub async fn log(
        &self,
        site: SiteId,
        filter: &LogFilter,
        before: Option<i64>,
        limit: i64,
    ) -> Result<Vec<LogEntry>> {
        let (lowest, below) = self.numbers(site, filter).await?;
        let below = below.min(before.unwrap_or(i64::MAX));
        let (mut moderator, mut actor) = (None, None);
        match filter.by {
            Some(By::Moderator(id)) => moderator = Some(id.0),
            Some(By::Author) => actor = Some("author"),
            Some(By::System) => actor = Some("system"),
            None => {}
        }
        let (mut comment, mut thread, mut person) = (None, None, None);
        match &filter.about {
            Some(About::Comment(id)) => comment = Some(id.0),
            Some(About::Thread(id)) => thread = Some(id.0),
            Some(About::Person(hash)) => person = Some(hash.0.as_slice()),
            Some(About::Site) | None => {}
        }
        let rows: Vec<LogRow> = on_pool!(self, |c| sqlx::query_as(filter.sql())
            .bind(site.0)
            .bind(below)
            .bind(lowest)
            .bind(filter.from.map_or(i64::MIN, |t| t.0))
            .bind(filter.until.map_or(i64::MAX, |t| t.0))
            .bind(moderator)
            .bind(actor)
            .bind(&filter.action)
            .bind(comment)
            .bind(thread)
            .bind(person)
            .bind(limit)
            .fetch_all(c))?;
        rows.into_iter().map(LogRow::into_entry).collect()
    }

    /// Between which numbers the lines of a span of time lie, so that an old day is found at once. Clocks of several
    /// nodes differ, and a write may wait for another: an hour on both sides is looked at besides.
    async fn numbers(&self, site: SiteId, filter: &LogFilter) -> Result<(i64, i64)> {
        let sql = "SELECT id FROM decision WHERE site_id = $1 AND at >= $2 ORDER BY at, id LIMIT 1";
        let lowest: Option<i64> = match filter.from {
            Some(from) => {
                let from = from.plus(-Timestamp::HOUR);
                let found: Option<i64> =
                    on_pool!(self, |c| sqlx::query_scalar(sql).bind(site.0).bind(from.0).fetch_optional(c))?;
                Some(found.unwrap_or(i64::MAX))
            }
            None => None,
        };
        let sql = "SELECT id FROM decision WHERE site_id = $1 AND at < $2 ORDER BY at DESC, id DESC LIMIT 1";
        let highest: Option<i64> = match filter.until {
            Some(until) => {
                let until = until.plus(Timestamp::HOUR);
                let found: Option<i64> =
                    on_pool!(self, |c| sqlx::query_scalar(sql).bind(site.0).bind(until.0).fetch_optional(c))?;
                Some(found.unwrap_or(0))
            }
            None => None,
        };
        Ok((lowest.unwrap_or(i64::MIN), highest.map_or(i64::MAX, |id| id.saturating_add(1))))
    }

    /// Everybody with a role at the site or a line in its log, by name.
    pub async fn log_moderators(&self, site: SiteId) -> Result<Vec<(i64, String)>> {
        let sql = "SELECT m.id, m.name FROM moderator m
                   WHERE EXISTS (SELECT 1 FROM role r WHERE r.site_id = $1 AND r.moderator_id = m.id)
                   OR EXISTS (SELECT 1 FROM decision d WHERE d.site_id = $1 AND d.moderator_id = m.id)
                   ORDER BY m.name, m.id";
        Ok(on_pool!(self, |c| sqlx::query_as(sql).bind(site.0).fetch_all(c))?)
    }

    /// The words of everything that was ever done at the site; each costs one look into an index.
    pub async fn log_actions(&self, site: SiteId) -> Result<Vec<String>> {
        let sql = "WITH RECURSIVE word (action) AS (
                       SELECT MIN(d.action) FROM decision d WHERE d.site_id = $1
                       UNION ALL
                       SELECT (SELECT MIN(d.action) FROM decision d WHERE d.site_id = $1 AND d.action > word.action)
                       FROM word WHERE word.action IS NOT NULL)
                   SELECT action FROM word WHERE action IS NOT NULL";
        Ok(on_pool!(self, |c| sqlx::query_scalar(sql).bind(site.0).fetch_all(c))?)
    }
}
