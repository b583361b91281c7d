//! "Ask about the queue again": a run through the comments that wait, one run at a time for a site.
//!
//! Each comment that no person has decided about is asked about once, if the site wants it asked and what was sent is
//! still kept; what becomes of it is policy's. The run's place stands in the database beside its figures, so that any
//! node goes on where the last one was cut off. When Akismet is down the run waits, and can be stopped.

use std::sync::Arc;

use serde_json::{Value, json};

use super::second_opinion::{AskedAgain, ask_again};
use super::to_its_end;
use crate::domain::clock::Timestamp;
use crate::domain::comment::{CommentId, Status};
use crate::domain::moderator::{Actor, ModeratorId};
use crate::domain::site::Site;
use crate::services::{Failure, Services};
use crate::spam::akismet::Trouble;
use crate::store::Tx;
use crate::store::audit::{About, NewDecision};
use crate::store::jobs::{JobKind, NewJob};
use crate::store::rechecks::{Recheck, RecheckState};

/// Comments in one go; then whatever else is due has its turn. A go must end within the time for which its job is
/// claimed, however slowly Akismet answers.
const BITE: usize = 10;

/// What came of pressing the button.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecheckBegun {
    Begun,
    /// A run is under way.
    Runs,
    /// Nothing waits that no person has decided about.
    Nothing,
    /// The site has no key, or wants nobody asked.
    Off,
}

/// Begins a run; recorded as the moderator's.
pub async fn begin_recheck(
    services: &Arc<Services>,
    site: &Arc<Site>,
    moderator: ModeratorId,
) -> Result<RecheckBegun, Failure> {
    if services.akismet_key(site)?.is_none() {
        return Ok(RecheckBegun::Off);
    }
    let (services, site) = (services.clone(), site.clone());
    to_its_end(async move {
        let now = services.now();
        let mut tx = services.store.begin().await?;
        tx.lock_site(site.id).await?;
        if tx.recheck(site.id).await?.is_some_and(|run| run.is_running()) {
            return Ok(RecheckBegun::Runs);
        }
        let Some(run) = tx.begin_recheck(site.id, moderator, now).await? else { return Ok(RecheckBegun::Nothing) };
        let payload = json!({ RUN: run });
        tx.add_job(&NewJob { site: site.id, kind: JobKind::Recheck, comment: None, payload, run_at: now }).await?;
        record(&mut tx, &site, moderator, "recheck-begin", now).await?;
        services.commit(tx).await?;
        Ok(RecheckBegun::Begun)
    })
    .await
}

/// Ends the run that is under way; what it has done stays. False when there is none.
pub async fn stop_recheck(services: &Arc<Services>, site: &Arc<Site>, moderator: ModeratorId) -> Result<bool, Failure> {
    let (services, site) = (services.clone(), site.clone());
    to_its_end(async move {
        let now = services.now();
        let mut tx = services.store.begin().await?;
        tx.lock_site(site.id).await?;
        let Some(run) = tx.recheck(site.id).await?.filter(Recheck::is_running) else { return Ok(false) };
        tx.put_recheck(site.id, &ended(run, RecheckState::Stopped, now)).await?;
        record(&mut tx, &site, moderator, "recheck-stop", now).await?;
        services.commit(tx).await?;
        Ok(true)
    })
    .await
}

async fn record(
    tx: &mut Tx,
    site: &Site,
    moderator: ModeratorId,
    action: &'static str,
    now: Timestamp,
) -> Result<(), Failure> {
    let decision = NewDecision::new(site.id, About::Site, Actor::Moderator(moderator), action, now);
    tx.record_decision(&decision).await?;
    Ok(())
}

fn ended(run: Recheck, state: RecheckState, now: Timestamp) -> Recheck {
    Recheck { state, ended: Some(now), ..run }
}

/// In the payload of a run's job.
const RUN: &str = "run";

/// How one go ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rechecked {
    Ended,
    /// There is more to ask about.
    More,
    /// Akismet gives no answer; go on later.
    Later(Trouble),
}

/// One go of a run's job.
pub async fn recheck(services: &Arc<Services>, site: &Site, job: &Value) -> Result<Rechecked, Failure> {
    let number = job.get(RUN).and_then(Value::as_i64);
    for _ in 0..BITE {
        let run = services.store.recheck(site.id).await?;
        let Some(run) = run.filter(|run| run.is_running() && Some(run.run) == number) else {
            return Ok(Rechecked::Ended);
        };
        let Some((created, id)) = services.store.recheck_next(site.id, &run).await? else {
            advance(services, site, run.run, |run, now| *run = ended(run.clone(), RecheckState::Done, now)).await?;
            return Ok(Rechecked::Ended);
        };
        let became = one(services, site, id).await?;
        if let Became::Asked(AskedAgain::Trouble(trouble)) = became {
            return without_answer(services, site, run.run, trouble).await;
        }
        advance(services, site, run.run, |run, _| count(run, &became, (created, id))).await?;
        if let Became::Asked(AskedAgain::Judged { again, .. }) = became {
            ask_later(services, site, id, again).await?;
        }
    }
    Ok(Rechecked::More)
}

enum Became {
    /// The site does not want Akismet asked about it.
    NotWanted,
    Gone,
    Asked(AskedAgain),
}

async fn one(services: &Services, site: &Site, id: CommentId) -> Result<Became, Failure> {
    let Some(comment) = services.store.desk_comment(site.id, id).await? else { return Ok(Became::Gone) };
    if !services.wants_akismet(site, &comment.verdict.signals) {
        return Ok(Became::NotWanted);
    }
    Ok(Became::Asked(ask_again(services, site, id, "recheck_queue").await?))
}

/// A finished comment in the figures of its run.
fn count(run: &mut Recheck, became: &Became, place: (Timestamp, CommentId)) {
    run.after = place;
    run.done += 1;
    run.trouble = None;
    match became {
        Became::NotWanted | Became::Asked(AskedAgain::Off) => run.not_asked += 1,
        Became::Asked(AskedAgain::NotKept) => run.not_kept += 1,
        Became::Asked(AskedAgain::Judged { to: Status::Spam, .. }) => run.spam += 1,
        Became::Asked(AskedAgain::Judged { to: Status::Approved, .. }) => run.approved += 1,
        Became::Gone | Became::Asked(_) => {}
    }
}

/// Writes a change of the run, unless it has ended meanwhile.
async fn advance(
    services: &Services,
    site: &Site,
    number: i64,
    change: impl FnOnce(&mut Recheck, Timestamp),
) -> Result<(), Failure> {
    let mut tx = services.store.begin().await?;
    tx.lock_site(site.id).await?;
    if let Some(mut run) = tx.recheck(site.id).await?.filter(|run| run.run == number && run.is_running()) {
        change(&mut run, services.now());
        tx.put_recheck(site.id, &run).await?;
    }
    services.commit(tx).await
}

/// A key that is refused is refused for every comment; everything else may pass.
async fn without_answer(services: &Services, site: &Site, number: i64, trouble: Trouble) -> Result<Rechecked, Failure> {
    let word = trouble.as_str();
    let final_word = matches!(trouble, Trouble::InvalidKey | Trouble::Account(_));
    advance(services, site, number, |run, now| {
        run.trouble = Some(word.to_owned());
        if final_word {
            *run = ended(run.clone(), RecheckState::Failed, now);
        }
    })
    .await?;
    Ok(if final_word { Rechecked::Ended } else { Rechecked::Later(trouble) })
}

/// What waited to be asked about is answered; what is provisional is asked about again.
async fn ask_later(services: &Services, site: &Site, id: CommentId, again: Option<i64>) -> Result<(), Failure> {
    let mut tx = services.store.begin().await?;
    tx.lock_site(site.id).await?;
    tx.drop_jobs(site.id, JobKind::AkismetCheck, id).await?;
    if let Some(after) = again {
        let (kind, comment, run_at) = (JobKind::AkismetCheck, Some(id), services.now().plus(after));
        tx.add_job(&NewJob { site: site.id, kind, comment, payload: json!({}), run_at }).await?;
    }
    services.commit(tx).await
}

/// The job of a run was given up. Call inside a write.
pub async fn recheck_failed(services: &Services, tx: &mut Tx, site: &Site, job: &Value) -> Result<(), Failure> {
    tx.lock_site(site.id).await?;
    let number = job.get(RUN).and_then(Value::as_i64);
    if let Some(run) = tx.recheck(site.id).await?.filter(|run| run.is_running() && Some(run.run) == number) {
        tx.put_recheck(site.id, &ended(run, RecheckState::Failed, services.now())).await?;
    }
    Ok(())
}
