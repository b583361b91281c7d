//! What moderators do to a whole thread: close it, rename it, move it, merge it with another; each of it recorded, and
//! to be taken back.

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{index, to_its_end};
use crate::domain::clock::Timestamp;
use crate::domain::moderator::{Actor, ModeratorId};
use crate::domain::site::Site;
use crate::domain::submission::Address;
use crate::domain::thread::{PageUrl, Thread, ThreadId, ThreadKey};
use crate::services::{Failure, Services};
use crate::store::Tx;
use crate::store::audit::{About, Done, NewDecision, StepId};
use crate::store::moving::Merged;

/// What is to become of a thread.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ThreadWish {
    /// Nobody writes here from now on; or everybody may again, as far as its date and the site's rule go.
    Lock(bool),
    /// The first moment at which nobody writes here any more; `None`: as the site's rule says.
    Close(Option<Timestamp>),
    Describe {
        title: Option<String>,
        url: Option<PageUrl>,
    },
    /// To a key that no thread has. The key that it had goes on leading to it.
    Move(Address),
    /// All its comments into the thread of this key, and its own key with them.
    Merge(ThreadKey),
}

/// Why nothing was done to a thread.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ThreadWhyNot {
    NotFound,
    /// It is so already.
    Same,
    /// The key leads to this thread.
    Taken(ThreadId),
    /// There is no thread of this key to merge with.
    NoOther,
    /// Taking back: it is not any more as that step left it.
    Changed,
}

/// How a thread was or became, as far as one act changes it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ThreadState {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub closed: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub closes: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    /// The thread that was merged into this one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub merged: Option<Merged>,
}

impl ThreadState {
    fn url(thread: &Thread) -> Option<String> {
        thread.url.as_ref().map(|url| url.as_str().to_owned())
    }

    fn key(thread: &Thread) -> Option<String> {
        Some(thread.key.as_str().to_owned())
    }

    fn read(value: Option<&Value>) -> Self {
        value.and_then(|value| serde_json::from_value(value.clone()).ok()).unwrap_or_default()
    }
}

/// A thread that something was done to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ThreadDone {
    /// The one that has its comments now.
    pub thread: ThreadId,
    pub step: StepId,
}

type Outcome<T> = Result<Result<T, ThreadWhyNot>, Failure>;

/// Does one thing to a thread.
pub async fn change_thread(
    services: &Arc<Services>,
    site: &Arc<Site>,
    id: ThreadId,
    wish: ThreadWish,
    moderator: ModeratorId,
) -> Outcome<ThreadDone> {
    let (services, site) = (services.clone(), site.clone());
    to_its_end(async move {
        let mut tx = services.store.begin().await?;
        tx.lock_site(site.id).await?;
        let acting = Acting { services: &services, site: &site, moderator, now: services.now() };
        let done = match tx.thread(site.id, id).await? {
            Some(thread) => acting.act(&mut tx, id, &thread, &wish).await?,
            None => Err(ThreadWhyNot::NotFound),
        };
        match done {
            Ok(_) => services.commit(tx).await?,
            Err(_) => tx.rollback().await?,
        }
        Ok(done)
    })
    .await
}

struct Acting<'a> {
    services: &'a Services,
    site: &'a Site,
    moderator: ModeratorId,
    now: Timestamp,
}

impl Acting<'_> {
    async fn act(&self, tx: &mut Tx, id: ThreadId, thread: &Thread, wish: &ThreadWish) -> Outcome<ThreadDone> {
        let site = self.site.id;
        match wish {
            ThreadWish::Lock(lock) if *lock == thread.closed.is_some() => Ok(Err(ThreadWhyNot::Same)),
            ThreadWish::Lock(lock) => {
                let closed = lock.then_some(self.now);
                tx.close_thread(site, id, closed).await?;
                let state = |closed: Option<Timestamp>| ThreadState { closed: closed.map(|t| t.0), ..<_>::default() };
                let action = if *lock { "thread-close" } else { "thread-open" };
                self.record(tx, id, action, state(thread.closed), state(closed)).await
            }
            ThreadWish::Close(closes) if *closes == thread.closes => Ok(Err(ThreadWhyNot::Same)),
            ThreadWish::Close(closes) => {
                tx.date_thread(site, id, *closes).await?;
                let state = |closes: Option<Timestamp>| ThreadState { closes: closes.map(|t| t.0), ..<_>::default() };
                self.record(tx, id, "thread-date", state(thread.closes), state(*closes)).await
            }
            ThreadWish::Describe { title, url } => self.describe(tx, id, thread, title, url).await,
            ThreadWish::Move(address) => self.relocate(tx, id, thread, address).await,
            ThreadWish::Merge(key) => self.merge(tx, id, thread, key).await,
        }
    }

    async fn describe(
        &self,
        tx: &mut Tx,
        id: ThreadId,
        thread: &Thread,
        title: &Option<String>,
        url: &Option<PageUrl>,
    ) -> Outcome<ThreadDone> {
        if *title == thread.title && *url == thread.url {
            return Ok(Err(ThreadWhyNot::Same));
        }
        let url = url.as_ref().map(PageUrl::as_str);
        tx.describe_thread(self.site.id, id, title.as_deref(), url).await?;
        if *title != thread.title {
            index::index_thread(self.services, tx, self.site, id).await?;
        }
        let before =
            ThreadState { title: thread.title.clone(), url: ThreadState::url(thread), ..ThreadState::default() };
        let after = ThreadState { title: title.clone(), url: url.map(str::to_owned), ..ThreadState::default() };
        self.record(tx, id, "thread-describe", before, after).await
    }

    async fn relocate(&self, tx: &mut Tx, id: ThreadId, thread: &Thread, to: &Address) -> Outcome<ThreadDone> {
        if to.key == thread.key {
            return Ok(Err(ThreadWhyNot::Same));
        }
        // A key of before may be taken up again.
        if let Some(other) = tx.thread_of(self.site.id, &to.key).await?.and_then(|t| t.id).filter(|t| *t != id) {
            return Ok(Err(ThreadWhyNot::Taken(other)));
        }
        let url = to.url.as_ref().map(|url| url.as_str().to_owned()).or(ThreadState::url(thread));
        tx.move_thread(self.site.id, thread, &to.key, url.as_deref()).await?;
        let before =
            ThreadState { key: ThreadState::key(thread), url: ThreadState::url(thread), ..ThreadState::default() };
        let after = ThreadState { key: Some(to.key.as_str().to_owned()), url, ..ThreadState::default() };
        self.record(tx, id, "thread-move", before, after).await
    }

    async fn merge(&self, tx: &mut Tx, id: ThreadId, thread: &Thread, into: &ThreadKey) -> Outcome<ThreadDone> {
        let Some(other) = tx.thread_of(self.site.id, into).await? else { return Ok(Err(ThreadWhyNot::NoOther)) };
        let Some(target) = other.id.filter(|target| *target != id) else { return Ok(Err(ThreadWhyNot::Same)) };
        let merged = tx.to_merge(self.site.id, thread, &other).await?;
        let before = ThreadState { merged: Some(merged), ..ThreadState::default() };
        let after = ThreadState { key: ThreadState::key(&other), ..ThreadState::default() };
        let (done, decision) = self.log(tx, target, "thread-merge", before, after).await?;
        tx.merge_threads(self.site.id, thread, target, decision).await?;
        index::index_thread(self.services, tx, self.site, target).await?;
        Ok(Ok(done))
    }

    async fn record(
        &self,
        tx: &mut Tx,
        id: ThreadId,
        action: &'static str,
        before: ThreadState,
        after: ThreadState,
    ) -> Outcome<ThreadDone> {
        Ok(Ok(self.log(tx, id, action, before, after).await?.0))
    }

    /// One act is one step. Returns the number of its line in the log as well.
    async fn log(
        &self,
        tx: &mut Tx,
        id: ThreadId,
        action: &'static str,
        before: ThreadState,
        after: ThreadState,
    ) -> Result<(ThreadDone, i64), Failure> {
        let site = self.site.id;
        let step = tx.begin_step(site, self.moderator, action, None, self.now).await?;
        let defect = |error: serde_json::Error| Failure::Defect(error.to_string());
        let decision = tx
            .record_decision(&NewDecision {
                step: Some(step),
                before: Some(serde_json::to_value(before).map_err(defect)?),
                after: Some(serde_json::to_value(after).map_err(defect)?),
                ..NewDecision::new(site, About::Thread(id), Actor::Moderator(self.moderator), action, self.now)
            })
            .await?;
        tx.end_step(site, step, 1).await?;
        Ok((ThreadDone { thread: id, step }, decision))
    }
}

/// Takes one act back. Inside a write, after the site's lock; whoever calls records that it was taken back.
pub(super) async fn take_back(
    services: &Services,
    tx: &mut Tx,
    site: &Site,
    id: ThreadId,
    done: &Done,
) -> Result<Result<(), ThreadWhyNot>, Failure> {
    let (before, after) = (ThreadState::read(done.before.as_ref()), ThreadState::read(done.after.as_ref()));
    let Some(thread) = tx.thread(site.id, id).await? else { return Ok(Err(ThreadWhyNot::NotFound)) };
    let now = ThreadState {
        closed: thread.closed.map(|t| t.0),
        closes: thread.closes.map(|t| t.0),
        title: thread.title.clone(),
        url: ThreadState::url(&thread),
        key: ThreadState::key(&thread),
        merged: None,
    };
    let unchanged = match done.action.as_str() {
        "thread-close" | "thread-open" => now.closed == after.closed,
        "thread-date" => now.closes == after.closes,
        "thread-describe" => now.title == after.title && now.url == after.url,
        "thread-move" => now.key == after.key,
        _ => true,
    };
    if !unchanged {
        return Ok(Err(ThreadWhyNot::Changed));
    }
    match done.action.as_str() {
        "thread-close" | "thread-open" => {
            tx.close_thread(site.id, id, before.closed.map(Timestamp)).await?;
        }
        "thread-date" => tx.date_thread(site.id, id, before.closes.map(Timestamp)).await?,
        "thread-describe" => {
            tx.describe_thread(site.id, id, before.title.as_deref(), before.url.as_deref()).await?;
            index::index_thread(services, tx, site, id).await?;
        }
        "thread-move" => {
            let Some(key) = before.key.as_deref().and_then(ThreadKey::parse) else {
                return Ok(Err(ThreadWhyNot::Changed));
            };
            if tx.thread_of(site.id, &key).await?.and_then(|t| t.id) != Some(id) {
                return Ok(Err(ThreadWhyNot::Changed));
            }
            tx.move_back(site.id, &thread, &key, before.url.as_deref()).await?;
        }
        "thread-merge" => return part(services, tx, site, &thread, before.merged.as_ref(), done.id).await,
        _ => return Ok(Err(ThreadWhyNot::NotFound)),
    }
    Ok(Ok(()))
}

/// Only while the key of the one that is gone still leads to the other.
async fn part(
    services: &Services,
    tx: &mut Tx,
    site: &Site,
    into: &Thread,
    merged: Option<&Merged>,
    decision: i64,
) -> Result<Result<(), ThreadWhyNot>, Failure> {
    let Some((merged, key)) = merged.and_then(|m| Some((m, m.key()?))) else { return Ok(Err(ThreadWhyNot::Changed)) };
    let leads_to = tx.thread_of(site.id, &key).await?;
    let still = leads_to.is_some_and(|t| t.id == into.id && t.key != key);
    if !still || tx.thread(site.id, ThreadId(merged.id)).await?.is_some() {
        return Ok(Err(ThreadWhyNot::Changed));
    }
    tx.part_threads(site.id, into, merged, decision).await?;
    for id in into.id.into_iter().chain([ThreadId(merged.id)]) {
        index::index_thread(services, tx, site, id).await?;
    }
    Ok(Ok(()))
}
