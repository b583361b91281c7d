//! The first owner, on an installation without any account: a link that is printed where the program runs.
//!
//! Never an open installer: without the link nobody is let in, and when there is one account there is no link.

use super::sign_in::{Arrival, Entry, begin};
use super::{NotMade, check_password};
use crate::domain::author::{Email, Name};
use crate::domain::clock::Timestamp;
use crate::domain::moderator::{Actor, ModeratorId, Role};
use crate::domain::policy::{Moderation, Policy};
use crate::domain::site::{Origin, Site, SiteKey};
use crate::keys::tokens::{setup_hash, setup_secret};
use crate::services::{Failure, Services};
use crate::sites::{self, NotSet};
use crate::store::Tx;
use crate::store::audit::{About, NewDecision};

const LIFE: i64 = 30 * Timestamp::MINUTE;
const META: &str = "setup";

/// Whether there is no account yet.
pub async fn is_open(services: &Services) -> Result<bool, Failure> {
    Ok(!services.store.has_moderators().await?)
}

/// A new link, which replaces the one before; `None` when there is an account already.
pub async fn link(services: &Services) -> Result<Option<String>, Failure> {
    if !is_open(services).await? {
        return Ok(None);
    }
    let (secret, hash) = setup_secret(&*services.random);
    let mut tx = services.store.begin().await?;
    tx.set_meta(META, &kept(&hash.0, services.now().plus(LIFE))).await?;
    services.commit(tx).await?;
    Ok(Some(format!("{}/setup/{secret}", services.settings.public_url)))
}

fn kept(hash: &[u8], until: Timestamp) -> String {
    let hash: String = hash.iter().map(|b| format!("{b:02x}")).collect();
    format!("{hash} {}", until.0)
}

/// What is kept of the link, if it is this one and can still be used.
async fn valid(services: &Services, secret: &str) -> Result<Option<String>, Failure> {
    let Some(stored) = services.store.meta(META).await? else { return Ok(None) };
    let until = stored.split_once(' ').and_then(|(_, until)| until.parse().ok()).map(Timestamp);
    let Some(until) = until.filter(|until| until.since(services.now()) > 0) else { return Ok(None) };
    Ok((kept(&setup_hash(secret).0, until) == stored).then_some(stored))
}

/// Whether a link can still be used.
pub async fn is_link(services: &Services, secret: &str) -> Result<bool, Failure> {
    Ok(is_open(services).await? && valid(services, secret).await?.is_some())
}

/// Makes the first owner, at every site that exists already, and uses the link up. `None` when it is used or too old.
pub async fn make_owner(
    services: &Services,
    secret: &str,
    (name, email, password): (&str, &Email, &str),
    arrival: &Arrival,
) -> Result<Option<Entry>, NotMade> {
    let Some(stored) = valid(services, secret).await? else { return Ok(None) };
    let name = Name::parse(name).map_err(|_| NotMade::Name)?;
    check_password(password, name.as_str(), email)?;
    let hash = services.passwords.hash(password).await.map_err(Failure::from)?;
    let sealed = services.keys.seal_email(&*services.random, super::INSTALLATION, email)?;
    let sites = services.store.sites().await?;
    let account = (sealed, services.account_hash(email));
    let mut tx = services.store.begin().await?;
    // Both in the write that makes the account: of two who press at once one is late.
    if !tx.drop_meta(META, &stored).await? || tx.has_moderators().await? {
        return Ok(None);
    }
    let id = tx.insert_moderator(name.as_str(), &account, &hash, services.now()).await?;
    for site in sites {
        join(services, &mut tx, &site, id, name.as_str()).await?;
    }
    let entry = begin(services, &mut tx, id, arrival, None).await?;
    services.commit(tx).await?;
    tracing::info!(moderator.id = id.0, "the first owner was made");
    Ok(Some(entry))
}

async fn join(services: &Services, tx: &mut Tx, site: &Site, id: ModeratorId, name: &str) -> Result<(), Failure> {
    tx.set_role(site.id, id, Role::Owner).await?;
    let after = serde_json::json!({ "moderator": id.0, "name": name, "role": Role::Owner.as_str() });
    tx.record_decision(&NewDecision {
        after: Some(after),
        ..NewDecision::new(site.id, About::Site, Actor::Moderator(id), "team-join", services.now())
    })
    .await?;
    Ok(())
}

/// The address of a website as somebody types it: the scheme may be left out, and what stands behind the host is not
/// counted. On this machine and in tests plain http is what there is.
pub fn origin(typed: &str) -> Option<Origin> {
    let typed = typed.trim();
    let whole = if typed.contains("://") { typed.to_owned() } else { format!("https://{typed}") };
    let url = url::Url::parse(&whole).ok()?;
    let host = url.host_str().filter(|host| host.contains('.') || *host == "localhost")?;
    let fitting = matches!(url.scheme(), "http" | "https") && !host.is_empty() && url.username().is_empty();
    (fitting && url.password().is_none()).then(|| Origin::of(&url))
}

/// The site's key: its host without `www.` and without the last label, as far as a key may say it.
pub fn key(origin: &Origin) -> Option<SiteKey> {
    const TAKEN: [&str; 6] = ["desk", "profile", "confirm", "join", "sign-in", "sign-out"];
    let host = origin.authority().split(':').next().unwrap_or_default();
    let host = host.strip_prefix("www.").unwrap_or(host);
    let name =
        if host.parse::<std::net::IpAddr>().is_ok() { host } else { host.rsplit_once('.').map_or(host, |(n, _)| n) };
    let letters = name.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' });
    let key: String = letters.take(28).collect();
    let key = key.trim_matches('-');
    let key = if TAKEN.contains(&key) { format!("{key}-site") } else { key.to_owned() };
    SiteKey::parse(&key).ok()
}

/// Makes the first site and gives it to whoever sets Svar up. `None` when there is a site already.
pub async fn make_site(
    services: &Services,
    owner: ModeratorId,
    name: &str,
    origin: &Origin,
    moderation: Moderation,
    lang: &str,
) -> Result<Option<Site>, NotSet> {
    if !services.store.sites().await?.is_empty() {
        return Ok(None);
    }
    let key = key(origin).or_else(|| SiteKey::parse("site").ok());
    let key = key.ok_or_else(|| Failure::Defect("a site's key could not be made".to_owned()))?;
    let policy = Policy { moderation, ..Policy::default() };
    let settings =
        [("moderation".to_owned(), policy.get("moderation").unwrap_or_default()), ("lang".to_owned(), lang.to_owned())];
    let origins = std::slice::from_ref(origin);
    Ok(Some(sites::add_first(services, &key, name, origins, &settings, owner).await?))
}
