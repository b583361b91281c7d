//! What the local filter thinks of a comment, and what it learns from people.
//!
//! A decision adds a lesson (hashed features, no text) inside its own transaction, under the site's lock, which gives lessons
//! an order. The weights are what the lessons make when they are replayed in that order, so every node has the same, and a lesson
//! that is taken back leaves nothing behind. Only people teach: never a verdict, an import or a job.

mod backtest;
mod explain;
mod health;

pub use backtest::{Backtest, Differs, MOST as MOST_BACKTESTED, Outcome, backtest};
pub use explain::{Explained, explain};
pub use health::{Health, HealthPeriod, PERIODS as HEALTH_PERIODS, Watch, alarms, health};

use std::sync::Arc;

use crate::domain::clock::Timestamp;
use crate::domain::comment::{CommentId, Status};
use crate::domain::moderator::ModeratorId;
use crate::domain::policy::Check;
use crate::domain::site::{Site, SiteId};
use crate::domain::verdict::{Signal, SignalCode, Verdict};
use crate::services::{Failure, Services};
use crate::spam::model::Model;
use crate::spam::model::features::{Comment, Reader};
use crate::spam::model::learn::Features;
use crate::spam::model::opinion;
use crate::spam::model::shelf::Learnt;
use crate::spam::model::zones::Zones;
use crate::store::Tx;
use crate::store::lessons::{Lesson, Progress};
use crate::store::statuses::Current;

/// A new moderator's first decisions count half.
const FIRST_DECISIONS: i64 = 20;
/// As many times a day the same author, host or text teaches the same; a campaign must not teach more than once.
const ALIKE_A_DAY: i64 = 5;
/// After so many lessons the weights are written down.
const WEIGHTS_EVERY: i64 = 200;

/// What is typed in a comment.
#[derive(Clone, Copy)]
pub struct Typed<'a> {
    pub text: &'a str,
    pub author: &'a str,
    pub website: &'a str,
}

impl Services {
    /// The site's model with every lesson up to `at`, to judge by; `None` where the owner turned it off.
    pub async fn judging(&self, site: &Site, at: Progress) -> Result<Option<Arc<Model>>, Failure> {
        match site.policy.runs(Check::Model) {
            true => Ok(Some(self.model(site.id, at).await?)),
            false => Ok(None),
        }
    }

    /// The site's model with every lesson up to `at`.
    pub async fn model(&self, site: SiteId, at: Progress) -> Result<Arc<Model>, Failure> {
        Ok(self.learnt(site, at).await?.model)
    }

    /// The same, with the last lesson that is in it, which may be later than `at`.
    async fn learnt(&self, site: SiteId, at: Progress) -> Result<Learnt, Failure> {
        let held = self.models.get(site.0).filter(|held| held.epoch == at.epoch);
        let mut learnt = match held {
            Some(held) if held.seq >= at.seq => return Ok(held),
            Some(held) => held,
            None => self.written_down(site).await?,
        };
        loop {
            let (lessons, more) = self.store.lessons_after(site, learnt.seq).await?;
            let model = Arc::make_mut(&mut learnt.model);
            for lesson in &lessons {
                learnt.seq = lesson.seq;
                // Of another revision: the text may be gone, so it teaches no more until `svar spam rebuild`.
                if let Some(features) = Features::from_bytes(&lesson.features) {
                    model.learn(&features, lesson.spam, lesson.share);
                }
            }
            if !more {
                break;
            }
        }
        learnt.seq = learnt.seq.max(at.seq);
        self.models.put(site.0, learnt.clone());
        Ok(learnt)
    }

    /// The newest weights in the database, or a model that was taught nothing.
    async fn written_down(&self, site: SiteId) -> Result<Learnt, Failure> {
        let (progress, snapshot) = self.store.weights(site).await?;
        let prior = &self.models.prior;
        let kept = snapshot.and_then(|kept| Some((kept.seq, Model::from_bytes(prior.clone(), &kept.weights)?)));
        let (seq, model) = kept.unwrap_or_else(|| (0, Model::new(prior.clone())));
        Ok(Learnt { epoch: progress.epoch, seq, model: Arc::new(model) })
    }

    /// Writes the weights down where many lessons have come since the last time.
    pub async fn write_weights(&self, site: SiteId) -> Result<(), Failure> {
        let progress = self.store.lesson_progress(site).await?;
        let learnt = self.learnt(site, progress).await?;
        let (at, bytes) = (Progress { seq: learnt.seq, epoch: learnt.epoch }, learnt.model.to_bytes());
        let mut tx = self.store.begin().await?;
        tx.lock_site(site).await?;
        tx.keep_weights(site, at, &bytes).await?;
        self.commit(tx).await
    }
}

/// Makes a site's weights anew from its lessons; needed when the program's features have changed, harmless otherwise.
/// Returns how many lessons there were, and how many of them could still be read.
pub async fn rebuild(services: &Services, site: &Site) -> Result<(usize, usize), Failure> {
    let mut tx = services.store.begin().await?;
    tx.lock_site(site.id).await?;
    tx.forget_weights(site.id, 0).await?;
    services.commit(tx).await?;
    let (mut all, mut read, mut after) = (0, 0, 0);
    loop {
        let (lessons, more) = services.store.lessons_after(site.id, after).await?;
        for lesson in &lessons {
            after = lesson.seq;
            all += 1;
            read +=
                usize::from(Features::from_bytes(&lesson.features).is_some() || reread(services, site, lesson).await?);
        }
        if !more {
            break;
        }
    }
    services.write_weights(site.id).await?;
    Ok((all, read))
}

/// Reads a lesson's features again from its comment's text, where that is still there.
async fn reread(services: &Services, site: &Site, lesson: &Lesson) -> Result<bool, Failure> {
    let Some(comment) = services.store.desk_comment(site.id, CommentId(lesson.comment_id)).await? else {
        return Ok(false);
    };
    let website = comment.website.as_ref().map_or("", |w| w.as_str());
    let known = known(&comment.verdict.signals);
    let seen = Comment { text: &comment.source, author: &comment.name, website, known: &known };
    let mut tx = services.store.begin().await?;
    tx.lock_site(site.id).await?;
    tx.reteach(site.id, lesson.seq, &Features::of(&seen).to_bytes()).await?;
    services.commit(tx).await?;
    Ok(true)
}

/// What the model thinks of a comment, as a Signal. `model`: as [`Services::judging`] gives it.
pub fn judge(site: &Site, model: Option<&Model>, typed: Typed<'_>, signals: &[Signal]) -> Option<Signal> {
    let known = known(signals);
    let comment = Comment { text: typed.text, author: typed.author, website: typed.website, known: &known };
    model.map(|model| opinion::signal(model, &comment, zones(site)))
}

/// The same once more, now that somebody else has found something as well.
pub fn judge_again(site: &Site, model: Option<&Model>, typed: Typed<'_>, signals: &mut Vec<Signal>) {
    signals.retain(|signal| signal.code != SignalCode::Model);
    let judged = judge(site, model, typed, signals);
    signals.extend(judged);
}

fn zones(site: &Site) -> Zones {
    Zones { approve: site.policy.approve_below, spam: site.policy.spam_above }
}

/// The findings of other checks that the model weighs as well.
fn known(signals: &[Signal]) -> Vec<&'static str> {
    signals.iter().filter(|signal| signal.code.teaches()).map(|signal| signal.code.as_str()).collect()
}

/// Makes what a comment teaches agree with what a person decided about it. Call inside the decision's write, after
/// the site's lock. `by`: who decided; `None` when a decision is taken back and an earlier person's holds again.
pub async fn settle(
    tx: &mut Tx,
    site: &Site,
    current: &Current,
    (to, by_person): (Status, bool),
    by: Option<ModeratorId>,
    now: Timestamp,
) -> Result<(), Failure> {
    let spam = match (to, by_person) {
        // The trash says nothing about spam, and takes nothing back.
        (Status::Trash, true) if by.is_some() => return Ok(()),
        (Status::Approved, true) => Some(false),
        (Status::Spam, true) => Some(true),
        _ => None,
    };
    let taught = tx.lesson_of(site.id, current.id).await?;
    if taught == spam {
        return Ok(());
    }
    if taught.is_some() {
        tx.unteach(site.id, current.id).await?;
    }
    let Some(spam) = spam else { return Ok(()) };
    let Some(own) = tx.own_comment(site.id, current.id).await? else { return Ok(()) };
    let website = own.website.as_ref().map_or("", |w| w.as_str());
    let typed = Typed { text: &own.source, author: &own.name, website };
    teach(tx, site, (current.id, spam), typed, &current.verdict, by, now).await
}

async fn teach(
    tx: &mut Tx,
    site: &Site,
    (id, spam): (CommentId, bool),
    typed: Typed<'_>,
    verdict: &Verdict,
    by: Option<ModeratorId>,
    now: Timestamp,
) -> Result<(), Failure> {
    if tx.alike_lessons(site.id, (id, spam), now.plus(-Timestamp::DAY), ALIKE_A_DAY).await? >= ALIKE_A_DAY {
        return Ok(());
    }
    let decided = match by {
        Some(ModeratorId(moderator)) => tx.decided_by(site.id, moderator, FIRST_DECISIONS).await?,
        None => FIRST_DECISIONS,
    };
    let share = if decided < FIRST_DECISIONS { 0.5 } else { 1.0 };
    let known = known(&verdict.signals);
    let comment = Comment { text: typed.text, author: typed.author, website: typed.website, known: &known };
    let mut features = Features::default();
    features.set(&mut Reader::default(), &comment);
    let seq = tx.teach(site.id, id, (spam, share), &features.to_bytes(), now).await?;
    if seq % WEIGHTS_EVERY == 0 {
        ask_for_weights(tx, site.id, now).await?;
    }
    Ok(())
}

async fn ask_for_weights(tx: &mut Tx, site: SiteId, now: Timestamp) -> Result<(), Failure> {
    use crate::store::jobs::{JobKind, NewJob};
    let payload = serde_json::json!({});
    tx.add_job(&NewJob { site, kind: JobKind::Weights, comment: None, payload, run_at: now }).await?;
    Ok(())
}
