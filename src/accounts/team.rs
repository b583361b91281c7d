//! Who is in a site's team, and as what. Only its owners change that, and one owner always stays.

use std::sync::Arc;

use serde_json::{Value, json};

use super::to_its_end;
use crate::domain::clock::Timestamp;
use crate::domain::moderator::{Actor, ModeratorId, Role};
use crate::domain::policy::FactorFor;
use crate::domain::site::{Site, SiteId};
use crate::services::{Failure, Services};
use crate::store::Tx;
use crate::store::audit::{About, Done, NewDecision, StepId};

/// What is to become of somebody in the team.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TeamWish {
    Role(Role),
    /// Out of this site's team; the account stays.
    Remove,
    /// The account signs in nowhere any more, and its tokens open nothing.
    Disable,
    Enable,
}

/// Why nothing was changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotChanged {
    /// Whoever asked is no owner any more.
    NotOwner,
    /// There is nobody of that number in the team.
    NoSuch,
    /// The site would have no owner.
    LastOwner,
    /// The account also serves a site that is not the owner's.
    Elsewhere,
}

/// Changes the team; the sessions of whom it is about end at once.
pub async fn change(
    services: &Arc<Services>,
    site: &Arc<Site>,
    by: ModeratorId,
    whom: ModeratorId,
    wish: TeamWish,
) -> Result<Result<(), NotChanged>, Failure> {
    let (services, site) = (services.clone(), site.clone());
    to_its_end(async move {
        let now = services.now();
        let mut tx = services.store.begin().await?;
        tx.lock_site(site.id).await?;
        let changed = carry_out(&mut tx, site.id, by, whom, wish, now).await?;
        match changed {
            Ok(()) => services.commit(tx).await?,
            Err(_) => tx.rollback().await?,
        }
        Ok(changed)
    })
    .await
}

async fn carry_out(
    tx: &mut Tx,
    site: SiteId,
    by: ModeratorId,
    whom: ModeratorId,
    wish: TeamWish,
    now: Timestamp,
) -> Result<Result<(), NotChanged>, Failure> {
    if tx.role(site, by).await? != Some(Role::Owner) {
        return Ok(Err(NotChanged::NotOwner));
    }
    let (Some(role), Some((name, disabled))) = (tx.role_of(site, whom).await?, tx.moderator_name(whom).await?) else {
        return Ok(Err(NotChanged::NoSuch));
    };
    let about_account = matches!(wish, TeamWish::Disable | TeamWish::Enable);
    if about_account && tx.serves_elsewhere(whom, by).await? {
        return Ok(Err(NotChanged::Elsewhere));
    }
    let was = json!({ "moderator": whom.0, "name": name, "role": role.as_str(), "disabled": disabled });
    let mut is = was.clone();
    let action = apply(tx, site, whom, wish, &mut is).await?;
    if tx.owners(site).await? == 0 {
        return Ok(Err(NotChanged::LastOwner));
    }
    if is == was {
        return Ok(Ok(()));
    }
    tx.end_sessions(whom).await?;
    let step = tx.begin_step(site, by, action, None, now).await?;
    record(tx, site, by, action, Some(step), was, is, now).await?;
    tx.end_step(site, step, 1).await?;
    tracing::info!(moderator.id = whom.0, by = by.0, action, "a team was changed");
    Ok(Ok(()))
}

/// Does it, and says in `is` how it is then.
async fn apply(
    tx: &mut Tx,
    site: SiteId,
    whom: ModeratorId,
    wish: TeamWish,
    is: &mut Value,
) -> Result<&'static str, Failure> {
    let (field, value, action) = match wish {
        TeamWish::Role(role) => {
            tx.set_role(site, whom, role).await?;
            ("role", json!(role.as_str()), "team-role")
        }
        TeamWish::Remove => {
            tx.delete_role(site, whom).await?;
            ("role", Value::Null, "team-remove")
        }
        TeamWish::Disable => {
            tx.disable_moderator(whom).await?;
            ("disabled", json!(true), "team-disable")
        }
        TeamWish::Enable => {
            tx.enable_moderator(whom).await?;
            ("disabled", json!(false), "team-enable")
        }
    };
    if let Some(is) = is.as_object_mut() {
        is.insert(field.to_owned(), value);
    }
    Ok(action)
}

#[allow(clippy::too_many_arguments)]
async fn record(
    tx: &mut Tx,
    site: SiteId,
    by: ModeratorId,
    action: &'static str,
    step: Option<StepId>,
    before: Value,
    after: Value,
    at: Timestamp,
) -> Result<(), Failure> {
    let (before, after) = (Some(before), Some(after));
    let new = NewDecision::new(site, About::Site, Actor::Moderator(by), action, at);
    tx.record_decision(&NewDecision { step, before, after, ..new }).await?;
    Ok(())
}

/// Says who must have a second factor here. Whoever lacks it is led to set it up at their next page.
pub async fn require_factor(
    services: &Arc<Services>,
    site: &Arc<Site>,
    by: ModeratorId,
    who: FactorFor,
) -> Result<Result<(), NotChanged>, Failure> {
    let (services, key, id) = (services.clone(), site.key.clone(), site.id);
    to_its_end(async move {
        let now = services.now();
        let mut tx = services.store.begin().await?;
        tx.lock_site(id).await?;
        if tx.role(id, by).await? != Some(Role::Owner) {
            return Ok(Err(NotChanged::NotOwner));
        }
        let Some(mut site) = services.store.site(&key).await? else { return Ok(Err(NotChanged::NoSuch)) };
        let was = site.policy.second_factor;
        site.policy.second_factor = who;
        if was != who {
            tx.update_site(&site).await?;
            let step = tx.begin_step(id, by, "team-factor", None, now).await?;
            let said = |who: FactorFor| json!({ "second_factor": who.as_str() });
            record(&mut tx, id, by, "team-factor", Some(step), said(was), said(who), now).await?;
            tx.end_step(id, step, 1).await?;
        }
        services.commit(tx).await?;
        Ok(Ok(()))
    })
    .await
}

/// Takes a step about the team back, if it still stands as that step left it and whoever took it is still an owner. So
/// one owner stays whatever is taken back.
pub async fn take_back(
    tx: &mut Tx,
    site: &Site,
    by: ModeratorId,
    done: &Done,
    now: Timestamp,
) -> Result<bool, Failure> {
    if tx.role(site.id, by).await? != Some(Role::Owner) {
        return Ok(false);
    }
    let number = |value: &Option<Value>, name: &str| value.as_ref()?.get(name)?.as_i64();
    let role = |value: &Option<Value>| Role::from_word(value.as_ref()?.get("role")?.as_str()?);
    let (before, after) = (role(&done.before), role(&done.after));
    match (done.action.as_str(), number(&done.before, "moderator").map(ModeratorId)) {
        ("invite", _) => {
            let Some(invitation) = number(&done.after, "invitation") else { return Ok(false) };
            if tx.delete_invitation(site.id, invitation).await?.is_none() {
                return Ok(false);
            }
        }
        ("team-role" | "team-remove", Some(whom)) => {
            let Some(before) = before else { return Ok(false) };
            if tx.role_of(site.id, whom).await? != after {
                return Ok(false);
            }
            tx.set_role(site.id, whom, before).await?;
            tx.end_sessions(whom).await?;
        }
        ("team-factor", _) => {
            let was = done.before.as_ref().and_then(|b| b.get("second_factor")).and_then(Value::as_str);
            let was = FactorFor::ALL.into_iter().find(|who| Some(who.as_str()) == was);
            let Some(second_factor) = was else { return Ok(false) };
            let mut changed = site.clone();
            changed.policy.second_factor = second_factor;
            tx.update_site(&changed).await?;
        }
        ("team-disable", Some(whom)) if !tx.serves_elsewhere(whom, by).await? => tx.enable_moderator(whom).await?,
        ("team-enable", Some(whom)) if !tx.serves_elsewhere(whom, by).await? => tx.disable_moderator(whom).await?,
        _ => return Ok(false),
    }
    let (was, is) = (done.after.clone().unwrap_or_default(), done.before.clone().unwrap_or_default());
    record(tx, site.id, by, "undo", None, was, is, now).await?;
    Ok(true)
}
