//! The job loop: slow or fallible work, retried with back-off, ending in a list of the dead that people see.
//!
//! Jobs are claimed in the database, so any number of nodes may run this loop. A job may run twice and
//! must not mind. Waking up (`NOTIFY`, a notice in the process) only makes it sooner; the clock is the truth.

mod letters;
mod teams;

use std::sync::Arc;
use std::time::Duration;

use tokio_util::sync::CancellationToken;

use crate::checking;
use crate::domain::clock::Timestamp;
use crate::domain::comment::CommentId;
use crate::domain::site::Site;
use crate::domain::verdict::SignalCode;
use crate::learning::Watch;
use crate::moderation::{AskedAgain, Rechecked};
use crate::services::{Failure, Services};
use crate::spam::akismet::{Credentials, Feedback, Trouble};
use crate::store::jobs::{Job, JobKind};
use crate::{moderation, privacy, sites};

/// How long a claim lasts: longer than a handful of jobs takes that each wait for a slow mail server,
/// so that no other node takes them over meanwhile.
const CLAIM: i64 = 2 * Timestamp::MINUTE;
const AT_ONCE: i64 = 4;

/// In the payload of a mail to one moderator.
const MODERATOR: &str = "moderator";

/// How long to leave a database alone that cannot be used: its log may lie on the same full disk.
const AFTER_FAILURE: Duration = Duration::from_secs(2);

/// What became of one run of a job.
enum Run {
    Done,
    /// Try again: after the kind's own pause, or after so many milliseconds when the other side said so.
    Again {
        why: String,
        after: Option<i64>,
        spent: bool,
    },
    /// Well so far; the rest after whatever else is due.
    More,
    /// Trying again does not help.
    Dead(String),
}

/// Runs until told to stop; finishes the job in hand first.
pub async fn run(services: Arc<Services>, stop: CancellationToken) {
    let (mut purged, mut before, mut watch) = (None, services.now(), Watch::default());
    while !stop.is_cancelled() {
        let now = services.now();
        let worked = work(&services, (&mut purged, &mut before), &mut watch, &stop).await;
        if let Err(e) = &worked {
            tracing::error!(error = %e, "jobs cannot be run; trying again in a moment");
        }
        let pause = if worked.is_ok() { pause(&services, now).await } else { AFTER_FAILURE };
        tokio::select! {
            () = stop.cancelled() => {}
            () = services.jobs.notified() => {}
            () = tokio::time::sleep(pause) => {}
        }
    }
}

/// One round. `before`: what time it was at the last one.
async fn work(
    services: &Arc<Services>,
    (purged, before): (&mut Option<Timestamp>, &mut Timestamp),
    watch: &mut Watch,
    stop: &CancellationToken,
) -> Result<(), Failure> {
    let now = services.now();
    let back = before.since(now);
    if back > Timestamp::MINUTE {
        // What was put off by a clock that was ahead would wait for as long as that was.
        let mut tx = services.store.begin().await?;
        let jobs = tx.bring_jobs_forward(now, back).await?;
        services.commit(tx).await?;
        tracing::warn!(seconds = back / Timestamp::SECOND, jobs, "the clock was set back; jobs are brought forward");
    }
    *before = now;
    run_until(services, stop).await?;
    if purged.is_none_or(|last| now.since(last).abs() >= Timestamp::HOUR) {
        privacy::purge(services).await?;
        *purged = Some(now);
        sites::plan_account_checks(services).await?;
        watch.look(services).await?;
    }
    Ok(())
}

/// Until the next job is due, at most ten seconds: another node's clock may be ahead.
async fn pause(services: &Services, now: Timestamp) -> Duration {
    let next = services.store.next_job_at().await.ok().flatten();
    let millis = next.map_or(10_000, |at| at.since(now).clamp(50, 10_000));
    Duration::from_millis(u64::try_from(millis).unwrap_or(10_000))
}

/// Runs everything that is due; returns how many jobs ran.
pub async fn run_due(services: &Arc<Services>) -> Result<usize, Failure> {
    run_until(services, &CancellationToken::new()).await
}

/// The same, but for what has not been begun when it is told to stop: that is put back for the next to come.
async fn run_until(services: &Arc<Services>, stop: &CancellationToken) -> Result<usize, Failure> {
    let mut ran = 0;
    while !stop.is_cancelled() {
        let mut tx = services.store.begin().await?;
        let jobs = tx.claim_jobs(services.now(), CLAIM, AT_ONCE).await?;
        services.commit(tx).await?;
        if jobs.is_empty() {
            break;
        }
        for (n, job) in jobs.iter().enumerate() {
            if stop.is_cancelled() {
                put_back(services, jobs.get(n..).unwrap_or_default()).await?;
                break;
            }
            if let Err(e) = run_one(services, job, stop).await {
                // This one keeps its claim, so that it does not come first again and nobody else ever.
                put_back(services, jobs.get(n + 1..).unwrap_or_default()).await?;
                return Err(e);
            }
            ran += 1;
        }
    }
    Ok(ran)
}

/// Nobody need wait until the claim has run out.
async fn put_back(services: &Services, jobs: &[Job]) -> Result<(), Failure> {
    let mut tx = services.store.begin().await?;
    for job in jobs {
        tx.unclaim_job(job).await?;
    }
    services.commit(tx).await
}

async fn run_one(services: &Arc<Services>, job: &Job, stop: &CancellationToken) -> Result<(), Failure> {
    let outcome = match perform(services, job).await {
        Ok(outcome) => outcome,
        Err(e) if e.passes() => return Err(e),
        Err(e) => Run::Again { why: e.to_string(), after: None, spent: true },
    };
    let word = noted(services, job, &outcome, stop).await?;
    services.metrics.job(job.kind.as_str(), word);
    tracing::info!(job.kind = job.kind.as_str(), job.id, job.attempts, outcome = word, "job run");
    Ok(())
}

/// What was done outside would be done again if it were not noted: a mail every two minutes while a disk is full. So this
/// tries until the database takes it, and once more when the service is told to stop.
async fn noted(
    services: &Services,
    job: &Job,
    outcome: &Run,
    stop: &CancellationToken,
) -> Result<&'static str, Failure> {
    loop {
        let last = stop.is_cancelled();
        match note(services, job, outcome).await {
            Err(e) if e.passes() && !last => {
                tracing::error!(
                    error = %e, job.kind = job.kind.as_str(), job.id,
                    "what became of a job cannot be noted; trying again"
                );
                stop.run_until_cancelled(tokio::time::sleep(AFTER_FAILURE)).await;
            }
            outcome => return outcome,
        }
    }
}

async fn note(services: &Services, job: &Job, outcome: &Run) -> Result<&'static str, Failure> {
    let now = services.now();
    let mut tx = services.store.begin().await?;
    let word = match outcome {
        Run::Done => {
            tx.finish_job(job).await?;
            "done"
        }
        Run::Again { why, after, spent } => match next_pause(services, job, *after, *spent) {
            Some(pause) => {
                tx.postpone_job(job, now.plus(pause), *spent, why).await?;
                "again"
            }
            None => {
                give_up(&mut tx, services, job, why).await?;
                "dead"
            }
        },
        Run::More => {
            tx.postpone_job(job, now, false, "").await?;
            "more"
        }
        Run::Dead(why) => {
            give_up(&mut tx, services, job, why).await?;
            "dead"
        }
    };
    services.commit(tx).await?;
    Ok(word)
}

/// The pauses after the first, second … failed run. Mail and feedback: 1, 5, 30 minutes, 2, 6 and 24 hours.
/// A check was first asked while its reader waited, and its first run is a minute later (`checking`): then
/// 5, 30 minutes and hourly for a day.
fn pauses(kind: JobKind) -> Vec<i64> {
    let minutes = |list: &[i64]| list.iter().map(|m| m * Timestamp::MINUTE).collect::<Vec<_>>();
    match kind {
        JobKind::AkismetCheck | JobKind::Recheck => {
            let mut all = minutes(&[5, 30]);
            all.extend([Timestamp::HOUR; 24]);
            all
        }
        _ => minutes(&[1, 5, 30, 120, 360, 1_440]),
    }
}

/// `None`: enough. What the other side asks for counts, within a day; the rest gets a fifth of jitter, so
/// that a thousand jobs do not come back together.
fn next_pause(services: &Services, job: &Job, after: Option<i64>, spent: bool) -> Option<i64> {
    let list = pauses(job.kind);
    let index = usize::try_from(job.attempts - 1).unwrap_or(0);
    let pause = if spent { *list.get(index)? } else { Timestamp::MINUTE };
    let asked = after.map(|a| a.clamp(Timestamp::SECOND, Timestamp::DAY));
    let mut byte = [0; 1];
    services.random.fill(&mut byte);
    let [byte] = byte;
    let jitter = pause * i64::from(byte) / (5 * 255);
    Some(asked.unwrap_or(pause).max(Timestamp::SECOND) + jitter)
}

/// A dead check leaves its comment waiting for a person, and says so.
async fn give_up(tx: &mut crate::store::Tx, services: &Services, job: &Job, why: &str) -> Result<(), Failure> {
    tracing::error!(job.kind = job.kind.as_str(), job.id, why, "a job was given up; see the desk's list of jobs");
    if let Some(site) = services.store.site_by_id(job.site).await? {
        match (job.kind, job.comment) {
            (JobKind::AkismetCheck, Some(id)) => moderation::stop_asking(services, tx, &site, id, why).await?,
            (JobKind::Recheck, _) => moderation::recheck_failed(services, tx, &site, &job.payload).await?,
            _ => {}
        }
    }
    tx.bury_job(job, why).await?;
    Ok(())
}

async fn perform(services: &Arc<Services>, job: &Job) -> Result<Run, Failure> {
    let Some(site) = services.store.site_by_id(job.site).await? else { return Ok(Run::Done) };
    match (job.kind, job.comment) {
        (JobKind::AkismetCheck, Some(comment)) => ask_again(services, &site, comment).await,
        (JobKind::AkismetSpam, Some(comment)) => report(services, &site, comment, true).await,
        (JobKind::AkismetHam, Some(comment)) => report(services, &site, comment, false).await,
        (JobKind::MailConfirm, Some(comment)) => letters::mail_confirm(services, &site, job, comment).await,
        (JobKind::MailWaiting | JobKind::MailFlagged, _) => letters::mail_waiting(services, &site, job).await,
        (JobKind::MailFailures, _) => teams::mail_failures(services, &site, job).await,
        (JobKind::MailInvitation, _) => teams::mail_invitation(services, &site, job).await,
        (JobKind::Recheck, _) => recheck(services, &site, job).await,
        (JobKind::AkismetAccount, _) => Ok(match sites::ask_about_account(services, &site).await? {
            Some(trouble) => again_after(&trouble),
            None => Run::Done,
        }),
        (JobKind::Weights, _) => {
            services.write_weights(site.id).await?;
            Ok(Run::Done)
        }
        (JobKind::Index, _) => {
            moderation::index(services, &site, &job.payload).await?;
            Ok(Run::Done)
        }
        (_, None) => Ok(Run::Done),
    }
}

/// Asks Akismet again and lets policy decide, unless a person has.
async fn ask_again(services: &Arc<Services>, site: &Site, id: CommentId) -> Result<Run, Failure> {
    let reason = if has_provisional(services, site, id).await? { "recheck" } else { "retry" };
    Ok(match moderation::ask_again(services, site, id, reason).await? {
        // Nobody can be asked any more (15 days are over): the comment waits for a person and says so.
        AskedAgain::NotKept => Run::Dead("the request is no longer kept".to_owned()),
        AskedAgain::Trouble(trouble) => again_after(&trouble),
        AskedAgain::Judged { again: Some(after), .. } => {
            Run::Again { why: "provisional".to_owned(), after: Some(after), spent: true }
        }
        AskedAgain::Off | AskedAgain::Overtaken | AskedAgain::Judged { again: None, .. } => Run::Done,
    })
}

async fn has_provisional(services: &Services, site: &Site, id: CommentId) -> Result<bool, Failure> {
    let comment = services.store.desk_comment(site.id, id).await?;
    Ok(comment.is_some_and(|c| c.verdict.has(SignalCode::AkismetProvisional)))
}

/// Goes on with the queue that is asked about again.
async fn recheck(services: &Arc<Services>, site: &Site, job: &Job) -> Result<Run, Failure> {
    Ok(match moderation::recheck(services, site, &job.payload).await? {
        Rechecked::Ended => Run::Done,
        Rechecked::More => Run::More,
        Rechecked::Later(trouble) => again_after(&trouble),
    })
}

fn again_after(trouble: &Trouble) -> Run {
    let after = match trouble {
        Trouble::TooMany { retry_after } => retry_after.and_then(|d| i64::try_from(d.as_millis()).ok()),
        _ => None,
    };
    // A call that was never made costs no attempt.
    let spent = !matches!(trouble, Trouble::BreakerOpen);
    Run::Again { why: trouble.as_str().to_owned(), after, spent }
}

/// Tells Akismet that a person thinks otherwise, with what was sent the first time.
async fn report(services: &Arc<Services>, site: &Site, id: CommentId, spam: bool) -> Result<Run, Failure> {
    let Some((check, kept)) = services.kept_check(site, id).await? else { return Ok(Run::Done) };
    let word = if spam { "true" } else { "false" };
    if kept.reported.as_deref() == Some(word) {
        return Ok(Run::Done);
    }
    let Some(key) = services.akismet_key(site)? else { return Ok(Run::Done) };
    let blog = checking::blog(site);
    let credentials = Credentials { key: &key, blog: &blog };
    let feedback = Feedback {
        // A pseudonym: who of the team decided is nobody else's business.
        reporter: Some("moderator".to_owned()),
        comment_check_response: kept.answer.as_deref().map(|a| a == "true"),
    };
    let budget = services.settings.akismet_budget;
    let told = match spam {
        true => services.akismet.submit_spam(credentials, &check, &feedback, budget).await,
        false => services.akismet.submit_ham(credentials, &check, &feedback, budget).await,
    };
    if let Err(trouble) = told {
        return Ok(again_after(&trouble));
    }
    let mut tx = services.store.begin().await?;
    tx.note_report(site.id, id, word).await?;
    services.commit(tx).await?;
    Ok(Run::Done)
}
