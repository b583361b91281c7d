//! Moderators' accounts: made, signed in, signed out; and the bearer tokens of machines that act for them.
//!
//! An unknown account costs the same work and gets the same answer as a wrong password. Failures slow an account down but
//! never end a session, so nobody can be thrown out by a stranger's guessing.

use std::time::Duration;

use subtle::ConstantTimeEq;

use crate::domain::author::Email;
use crate::domain::clock::Timestamp;
use crate::domain::moderator::{Moderator, ModeratorId, Role, Scope};
use crate::domain::normal;
use crate::domain::sealed::{KeyedHash, Sealed, TokenHash};
use crate::domain::site::{Site, SiteId};
use crate::keys::tokens::{Token, TokenKind, session_hash, session_secret};
use crate::services::{Failure, Services};
use crate::store;

/// Accounts belong to the installation, not to a site; they are sealed and hashed under this number.
const INSTALLATION: SiteId = SiteId(0);

const IDLE: i64 = Timestamp::DAY;
const LIFE: i64 = 14 * Timestamp::DAY;
const FREE_FAILURES: i64 = 5;
const LONGEST_WAIT: i64 = 15 * Timestamp::MINUTE;
const API_TOKEN_LIFE: i64 = 365 * Timestamp::DAY;

/// Why an account or a token cannot be made; one sentence each.
#[derive(Debug, thiserror::Error)]
pub enum NotMade {
    #[error("the password must have 15 to 128 characters (at most 512 bytes)")]
    PasswordLength,
    #[error("the password must be more than a name, an address or a repeated character")]
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

/// What became of an attempt to sign in.
pub enum SignIn {
    /// The cookie's value.
    Done(String),
    Wrong,
    /// Too many failures; seconds to wait.
    Wait(i64),
}

/// A signed-in moderator.
pub struct SignedIn {
    pub moderator: Moderator,
    csrf: Vec<u8>,
    token: TokenHash,
}

impl SignedIn {
    /// The value that every form of this session carries.
    pub fn csrf(&self) -> String {
        self.csrf.iter().map(|b| format!("{b:02x}")).collect()
    }

    pub fn is_csrf(&self, sent: &str) -> bool {
        bool::from(self.csrf().as_bytes().ct_eq(sent.as_bytes()))
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

/// NIST SP 800-63B: length and no guessable parts; no rules of composition, no expiry.
fn check_password(password: &str, name: &str, email: &Email) -> Result<(), NotMade> {
    let length = password.chars().count();
    if !(15..=128).contains(&length) || password.len() > 512 {
        return Err(NotMade::PasswordLength);
    }
    let folded = normal::skeleton(password);
    let local = email.expose().split('@').next().unwrap_or_default();
    let parts = [normal::skeleton(name), normal::skeleton(local)];
    // A password made of little else than a name is a name; a long one that mentions it is not.
    let guessable = parts.iter().any(|part| part.len() >= 4 && folded.replace(part.as_str(), "").len() < 8);
    let distinct: std::collections::HashSet<char> = password.chars().collect();
    if guessable || distinct.len() < 5 { Err(NotMade::PasswordGuessable) } else { Ok(()) }
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

pub async fn sign_in(services: &Services, email: &str, password: &str) -> Result<SignIn, Failure> {
    let now = services.now();
    let account = match Email::parse(email) {
        Ok(email) => services.store.credentials(&services.account_hash(&email)).await?,
        Err(_) => None,
    };
    let left = account.as_ref().and_then(|a| a.blocked_until).map_or(0, |until| Timestamp(until).since(now));
    let usable = account.as_ref().filter(|a| !a.disabled);
    let right = services.passwords.verify(password, usable.map(|a| a.password_hash.clone())).await?;
    let Some(account) = account else { return Ok(SignIn::Wrong) };
    // Only now, so that the time which the answer takes does not tell that there is such an account.
    if left > 0 {
        return Ok(SignIn::Wait((left + Timestamp::SECOND - 1) / Timestamp::SECOND));
    }
    let id = ModeratorId(account.id);
    let mut tx = services.store.begin().await?;
    if !right {
        let failures = account.failures + 1;
        let blocked = wait_after(failures).map(|wait| now.plus(wait));
        tx.set_failures(id, failures, blocked).await?;
        services.commit(tx).await?;
        tracing::warn!(moderator.id = id.0, failures, "a sign-in failed");
        return Ok(SignIn::Wrong);
    }
    let (cookie, hash) = session_secret(&*services.random);
    let mut csrf = [0; 32];
    services.random.fill(&mut csrf);
    tx.set_failures(id, 0, None).await?;
    tx.insert_session(&hash, id, &csrf, now).await?;
    services.commit(tx).await?;
    tracing::info!(moderator.id = id.0, "a moderator signed in");
    Ok(SignIn::Done(cookie))
}

/// Five failures are free; then 2, 4, 8 … seconds, at most 15 minutes.
fn wait_after(failures: i64) -> Option<i64> {
    let beyond = u32::try_from(failures - FREE_FAILURES).ok().filter(|n| *n > 0)?;
    Some(2_i64.saturating_pow(beyond.min(20)).saturating_mul(Timestamp::SECOND).min(LONGEST_WAIT))
}

/// The session of a cookie, if it is neither idle for a day nor older than 14 days.
pub async fn session(services: &Services, cookie: &str) -> Result<Option<SignedIn>, Failure> {
    let now = services.now();
    let token = session_hash(cookie);
    let Some(session) = services.store.session(&token, now.plus(-IDLE), now.plus(-LIFE)).await? else {
        return Ok(None);
    };
    // Written seldom: a moderator at work must not cost a write a click.
    if now.since(session.seen) > Timestamp::HOUR {
        let mut tx = services.store.begin().await?;
        tx.see_session(&token, now).await?;
        services.commit(tx).await?;
    }
    Ok(Some(SignedIn { moderator: session.moderator, csrf: session.csrf, token }))
}

/// Whether a session that was opened a while ago is still one.
pub async fn lives(services: &Services, session: &SignedIn) -> Result<bool, Failure> {
    let now = services.now();
    Ok(services.store.session(&session.token, now.plus(-IDLE), now.plus(-LIFE)).await?.is_some())
}

pub async fn sign_out(services: &Services, session: &SignedIn) -> Result<(), Failure> {
    let mut tx = services.store.begin().await?;
    tx.delete_session(&session.token).await?;
    services.commit(tx).await?;
    Ok(())
}

/// How long a session's cookie is kept by the browser.
pub const COOKIE_LIFE: Duration = Duration::from_secs(14 * 24 * 3_600);
