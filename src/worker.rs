//! The job loop: slow or fallible work, retried with back-off, ending in a list of the dead that people see.
//!
//! Jobs are claimed in the database, so any number of nodes may run this loop. A job may run twice and
//! must not mind. Waking up (`NOTIFY`, a notice in the process) only makes it sooner; the clock is the truth.

mod teams;

use std::sync::Arc;
use std::time::Duration;

use askama::Template;
use tokio_util::sync::CancellationToken;

use crate::checking;
use crate::domain::author::Email;
use crate::domain::clock::Timestamp;
use crate::domain::comment::{CommentId, DeskComment, Queue, Status};
use crate::domain::moderator::ModeratorId;
use crate::domain::site::Site;
use crate::domain::verdict::SignalCode;
use crate::keys::tokens::{Token, TokenKind};
use crate::learning::Watch;
use crate::letters::{ConfirmMail, WaitingMail};
use crate::mail::{Mail, MailError};
use crate::moderation::{AskedAgain, Rechecked};
use crate::services::{Failure, Services};
use crate::spam::akismet::{Credentials, Feedback, Trouble};
use crate::store::jobs::{Job, JobKind, NewJob};
use crate::store::tokens::{MailLink, Purpose};
use crate::{moderation, privacy, sites, text};

/// How long a claim lasts: longer than a handful of jobs takes that each wait for a slow mail server,
/// so that no other node takes them over meanwhile.
const CLAIM: i64 = 2 * Timestamp::MINUTE;
const AT_ONCE: i64 = 4;
const CONFIRM_LIFE: i64 = 48 * Timestamp::HOUR;

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
    let mut purged = None;
    let mut watch = Watch::default();
    while !stop.is_cancelled() {
        if let Err(e) = run_due(&services).await {
            tracing::error!(error = %e, "jobs cannot be run; trying again in a moment");
        }
        let now = services.now();
        if purged.is_none_or(|last: Timestamp| now.since(last) >= Timestamp::HOUR) {
            match privacy::purge(&services).await {
                Ok(()) => purged = Some(now),
                Err(e) => tracing::error!(error = %e, "what has passed its time could not be deleted"),
            }
            if let Err(e) = sites::plan_account_checks(&services).await {
                tracing::error!(error = %e, "the daily questions about Akismet keys could not be planned");
            }
            if let Err(e) = watch.look(&services).await {
                tracing::error!(error = %e, "it could not be seen how the filter does");
            }
        }
        let pause = pause(&services, now).await;
        tokio::select! {
            () = stop.cancelled() => {}
            () = services.jobs.notified() => {}
            () = tokio::time::sleep(pause) => {}
        }
    }
}

/// Until the next job is due, at most ten seconds: another node's clock may be ahead.
async fn pause(services: &Services, now: Timestamp) -> Duration {
    let next = services.store.next_job_at().await.ok().flatten();
    let millis = next.map_or(10_000, |at| at.since(now).clamp(50, 10_000));
    Duration::from_millis(u64::try_from(millis).unwrap_or(10_000))
}

/// Runs everything that is due; returns how many jobs ran.
pub async fn run_due(services: &Arc<Services>) -> Result<usize, Failure> {
    let mut ran = 0;
    loop {
        let mut tx = services.store.begin().await?;
        let jobs = tx.claim_jobs(services.now(), CLAIM, AT_ONCE).await?;
        services.commit(tx).await?;
        if jobs.is_empty() {
            return Ok(ran);
        }
        ran += jobs.len();
        for job in jobs {
            run_one(services, &job).await?;
        }
    }
}

async fn run_one(services: &Arc<Services>, job: &Job) -> Result<(), Failure> {
    let outcome = match perform(services, job).await {
        Ok(outcome) => outcome,
        Err(e) if e.passes() => return Err(e),
        Err(e) => Run::Again { why: e.to_string(), after: None, spent: true },
    };
    let now = services.now();
    let mut tx = services.store.begin().await?;
    let word = match outcome {
        Run::Done => {
            tx.finish_job(job).await?;
            "done"
        }
        Run::Again { why, after, spent } => match next_pause(services, job, after, spent) {
            Some(pause) => {
                tx.postpone_job(job, now.plus(pause), spent, &why).await?;
                "again"
            }
            None => {
                give_up(&mut tx, services, job, &why).await?;
                "dead"
            }
        },
        Run::More => {
            tx.postpone_job(job, now, false, "").await?;
            "more"
        }
        Run::Dead(why) => {
            give_up(&mut tx, services, job, &why).await?;
            "dead"
        }
    };
    services.commit(tx).await?;
    services.metrics.job(job.kind.as_str(), word);
    tracing::info!(job.kind = job.kind.as_str(), job.id, job.attempts, outcome = word, "job run");
    Ok(())
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
        (JobKind::MailConfirm, Some(comment)) => mail_confirm(services, &site, comment).await,
        (kind @ (JobKind::MailWaiting | JobKind::MailFlagged), _) => {
            match job.payload.get(MODERATOR).and_then(serde_json::Value::as_i64) {
                Some(moderator) => mail_queue(services, &site, kind, ModeratorId(moderator)).await,
                None => mail_each_moderator(services, &site, kind).await,
            }
        }
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

async fn mail_confirm(services: &Arc<Services>, site: &Site, id: CommentId) -> Result<Run, Failure> {
    let Some(comment) = services.store.desk_comment(site.id, id).await? else { return Ok(Run::Done) };
    if comment.email_confirmed {
        return Ok(Run::Done);
    }
    let Some(sealed) = services.store.sealed_email(site.id, id).await? else { return Ok(Run::Done) };
    let to = services.keys.open_email(site.id, &sealed)?;
    let token = Token::new(TokenKind::Mail, site.id, &*services.random);
    let now = services.now();
    let link = MailLink { purpose: Purpose::ConfirmEmail, comment: id };
    let mut tx = services.store.begin().await?;
    tx.insert_mail_token(site.id, &token.hash(), &link, now, now.plus(CONFIRM_LIFE)).await?;
    services.commit(tx).await?;
    let address = format!("{}/m/{}", services.settings.public_url, token.expose());
    let letter = ConfirmMail {
        words: services.i18n.words_with(site.policy.lang, &site.texts),
        site: &site.name,
        name: &comment.name,
        link: &address,
        hours: CONFIRM_LIFE / Timestamp::HOUR,
    };
    send(services, to, letter.subject(), letter.render()).await
}

/// In the payload of a mail to one moderator.
const MODERATOR: &str = "moderator";

/// One mail to each moderator of the site who can be reached; a job for each, so that one whose mail server
/// is down does not bring the others their mail again.
async fn mail_each_moderator(services: &Arc<Services>, site: &Site, kind: JobKind) -> Result<Run, Failure> {
    let moderators = services.store.moderators().await?;
    let mut tx = services.store.begin().await?;
    for (moderator, _) in moderators.iter().filter(|(m, _)| !m.disabled && m.role_at(site.id).is_some()) {
        let payload = serde_json::json!({ MODERATOR: moderator.id.0 });
        let run_at = services.now();
        tx.add_job(&NewJob { site: site.id, kind, comment: None, payload, run_at }).await?;
    }
    services.commit(tx).await?;
    Ok(Run::Done)
}

/// Tells one moderator what has waited longest in a queue, if something still does.
async fn mail_queue(services: &Arc<Services>, site: &Site, kind: JobKind, id: ModeratorId) -> Result<Run, Failure> {
    let queue = if kind == JobKind::MailFlagged { Queue::Flagged } else { Queue::Of(Status::Pending) };
    let waiting = services.store.tally(site.id).await?.of(queue);
    let oldest = services.store.queue(site.id, queue, None, 1).await?;
    let moderators = services.store.moderators().await?;
    match (oldest.first(), moderators.iter().find(|(m, _)| m.id == id && !m.disabled)) {
        (Some(comment), Some((_, sealed))) => {
            waiting_letter(services, site, (queue, waiting), comment, services.account_email(sealed)?).await
        }
        _ => Ok(Run::Done),
    }
}

async fn waiting_letter(
    services: &Services,
    site: &Site,
    (queue, waiting): (Queue, i64),
    comment: &DeskComment,
    to: Email,
) -> Result<Run, Failure> {
    let words = services.i18n.words(site.policy.lang.at_desk());
    let plain = text::render(&comment.source).map(|r| r.plain).unwrap_or_default();
    let link = format!("{}/desk/{}/queue", services.settings.public_url, site.key.as_str());
    let (link, reasons) = if queue == Queue::Flagged {
        let flags = services.store.open_flags(site.id, &[comment.id]).await?;
        let mut reasons: Vec<_> = flags.iter().map(|f| words.t(&format!("report-{}", f.reason.as_str()))).collect();
        reasons.sort();
        reasons.dedup();
        (format!("{link}?status=flagged"), reasons)
    } else {
        (link, comment.verdict.signals.iter().map(|s| words.signal(s)).collect())
    };
    let title = comment.thread_title.as_deref().unwrap_or(&comment.thread_key);
    let (site, name) = (site.name.as_str(), comment.name.as_str());
    let letter = WaitingMail { words, queue, site, title, name, text: &plain, reasons, link: &link, waiting };
    send(services, to, letter.subject(), letter.render()).await
}

async fn send(
    services: &Services,
    to: Email,
    subject: String,
    body: Result<String, askama::Error>,
) -> Result<Run, Failure> {
    let body = body.map_err(|e| Failure::Defect(e.to_string()))?;
    Ok(match services.mailer.send(&Mail { to, subject, body }).await {
        Ok(()) => Run::Done,
        Err(MailError::Later) => Run::Again { why: MailError::Later.to_string(), after: None, spent: true },
        // Without a mail server there is nothing to wait for.
        Err(MailError::Off) => Run::Done,
        Err(refused) => Run::Dead(refused.to_string()),
    })
}
