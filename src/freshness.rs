//! Which version of a thread or site is the newest, without asking the database each time.
//!
//! A write in this process is visible at once: it moves the version here before it is answered. A write
//! of another node is announced (PostgreSQL) or found by asking again after a second. Nothing is ever
//! shown from a version older than what this process has written or heard of.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use tokio::sync::watch;

use crate::domain::site::{SiteId, SiteKey};
use crate::domain::thread::ThreadKey;

/// How long a version is believed without a word from the database. Monotonic, so no clock change can stretch it.
const BELIEVED: Duration = Duration::from_millis(800);

/// How long a database that did not answer is left alone by those who have something to show without it.
const AWAY: Duration = Duration::from_secs(2);

/// A version that no thread has: whoever watches must ask the database.
pub const UNHEARD: i64 = i64::MIN;

/// Entries kept; beyond this beliefs are dropped, which costs only another question.
const MOST: usize = 50_000;

/// How long something that was put together from several beliefs is as good as they are: until the oldest of them is to
/// be asked about, or there is news of any thread.
#[derive(Clone, Copy, Debug)]
pub struct Validity {
    news: u64,
    until: Instant,
}

pub struct Freshness {
    watched: Mutex<HashMap<(SiteId, ThreadKey), watch::Sender<i64>>>,
    threads: Beliefs<(SiteId, ThreadKey), i64>,
    /// A version of a thread, and how many approved comments it has.
    counts: Beliefs<(SiteId, ThreadKey), (i64, i64)>,
    sites: Beliefs<SiteKey, std::sync::Arc<crate::domain::site::Site>>,
    desks: Mutex<HashMap<SiteId, watch::Sender<u64>>>,
    /// Until when the database is left alone.
    away: Mutex<Option<Instant>>,
    /// Moves with every version of a thread that is not the one known before.
    news: AtomicU64,
}

impl Default for Freshness {
    fn default() -> Self {
        Self {
            watched: Mutex::default(),
            threads: Beliefs::new(),
            counts: Beliefs::new(),
            sites: Beliefs::new(),
            desks: Mutex::default(),
            away: Mutex::default(),
            news: AtomicU64::default(),
        }
    }
}

impl Freshness {
    /// The thread's version if it is known to be fresh.
    pub fn thread(&self, site: SiteId, key: &ThreadKey) -> Option<i64> {
        self.threads.get(&(site, key.clone()))
    }

    /// The version that was last heard of, however old: for as long as the database cannot be asked.
    pub fn last_thread(&self, site: SiteId, key: &ThreadKey) -> Option<i64> {
        self.threads.last(&(site, key.clone()))
    }

    /// False while the database is known to be away; then one caller in a while may ask how it is.
    pub fn may_ask(&self) -> bool {
        let mut away = self.away();
        match *away {
            Some(until) if Instant::now() < until => false,
            Some(_) => {
                *away = Some(Instant::now() + AWAY);
                true
            }
            None => true,
        }
    }

    /// Whether the database answered when it was asked.
    pub fn asked(&self, answered: bool) {
        *self.away() = (!answered).then(|| Instant::now() + AWAY);
    }

    fn away(&self) -> MutexGuard<'_, Option<Instant>> {
        self.away.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A version that was read or written; never moves backwards.
    pub fn saw_thread(&self, site: SiteId, key: ThreadKey, version: i64) {
        let thread = (site, key);
        let (known, gap) = self.threads.update(thread.clone(), version, |old, new| *old > *new);
        // What nobody asked about before is no news, or a stranger who makes up keys would make some for all.
        if gap || known.is_some_and(|known| known < version) {
            self.news.fetch_add(1, Ordering::Release);
        }
        if let Some(watched) = self.watched().get(&thread) {
            watched.send_if_modified(|heard| std::mem::replace(heard, version.max(*heard)) < version);
        }
    }

    /// What is put together from beliefs begins here, before the first is asked for, so that no news is missed.
    pub fn validity(&self) -> Validity {
        Validity { news: self.news.load(Ordering::Acquire), until: Instant::now() + BELIEVED }
    }

    pub fn is_valid(&self, validity: Validity) -> bool {
        self.news.load(Ordering::Acquire) == validity.news && Instant::now() < validity.until
    }

    /// How many approved comments the thread has, if that is known of its newest version; `validity` ends with what it
    /// is known by.
    pub fn count(&self, site: SiteId, key: &ThreadKey, validity: &mut Validity) -> Option<i64> {
        let thread = (site, key.clone());
        let ((version, count), counted) = self.counts.dated(&thread)?;
        let (newest, heard) = self.threads.dated(&thread)?;
        validity.until = validity.until.min(counted).min(heard);
        (newest == version).then_some(count)
    }

    /// How many it had when that was last heard of: for as long as the database cannot be asked.
    pub fn last_count(&self, site: SiteId, key: &ThreadKey) -> Option<i64> {
        self.counts.last(&(site, key.clone())).map(|(_, count)| count)
    }

    /// A version that was read, with the count that was read with it.
    pub fn saw_count(&self, site: SiteId, key: ThreadKey, version: i64, count: i64) {
        // News of the count alone there is none: whatever moves it moves the version.
        self.counts.update((site, key.clone()), (version, count), |old, new| old.0 > new.0);
        self.saw_thread(site, key, version);
    }

    /// Hears of every newer version that is seen here, and of [`UNHEARD`] where some may have been missed.
    pub fn watch(&self, site: SiteId, key: ThreadKey) -> watch::Receiver<i64> {
        let mut watched = self.watched();
        watched.retain(|_, sender| sender.receiver_count() > 0);
        watched.entry((site, key)).or_insert_with(|| watch::Sender::new(UNHEARD)).subscribe()
    }

    /// Hears that a site's desk shows something else: a comment came, or somebody decided. What it is must be asked.
    pub fn watch_desk(&self, site: SiteId) -> watch::Receiver<u64> {
        let mut desks = self.desks();
        desks.retain(|_, sender| sender.receiver_count() > 0);
        desks.entry(site).or_insert_with(|| watch::Sender::new(0)).subscribe()
    }

    pub fn saw_desk(&self, site: SiteId) {
        if let Some(desk) = self.desks().get(&site) {
            desk.send_modify(|times| *times = times.wrapping_add(1));
        }
    }

    fn desks(&self) -> MutexGuard<'_, HashMap<SiteId, watch::Sender<u64>>> {
        self.desks.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn watched(&self) -> MutexGuard<'_, HashMap<(SiteId, ThreadKey), watch::Sender<i64>>> {
        self.watched.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn site(&self, key: &SiteKey) -> Option<std::sync::Arc<crate::domain::site::Site>> {
        self.sites.get(key)
    }

    /// The site as it was last seen, however long ago.
    pub fn last_site(&self, key: &SiteKey) -> Option<std::sync::Arc<crate::domain::site::Site>> {
        self.sites.last(key)
    }

    pub fn saw_site(&self, site: std::sync::Arc<crate::domain::site::Site>) {
        self.sites.update(site.key.clone(), site, |old, new| old.version > new.version);
    }

    pub fn forget_site(&self, id: SiteId) {
        self.sites.doubt(|site| site.id == id);
    }

    /// After a gap in the news: believe nothing.
    pub fn forget_everything(&self) {
        self.threads.doubt(|_| true);
        self.counts.doubt(|_| true);
        for watched in self.watched().values() {
            watched.send_replace(UNHEARD);
        }
        for desk in self.desks().values() {
            desk.send_modify(|times| *times = times.wrapping_add(1));
        }
        self.sites.doubt(|_| true);
        self.news.fetch_add(1, Ordering::Release);
    }
}

struct Beliefs<K, V>(Mutex<HashMap<K, Belief<V>>>);

struct Belief<V> {
    value: V,
    /// `None`: there may have been news, so it must be asked about, and whatever the database says then counts.
    since: Option<Instant>,
}

impl<V> Belief<V> {
    /// Until when it is believed.
    fn until(&self) -> Option<Instant> {
        self.since.map(|since| since + BELIEVED)
    }

    fn is_fresh(&self) -> bool {
        self.until().is_some_and(|until| Instant::now() < until)
    }
}

impl<K: Eq + Hash, V: Clone> Beliefs<K, V> {
    fn new() -> Self {
        Self(Mutex::default())
    }

    fn get(&self, key: &K) -> Option<V> {
        self.dated(key).map(|(value, _)| value)
    }

    /// And until when it is believed.
    fn dated(&self, key: &K) -> Option<(V, Instant)> {
        let all = self.all();
        let belief = all.get(key)?;
        let until = belief.until().filter(|until| Instant::now() < *until)?;
        Some((belief.value.clone(), until))
    }

    fn last(&self, key: &K) -> Option<V> {
        self.all().get(key).map(|belief| belief.value.clone())
    }

    /// What was known before, and whether there was a gap: it was in doubt, or others are forgotten now.
    fn update(&self, key: K, value: V, old_is_newer: impl Fn(&V, &V) -> bool) -> (Option<V>, bool) {
        let mut map = self.all();
        let full = map.len() >= MOST;
        if full {
            map.retain(|_, belief| belief.is_fresh());
            // Looking through so many fresh ones each time would cost more than asking again.
            if map.len() >= MOST {
                map.clear();
            }
        }
        let value = match map.get(&key) {
            Some(old) if old.since.is_some() && old_is_newer(&old.value, &value) => old.value.clone(),
            _ => value,
        };
        let before = map.insert(key, Belief { value, since: Some(Instant::now()) });
        let doubted = before.as_ref().is_some_and(|before| before.since.is_none());
        (before.filter(|_| !doubted).map(|before| before.value), full || doubted)
    }

    fn doubt(&self, which: impl Fn(&V) -> bool) {
        for belief in self.all().values_mut().filter(|belief| which(&belief.value)) {
            belief.since = None;
        }
    }

    fn all(&self) -> MutexGuard<'_, HashMap<K, Belief<V>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
