//! What moderators do: decide, ban, close; and what late verdicts may still change.
//!
//! A person's decision is never overridden by the filter. Every decision is in the audit log, and one
//! that contradicts Akismet is reported back through the job queue.

use std::sync::Arc;

use crate::domain::clock::Timestamp;
use crate::domain::comment::{CommentId, Status};
use crate::domain::moderator::{Actor, ModeratorId};
use crate::domain::site::Site;
use crate::domain::thread::ThreadId;
use crate::domain::verdict::{Signal, SignalCode, Verdict};
use crate::services::{Failure, Services};
use crate::store::Tx;
use crate::store::audit::NewDecision;
use crate::store::bans::{BanTarget, NewBan};
use crate::store::jobs::{JobKind, NewJob};
use crate::store::statuses::{Change, Current};

/// What a decision asks for: a status, or the one before (`restore`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    To(Status),
    Restore,
}

/// What became of each comment that was to be decided.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    pub decided: Vec<CommentId>,
    pub failed: Vec<(CommentId, WhyNot)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhyNot {
    NotFound,
    /// Its author took it back; it is not for moderators to show again.
    Withdrawn,
}

impl WhyNot {
    pub fn as_str(self) -> &'static str {
        match self {
            WhyNot::NotFound => "not-found",
            WhyNot::Withdrawn => "withdrawn",
        }
    }
}

/// Decides about comments of one site, all in one write; whatever is decided settles readers' reports. One
/// that cannot be decided does not stop the others.
pub async fn decide(
    services: &Arc<Services>,
    site: &Arc<Site>,
    ids: &[CommentId],
    wish: Wish,
    moderator: ModeratorId,
) -> Result<Outcome, Failure> {
    let (services, site, ids) = (services.clone(), site.clone(), ids.to_vec());
    // In a task of its own: a moderator who hangs up must not stop a decision half-way.
    let run = async move {
        let mut outcome = Outcome::default();
        let now = services.now();
        let mut tx = services.store.begin().await?;
        tx.lock_site(site.id).await?;
        for id in ids {
            match decide_one(&services, &mut tx, &site, id, wish, moderator, now).await? {
                Ok(()) => outcome.decided.push(id),
                Err(why) => outcome.failed.push((id, why)),
            }
        }
        services.commit(tx).await?;
        Ok(outcome)
    };
    tokio::spawn(run).await.map_err(|e| Failure::Defect(format!("a decision ended early: {e}")))?
}

async fn decide_one(
    services: &Services,
    tx: &mut Tx,
    site: &Site,
    id: CommentId,
    wish: Wish,
    moderator: ModeratorId,
    now: Timestamp,
) -> Result<Result<(), WhyNot>, Failure> {
    let Some(current) = tx.current(site.id, id).await? else { return Ok(Err(WhyNot::NotFound)) };
    if current.withdrawn {
        return Ok(Err(WhyNot::Withdrawn));
    }
    let to = match wish {
        Wish::To(status) => status,
        // What was born as spam has no earlier status: it goes to the queue, as in WordPress.
        Wish::Restore => match current.status_before {
            Some(before) if before != current.status && before != Status::Spam => before,
            _ => Status::Pending,
        },
    };
    let verdict = judged_by_person(&current, to);
    let change = Change { to, decided: true, withdrawn: false, verdict: Some(verdict), now };
    tx.change_status(site.id, &current, &change).await?;
    tx.settle_flags(site.id, id, now).await?;
    tx.drop_jobs(site.id, JobKind::AkismetCheck, id).await?;
    queue_feedback(tx, site, &current, to, now).await?;
    tx.record_decision(&NewDecision {
        site: site.id,
        comment: id,
        actor: Actor::Moderator(moderator),
        action: if wish == Wish::Restore { "restore" } else { "decide" },
        from: Some(current.status),
        to: Some(to),
        opinion: Some(current.verdict.opinion),
        at: now,
    })
    .await?;
    services.metrics.decision(to);
    Ok(Ok(()))
}

/// The filter's opinion stays as it was; what is not approved says that a person wanted it so.
fn judged_by_person(current: &Current, to: Status) -> Verdict {
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
        tx.add_job(&NewJob { site: site.id, kind, comment, payload, run_at: now }).await?;
    }
    Ok(())
}

/// While something waits already, the moderators are reminded at most this often.
const REMINDER: i64 = Timestamp::HOUR;

/// One mail to the moderators when something begins to wait, not one for each comment: what comes while
/// they have not emptied the queue is told together, later. Call after the comment became pending.
pub async fn announce_waiting(services: &Services, tx: &mut Tx, site: &Site, now: Timestamp) -> Result<(), Failure> {
    let queued = tx.waiting(site.id).await?;
    announce(services, tx, site, JobKind::MailWaiting, queued, now).await
}

/// The same for what readers report. Call after a comment got its first report.
pub async fn announce_flagged(services: &Services, tx: &mut Tx, site: &Site, now: Timestamp) -> Result<(), Failure> {
    let queued = tx.flagged(site.id).await?;
    announce(services, tx, site, JobKind::MailFlagged, queued, now).await
}

async fn announce(
    services: &Services,
    tx: &mut Tx,
    site: &Site,
    kind: JobKind,
    queued: i64,
    now: Timestamp,
) -> Result<(), Failure> {
    if !services.mailer.is_on() {
        return Ok(());
    }
    let begins = queued <= 1;
    if begins || !tx.has_job(site.id, kind, None).await? {
        let run_at = if begins { now } else { now.plus(REMINDER) };
        tx.add_job(&NewJob { site: site.id, kind, comment: None, payload: serde_json::json!({}), run_at }).await?;
    }
    Ok(())
}

/// A late verdict, or late knowledge of the author, goes through policy like the first. Call inside a
/// write, after the site's lock; does nothing where a person has decided.
pub async fn judge_again(
    tx: &mut Tx,
    site: &Site,
    current: &Current,
    verdict: Verdict,
    known: bool,
    action: &'static str,
    now: Timestamp,
) -> Result<Status, Failure> {
    if current.decided || current.withdrawn {
        return Ok(current.status);
    }
    let signals = verdict.signals.into_iter().filter(|s| !s.code.is_policy()).collect();
    let (to, verdict) = Verdict::from_signals(signals).decide(site.policy.moderation, known);
    let change = Change { to, decided: false, withdrawn: false, verdict: Some(verdict), now };
    tx.change_status(site.id, current, &change).await?;
    tx.record_decision(&NewDecision {
        site: site.id,
        comment: current.id,
        actor: Actor::System,
        action,
        from: Some(current.status),
        to: Some(to),
        opinion: Some(current.verdict.opinion),
        at: now,
    })
    .await?;
    Ok(to)
}

/// What a ban is made of, as the desk asks for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BanWish {
    /// The address that this comment came from, or the e-mail that it names.
    AddressOf(CommentId),
    EmailOf(CommentId),
    Word(String),
}

/// Bans; `false` when there is nothing to ban by (no such comment, or its address is no longer kept).
pub async fn ban(
    services: &Services,
    site: &Site,
    wish: &BanWish,
    days: Option<i64>,
    moderator: ModeratorId,
) -> Result<bool, Failure> {
    let (target, label) = match wish {
        BanWish::Word(word) => {
            let word = crate::domain::normal::line(word);
            if word.is_empty() || word.len() > 200 {
                return Ok(false);
            }
            (BanTarget::Word(word.clone()), word)
        }
        BanWish::AddressOf(id) | BanWish::EmailOf(id) => {
            let Some((name, email, address)) = services.store.author_hashes(site.id, *id).await? else {
                return Ok(false);
            };
            let target = match wish {
                BanWish::EmailOf(_) => email.map(BanTarget::Email),
                _ => address.map(BanTarget::Address),
            };
            let Some(target) = target else { return Ok(false) };
            (target, name)
        }
    };
    let now = services.now();
    let mut tx = services.store.begin().await?;
    tx.insert_ban(&NewBan {
        site: site.id,
        target,
        label,
        moderator: Some(moderator),
        created: now,
        expires: days.map(|d| now.plus(d.clamp(1, 3_650) * Timestamp::DAY)),
    })
    .await?;
    services.commit(tx).await?;
    Ok(true)
}

pub async fn lift_ban(services: &Services, site: &Site, id: i64) -> Result<bool, Failure> {
    let mut tx = services.store.begin().await?;
    let lifted = tx.delete_ban(site.id, id).await?;
    services.commit(tx).await?;
    Ok(lifted)
}

/// Closes a thread for new comments, or opens it again. False when there is no such thread.
pub async fn close_thread(services: &Services, site: &Site, id: ThreadId, close: bool) -> Result<bool, Failure> {
    let mut tx = services.store.begin().await?;
    tx.lock_site(site.id).await?;
    let done = tx.close_thread(site.id, id, close.then(|| services.now())).await?;
    services.commit(tx).await?;
    Ok(done)
}

/// Has a job that was given up tried again. False when there is none of this id.
pub async fn retry_job(services: &Services, site: &Site, id: i64) -> Result<bool, Failure> {
    let mut tx = services.store.begin().await?;
    let revived = tx.revive_job(site.id, id, services.now()).await?;
    services.commit(tx).await?;
    Ok(revived)
}
