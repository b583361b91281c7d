//! What belongs to one person: giving it to them, and erasing it (GDPR articles 15, 17 and 20).

use std::collections::BTreeSet;

use serde::Serialize;

use crate::domain::author::Email;
use crate::domain::ban::Range;
use crate::domain::clock::Timestamp;
use crate::domain::comment::{CommentId, Status};
use crate::domain::moderator::{Actor, ModeratorId};
use crate::domain::sealed::KeyedHash;
use crate::domain::site::Site;
use crate::i18n::rfc3339;
use crate::posting::reaction::{self, OpenContact};
use crate::services::{Failure, Services};
use crate::store::audit::{About, NewDecision};
use crate::store::flags::PersonFlag;
use crate::store::people::{Erased, PersonComment};
use crate::store::statuses::{Before, Change};
use crate::text;

/// Everything about one person at one site, readable by people and machines.
#[derive(Debug, Serialize)]
pub struct PersonExport {
    pub site: String,
    pub email: String,
    pub comments: Vec<PersonEntry>,
    /// Reports of others' comments that name this address.
    pub reports: Vec<PersonReport>,
    /// What the team has noted.
    pub notes: Vec<PersonNote>,
    /// Since when a moderator trusts this person.
    pub trusted: Option<String>,
}

#[derive(Debug, Serialize)]
pub struct PersonNote {
    pub text: String,
    pub created: String,
}

#[derive(Debug, Serialize)]
pub struct PersonReport {
    pub comment: i64,
    pub reason: String,
    pub note: String,
    pub name: Option<String>,
    pub created: String,
}

#[derive(Debug, Serialize)]
pub struct PersonEntry {
    pub id: i64,
    pub article: String,
    pub article_title: Option<String>,
    pub status: String,
    pub name: String,
    pub website: Option<String>,
    pub email_confirmed: bool,
    pub wants_mail: bool,
    /// Truncated; the whole address is not kept.
    pub address: Option<String>,
    pub text: String,
    pub html: String,
    pub created: String,
    pub edited: Option<String>,
    /// What Akismet was told, while that is kept.
    pub sent_to_akismet: Option<serde_json::Value>,
}

/// Everything stored about this address, at every site and whatever the status, spam and trash too.
pub async fn export(services: &Services, email: &Email) -> Result<Vec<PersonExport>, Failure> {
    let mut all = Vec::new();
    for site in services.store.sites().await? {
        let export = export_at(services, &site, email).await?;
        // Notes and trust are there only as long as a comment is.
        if !export.comments.is_empty() || !export.reports.is_empty() {
            all.push(export);
        }
    }
    Ok(all)
}

/// The same of one site.
async fn export_at(services: &Services, site: &Site, email: &Email) -> Result<PersonExport, Failure> {
    let hash = services.keys.email_hash(site.id, email);
    let rows = services.store.comments_of(site.id, &hash).await?;
    let comments = rows.into_iter().map(|row| entry(services, site, row)).collect::<Result<Vec<_>, _>>()?;
    let flags = services.store.flags_of(site.id, &hash).await?;
    let reports = flags.into_iter().map(|flag| report(services, site, flag)).collect::<Result<Vec<_>, _>>()?;
    let notes = services.store.notes_about(site.id, &hash).await?;
    let notes = notes.into_iter().map(|(text, at)| PersonNote { text, created: rfc3339(Timestamp(at)) }).collect();
    let trusted = services.store.trusted_since(site.id, &hash).await?.map(rfc3339);
    let (site, email) = (site.key.as_str().to_owned(), email.expose().to_owned());
    Ok(PersonExport { site, email, comments, reports, notes, trusted })
}

/// One site's data about a person, for an owner who hands it to them. That it was handed out is in the audit log
/// before it is; whose they are is not.
pub async fn hand_out(
    services: &Services,
    site: &Site,
    email: &Email,
    moderator: ModeratorId,
) -> Result<PersonExport, Failure> {
    record(services, site, moderator, "person-export").await?;
    export_at(services, site, email).await
}

/// Erases a person at one site, at the wish that an owner was told of. Whom, is in no log.
pub async fn erase_at_desk(
    services: &Services,
    site: &Site,
    email: &Email,
    moderator: ModeratorId,
) -> Result<usize, Failure> {
    let erased = erase_at(services, site, email).await?;
    record(services, site, moderator, "person-erase").await?;
    Ok(erased)
}

async fn record(services: &Services, site: &Site, moderator: ModeratorId, action: &'static str) -> Result<(), Failure> {
    let mut tx = services.store.begin().await?;
    tx.lock_site(site.id).await?;
    let actor = Actor::Moderator(moderator);
    tx.record_decision(&NewDecision::new(site.id, About::Site, actor, action, services.now())).await?;
    services.commit(tx).await
}

fn entry(services: &Services, site: &Site, row: PersonComment) -> Result<PersonEntry, Failure> {
    let sent = match row.sealed_request() {
        Some(sealed) => serde_json::to_value(services.open_check(site, &sealed)?).ok(),
        None => None,
    };
    let html = crate::text::from_store(&row.html()).as_str().to_owned();
    Ok(PersonEntry {
        id: row.id,
        article: row.thread_url.unwrap_or(row.thread_key),
        article_title: row.thread_title,
        status: row.status,
        name: row.name,
        website: row.website,
        email_confirmed: row.email_confirmed,
        wants_mail: row.notify,
        address: row.address_prefix,
        text: row.source,
        html,
        created: rfc3339(Timestamp(row.created)),
        edited: row.edited.map(|t| rfc3339(Timestamp(t))),
        sent_to_akismet: sent,
    })
}

fn report(services: &Services, site: &Site, flag: PersonFlag) -> Result<PersonReport, Failure> {
    let name = match flag.contact() {
        Some(sealed) => reaction::open_contact(services, site, &sealed)?.name,
        None => None,
    };
    let created = rfc3339(Timestamp(flag.created));
    Ok(PersonReport { comment: flag.comment_id, reason: flag.reason, note: flag.note, name, created })
}

/// Somebody who gave notice that a comment is illegal, and wants an answer. A secret, so there is no `Debug`.
pub struct Reporter {
    pub since: Timestamp,
    pub contact: OpenContact,
}

/// Who gave notice that a comment is illegal, while that is kept. Only for those who answer such notices
/// (Digital Services Act, article 16): the caller has asked for their role. That this moderator has seen it is
/// in the audit log before anything is shown.
pub async fn reporters(
    services: &Services,
    site: &Site,
    id: CommentId,
    moderator: ModeratorId,
) -> Result<Vec<Reporter>, Failure> {
    let mut tx = services.store.begin().await?;
    let open = |(since, sealed)| {
        let contact = reaction::open_contact(services, site, &sealed)?;
        Ok::<_, Failure>(Reporter { since, contact })
    };
    let contacts = tx.contacts(site.id, id).await?;
    let reporters = contacts.into_iter().map(open).collect::<Result<Vec<_>, _>>()?;
    if reporters.is_empty() {
        tx.rollback().await?;
        return Ok(reporters);
    }
    tx.record_decision(&NewDecision::new(
        site.id,
        About::Comment(id),
        Actor::Moderator(moderator),
        "flag-contact",
        services.now(),
    ))
    .await?;
    services.commit(tx).await?;
    Ok(reporters)
}

/// Erases everything of this address, whatever the status. What was published keeps its place under a
/// neutral name, so that the answers to it stay; what was not published goes to the trash, empty.
/// Returns how many comments and reports were erased.
pub async fn erase(services: &Services, email: &Email) -> Result<usize, Failure> {
    let mut erased = 0;
    for site in services.store.sites().await? {
        erased += erase_at(services, &site, email).await?;
    }
    Ok(erased)
}

/// The same at one site.
async fn erase_at(services: &Services, site: &Site, email: &Email) -> Result<usize, Failure> {
    let hash = services.keys.email_hash(site.id, email);
    let rows = services.store.comments_of(site.id, &hash).await?;
    let words = services.i18n.words_with(site.policy.lang, &site.texts);
    // First, while the comments still say which addresses were theirs.
    let mut tx = services.store.begin().await?;
    tx.unname_bans(site.id, &hash, &ranges(services, site, &rows), &words.t("erased-name")).await?;
    tx.erase_person(site.id, &hash).await?;
    let reports = tx.erase_flags(site.id, &hash).await?;
    services.commit(tx).await?;
    for row in &rows {
        erase_one(services, site, CommentId(row.id), &words.t("erased-name"), &words.t("erased-text")).await?;
    }
    Ok(rows.len() + usize::try_from(reports).unwrap_or(0))
}

/// The hashes of the ranges of client addresses that these comments came from, as far as that is kept.
fn ranges(services: &Services, site: &Site, rows: &[PersonComment]) -> Vec<KeyedHash> {
    let prefixes: BTreeSet<&str> = rows.iter().filter_map(|row| row.address_prefix.as_deref()).collect();
    let ranges = prefixes.into_iter().flat_map(Range::around);
    ranges.map(|range| crate::posting::bans::range_hash(services, site, &range)).collect()
}

async fn erase_one(services: &Services, site: &Site, id: CommentId, name: &str, body: &str) -> Result<(), Failure> {
    let now = services.now();
    let rendered = text::render(body).map_err(|_| Failure::Defect("the erased text cannot be rendered".into()))?;
    let html = text::to_store(&rendered.html);
    let mut tx = services.store.begin().await?;
    tx.lock_site(site.id).await?;
    let Some(current) = tx.current(site.id, id).await? else { return Ok(()) };
    // What the person's words taught the local filter goes with them (GDPR article 17).
    tx.unteach(site.id, id).await?;
    let to = if current.status == Status::Approved { Status::Approved } else { Status::Trash };
    if to != current.status {
        let change =
            Change { to, decided: true, withdrawn: current.withdrawn, verdict: None, now, before: Before::Follow };
        tx.change_status(site.id, &current, &change).await?;
    }
    // Every text says the same, so the hash must not make them duplicates of each other.
    let text_hash = crate::keys::digest(&[b"erased", &id.0.to_be_bytes()]);
    let erased = Erased { name, source: body, html: &html, text_hash: &text_hash, now };
    tx.erase_comment(site.id, id, &erased).await?;
    tx.record_decision(&NewDecision {
        from: Some(current.status),
        to: Some(to),
        ..NewDecision::new(site.id, About::Comment(id), Actor::System, "erase", now)
    })
    .await?;
    services.commit(tx).await
}
