//! What moderators do about a person: note, trust, and look at the address where their role lets them.
//!
//! Trust changes no comment that is there; it counts when the person writes again and proves to be who they are
//! (`posting::policy::is_known`). An e-mail address leaves here only through [`email_of`].

use std::sync::Arc;

use serde_json::json;

use super::to_its_end;
use crate::domain::author::Email;
use crate::domain::clock::Timestamp;
use crate::domain::moderator::{Actor, ModeratorId};
use crate::domain::normal;
use crate::domain::person::PersonId;
use crate::domain::site::Site;
use crate::services::{Failure, Services};
use crate::store::Tx;
use crate::store::audit::{About, Done, NewDecision, StepId};
use crate::store::persons::Person;

/// A note's text: 1 to 2,000 characters (code points).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteText(String);

/// Why a note cannot be kept. The sentence is `desk-note-{word}`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoteError {
    Empty,
    /// By how many characters.
    TooLong(usize),
}

impl NoteText {
    pub const MOST: usize = 2_000;

    pub fn parse(raw: &str) -> Result<Self, NoteError> {
        let text = normal::text(raw);
        match text.chars().count() {
            0 => Err(NoteError::Empty),
            n if n > Self::MOST => Err(NoteError::TooLong(n - Self::MOST)),
            _ => Ok(Self(text)),
        }
    }
}

/// A write about one person that has begun.
struct Deed {
    tx: Tx,
    person: Person,
    step: StepId,
    now: Timestamp,
}

impl Deed {
    /// `None` when there is no such person at this site.
    async fn begin(
        services: &Services,
        site: &Site,
        person: PersonId,
        moderator: ModeratorId,
        action: &'static str,
    ) -> Result<Option<Self>, Failure> {
        let Some(person) = services.store.person(site.id, person).await? else { return Ok(None) };
        let now = services.now();
        let mut tx = services.store.begin().await?;
        tx.lock_site(site.id).await?;
        let step = tx.begin_step(site.id, moderator, action, None, now).await?;
        Ok(Some(Self { tx, person, step, now }))
    }

    async fn end(
        mut self,
        services: &Services,
        site: &Site,
        moderator: ModeratorId,
        action: &'static str,
        after: Option<serde_json::Value>,
    ) -> Result<StepId, Failure> {
        let about = About::Person(self.person.email());
        let new = NewDecision::new(site.id, about, Actor::Moderator(moderator), action, self.now);
        self.tx.record_decision(&NewDecision { step: Some(self.step), after, ..new }).await?;
        self.tx.end_step(site.id, self.step, 1).await?;
        services.commit(self.tx).await?;
        Ok(self.step)
    }
}

/// Trusts a person, or no more. `None` when there is no such person, or it is so already.
pub async fn set_trust(
    services: &Arc<Services>,
    site: &Arc<Site>,
    person: PersonId,
    trusted: bool,
    moderator: ModeratorId,
) -> Result<Option<StepId>, Failure> {
    let (services, site) = (services.clone(), site.clone());
    to_its_end(async move {
        let action = trust_word(trusted);
        let Some(mut deed) = Deed::begin(&services, &site, person, moderator, action).await? else { return Ok(None) };
        let (email, by) = (deed.person.email(), trusted.then_some(moderator));
        if !deed.tx.set_trust(site.id, &email, by, deed.now).await? {
            deed.tx.rollback().await?;
            return Ok(None);
        }
        deed.end(&services, &site, moderator, action, None).await.map(Some)
    })
    .await
}

fn trust_word(trusted: bool) -> &'static str {
    if trusted { "trust" } else { "distrust" }
}

/// Notes something about a person, for the team. `None` when there is no such person.
pub async fn add_note(
    services: &Arc<Services>,
    site: &Arc<Site>,
    person: PersonId,
    text: NoteText,
    moderator: ModeratorId,
) -> Result<Option<StepId>, Failure> {
    let (services, site) = (services.clone(), site.clone());
    to_its_end(async move {
        let Some(mut deed) = Deed::begin(&services, &site, person, moderator, "note").await? else { return Ok(None) };
        let id = deed.tx.insert_note(site.id, person, moderator, &text.0, deed.now).await?;
        deed.end(&services, &site, moderator, "note", Some(json!({"note": id}))).await.map(Some)
    })
    .await
}

/// Takes one's own note away. `None` when it is not there, or somebody else's.
pub async fn delete_note(
    services: &Arc<Services>,
    site: &Arc<Site>,
    person: PersonId,
    note: i64,
    moderator: ModeratorId,
) -> Result<Option<StepId>, Failure> {
    let (services, site) = (services.clone(), site.clone());
    to_its_end(async move {
        let Some(mut deed) = Deed::begin(&services, &site, person, moderator, "unnote").await? else { return Ok(None) };
        let email = deed.person.email();
        if !deed.tx.hide_note(site.id, &email, note, moderator, Some(deed.now)).await? {
            deed.tx.rollback().await?;
            return Ok(None);
        }
        deed.end(&services, &site, moderator, "unnote", Some(json!({"note": note}))).await.map(Some)
    })
    .await
}

/// Takes back what was done about a person; the log gets the opposite word. What the person's erasure took is gone.
pub(super) async fn take_back(
    tx: &mut Tx,
    site: &Site,
    done: &Done,
    moderator: ModeratorId,
    now: Timestamp,
) -> Result<(), Failure> {
    let Some(email) = done.person.clone() else { return Ok(()) };
    let note = done.after.as_ref().and_then(|after| after.get("note")?.as_i64());
    let (changed, action) = match (done.action.as_str(), note) {
        ("trust", _) => (tx.set_trust(site.id, &email, None, now).await?, "distrust"),
        ("distrust", _) => (tx.set_trust(site.id, &email, Some(moderator), now).await?, "trust"),
        ("note", Some(note)) => (tx.hide_note(site.id, &email, note, moderator, Some(now)).await?, "unnote"),
        ("unnote", Some(note)) => (tx.hide_note(site.id, &email, note, moderator, None).await?, "note"),
        _ => return Ok(()),
    };
    if changed {
        let about = About::Person(email);
        tx.record_decision(&NewDecision::new(site.id, about, Actor::Moderator(moderator), action, now)).await?;
    }
    Ok(())
}

/// A person's e-mail address, for those who may see one: the caller has asked for their role. That this moderator has
/// seen it is in the audit log before it is shown.
pub async fn email_of(
    services: &Services,
    site: &Site,
    person: PersonId,
    moderator: ModeratorId,
) -> Result<Option<Email>, Failure> {
    let Some(person) = services.store.person(site.id, person).await? else { return Ok(None) };
    let mut tx = services.store.begin().await?;
    tx.lock_site(site.id).await?;
    let Some(sealed) = tx.sealed_email_of(site.id, &person.email()).await? else {
        tx.rollback().await?;
        return Ok(None);
    };
    let email = services.keys.open_email(site.id, &sealed)?;
    let (about, actor) = (About::Person(person.email()), Actor::Moderator(moderator));
    tx.record_decision(&NewDecision::new(site.id, about, actor, "email-shown", services.now())).await?;
    services.commit(tx).await?;
    Ok(Some(email))
}
