//! The queue of a site that is asked about again: how far it has come, and what came of it.
//!
//! One row a site, the last run. It is changed in the write that changes the comment, so that a run which is cut off
//! goes on behind the last comment that it finished.

use super::{Error, Result, Store, Tx, on_pool, on_tx, run_tx};
use crate::domain::clock::Timestamp;
use crate::domain::comment::CommentId;
use crate::domain::moderator::ModeratorId;
use crate::domain::site::SiteId;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecheckState {
    Running,
    Done,
    /// A moderator has ended it.
    Stopped,
    /// Akismet could not be asked; `trouble` says why.
    Failed,
}

impl RecheckState {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Running => "running",
            Self::Done => "done",
            Self::Stopped => "stopped",
            Self::Failed => "failed",
        }
    }

    fn from_str(word: &str) -> Option<Self> {
        [Self::Running, Self::Done, Self::Stopped, Self::Failed].into_iter().find(|state| state.as_str() == word)
    }
}

/// A run through the queue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recheck {
    /// Counts the runs of a site.
    pub run: i64,
    pub state: RecheckState,
    /// Whoever began it, by name.
    pub by: Option<String>,
    pub started: Timestamp,
    pub ended: Option<Timestamp>,
    /// The last comment that is finished, by the order of the queue.
    pub after: (Timestamp, CommentId),
    /// Comments that waited at the beginning, and those that are finished.
    pub total: i64,
    pub done: i64,
    pub spam: i64,
    pub approved: i64,
    /// The site does not want Akismet asked about them.
    pub not_asked: i64,
    /// Nobody can be asked about them: what would be sent is not kept.
    pub not_kept: i64,
    /// Why Akismet gives no answer at present, in one word.
    pub trouble: Option<String>,
}

impl Recheck {
    pub fn is_running(&self) -> bool {
        self.state == RecheckState::Running
    }
}

#[derive(sqlx::FromRow)]
struct RecheckRow {
    run: i64,
    state: String,
    name: Option<String>,
    started: i64,
    ended: Option<i64>,
    after_created: i64,
    after_id: i64,
    total: i64,
    done: i64,
    spam: i64,
    approved: i64,
    not_asked: i64,
    not_kept: i64,
    trouble: Option<String>,
}

impl RecheckRow {
    fn into_recheck(self) -> Result<Recheck> {
        Ok(Recheck {
            run: self.run,
            state: RecheckState::from_str(&self.state).ok_or_else(|| Error::damaged("recheck", "state"))?,
            by: self.name,
            started: Timestamp(self.started),
            ended: self.ended.map(Timestamp),
            after: (Timestamp(self.after_created), CommentId(self.after_id)),
            total: self.total,
            done: self.done,
            spam: self.spam,
            approved: self.approved,
            not_asked: self.not_asked,
            not_kept: self.not_kept,
            trouble: self.trouble,
        })
    }
}

const RECHECK: &str = "SELECT r.run, r.state, m.name, r.started, r.ended, r.after_created, r.after_id, r.total, r.done,
                              r.spam, r.approved, r.not_asked, r.not_kept, r.trouble
                       FROM recheck r LEFT JOIN moderator m ON m.id = r.moderator_id WHERE r.site_id = $1";

impl Store {
    /// The last run of a site.
    pub async fn recheck(&self, site: SiteId) -> Result<Option<Recheck>> {
        let row: Option<RecheckRow> = on_pool!(self, |c| sqlx::query_as(RECHECK).bind(site.0).fetch_optional(c))?;
        row.map(RecheckRow::into_recheck).transpose()
    }

    /// The next comment that waits and that no person has decided about; of those that were there when it began.
    pub async fn recheck_next(&self, site: SiteId, run: &Recheck) -> Result<Option<(Timestamp, CommentId)>> {
        let sql = "SELECT created, id FROM comment WHERE site_id = $1 AND status = 'pending' AND NOT decided
                   AND (created, id) > ($2, $3) AND created <= $4 ORDER BY created, id LIMIT 1";
        let (created, id) = run.after;
        let row: Option<(i64, i64)> = on_pool!(self, |c| sqlx::query_as(sql)
            .bind(site.0)
            .bind(created.0)
            .bind(id.0)
            .bind(run.started.0)
            .fetch_optional(c))?;
        Ok(row.map(|(created, id)| (Timestamp(created), CommentId(id))))
    }
}

impl Tx {
    /// The last run as this write sees it; call after [`Tx::lock_site`].
    pub async fn recheck(&mut self, site: SiteId) -> Result<Option<Recheck>> {
        let row: Option<RecheckRow> = on_tx!(self, |c| sqlx::query_as(RECHECK).bind(site.0).fetch_optional(c))?;
        row.map(RecheckRow::into_recheck).transpose()
    }

    /// Begins a run in place of the last one. `None`: nothing waits that could be asked about, and all is as it was.
    pub async fn begin_recheck(&mut self, site: SiteId, by: ModeratorId, now: Timestamp) -> Result<Option<i64>> {
        let sql = "SELECT COUNT(*) FROM comment WHERE site_id = $1 AND status = 'pending' AND NOT decided
                   AND created <= $2";
        let total: i64 = on_tx!(self, |c| sqlx::query_scalar(sql).bind(site.0).bind(now.0).fetch_one(c))?;
        if total == 0 {
            return Ok(None);
        }
        let sql = "INSERT INTO recheck (site_id, run, state, moderator_id, started, ended, after_created, after_id,
                                        total, done, spam, approved, not_asked, not_kept, trouble)
                   VALUES ($1, 1, 'running', $2, $3, NULL, $4, 0, $5, 0, 0, 0, 0, 0, NULL)
                   ON CONFLICT (site_id) DO UPDATE SET run = recheck.run + 1, state = excluded.state,
                       moderator_id = excluded.moderator_id, started = excluded.started, ended = NULL,
                       after_created = excluded.after_created, after_id = 0, total = excluded.total, done = 0,
                       spam = 0, approved = 0, not_asked = 0, not_kept = 0, trouble = NULL
                   RETURNING run";
        let run: i64 = on_tx!(self, |c| sqlx::query_scalar(sql)
            .bind(site.0)
            .bind(by.0)
            .bind(now.0)
            .bind(i64::MIN)
            .bind(total)
            .fetch_one(c))?;
        self.note_desk(site);
        Ok(Some(run))
    }

    /// Writes how far a run has come.
    pub async fn put_recheck(&mut self, site: SiteId, run: &Recheck) -> Result<()> {
        let sql = "UPDATE recheck SET state = $3, ended = $4, after_created = $5, after_id = $6, done = $7, spam = $8,
                          approved = $9, not_asked = $10, not_kept = $11, trouble = $12
                   WHERE site_id = $1 AND run = $2";
        let (created, id) = run.after;
        run_tx!(
            self,
            sqlx::query(sql)
                .bind(site.0)
                .bind(run.run)
                .bind(run.state.as_str())
                .bind(run.ended.map(|at| at.0))
                .bind(created.0)
                .bind(id.0)
                .bind(run.done)
                .bind(run.spam)
                .bind(run.approved)
                .bind(run.not_asked)
                .bind(run.not_kept)
                .bind(&run.trouble)
        )?;
        self.note_desk(site);
        Ok(())
    }
}
