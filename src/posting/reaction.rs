//! What readers do about others' comments: recommend them, and report them to the editors.
//!
//! Both need a form token of the comment's own thread, so that a script has at least to read the page, and
//! both count once a client. Neither ever says who somebody is: what is kept is a hash of the client and
//! this one comment, so that not even two votes of one reader can be brought together.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{NotDone, to_its_end};
use crate::domain::clock::Timestamp;
use crate::domain::comment::{CommentId, Status};
use crate::domain::error::{FieldCode, FieldError, Refusal};
use crate::domain::flag::{Contact, Flag, FlagDraft, Reason};
use crate::domain::sealed::{KeyedHash, Sealed};
use crate::domain::site::Site;
use crate::domain::submission::{FormToken, Visit};
use crate::keys::digest;
use crate::services::{Failure, Services};
use crate::spam::bans::Subject;
use crate::store::flags::NewFlag;

/// How many votes a comment has, and whether this reader's is among them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Voted {
    pub votes: i64,
    pub voted: bool,
}

/// Gives this reader's vote, or takes it back. The same wish twice changes nothing. Runs to its end even
/// when the client hangs up.
pub async fn vote(
    services: &Arc<Services>,
    site: &Arc<Site>,
    id: CommentId,
    to: bool,
    token: String,
    visit: Visit,
) -> Result<Voted, NotDone> {
    let (services, site) = (services.clone(), site.clone());
    to_its_end(async move { count(&services, &site, id, to, &token, &visit).await }).await
}

async fn count(
    services: &Services,
    site: &Site,
    id: CommentId,
    to: bool,
    token: &str,
    visit: &Visit,
) -> Result<Voted, NotDone> {
    if !site.policy.votes {
        return Err(Refusal::NotOffered.into());
    }
    form_is_ours(services, site, id, token).await?;
    let voter = services.keys.once_hash(site.id, "vote", id, &visit.client_key);
    let address = services.keys.address_hash(site.id, &visit.client_key);
    let source = super::bans::source(services, site, None, Some(address), Some(&visit.prefix));
    let subject = Subject::new(source, "", "", "", Vec::new());
    let mut tx = services.store.begin().await?;
    tx.lock_site(site.id).await?;
    let bans = tx.bans_near(site.id, &super::bans::near(subject.source()), services.now()).await?;
    if super::is_refused(super::bans::strictest(&bans, &subject)) {
        tx.rollback().await?;
        return Err(Refusal::Banned.into());
    }
    let votes = tx.vote(site.id, id, &voter, to, services.now()).await?.ok_or(Refusal::NotFound)?;
    services.commit(tx).await?;
    Ok(Voted { votes, voted: to })
}

/// Takes a report in. A second one from the same reader is answered like the first and changes nothing. Runs
/// to its end even when the client hangs up.
pub async fn flag(
    services: &Arc<Services>,
    site: &Arc<Site>,
    id: CommentId,
    draft: FlagDraft,
    visit: Visit,
) -> Result<(), NotDone> {
    let (services, site) = (services.clone(), site.clone());
    to_its_end(async move { report(&services, &site, id, &draft, &visit).await }).await
}

async fn report(
    services: &Services,
    site: &Site,
    id: CommentId,
    draft: &FlagDraft,
    visit: &Visit,
) -> Result<(), NotDone> {
    if !site.policy.flags {
        return Err(Refusal::NotOffered.into());
    }
    // The token first, so that a script learns nothing from what is wrong with its fields.
    form_is_ours(services, site, id, &draft.token).await?;
    let flag = Flag::parse(draft).map_err(Refusal::Fields)?;
    let contact = flag.contact.as_ref().map(|contact| seal(services, site, contact)).transpose()?;
    let reporter = reporter(services, site, id, &flag, visit);
    let mut tx = services.store.begin().await?;
    tx.lock_site(site.id).await?;
    // Bans are not asked about: whoever may not write can still be the one who is wronged, and anybody may
    // give notice of illegal content (Digital Services Act, article 16).
    let current = tx.current(site.id, id).await?.filter(|c| c.status == Status::Approved);
    current.ok_or(Refusal::NotFound)?;
    let (reason, note, now) = (flag.reason, flag.note.as_str(), services.now());
    let new = NewFlag { site: site.id, comment: id, reporter: &reporter, reason, note, contact, now };
    if tx.insert_flag(&new).await? == Some(1) {
        crate::moderation::announce_flagged(services, &mut tx, site, now).await?;
    }
    services.commit(tx).await?;
    Ok(())
}

/// By what a report counts once: the client. A notice of illegal content counts once by what it says, too: it
/// must be heard (Digital Services Act, article 16) although the same client, or somebody behind the same
/// address, has reported the comment before.
fn reporter(services: &Services, site: &Site, id: CommentId, flag: &Flag, visit: &Visit) -> KeyedHash {
    if flag.reason != Reason::Illegal {
        return services.keys.once_hash(site.id, "flag", id, &visit.client_key);
    }
    let contact = flag.contact.as_ref();
    let name = contact.and_then(|c| c.name.as_ref()).map_or("", |name| name.as_str());
    let email = contact.and_then(|c| c.email.as_ref()).map(|email| services.keys.email_hash(site.id, email));
    let email = email.as_ref().map_or(&[][..], |hash| hash.0.as_slice());
    let notice = digest(&[&visit.client_key, name.as_bytes(), email, flag.note.as_bytes()]);
    services.keys.once_hash(site.id, "flag illegal", id, &notice)
}

/// The comment can be seen, and the form was one of its thread and not too old. A young one is no matter:
/// one press of a button takes no time.
async fn form_is_ours(services: &Services, site: &Site, id: CommentId, token: &str) -> Result<(), NotDone> {
    // A page that was opened before its article moved has a form of the key of before.
    let keys = services.store.approved_in(site.id, id).await?;
    if keys.is_empty() {
        return Err(Refusal::NotFound.into());
    }
    let fits = |token| matches!(token, FormToken::Age(age) if (-Timestamp::MINUTE..=Timestamp::DAY).contains(&age));
    match keys.iter().any(|key| fits(services.keys.read_form_token(site.id, key, services.now(), token))) {
        true => Ok(()),
        false => Err(Refusal::Fields(vec![FieldError::new("token", FieldCode::TokenInvalid)]).into()),
    }
}

/// A contact in clear; sealed wherever it is kept. A secret, so there is no `Debug`.
#[derive(Serialize, Deserialize)]
pub struct OpenContact {
    pub name: Option<String>,
    pub email: Option<String>,
}

const PURPOSE: &str = "flag contact";

fn seal(services: &Services, site: &Site, contact: &Contact) -> Result<(Sealed, Option<KeyedHash>), Failure> {
    let plain = OpenContact {
        name: contact.name.as_ref().map(|n| n.as_str().to_owned()),
        email: contact.email.as_ref().map(|e| e.expose().to_owned()),
    };
    let plain = serde_json::to_vec(&plain).map_err(|e| Failure::Defect(e.to_string()))?;
    let sealed = services.keys.seal(&*services.random, site.id, PURPOSE, &plain)?;
    Ok((sealed, contact.email.as_ref().map(|email| services.keys.email_hash(site.id, email))))
}

/// Opens a contact: for the person whose it is, and through [`crate::privacy::reporters`].
pub fn open_contact(services: &Services, site: &Site, sealed: &Sealed) -> Result<OpenContact, Failure> {
    let plain = services.keys.open(site.id, PURPOSE, sealed)?;
    serde_json::from_slice(&plain).map_err(|_| Failure::Defect("a report's contact is damaged".into()))
}
