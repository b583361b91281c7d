//! What a use case may use: the database, the keys, time and chance, the outside services, the words.
//!
//! Built once by `app` and handed to every use case. Time, randomness, mail and outgoing HTTP are
//! parameters, so that tests hold them in their hands. Nothing here decides anything.

use std::sync::Arc;
use std::time::Duration;

use secrecy::SecretString;
use tokio::sync::{Notify, OwnedSemaphorePermit, Semaphore};

use crate::domain::clock::{Clock, Random, Timestamp};
use crate::domain::site::{Site, SiteId, SiteKey};
use crate::domain::thread::ThreadKey;
use crate::freshness::{Freshness, Validity};
use crate::i18n::I18n;
use crate::keys::{KeyError, Keys};
use crate::mail::Mailer;
use crate::metrics::Metrics;
use crate::passwords::{HashError, Passwords};
use crate::spam::akismet::Akismet;
use crate::spam::checks::lately::Lately;
use crate::spam::model::shelf::Shelf;
use crate::store::{self, Changes, Store, Tx};
use crate::text::Renderer;

pub struct Services {
    pub store: Store,
    pub keys: Keys,
    pub clock: Arc<dyn Clock>,
    pub random: Arc<dyn Random>,
    pub i18n: I18n,
    pub renderer: Renderer,
    pub akismet: Akismet,
    pub mailer: Mailer,
    pub metrics: Arc<Metrics>,
    pub passwords: Passwords,
    pub freshness: Freshness,
    /// What the local filter has learnt.
    pub models: Shelf,
    /// What people marked as spam.
    pub lately: Lately,
    /// Wakes the worker when a job was added.
    pub jobs: Notify,
    /// Places for comments that are being taken in.
    pub places: Arc<Semaphore>,
    pub settings: Settings,
}

/// The operator's settings that use cases need.
pub struct Settings {
    /// What links in mails and pages are built from; no slash at the end.
    pub public_url: String,
    /// The installation's Akismet key, for sites that have none of their own.
    pub akismet_key: Option<SecretString>,
    /// How long a reader waits for Akismet at most.
    pub akismet_budget: Duration,
    /// Zero bits that each puzzle of a challenge takes.
    pub challenge_bits: u8,
}

/// Why a use case could not be carried out, though nothing was wrong with what was asked.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    #[error(transparent)]
    Store(#[from] store::Error),
    #[error(transparent)]
    Key(#[from] KeyError),
    #[error(transparent)]
    Hash(#[from] HashError),
    /// Nothing was tried; the same may succeed in a moment.
    #[error("too many comments at once")]
    Busy,
    #[error("{0}")]
    Defect(String),
}

impl Failure {
    /// The same request may succeed later.
    pub fn passes(&self) -> bool {
        match self {
            Failure::Store(e) => e.is_unavailable(),
            Failure::Hash(e) => matches!(e, HashError::Busy),
            Failure::Busy => true,
            Failure::Key(_) | Failure::Defect(_) => false,
        }
    }
}

/// Given back when it is dropped.
pub struct Room(#[expect(dead_code, reason = "is only held")] OwnedSemaphorePermit);

impl Services {
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// Whether a comment would get no place now: told before its text is read, a crowd costs little.
    pub fn is_full(&self) -> bool {
        self.places.available_permits() == 0
    }

    /// A place for a comment that is taken in. Those who have one are done quickly, because there are only so many;
    /// the others are told to come again instead of waiting in a queue that grows.
    pub fn room(&self) -> Result<Room, Failure> {
        Arc::clone(&self.places).try_acquire_owned().map(Room).map_err(|_| Failure::Busy)
    }

    /// The site of this key, from memory while that is fresh, or while the database cannot be asked.
    pub async fn site(&self, key: &SiteKey) -> Result<Option<Arc<Site>>, Failure> {
        match self.freshness.site(key) {
            Some(site) => Ok(Some(site)),
            // In a box, for it is seldom: else each request's future would have room for it.
            None => Box::pin(self.ask_site(key)).await,
        }
    }

    async fn ask_site(&self, key: &SiteKey) -> Result<Option<Arc<Site>>, Failure> {
        let known = self.freshness.last_site(key);
        let asked = self.ask_database(known.is_some(), self.store.site(key)).await?;
        let Some(found) = asked else { return Ok(known) };
        let Some(site) = found else { return Ok(None) };
        // The same once more where nothing has changed, so that whatever holds on to it holds one.
        let site =
            known.filter(|old| (old.id, old.version) == (site.id, site.version)).unwrap_or_else(|| Arc::new(site));
        self.freshness.saw_site(site.clone());
        Ok(Some(site))
    }

    /// The thread's newest version; 0 when nobody wrote in it. A database that cannot be asked does not stop the
    /// reading of what is in memory.
    pub async fn thread_version(&self, site: &Site, key: &ThreadKey) -> Result<i64, Failure> {
        match self.freshness.thread(site.id, key) {
            Some(version) => Ok(version),
            None => Box::pin(self.ask_thread_version(site, key)).await,
        }
    }

    async fn ask_thread_version(&self, site: &Site, key: &ThreadKey) -> Result<i64, Failure> {
        let known = self.freshness.last_thread(site.id, key);
        let asked = self.ask_database(known.is_some(), self.store.thread_version(site.id, key)).await?;
        let Some(version) = asked.or(known) else { return Ok(0) };
        if asked.is_some() {
            self.freshness.saw_thread(site.id, key.clone(), version);
        }
        Ok(self.freshness.thread(site.id, key).unwrap_or(version))
    }

    /// How many approved comments each of these threads has, in their order: from memory while that is fresh, or while the
    /// database cannot be asked. A thread that nobody wrote in has none. Where all came from memory, beside them for how
    /// long they are right.
    pub async fn counts(&self, site: SiteId, keys: &[ThreadKey]) -> Result<(Vec<i64>, Option<Validity>), Failure> {
        let mut validity = self.freshness.validity();
        let known: Vec<Option<i64>> = keys.iter().map(|key| self.freshness.count(site, key, &mut validity)).collect();
        let asked: Vec<ThreadKey> =
            keys.iter().zip(&known).filter(|(_, count)| count.is_none()).map(|(key, _)| key.clone()).collect();
        if asked.is_empty() {
            return Ok((known.into_iter().flatten().collect(), Some(validity)));
        }
        let mut told = Box::pin(self.ask_counts(site, asked)).await?.into_iter();
        Ok((known.into_iter().map(|count| count.or_else(|| told.next()).unwrap_or_default()).collect(), None))
    }

    async fn ask_counts(&self, site: SiteId, asked: Vec<ThreadKey>) -> Result<Vec<i64>, Failure> {
        let known: Option<Vec<i64>> = asked.iter().map(|key| self.freshness.last_count(site, key)).collect();
        let Some(found) = self.ask_database(known.is_some(), self.store.counts(site, &asked)).await? else {
            return Ok(known.unwrap_or_default());
        };
        let heard = asked.into_iter().map(|key| {
            let (version, count) = found.get(key.as_str()).copied().unwrap_or_default();
            self.freshness.saw_count(site, key, version, count);
            count
        });
        Ok(heard.collect())
    }

    /// What the database says; `None` when it cannot be asked and its caller knows something (`known`) that will do.
    async fn ask_database<T>(
        &self,
        known: bool,
        question: impl Future<Output = store::Result<T>>,
    ) -> Result<Option<T>, Failure> {
        if known && !self.freshness.may_ask() {
            return Ok(None);
        }
        match question.await {
            Ok(answer) => {
                self.freshness.asked(true);
                Ok(Some(answer))
            }
            Err(e) if e.is_unavailable() => {
                self.freshness.asked(false);
                if known { Ok(None) } else { Err(e.into()) }
            }
            Err(e) => Err(e.into()),
        }
    }

    /// Commits, then moves caches and wakes the worker; never before.
    pub async fn commit(&self, tx: Tx) -> Result<(), Failure> {
        let changes = tx.commit().await?;
        self.spread(&changes);
        Ok(())
    }

    fn spread(&self, changes: &Changes) {
        for change in &changes.threads {
            self.freshness.saw_thread(change.site, change.key.clone(), change.version);
        }
        for site in &changes.sites {
            self.freshness.forget_site(*site);
        }
        for site in &changes.desks {
            self.freshness.saw_desk(*site);
        }
        if changes.jobs {
            self.jobs.notify_one();
        }
    }
}
