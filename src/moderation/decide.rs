//! Deciding about comments.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{GRACE, to_its_end};
use crate::domain::clock::Timestamp;
use crate::domain::comment::{CommentId, Status};
use crate::domain::moderator::{Actor, ModeratorId};
use crate::domain::site::Site;
use crate::domain::verdict::{Signal, SignalCode, Verdict};
use crate::learning;
use crate::services::{Failure, Services};
use crate::store::Tx;
use crate::store::audit::{About, LastDecision, NewDecision, StepId};
use crate::store::jobs::{JobKind, NewJob};
use crate::store::statuses::{Before, Change, Current};

/// What a decision asks for: a status, or the one before (`restore`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    To(Status),
    Restore,
}

/// A comment to decide about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Target {
    pub id: CommentId,
    /// The version that the moderator had in view; `None`: whatever it has become.
    pub version: Option<i64>,
}

impl From<CommentId> for Target {
    fn from(id: CommentId) -> Self {
        Self { id, version: None }
    }
}

/// A comment that was decided, and what it is now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decided {
    pub id: CommentId,
    pub from: Status,
    pub to: Status,
    pub version: i64,
}

/// What became of each comment that was to be decided.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// By which all of it can be taken back.
    pub step: Option<StepId>,
    pub decided: Vec<Decided>,
    pub failed: Vec<(CommentId, WhyNot)>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WhyNot {
    NotFound,
    /// Its author took it back; it is not for moderators to show again.
    Withdrawn,
    /// Somebody was faster: it is not what the moderator had in view.
    Changed(LastDecision),
}

impl WhyNot {
    pub fn as_str(&self) -> &'static str {
        match self {
            WhyNot::NotFound => "not-found",
            WhyNot::Withdrawn => "withdrawn",
            WhyNot::Changed(_) => "changed",
        }
    }
}

/// Decides about comments of one site, all in one write; whatever is decided settles readers' reports. One
/// that cannot be decided does not stop the others.
pub async fn decide<T: Into<Target> + Copy>(
    services: &Arc<Services>,
    site: &Arc<Site>,
    targets: &[T],
    wish: Wish,
    moderator: ModeratorId,
) -> Result<Outcome, Failure> {
    let targets: Vec<Target> = targets.iter().copied().map(Into::into).collect();
    let (services, site) = (services.clone(), site.clone());
    to_its_end(async move {
        let now = services.now();
        let mut tx = services.store.begin().await?;
        tx.lock_site(site.id).await?;
        let mut deciding = Deciding::begin(&mut tx, &site, moderator, wish, now).await?;
        for target in targets {
            deciding.decide(&mut tx, target).await?;
        }
        let outcome = deciding.end(&mut tx, 0).await?;
        services.commit(tx).await?;
        for decided in &outcome.decided {
            services.metrics.decision(decided.to);
        }
        Ok(outcome)
    })
    .await
}

/// One step of decisions inside a write, after the site's lock.
pub(super) struct Deciding<'a> {
    site: &'a Site,
    moderator: ModeratorId,
    wish: Wish,
    now: Timestamp,
    step: StepId,
    outcome: Outcome,
}

impl<'a> Deciding<'a> {
    pub(super) async fn begin(
        tx: &mut Tx,
        site: &'a Site,
        moderator: ModeratorId,
        wish: Wish,
        now: Timestamp,
    ) -> Result<Self, Failure> {
        Self::begin_as(tx, site, moderator, wish, action(wish), now).await
    }

    /// As part of something larger, which is what the step is called.
    pub(super) async fn begin_as(
        tx: &mut Tx,
        site: &'a Site,
        moderator: ModeratorId,
        wish: Wish,
        name: &'static str,
        now: Timestamp,
    ) -> Result<Self, Failure> {
        let to = match wish {
            Wish::To(status) => Some(status),
            Wish::Restore => None,
        };
        let step = tx.begin_step(site.id, moderator, name, to, now).await?;
        Ok(Self { site, moderator, wish, now, step, outcome: Outcome::default() })
    }

    /// The same as a part of a step that has begun and that the caller ends.
    pub(super) fn within(site: &'a Site, moderator: ModeratorId, wish: Wish, step: StepId, now: Timestamp) -> Self {
        Self { site, moderator, wish, now, step, outcome: Outcome::default() }
    }

    pub(super) fn decided(self) -> Vec<Decided> {
        self.outcome.decided
    }

    pub(super) fn step(&self) -> StepId {
        self.step
    }

    pub(super) async fn decide(&mut self, tx: &mut Tx, target: Target) -> Result<(), Failure> {
        match self.attempt(tx, target).await? {
            Ok(decided) => self.outcome.decided.push(decided),
            Err(why) => self.outcome.failed.push((target.id, why)),
        }
        Ok(())
    }

    /// `more`: what the step did besides.
    pub(super) async fn end(mut self, tx: &mut Tx, more: usize) -> Result<Outcome, Failure> {
        let size = self.outcome.decided.len() + more;
        tx.end_step(self.site.id, self.step, size).await?;
        self.outcome.step = Some(self.step).filter(|_| size > 0);
        Ok(self.outcome)
    }

    async fn attempt(&self, tx: &mut Tx, target: Target) -> Result<Result<Decided, WhyNot>, Failure> {
        let (site, id, now) = (self.site, target.id, self.now);
        let current = match super::acts::in_view(tx, site, target).await? {
            Ok(current) => current,
            Err(why) => return Ok(Err(why)),
        };
        let to = match self.wish {
            Wish::To(status) => status,
            // What was born as spam has no earlier status: it goes to the queue, as in WordPress.
            Wish::Restore => match current.status_before {
                Some(before) if before != current.status && before != Status::Spam => before,
                _ => Status::Pending,
            },
        };
        let verdict = judged_by_person(&current, to);
        let change =
            Change { to, decided: true, withdrawn: false, verdict: Some(verdict), now, before: Before::Follow };
        tx.change_status(site.id, &current, &change).await?;
        tx.settle_flags(site.id, id, now).await?;
        let asked = tx.drop_jobs(site.id, JobKind::AkismetCheck, id).await? > 0;
        queue_feedback(tx, site, &current, to, now).await?;
        learning::settle(tx, site, &current, (to, true), Some(self.moderator), now).await?;
        tx.record_decision(&NewDecision {
            from: Some(current.status),
            to: Some(to),
            opinion: Some(current.verdict.opinion),
            step: Some(self.step),
            before: Some(serde_json::to_value(Earlier::of(&current, asked)).map_err(defect)?),
            ..NewDecision::new(site.id, About::Comment(id), Actor::Moderator(self.moderator), action(self.wish), now)
        })
        .await?;
        Ok(Ok(Decided { id, from: current.status, to, version: current.version + 1 }))
    }
}

fn action(wish: Wish) -> &'static str {
    if wish == Wish::Restore { "restore" } else { "decide" }
}

/// What a decision about status changes besides the status, kept in the log to take it back.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Earlier {
    pub status_before: Option<String>,
    pub decided: bool,
    /// Akismet was still to be asked.
    pub asked: bool,
}

impl Earlier {
    fn of(current: &Current, asked: bool) -> Self {
        let status_before = current.status_before.map(|s| s.as_str().to_owned());
        Self { status_before, decided: current.decided, asked }
    }
}

fn defect(error: serde_json::Error) -> Failure {
    Failure::Defect(error.to_string())
}

/// The filter's opinion stays as it was; what is not approved says that a person wanted it so.
pub(super) fn judged_by_person(current: &Current, to: Status) -> Verdict {
    let mut verdict = current.verdict.clone();
    verdict.signals.retain(|s| s.code != SignalCode::Person);
    if to != Status::Approved {
        verdict.signals.push(Signal::new(SignalCode::Person));
    }
    verdict
}

/// Feedback: only a person's, only where it contradicts what Akismet said (or was last told), only once.
/// The trash says nothing about spam.
async fn queue_feedback(
    tx: &mut Tx,
    site: &Site,
    current: &Current,
    to: Status,
    now: Timestamp,
) -> Result<(), Failure> {
    if to == Status::Trash {
        return Ok(());
    }
    let kind = if to == Status::Spam { JobKind::AkismetSpam } else { JobKind::AkismetHam };
    for waiting in [JobKind::AkismetSpam, JobKind::AkismetHam] {
        tx.drop_jobs(site.id, waiting, current.id).await?;
    }
    let Some(believed) = tx.akismet_belief(site.id, current.id).await? else { return Ok(()) };
    if believed != (to == Status::Spam) {
        let (comment, payload) = (Some(current.id), serde_json::json!({}));
        tx.add_job(&NewJob { site: site.id, kind, comment, payload, run_at: now.plus(GRACE) }).await?;
    }
    Ok(())
}
