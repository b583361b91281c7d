//! Asking Akismet about a key, and what came of it.

use secrecy::SecretString;

use super::{NotSet, value};
use crate::domain::clock::Timestamp;
use crate::domain::site::{Site, SiteId};
use crate::services::{Failure, Services};
use crate::spam::akismet::{Credentials, Trouble};
use crate::store::jobs::{JobKind, NewJob};
use crate::store::settings::AkismetState;

/// What Akismet says of a key for a site: accepted or not, or why there is no answer.
pub type Verified = Result<bool, Trouble>;

/// What Akismet says of the key that this site uses; `None` when it uses none.
pub async fn verify_akismet_key(services: &Services, site: &Site) -> Result<Option<Verified>, Failure> {
    let Some(key) = services.akismet_key_set(site)? else { return Ok(None) };
    Ok(Some(ask(services, site, &key).await))
}

/// The same of a key that is not saved yet; `None` for an empty one.
///
/// # Errors
/// [`NotSet::Wrong`] for what cannot be a key; then nobody is asked.
pub async fn ask_about_key(services: &Services, site: &Site, key: &str) -> Result<Option<Verified>, NotSet> {
    match value::akismet_key(key).map_err(|wrong| NotSet::Wrong(vec![wrong]))? {
        Some(key) => Ok(Some(ask(services, site, &SecretString::from(key)).await)),
        None => Ok(None),
    }
}

async fn ask(services: &Services, site: &Site, key: &SecretString) -> Verified {
    let blog = crate::checking::blog(site);
    services.akismet.verify_key(Credentials { key, blog: &blog }, services.settings.akismet_budget).await
}

/// Keeps what came of the last question, for the desk; `None`: there is no key of the site's own to ask about.
pub async fn note_key(services: &Services, site: SiteId, verified: Option<&Verified>) -> Result<(), Failure> {
    let outcome = verified.map(|verified| match verified {
        Ok(true) => "valid",
        Ok(false) => "invalid",
        Err(trouble) => trouble.as_str(),
    });
    let mut tx = services.store.begin().await?;
    tx.put_akismet_outcome(site, outcome, services.now()).await?;
    services.commit(tx).await
}

/// Plans the daily question about each key that is used. A site that was asked about lately, or whose question waits
/// already, is left alone, so any number of nodes may call this as often as they like.
pub async fn plan_account_checks(services: &Services) -> Result<(), Failure> {
    for site in services.store.sites().await? {
        if services.akismet_key(&site)?.is_none() || !is_due(services, &site).await? {
            continue;
        }
        let (kind, run_at) = (JobKind::AkismetAccount, services.now());
        let mut tx = services.store.begin().await?;
        tx.lock_site(site.id).await?;
        // Asked in this order: whoever has just done it has noted it before the job was gone.
        if !tx.is_planned(site.id, kind).await? && is_due(services, &site).await? {
            let payload = serde_json::json!({});
            tx.add_job(&NewJob { site: site.id, kind, comment: None, payload, run_at }).await?;
        }
        services.commit(tx).await?;
    }
    Ok(())
}

/// A key is asked about once it is a day old, counted from the last question, else from the site's beginning.
async fn is_due(services: &Services, site: &Site) -> Result<bool, Failure> {
    let asked = services.store.akismet_state(site.id).await?.asked.map_or(site.created, Timestamp);
    Ok(services.now().since(asked) >= Timestamp::DAY)
}

/// Asks about the key of a site and what the account has used, and keeps both for the desk. The reason, where there was
/// no answer.
pub async fn ask_about_account(services: &Services, site: &Site) -> Result<Option<Trouble>, Failure> {
    let Some(key) = services.akismet_key(site)? else { return Ok(None) };
    let verified = ask(services, site, &key).await;
    note_key(services, site.id, Some(&verified)).await?;
    match verified {
        Ok(true) => note_usage(services, site, &key).await,
        Ok(false) => {
            tracing::warn!(
                site.key = site.key.as_str(),
                "Akismet does not accept the key: every comment it is asked about waits"
            );
            Ok(None)
        }
        Err(trouble) => {
            services.note_trouble(site, &trouble).await?;
            Ok(Some(trouble))
        }
    }
}

/// What the account of a site has used of its month, asked and kept for the desk. The reason, where there was no answer.
pub async fn ask_about_usage(services: &Services, site: &Site) -> Result<Option<Trouble>, Failure> {
    match services.akismet_key_set(site)? {
        Some(key) => note_usage(services, site, &key).await,
        None => Ok(None),
    }
}

async fn note_usage(services: &Services, site: &Site, key: &SecretString) -> Result<Option<Trouble>, Failure> {
    let now = services.now();
    let usage = match services.akismet.usage(key, services.settings.akismet_budget).await {
        Ok(usage) => usage,
        // Not every service that speaks the protocol counts.
        Err(Trouble::Status(404) | Trouble::Garbage) => return Ok(None),
        Err(trouble) => {
            services.note_trouble(site, &trouble).await?;
            return Ok(Some(trouble));
        }
    };
    let state = AkismetState {
        used: Some(usage.used),
        used_limit: usage.limit,
        throttled: Some(usage.throttled),
        used_asked: Some(now.0),
        ..AkismetState::default()
    };
    let mut tx = services.store.begin().await?;
    tx.put_akismet_usage(site.id, &state).await?;
    services.commit(tx).await?;
    Ok(None)
}
