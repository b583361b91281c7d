//! The audit log: who did what to which comment, thread, person or site, and what it was before.
//!
//! Never in here: an e-mail address or a client's address. What a comment said before a moderator changed it is
//! here, and goes with the comment ([`Tx::forget_traces`]).

use serde_json::Value;
use sqlx::types::Json;

use super::statuses::Current;
use super::{Result, Store, Tx, on_pool, on_tx, run_tx};
use crate::domain::clock::Timestamp;
use crate::domain::comment::{CommentId, Status};
use crate::domain::moderator::{Actor, ModeratorId};
use crate::domain::sealed::KeyedHash;
use crate::domain::site::SiteId;
use crate::domain::thread::ThreadId;
use crate::domain::verdict::Opinion;

/// What a decision is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum About {
    Comment(CommentId),
    Thread(ThreadId),
    /// By the keyed hash of the e-mail address.
    Person(KeyedHash),
    /// The site itself: settings, team, lists.
    Site,
}

/// A step's number: one press of a button by one moderator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StepId(pub i64);

pub struct NewDecision {
    pub site: SiteId,
    pub about: About,
    pub actor: Actor,
    /// What was done, in one word; the sentence is `desk-action-{word}`. What changes no status says so: `from`
    /// and `to` are `None`.
    pub action: &'static str,
    pub from: Option<Status>,
    pub to: Option<Status>,
    /// What the filter thought at that moment.
    pub opinion: Option<Opinion>,
    pub at: Timestamp,
    /// The moderator's step that this belongs to, by which it can be taken back.
    pub step: Option<StepId>,
    /// How it was and how it became, as far as the log shows it and taking it back needs it.
    pub before: Option<Value>,
    pub after: Option<Value>,
}

impl NewDecision {
    /// A decision that changes no status; the rest is set by field.
    pub fn new(site: SiteId, about: About, actor: Actor, action: &'static str, at: Timestamp) -> Self {
        Self {
            site,
            about,
            actor,
            action,
            from: None,
            to: None,
            opinion: None,
            at,
            step: None,
            before: None,
            after: None,
        }
    }
}

/// Something that a step did.
#[derive(Clone, Debug)]
pub struct Done {
    pub id: i64,
    pub comment: Option<CommentId>,
    pub thread: Option<ThreadId>,
    pub person: Option<KeyedHash>,
    pub action: String,
    pub from: Option<Status>,
    pub to: Option<Status>,
    pub before: Option<Value>,
    pub after: Option<Value>,
    pub at: Timestamp,
}

#[derive(sqlx::FromRow)]
struct DoneRow {
    id: i64,
    comment_id: Option<i64>,
    thread_id: Option<i64>,
    person: Option<Vec<u8>>,
    action: String,
    from_status: Option<String>,
    to_status: Option<String>,
    before: Option<Json<Value>>,
    after: Option<Json<Value>>,
    at: i64,
}

impl DoneRow {
    fn into_done(self) -> Result<Done> {
        let status = |word: Option<String>| word.as_deref().map(super::rows::status).transpose();
        Ok(Done {
            id: self.id,
            comment: self.comment_id.map(CommentId),
            thread: self.thread_id.map(ThreadId),
            person: self.person.map(KeyedHash),
            action: self.action,
            from: status(self.from_status)?,
            to: status(self.to_status)?,
            before: self.before.map(|json| json.0),
            after: self.after.map(|json| json.0),
            at: Timestamp(self.at),
        })
    }
}

/// Who last moved a comment to the status that it has, for whoever wanted to decide otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LastDecision {
    /// A moderator's name; `None` for its author and the filter.
    pub by: Option<String>,
    pub status: Status,
    /// `None`: nobody has since it came in, but its text or its address changed.
    pub at: Option<Timestamp>,
    /// The comment's present version.
    pub version: i64,
}

/// A line of a comment's history.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct DecisionEntry {
    pub actor: String,
    pub moderator: Option<String>,
    pub action: String,
    pub from_status: Option<String>,
    pub to_status: Option<String>,
    pub at: i64,
}

impl Tx {
    /// Writes a line of the log; returns its number, which grows with time within a site (call after
    /// [`Tx::lock_site`]).
    pub async fn record_decision(&mut self, decision: &NewDecision) -> Result<i64> {
        let sql =
            "INSERT INTO decision (site_id, comment_id, thread_id, person, actor, moderator_id, action, from_status,
                          to_status, opinion, at, step_id, before, after)
                   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) RETURNING id";
        let (comment, thread, person) = match &decision.about {
            About::Comment(id) => (Some(id.0), None, None),
            About::Thread(id) => (None, Some(id.0), None),
            About::Person(hash) => (None, None, Some(hash.0.as_slice())),
            About::Site => (None, None, None),
        };
        self.note_desk(decision.site);
        Ok(on_tx!(self, |c| sqlx::query_scalar(sql)
            .bind(decision.site.0)
            .bind(comment)
            .bind(thread)
            .bind(person)
            .bind(decision.actor.kind())
            .bind(decision.actor.moderator().map(|m| m.0))
            .bind(decision.action)
            .bind(decision.from.map(Status::as_str))
            .bind(decision.to.map(Status::as_str))
            .bind(decision.opinion.map(Opinion::as_str))
            .bind(decision.at.0)
            .bind(decision.step.map(|s| s.0))
            .bind(decision.before.as_ref().map(Json))
            .bind(decision.after.as_ref().map(Json))
            .fetch_one(c))?)
    }

    /// Begins a step of a moderator: everything recorded under it is taken back together.
    pub async fn begin_step(
        &mut self,
        site: SiteId,
        moderator: ModeratorId,
        action: &'static str,
        to: Option<Status>,
        now: Timestamp,
    ) -> Result<StepId> {
        let sql = "INSERT INTO step (site_id, moderator_id, action, to_status, size, at) VALUES ($1, $2, $3, $4, 0, $5)
                   RETURNING id";
        let id: i64 = on_tx!(self, |c| sqlx::query_scalar(sql)
            .bind(site.0)
            .bind(moderator.0)
            .bind(action)
            .bind(to.map(Status::as_str))
            .bind(now.0)
            .fetch_one(c))?;
        Ok(StepId(id))
    }

    /// Marks a moderator's own step as taken back: the one that is named, else the latest. `None` when there is none.
    pub async fn take_back_step(
        &mut self,
        site: SiteId,
        moderator: ModeratorId,
        step: Option<StepId>,
        now: Timestamp,
    ) -> Result<Option<(StepId, String)>> {
        let sql = "UPDATE step SET undone = $4 WHERE site_id = $1 AND id = (
                       SELECT MAX(id) FROM step WHERE site_id = $1 AND moderator_id = $2 AND undone IS NULL
                       AND (CAST($3 AS BIGINT) IS NULL OR id = $3)) RETURNING id, action";
        let row: Option<(i64, String)> = on_tx!(self, |c| sqlx::query_as(sql)
            .bind(site.0)
            .bind(moderator.0)
            .bind(step.map(|s| s.0))
            .bind(now.0)
            .fetch_optional(c))?;
        Ok(row.map(|(id, action)| (StepId(id), action)))
    }

    /// What a step did, in order.
    pub async fn done_in_step(&mut self, site: SiteId, step: StepId) -> Result<Vec<Done>> {
        let sql = "SELECT id, comment_id, thread_id, person, action, from_status, to_status, before, after, at
                   FROM decision WHERE site_id = $1 AND step_id = $2 ORDER BY id";
        let rows: Vec<DoneRow> = on_tx!(self, |c| sqlx::query_as(sql).bind(site.0).bind(step.0).fetch_all(c))?;
        rows.into_iter().map(DoneRow::into_done).collect()
    }

    /// Whether a comment still has the status that this line of the log gave it: nothing that was not taken back came
    /// after it.
    pub async fn stands(&mut self, site: SiteId, id: CommentId, line: i64) -> Result<bool> {
        let sql =
            "SELECT NOT EXISTS (SELECT 1 FROM decision d LEFT JOIN step s ON s.site_id = d.site_id AND s.id = d.step_id
                   WHERE d.site_id = $1 AND d.comment_id = $2 AND d.id > $3 AND d.to_status IS NOT NULL
                   AND d.action <> 'undo' AND s.undone IS NULL)";
        Ok(on_tx!(self, |c| sqlx::query_scalar(sql).bind(site.0).bind(id.0).bind(line).fetch_one(c))?)
    }

    /// Whether the log says that one of these was done to a comment after this line.
    pub async fn changed_since(&mut self, site: SiteId, id: CommentId, line: i64, actions: [&str; 5]) -> Result<bool> {
        let sql = "SELECT EXISTS (SELECT 1 FROM decision WHERE site_id = $1 AND comment_id = $2 AND id > $3
                   AND action IN ($4, $5, $6, $7, $8))";
        let [a, b, c, d, e] = actions;
        Ok(on_tx!(self, |conn| sqlx::query_scalar(sql)
            .bind(site.0)
            .bind(id.0)
            .bind(line)
            .bind(a)
            .bind(b)
            .bind(c)
            .bind(d)
            .bind(e)
            .fetch_one(conn))?)
    }

    /// The decision that gave a comment its present status.
    pub async fn last_decision(&mut self, site: SiteId, current: &Current) -> Result<LastDecision> {
        let sql = "SELECT m.name, d.at FROM decision d LEFT JOIN moderator m ON m.id = d.moderator_id
                   WHERE d.site_id = $1 AND d.comment_id = $2 AND d.to_status IS NOT NULL ORDER BY d.id DESC LIMIT 1";
        let row: Option<(Option<String>, i64)> =
            on_tx!(self, |c| sqlx::query_as(sql).bind(site.0).bind(current.id.0).fetch_optional(c))?;
        let (by, at) = row.map_or((None, None), |(by, at)| (by, Some(Timestamp(at))));
        Ok(LastDecision { by, status: current.status, at, version: current.version })
    }

    /// How many things a step did. One that did nothing is no step.
    pub async fn end_step(&mut self, site: SiteId, step: StepId, size: usize) -> Result<()> {
        let size = i64::try_from(size).unwrap_or(i64::MAX);
        if size == 0 {
            let sql = "DELETE FROM step WHERE site_id = $1 AND id = $2";
            run_tx!(self, sqlx::query(sql).bind(site.0).bind(step.0))?;
        } else {
            let sql = "UPDATE step SET size = $3 WHERE site_id = $1 AND id = $2";
            run_tx!(self, sqlx::query(sql).bind(site.0).bind(step.0).bind(size))?;
        }
        Ok(())
    }
}

impl Store {
    /// A comment's history, oldest first.
    pub async fn decisions(&self, site: SiteId, comment: CommentId) -> Result<Vec<DecisionEntry>> {
        let sql = "SELECT d.actor, m.name AS moderator, d.action, d.from_status, d.to_status, d.at
                   FROM decision d LEFT JOIN moderator m ON m.id = d.moderator_id
                   WHERE d.site_id = $1 AND d.comment_id = $2 ORDER BY d.id";
        Ok(on_pool!(self, |c| sqlx::query_as(sql).bind(site.0).bind(comment.0).fetch_all(c))?)
    }
}
