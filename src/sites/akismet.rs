//! Asking Akismet about a key, and what came of it.

use secrecy::SecretString;

use super::{NotSet, value};
use crate::domain::site::{Site, SiteId};
use crate::services::{Failure, Services};
use crate::spam::akismet::{Credentials, Trouble};

/// What Akismet says of a key for a site: accepted or not, or why there is no answer.
pub type Verified = Result<bool, Trouble>;

/// What Akismet says of the key that this site uses; `None` when it uses none.
pub async fn verify_akismet_key(services: &Services, site: &Site) -> Result<Option<Verified>, Failure> {
    let Some(key) = services.akismet_key(site)? else { return Ok(None) };
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
