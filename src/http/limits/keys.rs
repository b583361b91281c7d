//! The state behind one limiter: a table that never grows beyond its bound.

use std::collections::HashMap;
use std::hash::{BuildHasher, Hash, RandomState};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use governor::nanos::Nanos;
use governor::state::StateStore;
use governor::state::keyed::ShrinkableKeyedStateStore;

/// Shards, so that requests on several cores seldom wait for each other, and housekeeping holds up
/// only a part of them at a time.
const SHARDS: usize = 16;

pub struct BoundedKeys<K> {
    shards: Vec<Mutex<HashMap<K, Nanos>>>,
    /// What all keys beyond the bound share.
    overflow: Mutex<Option<Nanos>>,
    hasher: RandomState,
    held: AtomicUsize,
    max: usize,
}

impl<K: Hash + Eq + Clone> BoundedKeys<K> {
    pub fn new(max: usize) -> Self {
        Self {
            shards: (0..SHARDS).map(|_| Mutex::default()).collect(),
            overflow: Mutex::default(),
            hasher: RandomState::new(),
            held: AtomicUsize::new(0),
            max: max.max(1),
        }
    }

    /// Takes a place for one more key, if there is one.
    fn room(&self) -> bool {
        self.held.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |n| (n < self.max).then_some(n + 1)).is_ok()
    }

    fn shard(&self, key: &K) -> Option<&Mutex<HashMap<K, Nanos>>> {
        let hash = self.hasher.hash_one(key);
        self.shards.get(usize::try_from(hash % SHARDS as u64).unwrap_or(0))
    }

    fn overflowing<T, E>(&self, decide: impl Fn(Option<Nanos>) -> Result<(T, Nanos), E>) -> Result<T, E> {
        let mut state = held(&self.overflow);
        let (outcome, next) = decide(*state)?;
        *state = Some(next);
        Ok(outcome)
    }
}

/// A number that was half-way written cannot exist here, so a panic elsewhere spoils nothing.
fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl<K: Hash + Eq + Clone> StateStore for BoundedKeys<K> {
    type Key = K;

    fn measure_and_replace<T, F, E>(&self, key: &K, decide: F) -> Result<T, E>
    where
        F: Fn(Option<Nanos>) -> Result<(T, Nanos), E>,
    {
        let Some(shard) = self.shard(key) else { return self.overflowing(decide) };
        let mut table = held(shard);
        if let Some(state) = table.get_mut(key) {
            let (outcome, next) = decide(Some(*state))?;
            *state = next;
            return Ok(outcome);
        }
        if !self.room() {
            drop(table);
            return self.overflowing(decide);
        }
        match decide(None) {
            Ok((outcome, next)) => {
                table.insert(key.clone(), next);
                Ok(outcome)
            }
            Err(refused) => {
                self.held.fetch_sub(1, Ordering::Relaxed);
                Err(refused)
            }
        }
    }
}

impl<K: Hash + Eq + Clone> ShrinkableKeyedStateStore<K> for BoundedKeys<K> {
    fn retain_recent(&self, drop_below: Nanos) {
        for shard in &self.shards {
            let mut table = held(shard);
            let before = table.len();
            table.retain(|_, state| *state > drop_below);
            self.held.fetch_sub(before - table.len(), Ordering::Relaxed);
            if table.capacity() > 4 * table.len() {
                table.shrink_to_fit();
            }
        }
    }

    fn len(&self) -> usize {
        self.held.load(Ordering::Relaxed)
    }

    fn is_empty(&self) -> bool {
        self.len() == 0
    }
}
