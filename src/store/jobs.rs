//! Slow or fallible work, made durable in the write that caused it.
//!
//! A job is claimed for a while, not removed: if its node dies, the claim runs out and another node
//! takes it. So every job may run twice and must not mind.

use sqlx::types::Json;

use super::tx::Engine;
use super::{Error, Result, Store, Tx, on_pool, on_tx, run_tx};
use crate::domain::clock::Timestamp;
use crate::domain::comment::CommentId;
use crate::domain::site::SiteId;

/// By how much the clocks of two nodes may differ.
const SKEW: i64 = 5 * Timestamp::MINUTE;

/// What a job does. The word stands in the database.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum JobKind {
    /// Ask Akismet (again) about a comment that waits for its answer.
    AkismetCheck,
    /// Tell Akismet that it was wrong.
    AkismetSpam,
    AkismetHam,
    /// Mail a link that confirms an address.
    MailConfirm,
    /// Tell the moderators that something waits.
    MailWaiting,
    /// Tell the moderators that readers have reported something.
    MailFlagged,
    /// Tell a moderator that strangers try to sign in with their account.
    MailFailures,
    /// Mail somebody the link by which they join the team.
    MailInvitation,
    /// Make comments searchable, bit by bit.
    Index,
    /// Write down what the local filter has learnt.
    Weights,
    /// Ask Akismet about the queue again, comment by comment.
    Recheck,
    /// Ask Akismet about the key and the account.
    AkismetAccount,
}

impl JobKind {
    pub const ALL: [JobKind; 12] = [
        Self::AkismetCheck,
        Self::AkismetSpam,
        Self::AkismetHam,
        Self::MailConfirm,
        Self::MailWaiting,
        Self::MailFlagged,
        Self::MailFailures,
        Self::MailInvitation,
        Self::Index,
        Self::Weights,
        Self::Recheck,
        Self::AkismetAccount,
    ];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::AkismetCheck => "akismet-check",
            Self::AkismetSpam => "akismet-spam",
            Self::AkismetHam => "akismet-ham",
            Self::MailConfirm => "mail-confirm",
            Self::MailWaiting => "mail-waiting",
            Self::MailFlagged => "mail-flagged",
            Self::MailFailures => "mail-failures",
            Self::MailInvitation => "mail-invitation",
            Self::Index => "index",
            Self::Weights => "weights",
            Self::Recheck => "recheck",
            Self::AkismetAccount => "akismet-account",
        }
    }

    fn from_str(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|k| k.as_str() == word)
    }
}

pub struct NewJob {
    pub site: SiteId,
    pub kind: JobKind,
    pub comment: Option<CommentId>,
    /// Small facts, never personal data in clear.
    pub payload: serde_json::Value,
    pub run_at: Timestamp,
}

#[derive(Clone, Debug)]
pub struct Job {
    pub id: i64,
    pub site: SiteId,
    pub kind: JobKind,
    pub comment: Option<CommentId>,
    pub payload: serde_json::Value,
    /// This run included.
    pub attempts: i64,
    pub created: Timestamp,
    pub state: JobState,
    pub last_error: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JobState {
    Ready,
    /// Given up; kept where people can see it.
    Dead,
}

#[derive(sqlx::FromRow)]
struct JobRow {
    id: i64,
    site_id: i64,
    kind: String,
    comment_id: Option<i64>,
    payload: Json<serde_json::Value>,
    attempts: i64,
    created: i64,
    state: String,
    last_error: Option<String>,
}

impl JobRow {
    fn into_job(self) -> Result<Job> {
        Ok(Job {
            id: self.id,
            site: SiteId(self.site_id),
            kind: JobKind::from_str(&self.kind).ok_or_else(|| Error::damaged("job", "kind"))?,
            comment: self.comment_id.map(CommentId),
            payload: self.payload.0,
            attempts: self.attempts,
            created: Timestamp(self.created),
            state: if self.state == "dead" { JobState::Dead } else { JobState::Ready },
            last_error: self.last_error,
        })
    }
}

/// How much work waits, for metrics.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, sqlx::FromRow)]
pub struct JobFigures {
    pub ready: i64,
    pub dead: i64,
    /// When the oldest job that is due became due.
    pub oldest_due: Option<i64>,
}

impl Tx {
    pub async fn add_job(&mut self, job: &NewJob) -> Result<()> {
        let sql = "INSERT INTO job (site_id, kind, comment_id, payload, state, run_at, attempts, created)
                   VALUES ($1, $2, $3, $4, 'ready', $5, 0, $5)";
        run_tx!(
            self,
            sqlx::query(sql)
                .bind(job.site.0)
                .bind(job.kind.as_str())
                .bind(job.comment.map(|id| id.0))
                .bind(Json(&job.payload))
                .bind(job.run_at.0)
        )?;
        self.note_job();
        Ok(())
    }

    /// True when a job of this kind is waiting for this comment (any comment when `None`).
    pub async fn has_job(&mut self, site: SiteId, kind: JobKind, comment: Option<CommentId>) -> Result<bool> {
        let sql = "SELECT EXISTS (SELECT 1 FROM job WHERE site_id = $1 AND kind = $2 AND state = 'ready'
                   AND claimed_until IS NULL AND (CAST($3 AS BIGINT) IS NULL OR comment_id = $3))";
        Ok(on_tx!(self, |c| sqlx::query_scalar(sql)
            .bind(site.0)
            .bind(kind.as_str())
            .bind(comment.map(|id| id.0))
            .fetch_one(c))?)
    }

    /// True when there is a job of this kind that is not given up, one that is being done included.
    pub async fn is_planned(&mut self, site: SiteId, kind: JobKind) -> Result<bool> {
        let sql = "SELECT EXISTS (SELECT 1 FROM job WHERE site_id = $1 AND kind = $2 AND state = 'ready')";
        Ok(on_tx!(self, |c| sqlx::query_scalar(sql).bind(site.0).bind(kind.as_str()).fetch_one(c))?)
    }

    /// Drops what still waits to be done for a comment; returns how many jobs that were.
    pub async fn drop_jobs(&mut self, site: SiteId, kind: JobKind, comment: CommentId) -> Result<u64> {
        let sql = "DELETE FROM job WHERE site_id = $1 AND kind = $2 AND comment_id = $3";
        Ok(run_tx!(self, sqlx::query(sql).bind(site.0).bind(kind.as_str()).bind(comment.0))?)
    }

    /// Claims up to `limit` jobs that are due, for `lease` milliseconds. A claim that ends later than any could, by a
    /// clock that was set back since, holds nothing. Two texts: on PostgreSQL other
    /// nodes claim at the same time and must skip what is locked; SQLite has one writer. `MATERIALIZED`,
    /// because PostgreSQL may otherwise run the inner query more than once and claim more than `limit`.
    pub async fn claim_jobs(&mut self, now: Timestamp, lease: i64, limit: i64) -> Result<Vec<Job>> {
        macro_rules! claim {
            ($lock:literal) => {
                concat!(
                    "WITH due AS MATERIALIZED (SELECT site_id, id FROM job WHERE state = 'ready' AND run_at <= $1
                                  AND (claimed_until IS NULL OR claimed_until <= $1 OR claimed_until > $4)
                                  ORDER BY run_at, id LIMIT $3 ",
                    $lock,
                    ") UPDATE job SET claimed_until = $2, attempts = attempts + 1
                     WHERE (site_id, id) IN (SELECT site_id, id FROM due)
                     RETURNING id, site_id, kind, comment_id, payload, attempts, created, state, last_error"
                )
            };
        }
        let sql = match self.engine()? {
            Engine::Sqlite(_) => claim!(""),
            Engine::Postgres(_) => claim!("FOR UPDATE SKIP LOCKED"),
        };
        let until = now.plus(lease);
        let rows: Vec<JobRow> = on_tx!(self, |c| sqlx::query_as(sql)
            .bind(now.0)
            .bind(until.0)
            .bind(limit)
            .bind(until.0 + SKEW)
            .fetch_all(c))?;
        rows.into_iter().map(JobRow::into_job).collect()
    }

    pub async fn finish_job(&mut self, job: &Job) -> Result<()> {
        let sql = "DELETE FROM job WHERE site_id = $1 AND id = $2";
        run_tx!(self, sqlx::query(sql).bind(job.site.0).bind(job.id))?;
        Ok(())
    }

    /// Puts a job back for later (`spent`: whether this run counts as an attempt), or gives it up.
    pub async fn postpone_job(&mut self, job: &Job, run_at: Timestamp, spent: bool, error: &str) -> Result<()> {
        let sql = "UPDATE job SET claimed_until = NULL, run_at = $3, attempts = $4, last_error = $5
                   WHERE site_id = $1 AND id = $2";
        let attempts = if spent { job.attempts } else { job.attempts - 1 };
        run_tx!(self, sqlx::query(sql).bind(job.site.0).bind(job.id).bind(run_at.0).bind(attempts).bind(error))?;
        Ok(())
    }

    /// Puts a job back that was claimed and not begun; it stays due.
    pub async fn unclaim_job(&mut self, job: &Job) -> Result<()> {
        let sql = "UPDATE job SET claimed_until = NULL, attempts = $3 WHERE site_id = $1 AND id = $2";
        run_tx!(self, sqlx::query(sql).bind(job.site.0).bind(job.id).bind(job.attempts - 1))?;
        Ok(())
    }

    /// Brings what is not due yet forward by `by` milliseconds, at most to now. Returns how many jobs that were.
    pub async fn bring_jobs_forward(&mut self, now: Timestamp, by: i64) -> Result<u64> {
        let sql = "UPDATE job SET run_at = CASE WHEN run_at - $2 < $1 THEN $1 ELSE run_at - $2 END
                   WHERE state = 'ready' AND run_at > $1";
        Ok(run_tx!(self, sqlx::query(sql).bind(now.0).bind(by))?)
    }

    pub async fn bury_job(&mut self, job: &Job, error: &str) -> Result<()> {
        let sql = "UPDATE job SET claimed_until = NULL, state = 'dead', last_error = $3 WHERE site_id = $1 AND id = $2";
        run_tx!(self, sqlx::query(sql).bind(job.site.0).bind(job.id).bind(error))?;
        Ok(())
    }

    /// Makes a dead job ready again. False when there is none of this id.
    pub async fn revive_job(&mut self, site: SiteId, id: i64, now: Timestamp) -> Result<bool> {
        let sql = "UPDATE job SET state = 'ready', attempts = 0, run_at = $3
                   WHERE site_id = $1 AND id = $2 AND state = 'dead' RETURNING id";
        let row: Option<i64> =
            on_tx!(self, |c| sqlx::query_scalar(sql).bind(site.0).bind(id).bind(now.0).fetch_optional(c))?;
        if row.is_some() {
            self.note_job();
        }
        Ok(row.is_some())
    }
}

impl Store {
    /// When the next job is due; `None` when nothing waits.
    pub async fn next_job_at(&self) -> Result<Option<Timestamp>> {
        let sql =
            "SELECT MIN(CASE WHEN claimed_until IS NULL OR claimed_until < run_at THEN run_at ELSE claimed_until END)
                   FROM job WHERE state = 'ready'";
        let at: Option<i64> = on_pool!(self, |c| sqlx::query_scalar(sql).fetch_one(c))?;
        Ok(at.map(Timestamp))
    }

    pub async fn dead_jobs(&self, site: SiteId, limit: i64) -> Result<Vec<Job>> {
        let sql = "SELECT id, site_id, kind, comment_id, payload, attempts, created, state, last_error
                   FROM job WHERE site_id = $1 AND state = 'dead' ORDER BY id DESC LIMIT $2";
        let rows: Vec<JobRow> = on_pool!(self, |c| sqlx::query_as(sql).bind(site.0).bind(limit).fetch_all(c))?;
        rows.into_iter().map(JobRow::into_job).collect()
    }

    pub async fn job_figures(&self, now: Timestamp) -> Result<JobFigures> {
        let sql =
            "SELECT COUNT(*) FILTER (WHERE state = 'ready') AS ready, COUNT(*) FILTER (WHERE state = 'dead') AS dead,
                          MIN(run_at) FILTER (WHERE state = 'ready' AND run_at <= $1) AS oldest_due FROM job";
        Ok(on_pool!(self, |c| sqlx::query_as(sql).bind(now.0).fetch_one(c))?)
    }
}
