//! Invitations to a site's team: a link, mailed or shown once, that gives one role and is used once.
//!
//! Whoever holds the link may make the account of the address it was made for, or take the role up with an account that
//! they show to be theirs. It never lowers a role.

use std::sync::Arc;

use super::session::{Renewed, SignedIn, renew};
use super::sign_in::{Arrival, Entry, Guard, begin};
use super::{NotMade, check_password, factor, to_its_end};
use crate::domain::author::{Email, Name};
use crate::domain::clock::Timestamp;
use crate::domain::moderator::{Actor, ModeratorId, Role};
use crate::domain::site::Site;
use crate::keys::tokens::{Token, TokenKind};
use crate::services::{Failure, Services};
use crate::store::accounts::{Credentials, Invitation, NewInvitation};
use crate::store::audit::{About, NewDecision};
use crate::store::jobs::{JobKind, NewJob};
use crate::store::{self, Tx};

/// How long a link works, in milliseconds.
pub const LIFE: i64 = 7 * Timestamp::DAY;

/// What became of an invitation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Invited {
    Mailed,
    /// No mail can be sent: the link, to be handed over. It is not kept.
    Link(String),
    /// Whoever has this address is in the team already.
    Member,
    /// The inviter is no owner any more.
    NotOwner,
}

/// Invites an address. Recorded without the address.
pub async fn invite(
    services: &Arc<Services>,
    site: &Arc<Site>,
    by: ModeratorId,
    email: &Email,
    role: Role,
) -> Result<Invited, Failure> {
    let there = services.store.credentials(&services.account_hash(email)).await?;
    let sealed = services.keys.seal_email(&*services.random, super::INSTALLATION, email)?;
    let (services, site) = (services.clone(), site.clone());
    to_its_end(async move {
        let now = services.now();
        let mailed = services.mailer.is_on();
        let token = (!mailed).then(|| Token::new(TokenKind::Invitation, site.id, &*services.random));
        let hash = token.as_ref().map(Token::hash);
        let mut tx = services.store.begin().await?;
        tx.lock_site(site.id).await?;
        if tx.role(site.id, by).await? != Some(Role::Owner) {
            return Ok(Invited::NotOwner);
        }
        if let Some(account) = there
            && tx.role_of(site.id, ModeratorId(account.id)).await?.is_some()
        {
            return Ok(Invited::Member);
        }
        let step = tx.begin_step(site.id, by, "invite", None, now).await?;
        let (email, expires) = (&sealed, now.plus(LIFE));
        let new = NewInvitation { site: site.id, token: hash.as_ref(), role, email, by, created: now, expires };
        let id = tx.insert_invitation(&new).await?;
        tx.record_decision(&NewDecision {
            step: Some(step),
            after: Some(serde_json::json!({ "invitation": id, "role": role.as_str() })),
            ..NewDecision::new(site.id, About::Site, Actor::Moderator(by), "invite", now)
        })
        .await?;
        tx.end_step(site.id, step, 1).await?;
        if mailed {
            let payload = serde_json::json!({ "invitation": id });
            let (site, kind) = (site.id, JobKind::MailInvitation);
            tx.add_job(&NewJob { site, kind, comment: None, payload, run_at: now }).await?;
        }
        services.commit(tx).await?;
        Ok(token.map_or(Invited::Mailed, |token| Invited::Link(address(&services, &token))))
    })
    .await
}

fn address(services: &Services, token: &Token) -> String {
    format!("{}/desk/join/{}", services.settings.public_url, token.expose())
}

/// Gives an invitation a link, for the mail that carries it. `None` when it was used or revoked.
pub async fn link(services: &Services, site: &Site, id: i64) -> Result<Option<(Invitation, String)>, Failure> {
    let Some(invitation) = services.store.invitation(site.id, id, services.now()).await? else { return Ok(None) };
    let token = Token::new(TokenKind::Invitation, site.id, &*services.random);
    let mut tx = services.store.begin().await?;
    tx.set_invitation_token(site.id, id, &token.hash()).await?;
    services.commit(tx).await?;
    Ok(Some((invitation, address(services, &token))))
}

/// Takes an invitation back; false when it is gone, or the moderator is no owner. That cannot be taken back: the link
/// is not kept.
pub async fn revoke(services: &Services, site: &Site, by: ModeratorId, id: i64) -> Result<bool, Failure> {
    let now = services.now();
    let mut tx = services.store.begin().await?;
    tx.lock_site(site.id).await?;
    if tx.role(site.id, by).await? != Some(Role::Owner) {
        return Ok(false);
    }
    let Some(role) = tx.delete_invitation(site.id, id).await? else { return Ok(false) };
    tx.record_decision(&NewDecision {
        before: Some(serde_json::json!({ "invitation": id, "role": role.as_str() })),
        ..NewDecision::new(site.id, About::Site, Actor::Moderator(by), "invite-revoke", now)
    })
    .await?;
    services.commit(tx).await?;
    Ok(true)
}

/// What a link opens.
pub struct Open {
    pub site: Site,
    pub invitation: Invitation,
    /// There is an account with the address that was invited, and whether it has a second factor.
    pub account: Option<bool>,
    token: Token,
    credentials: Option<Credentials>,
    email: Email,
}

/// Looks behind a link without using it. `None` when it is unknown, used, revoked or expired.
pub async fn open(services: &Services, text: &str) -> Result<Option<Open>, Failure> {
    let Some(token) = Token::parse(TokenKind::Invitation, text) else { return Ok(None) };
    let found = services.store.invited(token.site, &token.hash(), services.now()).await?;
    let site = services.store.site_by_id(token.site).await?;
    let (Some(invitation), Some(site)) = (found, site) else { return Ok(None) };
    let email = services.account_email(&invitation.email)?;
    let credentials = services.store.credentials(&services.account_hash(&email)).await?;
    let account = credentials.as_ref().map(|account| account.totp_sealed.is_some());
    Ok(Some(Open { site, invitation, account, token, credentials, email }))
}

/// What became of somebody who wanted to join.
pub enum Joined {
    /// They are signed in now.
    In(Entry),
    /// Their session goes on with new values.
    On(Renewed),
    /// The password or the code is wrong, or the account has to wait.
    Wrong,
    /// The link was used or revoked in the meantime.
    Gone,
}

/// Makes the account of the address that was invited.
pub async fn join_new(
    services: &Services,
    open: &Open,
    name: &str,
    password: &str,
    arrival: &Arrival,
) -> Result<Joined, NotMade> {
    let name = Name::parse(name).map_err(|_| NotMade::Name)?;
    check_password(password, name.as_str(), &open.email)?;
    let hash = services.passwords.hash(password).await.map_err(Failure::from)?;
    let account = (open.invitation.email.clone(), services.account_hash(&open.email));
    let mut tx = services.store.begin().await?;
    tx.lock_site(open.site.id).await?;
    let id = tx.insert_moderator(name.as_str(), &account, &hash, services.now()).await?;
    if !take_up(services, &mut tx, open, id, name.as_str()).await? {
        return Ok(Joined::Gone);
    }
    let entry = begin(services, &mut tx, id, arrival, None).await?;
    services.commit(tx).await?;
    Ok(Joined::In(entry))
}

/// Takes the role up with the account that has the address, by its password and code. Its other sessions end.
pub async fn join_with(
    services: &Services,
    open: &Open,
    password: &str,
    code: &str,
    arrival: &Arrival,
) -> Result<Joined, Failure> {
    let Some(account) = open.credentials.as_ref().filter(|account| !account.disabled) else {
        services.passwords.verify(password, None).await?;
        return Ok(Joined::Wrong);
    };
    let guard = Guard::of(services, account, arrival.device.as_deref()).await?;
    let right = services.passwords.verify(password, Some(account.password_hash.clone())).await?;
    if guard.wait(services.now()).is_some() {
        return Ok(Joined::Wrong);
    }
    let id = ModeratorId(account.id);
    let mut tx = services.store.begin().await?;
    tx.lock_site(open.site.id).await?;
    if !right || (account.totp_sealed.is_some() && !factor::take(services, &mut tx, account, code).await?) {
        tx.rollback().await?;
        guard.failed(services).await?;
        return Ok(Joined::Wrong);
    }
    let name = tx.moderator_name(id).await?.map(|(name, _)| name).unwrap_or_default();
    if !take_up(services, &mut tx, open, id, &name).await? {
        return Ok(Joined::Gone);
    }
    guard.forgive(&mut tx).await?;
    tx.end_sessions(id).await?;
    let entry = begin(services, &mut tx, id, arrival, guard.device()).await?;
    services.commit(tx).await?;
    Ok(Joined::In(entry))
}

/// Takes the role up with the account that is signed in. The session gets a new value and all others end.
pub async fn join_signed(services: &Services, open: &Open, signed: &SignedIn) -> Result<Joined, Failure> {
    let mut tx = services.store.begin().await?;
    tx.lock_site(open.site.id).await?;
    if !take_up(services, &mut tx, open, signed.moderator.id, &signed.moderator.name).await? {
        return Ok(Joined::Gone);
    }
    let renewed = renew(services, &mut tx, signed).await?;
    services.commit(tx).await?;
    Ok(Joined::On(renewed))
}

/// Uses the link up and gives the role, in the same write. False when it was used or revoked in the meantime.
async fn take_up(
    services: &Services,
    tx: &mut Tx,
    open: &Open,
    id: ModeratorId,
    name: &str,
) -> Result<bool, store::Error> {
    let (site, now) = (open.site.id, services.now());
    let Some((invitation, role)) = tx.use_invitation(site, &open.token.hash(), now).await? else { return Ok(false) };
    let before = tx.role_of(site, id).await?;
    let role = before.map_or(role, |had| had.max(role));
    tx.set_role(site, id, role).await?;
    let said = |role: Role| serde_json::json!({ "moderator": id.0, "name": name, "role": role.as_str() });
    let mut after = said(role);
    if let Some(after) = after.as_object_mut() {
        after.insert("invitation".to_owned(), invitation.into());
    }
    tx.record_decision(&NewDecision {
        before: before.map(said),
        after: Some(after),
        ..NewDecision::new(site, About::Site, Actor::Moderator(id), "team-join", now)
    })
    .await?;
    tracing::info!(moderator.id = id.0, site.id = site.0, role = role.as_str(), "somebody joined a team");
    Ok(true)
}
