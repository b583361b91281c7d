//! Sites: made and set up, from the command line and at the desk alike.
//!
//! Every change is one decision in the audit log with what was and what is, by the settings' names. A secret is in no
//! log and no error: of the Akismet key only whether there is one. What stands in the configuration file is the
//! operator's and cannot be changed here; what can be changed here cannot stand there.

mod akismet;
mod change;
mod value;

use std::sync::Arc;

pub use akismet::{
    ask_about_account, ask_about_key, ask_about_usage, note_key, plan_account_checks, verify_akismet_key,
};
pub use change::{Change, Changed, Collision, take_back};
pub use value::shown;

use crate::domain::clock::Timestamp;
use crate::domain::moderator::{Actor, ModeratorId, Role};
use crate::domain::policy::{Why, Wrong};
use crate::domain::site::{Origin, Site, SiteId, SiteKey};
use crate::services::{Failure, Services};
use crate::store;
use crate::store::audit::{About, NewDecision};

/// Why a site cannot be made or changed; one sentence each.
#[derive(Debug, thiserror::Error)]
pub enum NotSet {
    #[error("a site with the key {0:?} exists already")]
    Exists(String),
    #[error("there is no site with the key {0:?}")]
    NoSite(String),
    /// Every wrong value; nothing was changed.
    #[error("{}", sentences(.0))]
    Wrong(Vec<Wrong>),
    /// The site was changed since the form was made; nothing was changed now.
    #[error("the site was changed in the meantime")]
    Collision(Collision),
    #[error(transparent)]
    Failed(#[from] Failure),
}

impl From<store::Error> for NotSet {
    fn from(error: store::Error) -> Self {
        Self::Failed(error.into())
    }
}

fn sentences(wrong: &[Wrong]) -> String {
    wrong.iter().map(Wrong::to_string).collect::<Vec<_>>().join("; ")
}

/// Makes a site with these origins and settings, all or nothing.
pub async fn add(
    services: &Services,
    key: &SiteKey,
    name: &str,
    origins: &[Origin],
    settings: &[(String, String)],
) -> Result<Site, NotSet> {
    make(services, key, name, origins, settings, None).await
}

/// The same while Svar is set up: whoever does that owns it.
pub async fn add_first(
    services: &Services,
    key: &SiteKey,
    name: &str,
    origins: &[Origin],
    settings: &[(String, String)],
    owner: ModeratorId,
) -> Result<Site, NotSet> {
    make(services, key, name, origins, settings, Some(owner)).await
}

/// Notes that a page of the site asked for its thread, and whether it said its address. Each is noted once.
pub async fn note_embed(services: &Services, site: SiteId, article: bool) -> Result<(), Failure> {
    let seen = services.store.embed_seen(site).await?;
    if seen.script.is_some() && (seen.article.is_some() || !article) {
        return Ok(());
    }
    let mut tx = services.store.begin().await?;
    tx.note_embed(site, article, services.now()).await?;
    services.commit(tx).await
}

/// The same at the desk: whoever makes it owns it.
pub async fn add_owned(
    services: &Arc<Services>,
    key: &str,
    name: &str,
    origin: &str,
    owner: ModeratorId,
) -> Result<Site, NotSet> {
    let mut wrong = Vec::new();
    let parsed = SiteKey::parse(key.trim()).map_err(|_| Wrong::new("key", key, Why::SiteKey));
    let parsed = parsed.map_err(|e| wrong.push(e)).ok();
    wrong.extend(value::site_name(name).err());
    let origins = value::some_origin(origin).map_err(|e| wrong.push(e)).unwrap_or_default();
    let Some(parsed) = parsed.filter(|_| wrong.is_empty()) else { return Err(NotSet::Wrong(wrong)) };
    let (services, name) = (services.clone(), name.to_owned());
    let made = crate::moderation::to_its_end(async move {
        match make(&services, &parsed, &name, &origins, &[], Some(owner)).await {
            Err(NotSet::Failed(failure)) => Err(failure),
            other => Ok(other),
        }
    })
    .await?;
    made.map_err(|refused| match refused {
        NotSet::Exists(key) => NotSet::Wrong(vec![Wrong::new("key", &key, Why::Taken)]),
        other => other,
    })
}

async fn make(
    services: &Services,
    key: &SiteKey,
    name: &str,
    origins: &[Origin],
    settings: &[(String, String)],
    owner: Option<ModeratorId>,
) -> Result<Site, NotSet> {
    let name = value::site_name(name).map_err(|wrong| NotSet::Wrong(vec![wrong]))?;
    let mut tx = services.store.begin().await?;
    let id = tx.insert_site(key, &name, origins, services.now()).await.map_err(|e| match e {
        store::Error::Conflict => NotSet::Exists(key.as_str().to_owned()),
        other => other.into(),
    })?;
    let mut site = Site {
        id,
        key: key.clone(),
        name,
        origins: origins.to_vec(),
        policy: Default::default(),
        texts: Default::default(),
        akismet_key: None,
        created: services.now(),
        version: 1,
    };
    let wrong = value::apply(services, &mut site, settings)?;
    if !wrong.is_empty() {
        return Err(NotSet::Wrong(wrong));
    }
    tx.update_site(&site).await?;
    change::put_texts(&mut tx, &site, settings).await?;
    if let Some(owner) = owner {
        tx.set_role(id, owner, Role::Owner).await?;
    }
    let actor = owner.map_or(Actor::System, Actor::Moderator);
    record_made(&mut tx, &site, actor, services.now()).await?;
    services.commit(tx).await?;
    site.version += 1;
    Ok(site)
}

async fn record_made(tx: &mut store::Tx, site: &Site, actor: Actor, now: Timestamp) -> Result<(), Failure> {
    let after = serde_json::json!({"name": site.name, "origin": value::shown(site, "origin")});
    let decision = NewDecision { after: Some(after), ..NewDecision::new(site.id, About::Site, actor, "site-add", now) };
    tx.record_decision(&decision).await?;
    Ok(())
}

/// Changes settings of a site from the command line; with one that is wrong, none is changed.
pub async fn set(services: &Services, key: &SiteKey, settings: &[(String, String)]) -> Result<Site, NotSet> {
    let no_site = || NotSet::NoSite(key.as_str().to_owned());
    let site = services.store.site(key).await?.ok_or_else(no_site)?;
    let change = Change { settings, by: Actor::System, seen: None };
    Ok(change::write(services, site.id, &change).await?.site)
}

/// Changes settings of a site at the desk, as one step of its moderator. `seen`: the version of the site that the form
/// was made from.
///
/// # Errors
/// [`NotSet::Wrong`] with every value that is wrong, [`NotSet::Collision`] where somebody was faster; then nothing
/// is changed.
pub async fn change(
    services: &Arc<Services>,
    site: &Site,
    settings: Vec<(String, String)>,
    by: ModeratorId,
    seen: i64,
) -> Result<Changed, NotSet> {
    let (services, id) = (services.clone(), site.id);
    let changed = crate::moderation::to_its_end(async move {
        let change = Change { settings: &settings, by: Actor::Moderator(by), seen: Some(seen) };
        match change::write(&services, id, &change).await {
            Err(NotSet::Failed(failure)) => Err(failure),
            other => Ok(other),
        }
    });
    changed.await?
}
