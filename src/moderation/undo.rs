//! Taking back what one did oneself: any step, in any order, however long ago.
//!
//! A step is taken back comment by comment. Where somebody has decided otherwise since, that decision stays and is
//! named; the rest is taken back all the same. Nobody is told twice: what waits to be sent is dropped.

use std::sync::Arc;

use super::decide::{Decided, Earlier, WhyNot};
use super::threads::ThreadWhyNot;
use super::{GRACE, acts, to_its_end};
use crate::accounts;
use crate::domain::clock::Timestamp;
use crate::domain::comment::{CommentId, Status};
use crate::domain::moderator::{Actor, ModeratorId};
use crate::domain::site::Site;
use crate::domain::thread::ThreadId;
use crate::domain::verdict::SignalCode;
use crate::services::{Failure, Services};
use crate::store::Tx;
use crate::store::audit::{About, Done, NewDecision, StepId};
use crate::store::jobs::{JobKind, NewJob};
use crate::store::statuses::{Before, Change, Current};

/// What was taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undone {
    pub step: StepId,
    pub action: String,
    /// Comments with the status that they have again.
    pub restored: Vec<Decided>,
    pub failed: Vec<(CommentId, WhyNot)>,
    /// The thread that could not be made what it was, and why. Then nothing was taken back, and it may be tried again.
    pub thread_failed: Option<(ThreadId, ThreadWhyNot)>,
}

/// Takes back a moderator's own step, the latest when none is named. `None` when there is none to take back:
/// not theirs, or taken back already.
pub async fn undo(
    services: &Arc<Services>,
    site: &Arc<Site>,
    moderator: ModeratorId,
    step: Option<StepId>,
) -> Result<Option<Undone>, Failure> {
    let (services, site) = (services.clone(), site.clone());
    to_its_end(async move {
        let now = services.now();
        let mut tx = services.store.begin().await?;
        tx.lock_site(site.id).await?;
        let Some((step, action)) = tx.take_back_step(site.id, moderator, step, now).await? else {
            tx.rollback().await?;
            return Ok(None);
        };
        tx.end_wave(site.id, step).await?;
        let mut undone = Undone { step, action, restored: Vec::new(), failed: Vec::new(), thread_failed: None };
        let undoing = Undoing { services: &services, site: &site, moderator, now };
        for done in tx.done_in_step(site.id, step).await?.iter().rev() {
            undoing.one(&mut tx, done, &mut undone).await?;
        }
        match undone.thread_failed {
            Some(_) => tx.rollback().await?,
            None => services.commit(tx).await?,
        }
        Ok(Some(undone))
    })
    .await
}

struct Undoing<'a> {
    services: &'a Services,
    site: &'a Site,
    moderator: ModeratorId,
    now: Timestamp,
}

impl Undoing<'_> {
    async fn one(&self, tx: &mut Tx, done: &Done, undone: &mut Undone) -> Result<(), Failure> {
        match (done.action.as_str(), done.comment) {
            ("decide" | "restore" | "wave-arrival", Some(id)) => match self.status(tx, done, id).await? {
                Ok(restored) => undone.restored.push(restored),
                Err(why) => undone.failed.push((id, why)),
            },
            ("ban" | "lift", _) => super::bans::take_back(tx, self.site, done, self.moderator, self.now).await?,
            ("trust" | "distrust" | "note" | "unnote", _) => {
                super::people::take_back(tx, self.site, done, self.moderator, self.now).await?;
            }
            ("rewrite" | "pick" | "unpick" | "pin" | "unpin", Some(id)) => match self.act(tx, done, id).await? {
                Ok(restored) => undone.restored.push(restored),
                Err(why) => undone.failed.push((id, why)),
            },
            ("reply", Some(id)) => match self.withdraw(tx, id).await? {
                Ok(restored) => undone.restored.push(restored),
                Err(why) => undone.failed.push((id, why)),
            },
            ("invite" | "team-role" | "team-remove" | "team-disable" | "team-enable" | "team-factor", None) => {
                accounts::team::take_back(tx, self.site, self.moderator, done, self.now).await?;
            }
            (action, None) if action.starts_with("thread-") => self.thread(tx, done, undone).await?,
            ("settings", None) => {
                let (services, site) = (self.services, self.site.id);
                crate::sites::take_back(services, tx, site, self.moderator, done, self.now).await?;
            }
            // A word that an older or a newer program wrote: it stays done, and the log keeps it.
            _ => tracing::warn!(action = done.action, "this cannot be taken back"),
        }
        Ok(())
    }

    async fn thread(&self, tx: &mut Tx, done: &Done, undone: &mut Undone) -> Result<(), Failure> {
        let Some(id) = done.thread else { return Ok(()) };
        match super::threads::take_back(self.services, tx, self.site, id, done).await? {
            Ok(()) => {
                let (about, actor) = (About::Thread(id), Actor::Moderator(self.moderator));
                let (before, after) = (done.after.clone(), done.before.clone());
                let decision = NewDecision::new(self.site.id, about, actor, "undo", self.now);
                tx.record_decision(&NewDecision { before, after, ..decision }).await?;
            }
            Err(why) => undone.thread_failed = Some((id, why)),
        }
        Ok(())
    }

    /// Gives a comment the status, the reports and the open question to Akismet that it had before.
    async fn status(&self, tx: &mut Tx, done: &Done, id: CommentId) -> Result<Result<Decided, WhyNot>, Failure> {
        let site = self.site.id;
        let Some(current) = tx.current(site, id).await? else { return Ok(Err(WhyNot::NotFound)) };
        if current.withdrawn {
            return Ok(Err(WhyNot::Withdrawn));
        }
        let stands = tx.stands(site, id, done.id).await?;
        let Some(to) = done.from.filter(|_| stands) else {
            return Ok(Err(WhyNot::Changed(tx.last_decision(site, &current).await?)));
        };
        let earlier: Earlier = done.before.clone().and_then(|b| serde_json::from_value(b).ok()).unwrap_or_default();
        self.change(tx, &current, to, &earlier).await?;
        tx.reopen_flags(site, id, done.at).await?;
        self.unsay(tx, &current, to, &earlier).await?;
        // What an earlier decision of a person taught holds again.
        crate::learning::settle(tx, self.site, &current, (to, earlier.decided), None, self.now).await?;
        tx.record_decision(&NewDecision {
            from: Some(current.status),
            to: Some(to),
            opinion: Some(current.verdict.opinion),
            ..NewDecision::new(site, About::Comment(id), Actor::Moderator(self.moderator), "undo", self.now)
        })
        .await?;
        Ok(Ok(Decided { id, from: current.status, to, version: current.version + 1 }))
    }

    /// Gives a comment the text or the marks that it had, unless they were changed since.
    async fn act(&self, tx: &mut Tx, done: &Done, id: CommentId) -> Result<Result<Decided, WhyNot>, Failure> {
        let site = self.site.id;
        let Some(current) = tx.current(site, id).await? else { return Ok(Err(WhyNot::NotFound)) };
        if current.withdrawn {
            return Ok(Err(WhyNot::Withdrawn));
        }
        let before = done.before.clone();
        let untouched = !tx.changed_since(site, id, done.id, acts::alike(&done.action)).await?;
        let restored = untouched
            && match done.action.as_str() {
                "rewrite" => acts::unedit(tx, self.site, &current, before).await?,
                _ => acts::unmark(tx, self.site, &current, before).await?,
            };
        if !restored {
            return Ok(Err(WhyNot::Changed(tx.last_decision(site, &current).await?)));
        }
        let about = About::Comment(id);
        let action = if done.action == "rewrite" { "undo-rewrite" } else { "undo-mark" };
        tx.record_decision(&NewDecision {
            before: done.after.clone(),
            after: done.before.clone(),
            ..NewDecision::new(site, about, Actor::Moderator(self.moderator), action, self.now)
        })
        .await?;
        Ok(Ok(Decided { id, from: current.status, to: current.status, version: current.version + 1 }))
    }

    /// Takes a moderator's reply away; like any comment it can be restored from the trash.
    async fn withdraw(&self, tx: &mut Tx, id: CommentId) -> Result<Result<Decided, WhyNot>, Failure> {
        let site = self.site.id;
        let Some(current) = tx.current(site, id).await? else { return Ok(Err(WhyNot::NotFound)) };
        self.change(tx, &current, Status::Trash, &Earlier { decided: true, ..Earlier::default() }).await?;
        tx.record_decision(&NewDecision {
            from: Some(current.status),
            to: Some(Status::Trash),
            ..NewDecision::new(site, About::Comment(id), Actor::Moderator(self.moderator), "undo", self.now)
        })
        .await?;
        Ok(Ok(Decided { id, from: current.status, to: Status::Trash, version: current.version + 1 }))
    }

    async fn change(&self, tx: &mut Tx, current: &Current, to: Status, earlier: &Earlier) -> Result<(), Failure> {
        let verdict = match earlier.decided {
            true => super::decide::judged_by_person(current, to),
            false => {
                let mut verdict = current.verdict.clone();
                verdict.signals.retain(|s| s.code != SignalCode::Person);
                verdict
            }
        };
        let before = Before::Is(earlier.status_before.as_deref().and_then(Status::from_word));
        let (decided, verdict) = (earlier.decided, Some(verdict));
        let change = Change { to, decided, withdrawn: false, verdict, now: self.now, before };
        Ok(tx.change_status(self.site.id, current, &change).await?)
    }

    /// Drops the feedback that waits. What Akismet was told already is corrected, and what it was still to be asked
    /// is asked.
    async fn unsay(&self, tx: &mut Tx, current: &Current, to: Status, earlier: &Earlier) -> Result<(), Failure> {
        let (site, comment) = (self.site.id, current.id);
        for waiting in [JobKind::AkismetSpam, JobKind::AkismetHam] {
            tx.drop_jobs(site, waiting, comment).await?;
        }
        let told = tx.akismet_told(site, comment).await?;
        let correction = match told {
            Some(true) if to != Status::Spam => Some(JobKind::AkismetHam),
            Some(false) if to == Status::Spam => Some(JobKind::AkismetSpam),
            _ => None,
        };
        let question = Some(JobKind::AkismetCheck).filter(|_| earlier.asked);
        for kind in correction.into_iter().chain(question) {
            let (comment, payload, run_at) = (Some(comment), serde_json::json!({}), self.now.plus(GRACE));
            tx.add_job(&NewJob { site, kind, comment, payload, run_at }).await?;
        }
        Ok(())
    }
}
