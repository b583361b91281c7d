//! Changing a site's settings: all or nothing, recorded, and taken back as one step.

use serde_json::{Map, Value};

use super::{NotSet, value};
use crate::domain::clock::Timestamp;
use crate::domain::moderator::{Actor, ModeratorId};
use crate::domain::site::{Site, SiteId};
use crate::domain::texts::TextName;
use crate::services::{Failure, Services};
use crate::store::Tx;
use crate::store::audit::{About, Done, NewDecision, StepId};
use crate::store::settings::SettingsChange;

/// What is wanted.
pub struct Change<'a> {
    pub settings: &'a [(String, String)],
    pub by: Actor,
    /// The version that this was made from; `None`: whatever there is.
    pub seen: Option<i64>,
}

/// The site as it became.
#[derive(Debug)]
pub struct Changed {
    pub site: Site,
    /// By which it is taken back; `None` where nothing differs, and from the command line.
    pub step: Option<StepId>,
}

/// What others changed in the meantime, newest first.
#[derive(Debug)]
pub struct Collision {
    /// The version that there is now.
    pub version: i64,
    pub changes: Vec<SettingsChange>,
}

/// More changes than this are not told.
const TOLD: i64 = 20;

pub(super) async fn write(services: &Services, id: SiteId, change: &Change<'_>) -> Result<Changed, NotSet> {
    let now = services.now();
    let mut tx = services.store.begin().await?;
    tx.lock_site(id).await?;
    let gone = || NotSet::Failed(Failure::Defect("a site is gone".to_owned()));
    let old = tx.site(id).await?.ok_or_else(gone)?;
    if let Some(seen) = change.seen.filter(|seen| *seen != old.version) {
        tx.rollback().await?;
        let missed = (old.version - seen).clamp(1, TOLD);
        let changes = services.store.settings_changes(id, missed).await?;
        return Err(NotSet::Collision(Collision { version: old.version, changes }));
    }
    let mut site = old.clone();
    let mut wrong = value::apply(services, &mut site, change.settings)?;
    if change.by.moderator().is_some() && site.origins.is_empty() {
        wrong.extend(value::some_origin("").err().filter(|_| wrong.iter().all(|wrong| wrong.setting != "origin")));
    }
    if !wrong.is_empty() {
        tx.rollback().await?;
        return Err(NotSet::Wrong(wrong));
    }
    let names = change.settings.iter().map(|(name, _)| name.as_str());
    let Some((before, after)) = difference(&old, &site, names) else {
        tx.rollback().await?;
        return Ok(Changed { site: old, step: None });
    };
    let step = match change.by.moderator() {
        Some(moderator) => Some(tx.begin_step(id, moderator, "settings", None, now).await?),
        None => None,
    };
    tx.update_site(&site).await?;
    put_texts(&mut tx, &site, change.settings).await?;
    let size = after.len();
    let (before, after) = (Some(Value::Object(before)), Some(Value::Object(after)));
    let decision = NewDecision::new(id, About::Site, change.by, "settings", now);
    tx.record_decision(&NewDecision { step, before, after, ..decision }).await?;
    if let Some(step) = step {
        tx.end_step(id, step, size).await?;
    }
    services.commit(tx).await?;
    site.version += 1;
    Ok(Changed { site, step })
}

/// Values by the settings' names.
type Values = Map<String, Value>;

/// What differs, as it was and as it is; `None` where nothing does. A key that is replaced by another differs,
/// although neither is told.
fn difference<'n>(old: &Site, new: &Site, names: impl Iterator<Item = &'n str>) -> Option<(Values, Values)> {
    let (mut before, mut after) = (Map::new(), Map::new());
    for name in names {
        let (was, is) = (value::shown(old, name), value::shown(new, name));
        let replaced = name == "akismet_key" && old.akismet_key != new.akismet_key;
        if was != is || replaced {
            before.insert(name.to_owned(), was.into());
            after.insert(name.to_owned(), is.into());
        }
    }
    (!after.is_empty()).then_some((before, after))
}

/// Writes the texts among these settings as the site has them now.
pub(super) async fn put_texts(tx: &mut Tx, site: &Site, settings: &[(String, String)]) -> Result<(), Failure> {
    for name in settings.iter().filter_map(|(name, _)| TextName::parse(name)) {
        let text = site.texts.get(name.lang, &name.id, &name.form).unwrap_or_default();
        tx.put_text(site.id, &name, text).await?;
    }
    Ok(())
}

/// Takes a moderator's change back: each setting that is still as it left it. What somebody has changed since stays,
/// and so does the Akismet key, of which nothing earlier is kept.
pub async fn take_back(
    services: &Services,
    tx: &mut Tx,
    site: SiteId,
    moderator: ModeratorId,
    done: &Done,
    now: Timestamp,
) -> Result<(), Failure> {
    let Some(old) = tx.site(site).await? else { return Ok(()) };
    let text = |values: &Option<Value>, name: &str| Some(values.as_ref()?.get(name)?.as_str()?.to_owned());
    let names = done.before.as_ref().and_then(Value::as_object).map(Map::keys).into_iter().flatten();
    let still = names.filter(|name| {
        *name != "akismet_key" && text(&done.after, name).is_some_and(|after| after == value::shown(&old, name))
    });
    let settings: Vec<(String, String)> =
        still.filter_map(|name| Some((name.clone(), text(&done.before, name)?))).collect();
    let mut new = old.clone();
    // What was once allowed may no longer be: such a setting stays as it is.
    value::apply(services, &mut new, &settings)?;
    let names = settings.iter().map(|(name, _)| name.as_str());
    let Some((before, after)) = difference(&old, &new, names) else { return Ok(()) };
    tx.update_site(&new).await?;
    put_texts(tx, &new, &settings).await?;
    let (before, after) = (Some(Value::Object(before)), Some(Value::Object(after)));
    let decision = NewDecision::new(site, About::Site, Actor::Moderator(moderator), "settings", now);
    tx.record_decision(&NewDecision { before, after, ..decision }).await?;
    Ok(())
}
