//! Mails about comments: to their authors, and to the moderators about what waits.

use std::sync::Arc;

use askama::Template;

use super::{MODERATOR, Run};
use crate::domain::author::Email;
use crate::domain::clock::Timestamp;
use crate::domain::comment::{CommentId, DeskComment, Queue, Status};
use crate::domain::moderator::ModeratorId;
use crate::domain::site::Site;
use crate::keys::digest;
use crate::keys::tokens::{Token, TokenKind};
use crate::letters::{ConfirmMail, WaitingMail};
use crate::mail::{Mail, MailError};
use crate::services::{Failure, Services};
use crate::store::jobs::{Job, JobKind, NewJob};
use crate::store::tokens::{MailLink, Purpose};
use crate::text;

const CONFIRM_LIFE: i64 = 48 * Timestamp::HOUR;

pub async fn mail_confirm(services: &Arc<Services>, site: &Site, job: &Job, id: CommentId) -> Result<Run, Failure> {
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
    send(services, job, to, letter.subject(), letter.render()).await
}

/// One mail to each moderator of the site who can be reached; a job for each, so that one whose mail server
/// is down does not bring the others their mail again. They replace this one in one write, so that nobody gets
/// two when the program ends in between.
async fn mail_each_moderator(services: &Arc<Services>, site: &Site, job: &Job) -> Result<Run, Failure> {
    let moderators = services.store.moderators().await?;
    let mut tx = services.store.begin().await?;
    for (moderator, _) in moderators.iter().filter(|(m, _)| !m.disabled && m.role_at(site.id).is_some()) {
        let payload = serde_json::json!({ MODERATOR: moderator.id.0 });
        let (kind, run_at) = (job.kind, services.now());
        tx.add_job(&NewJob { site: site.id, kind, comment: None, payload, run_at }).await?;
    }
    tx.finish_job(job).await?;
    services.commit(tx).await?;
    Ok(Run::Done)
}

/// What has waited longest in a queue, to each moderator or to the one whose job this is.
pub async fn mail_waiting(services: &Arc<Services>, site: &Site, job: &Job) -> Result<Run, Failure> {
    match job.payload.get(MODERATOR).and_then(serde_json::Value::as_i64) {
        Some(moderator) => mail_queue(services, site, job, ModeratorId(moderator)).await,
        None => mail_each_moderator(services, site, job).await,
    }
}

/// Tells one moderator, if something still waits.
async fn mail_queue(services: &Arc<Services>, site: &Site, job: &Job, id: ModeratorId) -> Result<Run, Failure> {
    let queue = if job.kind == JobKind::MailFlagged { Queue::Flagged } else { Queue::Of(Status::Pending) };
    let waiting = services.store.tally(site.id).await?.of(queue);
    let oldest = services.store.queue(site.id, queue, None, 1).await?;
    let moderators = services.store.moderators().await?;
    match (oldest.first(), moderators.iter().find(|(m, _)| m.id == id && !m.disabled)) {
        (Some(comment), Some((_, sealed))) => {
            waiting_letter(services, site, job, (queue, waiting), comment, services.account_email(sealed)?).await
        }
        _ => Ok(Run::Done),
    }
}

async fn waiting_letter(
    services: &Services,
    site: &Site,
    job: &Job,
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
    send(services, job, to, letter.subject(), letter.render()).await
}

/// A job whose program ended before it could note that it was done sends its mail again, as the same mail.
pub async fn send(
    services: &Services,
    job: &Job,
    to: Email,
    subject: String,
    body: Result<String, askama::Error>,
) -> Result<Run, Failure> {
    let body = body.map_err(|e| Failure::Defect(e.to_string()))?;
    let parts = [job.site.0, job.id, job.created.0].map(i64::to_be_bytes);
    let name = digest(&[b"mail", &parts.concat()]).iter().take(16).map(|byte| format!("{byte:02x}")).collect();
    Ok(match services.mailer.send(&Mail { to, subject, body, name: Some(name) }).await {
        Ok(()) => Run::Done,
        Err(MailError::Later) => Run::Again { why: MailError::Later.to_string(), after: None, spent: true },
        // Without a mail server there is nothing to wait for.
        Err(MailError::Off) => Run::Done,
        Err(refused) => Run::Dead(refused.to_string()),
    })
}
