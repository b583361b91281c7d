//! Signing in, in one step or two, and what slows guessing down.
//!
//! An unknown account costs the same work and gets the same answer as a wrong password. Failures are counted at the
//! account; but those of a browser from which it was signed in to before are counted for that browser alone, so that a
//! stranger's guessing locks nobody out. A right password with a wrong code is a failure like any other, and only a
//! whole sign-in forgives.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64URL;

use super::session::{SignedIn, new_csrf};
use super::{INSTALLATION, factor};
use crate::domain::author::Email;
use crate::domain::clock::Timestamp;
use crate::domain::moderator::ModeratorId;
use crate::domain::sealed::Sealed;
use crate::keys::digest;
use crate::keys::tokens::session_secret;
use crate::services::{Failure, Services};
use crate::store::Tx;
use crate::store::accounts::{Counter, Credentials, SeenFrom};
use crate::store::jobs::{JobKind, NewJob};

const FREE_FAILURES: i64 = 5;
const LONGEST_WAIT: i64 = 15 * Timestamp::MINUTE;
/// After so many failures of strangers the account's owner gets a mail.
const TELL_AFTER: i64 = 20;
/// How long somebody may look for their second factor.
const HALF_LIFE: i64 = 10 * Timestamp::MINUTE;

/// Where somebody comes from who signs in.
#[derive(Clone, Debug, Default)]
pub struct Arrival {
    /// Browser and system, in a few words.
    pub browser: String,
    /// The network, cut short.
    pub network: String,
    /// The cookie by which a browser is known again.
    pub device: Option<String>,
}

/// The cookies of somebody who has just come in.
pub struct Entry {
    pub session: String,
    pub device: String,
}

/// What became of an attempt to sign in.
pub enum SignIn {
    Done(Entry),
    /// The password is right; the code of the second factor comes with this.
    Factor(String),
    Wrong,
    /// Too many failures; seconds to wait.
    Wait(i64),
    /// It took too long between the two steps.
    Over,
}

/// Whether somebody who is signed in has shown again who they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Confirmed {
    Yes,
    Wrong,
}

/// Whose failures are counted: a known browser's, or all strangers' together.
pub(super) struct Guard {
    id: ModeratorId,
    device: Option<[u8; 16]>,
    counter: Counter,
}

impl Guard {
    pub(super) async fn of(services: &Services, account: &Credentials, cookie: Option<&str>) -> Result<Self, Failure> {
        let id = ModeratorId(account.id);
        let known = cookie.and_then(|cookie| services.keys.read_device_cookie(services.now(), cookie));
        let device = known.filter(|(whose, _)| *whose == id).map(|(_, device)| device);
        let counter = match device {
            Some(device) => services.store.device_counter(id, &device).await?,
            None => Counter { failures: account.failures, blocked_until: account.blocked_until },
        };
        Ok(Self { id, device, counter })
    }

    /// Seconds that are left to wait. More than anybody has to, by a clock that was set back since, are none.
    pub(super) fn wait(&self, now: Timestamp) -> Option<i64> {
        let left = self.counter.blocked_until.map_or(0, |until| Timestamp(until).since(now));
        (1..=LONGEST_WAIT).contains(&left).then(|| (left + Timestamp::SECOND - 1) / Timestamp::SECOND)
    }

    pub(super) async fn failed(&self, services: &Services) -> Result<(), Failure> {
        let (id, now) = (self.id, services.now());
        let mut tx = services.store.begin().await?;
        let failures = match self.device {
            Some(device) => {
                let failures = tx.count_device_failure(id, &device, now).await?;
                if let Some(wait) = wait_after(failures) {
                    tx.block_device(id, &device, now.plus(wait)).await?;
                }
                failures
            }
            None => {
                let failures = tx.count_failure(id).await?;
                tx.set_failures(id, failures, wait_after(failures).map(|wait| now.plus(wait))).await?;
                if failures == TELL_AFTER {
                    tell_owner(services, &mut tx, id).await?;
                }
                failures
            }
        };
        services.commit(tx).await?;
        let known = self.device.is_some();
        tracing::warn!(moderator.id = id.0, failures, known, "a sign-in failed");
        Ok(())
    }

    pub(super) fn device(&self) -> Option<[u8; 16]> {
        self.device
    }

    pub(super) async fn forgive(&self, tx: &mut Tx) -> Result<(), Failure> {
        match self.device {
            Some(device) => tx.forgive_device(self.id, &device).await?,
            None => tx.set_failures(self.id, 0, None).await?,
        }
        Ok(())
    }
}

/// Five failures are free; then 2, 4, 8 … seconds, at most 15 minutes.
fn wait_after(failures: i64) -> Option<i64> {
    let beyond = u32::try_from(failures - FREE_FAILURES).ok().filter(|n| *n > 0)?;
    Some(2_i64.saturating_pow(beyond.min(20)).saturating_mul(Timestamp::SECOND).min(LONGEST_WAIT))
}

/// A mail to the account's own address, by way of one of its sites.
async fn tell_owner(services: &Services, tx: &mut Tx, id: ModeratorId) -> Result<(), Failure> {
    let site = tx.a_site_of(id).await?;
    if let (true, Some(site)) = (services.mailer.is_on(), site) {
        let payload = serde_json::json!({ "moderator": id.0, "failures": TELL_AFTER });
        let kind = JobKind::MailFailures;
        tx.add_job(&NewJob { site, kind, comment: None, payload, run_at: services.now() }).await?;
    }
    Ok(())
}

pub async fn sign_in(services: &Services, email: &str, password: &str, arrival: &Arrival) -> Result<SignIn, Failure> {
    let account = match Email::parse(email) {
        Ok(email) => services.store.credentials(&services.account_hash(&email)).await?,
        Err(_) => None,
    };
    let guard = match &account {
        Some(account) => Some(Guard::of(services, account, arrival.device.as_deref()).await?),
        None => None,
    };
    let usable = account.as_ref().filter(|a| !a.disabled);
    let right = services.passwords.verify(password, usable.map(|a| a.password_hash.clone())).await?;
    let (Some(account), Some(guard)) = (account, guard) else { return Ok(SignIn::Wrong) };
    // Only now, so that the time which the answer takes does not tell that there is such an account.
    if let Some(seconds) = guard.wait(services.now()) {
        return Ok(SignIn::Wait(seconds));
    }
    if !right {
        guard.failed(services).await?;
        return Ok(SignIn::Wrong);
    }
    if account.totp_sealed.is_some() {
        return Ok(SignIn::Factor(half(services, &account)?));
    }
    enter(services, &guard, arrival, None).await
}

/// The second step: `half` is what the first one gave.
pub async fn sign_in_factor(services: &Services, half: &str, code: &str, arrival: &Arrival) -> Result<SignIn, Failure> {
    let Some(account) = open_half(services, half).await? else { return Ok(SignIn::Over) };
    let guard = Guard::of(services, &account, arrival.device.as_deref()).await?;
    if let Some(seconds) = guard.wait(services.now()) {
        return Ok(SignIn::Wait(seconds));
    }
    enter(services, &guard, arrival, Some((&account, code))).await
}

/// Begins a session; with a second factor only if its code is right, in the same write that uses the code up.
async fn enter(
    services: &Services,
    guard: &Guard,
    arrival: &Arrival,
    factor: Option<(&Credentials, &str)>,
) -> Result<SignIn, Failure> {
    let (now, id) = (services.now(), guard.id);
    let mut tx = services.store.begin().await?;
    if let Some((account, code)) = factor
        && !factor::take(services, &mut tx, account, code).await?
    {
        tx.rollback().await?;
        guard.failed(services).await?;
        return Ok(SignIn::Wrong);
    }
    guard.forgive(&mut tx).await?;
    let entry = begin(services, &mut tx, id, arrival, guard.device).await?;
    services.commit(tx).await?;
    tracing::info!(moderator.id = id.0, factor = factor.is_some(), at = now.0, "a moderator signed in");
    Ok(SignIn::Done(entry))
}

/// A session of somebody who has shown who they are.
pub(super) async fn begin(
    services: &Services,
    tx: &mut Tx,
    id: ModeratorId,
    arrival: &Arrival,
    device: Option<[u8; 16]>,
) -> Result<Entry, Failure> {
    let now = services.now();
    let (session, hash) = session_secret(&*services.random);
    let csrf = new_csrf(&*services.random);
    let from = SeenFrom { browser: &arrival.browser, network: &arrival.network };
    tx.insert_session(&hash, id, &csrf, now, from).await?;
    let device = device.unwrap_or_else(|| {
        let mut new = [0; 16];
        services.random.fill(&mut new);
        new
    });
    Ok(Entry { session, device: services.keys.device_cookie(id, &device, now) })
}

/// Asks somebody who is signed in for their password again, and their code where they have a second factor.
pub async fn confirm(
    services: &Services,
    signed: &SignedIn,
    password: &str,
    code: &str,
    arrival: &Arrival,
) -> Result<Confirmed, Failure> {
    let Some(account) = services.store.credentials_of(signed.moderator.id).await? else { return Ok(Confirmed::Wrong) };
    let guard = Guard::of(services, &account, arrival.device.as_deref()).await?;
    let right = services.passwords.verify(password, Some(account.password_hash.clone())).await?;
    if guard.wait(services.now()).is_some() {
        return Ok(Confirmed::Wrong);
    }
    let mut tx = services.store.begin().await?;
    let proved = right && (account.totp_sealed.is_none() || factor::take(services, &mut tx, &account, code).await?);
    if !proved {
        tx.rollback().await?;
        guard.failed(services).await?;
        return Ok(Confirmed::Wrong);
    }
    guard.forgive(&mut tx).await?;
    tx.freshen_session(&signed.token, services.now()).await?;
    services.commit(tx).await?;
    Ok(Confirmed::Yes)
}

/// What stands between the two steps: sealed, so that nobody makes one, and bound to the password that was typed.
fn half(services: &Services, account: &Credentials) -> Result<String, Failure> {
    let plain = serde_json::json!({
        "moderator": account.id, "at": services.now().0, "password": BASE64URL.encode(of_password(account)),
    });
    let sealed = services.keys.seal(&*services.random, INSTALLATION, "sign-in half", plain.to_string().as_bytes())?;
    Ok(BASE64URL.encode(sealed.0))
}

async fn open_half(services: &Services, half: &str) -> Result<Option<Credentials>, Failure> {
    let Ok(sealed) = BASE64URL.decode(half) else { return Ok(None) };
    let Ok(plain) = services.keys.open(INSTALLATION, "sign-in half", &Sealed(sealed)) else { return Ok(None) };
    let plain: serde_json::Value = serde_json::from_slice(&plain).unwrap_or_default();
    let number = |name: &str| plain.get(name).and_then(serde_json::Value::as_i64);
    let (Some(id), Some(at)) = (number("moderator"), number("at")) else { return Ok(None) };
    if services.now().since(Timestamp(at)) > HALF_LIFE {
        return Ok(None);
    }
    let account = services.store.credentials_of(ModeratorId(id)).await?;
    Ok(account.filter(|account| {
        let same = plain.get("password").and_then(|p| p.as_str()) == Some(&BASE64URL.encode(of_password(account)));
        !account.disabled && account.totp_sealed.is_some() && same
    }))
}

fn of_password(account: &Credentials) -> Vec<u8> {
    digest(&[b"half", account.password_hash.as_bytes()])
}
