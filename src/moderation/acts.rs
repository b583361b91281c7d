//! What a moderator does to one comment besides its status: changes its text, answers it, marks it, deletes it for
//! good. Each but the last can be taken back.
//!
//! What a comment said before it was changed is kept in the log for as long as the comment is, and what readers see
//! says that the editors changed it.

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use serde_json::json;

use super::decide::{Deciding, Target, WhyNot, Wish};
use super::to_its_end;
use crate::domain::clock::Timestamp;
use crate::domain::comment::{CommentId, Status};
use crate::domain::error::{FieldCode, FieldError};
use crate::domain::moderator::{Actor, ModeratorId};
use crate::domain::site::Site;
use crate::domain::submission::Source;
use crate::posting::{self, staff};
use crate::services::{Failure, Services};
use crate::store::Tx;
use crate::store::audit::{About, NewDecision, StepId};
use crate::store::marks::{Mark, Marks};
use crate::store::statuses::{Before, Change, Current, Rewrite};
use crate::text;

/// Pinned comments of one thread; more would push the conversation off the page.
pub const MOST_PINNED: usize = 3;

/// What was done, and what the comment is now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Acted {
    pub id: CommentId,
    pub status: Status,
    pub version: i64,
    /// By which it can be taken back.
    pub step: Option<StepId>,
    /// The reply that was written.
    pub reply: Option<CommentId>,
}

/// Why nothing was done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    Not(WhyNot),
    Field(FieldError),
    /// Only a comment that answers no other can stand before all.
    PinnedReply,
    /// [`MOST_PINNED`] are pinned already.
    PinnedMost,
}

impl Refused {
    /// The sentence is `desk-refused-{word}`.
    pub fn as_str(&self) -> &'static str {
        match self {
            Refused::Not(why) => why.as_str(),
            Refused::Field(error) => error.code.as_str(),
            Refused::PinnedReply => "pinned-reply",
            Refused::PinnedMost => "pinned-most",
        }
    }
}

impl From<WhyNot> for Refused {
    fn from(why: WhyNot) -> Self {
        Refused::Not(why)
    }
}

/// A comment that is there to be acted upon, as the moderator had it in view.
pub(super) async fn in_view(tx: &mut Tx, site: &Site, target: Target) -> Result<Result<Current, WhyNot>, Failure> {
    let Some(current) = tx.current(site.id, target.id).await? else { return Ok(Err(WhyNot::NotFound)) };
    if current.withdrawn {
        return Ok(Err(WhyNot::Withdrawn));
    }
    if target.version.is_some_and(|seen| seen != current.version) {
        return Ok(Err(WhyNot::Changed(tx.last_decision(site.id, &current).await?)));
    }
    Ok(Ok(current))
}

fn read(site: &Site, body: &str) -> Result<(Source, text::Rendered), FieldError> {
    let source = Source::parse(body, site.policy.max_length)?;
    let rendered = text::render(source.as_str()).map_err(|_| FieldError::new("body", FieldCode::BodyTooComplex))?;
    Ok((source, rendered))
}

/// How a text was before a moderator changed it.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Text {
    source: String,
    edited: Option<i64>,
    by_staff: bool,
}

/// Changes the text of a comment. Its author and readers see that the editors did.
pub async fn edit(
    services: &Arc<Services>,
    site: &Arc<Site>,
    target: Target,
    body: &str,
    moderator: ModeratorId,
) -> Result<Result<Acted, Refused>, Failure> {
    let (source, rendered) = match read(site, body) {
        Ok(read) => read,
        Err(error) => return Ok(Err(Refused::Field(error))),
    };
    let (services, site) = (services.clone(), site.clone());
    to_its_end(async move {
        let now = services.now();
        let mut tx = services.store.begin().await?;
        tx.lock_site(site.id).await?;
        let current = match in_view(&mut tx, &site, target).await? {
            Ok(current) => current,
            Err(why) => return Ok(Err(why.into())),
        };
        let step = tx.begin_step(site.id, moderator, "rewrite", None, now).await?;
        let old = tx.text_of(site.id, current.id).await?;
        rewrite(&mut tx, &site, &current, (source.as_str(), &rendered), (Some(now), true)).await?;
        let before = Text { source: old.source, edited: old.edited.map(|t| t.0), by_staff: old.by_staff };
        tx.record_decision(&NewDecision {
            step: Some(step),
            before: Some(json!(before)),
            after: Some(json!({ "source": source.as_str() })),
            ..NewDecision::new(site.id, About::Comment(current.id), Actor::Moderator(moderator), "rewrite", now)
        })
        .await?;
        tx.end_step(site.id, step, 1).await?;
        services.commit(tx).await?;
        let (status, version) = (current.status, current.version + 1);
        Ok(Ok(Acted { id: current.id, status, version, step: Some(step), reply: None }))
    })
    .await
}

/// Gives a comment back the text that it had. `false` when nothing is kept of it.
pub(super) async fn unedit(
    tx: &mut Tx,
    site: &Site,
    current: &Current,
    before: Option<serde_json::Value>,
) -> Result<bool, Failure> {
    let Some(old) = before.and_then(|b| serde_json::from_value::<Text>(b).ok()) else { return Ok(false) };
    let Ok(rendered) = text::render(&old.source) else { return Ok(false) };
    rewrite(tx, site, current, (&old.source, &rendered), (old.edited.map(Timestamp), old.by_staff)).await?;
    Ok(true)
}

async fn rewrite(
    tx: &mut Tx,
    site: &Site,
    current: &Current,
    (source, rendered): (&str, &text::Rendered),
    (edited, by_staff): (Option<Timestamp>, bool),
) -> Result<(), Failure> {
    let (html, text_hash) = (text::to_store(&rendered.html), posting::text_hash(&rendered.plain));
    let website = tx.website_of(site.id, current.id).await?;
    let rewrite = Rewrite { source, html: &html, text_hash: &text_hash, edited, by_staff };
    tx.rewrite_comment(site.id, current, &rewrite).await?;
    let hosts = posting::linked_hosts(rendered, website.as_ref());
    tx.put_links(site.id, current.id, &hosts).await?;
    Ok(())
}

/// Answers a comment in the moderator's name, which approves it in the same step.
pub async fn reply(
    services: &Arc<Services>,
    site: &Arc<Site>,
    target: Target,
    body: &str,
    moderator: ModeratorId,
) -> Result<Result<Acted, Refused>, Failure> {
    let (source, rendered) = match read(site, body) {
        Ok(read) => read,
        Err(error) => return Ok(Err(Refused::Field(error))),
    };
    let account = services.store.moderator(moderator).await?;
    let name = account.ok_or_else(|| Failure::Defect("a moderator without an account".to_owned()))?.name;
    let (services, site) = (services.clone(), site.clone());
    to_its_end(async move {
        let now = services.now();
        let mut tx = services.store.begin().await?;
        tx.lock_site(site.id).await?;
        let current = match in_view(&mut tx, &site, target).await? {
            Ok(current) => current,
            Err(why) => return Ok(Err(why.into())),
        };
        let deciding = Deciding::begin_as(&mut tx, &site, moderator, Wish::To(Status::Approved), "reply", now);
        let mut deciding = deciding.await?;
        if current.status != Status::Approved || current.flags > 0 {
            deciding.decide(&mut tx, current.id.into()).await?;
        }
        let reply = staff::Reply { to: current.id, name: &name, source: &source, rendered: &rendered };
        let id = staff::insert(&services, &mut tx, &site, &reply, now).await?;
        tx.record_decision(&NewDecision {
            to: Some(Status::Approved),
            step: Some(deciding.step()),
            ..NewDecision::new(site.id, About::Comment(id), Actor::Moderator(moderator), "reply", now)
        })
        .await?;
        let outcome = deciding.end(&mut tx, 1).await?;
        services.commit(tx).await?;
        let version = outcome.decided.first().map_or(current.version, |decided| decided.version);
        Ok(Ok(Acted { id: current.id, status: Status::Approved, version, step: outcome.step, reply: Some(id) }))
    })
    .await
}

/// Marks a comment as the editors' pick or pins it, or takes a mark off.
pub async fn mark(
    services: &Arc<Services>,
    site: &Arc<Site>,
    target: Target,
    mark: Mark,
    moderator: ModeratorId,
) -> Result<Result<Acted, Refused>, Failure> {
    let (services, site) = (services.clone(), site.clone());
    to_its_end(async move {
        let now = services.now();
        let mut tx = services.store.begin().await?;
        tx.lock_site(site.id).await?;
        let current = match in_view(&mut tx, &site, target).await? {
            Ok(current) => current,
            Err(why) => return Ok(Err(why.into())),
        };
        if mark == Mark::Pin {
            if current.parent.is_some() {
                return Ok(Err(Refused::PinnedReply));
            }
            if tx.pinned(site.id, current.thread).await? >= MOST_PINNED {
                return Ok(Err(Refused::PinnedMost));
            }
        }
        let before = tx.marks_of(site.id, current.id).await?;
        let after = before.with(mark);
        let step = tx.begin_step(site.id, moderator, mark.as_str(), None, now).await?;
        tx.set_marks(site.id, &current, after).await?;
        tx.record_decision(&NewDecision {
            step: Some(step),
            before: Some(json!(before)),
            after: Some(json!(after)),
            ..NewDecision::new(site.id, About::Comment(current.id), Actor::Moderator(moderator), mark.as_str(), now)
        })
        .await?;
        tx.end_step(site.id, step, 1).await?;
        services.commit(tx).await?;
        let (status, version) = (current.status, current.version + 1);
        Ok(Ok(Acted { id: current.id, status, version, step: Some(step), reply: None }))
    })
    .await
}

/// The actions that change the same thing as this one does, as they stand in the log.
pub(super) fn alike(action: &str) -> [&'static str; 5] {
    match action {
        "rewrite" => ["rewrite", "undo-rewrite", "edit", "erase", "withdraw"],
        _ => ["pick", "unpick", "pin", "unpin", "undo-mark"],
    }
}

/// Gives a comment back the marks that it had.
pub(super) async fn unmark(
    tx: &mut Tx,
    site: &Site,
    current: &Current,
    before: Option<serde_json::Value>,
) -> Result<bool, Failure> {
    let Some(before) = before.and_then(|b| serde_json::from_value::<Marks>(b).ok()) else { return Ok(false) };
    tx.set_marks(site.id, current, before).await?;
    Ok(true)
}

/// Deletes a comment for good: its text, its author and what was kept about it. Only its place stays, and only
/// while something answers it. The log says that it was deleted and by whom. Cannot be taken back.
pub async fn delete(
    services: &Arc<Services>,
    site: &Arc<Site>,
    target: Target,
    moderator: ModeratorId,
) -> Result<Result<(), Refused>, Failure> {
    let (services, site) = (services.clone(), site.clone());
    to_its_end(async move {
        let now = services.now();
        let mut tx = services.store.begin().await?;
        tx.lock_site(site.id).await?;
        let current = match in_view(&mut tx, &site, target).await? {
            Ok(current) => current,
            Err(why) => return Ok(Err(why.into())),
        };
        let (to, before) = (Status::Trash, Before::Follow);
        let change = Change { to, decided: true, withdrawn: false, verdict: None, now, before };
        tx.change_status(site.id, &current, &change).await?;
        tx.purge_comment(site.id, current.id, to).await?;
        tx.record_decision(&NewDecision {
            from: Some(current.status),
            to: Some(to),
            ..NewDecision::new(site.id, About::Comment(current.id), Actor::Moderator(moderator), "delete", now)
        })
        .await?;
        services.commit(tx).await?;
        Ok(Ok(()))
    })
    .await
}
