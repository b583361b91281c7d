//! Sessions: who is signed in, for how long, and how they end.

use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64URL;
use subtle::ConstantTimeEq;

use crate::domain::clock::{Random, Timestamp};
use crate::domain::moderator::{Moderator, ModeratorId};
use crate::domain::sealed::TokenHash;
use crate::keys::tokens::{session_hash, session_secret};
use crate::services::{Failure, Services};
use crate::store::Tx;
use crate::store::accounts::{SessionEntry, SessionId};

const IDLE: i64 = Timestamp::DAY;
const LIFE: i64 = 14 * Timestamp::DAY;

/// How long the password that was typed counts for what needs it anew.
pub const FRESH: i64 = 10 * Timestamp::MINUTE;

/// How long a session's cookie is kept by the browser.
pub const COOKIE_LIFE: Duration = Duration::from_secs(14 * 24 * 3_600);

const CSRF: usize = 32;

/// A signed-in moderator.
pub struct SignedIn {
    pub moderator: Moderator,
    pub session: SessionId,
    csrf: Vec<u8>,
    /// The same value behind a mask of this answer's own, so that answers that are packed do not give it away
    /// (BREACH).
    masked: String,
    fresh: Timestamp,
    pub(super) token: TokenHash,
}

impl SignedIn {
    /// The value that every form of this answer carries.
    pub fn csrf(&self) -> String {
        self.masked.clone()
    }

    pub fn is_csrf(&self, sent: &str) -> bool {
        let Ok(sent) = BASE64URL.decode(sent) else { return false };
        let Some((mask, masked)) = sent.split_at_checked(CSRF) else { return false };
        let plain: Vec<u8> = mask.iter().zip(masked).map(|(a, b)| a ^ b).collect();
        masked.len() == CSRF && bool::from(plain.ct_eq(&self.csrf))
    }

    /// The password was typed a short while ago; not in a time to come, by a clock that was set back since.
    pub fn is_fresh(&self, now: Timestamp) -> bool {
        (-Timestamp::MINUTE..=FRESH).contains(&now.since(self.fresh))
    }
}

fn mask(csrf: &[u8], random: &dyn Random) -> String {
    let mut mask = [0; CSRF];
    random.fill(&mut mask);
    let masked: Vec<u8> = mask.iter().zip(csrf).map(|(a, b)| a ^ b).collect();
    BASE64URL.encode([mask.as_slice(), &masked].concat())
}

pub(super) fn new_csrf(random: &dyn Random) -> [u8; CSRF] {
    let mut csrf = [0; CSRF];
    random.fill(&mut csrf);
    csrf
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
    let masked = mask(&session.csrf, &*services.random);
    let (moderator, csrf, fresh) = (session.moderator, session.csrf, session.fresh);
    Ok(Some(SignedIn { moderator, session: session.id, csrf, masked, fresh, token }))
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
    tracing::info!(moderator.id = session.moderator.id.0, "a moderator signed out");
    Ok(())
}

/// The sessions of an account that still open something.
pub async fn sessions(services: &Services, moderator: ModeratorId) -> Result<Vec<SessionEntry>, Failure> {
    let now = services.now();
    Ok(services.store.sessions(moderator, now.plus(-IDLE), now.plus(-LIFE)).await?)
}

/// Ends another session of the same account; false when there is none of this number.
pub async fn end_session(services: &Services, signed: &SignedIn, id: SessionId) -> Result<bool, Failure> {
    let mut tx = services.store.begin().await?;
    let ended = tx.end_session(signed.moderator.id, id).await?;
    services.commit(tx).await?;
    tracing::info!(moderator.id = signed.moderator.id.0, ended, "a session was ended");
    Ok(ended)
}

/// Ends all sessions of the account but this one.
pub async fn end_others(services: &Services, signed: &SignedIn) -> Result<(), Failure> {
    let mut tx = services.store.begin().await?;
    let ended = tx.end_other_sessions(signed.moderator.id, &signed.token).await?;
    services.commit(tx).await?;
    tracing::info!(moderator.id = signed.moderator.id.0, ended, "all other sessions were ended");
    Ok(())
}

/// The new values of a session that was renewed.
pub struct Renewed {
    pub cookie: String,
    /// What the forms of this answer carry.
    pub csrf: String,
}

/// Gives the present session a new secret and ends all others: after what it rests on has changed.
pub(super) async fn renew(services: &Services, tx: &mut Tx, signed: &SignedIn) -> Result<Renewed, Failure> {
    let (cookie, token) = session_secret(&*services.random);
    let csrf = new_csrf(&*services.random);
    tx.end_other_sessions(signed.moderator.id, &signed.token).await?;
    tx.renew_session(&signed.token, &token, &csrf, services.now()).await?;
    Ok(Renewed { cookie, csrf: mask(&csrf, &*services.random) })
}
