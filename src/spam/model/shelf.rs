//! The models of several sites in memory, each with how far its lessons have come.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::Model;
use super::prior::Prior;

/// A model, and the lessons that it has learnt.
#[derive(Clone)]
pub struct Learnt {
    pub epoch: i64,
    pub seq: i64,
    pub model: Arc<Model>,
}

/// A model is about 2 MiB; sites beyond these are read again from the database when they are asked for.
const MOST: usize = 16;

pub struct Shelf {
    pub prior: Arc<Prior>,
    models: Mutex<HashMap<i64, Learnt>>,
}

impl Shelf {
    pub fn new(prior: Prior) -> Self {
        Self { prior: Arc::new(prior), models: Mutex::default() }
    }

    pub fn get(&self, site: i64) -> Option<Learnt> {
        self.models.lock().unwrap_or_else(PoisonError::into_inner).get(&site).cloned()
    }

    /// Keeps a model unless a newer one is there.
    pub fn put(&self, site: i64, learnt: Learnt) {
        let mut models = self.models.lock().unwrap_or_else(PoisonError::into_inner);
        let newer = models.get(&site).is_some_and(|there| (there.epoch, there.seq) > (learnt.epoch, learnt.seq));
        if newer {
            return;
        }
        if models.len() >= MOST && !models.contains_key(&site) {
            let other = models.keys().next().copied();
            other.and_then(|other| models.remove(&other));
        }
        models.insert(site, learnt);
    }
}
