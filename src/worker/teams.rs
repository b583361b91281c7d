//! Mails about accounts: to the owner of one that strangers try, and to somebody who is invited.

use std::sync::Arc;

use askama::Template;

use super::letters::send;
use super::{MODERATOR, Run};
use crate::accounts::invitation;
use crate::domain::clock::Timestamp;
use crate::domain::moderator::ModeratorId;
use crate::domain::site::Site;
use crate::letters::{FailuresMail, InvitationMail};
use crate::services::{Failure, Services};
use crate::store::jobs::Job;

fn number(job: &Job, name: &str) -> Option<i64> {
    job.payload.get(name).and_then(serde_json::Value::as_i64)
}

pub async fn mail_failures(services: &Arc<Services>, site: &Site, job: &Job) -> Result<Run, Failure> {
    let (Some(id), failures) = (number(job, MODERATOR).map(ModeratorId), number(job, "failures").unwrap_or_default())
    else {
        return Ok(Run::Done);
    };
    let (moderator, sealed) = (services.store.moderator(id).await?, services.store.moderator_email(id).await?);
    let (Some(moderator), Some(sealed)) = (moderator.filter(|m| !m.disabled), sealed) else { return Ok(Run::Done) };
    let link = format!("{}/desk/profile/password", services.settings.public_url);
    let words = services.i18n.words(site.policy.lang.at_desk());
    let letter = FailuresMail { words, name: &moderator.name, failures, link: &link };
    send(services, job, services.account_email(&sealed)?, letter.subject(), letter.render()).await
}

/// The link is made here, so that it lies in no job; one that is mailed again replaces the one before.
pub async fn mail_invitation(services: &Arc<Services>, site: &Site, job: &Job) -> Result<Run, Failure> {
    let Some(id) = number(job, "invitation") else { return Ok(Run::Done) };
    // Used or revoked in the meantime: nothing to send.
    let Some((invited, link)) = invitation::link(services, site, id).await? else { return Ok(Run::Done) };
    let letter = InvitationMail {
        words: services.i18n.words(site.policy.lang.at_desk()),
        site: &site.name,
        name: &invited.by_name,
        role: invited.role,
        link: &link,
        days: invitation::LIFE / Timestamp::DAY,
    };
    send(services, job, services.account_email(&invited.email)?, letter.subject(), letter.render()).await
}
