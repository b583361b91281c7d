//! Sites: made and set up.

use crate::domain::site::{Origin, Site, SiteId, SiteKey};
use crate::services::{Failure, Services};
use crate::store::{self, Tx};

/// Why a site cannot be made or changed; one sentence each.
#[derive(Debug, thiserror::Error)]
pub enum NotSet {
    #[error("a site with the key {0:?} exists already")]
    Exists(String),
    #[error("there is no site with the key {0:?}")]
    NoSite(String),
    #[error("{0}")]
    Setting(String),
    #[error(transparent)]
    Failed(#[from] Failure),
}

impl From<store::Error> for NotSet {
    fn from(error: store::Error) -> Self {
        Self::Failed(error.into())
    }
}

/// Makes a site with these origins and settings, all or nothing.
pub async fn add(
    services: &Services,
    key: &SiteKey,
    name: &str,
    origins: &[Origin],
    settings: &[(String, String)],
) -> Result<Site, NotSet> {
    let mut tx = services.store.begin().await?;
    let site = add_within(services, &mut tx, key, name, origins, settings).await?;
    services.commit(tx).await?;
    Ok(site)
}

/// The same inside a write that does more.
pub async fn add_within(
    services: &Services,
    tx: &mut Tx,
    key: &SiteKey,
    name: &str,
    origins: &[Origin],
    settings: &[(String, String)],
) -> Result<Site, NotSet> {
    let name = site_name(name)?;
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
        akismet_key: None,
        created: services.now(),
        version: 1,
    };
    apply(services, &mut site, settings)?;
    tx.update_site(&site).await?;
    Ok(site)
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

/// Changes settings of a site; with one that is wrong, none is changed.
pub async fn set(services: &Services, key: &SiteKey, settings: &[(String, String)]) -> Result<Site, NotSet> {
    let no_site = || NotSet::NoSite(key.as_str().to_owned());
    let mut site = services.store.site(key).await?.ok_or_else(no_site)?;
    apply(services, &mut site, settings)?;
    let mut tx = services.store.begin().await?;
    tx.lock_site(site.id).await?;
    tx.update_site(&site).await?;
    services.commit(tx).await?;
    Ok(site)
}

/// `name` and `origin` (several, with spaces between them) can be set like the policy's own settings.
fn apply(services: &Services, site: &mut Site, settings: &[(String, String)]) -> Result<(), NotSet> {
    for (name, value) in settings {
        match name.as_str() {
            "name" => site.name = site_name(value)?,
            "origin" => {
                let origins: Result<Vec<Origin>, String> = value.split_whitespace().map(Origin::parse).collect();
                site.origins = origins.map_err(NotSet::Setting)?;
            }
            "akismet_key" => site.akismet_key = akismet_key(services, site, value)?,
            "timezone" => {
                if jiff::tz::TimeZone::get(value.trim()).is_err() {
                    return Err(NotSet::Setting(format!(
                        "timezone must be the name of a time zone, like Europe/Copenhagen, not {value:?}"
                    )));
                }
                site.policy.set(name, value).map_err(NotSet::Setting)?;
            }
            _ => site.policy.set(name, value).map_err(NotSet::Setting)?,
        }
    }
    Ok(())
}

fn site_name(raw: &str) -> Result<String, NotSet> {
    let name = crate::domain::normal::line(raw);
    if name.is_empty() || name.chars().count() > 100 {
        return Err(NotSet::Setting("name must have 1 to 100 characters".to_owned()));
    }
    Ok(name)
}

/// Sealed like every secret in the database; an empty value takes it away. Whether Akismet accepts it is
/// for the caller to ask (`verify_akismet_key`), because that needs the network.
fn akismet_key(services: &Services, site: &Site, value: &str) -> Result<Option<crate::domain::sealed::Sealed>, NotSet> {
    let value = value.trim();
    if value.is_empty() {
        return Ok(None);
    }
    if value.len() > 64 || !value.bytes().all(|b| b.is_ascii_alphanumeric()) {
        return Err(NotSet::Setting(
            "akismet_key must be the key that Akismet gave you, letters and digits".to_owned(),
        ));
    }
    let sealed = services.keys.seal(&*services.random, site.id, "akismet_key", value.as_bytes());
    Ok(Some(sealed.map_err(Failure::from)?))
}

/// What Akismet says of the key that this site uses; `None` when it uses none.
pub async fn verify_akismet_key(
    services: &Services,
    site: &Site,
) -> Result<Option<Result<bool, crate::spam::akismet::Trouble>>, Failure> {
    let Some(key) = services.akismet_key(site)? else { return Ok(None) };
    let blog = crate::checking::blog(site);
    let credentials = crate::spam::akismet::Credentials { key: &key, blog: &blog };
    Ok(Some(services.akismet.verify_key(credentials, services.settings.akismet_budget).await))
}
