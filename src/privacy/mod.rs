//! What is stored of a person, why and for how long; letting go of it in time; and giving it to, or
//! erasing it for, the person it belongs to (GDPR articles 13, 15, 17, 20 and 30).
//!
//! One table says it all, [`KEPT`]: the purge goes by it and the privacy page is written from it, so that
//! what is promised and what is done cannot differ.

use crate::domain::clock::Timestamp;
use crate::domain::comment::Status;
use crate::domain::policy::Policy;
use crate::domain::site::Site;
use crate::services::{Failure, Services};
use crate::store::retention::Rejected;

mod person;

pub use person::*;

/// One kind of stored data. Its words are `kept-{code}` and `kept-{code}-why` in the locale files.
pub struct Kept {
    pub code: &'static str,
    pub period: Period,
    pub at: Where,
}

/// At which sites something is stored at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Where {
    Everywhere,
    /// Where Akismet is used.
    Akismet,
    /// Where mail can be sent.
    Mail,
}

/// How long something is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Period {
    /// As long as the comment is.
    WithComment,
    Days(i64),
    /// The site's `spam_days` and `trash_days`.
    SpamDays,
    TrashDays,
    /// A ban ends when its time is over or a moderator lifts it.
    UntilLifted,
    /// Until the person is erased; the purge leaves it.
    UntilErased,
}

impl Period {
    /// Days under this policy; `None` for what has no fixed time.
    pub fn days(self, policy: &Policy) -> Option<i64> {
        match self {
            Period::WithComment | Period::UntilLifted | Period::UntilErased => None,
            Period::Days(days) => Some(days),
            Period::SpamDays => Some(i64::from(policy.spam_days)),
            Period::TrashDays => Some(i64::from(policy.trash_days)),
        }
    }
}

const fn kept(code: &'static str, period: Period) -> Kept {
    Kept { code, period, at: Where::Everywhere }
}

/// Every field that says something about a reader, with its retention.
pub const KEPT: [Kept; 21] = [
    kept("body", Period::WithComment),
    kept("name", Period::WithComment),
    kept("website", Period::WithComment),
    kept("email", Period::WithComment),
    kept("email-hash", Period::WithComment),
    kept("receipt", Period::WithComment),
    kept("address", Period::Days(30)),
    kept("answer", Period::Days(1)),
    kept("wave", Period::Days(1)),
    Kept { at: Where::Mail, ..kept("mail", Period::Days(2)) },
    // Everywhere: a site that has turned votes or reports off keeps what it was given before.
    kept("vote", Period::Days(30)),
    kept("flag", Period::WithComment),
    // As long as a decision about a report can be complained of (Digital Services Act, article 20).
    kept("flag-contact", Period::Days(183)),
    Kept { at: Where::Akismet, ..kept("akismet", Period::Days(15)) },
    Kept { at: Where::Akismet, ..kept("blatant", Period::Days(2)) },
    kept("spam", Period::SpamDays),
    kept("trash", Period::TrashDays),
    kept("ban", Period::UntilLifted),
    kept("lesson", Period::UntilErased),
    // Both go with the person's last comment (`store::persons`), as the names and the hash in that row do.
    kept("note", Period::WithComment),
    kept("trust", Period::WithComment),
];

/// The rows of the table that apply to a site.
pub fn kept_at(akismet: bool, mail: bool) -> impl Iterator<Item = &'static Kept> {
    KEPT.iter().filter(move |kept| match kept.at {
        Where::Everywhere => true,
        Where::Akismet => akismet,
        Where::Mail => mail,
    })
}

/// Sums by the day say nothing about a person; those that the desk shows no more go all the same.
const FIGURES_DAYS: i64 = 100;
const HEALTH_DAYS: i64 = 400;

/// Comments or rows in one write, so that no write waits long.
const BITE: i64 = 200;

/// How long a lifted ban of somebody's address and a deleted note can still be had back.
const TAKEN_BACK: i64 = Timestamp::DAY;

/// Lets go of everything whose time is over, at every site.
pub async fn purge(services: &Services) -> Result<(), Failure> {
    for site in services.store.sites().await? {
        for kept in &KEPT {
            if let Some(days) = kept.period.days(&site.policy) {
                purge_kind(services, &site, kept.code, days).await?;
            }
        }
        let now = services.now();
        let mut tx = services.store.begin().await?;
        tx.forget_bans(site.id, now, BITE).await?;
        let yesterday = now.plus(-TAKEN_BACK);
        tx.forget_lifted(site.id, yesterday, BITE).await?;
        tx.forget_notes(site.id, yesterday, BITE).await?;
        tx.forget_waves(site.id, now).await?;
        tx.forget_dead_jobs(site.id, now.plus(-30 * Timestamp::DAY), BITE).await?;
        tx.forget_figures(site.id, now.plus(-FIGURES_DAYS * Timestamp::DAY)).await?;
        tx.forget_health(site.id, now.plus(-HEALTH_DAYS * Timestamp::DAY)).await?;
        services.commit(tx).await?;
    }
    let mut tx = services.store.begin().await?;
    tx.forget_sessions(services.now().plus(-2 * Timestamp::DAY)).await?;
    tx.forget_devices(services.now().plus(-90 * Timestamp::DAY)).await?;
    tx.forget_invitations(services.now()).await?;
    services.commit(tx).await
}

async fn purge_kind(services: &Services, site: &Site, code: &str, days: i64) -> Result<(), Failure> {
    let before = services.now().plus(-days * Timestamp::DAY);
    loop {
        let mut tx = services.store.begin().await?;
        tx.lock_site(site.id).await?;
        let done = match code {
            "address" => {
                let reporters = tx.forget_reporters(site.id, before, BITE).await?;
                reporters.max(tx.forget_addresses(site.id, before, BITE).await?)
            }
            "vote" => tx.forget_votes(site.id, before, BITE).await?,
            "flag-contact" => tx.forget_contacts(site.id, before, BITE).await?,
            "akismet" => tx.forget_check_requests(site.id, before, BITE).await?,
            "answer" => tx.forget_answers(site.id, before, BITE).await?,
            "mail" => tx.forget_mail_tokens(site.id, services.now(), BITE).await?,
            "spam" => purge_rejected(&mut tx, site, Rejected::Spam, before).await?,
            "blatant" => purge_rejected(&mut tx, site, Rejected::BlatantSpam, before).await?,
            "trash" => purge_rejected(&mut tx, site, Rejected::Trash, before).await?,
            _ => 0,
        };
        services.commit(tx).await?;
        if done < BITE as u64 {
            return Ok(());
        }
    }
}

async fn purge_rejected(
    tx: &mut crate::store::Tx,
    site: &Site,
    kind: Rejected,
    before: Timestamp,
) -> Result<u64, Failure> {
    let ids = tx.rejected_before(site.id, kind, before, BITE).await?;
    let status = match kind {
        Rejected::Spam | Rejected::BlatantSpam => Status::Spam,
        Rejected::Trash => Status::Trash,
    };
    for id in &ids {
        tx.purge_comment(site.id, *id, status).await?;
    }
    Ok(ids.len() as u64)
}
