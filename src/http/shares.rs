//! How much each client holds at one time: connections, or requests that are worked on.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::{Arc, Mutex, PoisonError};

use super::client::ClientKey;

/// Counts what each client holds. Nobody who holds nothing is kept.
pub struct Shares {
    held: Mutex<HashMap<ClientKey, usize>>,
    max: usize,
}

impl Shares {
    /// Each client may hold so many.
    pub fn new(max: usize) -> Arc<Self> {
        Arc::new(Self { held: Mutex::default(), max })
    }

    /// One more, given back when it is dropped; `None` when the client holds all it may.
    pub fn enter(self: &Arc<Self>, client: ClientKey) -> Option<Share> {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        let count = held.entry(client).or_default();
        if *count >= self.max {
            return None;
        }
        *count += 1;
        Some(Share { shares: Arc::clone(self), client })
    }
}

pub struct Share {
    shares: Arc<Shares>,
    client: ClientKey,
}

impl Drop for Share {
    fn drop(&mut self) {
        let mut held = self.shares.held.lock().unwrap_or_else(PoisonError::into_inner);
        if let Entry::Occupied(mut count) = held.entry(self.client) {
            *count.get_mut() -= 1;
            if *count.get() == 0 {
                count.remove();
            }
        }
    }
}
