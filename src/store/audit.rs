//! The audit log: every decision, by whom, from what to what.

use super::{Result, Store, Tx, on_pool, run_tx};
use crate::domain::clock::Timestamp;
use crate::domain::comment::{CommentId, Status};
use crate::domain::moderator::Actor;
use crate::domain::site::SiteId;
use crate::domain::verdict::Opinion;

pub struct NewDecision {
    pub site: SiteId,
    pub comment: CommentId,
    pub actor: Actor,
    /// What was done, in one word: `decide`, `edit`, `withdraw`, `recheck`, `confirm`, `erase`,
    /// `flag-contact`. What changes no status says so: `from` and `to` are `None`.
    pub action: &'static str,
    pub from: Option<Status>,
    pub to: Option<Status>,
    /// What the filter thought at that moment.
    pub opinion: Option<Opinion>,
    pub at: Timestamp,
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
    pub async fn record_decision(&mut self, decision: &NewDecision) -> Result<()> {
        let sql = "INSERT INTO decision (site_id, comment_id, actor, moderator_id, action, from_status, to_status, opinion, at)
                   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
        run_tx!(
            self,
            sqlx::query(sql)
                .bind(decision.site.0)
                .bind(decision.comment.0)
                .bind(decision.actor.kind())
                .bind(decision.actor.moderator().map(|m| m.0))
                .bind(decision.action)
                .bind(decision.from.map(Status::as_str))
                .bind(decision.to.map(Status::as_str))
                .bind(decision.opinion.map(Opinion::as_str))
                .bind(decision.at.0)
        )?;
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
