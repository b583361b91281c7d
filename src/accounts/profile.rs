//! What a moderator changes of their own account.

use super::session::{Renewed, SignedIn, renew};
use super::{NotMade, check_password};
use crate::domain::author::Name;
use crate::services::{Failure, Services};

/// Sets how somebody signs, and whether the desk's single-key shortcuts are off.
pub async fn save_profile(services: &Services, signed: &SignedIn, name: &str, keys_off: bool) -> Result<(), NotMade> {
    let name = Name::parse(name).map_err(|_| NotMade::Name)?;
    let mut tx = services.store.begin().await?;
    tx.set_profile(signed.moderator.id, name.as_str(), keys_off).await?;
    services.commit(tx).await?;
    Ok(())
}

/// Sets a new password. The session gets a new value and all others end.
pub async fn change_password(services: &Services, signed: &SignedIn, password: &str) -> Result<Renewed, NotMade> {
    let moderator = &signed.moderator;
    let sealed = services.store.moderator_email(moderator.id).await?.ok_or(NotMade::NoAccount)?;
    check_password(password, &moderator.name, &services.account_email(&sealed)?)?;
    let hash = services.passwords.hash(password).await.map_err(Failure::from)?;
    let mut tx = services.store.begin().await?;
    tx.replace_password(moderator.id, &hash).await?;
    let renewed = renew(services, &mut tx, signed).await?;
    services.commit(tx).await?;
    tracing::info!(moderator.id = moderator.id.0, "a password was changed");
    Ok(renewed)
}
