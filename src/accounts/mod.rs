//! Moderators' accounts: made, signed in, signed out; and the bearer tokens of machines that act for them.
//!
//! An unknown account costs the same work and gets the same answer as a wrong password. Failures slow an account down but
//! never end a session, so nobody can be thrown out by a stranger's guessing.

mod factor;
mod guessable;
pub mod invitation;
mod profile;
mod session;
pub mod setup;
mod sign_in;
pub mod team;
pub mod totp;

pub use factor::{FactorOffer, NotProved, begin_factor, factor_left, new_recovery_codes, remove_factor, set_factor};
pub use profile::{change_password, save_profile};
pub use session::{COOKIE_LIFE, FRESH, Renewed, SignedIn, end_others, end_session, lives, session, sessions, sign_out};
pub use sign_in::{Arrival, Confirmed, Entry, SignIn, confirm, sign_in, sign_in_factor};

use crate::domain::author::Email;
use crate::domain::clock::Timestamp;
use crate::domain::moderator::{ModeratorId, Role, Scope};
use crate::domain::sealed::{KeyedHash, Sealed};
use crate::domain::site::{Site, SiteId};
use crate::keys::tokens::{Token, TokenKind};
use crate::services::{Failure, Services};
use crate::store;

/// Accounts belong to the installation, not to a site; they are sealed and hashed under this number.
const INSTALLATION: SiteId = SiteId(0);

const API_TOKEN_LIFE: i64 = 365 * Timestamp::DAY;

/// Why an account or a token cannot be made; one sentence each.
#[derive(Debug, thiserror::Error)]
pub enum NotMade {
    #[error("the password must have 15 to 128 characters (at most 512 bytes)")]
    PasswordLength,
    #[error("the password must be more than a name, common words, a row of keys or the same again and again")]
    PasswordGuessable,
    #[error("an account with this address exists already")]
    Exists,
    #[error("there is no account with this address")]
    NoAccount,
    #[error("this account has no role at the site {0}")]
    NoRole(String),
    #[error("the name is empty or longer than 60 characters")]
    Name,
    #[error(transparent)]
    Failed(#[from] Failure),
}

impl From<store::Error> for NotMade {
    fn from(error: store::Error) -> Self {
        match error {
            store::Error::Conflict => Self::Exists,
            other => Self::Failed(other.into()),
        }
    }
}

impl From<crate::keys::KeyError> for NotMade {
    fn from(error: crate::keys::KeyError) -> Self {
        Self::Failed(error.into())
    }
}

impl Services {
    fn account_hash(&self, email: &Email) -> KeyedHash {
        self.keys.email_hash(INSTALLATION, email)
    }

    /// Opens a moderator's own address, for mail to them and for `svar user list`.
    pub fn account_email(&self, sealed: &Sealed) -> Result<Email, Failure> {
        Ok(self.keys.open_email(INSTALLATION, sealed)?)
    }
}

pub async fn add(
    services: &Services,
    email: &Email,
    name: &str,
    password: &str,
    role: Role,
    sites: &[SiteId],
) -> Result<ModeratorId, NotMade> {
    let name = crate::domain::author::Name::parse(name).map_err(|_| NotMade::Name)?;
    check_password(password, name.as_str(), email)?;
    let hash = services.passwords.hash(password).await.map_err(Failure::from)?;
    let sealed = services.keys.seal_email(&*services.random, INSTALLATION, email)?;
    let mut tx = services.store.begin().await?;
    let account = (sealed, services.account_hash(email));
    let id = tx.insert_moderator(name.as_str(), &account, &hash, services.now()).await?;
    for site in sites {
        tx.set_role(*site, id, role).await?;
    }
    services.commit(tx).await?;
    Ok(id)
}

/// Gives an existing account a role at further sites.
pub async fn grant(services: &Services, email: &Email, role: Role, sites: &[SiteId]) -> Result<(), NotMade> {
    let id = find(services, email).await?;
    let mut tx = services.store.begin().await?;
    for site in sites {
        tx.set_role(*site, id, role).await?;
    }
    services.commit(tx).await?;
    Ok(())
}

pub async fn set_password(services: &Services, email: &Email, password: &str) -> Result<(), NotMade> {
    let id = find(services, email).await?;
    check_password(password, "", email)?;
    let hash = services.passwords.hash(password).await.map_err(Failure::from)?;
    let mut tx = services.store.begin().await?;
    tx.set_password(id, &hash).await?;
    services.commit(tx).await?;
    Ok(())
}

pub async fn disable(services: &Services, email: &Email) -> Result<(), NotMade> {
    let id = find(services, email).await?;
    let mut tx = services.store.begin().await?;
    tx.disable_moderator(id).await?;
    services.commit(tx).await?;
    Ok(())
}

/// The account with this address.
pub async fn find(services: &Services, email: &Email) -> Result<ModeratorId, NotMade> {
    let found = services.store.credentials(&services.account_hash(email)).await?;
    found.map(|c| ModeratorId(c.id)).ok_or(NotMade::NoAccount)
}

/// NIST SP 800-63B: length and nothing that is tried first; no rules of composition, no expiry.
fn check_password(password: &str, name: &str, email: &Email) -> Result<(), NotMade> {
    let length = password.chars().count();
    if !(15..=128).contains(&length) || password.len() > 512 {
        return Err(NotMade::PasswordLength);
    }
    let local = email.expose().split('@').next().unwrap_or_default();
    match guessable::is_guessable(password, &[name, local, "svar"]) {
        true => Err(NotMade::PasswordGuessable),
        false => Ok(()),
    }
}

/// Runs a write to its end, in a task of its own: one who hangs up must not stop it half-way.
async fn to_its_end<T: Send + 'static, E: From<Failure> + Send + 'static>(
    run: impl Future<Output = Result<T, E>> + Send + 'static,
) -> Result<T, E> {
    let done = tokio::spawn(run).await;
    done.unwrap_or_else(|e| Err(Failure::Defect(format!("a write ended early: {e}")).into()))
}

/// Makes a bearer token for the desk's API at one site; it is shown once.
pub async fn add_token(services: &Services, email: &Email, site: &Site, scope: Scope) -> Result<Token, NotMade> {
    let id = find(services, email).await?;
    let account = services.store.moderator(id).await?.ok_or(NotMade::NoAccount)?;
    if account.role_at(site.id).is_none() {
        return Err(NotMade::NoRole(site.key.as_str().to_owned()));
    }
    let token = Token::new(TokenKind::Desk, site.id, &*services.random);
    let now = services.now();
    let mut tx = services.store.begin().await?;
    tx.insert_api_token(site.id, &token.hash(), id, scope, now, now.plus(API_TOKEN_LIFE)).await?;
    services.commit(tx).await?;
    Ok(token)
}

/// Who a bearer token acts for, if it allows `needed` at this site.
pub async fn bearer(
    services: &Services,
    site: &Site,
    token: &str,
    needed: Scope,
) -> Result<Option<ModeratorId>, Failure> {
    let Some(token) = Token::parse(TokenKind::Desk, token).filter(|t| t.site == site.id) else { return Ok(None) };
    let found = services.store.api_token(site.id, &token.hash(), services.now()).await?;
    Ok(found.filter(|(_, scope)| *scope >= needed).map(|(id, _)| id))
}
